import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeftRight, BookOpenText, FilePlus, House, Import, Layers, type LucideIcon, Moon, Redo2, Scale, Send, Settings, Sprout, SquarePlus, Sun, Trash2, Undo2, Users } from "lucide-react";
import { use } from "react";
import { LookContext } from "@/components/LookContext";
import { useNewRecord } from "@/components/record/NewRecord";
import { useT } from "@/i18n/useT";
import { planOf } from "@/lib/planSearch";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { homeQuery, undoQuery } from "@/ipc/queries";
import { useOperationWords } from "./useOperationWords";

/** Something the palette can do; `called` is what one may type for it, where that is not its label. */
export type PaletteAction = { id: string; label: string; called?: string; icon: LucideIcon; act: () => void };

type Going = [id: string, page: string, icon: LucideIcon, go: () => Promise<void>];

/** All that can be done from anywhere. */
export function usePaletteActions(): PaletteAction[] {
  const { t } = useT();
  const navigate = useNavigate();
  const { run } = useChange();
  const ask = useAsk();
  const create = useNewRecord();
  const wordsOf = useOperationWords();
  const { undo = null, redo = null } = useQuery(undoQuery).data ?? {};
  const undecided = useQuery(homeQuery).data?.counts.undecided ?? 0;
  const { setLook } = use(LookContext);
  const choose = async () => {
    const tokens = await ask(asks.chooseBundles);
    const plan = planOf(tokens ?? []);
    if (plan !== null) await navigate(plan);
  };
  const going: Going[] = [
    ["home", t("frame.home"), House, () => navigate({ to: "/" })],
    ...(undecided === 0 ? [] : ([["undecided", t("frame.undecided"), Scale, () => navigate({ to: "/a-trancher" })]] satisfies Going[])),
    ["projects", t("frame.projects"), Sprout, () => navigate({ to: "/projets" })],
    ["solutions", t("frame.solutions"), BookOpenText, () => navigate({ to: "/solutions" })],
    ["programmes", t("frame.programmes"), Layers, () => navigate({ to: "/dispositifs" })],
    ["exchanges", t("frame.exchanges"), ArrowLeftRight, () => navigate({ to: "/echanges" })],
    ["correspondents", t("frame.correspondents"), Users, () => navigate({ to: "/correspondants" })],
    ["trash", t("frame.trash"), Trash2, () => navigate({ to: "/corbeille" })],
    ["settings", t("frame.settings"), Settings, () => navigate({ to: "/reglages" })],
  ];
  return [
    { id: "new-project", label: t("palette.newProject"), icon: SquarePlus, act: () => create("project") },
    { id: "new-solution", label: t("palette.newSolution"), icon: FilePlus, act: () => create("solution") },
    { id: "import", label: t("palette.import"), icon: Import, act: () => void choose() },
    { id: "share", label: t("frame.share"), icon: Send, act: () => void navigate({ to: "/partager" }) },
    ...(undo === null ? [] : [{ id: "undo", label: t("frame.undo", { what: wordsOf(undo) }), called: t("common.undo"), icon: Undo2, act: () => void run(changes.undo, "undone") }]),
    ...(redo === null ? [] : [{ id: "redo", label: t("frame.redo", { what: wordsOf(redo) }), called: t("palette.redo"), icon: Redo2, act: () => void run(changes.redo, "redone") }]),
    ...going.map(([id, page, icon, go]) => ({ id, label: t("palette.goTo", { page }), icon, act: () => void go() })),
    { id: "light", label: t("palette.theme", { theme: t("settings.themeLight").toLowerCase() }), icon: Sun, act: () => setLook({ theme: "light" }) },
    { id: "dark", label: t("palette.theme", { theme: t("settings.themeDark").toLowerCase() }), icon: Moon, act: () => setLook({ theme: "dark" }) },
  ];
}
