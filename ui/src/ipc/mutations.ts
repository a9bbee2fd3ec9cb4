import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";
import { commands, type DesktopAdmit, type ErasureWords, type ExportWrite, type IpcError, type JsonValue, type Mutation, type PersonField, type PostWrite, type Preferences, type ReportSection, type Result, type SettleRequest, type SheetRecovery, type WorkspaceCreate } from "./bindings.gen";
import { answer, type Refusal, refusalOf } from "./client";
import { refresh } from "./tags";

/** What the one handler tells the window about a change. */
export type ChangeReport = { label: string | null; title: string | null; operation: string | null; undo: () => void };
/** How the window speaks of changes and failures; the frame gives it. A failure is told until what it gives is called. */
export type ChangeReporter = { done: (report: ChangeReport, say: Saying) => void; failed: (refusal: Refusal) => () => void };
/** How a change is announced: typing is not, deleting is; taking back and doing again have their own words, and a screen may have
 *  some too. */
export type Saying = "announced" | "silent" | "removed" | "undone" | "redone" | { words: string };

export const ChangeReporterContext = createContext<ChangeReporter>({ done: () => undefined, failed: () => () => undefined });

/** A change that took place, with its value. */
export type Done<T> = { value: T };

type Answer<T> = Promise<Result<Mutation<T> | null, IpcError>>;

/** Whether a screen itself says why something was refused; what it leaves is said as every failure is. */
type SaysItself = (refusal: Refusal) => boolean;

/** Runs a change: refreshes what its tags name, says it with "Annuler", or says why it was refused. Null when refused or given up. */
export async function runChange<T>(client: QueryClient, reporter: ChangeReporter, act: () => Answer<T>, say: Saying, saysItself?: SaysItself): Promise<Done<T> | null> {
  try {
    const change = await answer(act());
    if (change === null) return null;
    await refresh(client, change.tags);
    const undo = () => void runChange(client, reporter, () => commands.undo(), "undone");
    reporter.done({ label: change.label, title: change.title, operation: change.operation, undo }, say);
    return { value: change.value };
  } catch (error) {
    const refusal = refusalOf(error);
    if (saysItself?.(refusal) !== true) reporter.failed(refusal);
    return null;
  }
}

/** The one way for a screen to change something. */
export function useChange(): { run: <T>(act: () => Answer<T>, say?: Saying, saysItself?: SaysItself) => Promise<Done<T> | null>; busy: boolean } {
  const client = useQueryClient();
  const reporter = useContext(ChangeReporterContext);
  const [running, setRunning] = useState(0);
  const run = useCallback(
    async <T>(act: () => Answer<T>, say: Saying = "announced", saysItself?: SaysItself) => {
      setRunning((count) => count + 1);
      try {
        return await runChange(client, reporter, act, say, saysItself);
      } finally {
        setRunning((count) => count - 1);
      }
    },
    [client, reporter],
  );
  return useMemo(() => ({ run, busy: running > 0 }), [run, running]);
}

/** Something asked of the shell that changes no record: failures are said, until the same screen is answered; the answer comes
 *  back, or null. */
export function useAsk(): <T>(act: () => Promise<Result<T, IpcError>>) => Promise<T | null> {
  const reporter = useContext(ChangeReporterContext);
  const untell = useRef(() => {});
  return useCallback(
    async <T>(act: () => Promise<Result<T, IpcError>>) => {
      try {
        const answered = await answer(act());
        if (answered !== null) untell.current();
        return answered;
      } catch (error) {
        untell.current = reporter.failed(refusalOf(error));
        return null;
      }
    },
    [reporter],
  );
}

/** Something told to the shell that has no answer: whether it went well; failures are said. */
export function useTell(): (act: () => Promise<Result<null, IpcError>>) => Promise<boolean> {
  const ask = useAsk();
  return useCallback(async (act) => (await ask(async () => settled(await act()))) === true, [ask]);
}

function settled(result: Result<null, IpcError>): Result<true, IpcError> {
  return result.status === "ok" ? { status: "ok", data: true } : result;
}

