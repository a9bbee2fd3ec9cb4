import { getRouteApi } from "@tanstack/react-router";
import { BookOpen, Copy, Ellipsis, Pencil, Printer, Send, Sprout, Trash2, Undo2 } from "lucide-react";
import { Button, IconButton } from "@/components/Button";
import { Menu, type MenuAction } from "@/components/Menu";
import { Callout } from "@/components/Notice";
import { PageBody } from "@/components/PageHead";
import { AboutSheet } from "@/components/record/AboutSheet";
import { Conflicts } from "@/components/record/Conflicts";
import { GoToField } from "@/components/record/GoToField";
import { MadeFrom } from "@/components/record/MadeFrom";
import { PageTop } from "@/components/record/PageTop";
import { SourceNotice } from "@/components/record/SourceNotice";
import { TrashedNotice } from "@/components/record/TrashedNotice";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { textOf } from "@/lib/document";
import { ReadSheet } from "./ReadSheet";
import { WriteSheet } from "./WriteSheet";

const route = getRouteApi("/solutions/$id");

/** The menu is gone after this (milliseconds): it must not be on the paper. */
const MENU_CLOSES = 250;

/** A sheet with what can be done to it: read, write, publish, share, adopt. */
export function SolutionBody({ view }: { view: RecordView }) {
  const { t } = useT();
  const { write, field } = route.useSearch();
  const navigate = route.useNavigate();
  const { run, busy } = useChange();
  const writing = write === true && view.editable && !view.sample;
  const back = () => void navigate({ to: "/solutions", search: ({ write: _, field: __, ...list }) => list });
  const setWriting = (on: boolean) => void navigate({ to: ".", search: ({ write: _, field: __, ...list }) => (on ? { ...list, write: true as const } : list), replace: true });
  const adopt = async () => {
    const done = await run(changes.adopt(view.id));
    if (done !== null) await navigate({ to: "/projets/$id", params: { id: done.value } });
  };
  const adapt = async () => {
    const done = await run(changes.adapt(view.id));
    if (done !== null) await navigate({ to: "/solutions/$id", params: { id: done.value }, search: { write: true } });
  };
  const trash = async () => {
    const done = await run(changes.trash(view.id));
    if (done !== null) back();
  };
  const own = view.shelf === "own" && !view.sample;
  const actions: (MenuAction | null)[] = [
    ...(view.sample ? [] : [{ id: "adapt", label: t("solutions.adapt"), icon: Copy, onAction: () => void adapt() }]),
    ...(own ? [{ id: "adopt", label: t("solutions.adoptOwn"), icon: Sprout, onAction: () => void adopt() }] : []),
    { id: "print", label: t("solutions.print"), icon: Printer, disabled: writing, onAction: () => window.setTimeout(() => window.print(), MENU_CLOSES) },
    ...(view.editable && (view.published === "published" || view.published === "changed") ? [{ id: "withdraw", label: t("solutions.withdraw"), icon: Undo2, onAction: () => void run(changes.withdraw(view.id)) }] : []),
    ...(view.editable ? [null, { id: "trash", label: t("common.delete"), icon: Trash2, danger: true, disabled: view.trashed, onAction: () => void trash() }] : []),
  ];
  return (
    <>
      <PageTop
        title={textOf(view.fields, "title")}
        onBack={back}
        actions={
          <>
            {view.sample ? (
              <Button size="small" icon={Copy} isDisabled={busy} onPress={() => void adapt()}>
                {t("solutions.adapt")}
              </Button>
            ) : view.editable ? (
              <Button size="small" icon={writing ? BookOpen : Pencil} onPress={() => setWriting(!writing)}>
                {writing ? t("solutions.read") : t("solutions.write")}
              </Button>
            ) : null}
            {own && view.editable && view.published !== "published" && !view.trashed ? (
              <Button size="small" isDisabled={busy} onPress={() => void run(changes.publish(view.id))}>
                {view.published === "changed" ? t("solutions.publishAgain") : t("solutions.publish")}
              </Button>
            ) : null}
            {own ? (
              <Button size="small" icon={Send} onPress={() => void navigate({ to: "/partager", search: { ids: [view.id] } })}>
                {t("frame.share")}
              </Button>
            ) : (
              <Button size="small" look="primary" icon={Sprout} isDisabled={busy || view.shelf === "quarantine"} onPress={() => void adopt()}>
                {t("solutions.adopt")}
              </Button>
            )}
            <Menu label={t("common.more")} actions={actions}>
              <IconButton icon={Ellipsis} label={t("common.more")} />
            </Menu>
          </>
        }
      />
      <PageBody>
        <TrashedNotice view={view} />
        {view.shelf === "quarantine" ? (
          <Callout
            tone="care"
            title={t("shelf.unknownTitle", { name: view.ownerName })}
            actions={
              <Button size="small" onPress={() => void navigate({ to: "/echanges/expediteur/$id", params: { id: view.owner } })}>
                {t("shelf.see")}
              </Button>
            }
          >
            {t("shelf.unknownHelp")}
          </Callout>
        ) : null}
        {view.published === "changed" && view.editable ? <Callout tone="info">{t("solutions.changedHelp")}</Callout> : null}
        <Conflicts view={view} />
        <SourceNotice view={view} />
        {writing ? <GoToField name={field} /> : null}
        {writing ? <WriteSheet view={view} /> : <ReadSheet view={view} onWrite={view.editable && !view.sample ? () => setWriting(true) : undefined} />}
        {writing ? null : <AboutSheet view={view} />}
        {writing ? null : <MadeFrom view={view} />}
      </PageBody>
    </>
  );
}
