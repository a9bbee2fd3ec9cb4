import { Check, FolderOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { Words } from "@/components/Words";
import { useT } from "@/i18n/useT";
import type { RequestShown } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import styles from "./settings.module.css";

/** Another desktop asks: who, with which six words; then the answer is saved. */
export function AdmitDesktop({ canAdmit }: { canAdmit: boolean }) {
  const { t } = useT();
  const ask = useAsk();
  const { run, busy } = useChange();
  const [request, setRequest] = useState<RequestShown | null>(null);
  const [whole, setWhole] = useState(true);
  const [saved, setSaved] = useState<string | null>(null);
  const open = async () => {
    setSaved(null);
    setRequest(await ask(asks.chooseRequest));
  };
  const admit = async (asked: RequestShown) => {
    const done = await run(changes.admit({ token: asked.token, device: asked.device, whole }, asked.person), "silent");
    if (done === null) return;
    setSaved(done.value);
    setRequest(null);
  };
  return (
    <Section title={t("desktops.admit")}>
      <p className={styles.soft}>{canAdmit ? t("desktops.admitHelp") : t("desktops.admitElsewhere")}</p>
      {!canAdmit ? null : request === null ? (
        <div>
          <Button icon={FolderOpen} onPress={() => void open()}>
            {t("desktops.openRequest")}
          </Button>
        </div>
      ) : (
        <div className={styles.form}>
          <p>
            <strong>{t("desktops.asks", { person: request.person })}</strong>
            {request.service === "" ? null : <span className={styles.soft}> · {request.service}</span>}
          </p>
          {request.isOurs ? <p className={styles.soft}>{t("desktops.again")}</p> : null}
          <Words title={t("desktops.compare")} words={request.words} help={t("desktops.compareHelp")} />
          <Checkbox isSelected={whole} onChange={setWhole}>
            {t("desktops.withContent")}
          </Checkbox>
          <div className={styles.buttons}>
            <Button look="primary" icon={Check} isDisabled={busy} onPress={() => void admit(request)}>
              {t("desktops.certify")}
            </Button>
            <Button onPress={() => setRequest(null)}>{t("desktops.refuse")}</Button>
          </div>
        </div>
      )}
      {saved === null ? null : (
        <Callout tone="good" role="status">
          <span data-selectable>{t("desktops.answered", { file: saved })}</span>
        </Callout>
      )}
    </Section>
  );
}