/** Every change, by name. Screens call these and never the shell. */
export const changes = {
  createWorkspace: (request: WorkspaceCreate) => () => commands.workspaceCreate(request),
  loadStarter: () => commands.starterLoad(),
  setPreferences: (preferences: Preferences) => () => commands.preferencesSet(preferences),
  create: (kind: string, fields: JsonValue) => () => commands.recordCreate({ kind, fields }),
  write: (id: string, patch: JsonValue) => () => commands.recordWrite({ id, patch }),
  trash: (id: string) => () => commands.recordTrash(id),
  restore: (id: string) => () => commands.recordRestore(id),
  capitalise: (id: string) => () => commands.capitalise(id),
  adapt: (id: string) => () => commands.adapt(id),
  adopt: (id: string) => () => commands.adopt(id),
  makeReport: (project: string, sections: ReportSection[]) => () => commands.reportMake({ project, sections }),
  giveFeedback: (id: string) => () => commands.feedbackGive(id),
  declareAdoption: (id: string) => () => commands.adoptionDeclare(id),
  attach: (id: string) => () => commands.attachFile({ id }),
  settle: (request: SettleRequest) => () => commands.settle(request),
  takeFromSource: (id: string, parts: string[]) => () => commands.sourceTake({ id, parts }),
  sourceSeen: (id: string) => () => commands.sourceSeen(id),
  undo: () => commands.undo(),
  redo: () => commands.redo(),
  publish: (id: string) => () => commands.publish(id),
  withdraw: (id: string) => () => commands.withdraw(id),
  applyImport: (token: string, acceptSender: boolean) => () => commands.importApply({ token, acceptSender }),
  importFolder: (token: string) => () => commands.folderImport(token),
  undoImport: (id: string) => () => commands.importUndo(id),
  redoImport: (id: string) => () => commands.importRedo(id),
  putBack: (id: string) => () => commands.importPutBack(id),
  acceptSender: (id: string) => () => commands.senderAccept(id),
  refuseSender: (id: string) => () => commands.senderRefuse(id),
  join: (token: string) => () => commands.desktopJoin(token),
  admit: (request: DesktopAdmit, person: string) => () => commands.desktopAdmit(request, person),
  chooseShared: () => commands.syncChoose(),
  stopShared: () => commands.syncStop(),
  syncNow: () => commands.syncNow(),
  readStick: () => commands.stickRead(),
  choosePassphrase: (passphrase: string) => () => commands.backupPassphrase(passphrase),
  chooseBackupPlace: () => commands.backupPlace(),
  backUp: () => commands.backupNow(),
  restoreBackup: (passphrase: string) => () => commands.restoreApply(passphrase),
  recover: (request: SheetRecovery) => () => commands.recoverApply(request),
  erasureAsked: (key: string) => () => commands.erasureAsked(key),
  erasePerson: (text: string, chosen: PersonField[]) => () => commands.personErase({ text, chosen }),
  verifySender: (id: string, words: string) => () => commands.senderVerify({ id, words }),
  renewKey: () => commands.keyRenew(),
  revokeDesktop: (id: string) => () => commands.desktopRevoke(id),
};

/** Every question to the shell that is not kept. */
export const asks = {
  askToJoin: (person: string, service: string) => () => commands.desktopAsk({ person, service }),
  chooseAnswer: () => commands.answerChoose(),
  chooseRequest: () => commands.requestChoose(),
  writeStick: () => commands.stickWrite(),
  retryWorkspace: () => commands.workspaceRetry(),
  writePost: (request: PostWrite) => () => commands.postWrite(request),
  showPost: () => commands.postShow(),
  openPost: () => commands.postOpen(),
  cancelExport: () => commands.exportCancel(),
  openLink: (address: string) => () => commands.openLink(address),
  saveAttachment: (id: string, item: string) => () => commands.saveAttachment({ id, item }),
  chooseBundles: () => commands.chooseBundles(),
  chooseFolder: () => commands.chooseFolder(),
  takeOpenedFiles: () => commands.takeOpenedFiles(),
  unlockImport: (token: string, passphrase: string) => () => commands.importUnlock({ token, passphrase }),
  cancelImport: (token: string) => () => commands.importCancel(token),
  writeBundle: (request: ExportWrite) => () => commands.exportWrite(request),
  saveDraft: (id: string, path: string, value: JsonValue) => () => commands.draftSave({ id, path, value }),
  cancelBackup: () => commands.backupCancel(),
  verifyBackup: (passphrase: string) => () => commands.backupVerify(passphrase),
  chooseRestore: () => commands.restoreChoose(),
  checkIntegrity: () => commands.integrityCheck(),
  findPerson: (text: string) => () => commands.personFind(text),
  draftErasure: (key: string, words: ErasureWords) => () => commands.erasureDraft(key, words),
  exportPerson: (text: string) => () => commands.personExport(text),
  discardDraft: (id: string, path: string) => () => commands.draftDiscard({ id, path }),
};
