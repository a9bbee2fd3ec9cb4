import { use } from "react";
import { Choice } from "@/components/Checkbox";
import { LookContext } from "@/components/LookContext";
import { useT } from "@/i18n/useT";
import type { Look } from "@/lib/look";
import styles from "./settings.module.css";

const SCALES: readonly Look["textScale"][] = [100, 115, 130, 150, 200];

/** Language, theme, contrast, density and size of letters: at once, without a button. */
export function LookSettings() {
  const { t } = useT();
  const { look, setLook } = use(LookContext);
  return (
    <div className={styles.parts}>
      <Choice
        label={t("settings.language")}
        look="segments"
        answers={[
          { id: "fr", label: "Français" },
          { id: "en", label: "English" },
        ]}
        value={look.language}
        onChange={(language) => setLook({ language })}
      />
      <Choice
        label={t("settings.theme")}
        look="segments"
        answers={[
          { id: "system", label: t("settings.themeSystem") },
          { id: "light", label: t("settings.themeLight") },
          { id: "dark", label: t("settings.themeDark") },
        ]}
        value={look.theme}
        onChange={(theme) => setLook({ theme })}
      />
      <Choice
        label={t("settings.contrast")}
        look="segments"
        answers={[
          { id: "system", label: t("settings.themeSystem") },
          { id: "more", label: t("settings.contrastMore") },
        ]}
        value={look.contrast}
        onChange={(contrast) => setLook({ contrast })}
      />
      <Choice
        label={t("settings.density")}
        look="segments"
        answers={[
          { id: "comfortable", label: t("settings.comfortable") },
          { id: "compact", label: t("settings.compact") },
        ]}
        value={look.density}
        onChange={(density) => setLook({ density })}
      />
      <Choice
        label={t("settings.scale")}
        look="segments"
        answers={SCALES.map((scale) => ({ id: String(scale), label: `${String(scale)}\u202f%` }))}
        value={String(look.textScale)}
        onChange={(id) => {
          const textScale = SCALES.find((scale) => String(scale) === id);
          if (textScale !== undefined) setLook({ textScale });
        }}
      />
      <p className={styles.soft}>{t("settings.machineNote")}</p>
    </div>
  );
}
