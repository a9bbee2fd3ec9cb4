import { Link } from "@tanstack/react-router";
import { Select } from "@/components/Select";
import { StateMark } from "@/components/Badge";
import { Meter } from "@/components/Gauge";
import { EditField, useWriteNow } from "@/components/record/EditField";
import { LateBadge, LightSign, statusMark } from "@/components/record/States";
import { useProgrammes } from "@/components/record/useProgrammes";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { textOf } from "@/lib/document";
import styles from "./projects.module.css";

/** Title, status, programme, person, dates and weather: all of it at a glance, all of it editable. */
export function ProjectHeader({ view }: { view: RecordView }) {
  const { t, relative } = useT();
  const words = useSchema("project");
  const programmes = useProgrammes();
  const target = { id: view.id };
  const write = useWriteNow(target);
  const common = { kind: "project", target, document: view.fields, view };
  const quiet = { ...common, look: "inPlace" as const };
  const due = textOf(view.fields, "planned_end");
  const programme = textOf(view.fields, "programme");
  const light = textOf(view.fields, "light");
  return (
    <header className={styles.header}>
      <h1 className="visually-hidden">{textOf(view.fields, "title") === "" ? t("common.untitled") : textOf(view.fields, "title")}</h1>
      <EditField {...common} name="title" look="title" labelHidden placeholder={t("projects.titlePlaceholder")} />
      <div className={styles.glance}>
        <Select
          look="inPlace"
          label={words.label("status")}
          options={words.choices("status").map((option) => ({ ...option, mark: <StateMark shape={statusMark(option.id).shape} /> }))}
          value={textOf(view.fields, "status") === "" ? null : textOf(view.fields, "status")}
          placeholder={t("common.choose")}
          onChange={(status) => write("status", status)}
        />
        <Select
          look="inPlace"
          label={words.label("programme")}
          options={[{ id: "", label: t("field.noChoice") }, ...programmes.map((candidate) => ({ id: candidate.id, label: candidate.title }))]}
          value={programme === "" ? null : programme}
          placeholder={t("projects.noProgramme")}
          onChange={(chosen) => write("programme", chosen === "" ? null : chosen)}
        />
        <EditField {...quiet} name="lead_person" placeholder={t("projects.personPlaceholder")} />
        <EditField {...quiet} name="priority" />
        <EditField {...quiet} name="start_date" />
        <EditField {...quiet} name="planned_end" help={due === "" ? t("projects.noEnd") : relative(due)} />
        <Select
          look="inPlace"
          label={words.label("light")}
          options={[{ id: "", label: t("field.noChoice") }, ...words.choices("light").map((option) => ({ ...option, mark: <LightSign light={option.id} /> }))]}
          value={light === "" ? null : light}
          placeholder={t("common.choose")}
          onChange={(chosen) => write("light", chosen === "" ? null : chosen)}
        />
        <EditField {...quiet} name="light_reason" placeholder={t("projects.reasonPlaceholder")} />
      </div>
      <div className={styles.summary}>
        {view.late ? <LateBadge /> : null}
        {view.progress.total > 0 ? (
          <div className={styles.progress}>
            <Meter label={t("projects.progress")} value={view.progress.done} maximum={view.progress.total} valueText={t("projects.stepsDoneLong", { done: view.progress.done, total: view.progress.total })} />
          </div>
        ) : null}
        {view.adaptedFrom === null ? null : view.adaptedFrom.title === "" ? (
          <span className={styles.origin ?? ""}>{t("projects.fromGone")}</span>
        ) : (
          <Link to="/solutions/$id" params={{ id: view.adaptedFrom.id }} className={styles.origin ?? ""}>
            {t("projects.from", { title: view.adaptedFrom.title, owner: view.adaptedFrom.ownerName })}
          </Link>
        )}
      </div>
    </header>
  );
}
