import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import { backupsQuery } from "@/ipc/queries";

/** Asked from day one, answered when one likes: where a second copy goes. */
export function SecondCopy() {
  const { t } = useT();
  const navigate = useNavigate();
  const state = useQuery(backupsQuery).data;
  const [later, setLater] = useState(false);
  if (state === undefined || later || (state.ready && state.away !== null)) return null;
  return (
    <Callout
      tone="care"
      title={t("home.secondTitle")}
      actions={
        <>
          <Button size="small" look="outline" onPress={() => void navigate({ to: "/reglages", search: { tab: "safety" } })}>
            {t("home.secondDo")}
          </Button>
          <Button size="small" look="plain" onPress={() => setLater(true)}>
            {t("home.secondLater")}
          </Button>
        </>
      }
    >
      {t("home.secondHelp")}
    </Callout>
  );
}
