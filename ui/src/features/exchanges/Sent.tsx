import { CircleCheckBig, PackageOpen, Usb } from "lucide-react";
import { EmptyState } from "@/components/Notice";
import { KindSign } from "@/components/record/KindSign";
import { RecordLink } from "@/components/record/RecordLink";
import { useT } from "@/i18n/useT";
import type { SentBundle } from "@/ipc/bindings.gen";
import styles from "./exchanges.module.css";

/** The register of what left: its number, what, to whom, how, and the word that it has arrived. */
export function Sent({ bundles }: { bundles: SentBundle[] }) {
  const { t } = useT();
  if (bundles.length === 0) {
    return (
      <EmptyState title={t("exchanges.noneSent")} icon={PackageOpen}>
        {t("exchanges.noneSentHelp")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.register}>
      {bundles.map((bundle) => (
        <SentLine key={bundle.number} bundle={bundle} />
      ))}
    </ul>
  );
}

function SentLine({ bundle }: { bundle: SentBundle }) {
  const { t, instant, bytes, day } = useT();
  const name = t(bundle.answers ? "exchanges.answerNumber" : "exchanges.sendNumber", { number: String(bundle.number) });
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p className={styles.title}>
          {name}
          {bundle.to === null ? null : <span className={styles.to}>{t("exchanges.to", { name: bundle.to.name })}</span>}
        </p>
        {bundle.records.map((record) => (
          <p key={record.id} className={styles.sentRecord}>
            <KindSign kind={record.kind === "" ? "solution" : record.kind} />
            <RecordLink kind={record.kind === "" ? "solution" : record.kind} id={record.id} title={record.title} />
          </p>
        ))}
        {bundle.arrived === null ? null : (
          <p className={styles.arrived}>
            <CircleCheckBig size="1rem" aria-hidden />
            {t(bundle.answers ? "exchanges.answerArrived" : "exchanges.sendArrived", { number: String(bundle.number), name: bundle.arrived.from, date: day(bundle.arrived.at.slice(0, 10)) })}
          </p>
        )}
        <p className={styles.note}>
          <time dateTime={bundle.at}>{instant(bundle.at)}</time>
          {bundle.bytes === null ? "" : ` · ${bytes(bundle.bytes)}`}
          {bundle.drive === null ? null : (
            <>
              {" · "}
              <Usb size="0.875rem" aria-hidden /> {bundle.drive}
            </>
          )}
        </p>
        <p className={styles.path} data-selectable>
          {bundle.file}
        </p>
      </div>
    </li>
  );
}
