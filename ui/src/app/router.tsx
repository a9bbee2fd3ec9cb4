import { createHashHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { QuestionsPage } from "@/features/conflicts/QuestionsPage";
import { UndecidedPage } from "@/features/conflicts/UndecidedPage";
import { CorrespondentsPage } from "@/features/correspondents/CorrespondentsPage";
import { readExchangesSearch } from "@/features/exchanges/exchangesSearch";
import { ExchangesPage } from "@/features/exchanges/ExchangesPage";
import { FolderPage } from "@/features/exchanges/FolderPage";
import { PlanPage } from "@/features/exchanges/PlanPage";
import { ShelfPage } from "@/features/exchanges/ShelfPage";
import { HomePage } from "@/features/home/HomePage";
import { LetterPage } from "@/features/letters/LetterPage";
import { readLetterSearch } from "@/features/letters/letterSearch";
import { ProgrammePage } from "@/features/programmes/ProgrammePage";
import { ProgrammesPage } from "@/features/programmes/ProgrammesPage";
import { ProjectPage } from "@/features/projects/ProjectPage";
import { ProjectsPage } from "@/features/projects/ProjectsPage";
import { SettingsPage } from "@/features/settings/SettingsPage";
import { SheetPage } from "@/features/settings/SheetPage";
import { readSettingsSearch } from "@/features/settings/settingsSearch";
import { ReportPage } from "@/features/share/ReportPage";
import { SharePage } from "@/features/share/SharePage";
import { readShareSearch } from "@/features/share/shareSearch";
import { SolutionPage } from "@/features/solutions/SolutionPage";
import { SourcePage } from "@/features/sources/SourcePage";
import { readSolutionSearch } from "@/features/solutions/solutionSearch";
import { SolutionsPage } from "@/features/solutions/SolutionsPage";
import { TrashPage } from "@/features/trash/TrashPage";
import { readListSearch } from "@/lib/listSearch";
import { readPlanSearch } from "@/lib/planSearch";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";

// The address keeps what a reload must keep: the page, the filters, the sheet that is open.
const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });
const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });
const projects = createRoute({ getParentRoute: () => root, path: "/projets", component: ProjectsPage, validateSearch: readListSearch });
const project = createRoute({ getParentRoute: () => projects, path: "/$id", component: ProjectPage });
const solutions = createRoute({ getParentRoute: () => root, path: "/solutions", component: SolutionsPage, validateSearch: readListSearch });
const solution = createRoute({ getParentRoute: () => solutions, path: "/$id", component: SolutionPage, validateSearch: readSolutionSearch });
const programmes = createRoute({ getParentRoute: () => root, path: "/dispositifs", component: ProgrammesPage });
const programme = createRoute({ getParentRoute: () => programmes, path: "/$id", component: ProgrammePage });
const share = createRoute({ getParentRoute: () => root, path: "/partager", component: SharePage, validateSearch: readShareSearch });
const report = createRoute({ getParentRoute: () => root, path: "/partager/rapport/$project", component: ReportPage });
const letter = createRoute({ getParentRoute: () => root, path: "/documents/$id", component: LetterPage, validateSearch: readLetterSearch });
const exchanges = createRoute({ getParentRoute: () => root, path: "/echanges", component: ExchangesPage, validateSearch: readExchangesSearch });
const plan = createRoute({ getParentRoute: () => root, path: "/echanges/examen/$token", component: PlanPage, validateSearch: readPlanSearch });
const folder = createRoute({ getParentRoute: () => root, path: "/echanges/dossier/$token", component: FolderPage, validateSearch: readPlanSearch });
const shelf = createRoute({ getParentRoute: () => root, path: "/echanges/expediteur/$id", component: ShelfPage });
const correspondents = createRoute({ getParentRoute: () => root, path: "/correspondants", component: CorrespondentsPage });
const undecided = createRoute({ getParentRoute: () => root, path: "/a-trancher", component: UndecidedPage });
const questions = createRoute({ getParentRoute: () => root, path: "/a-trancher/$id", component: QuestionsPage });
const source = createRoute({ getParentRoute: () => root, path: "/origine/$id", component: SourcePage });
const trash = createRoute({ getParentRoute: () => root, path: "/corbeille", component: TrashPage });
const settings = createRoute({ getParentRoute: () => root, path: "/reglages", component: SettingsPage, validateSearch: readSettingsSearch });
const recoverySheet = createRoute({ getParentRoute: () => root, path: "/fiche-de-recuperation", component: SheetPage });

const routes = root.addChildren([home, projects.addChildren([project]), solutions.addChildren([solution]), programmes.addChildren([programme]), share, report, letter, exchanges, plan, folder, shelf, correspondents, undecided, questions, source, trash, settings, recoverySheet]);

/** Where each address leads. */
export const router = createRouter({ routeTree: routes, history: createHashHistory(), defaultPreload: false, scrollRestoration: false });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
