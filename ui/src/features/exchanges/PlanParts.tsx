import { Badge, type BadgeShape, type BadgeTone } from "@/components/Badge";
import { Disclosure } from "@/components/Disclosure";
import { LongList } from "@/components/LongList";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { useShownValue } from "@/components/record/shownValue";
import { useT } from "@/i18n/useT";
import type { ImportPlan, PlanEntry } from "@/ipc/bindings.gen";
import styles from "./exchanges.module.css";

type Part = "fresh" | "updated" | "conflicts" | "revoked" | "known";
const PARTS: [Part, BadgeTone, BadgeShape][] = [
  ["fresh", "leaf", "full"],
  ["updated", "honey", "half"],
  ["conflicts", "red", "stop"],
  ["revoked", "red", "cross"],
  ["known", "grey", "check"],
];

/** The plan by title: new, updated, in conflict, already known, refused, and what follows later. */
export function PlanParts({ plan }: { plan: ImportPlan }) {
  const { t, bytes, maybe } = useT();
  return (
    <>
      {PARTS.map(([part, tone, shape]) =>
        plan[part].length === 0 ? null : (
          <Section key={part} title={t(`plan.${part}`)} note={t(`plan.${part}Note`)}>
            <LongList label={t(`plan.${part}`)} items={plan[part]} keyOf={(entry) => `${entry.author ?? ""}/${entry.id}`} className={styles.register}>
              {(entry) => (
                <div className={styles.line}>
                  <KindSign kind={entry.kind} />
                  <Entry entry={entry} plan={plan} />
                  <Badge tone={tone} shape={shape}>
                    {t(`plan.${part}One`)}
                  </Badge>
                </div>
              )}
            </LongList>
          </Section>
        ),
      )}
      {plan.refused.length === 0 ? null : (
        <Callout tone="bad" title={t("plan.refused", { count: plan.refused.length })}>
          <ul className={styles.reasons}>
            {plan.refused.map((refused) => (
              <li key={refused.what + refused.code}>
                <strong>{refused.what}</strong> — {maybe(`refused.${refused.code}`) ?? refused.code}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {plan.missingAttachments.length === 0 ? null : (
        <Callout tone="info" title={t("plan.missing", { count: plan.missingAttachments.length })}>
          {plan.missingAttachments.map((missing) => `${missing.name} (${bytes(missing.size)})`).join(", ")}
        </Callout>
      )}
    </>
  );
}

function Entry({ entry, plan }: { entry: PlanEntry; plan: ImportPlan }) {
  const { t, language } = useT();
  const author = plan.authors.find((one) => one.id === entry.author);
  const show = useShownValue();
  return (
    <div className={styles.words}>
      <p className={styles.title}>{entry.title === "" ? t("common.untitled") : entry.title}</p>
      {author === undefined ? null : <p className={styles.note}>{t("trust.carried", { author: author.name, carriers: plan.sender.name })}</p>}
      {entry.changes.length === 0 ? null : (
        <Disclosure title={t("plan.changes", { count: entry.changes.length })}>
          <dl className={styles.changes}>
            {entry.changes.map((change) => (
              <div key={change.path}>
                <dt>{change.label[language]}</dt>
                <dd>
                  {show(change.before) === "" ? null : (
                    <>
                      <del>{show(change.before)}</del> <span aria-hidden>→</span>{" "}
                    </>
                  )}
                  <ins>{show(change.after) === "" ? t("history.emptied") : show(change.after)}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
    </div>
  );
}
