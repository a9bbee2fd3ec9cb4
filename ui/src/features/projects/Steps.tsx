import { CalendarDays, Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Disclosure } from "@/components/Disclosure";
import { Section } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { EditField, useWriteNow } from "@/components/record/EditField";
import { useNewItem } from "@/components/record/useTypedText";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { daysBetween, today } from "@/lib/dates";
import { type Item, itemsOf, textOf } from "@/lib/document";
import styles from "./projects.module.css";

/** The steps: what is done, what comes next, and one line to add another. */
export function Steps({ view }: { view: RecordView }) {
  const { t } = useT();
  const words = useSchema("project");
  const { run, busy } = useChange();
  const { fields, change, added } = useNewItem(view.id, "steps", ["title"], { title: "" });
  const { title } = fields;
  const steps = itemsOf(view.fields, "steps");
  const add = async () => {
    if (title.trim() === "") return;
    const done = await run(changes.write(view.id, { steps: [{ title: title.trim() }] }), "silent");
    if (done !== null) added();
  };
  return (
    <Section id="etapes" title={words.label("steps")}>
      {steps.length === 0 ? <p className={styles.nothing}>{t("steps.none")}</p> : null}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <Step key={step.id} step={step} view={view} />
        ))}
      </ol>
      {view.editable ? (
        <form
          className={styles.addLine}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <TextField label={t("steps.new")} labelHidden placeholder={t("steps.newPlaceholder")} value={title} onChange={(typed) => change({ title: typed })} />
          <Button type="submit" icon={Plus} isDisabled={busy || title.trim() === ""}>
            {t("common.add")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}

function Step({ step, view }: { step: Item; view: RecordView }) {
  const { t, day } = useT();
  const { run } = useChange();
  const target = { id: view.id, list: "steps", item: step.id };
  const write = useWriteNow(target);
  const common = { kind: "project", target, document: step, view };
  const title = textOf(step, "title");
  const done = textOf(step, "done");
  const due = textOf(step, "due");
  const late = done === "" && due !== "" && (daysBetween(today(), due) ?? 0) < 0;
  return (
    <li className={styles.step} data-done={done === "" ? undefined : true}>
      <Checkbox labelHidden isSelected={done !== ""} isDisabled={!view.editable} onChange={(checked) => write("done", checked ? today() : null)}>
        {done === "" ? t("steps.markDone", { title }) : t("steps.markUndone", { title })}
      </Checkbox>
      <div className={styles.stepBody}>
        {view.editable ? <EditField {...common} name="title" labelHidden look="inPlace" /> : <p>{title}</p>}
        <Disclosure
          title={done !== "" ? t("steps.doneOn", { date: day(done) }) : due === "" ? t("steps.noDue") : t(late ? "steps.lateSince" : "steps.dueOn", { date: day(due) })}
          note={[textOf(step, "responsible"), textOf(step, "deliverable")].filter((part) => part !== "").join(" · ")}
          level={3}
        >
          <div className={styles.stepMore}>
            <EditField {...common} name="start" />
            <EditField {...common} name="due" />
            <EditField {...common} name="done" />
            <EditField {...common} name="responsible" />
            <div className={styles.full}>
              <EditField {...common} name="deliverable" />
            </div>
            <div className={styles.full}>
              <EditField {...common} name="description" />
            </div>
          </div>
        </Disclosure>
      </div>
      {late ? (
        <span className={styles.stepLate}>
          <CalendarDays size="0.875rem" aria-hidden />
          {t("state.late")}
        </span>
      ) : null}
      {view.editable ? <IconButton icon={Trash2} label={t("common.removeNamed", { name: title })} onPress={() => void run(changes.write(view.id, { steps: [{ id: step.id, deleted: true }] }), "removed")} /> : null}
    </li>
  );
}
