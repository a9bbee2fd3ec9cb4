import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { Ellipsis, Send, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/Button";
import { Menu } from "@/components/Menu";
import { PageBody } from "@/components/PageHead";
import { GoToField } from "@/components/record/GoToField";
import { PageTop } from "@/components/record/PageTop";
import { PublishedBadge, TrustBadge } from "@/components/record/States";
import { TrashedNotice } from "@/components/record/TrashedNotice";
import { useKindLabel } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { feedbackQuery } from "@/ipc/queries";
import { asDocument, textOf } from "@/lib/document";
import styles from "./letters.module.css";
import { ReadFields } from "./ReadFields";
import { SubjectLine } from "./SubjectLine";
import { WriteFields } from "./WriteFields";

const route = getRouteApi("/documents/$id");

/** The page of a report, feedback or adoption: what it is about, what it says, and sending it. */
export function LetterBody({ view }: { view: RecordView }) {
  const { t } = useT();
  const router = useRouter();
  const { field } = route.useSearch();
  const kindLabel = useKindLabel();
  const { run } = useChange();
  const title = textOf(view.fields, "title");
  const trash = async () => {
    const done = await run(changes.trash(view.id));
    if (done !== null) router.history.back();
  };
  return (
    <>
      <PageTop
        title={title}
        onBack={() => router.history.back()}
        actions={
          <>
            {view.editable && !view.trashed ? <SendButton view={view} /> : null}
            {view.editable ? (
              <Menu label={t("common.more")} actions={[{ id: "trash", label: t("common.delete"), icon: Trash2, danger: true, disabled: view.trashed, onAction: () => void trash() }]}>
                <IconButton icon={Ellipsis} label={t("common.more")} />
              </Menu>
            ) : null}
          </>
        }
      />
      <PageBody>
        <TrashedNotice view={view} />
        <header className={styles.head}>
          <p className={styles.kicker}>
            {kindLabel(view.kind)}
            {view.editable ? <PublishedBadge state={view.published} /> : null}
          </p>
          <h1>{title === "" ? t("common.untitled") : title}</h1>
          {view.editable ? null : (
            <p className={styles.from}>
              {t("letter.from", { name: view.ownerName })} <TrustBadge trust={view.ownerTrust} />
            </p>
          )}
          <SubjectLine view={view} />
        </header>
        {view.editable ? <WriteFields view={view} /> : null}
        <ReadFields view={view} />
        <GoToField name={field} />
      </PageBody>
    </>
  );
}

/** Leads to the page from which it is sent; feedback goes to the author, with the word that the sheet was taken over. */
function SendButton({ view }: { view: RecordView }) {
  const { t } = useT();
  const navigate = route.useNavigate();
  const origin = asDocument(asDocument(view.fields)[view.kind === "adoption" ? "adoption_of" : "feedback_on"]);
  const subject = textOf(origin, "record");
  const owner = textOf(origin, "owner");
  const about = useQuery({ ...feedbackQuery(subject), enabled: subject !== "" }).data;
  const adoptions = view.kind === "feedback" ? (about?.own ?? []).filter((entry) => entry.kind === "adoption").map((entry) => entry.id) : [];
  const send = () => void navigate({ to: "/partager", search: { ids: [view.id, ...adoptions], ...(owner === "" ? {} : { to: owner }), publish: true } });
  return (
    <Button size="small" look="primary" icon={Send} onPress={send}>
      {owner === "" ? t("frame.share") : t("letter.sendToAuthor")}
    </Button>
  );
}
