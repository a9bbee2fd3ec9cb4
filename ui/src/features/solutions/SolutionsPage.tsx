import { getRouteApi } from "@tanstack/react-router";
import { BookOpenText, FilePlus } from "lucide-react";
import { useCallback } from "react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { RecordListPage } from "@/components/record/RecordListPage";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import type { ListSearch } from "@/lib/listSearch";
import { SolutionCard } from "./SolutionCard";
import { useSolutionColumns } from "./useSolutionColumns";

const route = getRouteApi("/solutions");
/** Sheets are few and worth seeing together: without a choice, one's own and the others' are all shown. */
const OTHERWISE = { sort: "title", shelf: "all" } as const;

/** All sheets, one's own and those received; the one that is open stands beside the list. */
export function SolutionsPage() {
  const { t } = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { run, busy } = useChange();
  const onAddress = useCallback((next: ListSearch) => void navigate({ to: ".", search: next, replace: true }), [navigate]);
  const load = (
    <Button isDisabled={busy} onPress={() => void run(changes.loadStarter)}>
      {t("firstDay.load")}
    </Button>
  );
  return (
    <RecordListPage
      kind="solution"
      title={t("frame.solutions")}
      address={search}
      onAddress={onAddress}
      otherwise={OTHERWISE}
      onOpen={(row, how) => void navigate({ to: "/solutions/$id", params: { id: row.id }, search, replace: how === "passed" })}
      columns={useSolutionColumns()}
      card={(row) => <SolutionCard row={row} />}
      create={{ label: t("palette.newSolution"), icon: FilePlus }}
      none={
        <EmptyState title={t("solutions.none")} icon={BookOpenText} actions={load}>
          {t("solutions.noneHelp")}
        </EmptyState>
      }
    />
  );
}
