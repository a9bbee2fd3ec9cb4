import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Scale } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { PageTop } from "@/components/record/PageTop";
import { SaveStates } from "@/components/record/SaveState";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { QuestionSheet } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { changes, useChange } from "@/ipc/mutations";
import { questionsQuery } from "@/ipc/queries";
import { plainText } from "@/lib/markdown";
import { shorten } from "@/lib/text";
import { QuestionCard } from "./QuestionCard";
import { useBegun } from "./begun";
import styles from "./conflicts.module.css";

const route = getRouteApi("/a-trancher/$id");

/** One record: each thing to be chosen in it, and one step for all that was chosen. */
export function QuestionsPage() {
  const { id } = route.useParams();
  const speech = useT();
  const { t } = speech;
  const sheet = useQuery(questionsQuery(id));
  if (sheet.isError) {
    const words = refusalWords(speech, refusalOf(sheet.error));
    return <EmptyState isAll title={words.what}>{words.act}</EmptyState>;
  }
  if (sheet.data === undefined) return null;
  if (sheet.data.questions.length === 0) {
    return (
      <PageBody>
        <EmptyState title={t("undecided.doneHere")} icon={Scale} actions={<Link to="/a-trancher">{t("undecided.others")}</Link>}>
          {t("undecided.doneHereHelp")}
        </EmptyState>
      </PageBody>
    );
  }
  return (
    <SaveStates key={id}>
      <Questions sheet={sheet.data} />
    </SaveStates>
  );
}

function Questions({ sheet }: { sheet: QuestionSheet }) {
  const { t } = useT();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const { chosen, choose, forget } = useBegun(sheet);
  const { record, page, questions } = sheet;
  const title = shorten(plainText(record.title), 120) || t("common.untitled");
  const decisions = questions.flatMap((question) => {
    const choice = chosen.get(question.path);
    return choice === undefined ? [] : [{ path: question.path, seen: question.sides.map((side) => side.id), choice }];
  });
  const all = useRef<HTMLOListElement>(null);
  const settle = async () => {
    // A value that is told as wrong at its field is not what would be written: it is put right first.
    const wrong = all.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (wrong !== null && wrong !== undefined) {
      wrong.focus();
      return;
    }
    const done = await run(changes.settle({ id: record.id, decisions }));
    if (done === null) return;
    forget();
    if (decisions.length === questions.length) await navigate({ to: "/a-trancher" });
  };
  return (
    <>
      <PageTop
        title={title}
        onBack={() => void navigate({ to: "/a-trancher" })}
        actions={
          <Button size="small" look="primary" icon={Scale} isDisabled={busy || decisions.length === 0} onPress={() => void settle()}>
            {decisions.length === 0 ? t("undecided.settleNone") : t("undecided.settle", { count: decisions.length })}
          </Button>
        }
      />
      <PageBody>
        <PageHead
          title={title}
          lead={
            <>
              {t("undecided.sheetLead", { count: questions.length })}{" "}
              {page.kind === "solution" ? (
                <Link to="/solutions/$id" params={{ id: page.id }}>
                  {t("undecided.page")}
                </Link>
              ) : (
                <Link to="/projets/$id" params={{ id: page.id }}>
                  {t("undecided.page")}
                </Link>
              )}
            </>
          }
        />
        <ol className={styles.questions} ref={all}>
          {questions.map((question) => (
            <li key={question.path}>
              <QuestionCard kind={record.kind} question={question} choice={chosen.get(question.path) ?? null} onChoose={(choice) => choose(question, choice)} />
            </li>
          ))}
        </ol>
      </PageBody>
    </>
  );
}
