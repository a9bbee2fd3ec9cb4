import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Redo2, Search, Send, Undo2 } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { Button, IconButton } from "@/components/Button";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { undoQuery } from "@/ipc/queries";
import styles from "./TopBar.module.css";
import { useOperationWords } from "./useOperationWords";

const IS_MAC = navigator.userAgent.includes("Mac");

/** One field to find and do, undo and redo by name, and sharing. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useT();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const state = useQuery(undoQuery).data;
  const shortcut = IS_MAC ? "⌘ K" : "Ctrl K";
  const wordsOf = useOperationWords();
  const undo = state?.undo ?? null;
  const redo = state?.redo ?? null;
  return (
    <header className={styles.bar}>
      <AriaButton className={styles.search ?? ""} onPress={onSearch}>
        <Search size="1rem" aria-hidden />
        <span className={styles.words}>{t("frame.search")}</span>
        <kbd className={styles.keys}>{shortcut}</kbd>
      </AriaButton>
      <div className={styles.tools}>
        <IconButton icon={Undo2} label={undo === null ? t("frame.nothingToUndo") : t("frame.undo", { what: wordsOf(undo) })} isDisabled={undo === null || busy} onPress={() => void run(changes.undo, "undone")} />
        <IconButton icon={Redo2} label={redo === null ? t("frame.nothingToRedo") : t("frame.redo", { what: wordsOf(redo) })} isDisabled={redo === null || busy} onPress={() => void run(changes.redo, "redone")} />
        <Button icon={Send} onPress={() => void navigate({ to: "/partager" })}>
          {t("frame.share")}
        </Button>
      </div>
    </header>
  );
}
