import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { dropFailures } from "@/components/Toasts";
import { NewRecords } from "@/components/record/NewRecord";
import { useT } from "@/i18n/useT";
import { listenToShell } from "@/ipc/events";
import { asks, useAsk } from "@/ipc/mutations";
import { refresh } from "@/ipc/tags";
import { planOf } from "@/lib/planSearch";
import { DropHint } from "./DropHint";
import styles from "./Frame.module.css";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { useShortcuts } from "./useShortcuts";

/** Rail, top bar and page. */
export function Frame() {
  const { t } = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const ask = useAsk();
  const [palette, setPalette] = useState(false);
  const [hovered, setHovered] = useState(false);

  const pullFiles = useCallback(async () => {
    const tokens = await ask(asks.takeOpenedFiles);
    const plan = planOf(tokens ?? []);
    if (plan !== null) await navigate(plan);
  }, [ask, navigate]);

  useEffect(() => {
    // Files given before the page was ready wait in the shell until they are pulled.
    void pullFiles();
    return listenToShell({ onFiles: () => void pullFiles(), onStoreChanged: (tags) => void refresh(client, tags), onHover: setHovered });
  }, [client, pullFiles]);

  useShortcuts(useCallback(() => setPalette(true), []));

  // Another page: what was told of the one before goes with it; and where what one pressed is gone, the keyboard and whoever
  // listens to the page go on from its beginning.
  const place = useLocation().pathname;
  const before = useRef(place);
  useEffect(() => {
    if (place === before.current) return;
    before.current = place;
    dropFailures(0);
    if (document.activeElement === document.body) document.getElementById("contenu")?.focus();
  }, [place]);

  return (
    <NewRecords>
      <div className={styles.frame}>
        <a className={styles.skip} href="#contenu" onClick={(event) => { event.preventDefault(); document.getElementById("contenu")?.focus(); }}>
          {t("frame.skip")}
        </a>
        <Rail />
        <div className={styles.side}>
          <TopBar onSearch={() => setPalette(true)} />
          <main id="contenu" tabIndex={-1} className={styles.page}>
            <Outlet />
          </main>
        </div>
        <Palette isOpen={palette} onClose={() => setPalette(false)} />
        {hovered ? <DropHint /> : null}
      </div>
    </NewRecords>
  );
}
