import { useNavigate } from "@tanstack/react-router";
import { BookOpenText, Send, Sprout } from "lucide-react";
import { Button } from "@/components/Button";
import { Section } from "@/components/PageHead";
import { useNewRecord } from "@/components/record/NewRecord";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import styles from "./HomePage.module.css";

/** The first day: three things to do, which teach the rest. */
export function FirstDay({ samplesLoaded }: { samplesLoaded: boolean }) {
  const { t } = useT();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const create = useNewRecord();
  return (
    <Section title={t("firstDay.title")} note={t("firstDay.note")}>
      <ol className={styles.lessons}>
        <li className={styles.lesson}>
          <BookOpenText aria-hidden />
          <h3>{t("firstDay.read")}</h3>
          <p>{t("firstDay.readHelp")}</p>
          {samplesLoaded ? (
            <Button size="small" onPress={() => void navigate({ to: "/solutions", search: { shelf: "all" } })}>
              {t("firstDay.readDo")}
            </Button>
          ) : (
            <Button size="small" isDisabled={busy} onPress={() => void run(changes.loadStarter)}>
              {t("firstDay.load")}
            </Button>
          )}
        </li>
        <li className={styles.lesson}>
          <Sprout aria-hidden />
          <h3>{t("firstDay.track")}</h3>
          <p>{t("firstDay.trackHelp")}</p>
          <Button size="small" isDisabled={busy} onPress={() => create("project")}>
            {t("firstDay.trackDo")}
          </Button>
        </li>
        <li className={styles.lesson}>
          <Send aria-hidden />
          <h3>{t("firstDay.share")}</h3>
          <p>{t("firstDay.shareHelp")}</p>
          <Button size="small" onPress={() => void navigate({ to: "/partager" })}>
            {t("firstDay.shareDo")}
          </Button>
        </li>
      </ol>
    </Section>
  );
}
