import { useQuery } from "@tanstack/react-query";
import { RecordLink } from "@/components/record/RecordLink";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { recordQuery } from "@/ipc/queries";
import { asDocument, textOf } from "@/lib/document";
import styles from "./letters.module.css";

/** What feedback, an adoption or a report is about, leading there when it is here. */
export function SubjectLine({ view }: { view: RecordView }) {
  const { t, day } = useT();
  const document = asDocument(view.fields);
  const origin = asDocument(document["feedback_on"] ?? document["adoption_of"]);
  const id = view.kind === "report" ? textOf(document, "project") : textOf(origin, "record");
  const subject = useQuery({ ...recordQuery(id), enabled: id !== "", retry: false }).data;
  const title = textOf(document, "subject");
  const date = textOf(document, "date");
  const name = subject === undefined ? title : textOf(subject.fields, "title");
  return (
    <p className={styles.about}>
      {name === "" ? null : (
        <>
          {t("letter.about")} {subject === undefined ? <strong>{title}</strong> : <RecordLink kind={subject.kind} id={subject.id} title={name} />}
        </>
      )}
      {name === "" || date === "" ? null : <> · </>}
      {date === "" ? null : <time dateTime={date}>{day(date, "long")}</time>}
    </p>
  );
}
