import { FolderSync, RefreshCw } from "lucide-react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { inPrint } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { Desktops } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { relativeInstant } from "@/lib/dates";
import styles from "./settings.module.css";

/** The folder that the desktops share, followed while the window is open, and how it stands. */
export function SharedFolder({ desktops }: { desktops: Desktops }) {
  const { t } = useT();
  const { run, busy } = useChange();
  return (
    <Section title={t("desktops.folder")}>
      <p className={styles.soft}>{t("desktops.folderHelp")}</p>
      {desktops.folder === null ? null : (
        <>
          <p className={styles.path} data-selectable>
            {desktops.folder}
          </p>
          <FolderState desktops={desktops} />
        </>
      )}
      <div className={styles.buttons}>
        {desktops.folder === null ? null : (
          <Button icon={RefreshCw} isDisabled={busy} onPress={() => void run(changes.syncNow, "silent")}>
            {t("desktops.now")}
          </Button>
        )}
        <Button icon={FolderSync} isDisabled={busy} onPress={() => void run(changes.chooseShared, "silent")}>
          {desktops.folder === null ? t("desktops.choose") : t("desktops.change")}
        </Button>
        {desktops.folder === null ? null : (
          <Button look="plain" isDisabled={busy} onPress={() => void run(changes.stopShared, "silent")}>
            {t("desktops.stop")}
          </Button>
        )}
      </div>
    </Section>
  );
}

function FolderState({ desktops }: { desktops: Desktops }) {
  const { t, language, locale } = useT();
  if (!desktops.found) {
    return (
      <Callout tone="care" role="status" title={t("desktops.notFound")}>
        {t("desktops.notFoundHelp")}
      </Callout>
    );
  }
  if (desktops.trouble !== null) {
    return (
      <Callout tone="care" role="status" title={inPrint(language, desktops.trouble.what)}>
        {inPrint(language, desktops.trouble.action)}
      </Callout>
    );
  }
  const still = [
    desktops.pending === 0 ? "" : t("desktops.pending", { count: desktops.pending }),
    desktops.waiting === 0 ? "" : t("desktops.waiting", { count: desktops.waiting }),
    desktops.awaited === 0 ? "" : t("desktops.awaited", { count: desktops.awaited }),
  ].filter((part) => part !== "");
  const when = desktops.done === null ? null : (relativeInstant(desktops.done, locale) ?? t("desktops.justNow"));
  return (
    <>
      <Callout tone={desktops.done === null ? "info" : "good"} role="status" title={when === null ? t("desktops.first") : t("desktops.upToDate", { when })}>
        {still.length === 0 ? undefined : still.join(" · ")}
      </Callout>
      {desktops.problems === 0 ? null : <Callout tone="care">{t("desktops.problems", { count: desktops.problems })}</Callout>}
    </>
  );
}
