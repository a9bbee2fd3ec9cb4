import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Input, SearchField } from "react-aria-components";
import { StateMark } from "@/components/Badge";
import { IconButton } from "@/components/Button";
import { Filter } from "@/components/Filter";
import { useT } from "@/i18n/useT";
import { facetsQuery } from "@/ipc/queries";
import { isNarrowed, type ListSearch } from "@/lib/listSearch";
import styles from "./record.module.css";
import { statusMark } from "./States";
import { useSchema } from "./useSchema";

type ListFiltersProps = { kind: "project" | "solution"; search: ListSearch; onChange: (search: ListSearch) => void; total: number | null; compact?: boolean };

function without<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The filters of a list, as a sentence one reads and changes. */
export function ListFilters({ kind, search, onChange, total, compact = false }: ListFiltersProps) {
  const { t, language } = useT();
  const words = useSchema(kind);
  const facets = useQuery(facetsQuery(kind)).data;
  const joined = (labels: string[]) => new Intl.ListFormat(language, { type: "disjunction" }).format(labels);
  const programmes = (facets?.programmes ?? []).map((facet) => ({ id: facet.value, label: facet.title }));
  const persons = (facets?.persons ?? []).map((facet) => ({ id: facet.value, label: facet.value }));
  const statuses = (facets?.statuses ?? []).map((facet) => ({ id: facet.value, label: words.choice("status", facet.value), mark: <StateMark shape={statusMark(facet.value).shape} /> }));
  const named = (options: { id: string; label: string }[], chosen: string[] | undefined) => joined((chosen ?? []).map((id) => options.find((option) => option.id === id)?.label ?? id));
  const set = (part: Partial<ListSearch>) => {
    const next = { ...search, ...part };
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
  };
  return (
    <div className={styles.filters} data-compact={compact ? true : undefined} role="search" aria-label={t("list.filters")}>
      <TextFilter value={search.text ?? ""} onChange={(text) => set({ text: text === "" ? undefined : text })} />
      <span className={styles.sentence}>
        {total === null ? null : <span>{kind === "project" ? t("list.projectsOf", { count: total }) : t("list.solutionsOf", { count: total })}</span>}
        {kind === "project" ? (
          <Filter label={words.label("status")} anyText={t("list.anyStatus")} chosenText={named(statuses, search.status)} options={statuses} chosen={search.status ?? []} onChange={(status) => set({ status: without(status) })} clearText={t("list.clear")} />
        ) : (
          <Filter
            label={t("list.origin")}
            anyText={t("list.shelfAll")}
            chosenText={search.shelf === "received" ? t("list.shelfReceived") : t("list.shelfOwn")}
            options={[
              { id: "own", label: t("list.shelfOwn") },
              { id: "received", label: t("list.shelfReceived") },
            ]}
            chosen={search.shelf === undefined || search.shelf === "all" ? [] : [search.shelf]}
            onChange={(chosen) => set({ shelf: chosen[0] === "received" || chosen[0] === "own" ? chosen[0] : undefined })}
            clearText={t("list.clear")}
            single
          />
        )}
        <Filter label={words.label("programme")} anyText={t("list.anyProgramme")} chosenText={t("list.ofProgramme", { names: named(programmes, search.programme) })} options={programmes} chosen={search.programme ?? []} onChange={(programme) => set({ programme: without(programme) })} clearText={t("list.clear")} />
        {kind === "project" && (!compact || search.person !== undefined) ? (
          <Filter label={words.label("lead_person")} anyText={t("list.anyPerson")} chosenText={t("list.byPerson", { names: named(persons, search.person) })} options={persons} chosen={search.person ?? []} onChange={(person) => set({ person: without(person) })} clearText={t("list.clear")} />
        ) : null}
        {kind === "project" && (search.late === true || (!compact && (facets?.late ?? 0) > 0)) ? (
          <Filter label={t("list.delay")} anyText={t("list.lateOrNot")} chosenText={t("list.lateOnly")} options={[{ id: "late", label: t("list.lateOnly") }]} chosen={search.late === true ? ["late"] : []} onChange={(chosen) => set({ late: chosen.length > 0 ? true : undefined })} clearText={t("list.clear")} />
        ) : null}
        {isNarrowed(search) ? <IconButton icon={X} label={t("list.clearAll")} onPress={() => onChange({ ...(search.sort === undefined ? {} : { sort: search.sort }), ...(search.descending === undefined ? {} : { descending: true }) })} /> : null}
      </span>
    </div>
  );
}

function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useT();
  const [text, setText] = useState({ from: value, typed: value });
  const typed = text.from === value ? text.typed : value;
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = window.setTimeout(() => onChange(typed), 180);
    return () => window.clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField aria-label={t("list.textFilter")} value={typed} onChange={(next) => setText({ from: value, typed: next })} onClear={() => onChange("")} className={styles.textFilter ?? ""}>
      <Search size="0.9375rem" aria-hidden />
      <Input placeholder={t("list.textFilter")} />
    </SearchField>
  );
}
