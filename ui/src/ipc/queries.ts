import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { commands, type ErasureWords, type ExportWrite, type ListQuery } from "./bindings.gen";
import { answer } from "./client";

// One function a question. Keys begin with the word that `tags.ts` knows.

/** How many rows one window of a list holds. */
export const WINDOW = 100;

export const appStateQuery = queryOptions({ queryKey: ["app"], queryFn: () => answer(commands.appState()) });

export const preferencesQuery = queryOptions({ queryKey: ["preferences"], queryFn: () => answer(commands.preferencesGet()) });

export const creditsQuery = queryOptions({ queryKey: ["credits"], queryFn: () => answer(commands.credits()), staleTime: Infinity });

export const schemaQuery = queryOptions({ queryKey: ["schema"], queryFn: () => answer(commands.schema()), staleTime: Infinity, gcTime: Infinity });

export const homeQuery = queryOptions({ queryKey: ["home"], queryFn: () => answer(commands.home()) });

export const undoQuery = queryOptions({ queryKey: ["undo"], queryFn: () => answer(commands.undoState()) });

export const trashQuery = queryOptions({ queryKey: ["trash"], queryFn: () => answer(commands.trashList()) });

export const importsQuery = queryOptions({ queryKey: ["imports"], queryFn: () => answer(commands.importList()) });

export const sentQuery = queryOptions({ queryKey: ["sent"], queryFn: () => answer(commands.sentList()) });

/** The desktops and the shared folder. Looked at again while it is on the screen: time passes, and folders come and go. */
export const desktopsQuery = queryOptions({ queryKey: ["desktops"], queryFn: () => answer(commands.desktopList()), refetchInterval: 5_000 });

export const sendersQuery = queryOptions({ queryKey: ["senders"], queryFn: () => answer(commands.senderList()) });

export const backupsQuery = queryOptions({ queryKey: ["backups"], queryFn: () => answer(commands.backupState()) });

/** Who is to be asked to erase what was erased here, and in which words. */
export function erasuresQuery(words: ErasureWords) {
  return queryOptions({ queryKey: ["erasures", words], queryFn: () => answer(commands.erasureRequests(words)), placeholderData: keepPreviousData });
}

/** A passphrase drawn for whoever needs one; another one each time. */
export const passphraseQuery = queryOptions({ queryKey: ["passphrase"], queryFn: () => answer(commands.backupSuggest()), staleTime: Infinity, gcTime: 0 });

/** The recovery sheet; not kept once it is no longer shown. */
export const sheetQuery = queryOptions({ queryKey: ["sheet"], queryFn: () => answer(commands.recoverySheet()), gcTime: 0, retry: false });

export const sheetWordsQuery = queryOptions({ queryKey: ["sheetWords"], queryFn: () => answer(commands.recoveryWords()), staleTime: Infinity });

/** Places whose name, postcode or code answers to a text. */
export function placesQuery(text: string) {
  return queryOptions({ queryKey: ["places", text], queryFn: () => answer(commands.placeSearch(text)), enabled: text.trim().length > 1, placeholderData: keepPreviousData, staleTime: Infinity });
}

/** One window of a list. */
export function recordsQuery(query: ListQuery) {
  return queryOptions({ queryKey: ["records", query.kind, query], queryFn: () => answer(commands.recordList(query)), placeholderData: keepPreviousData });
}

/** The values by which a list can be narrowed. */
export function facetsQuery(kind: string) {
  return queryOptions({ queryKey: ["facets", kind], queryFn: () => answer(commands.listFacets(kind)) });
}

/** One record with all that lives inside it. */
export function recordQuery(id: string) {
  return queryOptions({ queryKey: ["record", id], queryFn: () => answer(commands.recordGet(id)) });
}

/** The records in which something is to be chosen. */
export const undecidedQuery = queryOptions({ queryKey: ["undecided"], queryFn: () => answer(commands.undecidedList()) });

/** All that is to be chosen in one record. */
export function questionsQuery(id: string) {
  return queryOptions({ queryKey: ["questions", id], queryFn: () => answer(commands.questionSheet(id)) });
}

/** What a record was made from, and what changed there. */
export function sourceQuery(id: string) {
  return queryOptions({ queryKey: ["source", id], queryFn: () => answer(commands.sourceGet(id)) });
}

/** What was made from a record. */
export function adaptationsQuery(id: string) {
  return queryOptions({ queryKey: ["adaptations", id], queryFn: () => answer(commands.adaptationList(id)) });
}

/** What happened to a record, newest first. */
export function historyQuery(id: string) {
  return queryOptions({ queryKey: ["history", id], queryFn: () => answer(commands.recordHistory(id)) });
}

/** What answers to a text, in the whole workspace. */
export function searchQuery(text: string, limit = 30) {
  return queryOptions({ queryKey: ["search", text, limit], queryFn: () => answer(commands.search({ text, limit })), enabled: text.trim().length > 1, placeholderData: keepPreviousData });
}

/** What would leave. */
export function previewQuery(request: ExportWrite) {
  return queryOptions({ queryKey: ["preview", request], queryFn: () => answer(commands.exportPreview(request)), enabled: request.ids.length > 0, retry: false, placeholderData: keepPreviousData });
}

/** The sticks that are plugged in; asked again while someone looks. */
export const drivesQuery = queryOptions({ queryKey: ["drives"], queryFn: () => answer(commands.driveList()), refetchInterval: 3000, staleTime: 0 });

/** A folder that was chosen. */
export function folderQuery(token: string) {
  return queryOptions({ queryKey: ["folder", token], queryFn: () => answer(commands.folderLook(token)), staleTime: Infinity, retry: false });
}

/** What is said about a record. */
export function feedbackQuery(id: string) {
  return queryOptions({ queryKey: ["feedback", id], queryFn: () => answer(commands.feedbackAbout(id)) });
}

/** What remains of an import that was undone. */
export function remainingQuery(id: string) {
  return queryOptions({ queryKey: ["imports", "remaining", id], queryFn: () => answer(commands.importRemaining(id)) });
}

/** What the files of a record are, from their names and contents. */
export function verdictsQuery(id: string, items: readonly string[]) {
  return queryOptions({ queryKey: ["record", id, "verdicts", items], queryFn: () => answer(commands.attachmentVerdicts(id)), enabled: items.length > 0 });
}

/** What an import would do; nothing is written. */
export function planQuery(token: string) {
  return queryOptions({ queryKey: ["plan", token], queryFn: () => answer(commands.importPlan(token)), staleTime: Infinity, retry: false });
}

/** Our own key: the words that we read out. */
export const ownKeyQuery = queryOptions({ queryKey: ["ownKey"], queryFn: () => answer(commands.ownKey()), staleTime: Infinity });

/** The six words that a correspondent should read out. */
export function senderWordsQuery(id: string) {
  return queryOptions({ queryKey: ["senderWords", id], queryFn: () => answer(commands.senderWords(id)), retry: false });
}

/** A record that stands apart, as plain text. */
export function apartQuery(owner: string, id: string) {
  return queryOptions({ queryKey: ["senderRecords", owner, id], queryFn: () => answer(commands.apartRecord({ owner, id })), retry: false });
}

/** What a correspondent sent. */
export function senderRecordsQuery(id: string) {
  return queryOptions({ queryKey: ["senderRecords", id], queryFn: () => answer(commands.senderRecords(id)) });
}
