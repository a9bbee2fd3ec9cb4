import { MoveRight } from "lucide-react";
import { useT } from "@/i18n/useT";
import { asDocument, type Item, itemsOf, readingOf, readingsOf, textOf } from "@/lib/document";
import styles from "./solutions.module.css";

type Key = { id: string; name: string; unit: string; from: string | null; to: string; date: string };

function keyOf(indicator: Item): Key | null {
  const readings = readingsOf(indicator);
  const last = readings[readings.length - 1];
  if (last === undefined || last.value === "") return null;
  return { id: indicator.id, name: textOf(indicator, "name"), unit: textOf(indicator, "unit"), from: readingOf(asDocument(indicator)["baseline"])?.value ?? null, to: last.value, date: last.date };
}

/** The two or three figures that a mayor remembers: *départ → aujourd'hui*. Those with both ends come first. */
export function KeyFigures({ document }: { document: unknown }) {
  const { t, decimal, day } = useT();
  const keys = itemsOf(document, "indicators").map(keyOf).filter((key) => key !== null);
  const best = [...keys.filter((key) => key.from !== null), ...keys.filter((key) => key.from === null)].slice(0, 3);
  if (best.length === 0) return null;
  return (
    <dl className={styles.keys}>
      {best.map((key) => (
        <div key={key.id} className={styles.key}>
          <dd className={styles.keyValue}>
            {key.from === null ? null : (
              <>
                <span className={styles.keyFrom}>{decimal(key.from)}</span>
                <MoveRight aria-label={t("solutions.to")} />
              </>
            )}
            {decimal(key.to)}
            <small>{key.unit}</small>
          </dd>
          <dt>
            {key.name}
            {key.date === "" ? null : <span className={styles.keyDate}>{day(key.date)}</span>}
          </dt>
        </div>
      ))}
    </dl>
  );
}
