import { useNavigate } from "@tanstack/react-router";
import { createContext, use, useState } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Select } from "@/components/Select";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { excess } from "@/lib/text";
import styles from "./record.module.css";
import { useProgrammes } from "./useProgrammes";
import { useSchema } from "./useSchema";

/** What can be begun from anywhere. */
export type NewKind = "project" | "solution";

const NewRecordContext = createContext<(kind: NewKind) => void>(() => undefined);

/** The way to begin a project or a sheet: it asks for a title, makes it, and opens its page. */
export function useNewRecord(): (kind: NewKind) => void {
  return use(NewRecordContext);
}

/** Holds the one question that a new record asks. */
export function NewRecords({ children }: { children: React.ReactNode }) {
  const { t } = useT();
  const [kind, setKind] = useState<NewKind | null>(null);
  const close = () => setKind(null);
  return (
    <NewRecordContext value={setKind}>
      {children}
      <Dialog isOpen={kind !== null} onClose={close} title={kind === "solution" ? t("palette.newSolution") : t("palette.newProject")} closeLabel={t("common.close")} size="small">
        {kind === null ? null : <NewRecordForm kind={kind} onClose={close} />}
      </Dialog>
    </NewRecordContext>
  );
}

function NewRecordForm({ kind, onClose }: { kind: NewKind; onClose: () => void }) {
  const { t } = useT();
  const words = useSchema(kind);
  const navigate = useNavigate();
  const programmes = useProgrammes();
  const { run, busy } = useChange();
  const [title, setTitle] = useState("");
  const [programme, setProgramme] = useState("");
  const max = words.field("title")?.max ?? 120;
  const create = async () => {
    if (title.trim() === "" || excess(title.trim(), max) > 0) return;
    const done = await run(changes.create(kind, { title: title.trim(), ...(programme === "" ? {} : { programme }), ...(kind === "project" ? { status: "planned" } : {}) }), "silent");
    if (done === null) return;
    onClose();
    if (kind === "project") await navigate({ to: "/projets/$id", params: { id: done.value } });
    else await navigate({ to: "/solutions/$id", params: { id: done.value }, search: { write: true } });
  };
  return (
    <form
      className={styles.plainForm ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <TextField label={words.question("title")} value={title} onChange={setTitle} autoFocus error={excess(title, max) > 0 ? t("field.tooLong", { max, over: excess(title, max) }) : undefined} />
      <Select label={words.label("programme")} options={[{ id: "", label: t("projects.noProgramme") }, ...programmes.map((candidate) => ({ id: candidate.id, label: candidate.title }))]} value={programme === "" ? null : programme} placeholder={t("projects.noProgramme")} onChange={setProgramme} />
      <div>
        <Button type="submit" look="primary" isDisabled={busy || title.trim() === ""}>
          {t("common.create")}
        </Button>
      </div>
    </form>
  );
}
