import { useT } from "@/i18n/useT";
import type { WordsView } from "@/ipc/bindings.gen";
import styles from "./compared.module.css";

/** Signs of bold text that both texts have: they tell nothing apart, and few people read them. */
const BOLD = /\*\*/gu;

/** A text whose words that another text has not got are underlined, and said to differ. */
export function ComparedText({ words, tone = "differ" }: { words: WordsView[]; tone?: "differ" | "gone" | "new" }) {
  const { t } = useT();
  return (
    <span className={styles.text}>
      {words.map((part, index) =>
        part.differ && part.text.trim() !== "" ? (
          <mark key={index} className={styles.differ} data-tone={tone}>
            <span className="visually-hidden">{t(`compared.${tone}`)} </span>
            {part.text}
            <span className="visually-hidden"> {t("compared.end")}</span>
          </mark>
        ) : (
          <span key={index}>{part.differ ? part.text : part.text.replaceAll(BOLD, "")}</span>
        ),
      )}
    </span>
  );
}
