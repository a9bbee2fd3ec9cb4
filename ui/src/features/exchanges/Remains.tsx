import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { Button } from "@/components/Button";
import { Disclosure } from "@/components/Disclosure";
import { useShownValue } from "@/components/record/shownValue";
import { useT } from "@/i18n/useT";
import type { FieldChange, Remaining } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { remainingQuery } from "@/ipc/queries";
import styles from "./exchanges.module.css";

/** What is left of an undone import: written since, with the values from before; or made from it. */
export function Remains({ importId }: { importId: string }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const { data: remaining = [] } = useQuery(remainingQuery(importId));
  if (remaining.length === 0) return null;
  const written = remaining.filter((one) => one.proposed.length > 0);
  return (
    <Disclosure title={t("remains.title", { count: remaining.length })} level={2}>
      <ul className={styles.reasons}>
        {remaining.map((one) => (
          <li key={one.id}>
            <strong>{one.title === "" ? t("common.untitled") : one.title}</strong> — {t(one.why === "made_from_it" ? "remains.madeFromIt" : "remains.writtenSince")}
            <Proposed one={one} />
          </li>
        ))}
      </ul>
      {written.length === 0 ? null : (
        <Button size="small" icon={Undo2} isDisabled={busy} onPress={() => void run(changes.putBack(importId))}>
          {t("remains.putBack", { count: written.length })}
        </Button>
      )}
    </Disclosure>
  );
}

function Proposed({ one }: { one: Remaining }) {
  if (one.proposed.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {one.proposed.map((change) => (
        <Change key={change.path} change={change} />
      ))}
    </dl>
  );
}

function Change({ change }: { change: FieldChange }) {
  const { t, language } = useT();
  const show = useShownValue();
  const [now, before] = [show(change.before), show(change.after)];
  return (
    <div>
      <dt>{change.label[language]}</dt>
      <dd>
        {now === "" ? null : (
          <>
            <del>{now}</del> <span aria-hidden>→</span>{" "}
          </>
        )}
        <ins>{before === "" ? t("history.emptied") : before}</ins>
      </dd>
    </div>
  );
}
