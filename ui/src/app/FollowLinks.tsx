import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { FollowLink } from "@/components/Markdown";
import { useT } from "@/i18n/useT";
import { asks, useAsk } from "@/ipc/mutations";
import styles from "./Frame.module.css";

/** A link never leads the window away: its full address is shown, and opened elsewhere when asked. */
export function FollowLinks({ children }: { children: React.ReactNode }) {
  const { t } = useT();
  const ask = useAsk();
  const [address, setAddress] = useState<string | null>(null);
  const close = () => setAddress(null);
  return (
    <FollowLink value={setAddress}>
      {children}
      <Dialog
        isOpen={address !== null}
        onClose={close}
        title={t("link.title")}
        closeLabel={t("common.close")}
        size="small"
        actions={
          <>
            <Button onPress={close}>{t("common.cancel")}</Button>
            <Button
              look="primary"
              icon={ExternalLink}
              onPress={() => {
                if (address !== null) void ask(asks.openLink(address));
                close();
              }}
            >
              {t("link.open")}
            </Button>
          </>
        }
      >
        <p>{t("link.help")}</p>
        <p className={styles.address} data-selectable>
          {address}
        </p>
      </Dialog>
    </FollowLink>
  );
}
