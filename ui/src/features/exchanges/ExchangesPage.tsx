import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { FolderInput, Import } from "lucide-react";
import { Button } from "@/components/Button";
import { PageBody, PageHead } from "@/components/PageHead";
import { Tabs } from "@/components/Tabs";
import { useT } from "@/i18n/useT";
import { asks, useAsk } from "@/ipc/mutations";
import { importsQuery, sendersQuery, sentQuery } from "@/ipc/queries";
import { planOf } from "@/lib/planSearch";
import { Received } from "./Received";
import { Sent } from "./Sent";
import { Shelves } from "./Shelves";

const route = getRouteApi("/echanges");

/** What came, what left, and what waits apart. */
export function ExchangesPage() {
  const { t } = useT();
  const { tab = "received" } = route.useSearch();
  const navigate = route.useNavigate();
  const ask = useAsk();
  const imports = useQuery(importsQuery).data;
  const sent = useQuery(sentQuery).data;
  const senders = useQuery(sendersQuery).data;
  const apart = (senders ?? []).filter((sender) => sender.records > 0);
  const unknown = apart.filter((sender) => sender.trust === "unknown");
  const refused = apart.filter((sender) => sender.trust === "refused");
  const choose = async () => {
    const tokens = await ask(asks.chooseBundles);
    const plan = planOf(tokens ?? []);
    if (plan !== null) await navigate(plan);
  };
  const chooseFolder = async () => {
    const token = await ask(asks.chooseFolder);
    const plan = planOf(token === null ? [] : [token]);
    if (plan !== null) await navigate(plan);
  };
  return (
    <PageBody>
      <PageHead
        title={t("frame.exchanges")}
        lead={t("exchanges.lead")}
        actions={
          <>
            <Button icon={FolderInput} onPress={() => void chooseFolder()}>
              {t("exchanges.importFolder")}
            </Button>
            <Button look="primary" icon={Import} onPress={() => void choose()}>
              {t("exchanges.import")}
            </Button>
          </>
        }
      />
      <Tabs
        label={t("frame.exchanges")}
        value={tab}
        onChange={(next) => void navigate({ search: next === "received" ? {} : { tab: next }, replace: true })}
        pages={[
          { id: "received", label: t("exchanges.received"), content: imports === undefined ? null : <Received imports={imports} onImport={() => void choose()} /> },
          { id: "sent", label: t("exchanges.sent"), content: sent === undefined ? null : <Sent bundles={sent} /> },
          { id: "shelf", label: t("exchanges.shelf"), count: unknown.length, content: senders === undefined ? null : <Shelves senders={[...unknown, ...refused]} /> },
        ]}
      />
    </PageBody>
  );
}
