import { MoveRight, Trash2 } from "lucide-react";
import { IconButton } from "@/components/Button";
import { Disclosure } from "@/components/Disclosure";
import { LineChart } from "@/components/LineChart";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { dayNumber } from "@/lib/dates";
import { forDrawing } from "@/lib/decimal";
import { asDocument, type Document, type ReadingValue, readingOf, readingsOf, textOf } from "@/lib/document";
import { EditField } from "./EditField";
import styles from "./Indicator.module.css";
import { AddReading, ReadingField, ReadingsTable } from "./Readings";
import type { WriteTarget } from "./target";

type IndicatorProps = {
  document: Document;
  kind: string;
  target: WriteTarget;
  view: Pick<RecordView, "drafts">;
  editable: boolean;
  onRemove?: () => void;
};

/** One indicator: where it began, where it is, where it should go; the curve and the same figures in a table. */
export function Indicator({ document, kind, target, view, editable, onRemove }: IndicatorProps) {
  const { t, decimal } = useT();
  const unit = textOf(document, "unit");
  const name = textOf(document, "name");
  const baseline = readingOf(asDocument(document)["baseline"]);
  const goal = readingOf(asDocument(document)["target"]);
  const readings = readingsOf(document);
  const last = readings[readings.length - 1];
  return (
    <article className={styles.indicator} aria-label={name}>
      <header className={styles.head}>
        {editable ? (
          <div className={styles.names}>
            <EditField kind={kind} name="name" target={target} document={document} view={view} labelHidden look="inPlace" placeholder={t("indicator.namePlaceholder")} />
          </div>
        ) : (
          <h3 className={styles.names}>{name}</h3>
        )}
        {editable && onRemove !== undefined ? <IconButton icon={Trash2} label={t("common.removeNamed", { name })} onPress={onRemove} /> : null}
      </header>
      <Figures unit={unit} baseline={baseline} goal={goal} last={last} />
      {readings.length > 1 ? <Curve name={name} unit={unit} readings={readings} baseline={baseline} goal={goal} /> : null}
      {editable ? <AddReading target={target} unit={unit} /> : null}
      {readings.length > 0 || editable ? (
        <Disclosure title={editable ? t("indicator.table") : t("indicator.readingsTitle")} note={t("indicator.readings", { count: readings.length })} level={editable ? 3 : 4}>
          {editable ? (
            <div className={styles.settings}>
              <EditField kind={kind} name="unit" target={target} document={document} view={view} placeholder={t("indicator.unitPlaceholder")} />
              <EditField kind={kind} name="direction" target={target} document={document} view={view} />
              <EditField kind={kind} name="frequency" target={target} document={document} view={view} />
              <ReadingField kind={kind} name="baseline" target={target} reading={baseline} unit={unit} />
              <ReadingField kind={kind} name="target" target={target} reading={goal} unit={unit} />
            </div>
          ) : null}
          {readings.length === 0 ? null : <ReadingsTable name={name} unit={unit} readings={readings} target={target} editable={editable} />}
        </Disclosure>
      ) : null}
      {last === undefined && !editable && baseline === null ? <p className={styles.none}>{t("indicator.none")}</p> : null}
      <span className="visually-hidden">{last === undefined ? "" : t("indicator.spoken", { name, value: decimal(last.value), unit })}</span>
    </article>
  );
}

type FiguresProps = { unit: string; baseline: ReadingValue | null; goal: ReadingValue | null; last: ReadingValue | undefined };

/** *Départ → aujourd'hui*, in large type, with the target. */
export function Figures({ unit, baseline, goal, last }: FiguresProps) {
  const { t, decimal, day } = useT();
  return (
    <dl className={styles.figures}>
      {baseline === null ? null : (
        <>
          <div className={styles.figure}>
            <dt>{baseline.date === "" ? t("indicator.baseline") : t("indicator.baselineOn", { date: day(baseline.date) })}</dt>
            <dd className={styles.was}>
              {decimal(baseline.value)} <small>{unit}</small>
            </dd>
          </div>
          {last === undefined ? null : <MoveRight aria-hidden className={styles.arrow} />}
        </>
      )}
      {last === undefined ? null : (
        <div className={styles.figure}>
          <dt>{last.date === "" ? t("indicator.now") : t("indicator.nowOn", { date: day(last.date) })}</dt>
          <dd className={styles.is}>
            {decimal(last.value)} <small>{unit}</small>
          </dd>
        </div>
      )}
      {goal === null ? null : (
        <div className={`${styles.figure} ${styles.goal}`}>
          <dt>{goal.date === "" ? t("indicator.target") : t("indicator.targetOn", { date: day(goal.date) })}</dt>
          <dd>
            {decimal(goal.value)} <small>{unit}</small>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Curve({ name, unit, readings, baseline, goal }: { name: string; unit: string; readings: ReadingValue[]; baseline: ReadingValue | null; goal: ReadingValue | null }) {
  const { t, day, decimal } = useT();
  const points = readings.flatMap((reading) => {
    const time = dayNumber(reading.date);
    const value = forDrawing(reading.value);
    return time === null || value === null ? [] : [{ day: reading.date, time, value }];
  });
  if (points.length < 2) return null;
  const level = (reading: ReadingValue | null, label: string) => {
    const value = reading === null ? null : forDrawing(reading.value);
    return value === null ? undefined : { value, label };
  };
  return (
    <div className={styles.curve}>
      <LineChart title={t("indicator.chart", { name, unit })} points={points} baseline={level(baseline, t("indicator.baseline"))} target={level(goal, t("indicator.target"))} formatValue={(value) => decimal(String(value))} formatDay={(value) => day(value)} />
    </div>
  );
}
