import type { Answer } from "@/components/Checkbox";
import { Choice } from "@/components/Checkbox";
import { ComparedText } from "@/components/record/ComparedText";
import { useShownValue } from "@/components/record/shownValue";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { ChoiceRequest, FieldChange, QuestionView, SideView } from "@/ipc/bindings.gen";
import { AnotherValue, canBeWritten } from "./AnotherValue";
import styles from "./conflicts.module.css";

type QuestionCardProps = { kind: string; question: QuestionView; choice: ChoiceRequest | null; onChoose: (choice: ChoiceRequest | null) => void };

/** Something to be chosen: the sides beside each other, who and when, and what can be done. */
export function QuestionCard({ kind, question, choice, onChoose }: QuestionCardProps) {
  const { t, language } = useT();
  const name = question.asked === "record" ? t("undecided.wholeRecord") : question.label[language];
  const title = question.item === null ? name : t("undecided.ofItem", { name, item: question.item });
  return (
    <section className={styles.question} aria-label={title}>
      <h2>{title}</h2>
      {question.asked === "value" ? <ValueChoice kind={kind} question={question} title={title} choice={choice} onChoose={onChoose} /> : <StayChoice question={question} title={title} choice={choice} onChoose={onChoose} />}
    </section>
  );
}

function ValueChoice({ kind, question, title, choice, onChoose }: QuestionCardProps & { title: string }) {
  const { t } = useT();
  const author = useAuthor();
  const sides: Answer<string>[] = question.sides.map((side, index) => ({
    id: `side ${side.id}`,
    label: side.author.here ? t("undecided.mine") : t("undecided.theirs", { name: author(side) }),
    hint: undefined,
    body: <SideBody kind={kind} path={question.path} side={side} displayed={index === 0} />,
  }));
  const offersBoth = question.both === "joined" || question.both === "items";
  const writes = question.field !== null && canBeWritten(question.field);
  const more: Answer<string>[] = [
    ...(offersBoth ? [{ id: "both", label: t("undecided.both"), hint: t(`undecided.both.${question.both}`) }] : []),
    ...(writes ? [{ id: "write", label: t("undecided.write"), hint: undefined }] : []),
  ];
  const value = choice === null ? null : choice.kind === "side" ? `side ${choice.side}` : choice.kind;
  const choose = (id: string) => {
    if (id === "both") onChoose({ kind: "both" });
    else if (id === "write") onChoose({ kind: "write", value: question.sides[0]?.value ?? null });
    else onChoose({ kind: "side", side: id.slice("side ".length) });
  };
  const isSide = value?.startsWith("side ") === true;
  return (
    <>
      <Choice look="columns" label={title} labelHidden answers={sides} value={isSide ? value : null} onChange={choose} />
      {more.length === 0 ? null : <Choice label={t("undecided.otherwise", { name: title })} labelHidden answers={more} value={isSide ? null : value} onChange={choose} />}
      {question.field !== null && choice?.kind === "write" ? <AnotherValue field={question.field} value={choice.value} onChange={(next) => onChoose({ kind: "write", value: next })} /> : null}
      {offersBoth ? null : <p className={styles.why}>{t(`undecided.both.${question.both}`)}</p>}
    </>
  );
}

/** What one deleted and another wrote: it stays, or it goes. */
function StayChoice({ question, title, choice, onChoose }: Omit<QuestionCardProps, "kind"> & { title: string }) {
  const { t, instant } = useT();
  const author = useAuthor();
  const of = (says: SideView["says"]) => question.sides.filter((side) => side.says === says);
  const who = (sides: SideView[]) => sides.map((side) => t("undecided.byAt", { name: author(side), date: instant(side.at) })).join(" ; ");
  const answers: Answer<"keep" | "delete">[] = [
    { id: "keep", label: t("undecided.keep"), body: <Written note={t("undecided.written", { who: who(of("written")) })} changes={of("written").flatMap((side) => side.changes)} /> },
    { id: "delete", label: t("undecided.delete"), body: <span className={styles.sideNote}>{t("undecided.deleted", { who: who(of("deleted")) })}</span> },
  ];
  const value = choice?.kind === "keep" || choice?.kind === "delete" ? choice.kind : null;
  return (
    <>
      <p className={styles.why}>{question.asked === "record" ? t("undecided.recordHelp") : t("undecided.itemHelp")}</p>
      <Choice look="columns" label={title} labelHidden answers={answers} value={value} onChange={(kind) => onChoose({ kind })} />
    </>
  );
}

function Written({ note, changes }: { note: string; changes: FieldChange[] }) {
  const { t, language } = useT();
  const show = useShownValue();
  return (
    <>
      <span className={styles.sideNote}>{note}</span>
      {changes.map((change) => (
        <span key={change.path} className={styles.written}>
          <strong>{t("undecided.changed", { name: change.label[language] })}</strong> {show(change.after, 300)}
        </span>
      ))}
    </>
  );
}

function SideBody({ kind, path, side, displayed }: { kind: string; path: string; side: SideView; displayed: boolean }) {
  const { t, instant } = useT();
  const show = useShownValue();
  const words = useSchema(kind);
  const [list, , field] = path.split("/");
  const isChoice = typeof side.value === "string" && words.field(field ?? path, field === undefined ? undefined : list)?.type === "choice";
  const choice = isChoice && typeof side.value === "string" ? words.choices(field ?? path, field === undefined ? undefined : list).find((one) => one.id === side.value)?.label : undefined;
  const text = choice ?? show(side.value, 2000);
  return (
    <>
      <span className={styles.sideNote}>
        {instant(side.at)}
        {displayed ? <> · {t("undecided.displayed")}</> : null}
      </span>
      <span className={styles.sideValue}>{choice === undefined && side.words.length > 0 ? <ComparedText words={side.words} /> : text === "" ? <em>{t("undecided.empty")}</em> : text}</span>
    </>
  );
}

/** Who wrote a side: the person and service where it is known, else the organisation. */
function useAuthor(): (side: SideView) => string {
  const { t } = useT();
  return ({ author }) => {
    if (author.person === null) return t("undecided.aDesktop", { name: author.organisation });
    return author.service === null ? author.person : `${author.person} (${author.service})`;
  };
}
