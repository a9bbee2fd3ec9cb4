import { HardDriveDownload, HardDriveUpload } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import styles from "./settings.module.css";

/** Where there is no share, the same goes by stick. */
export function Stick() {
  const { t } = useT();
  const ask = useAsk();
  const { run, busy } = useChange();
  const [said, setSaid] = useState<string | null>(null);
  const write = async () => {
    const done = await ask(asks.writeStick);
    if (done !== null) setSaid(t("desktops.stickWritten", { count: done.revisions }));
  };
  const read = async () => {
    const done = await run(changes.readStick, "silent");
    if (done !== null) setSaid(t("desktops.stickTaken", { count: done.value.revisions }));
  };
  return (
    <Section title={t("desktops.stick")}>
      <p className={styles.soft}>{t("desktops.stickHelp")}</p>
      <div className={styles.buttons}>
        <Button icon={HardDriveDownload} isDisabled={busy} onPress={() => void write()}>
          {t("desktops.stickWrite")}
        </Button>
        <Button icon={HardDriveUpload} isDisabled={busy} onPress={() => void read()}>
          {t("desktops.stickRead")}
        </Button>
      </div>
      {said === null ? null : (
        <Callout tone="good" role="status">
          {said}
        </Callout>
      )}
    </Section>
  );
}
