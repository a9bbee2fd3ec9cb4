import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField, Text } from "react-aria-components";
import { KindSign } from "@/components/record/KindSign";
import { AuthorBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import { recordQuery, searchQuery } from "@/ipc/queries";
import { textOf } from "@/lib/document";
import { addressOf } from "@/lib/recordLink";
import { fold } from "@/lib/text";
import styles from "./Palette.module.css";
import { type PaletteAction, usePaletteActions } from "./usePaletteActions";

/** Finds anything and does anything, from one field and the keyboard. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => (open ? undefined : onClose())} isDismissable className={styles.overlay ?? ""}>
      <Modal className={styles.modal ?? ""}>
        <PaletteBody onClose={onClose} />
      </Modal>
    </ModalOverlay>
  );
}

function matching(actions: PaletteAction[], text: string): PaletteAction[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return actions.filter((action) => words.every((word) => fold(action.called ?? action.label).includes(word)));
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const found = useQuery(searchQuery(wanted)).data;
  const actions = matching(usePaletteActions(), text);
  const hits = wanted.length > 1 ? (found?.hits ?? []) : [];
  const shown = text === "" ? actions : actions.slice(0, 5);
  // Who types the name of what is to be done means that, and not a page in which the words stand.
  const typed = fold(text.trim());
  const named = typed.length > 2 && shown.some(({ label }) => fold(label).startsWith(typed));
  const open = async (id: string, kind: string) => {
    onClose();
    // A note or an indicator is shown on the page of its project.
    const project = async () => textOf((await client.fetchQuery(recordQuery(id))).fields, "project");
    await navigate(addressOf(kind, id) ?? { to: "/projets/$id", params: { id: await project() } });
  };
  const whatIsFound =
    hits.length === 0 ? null : (
      <MenuSection>
        <Header className={styles.header ?? ""}>
          {t("palette.found")} · {t("palette.total", { count: found?.total ?? hits.length })}
        </Header>
        {hits.map((hit) => (
          <MenuItem key={hit.id} id={hit.id} textValue={hit.title} className={styles.item ?? ""} onAction={() => void open(hit.id, hit.kind)}>
            <KindSign kind={hit.kind} />
            <Text slot="label" className={styles.words ?? ""}>
              <span className={styles.title}>{hit.title === "" ? t("common.untitled") : hit.title}</span>{" "}
              <span className={styles.snippet}>
                {hit.shelf === "received" ? <AuthorBadge trust={hit.trust} doubtful={hit.doubtful} /> : null}{" "}
                {hit.snippet.map((part, index) => (part.hit ? <mark key={`${String(index)}${part.text}`}>{part.text}</mark> : part.text))}
              </span>
            </Text>
          </MenuItem>
        ))}
      </MenuSection>
    );
  const toDo =
    shown.length === 0 ? null : (
      <MenuSection>
        <Header className={styles.header ?? ""}>{t("palette.do")}</Header>
        {shown.map(({ id, label, icon: Icon, act }) => (
          <MenuItem
            key={id}
            id={`do-${id}`}
            textValue={label}
            className={styles.item ?? ""}
            onAction={() => {
              onClose();
              act();
            }}
          >
            <Icon size="1.0625rem" aria-hidden className={styles.lens} />
            <Text slot="label" className={styles.title ?? ""}>
              {label}
            </Text>
          </MenuItem>
        ))}
      </MenuSection>
    );
  return (
    <Dialog className={styles.dialog ?? ""} aria-label={t("palette.title")}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField aria-label={t("palette.field")} className={styles.field ?? ""} autoFocus>
          <Search size="1.125rem" aria-hidden className={styles.lens} />
          <Input className={styles.input ?? ""} placeholder={t("palette.field")} />
        </SearchField>
        {/* Focusable, so that the list scrolls without a mouse. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={styles.scroll} tabIndex={0}>
          <Menu className={styles.list ?? ""} aria-label={t("palette.title")} renderEmptyState={() => <p className={styles.note}>{t("palette.empty", { text: wanted })}</p>}>
            {named ? toDo : whatIsFound}
            {named ? whatIsFound : toDo}
          </Menu>
        </div>
      </Autocomplete>
      <p className={styles.note}>{found !== undefined && found.total > hits.length && hits.length > 0 ? t("palette.more", { shown: hits.length, total: found.total }) : t("palette.hint")}</p>
    </Dialog>
  );
}
