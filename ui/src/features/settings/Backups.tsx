import { useQueryClient } from "@tanstack/react-query";
import { FolderOpen, HardDriveDownload } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Progress } from "@/components/Gauge";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { Disclosure } from "@/components/Disclosure";
import { useT } from "@/i18n/useT";
import type { BackupFound, BackupPlace, BackupState } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import { Passphrase } from "./Passphrase";
import styles from "./safety.module.css";
import shared from "./settings.module.css";

/** The two places and their dates; make one now, look whether one opens, change the passphrase. */
export function Backups({ state }: { state: BackupState }) {
  const { t } = useT();
  const client = useQueryClient();
  const { run, busy } = useChange();
  const ask = useAsk();
  const progress = useProgress();
  const [changing, setChanging] = useState(false);
  const backUp = async () => {
    await run(changes.backUp, "silent");
    // What failed is told by its place.
    await client.invalidateQueries({ queryKey: ["backups"] });
  };
  return (
    <Section title={t("safety.backupsTitle")}>
      <p>{t("safety.backupsHelp")}</p>
      <div className={styles.places}>
        <Place name={t("safety.second")} place={state.away}>
          {state.away === null ? (
            <>
              <p className={styles.ask}>{t("safety.secondWhere")}</p>
              <p className={shared.soft}>{t("safety.secondHelp")}</p>
            </>
          ) : null}
          <div>
            <Button size="small" look={state.away === null ? "primary" : "outline"} icon={FolderOpen} isDisabled={busy} onPress={() => void run(changes.chooseBackupPlace, "silent")}>
              {state.away === null ? t("safety.choosePlace") : t("safety.otherPlace")}
            </Button>
          </div>
        </Place>
        <Place name={t("safety.here")} place={state.here} />
      </div>
      {busy && progress?.task === "backup" ? (
        <Progress label={t("safety.working")} done={progress.done} total={progress.total} detail={`${String(Math.floor((100 * progress.done) / Math.max(progress.total, 1)))}\u202f%`} cancelLabel={t("safety.stop")} onCancel={() => void ask(asks.cancelBackup)} />
      ) : null}
      <div>
        <Button icon={HardDriveDownload} isDisabled={busy} onPress={() => void backUp()}>
          {busy ? t("safety.working") : t("safety.now")}
        </Button>
      </div>
      <p className={shared.soft}>{t("safety.ageing")}</p>
      <Verify />
      {changing ? (
        <Passphrase onDone={() => setChanging(false)} />
      ) : (
        <div>
          <Button size="small" look="plain" onPress={() => setChanging(true)}>
            {t("safety.newPhrase")}
          </Button>
        </div>
      )}
    </Section>
  );
}

const TONES = { good: "leaf", never: "red", old: "honey", failed: "red" } as const;
const SHAPES = { good: "check", never: "empty", old: "half", failed: "cross" } as const;

function Place({ name, place, children }: { name: string; place: BackupPlace | null; children?: React.ReactNode }) {
  const { t, maybe, instant, bytes } = useT();
  const health = place?.health ?? "never";
  const words = { good: t("safety.good"), never: t("safety.none"), old: t("safety.old"), failed: t("safety.bad") };
  return (
    <div className={styles.place}>
      <div className={styles.placeHead}>
        <h3>{name}</h3>
        <Badge tone={TONES[health]} shape={SHAPES[health]}>
          {words[health]}
        </Badge>
      </div>
      {place === null ? null : (
        <p className={shared.path} data-selectable>
          {place.folder}
        </p>
      )}
      {place?.lastAt == null ? null : <p className={shared.soft}>{t("safety.made", { when: instant(place.lastAt), size: bytes(place.bytes ?? 0) })}</p>}
      {place === null || place.missing === 0 ? null : <Callout tone="care">{t("safety.missing", { count: place.missing })}</Callout>}
      {place?.trouble == null ? null : <Callout tone="bad">{maybe(`safety.trouble.${place.trouble}`) ?? t("safety.troubleOther")}</Callout>}
      {children}
    </div>
  );
}

function Verify() {
  const { t, instant } = useT();
  const ask = useAsk();
  const [phrase, setPhrase] = useState("");
  const [found, setFound] = useState<BackupFound | null>(null);
  const verify = async () => {
    setFound(null);
    setFound(await ask(asks.verifyBackup(phrase)));
  };
  return (
    <Disclosure title={t("safety.verify")}>
      <div className={shared.form}>
        <TextField label={t("safety.phrase")} value={phrase} onChange={setPhrase} help={t("safety.verifyHelp")} autoComplete="off" />
        <div>
          <Button size="small" icon={FolderOpen} onPress={() => void verify()}>
            {t("safety.verify")}
          </Button>
        </div>
        {found === null ? null : (
          <Callout tone="good" role="status">
            {found.files === null ? t("safety.intact", { name: found.name, when: instant(found.madeAt) }) : t("safety.verified", { name: found.name, when: instant(found.madeAt), count: found.files })}
          </Callout>
        )}
      </div>
    </Disclosure>
  );
}
