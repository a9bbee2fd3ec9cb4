import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Printer } from "lucide-react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { PageBody } from "@/components/PageHead";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { refusalOf } from "@/ipc/client";
import { sheetQuery } from "@/ipc/queries";
import styles from "./sheet.module.css";

/** The recovery sheet, as it is printed. */
export function SheetPage() {
  const speech = useT();
  const { t, day } = speech;
  const navigate = useNavigate();
  const sheet = useQuery(sheetQuery);
  const back = (
    <div className={styles.buttons}>
      <Button icon={ArrowLeft} look="plain" onPress={() => void navigate({ to: "/reglages", search: { tab: "safety" } })}>
        {t("safety.sheetBack")}
      </Button>
      {sheet.data === undefined ? null : (
        <Button icon={Printer} look="primary" onPress={() => window.print()}>
          {t("safety.sheetPrint")}
        </Button>
      )}
    </div>
  );
  if (sheet.isError) {
    const words = refusalWords(speech, refusalOf(sheet.error));
    return (
      <PageBody width="narrow">
        {back}
        <Callout tone="bad" title={words.what}>
          {words.act}
        </Callout>
      </PageBody>
    );
  }
  if (sheet.data === undefined) return null;
  return (
    <PageBody width="narrow">
      {back}
      <article className={styles.sheet} aria-labelledby="sheet-name">
        <header>
          <p className={styles.program}>{t("app.name")}</p>
          <h1 id="sheet-name">{t("safety.sheetFor", { name: sheet.data.name })}</h1>
          <p className={styles.soft}>{t("safety.sheetDay", { day: day(sheet.data.day, "long") })}</p>
        </header>
        <p>{t("safety.sheetWhat")}</p>
        <h2 id="sheet-words">{t("safety.sheetWords")}</h2>
        <ol className={styles.words} aria-labelledby="sheet-words">
          {sheet.data.words.map((word, index) => (
            // Two words may be the same: their place tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${String(index)} ${word}`}>{word}</li>
          ))}
        </ol>
        <p>
          <strong>{t("safety.sheetKeep")}</strong>
        </p>
        <p>{t("safety.sheetUse")}</p>
        <p className={styles.soft}>{t("safety.sheetId", { id: sheet.data.organisation })}</p>
      </article>
    </PageBody>
  );
}
