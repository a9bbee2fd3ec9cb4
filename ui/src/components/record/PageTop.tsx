import { ArrowLeft } from "lucide-react";
import { IconButton } from "@/components/Button";
import { useT } from "@/i18n/useT";
import styles from "./PageTop.module.css";
import { SaveState } from "./SaveState";

/** What stays in sight while a page scrolls: the way back, its name, its saving, what can be done. */
export function PageTop({ title, onBack, actions, children }: { title: string; onBack: () => void; actions: React.ReactNode; children?: React.ReactNode }) {
  const { t } = useT();
  return (
    <div className={styles.top}>
      <div className={styles.line}>
        <IconButton icon={ArrowLeft} label={t("common.back")} onPress={onBack} />
        <span className={styles.title} aria-hidden>
          {title}
        </span>
        <SaveState />
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </div>
  );
}

/** The parts of a long page, one press away. */
export function Parts({ label, parts }: { label: string; parts: { id: string; label: string; note?: string | undefined }[] }) {
  return (
    <nav className={styles.parts} aria-label={label}>
      {parts.map((part) => (
        <button
          key={part.id}
          type="button"
          className={styles.part}
          onClick={() => {
            const section = document.getElementById(part.id);
            section?.scrollIntoView({ block: "start" });
            section?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
          }}
        >
          {part.label}
          {part.note === undefined || part.note === "" ? null : <span className={styles.partNote}>{part.note}</span>}
        </button>
      ))}
    </nav>
  );
}
