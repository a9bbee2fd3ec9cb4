import { useQuery } from "@tanstack/react-query";
import { MonitorOff } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import type { Desktop, Desktops } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { desktopsQuery } from "@/ipc/queries";
import { AdmitDesktop } from "./AdmitDesktop";
import { SharedFolder } from "./SharedFolder";
import { Stick } from "./Stick";
import styles from "./settings.module.css";

/** The desktops of the commune, how another joins, and what keeps them in step. */
export function DesktopSettings() {
  const { t } = useT();
  const desktops = useQuery(desktopsQuery).data;
  if (desktops === undefined) return null;
  return (
    <div className={styles.parts}>
      <Section title={t("desktops.list")}>
        <DesktopTable desktops={desktops} />
      </Section>
      <AdmitDesktop canAdmit={desktops.canAdmit} />
      <SharedFolder desktops={desktops} />
      <Stick />
    </div>
  );
}

function DesktopTable({ desktops }: { desktops: Desktops }) {
  const { t } = useT();
  const [lost, setLost] = useState<Desktop | null>(null);
  return (
    <>
      <table className={styles.desktops}>
        <thead>
          <tr>
            <th scope="col">{t("desktops.name")}</th>
            <th scope="col">{t("desktops.seen")}</th>
            <th scope="col">{t("desktops.since")}</th>
            {desktops.canAdmit ? (
              <th scope="col">
                <span className="visually-hidden">{t("desktops.revoke")}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {desktops.desktops.map((one) => (
            <DesktopRow key={one.id} desktop={one} canRevoke={desktops.canAdmit} onRevoke={() => setLost(one)} />
          ))}
        </tbody>
      </table>
      {lost === null ? null : <Revoke desktop={lost} onClose={() => setLost(null)} />}
    </>
  );
}

function DesktopRow({ desktop, canRevoke, onRevoke }: { desktop: Desktop; canRevoke: boolean; onRevoke: () => void }) {
  const { t, day, instant } = useT();
  return (
    <tr>
      <th scope="row">
        {desktop.person}
        <span className={styles.soft}>{desktop.service}</span>
      </th>
      <td>
        {desktop.revoked ? (
          <Badge tone="red" shape="stop">
            {t("desktops.revoked")}
          </Badge>
        ) : desktop.isThis ? (
          t("desktops.this")
        ) : desktop.seen === null ? (
          t("desktops.notSeen")
        ) : (
          instant(desktop.seen)
        )}
      </td>
      <td>{day(desktop.certified.slice(0, 10))}</td>
      {canRevoke ? (
        <td className={styles.act}>
          {desktop.isThis || desktop.revoked ? null : (
            <Button size="small" look="plain" icon={MonitorOff} aria-label={t("desktops.revokeOf", { person: desktop.person })} onPress={onRevoke}>
              {t("desktops.revoke")}
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}

/** A desktop that is lost cannot be trusted again: that is said before, and asked once. */
function Revoke({ desktop, onClose }: { desktop: Desktop; onClose: () => void }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const revoke = async () => {
    const done = await run(changes.revokeDesktop(desktop.id), "silent");
    if (done !== null) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("desktops.revokeTitle", { person: desktop.person })}
      closeLabel={t("common.close")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="danger" icon={MonitorOff} isDisabled={busy} onPress={() => void revoke()}>
            {t("desktops.revokeDo")}
          </Button>
        </>
      }
    >
      <p>{t("desktops.revokeHelp")}</p>
    </Dialog>
  );
}
