import { getRouteApi } from "@tanstack/react-router";
import { PageBody, PageHead } from "@/components/PageHead";
import { Tabs } from "@/components/Tabs";
import { useT } from "@/i18n/useT";
import { About } from "./About";
import { Accessibility } from "./Accessibility";
import { DesktopSettings } from "./DesktopSettings";
import { LookSettings } from "./LookSettings";
import { Safety } from "./Safety";
import { You } from "./You";

const route = getRouteApi("/reglages");

/** Who writes here, how it looks, how accessible it is, and what it is made of. */
export function SettingsPage() {
  const { t } = useT();
  const { tab = "you" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageBody width="narrow">
      <PageHead title={t("frame.settings")} />
      <Tabs
        label={t("frame.settings")}
        value={tab}
        onChange={(next) => void navigate({ search: next === "you" ? {} : { tab: next }, replace: true })}
        pages={[
          { id: "you", label: t("settings.you"), content: <You /> },
          { id: "desktops", label: t("settings.desktops"), content: <DesktopSettings /> },
          { id: "safety", label: t("settings.safety"), content: <Safety /> },
          { id: "look", label: t("settings.look"), content: <LookSettings /> },
          { id: "access", label: t("settings.access"), content: <Accessibility /> },
          { id: "about", label: t("settings.about"), content: <About /> },
        ]}
      />
    </PageBody>
  );
}
