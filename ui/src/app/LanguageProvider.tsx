import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { I18nProvider } from "react-aria-components";
import { LookContext } from "@/components/LookContext";
import { LOCALES } from "@/i18n/catalogue";
import { LanguageContext } from "@/i18n/useT";
import { changes } from "@/ipc/mutations";
import { appStateQuery, preferencesQuery } from "@/ipc/queries";
import { applyLook, loadLook, type Look, saveLook } from "@/lib/look";

/** Whether the system answers to a media query, kept up to date. */
function useSystem(media: string): boolean {
  const list = useMemo(() => window.matchMedia(media), [media]);
  const subscribe = useCallback(
    (listener: () => void) => {
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.matches);
}

/** Language, theme, density and size of letters: what the workspace remembers, and what belongs to this machine. */
export function LanguageProvider({ children }: { children: React.ReactNode }) {
  const client = useQueryClient();
  const [local, setLocal] = useState(loadLook);
  const dark = useSystem("(prefers-color-scheme: dark)");
  const more = useSystem("(prefers-contrast: more)");
  const open = useQuery(appStateQuery).data?.phase === "open";
  const kept = useQuery({ ...preferencesQuery, enabled: open }).data;

  const look = useMemo<Look>(() => (kept === undefined ? local : { ...local, language: kept.language, theme: kept.theme, density: kept.density }), [local, kept]);
  useEffect(() => {
    applyLook(look, { dark, more });
    saveLook(look);
  }, [look, dark, more]);

  const setLook = useCallback(
    (part: Partial<Look>) => {
      setLocal((before) => ({ ...before, ...part }));
      if (kept === undefined) return;
      const next = { ...kept, language: part.language ?? kept.language, theme: part.theme ?? kept.theme, density: part.density ?? kept.density };
      client.setQueryData(preferencesQuery.queryKey, next);
      void changes.setPreferences(next)();
    },
    [client, kept],
  );
  const value = useMemo(() => ({ look, setLook }), [look, setLook]);
  return (
    <LookContext value={value}>
      <LanguageContext value={look.language}>
        <I18nProvider locale={LOCALES[look.language]}>{children}</I18nProvider>
      </LanguageContext>
    </LookContext>
  );
}
