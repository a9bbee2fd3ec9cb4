import { BookOpenText, Building2, CheckSquare, FileChartColumn, FileText, Flag, Gauge, Gavel, GitFork, Layers, MessageSquareQuote, type LucideIcon, NotebookPen, ShieldAlert, Sprout, User, Wallet } from "lucide-react";
import styles from "./record.module.css";
import { useKindLabel } from "./useSchema";

const SIGNS: Record<string, LucideIcon> = {
  project: Sprout,
  solution: BookOpenText,
  programme: Layers,
  indicator: Gauge,
  task: CheckSquare,
  journal_entry: NotebookPen,
  decision: Gavel,
  risk: ShieldAlert,
  budget_line: Wallet,
  funding: Wallet,
  contact: User,
  organisation: Building2,
  step: Flag,
  report: FileChartColumn,
  feedback: MessageSquareQuote,
  adoption: GitFork,
};

/** The sign of a kind of record, with its name for those who do not see it; silent where the name stands beside it. */
export function KindSign({ kind, silent = false }: { kind: string; silent?: boolean }) {
  const label = useKindLabel()(kind);
  const Sign = SIGNS[kind] ?? FileText;
  return (
    <span className={styles.kind} data-kind={kind} title={label}>
      <Sign aria-hidden />
      {silent ? null : <span className="visually-hidden">{label}</span>}
    </span>
  );
}
