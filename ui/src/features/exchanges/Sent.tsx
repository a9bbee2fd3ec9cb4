import { PackageOpen } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { SentBundle } from "@/ipc/bindings.gen";
import styles from "./exchanges.module.css";

/** The register of what left. */
export function Sent({ bundles }: { bundles: SentBundle[] }) {
  const { t, instant, bytes } = useT();
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
        <li key={bundle.bundleId + bundle.at} className={styles.line}>
          <div className={styles.words}>
            <p className={styles.title}>
              {bundle.records.map((record, index) => (
                <span key={record.id}>
                  {index > 0 ? ", " : ""}
                  <Link to="/solutions/$id" params={{ id: record.id }}>
                    {record.title === "" ? t("common.untitled") : record.title}
                  </Link>
                </span>
              ))}
            </p>
            <p className={styles.note}>
              <time dateTime={bundle.at}>{instant(bundle.at)}</time> {bundle.bytes === null ? "" : ` · ${bytes(bundle.bytes)}`}
            </p>
            <p className={styles.path} data-selectable>
              {bundle.file}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
