import { useQuery } from "@tanstack/react-query";
import { Landmark, X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { AsyncComboBox } from "@/components/AsyncComboBox";
import { IconButton } from "@/components/Button";
import { Choice } from "@/components/Checkbox";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { Place, WorkspaceCreate } from "@/ipc/bindings.gen";
import { placesQuery } from "@/ipc/queries";
import styles from "./StartPage.module.css";

/** What was chosen: what the core is told, and what the person reads. */
export type ChosenBody = { body: WorkspaceCreate["body"]; title: string; detail: string };

type Sort = "commune" | "intercommunality" | "other";

/** Who we are: a commune or an intercommunality from the official list, or another body by its name. `isFirst` when one begins there. */
export function BodyChoice({ chosen, onChoose, error, isFirst }: { chosen: ChosenBody | null; onChoose: (body: ChosenBody | null) => void; error: string | undefined; isFirst: boolean }) {
  const { t } = useT();
  const [sort, setSort] = useState<Sort>("commune");
  return (
    <div className={styles.bodyChoice}>
      <Choice
        label={t("start.body")}
        look="segments"
        answers={[
          { id: "commune", label: t("start.commune") },
          { id: "intercommunality", label: t("start.intercommunality") },
          { id: "other", label: t("start.other") },
        ]}
        value={sort}
        onChange={(next) => {
          setSort(next);
          onChoose(null);
        }}
      />
      {sort === "other" ? (
        <TextField label={t("start.otherName")} value={chosen?.title ?? ""} error={error} onChange={(name) => onChoose(name.trim() === "" ? null : { body: { kind: "other", name: name.trim() }, title: name, detail: "" })} />
      ) : chosen === null ? (
        <PlaceSearch key={sort} sort={sort} onChoose={onChoose} error={error} isFirst={isFirst} />
      ) : (
        <div className={styles.chosen}>
          <Landmark size="1.5rem" aria-hidden />
          <p>
            <strong>{chosen.title}</strong>
            <span>{chosen.detail}</span>
          </p>
          <IconButton icon={X} label={t("start.change")} onPress={() => onChoose(null)} />
        </div>
      )}
    </div>
  );
}

function PlaceSearch({ sort, onChoose, error, isFirst }: { sort: "commune" | "intercommunality"; onChoose: (body: ChosenBody) => void; error: string | undefined; isFirst: boolean }) {
  const { t, decimal } = useT();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const answered = useQuery(placesQuery(wanted));
  const places = (answered.data ?? []).filter((place) => place.kind === sort);
  const settled = wanted === text.trim() && answered.isSuccess && !answered.isPlaceholderData;
  const detail = (place: Place) => {
    const where = place.departmentName === "" ? "" : `${place.departmentName} (${place.department})`;
    const postcodes = place.postcodes.slice(0, 2).join(", ") + (place.postcodes.length > 2 ? "…" : "");
    const people = place.population === null ? "" : t("start.inhabitants", { count: decimal(String(place.population)) });
    return [where, postcodes, people].filter((part) => part !== "").join(" · ");
  };
  const choose = (code: string) => {
    const place = places.find((candidate) => candidate.code === code);
    if (place === undefined) return;
    const label = place.kind === "commune" ? t("start.insee", { code }) : t("start.siren", { code });
    onChoose({ body: place.kind === "commune" ? { kind: "commune", insee: code } : { kind: "intercommunality", siren: code }, title: place.name, detail: [detail(place), label].filter((part) => part !== "").join(" · ") });
  };
  return (
    <AsyncComboBox
      label={sort === "commune" ? t("start.whichCommune") : t("start.whichIntercommunality")}
      placeholder={sort === "commune" ? t("start.communePlaceholder") : t("start.intercommunalityPlaceholder")}
      help={t("start.placeHelp")}
      error={error}
      inputValue={text}
      onInputChange={setText}
      options={places.map((place) => ({ id: place.code, label: place.name, hint: detail(place) }))}
      onChoose={choose}
      busy={!settled}
      emptyText={settled ? t("start.noPlace") : t("start.searching")}
      autoFocus={isFirst}
    />
  );
}
