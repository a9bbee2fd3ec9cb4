import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { Menu } from "@/components/Menu";
import { Section } from "@/components/PageHead";
import { Indicator } from "@/components/record/Indicator";
import { useT } from "@/i18n/useT";
import type { JsonValue, RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { recordQuery } from "@/ipc/queries";
import { asDocument, itemsOf, textOf } from "@/lib/document";
import styles from "./projects.module.css";

/** The indicators: the programme's, or the project's own. */
export function Indicators({ view, indicators }: { view: RecordView; indicators: RecordView[] }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const programme = textOf(view.fields, "programme");
  const programmeView = useQuery({ ...recordQuery(programme), enabled: programme !== "" }).data;
  const used = new Set(indicators.map((indicator) => textOf(indicator.fields, "definition")));
  const proposed = itemsOf(programmeView?.fields, "indicators").filter((definition) => !used.has(definition.id));
  const add = (fields: { [name: string]: JsonValue }) => void run(changes.write(view.id, { indicators: [fields] }), "silent");
  const sorted = [...indicators].sort((left, right) => textOf(left.fields, "order").localeCompare(textOf(right.fields, "order")) || left.createdAt.localeCompare(right.createdAt));
  const fromProgramme = proposed.map((definition) => ({
    id: definition.id,
    label: textOf(definition, "name"),
    onAction: () => add(Object.fromEntries([["name", textOf(definition, "name")], ["unit", textOf(definition, "unit")], ["direction", textOf(definition, "direction")], ["definition", definition.id]].filter(([, value]) => value !== ""))),
  }));
  return (
    <Section
      id="indicateurs"
      title={t("indicator.title")}
      actions={
        view.editable ? (
          <>
            {fromProgramme.length === 0 ? null : (
              <Menu label={t("indicator.fromProgramme")} actions={fromProgramme}>
                <Button size="small" icon={ChevronDown} isDisabled={busy}>
                  {t("indicator.fromProgramme")}
                </Button>
              </Menu>
            )}
            <Button size="small" icon={Plus} isDisabled={busy} onPress={() => add({ name: t("indicator.newName") })}>
              {t("indicator.own")}
            </Button>
          </>
        ) : undefined
      }
    >
      {sorted.length === 0 ? <p className={styles.nothing}>{fromProgramme.length > 0 ? t("indicator.noneProgramme") : t("indicator.noneOwn")}</p> : null}
      <div className={styles.indicators}>
        {sorted.map((indicator) => (
          <Indicator key={indicator.id} kind="indicator" document={asDocument(indicator.fields)} target={{ id: indicator.id }} view={indicator} editable={indicator.editable} onRemove={() => void run(changes.trash(indicator.id))} />
        ))}
      </div>
    </Section>
  );
}
