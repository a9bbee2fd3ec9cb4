import { ArrowRight, LifeBuoy, Lock, MonitorSmartphone, MailOpen, Sprout } from "lucide-react";
import { useEffect, useState } from "react";
import { BrandMark } from "@/components/BrandMark";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Checkbox";
import { LookContext } from "@/components/LookContext";
import { TextField } from "@/components/TextField";
import { dropFailures } from "@/components/Toasts";
import { personError } from "@/i18n/person";
import { useT } from "@/i18n/useT";
import type { WorkspaceCreate } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { use } from "react";
import { JoinPage } from "./JoinPage";
import { BodyChoice, type ChosenBody } from "./BodyChoice";
import { Recover } from "./Recover";
import styles from "./StartPage.module.css";

type Content = WorkspaceCreate["content"];

/** First start: who we are, who writes, and whether to begin with examples. One page, one button. */
export function StartPage() {
  const { t } = useT();
  const { look, setLook } = use(LookContext);
  const { run, busy } = useChange();
  const [body, setBody] = useState<ChosenBody | null>(null);
  const [person, setPerson] = useState("");
  const [service, setService] = useState("");
  const [content, setContent] = useState<Content>("starter");
  const [asked, setAsked] = useState(false);
  const [instead, setInstead] = useState<"join" | "recover" | null>(null);
  useEffect(() => dropFailures(0), [instead]);
  const ready = body !== null && personError(t, person, true) === undefined;

  const begin = () => {
    setAsked(true);
    if (body === null || personError(t, person, true) !== undefined) return;
    void run(changes.createWorkspace({ body: body.body, person: person.trim(), service: service.trim(), content }), "silent");
  };
  return (
    <main className={styles.page}>
      <aside className={styles.welcome}>
        <div className={styles.brand}>
          <BrandMark size="2.75rem" bare />
          <span>{t("app.name")}</span>
        </div>
        <h1 className={styles.promise}>{t("start.promise")}</h1>
        <ul className={styles.reasons}>
          <li>
            <Sprout aria-hidden />
            {t("start.reasonTrack")}
          </li>
          <li>
            <MailOpen aria-hidden />
            {t("start.reasonShare")}
          </li>
          <li>
            <Lock aria-hidden />
            {t("start.reasonLocal")}
          </li>
        </ul>
        <Honeycomb />
      </aside>
      <div className={styles.side}>
        {instead === "join" && <JoinPage onBack={() => setInstead(null)} />}
        {instead === "recover" && <Recover onBack={() => setInstead(null)} />}
        {instead === null && (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          <div className={styles.language}>
            <Choice
              label={t("settings.language")}
              labelHidden
              look="segments"
              answers={[
                { id: "fr", label: "Français" },
                { id: "en", label: "English" },
              ]}
              value={look.language}
              onChange={(language) => setLook({ language })}
            />
          </div>
          <div className={styles.joinInstead}>
            <Button icon={MonitorSmartphone} onPress={() => setInstead("join")}>
              {t("join.open")}
            </Button>
            <p className={styles.hint}>{t("join.openHint")}</p>
          </div>
          <h2 className={styles.title}>{t("start.title")}</h2>
          <BodyChoice isFirst chosen={body} onChoose={setBody} error={asked && body === null ? t("start.bodyMissing") : undefined} />
          <div className={styles.two}>
            <TextField label={t("start.person")} value={person} onChange={setPerson} help={t("start.personHelp")} error={personError(t, person, asked)} autoComplete="name" />
            <TextField label={t("start.service")} value={service} onChange={setService} placeholder={t("start.servicePlaceholder")} />
          </div>
          <Choice
            label={t("start.content")}
            look="cards"
            answers={[
              { id: "starter", label: t("start.withStarter"), hint: t("start.withStarterHint") },
              { id: "empty", label: t("start.empty"), hint: t("start.emptyHint") },
            ]}
            value={content}
            onChange={setContent}
          />
          <div className={styles.begin}>
            <Button type="submit" look="primary" size="large" icon={ArrowRight} isDisabled={busy}>
              {busy ? t("start.working") : t("start.begin")}
            </Button>
            <p className={styles.note}>{ready ? t("start.keysNote") : t("start.twoAnswers")}</p>
          </div>
          <div className={styles.again}>
            <Button size="small" look="plain" icon={LifeBuoy} onPress={() => setInstead("recover")}>
              {t("recover.link")}
            </Button>
          </div>
        </form>
        )}
      </div>
    </main>
  );
}

function Honeycomb() {
  const cells: [number, number, number][] = [
    [60, 210, 1],
    [120, 245, 0.8],
    [180, 210, 0.9],
    [120, 175, 0.55],
    [240, 245, 0.5],
    [180, 280, 0.7],
    [252, 160, 0.5],
    [300, 118, 0.42],
    [336, 150, 0.34],
    [352, 84, 0.3],
  ];
  return (
    <svg className={styles.honeycomb} viewBox="0 0 400 320" aria-hidden>
      {cells.map(([x, y, weight], index) => {
        const r = index < 6 ? 36 : 10 + weight * 14;
        const points = [0, 60, 120, 180, 240, 300].map((angle) => `${String(x + r * Math.cos((angle * Math.PI) / 180))},${String(y + r * Math.sin((angle * Math.PI) / 180))}`).join(" ");
        return <polygon key={`${String(x)}-${String(y)}`} points={points} opacity={weight} />;
      })}
    </svg>
  );
}
