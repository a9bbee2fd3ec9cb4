// Written by `cargo xtask bindings` from the types of essaim-ipc. Not to be edited.

import { invoke } from "@tauri-apps/api/core";

/** Any JSON, as fields of records are. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** What a command answers, or why it refused. */
export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

async function call<T>(command: string, values: Record<string, unknown>): Promise<Result<T, IpcError>> {
  try {
    return { status: "ok", data: await invoke<T>(command, values) };
  } catch (error) {
    return { status: "error", error: refusal(error) };
  }
}

/** What is thrown is an `IpcError`, or the words of the shell itself when a command is not there. */
function refusal(error: unknown): IpcError {
  if (typeof error === "object" && error !== null && "code" in error) return error as IpcError;
  return { code: "internal", params: {}, trace: String(error), what: { fr: "Essaim a rencontré un problème inattendu.", en: "Essaim met an unexpected problem." }, action: { fr: "Recommencez ; si cela continue, relancez Essaim.", en: "Try again; if it goes on, start Essaim again." } };
}

/** Every command of the shell. */
export const commands = {
  appState: () => call<AppState>("app_state", {}),
  placeSearch: (text: string) => call<Place[]>("place_search", { text }),
  workspaceCreate: (request: WorkspaceCreate) => call<Mutation<WorkspaceInfo>>("workspace_create", { request }),
  workspaceRetry: () => call<AppState>("workspace_retry", {}),
  starterLoad: () => call<Mutation<null>>("starter_load", {}),
  preferencesGet: () => call<Preferences>("preferences_get", {}),
  preferencesSet: (preferences: Preferences) => call<Mutation<null>>("preferences_set", { preferences }),
  credits: () => call<Credits>("credits", {}),
  takeOpenedFiles: () => call<string[]>("take_opened_files", {}),
  openLink: (url: string) => call<null>("open_link", { url }),
  schema: () => call<KindSchema[]>("schema", {}),
  recordList: (query: ListQuery) => call<ListPage>("record_list", { query }),
  listFacets: (kind: string) => call<ListFacets>("list_facets", { kind }),
  recordGet: (id: string) => call<RecordView>("record_get", { id }),
  recordCreate: (request: RecordCreate) => call<Mutation<string>>("record_create", { request }),
  recordWrite: (request: RecordWrite) => call<Mutation<null>>("record_write", { request }),
  draftSave: (request: DraftSave) => call<null>("draft_save", { request }),
  draftDiscard: (request: DraftDiscard) => call<null>("draft_discard", { request }),
  recordTrash: (id: string) => call<Mutation<null>>("record_trash", { id }),
  recordRestore: (id: string) => call<Mutation<null>>("record_restore", { id }),
  trashList: () => call<RecordRow[]>("trash_list", {}),
  recordHistory: (id: string) => call<HistoryEntry[]>("record_history", { id }),
  capitalise: (id: string) => call<Mutation<string>>("capitalise", { id }),
  adapt: (id: string) => call<Mutation<string>>("adapt", { id }),
  adopt: (id: string) => call<Mutation<string>>("adopt", { id }),
  reportMake: (request: ReportMake) => call<Mutation<string>>("report_make", { request }),
  feedbackGive: (id: string) => call<Mutation<string>>("feedback_give", { id }),
  adoptionDeclare: (id: string) => call<Mutation<string>>("adoption_declare", { id }),
  feedbackAbout: (id: string) => call<FeedbackAbout>("feedback_about", { id }),
  attachFile: (request: AttachFile) => call<Mutation<number> | null>("attach_file", { request }),
  saveAttachment: (request: SaveAttachment) => call<string | null>("save_attachment", { request }),
  attachmentVerdicts: (id: string) => call<AttachmentVerdict[]>("attachment_verdicts", { id }),
  search: (request: SearchQuery) => call<SearchAnswer>("search", { request }),
  home: () => call<Home>("home", {}),
  undecidedList: () => call<UndecidedRecord[]>("undecided_list", {}),
  questionSheet: (id: string) => call<QuestionSheet>("question_sheet", { id }),
  settle: (request: SettleRequest) => call<Mutation<null>>("settle", { request }),
  sourceGet: (id: string) => call<SourceView | null>("source_get", { id }),
  sourceTake: (request: SourceTake) => call<Mutation<null>>("source_take", { request }),
  sourceSeen: (id: string) => call<Mutation<null>>("source_seen", { id }),
  adaptationList: (id: string) => call<RecordRow[]>("adaptation_list", { id }),
  undoState: () => call<UndoState>("undo_state", {}),
  undo: () => call<Mutation<null>>("undo", {}),
  redo: () => call<Mutation<null>>("redo", {}),
  publish: (id: string) => call<Mutation<null>>("publish", { id }),
  withdraw: (id: string) => call<Mutation<null>>("withdraw", { id }),
  exportPreview: (request: ExportWrite) => call<ExportPreview>("export_preview", { request }),
  exportWrite: (request: ExportWrite) => call<ExportDone | null>("export_write", { request }),
  exportCancel: () => call<null>("export_cancel", {}),
  postWrite: (request: PostWrite) => call<PostDone | null>("post_write", { request }),
  postShow: () => call<null>("post_show", {}),
  postOpen: () => call<null>("post_open", {}),
  sentList: () => call<SentBundle[]>("sent_list", {}),
  driveList: () => call<DriveView[]>("drive_list", {}),
  chooseBundles: () => call<string[]>("choose_bundles", {}),
  importUnlock: (request: ImportUnlock) => call<null>("import_unlock", { request }),
  chooseFolder: () => call<string | null>("choose_folder", {}),
  folderLook: (token: string) => call<FolderLook>("folder_look", { token }),
  folderImport: (token: string) => call<Mutation<FolderDone>>("folder_import", { token }),
  importPlan: (token: string) => call<ImportPlan>("import_plan", { token }),
  importApply: (request: ImportApply) => call<Mutation<ImportDone>>("import_apply", { request }),
  importCancel: (token: string) => call<null>("import_cancel", { token }),
  importList: () => call<ImportEntry[]>("import_list", {}),
  importUndo: (id: string) => call<Mutation<null>>("import_undo", { id }),
  importRedo: (id: string) => call<Mutation<null>>("import_redo", { id }),
  importRemaining: (id: string) => call<Remaining[]>("import_remaining", { id }),
  importPutBack: (id: string) => call<Mutation<number>>("import_put_back", { id }),
  senderList: () => call<Sender[]>("sender_list", {}),
  senderAccept: (id: string) => call<Mutation<null>>("sender_accept", { id }),
  senderRefuse: (id: string) => call<Mutation<null>>("sender_refuse", { id }),
  senderRecords: (id: string) => call<RecordRow[]>("sender_records", { id }),
  desktopAsk: (request: DesktopAsk) => call<DesktopAsked | null>("desktop_ask", { request }),
  answerChoose: () => call<AnswerShown | null>("answer_choose", {}),
  desktopJoin: (token: string) => call<Mutation<WorkspaceInfo>>("desktop_join", { token }),
  requestChoose: () => call<RequestShown | null>("request_choose", {}),
  desktopAdmit: (request: DesktopAdmit, person: string) => call<Mutation<string> | null>("desktop_admit", { request, person }),
  desktopList: () => call<Desktops>("desktop_list", {}),
  syncChoose: () => call<Mutation<null> | null>("sync_choose", {}),
  syncStop: () => call<Mutation<null>>("sync_stop", {}),
  syncNow: () => call<Mutation<null>>("sync_now", {}),
  stickWrite: () => call<StickDone | null>("stick_write", {}),
  stickRead: () => call<Mutation<StickDone> | null>("stick_read", {}),
  backupState: () => call<BackupState>("backup_state", {}),
  backupSuggest: () => call<string>("backup_suggest", {}),
  backupPassphrase: (passphrase: string) => call<Mutation<null>>("backup_passphrase", { passphrase }),
  backupPlace: () => call<Mutation<null> | null>("backup_place", {}),
  backupNow: () => call<Mutation<null>>("backup_now", {}),
  backupCancel: () => call<null>("backup_cancel", {}),
  backupVerify: (passphrase: string) => call<BackupFound | null>("backup_verify", { passphrase }),
  restoreChoose: () => call<BackupFound | null>("restore_choose", {}),
  restoreApply: (passphrase: string) => call<Mutation<WorkspaceInfo>>("restore_apply", { passphrase }),
  recoverApply: (request: SheetRecovery) => call<Mutation<WorkspaceInfo>>("recover_apply", { request }),
  integrityCheck: () => call<IntegrityReport>("integrity_check", {}),
  recoverySheet: () => call<Sheet>("recovery_sheet", {}),
  recoveryWords: () => call<string[]>("recovery_words", {}),
  personFind: (text: string) => call<PersonPlace[]>("person_find", { text }),
  personErase: (request: PersonErase) => call<Mutation<PersonErased>>("person_erase", { request }),
  personExport: (text: string) => call<string | null>("person_export", { text }),
  senderVerify: (request: SenderVerify) => call<Mutation<null>>("sender_verify", { request }),
  senderWords: (id: string) => call<string[]>("sender_words", { id }),
  apartRecord: (request: ApartRequest) => call<ApartRecord>("apart_record", { request }),
  ownKey: () => call<OwnKey>("own_key", {}),
  keyRenew: () => call<Mutation<null>>("key_renew", {}),
  desktopRevoke: (id: string) => call<Mutation<RevokedDesktop>>("desktop_revoke", { id }),
  erasureRequests: (words: ErasureWords) => call<ErasureRequest[]>("erasure_requests", { words }),
  erasureDraft: (key: string, words: ErasureWords) => call<string | null>("erasure_draft", { key, words }),
  erasureAsked: (key: string) => call<Mutation<null>>("erasure_asked", { key }),
};

/**  An answer that was opened. */
export type AnswerShown = {
	/**  Its name for the shell. */
	token: string,
	/**  The organisation's name. */
	name: string,
	/**  Its Insee code. */
	insee: string | null,
	/**  Who answered. */
	byPerson: string,
	/**  In which service. */
	byService: string,
	/**  When. */
	date: string,
	/**  Whether all that the workspace holds comes along. */
	whole: boolean,
};

/**  Whom a bundle answers, and what it tells them. */
export type AnsweringView = {
	/**  The correspondent's id. */
	id: string,
	/**  Their name. */
	name: string,
	/**  Titles of their records that it says we have. */
	seen: string[],
	/**  How many of their bundles it says have come. */
	bundles: number,
};

/**  A field of a record that stands apart. */
export type ApartField = {
	/**  Where in the record. */
	path: string,
	/**  What people call it; empty when this program does not know it. */
	label: Label,
	/**  What it says. */
	text: string,
};

/**  A file of a record that stands apart. */
export type ApartFile = {
	/**  Its name. */
	name: string,
	/**  Its size in bytes. */
	size: number,
};

/**  A record that stands apart: plain text, and names of files that cannot be opened. */
export type ApartRecord = {
	/**  Its title. */
	title: string,
	/**  Its fields that say something. */
	fields: ApartField[],
	/**  Its files. */
	files: ApartFile[],
	/**  How many fields were left out, because there are too many to read. */
	more: number,
};

/**  Names a record that stands apart. */
export type ApartRequest = {
	/**  Whose it is. */
	owner: string,
	/**  Its id. */
	id: string,
};

/**  Where the program stands. */
export type AppState =
/**  There is no workspace yet. */
{ phase: "setup" } |
/**  A workspace is open. */
{ phase: "open";
/**  Which. */
workspace: WorkspaceInfo } |
/**  The workspace cannot be opened; nothing was touched. */
{ phase: "refused";
/**  Why. */
error: IpcError };

/**  What is asked. */
export type AskedView =
/**  Which of several values. */
"value" |
/**  Whether an item stays that one deleted and another wrote. */
"item" |
/**  Whether the record stays that one put in the trash and another wrote. */
"record";

/**  A record to attach files to. */
export type AttachFile = {
	/**  The record. */
	id: string,
};

/**  What a file of a record is, as far as its content and its name tell. */
export type AttachmentVerdict = {
	/**  The item of the list of attachments. */
	item: string,
	/**  `shown`, `runs`, `disguised` or `unknown`. */
	verdict: string,
};

/**  Something that needs someone. */
export type AttentionItem = {
	/**  Why. */
	reason: AttentionReason,
	/**  The record. */
	id: string,
	/**  The record whose page shows it. */
	page: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  The sender of what was received, the title of a step, the project of an indicator, the person of a project. */
	detail: string | null,
	/**  The day in question. */
	date: string | null,
};

/**  Why something needs someone. */
export type AttentionReason =
/**  A late project. */
"late" |
/**  A project that ends within a week. */
"due_soon" |
/**  A blocked project. */
"blocked" |
/**  A step that is overdue, or due within a week. */
"step_due" |
/**  Two desktops wrote different values. */
"conflict" |
/**  Another commune tells of having tried a sheet of ours. */
"feedback" |
/**  New from another commune. */
"received" |
/**  A sheet of ours that nobody can see yet. */
"draft_sheet" |
/**  An indicator that waits for its reading. */
"reading_due";

/**  Who wrote something. */
export type AuthorView = {
	/**  The person, when a desktop of ours wrote it. */
	person: string | null,
	/**  Their service. */
	service: string | null,
	/**  The organisation. */
	organisation: string,
	/**  Whether it was this desktop. */
	here: boolean,
};

/**  A backup that was looked at. */
export type BackupFound = {
	/**  The file's name. */
	file: string,
	/**  Whose it is. */
	name: string,
	/**  When it was made. */
	madeAt: string,
	/**  How many files are in it, when it was opened to count them. */
	files: number | null,
};

/**  A place and what became of it. */
export type BackupPlace = {
	/**  The folder, to be read. */
	folder: string,
	/**  How it is. */
	health: Health,
	/**  When the last backup was made there. */
	lastAt: string | null,
	/**  Its size in bytes. */
	bytes: number | null,
	/**  How many files could not be put in. */
	missing: number,
	/**  The code of the last failure; none when the last try went well. */
	trouble: string | null,
};

/**  What people are told about backups. */
export type BackupState = {
	/**  Whether a passphrase was chosen: without one there are none. */
	ready: boolean,
	/**  On this computer. */
	here: BackupPlace,
	/**  Away from it, where a place was chosen. */
	away: BackupPlace | null,
	/**  After how many days at most a backup is taken away. */
	oldestDays: number,
};

/**  What one is. */
export type Body =
/**  A commune. */
{ kind: "commune";
/**  Its Insee code. */
insee: string } |
/**  An intercommunality. */
{ kind: "intercommunality";
/**  Its SIREN. */
siren: string } |
/**  Another body. */
{ kind: "other";
/**  Its name. */
name: string };

/**  Whether all can be kept. */
export type BothView =
/**  One after the other. */
"joined" |
/**  As items of the list. */
"items" |
/**  Such a field holds one value. */
"oneOnly" |
/**  Together they would be too long. */
"tooLong";

/**  A list of records inside another. */
export type ChildRecords = {
	/**  The list's name. */
	list: string,
	/**  The kind of its records. */
	kind: string,
	/**  The records, in their order. */
	records: RecordView[],
};

/**  A list of records inside another. */
export type ChildSchema = {
	/**  The list's name. */
	list: string,
	/**  The kind of its records. */
	kind: string,
};

/**  What a person wants. */
export type ChoiceRequest =
/**  What a side says. */
{ kind: "side";
/**  Which. */
side: string } |
/**  All of them. */
{ kind: "both" } |
/**  Another value. */
{ kind: "write";
/**  Which. */
value: JsonValue } |
/**  It stays. */
{ kind: "keep" } |
/**  It goes. */
{ kind: "delete" };

/**  One value of a choice. */
export type ChoiceSchema = {
	/**  Its name on the wire. */
	name: string,
	/**  What people read. */
	label: Label,
};

/**  Another organisation that claims a code. */
export type Claimant = {
	/**  Its id. */
	id: string,
	/**  The name on its card. */
	name: string,
	/**  What we think of it. */
	trust: Trust,
};

/**  A leaf that changed; of texts, the words that differ. */
export type ComparedChange = {
	/**  The leaf, before and since. */
	change: FieldChange,
	/**  The words before. */
	beforeWords: WordsView[],
	/**  The words since. */
	afterWords: WordsView[],
};

/**  How complete a sheet is. */
export type CompletenessView = {
	/**  Fields filled. */
	filled: number,
	/**  Fields wanted. */
	wanted: number,
	/**  Names of the missing ones. */
	missing: string[],
};

/**  One of them. */
export type ConflictValue = {
	/**  The desktop that wrote it. */
	device: string,
	/**  Who sits there, when it is ours. */
	person: string | null,
	/**  When. */
	at: string,
	/**  What. */
	value: JsonValue,
};

/**  Values that stand side by side. */
export type ConflictView = {
	/**  The leaf. */
	path: string,
	/**  The values, the displayed one first. */
	values: ConflictValue[],
};

/**  How a file was packed. */
export type ContainerClass =
/**  As it was written. */
"conforming" |
/**  Packed again by a person or a gateway. */
"repackaged";

/**  What a new workspace holds. */
export type Content =
/**  Nothing but the programmes. */
"empty" |
/**  The starter content. */
"starter";

/**  Whom the program owes its data. */
export type Credits = {
	/**  The list of places. */
	places: Source,
	/**  The program's version. */
	version: string,
};

/**  A choice. */
export type DecisionRequest = {
	/**  The leaf. */
	path: string,
	/**  The sides that were shown. */
	seen: string[],
	/**  What the person wants. */
	choice: ChoiceRequest,
};

/**  How close the rows stand. */
export type Density =
/**  With room. */
"comfortable" |
/**  Close. */
"compact";

/**  A desktop of ours. */
export type Desktop = {
	/**  Its id. */
	id: string,
	/**  Who sits there. */
	person: string,
	/**  In which service. */
	service: string,
	/**  Whether it is this one. */
	isThis: boolean,
	/**  Since when it is one of ours. */
	certified: string,
	/**  When it last wrote something that came here. */
	seen: string | null,
	/**  Whether it was revoked: what it writes from then on does not count. */
	revoked: boolean,
};

/**  What is to be answered. */
export type DesktopAdmit = {
	/**  The request's name for the shell. */
	token: string,
	/**  The desktop that was looked at. */
	device: string,
	/**  Whether all that the workspace holds goes with the answer. */
	whole: boolean,
};

/**  Who asks to join. */
export type DesktopAsk = {
	/**  Name. */
	person: string,
	/**  Service; may be empty. */
	service: string,
};

/**  A request that was saved. */
export type DesktopAsked = {
	/**  Where. */
	file: string,
	/**  Six words that who answers sees too. */
	words: string[],
};

/**  The desktops, and the folder that they share. */
export type Desktops = {
	/**  The desktops, this one first. */
	desktops: Desktop[],
	/**  Whether this one can take in another. */
	canAdmit: boolean,
	/**  The folder that is followed. */
	folder: string | null,
	/**  Whether it can be found. */
	found: boolean,
	/**  How many revisions are still to be handed over. */
	pending: number,
	/**  How many attachments are announced and have not arrived. */
	awaited: number,
	/**  How many files are not whole yet. */
	waiting: number,
	/**  How many files were not believed. */
	problems: number,
	/**  When the folder was last looked at to the end. */
	done: string | null,
	/**  Why the last look came to nothing. */
	trouble: IpcError | null,
};

/**  A field whose draft is given up. */
export type DraftDiscard = {
	/**  The record. */
	id: string,
	/**  The field. */
	path: string,
};

/**  What is being typed into a field. */
export type DraftSave = {
	/**  The record. */
	id: string,
	/**  The field. */
	path: string,
	/**  What. */
	value: JsonValue,
};

/**  What was being typed. */
export type DraftView = {
	/**  Into which field. */
	path: string,
	/**  What. */
	value: JsonValue,
};

/**  A removable drive. */
export type DriveView = {
	/**  By which the page names it. */
	id: string,
	/**  What people see of it. */
	name: string,
	/**  How much is free, in bytes; more than a number of the page holds is told as the most that it holds. */
	free: number,
	/**  Whether it cannot be written to. */
	readOnly: boolean,
};

/**  A record of which they have a copy. */
export type ErasureRecord = {
	/**  Its id. */
	id: string,
	/**  Its title. */
	title: string,
	/**  The fields. */
	fields: Label[],
	/**  The files it was sent in. */
	files: string[],
	/**  It is theirs, and came from them. */
	theirs: boolean,
};

/**  Somebody to be asked. */
export type ErasureRequest = {
	/**  What names them. */
	key: string,
	/**  Their name; empty where nobody said whom the bundles were for. */
	name: string,
	/**  Their mailbox, where their card has one. */
	mailbox: string | null,
	/**  What they have. */
	records: ErasureRecord[],
	/**  When they were asked; none while something is still to be asked. */
	askedAt: string | null,
	/**  The subject of the letter. */
	subject: string,
	/**  Its text. */
	text: string,
};

/**  In what words it is to be asked. */
export type ErasureWords = {
	/**  The person's name; empty where it is not to be in the letter. */
	person: string,
	/**  The language of the letter. */
	language: Language,
};

/**  A bundle that was written. */
export type ExportDone = {
	/**  Its number in the register. */
	number: number,
	/**  The file. */
	file: string,
	/**  Its size. */
	bytes: number,
	/**  The bundle's id. */
	bundleId: string,
	/**  How many records were chosen. */
	records: number,
	/**  How many files are in it. */
	attachments: number,
};

/**  Where a bundle goes. */
export type ExportPlace =
/**  To a file that the person names. */
{ kind: "file" } |
/**  Into a folder that the person chooses. */
{ kind: "folder" } |
/**  Onto a removable drive. */
{ kind: "drive";
/**  By which the list of drives names it. */
id: string };

/**  Exactly what would leave. */
export type ExportPreview = {
	/**  The records, those chosen first. */
	records: LeavingRecord[],
	/**  The files. */
	attachments: LeavingFile[],
	/**  What stays. */
	leftOut: LeftOut[],
	/**  About how much it takes. */
	bytes: number,
	/**  Ids of chosen records that are not published. */
	unpublished: string[],
	/**  Whom it answers, and what it says to have seen. */
	answering: AnsweringView | null,
};

/**  What is to leave; looked at first, then written. */
export type ExportWrite = {
	/**  The records chosen. */
	ids: string[],
	/**  Publish those that are drafts first. */
	publishDrafts: boolean,
	/**  The correspondent it is for. */
	toId: string | null,
	/**  Or whom it is for, by name. */
	toName: string | null,
	/**  Whether it answers that correspondent, who then learns what has come of theirs. */
	answers: boolean,
	/**  Where it goes. */
	place: ExportPlace,
};

/**  What is said about a record. */
export type FeedbackAbout = {
	/**  How many organisations have taken it over or tried it. */
	adopters: number,
	/**  How many records about it stand apart. */
	waiting: number,
	/**  What others say, the newest first. */
	entries: FeedbackEntry[],
	/**  What we say, when it is another's. */
	own: FeedbackEntry[],
	/**  Who measured, in the order of the columns. */
	columns: string[],
	/**  The indicators, with what each measured. */
	rows: FeedbackRow[],
};

/**  Feedback or an adoption. */
export type FeedbackEntry = {
	/**  Its id. */
	id: string,
	/**  `feedback` or `adoption`. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  Who says it; empty when it is we. */
	from: string,
	/**  Their id. */
	owner: string,
	/**  What we think of them. */
	trust: Trust,
	/**  Where they stand. */
	status: string | null,
	/**  The day it tells. */
	date: string | null,
	/**  When it was last written. */
	updatedAt: string,
};

/**  A value with its day. */
export type FeedbackMeasure = {
	/**  A decimal, as text. */
	value: string,
	/**  The day. */
	date: string | null,
	/**  The value that it began with. */
	baseline: string | null,
};

/**  One indicator, with what each measured. */
export type FeedbackRow = {
	/**  Its name. */
	name: string,
	/**  Its unit. */
	unit: string,
	/**  What the sheet says last. */
	own: FeedbackMeasure | null,
	/**  What each organisation says last. */
	theirs: (FeedbackMeasure | null)[],
};

/**  A leaf that changed. */
export type FieldChange = {
	/**  The leaf. */
	path: string,
	/**  Its field's label. */
	label: Label,
	/**  Before; null where there was nothing. */
	before: JsonValue,
	/**  Since; null where nothing is left. */
	after: JsonValue,
};

/**  What a field holds. */
export type FieldKind =
/**  A line of text. */
"line" |
/**  Markdown. */
"prose" |
/**  A day. */
"date" |
/**  A decimal number as text. */
"decimal" |
/**  Yes or no. */
"flag" |
/**  One of a list. */
"choice" |
/**  An amount of money. */
"money" |
/**  A dated value. */
"reading" |
/**  A file. */
"file" |
/**  Another record. */
"reference" |
/**  Another record at one revision. */
"origin" |
/**  A code of known form. */
"code" |
/**  An address of web or mail. */
"address" |
/**  The place in a list. */
"order" |
/**  A set of short texts. */
"texts" |
/**  A list of items. */
"items" |
/**  A list of dated values. */
"readings";

/**  A field. */
export type FieldSchema = {
	/**  Its name on the wire. */
	name: string,
	/**  What it holds. */
	type: FieldKind,
	/**  Its greatest length in characters. */
	max: number | null,
	/**  What people read. */
	label: Label,
	/**  The question that asks for it. */
	question: Label | null,
	/**  The values of a choice. */
	choices: ChoiceSchema[],
	/**  The fields of a list's items. */
	items: FieldSchema[],
	/**  The kind a reference leads to; `insee` or `siren` for a code. */
	target: string | null,
};

/**  Something that looks like personal data. */
export type Finding = {
	/**  Where. */
	path: string,
	/**  Like what. */
	sort: FindingSort,
	/**  The passage. */
	passage: string,
};

/**  What a passage looks like. */
export type FindingSort =
/**  An e-mail address. */
"email" |
/**  A telephone number. */
"phone" |
/**  A social security number. */
"nir" |
/**  A bank account. */
"iban";

/**  What became of a folder. */
export type FolderDone = {
	/**  Its name. */
	name: string,
	/**  Each file, in the order of their paths. */
	files: FolderFile[],
	/**  Records that are new here, by title. */
	fresh: FolderEntry[],
	/**  Records taken further. */
	updated: FolderEntry[],
	/**  Records in conflict. */
	conflicts: FolderEntry[],
	/**  How many of each, also where not all titles are listed. */
	counts: ImportCounts,
	/**  The person stopped it. */
	stopped: boolean,
};

/**  A record of a folder. */
export type FolderEntry = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
};

/**  What became of a file. */
export type FolderFile = {
	/**  Its path inside the folder. */
	file: string,
	/**  In a word. */
	verdict: FolderVerdict,
	/**  Who sent it; empty when it was refused. */
	from: string,
	/**  What we think of them. */
	trust: Trust | null,
	/**  How many records were new, updated or in conflict. */
	news: number,
	/**  Why it was refused. */
	what: Label | null,
	/**  What to do. */
	action: Label | null,
};

/**  A folder that was chosen; nothing in it has been read. */
export type FolderLook = {
	/**  By which the page names it. */
	token: string,
	/**  Its name. */
	name: string,
	/**  How many files are in it and below. */
	files: number,
};

/**  What became of a file, in a word. */
export type FolderVerdict =
/**  It brought something. */
"imported" |
/**  It came from a sender whom nobody has accepted, and stands apart. */
"apart" |
/**  It had come before, or brought nothing new. */
"received" |
/**  It is no bundle. */
"not_a_bundle" |
/**  It was refused. */
"refused";

/**  How a place of backups is. */
export type Health =
/**  There is a fresh one. */
"good" |
/**  There is none yet. */
"never" |
/**  The last one is old. */
"old" |
/**  The last try failed. */
"failed";

/**  One revision. */
export type HistoryEntry = {
	/**  Its hash. */
	revision: string,
	/**  When. */
	at: string,
	/**  Who, when a desktop of ours wrote it. */
	person: string | null,
	/**  On which desktop. */
	device: string,
	/**  What it changed. */
	changes: FieldChange[],
};

/**  The page one starts from. */
export type Home = {
	/**  The numbers. */
	counts: HomeCounts,
	/**  What needs someone, the most pressing first. */
	attention: AttentionItem[],
	/**  Whether nothing of one's own is there yet. */
	firstDay: boolean,
};

/**  The numbers. */
export type HomeCounts = {
	/**  Projects. */
	projects: number,
	/**  Under way. */
	inProgress: number,
	/**  Late. */
	late: number,
	/**  Blocked. */
	blocked: number,
	/**  Sheets of ours. */
	solutions: number,
	/**  Sheets from others. */
	received: number,
	/**  Senders whose content waits apart. */
	unknownSenders: number,
	/**  Records in which something is to be chosen. */
	undecided: number,
};

/**  An import to be carried out. */
export type ImportApply = {
	/**  The plan that was shown. */
	token: string,
	/**  Accept an unknown sender with it. */
	acceptSender: boolean,
};

/**  What came in with an import. */
export type ImportCounts = {
	/**  New records. */
	fresh: number,
	/**  Records taken further. */
	updated: number,
	/**  Records that were here. */
	known: number,
	/**  Records in conflict. */
	conflicts: number,
	/**  Parts refused. */
	refused: number,
};

/**  An import that was carried out. */
export type ImportDone = {
	/**  Its id in the register. */
	importId: string,
	/**  New records. */
	fresh: number,
	/**  Records taken further. */
	updated: number,
	/**  Records that were here. */
	known: number,
	/**  Records in conflict. */
	conflicts: number,
	/**  Parts refused. */
	refused: number,
};

/**  An import of the register. */
export type ImportEntry = {
	/**  Its id. */
	importId: string,
	/**  When. */
	at: string,
	/**  The file's name. */
	file: string,
	/**  The bundle's id. */
	bundleId: string,
	/**  Who sent it. */
	sender: ImportSender,
	/**  What came in. */
	counts: ImportCounts,
	/**  Whether it was undone. */
	undone: boolean,
};

/**  What an import would do. */
export type ImportPlan = {
	/**  By which the page names the file. */
	token: string,
	/**  The file's name. */
	file: string,
	/**  The bundle's id. */
	bundleId: string,
	/**  In what it came: `essaim`, `zip`, `pdf`, `eml`, `msg` or `age`. */
	carrier: string,
	/**  How it was packed. */
	container: ContainerClass,
	/**  `share` or `feedback`. */
	purpose: string,
	/**  Who signed it. */
	sender: PlanSender,
	/**  The others whose records it forwards. */
	authors: PlanSender[],
	/**  When its content was imported before. */
	alreadyReceived: string | null,
	/**  New here. */
	fresh: PlanEntry[],
	/**  Taken further. */
	updated: PlanEntry[],
	/**  Here already. */
	known: PlanEntry[],
	/**  Written without having seen what is here. */
	conflicts: PlanEntry[],
	/**  Written by a revoked desktop. */
	revoked: PlanEntry[],
	/**  Parts that do not hold. */
	refused: RefusedPart[],
	/**  Files that come in another bundle. */
	missingAttachments: MissingFile[],
	/**  How many files it brings that are not here yet. */
	attachments: number,
	/**  Codes of what else should be said: `unsigned_entries`, `key_renewed`. */
	notices: string[],
};

/**  Who sent an import. */
export type ImportSender = {
	/**  Its id. */
	id: string,
	/**  Its name. */
	name: string,
	/**  What we think of it. */
	trust: Trust,
	/**  What people must know before they rely on it. */
	doubts: SenderDoubt[],
};

/**  The passphrase of a file that was handed over. */
export type ImportUnlock = {
	/**  By which the page names the file. */
	token: string,
	/**  What opens it. */
	passphrase: string,
};

/**  What the integrity check says. */
export type IntegrityReport = {
	/**  How many versions were read. */
	revisions: number,
	/**  How many files were read. */
	attachments: number,
	/**  What is wrong, in words; empty when all is well. */
	problems: Label[],
};

/**  A refusal. Nothing was changed then. */
export type IpcError = {
	/**  By which the page and people who help know the case. */
	code: string,
	/**  What it is about, by name. */
	params: { [key in string]: string },
	/**  The technical cause; ids and names, no content of records. */
	trace: string,
	/**  What happened. */
	what: Label,
	/**  What to do; empty where nothing can be done. */
	action: Label,
};

/**  A kind of record. */
export type KindSchema = {
	/**  Its name on the wire. */
	name: string,
	/**  What people read. */
	label: Label,
	/**  Whether it may leave. */
	class: SharingClass,
	/**  Kept by the program itself. */
	system: boolean,
	/**  Its fields, the common ones last. */
	fields: FieldSchema[],
	/**  The lists of records inside it. */
	children: ChildSchema[],
};

/**  A text in the two languages of the product. */
export type Label = {
	/**  French. */
	fr: string,
	/**  English. */
	en: string,
};

/**  The language of the window. */
export type Language =
/**  French. */
"fr" |
/**  English. */
"en";

/**  A field that leaves. */
export type LeavingField = {
	/**  The leaf. */
	path: string,
	/**  Its label. */
	label: Label,
	/**  Its content. */
	text: string,
};

/**  A file that leaves. */
export type LeavingFile = {
	/**  Its name. */
	name: string,
	/**  Its size in bytes. */
	size: number,
	/**  The record it belongs to. */
	record: string,
};

/**  A record that leaves. */
export type LeavingRecord = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  Why it leaves. */
	why: Why,
	/**  Its fields as text. */
	fields: LeavingField[],
	/**  What looks like personal data. */
	findings: Finding[],
};

/**  Something that stays. */
export type LeftOut = {
	/**  What people call it. */
	what: string,
	/**  Why, by its code. */
	why: string,
};

/**  The values to filter a kind by. */
export type ListFacets = {
	/**  Statuses. */
	statuses: ValueCount[],
	/**  Programmes. */
	programmes: ProgrammeCount[],
	/**  Persons. */
	persons: ValueCount[],
	/**  How many rows there are. */
	total: number,
	/**  How many are late today. */
	late: number,
};

/**  What a list shows; empty lists of values filter nothing. */
export type ListFilter = {
	/**  One of these statuses. */
	status: string[],
	/**  One of these programmes. */
	programme: string[],
	/**  One of these persons. */
	person: string[],
	/**  Words it must contain. */
	text: string,
	/**  Only what is late today. */
	late: boolean,
	/**  The shelves. */
	shelf: ListShelf,
	/**  The trash instead of the rest. */
	trashed: boolean,
};

/**  A page of rows. */
export type ListPage = {
	/**  The rows. */
	items: RecordRow[],
	/**  How many rows the whole list has. */
	total: number,
};

/**  A question for a page of a list. */
export type ListQuery = {
	/**  The kind. */
	kind: string,
	/**  What it shows. */
	filter: ListFilter,
	/**  In which order. */
	sort: ListSort,
	/**  The first row. */
	offset: number,
	/**  How many rows. */
	limit: number,
};

/**  Which shelves a list shows. */
export type ListShelf =
/**  Ours. */
"own" |
/**  From accepted senders. */
"received" |
/**  From senders nobody accepted. */
"quarantine" |
/**  What people work with: all but quarantine. */
"all";

/**  How a list is sorted. */
export type ListSort = {
	/**  By what. */
	column: SortColumn,
	/**  The greatest first. */
	descending: boolean,
};

/**  A file that comes in another bundle. */
export type MissingFile = {
	/**  Its name. */
	name: string,
	/**  Its size in bytes. */
	size: number,
};

/**  What a command that writes answers. */
export type Mutation<T> = {
	/**  Its result. */
	value: T,
	/**  What the page should ask again. */
	tags: Tag[],
	/**  The operation's code, for the words of the notice. */
	label: string | null,
	/**  The name of what a step back or forward was about: it need not be what is on the screen. */
	title: string | null,
	/**  The operation, when there is one to undo. */
	operation: string | null,
};

/**  An operation, for people. */
export type OperationLabel = {
	/**  Which use case. */
	code: string,
	/**  What it was about. */
	title: string | null,
	/**  When. */
	at: string,
};

/**  Our organisation, as its card says. */
export type Organisation = {
	/**  Its id. */
	id: string,
	/**  Its name. */
	name: string,
	/**  Insee code of a commune. */
	insee: string | null,
	/**  SIREN of an intercommunality. */
	siren: string | null,
	/**  Name of the département. */
	department: string | null,
	/**  Inhabitants, a whole number as text. */
	population: string | null,
};

/**  What a record was made from. */
export type OriginView = {
	/**  Its id. */
	id: string,
	/**  Its title; empty when it is not here. */
	title: string,
	/**  Its owner. */
	owner: string,
	/**  Its owner's name. */
	ownerName: string,
};

/**  What others need of us to be sure that it is us. */
export type OwnKey = {
	/**  Our name, as others see it. */
	name: string,
	/**  The six words of our key, to be read out. */
	words: string[],
	/**  Whether this desktop holds the key, and so can renew it. */
	held: boolean,
	/**  When it was last renewed. */
	renewed: string | null,
	/**  What speaks against us: others that claim our code. */
	doubts: SenderDoubt[],
};

/**  What to erase of a person. */
export type PersonErase = {
	/**  The name or address that was searched for. */
	text: string,
	/**  The fields. */
	chosen: PersonField[],
};

/**  What was erased. */
export type PersonErased = {
	/**  How many fields. */
	fields: number,
	/**  Whether the files hold nothing of it any more. */
	finished: boolean,
};

/**  Names a field to erase. */
export type PersonField = {
	/**  Whose record it is. */
	owner: string,
	/**  The record. */
	record: string,
	/**  The field. */
	path: string,
};

/**  A field that mentions a person. */
export type PersonPlace = {
	/**  Whose record it is. */
	owner: string,
	/**  The record. */
	record: string,
	/**  Its kind. */
	recordKind: Label,
	/**  What people call it. */
	title: string,
	/**  The field. */
	path: string,
	/**  The field's label. */
	label: Label,
	/**  The passage. */
	excerpt: string,
	/**  How many versions mention the person. */
	versions: number,
	/**  Whether it is still shown. */
	current: boolean,
	/**  Whether the record is ours. */
	ours: boolean,
};

/**  A place of the official list. */
export type Place = {
	/**  What it is. */
	kind: PlaceKind,
	/**  Insee code or SIREN. */
	code: string,
	/**  Its name; many communes share one. */
	name: string,
	/**  Its postcodes. */
	postcodes: string[],
	/**  Code of the département. */
	department: string,
	/**  Name of the département. */
	departmentName: string,
	/**  Inhabitants. */
	population: number | null,
};

/**  What a place is. */
export type PlaceKind =
/**  A commune. */
"commune" |
/**  An intercommunality. */
"intercommunality";

/**  A record of a plan. */
export type PlanEntry = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  Whose it is, by its id among the authors, where that is not the sender. */
	author: string | null,
	/**  For updates, what changes. */
	changes: FieldChange[],
};

/**  Who signed a bundle; name and codes are claims. */
export type PlanSender = {
	/**  Its id. */
	id: string,
	/**  The name it gives itself. */
	name: string,
	/**  The Insee code it gives itself. */
	insee: string | null,
	/**  Its département. */
	department: string | null,
	/**  What we think of it. */
	trust: Trust,
	/**  What people must know before they rely on it. */
	doubts: SenderDoubt[],
};

/**  What was written. */
export type PostDone = {
	/**  The files. */
	files: PostFile[],
	/**  The letter of an e-mail. */
	letter: PostLetter | null,
	/**  Attachments that are too heavy for any e-mail, by name. */
	heavy: string[],
};

/**  A file that was written. */
export type PostFile = {
	/**  Where it is. */
	file: string,
	/**  Its size. */
	bytes: number,
};

/**  A letter to be sent with a file. */
export type PostLetter = {
	/**  Its subject. */
	subject: string,
	/**  Its text. */
	text: string,
};

/**  In what a bundle is to leave. */
export type PostShape =
/**  The file as it is; with a passphrase, encrypted. */
"essaim" |
/**  The same bytes, under a name that mail filters know. */
"zip" |
/**  E-mail drafts with the bundle attached. */
"mail" |
/**  The sheets as a PDF that carries the bundle. */
"pdf";

/**  What is to leave, and in what. */
export type PostWrite = {
	/**  The records chosen. */
	ids: string[],
	/**  Publish those that are drafts first. */
	publishDrafts: boolean,
	/**  In what. */
	shape: PostShape,
	/**  What will open it; empty for a file that everyone can open. */
	passphrase: string,
	/**  The language of the letter. */
	language: Language,
	/**  The correspondent it is for. */
	toId: string | null,
	/**  Or whom it is for, by name. */
	toName: string | null,
	/**  Whether it answers that correspondent. */
	answers: boolean,
};

/**  A body that an organisation says it took over from. */
export type Predecessor = {
	/**  Its name. */
	name: string,
	/**  Its Insee code, else its SIREN. */
	code: string | null,
	/**  Since which day. */
	since: string | null,
};

/**  Preferences, and who sits here. */
export type Preferences = {
	/**  Language. */
	language: Language,
	/**  Colours. */
	theme: Theme,
	/**  Rows. */
	density: Density,
	/**  Name. */
	person: string,
	/**  Service. */
	service: string,
	/**  The generic mailbox on our card. */
	mailbox: string | null,
};

/**  A programme, and how many rows have it. */
export type ProgrammeCount = {
	/**  Its id. */
	value: string,
	/**  Its title, or its id where nobody knows it. */
	title: string,
	/**  How many. */
	count: number,
};

/**  Steps. */
export type Progress = {
	/**  Done. */
	done: number,
	/**  In all. */
	total: number,
};

/**  How far long work is. */
export type ProgressNote = {
	/**  Which work: `export`, or the token of a file that is read. */
	task: string,
	/**  Steps done. */
	done: number,
	/**  Steps in all. */
	total: number,
};

/**  Whether a record may leave. */
export type PublishedState =
/**  Never published. */
"draft" |
/**  What is shown is published. */
"published" |
/**  Taken back. */
"withdrawn" |
/**  Published, and written since. */
"changed";

/**  All that is to be chosen in a record. */
export type QuestionSheet = {
	/**  The record. */
	record: UndecidedRecord,
	/**  The project or sheet whose page shows it. */
	page: RecordPage,
	/**  What is to be chosen. */
	questions: QuestionView[],
};

/**  Something to be chosen. */
export type QuestionView = {
	/**  The leaf. */
	path: string,
	/**  What is asked. */
	asked: AskedView,
	/**  The field's label. */
	label: Label,
	/**  The title of the item that it is in. */
	item: string | null,
	/**  The field, when another value can be written. */
	field: FieldSchema | null,
	/**  The sides, the displayed one first. */
	sides: SideView[],
	/**  Whether all can be kept. */
	both: BothView,
};

/**  A record to be created. */
export type RecordCreate = {
	/**  Its kind. */
	kind: string,
	/**  Its fields, nested. */
	fields: JsonValue,
};

/**  The page on which a record is shown. */
export type RecordPage = {
	/**  The id of the project or sheet. */
	id: string,
	/**  Its kind. */
	kind: string,
};

/**  A row. */
export type RecordRow = {
	/**  The record's id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  Status, maturity or state. */
	status: string | null,
	/**  Programme's id. */
	programme: string | null,
	/**  Lead person, or organisation of origin. */
	person: string | null,
	/**  First day. */
	start: string | null,
	/**  Deadline or date. */
	due: string | null,
	/**  Priority. */
	priority: string | null,
	/**  Traffic light. */
	light: string | null,
	/**  Place. */
	place: string | null,
	/**  Steps done. */
	done: number,
	/**  Steps in all. */
	total: number,
	/**  Whether a project is late today. */
	late: boolean,
	/**  When it was last written. */
	updatedAt: string,
	/**  Whose it is. */
	owner: string,
	/**  The owner's name. */
	ownerName: string,
	/**  What we think of its owner. */
	trust: Trust,
	/**  Where it stands. */
	shelf: Shelf,
	/**  Starter content. */
	sample: boolean,
	/**  For sheets of ours, whether they may leave. */
	published: PublishedState | null,
	/**  Leaves for which a person must choose. */
	conflicts: number,
	/**  Who brought it, where that was not its owner. */
	carriers: string[],
	/**  Whether something speaks against its owner, whatever we decided. */
	doubtful: boolean,
};

/**  A record. */
export type RecordView = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Whose it is. */
	owner: string,
	/**  The owner's name. */
	ownerName: string,
	/**  What we think of the owner. */
	ownerTrust: Trust,
	/**  What speaks against the owner, whatever we decided. */
	ownerDoubts: SenderDoubt[],
	/**  Who brought it, where that was not its owner. */
	carriers: string[],
	/**  The hashes of its heads. */
	revision: string[],
	/**  All fields, nested. */
	fields: JsonValue,
	/**  The records inside it. */
	children: ChildRecords[],
	/**  Where a person must choose. */
	conflicts: ConflictView[],
	/**  Where it stands. */
	shelf: Shelf,
	/**  Starter content. */
	sample: boolean,
	/**  In the trash. */
	trashed: boolean,
	/**  For shareable kinds, whether it may leave. */
	published: PublishedState | null,
	/**  The day of that decision. */
	publishedOn: string | null,
	/**  Whether it can be written here. */
	editable: boolean,
	/**  For sheets, how complete it is. */
	completeness: CompletenessView | null,
	/**  Steps done, steps in all. */
	progress: Progress,
	/**  Whether a project is late today. */
	late: boolean,
	/**  When it came about; the last change where that cannot be told. */
	createdAt: string,
	/**  When it was last written. */
	updatedAt: string,
	/**  By whom, when a desktop of ours wrote it. */
	updatedBy: string | null,
	/**  What it was made from. */
	adaptedFrom: OriginView | null,
	/**  What was being typed when the program last ended. */
	drafts: DraftView[],
};

/**  Parts of a record to be written. */
export type RecordWrite = {
	/**  The record. */
	id: string,
	/**  What changes; what is not named stays. */
	patch: JsonValue,
};

/**  A part that does not hold. */
export type RefusedPart = {
	/**  Which part. */
	what: string,
	/**  Why, by its code. */
	code: string,
};

/**  A record of ours in which something of an undone import is left. */
export type Remaining = {
	/**  The record. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  What people call it. */
	title: string,
	/**  `written_since` or `made_from_it`. */
	why: string,
	/**  What can be put back: what is there now, and what was there before. */
	proposed: FieldChange[],
};

/**  A report to be drawn up. */
export type ReportMake = {
	/**  Of which project. */
	project: string,
	/**  From which sections. */
	sections: ReportSection[],
};

/**  A section of a report. */
export type ReportSection =
/**  What the project is. */
"identity" |
/**  Status, dates, traffic light. */
"progress" |
/**  Steps. */
"steps" |
/**  Indicators with readings. */
"indicators" |
/**  Sums of the budget. */
"budget" |
/**  Who pays. */
"funding" |
/**  Risks and obstacles. */
"risks" |
/**  Decisions. */
"decisions" |
/**  What was learned. */
"lessons" |
/**  The journal. */
"journal";

/**  A request that was opened. */
export type RequestShown = {
	/**  Its name for the shell. */
	token: string,
	/**  The desktop that asks. */
	device: string,
	/**  Who will sit there. */
	person: string,
	/**  In which service. */
	service: string,
	/**  Six words that who asks sees too. */
	words: string[],
	/**  When it asked. */
	date: string,
	/**  It is one of ours already. */
	isOurs: boolean,
};

/**  A desktop that was revoked. */
export type RevokedDesktop = {
	/**  The first of its numbers that does not count. */
	from: string,
	/**  How many versions of it that are here do not count any more. */
	keptApart: number,
};

/**  An attachment to be saved elsewhere. */
export type SaveAttachment = {
	/**  The record. */
	id: string,
	/**  The item of its list of attachments. */
	item: string,
};

/**  What a side says. */
export type SaysView =
/**  A value. */
"value" |
/**  It is to go. */
"deleted" |
/**  It was written. */
"written";

/**  What was found. */
export type SearchAnswer = {
	/**  The first ones. */
	hits: SearchHit[],
	/**  How many there are in all. */
	total: number,
};

/**  A record that was found. */
export type SearchHit = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  A passage around the first word found. */
	snippet: SnippetPart[],
	/**  Where it stands. */
	shelf: Shelf,
	/**  What we think of its owner. */
	trust: Trust,
	/**  Whether something speaks against its owner, whatever we decided. */
	doubtful: boolean,
};

/**  What is looked for. */
export type SearchQuery = {
	/**  The words; the last may be unfinished. */
	text: string,
	/**  How many hits at most. */
	limit: number,
};

/**  A sender. */
export type Sender = {
	/**  Its id. */
	id: string,
	/**  The name on its card. */
	name: string,
	/**  The Insee code on its card. */
	insee: string | null,
	/**  The SIREN on its card. */
	siren: string | null,
	/**  The département on its card. */
	department: string | null,
	/**  The mailbox on its card. */
	mailbox: string | null,
	/**  The bodies that it says it took over from. */
	succeeds: Predecessor[],
	/**  What we think of it. */
	trust: Trust,
	/**  The day on which we decided that. */
	decidedOn: string | null,
	/**  When its key was last renewed, signed by the one before. */
	renewed: string | null,
	/**  How many of its desktops it has revoked. */
	revokedDesktops: number,
	/**  What people must know before they rely on it. */
	doubts: SenderDoubt[],
	/**  How many of its records are here. */
	records: number,
	/**  When its content last came. */
	lastReceived: string | null,
};

/**  What speaks against a sender. */
export type SenderDoubt = {
	/**  `sameCode`: others claim its code with another key. `sameName`: its name. `keyForked`: two keys claim to follow its own. */
	code: string,
	/**  The others. */
	others: Claimant[],
};

/**  The words that somebody read out. */
export type SenderVerify = {
	/**  The sender's id. */
	id: string,
	/**  The words, as they were typed. */
	words: string,
};

/**  The word that a bundle has arrived. */
export type SentArrival = {
	/**  When we learned of it. */
	at: string,
	/**  Who says so. */
	from: string,
};

/**  A bundle of the register of what was sent. */
export type SentBundle = {
	/**  Its number. */
	number: number,
	/**  The bundle's id. */
	bundleId: string,
	/**  Whether it answered an author. */
	answers: boolean,
	/**  To whom, where somebody said. */
	to: SentTo | null,
	/**  The stick it was laid on, by name. */
	drive: string | null,
	/**  The word that it has arrived. */
	arrived: SentArrival | null,
	/**  When. */
	at: string,
	/**  The file's name. */
	file: string,
	/**  What was chosen. */
	records: SentRecord[],
	/**  Its size, where the register has it. */
	bytes: number | null,
};

/**  A record that was sent. */
export type SentRecord = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title then. */
	title: string,
};

/**  To whom a bundle was sent. */
export type SentTo = {
	/**  A correspondent's id. */
	id: string | null,
	/**  Their name then. */
	name: string,
};

/**  Choices in one record, made at once. */
export type SettleRequest = {
	/**  The record. */
	id: string,
	/**  The choices. */
	decisions: DecisionRequest[],
};

/**  Whether records may leave. */
export type SharingClass =
/**  Never. */
"internal" |
/**  Once published. */
"shareable";

/**  What the recovery sheet says. */
export type Sheet = {
	/**  Whose it is. */
	name: string,
	/**  The organisation's id. */
	organisation: string,
	/**  The day. */
	day: string,
	/**  The 24 words. */
	words: string[],
};

/**  An organisation back from its sheet. */
export type SheetRecovery = {
	/**  What one is. */
	body: Body,
	/**  Who sits at this desktop. */
	person: string,
	/**  In which service; may be empty. */
	service: string,
	/**  The words of the sheet. */
	words: string,
};

/**  Where a record stands. */
export type Shelf =
/**  Ours. */
"own" |
/**  From a sender whom we accepted. */
"received" |
/**  From a sender whom nobody has accepted. */
"quarantine" |
/**  Shipped with the program. */
"reference";

/**  One side. */
export type SideView = {
	/**  Names the write. */
	id: string,
	/**  Who wrote it. */
	author: AuthorView,
	/**  When. */
	at: string,
	/**  What it says. */
	says: SaysView,
	/**  The value. */
	value: JsonValue,
	/**  Of a text, its words, those marked that the text it is compared with has not got. */
	words: WordsView[],
	/**  Of what was written, each leaf. */
	changes: FieldChange[],
};

/**  A part of a passage. */
export type SnippetPart = {
	/**  Its text. */
	text: string,
	/**  Whether it is what was looked for. */
	hit: boolean,
};

/**  What a list is sorted by. */
export type SortColumn =
/**  Title. */
"title" |
/**  Status. */
"status" |
/**  Programme. */
"programme" |
/**  Person. */
"person" |
/**  First day. */
"start" |
/**  Deadline. */
"due" |
/**  Priority. */
"priority" |
/**  Last change. */
"updated" |
/**  Share of steps done. */
"progress";

/**  Where data comes from. */
export type Source = {
	/**  Its name. */
	name: string,
	/**  Its licence. */
	licence: string,
	/**  The day of the edition. */
	date: string,
};

/**  A part of the source that changed. */
export type SourcePart = {
	/**  Its name. */
	name: string,
	/**  The label of its field. */
	label: Label,
	/**  The title of the item. */
	item: string | null,
	/**  How it stands here. */
	here: StandsHere,
	/**  What changed at the source. */
	changes: ComparedChange[],
	/**  What is written here instead. */
	ours: FieldChange[],
};

/**  Parts to be taken over. */
export type SourceTake = {
	/**  The record. */
	id: string,
	/**  The names of the parts. */
	parts: string[],
};

/**  The source of an adaptation. */
export type SourceView = {
	/**  Its id. */
	id: string,
	/**  Its title. */
	title: string,
	/**  Its owner's name. */
	ownerName: string,
	/**  When it was last written. */
	updatedAt: string,
	/**  What changed there and was not looked at yet, part by part. */
	parts: SourcePart[],
	/**  It changed, but what was adapted is not here to be compared with. */
	untold: boolean,
};

/**  How a part stands here. */
export type StandsHere =
/**  As it was adapted. */
"asAdapted" |
/**  Written here since. */
"rewritten" |
/**  Already the same. */
"same" |
/**  There is no such part here. */
"nowhere";

/**  What went to or came from a stick. */
export type StickDone = {
	/**  How many revisions. */
	revisions: number,
	/**  How many attachments. */
	attachments: number,
	/**  How many files were not believed. */
	problems: number,
};

/**  Why the folder is no safe place for a database. */
export type StorageWarning =
/**  It is a network share. */
"network" |
/**  A synchroniser copies it elsewhere. */
"synced";

/**  What has to be asked again, for a change that was not the page's own. */
export type StoreChanged = {
	/**  What. */
	tags: Tag[],
};

/**  Something that the page may have to ask again. */
export type Tag =
/**  The lists of a kind. */
{ kind: "records";
/**  Which kind. */
recordKind: string } |
/**  One record. */
{ kind: "record";
/**  Its id. */
id: string } |
/**  The registers of what was received and sent. */
{ kind: "imports" } |
/**  Senders and what we think of them. */
{ kind: "senders" } |
/**  Who we are, and preferences. */
{ kind: "settings" } |
/**  What undo and redo would do. */
{ kind: "undo" } |
/**  The trash. */
{ kind: "trash" } |
/**  The page one starts from. */
{ kind: "home" } |
/**  What is told about backups. */
{ kind: "backups" } |
/**  All there is: somebody else wrote, and did not say what. */
{ kind: "everything" };

/**  The colours of the window. */
export type Theme =
/**  As the system's. */
"system" |
/**  Light. */
"light" |
/**  Dark. */
"dark";

/**  What we think of an organisation. */
export type Trust =
/**  Ourselves. */
"self" |
/**  Verified by words. */
"verified" |
/**  Accepted, not verified. */
"accepted" |
/**  Nobody decided anything. */
"unknown" |
/**  Refused. */
"refused" |
/**  Reference data shipped with the program. */
"reference";

/**  A record in which something is to be chosen. */
export type UndecidedRecord = {
	/**  Its id. */
	id: string,
	/**  Its kind. */
	kind: string,
	/**  Its title. */
	title: string,
	/**  The title of the project that it lies in. */
	within: string | null,
	/**  How many choices it waits for. */
	questions: number,
	/**  Whether it lies in the trash meanwhile. */
	trashed: boolean,
	/**  When it was last written. */
	updatedAt: string,
};

/**  What the two buttons would do. */
export type UndoState = {
	/**  Undo. */
	undo: OperationLabel | null,
	/**  Redo. */
	redo: OperationLabel | null,
};

/**  A value, and how many rows have it. */
export type ValueCount = {
	/**  The value. */
	value: string,
	/**  How many. */
	count: number,
};

/**  Why a record leaves. */
export type Why =
/**  It was chosen. */
"chosen" |
/**  Something chosen needs it. */
"comes_along";

/**  Words in a row. */
export type WordsView = {
	/**  The words. */
	text: string,
	/**  Whether the other text has not got them. */
	differ: boolean,
};

/**  What a new workspace is made from. */
export type WorkspaceCreate = {
	/**  What one is. */
	body: Body,
	/**  Who sits at this desktop. */
	person: string,
	/**  In which service; may be empty. */
	service: string,
	/**  What it holds. */
	content: Content,
};

/**  The open workspace. */
export type WorkspaceInfo = {
	/**  Whose it is. */
	organisation: Organisation,
	/**  Who sits at this desktop. */
	person: string,
	/**  In which service. */
	service: string,
	/**  Where it lies. */
	folder: string,
	/**  The program's version. */
	version: string,
	/**  Set when it lies where a database is not safe. */
	storageWarning: StorageWarning | null,
	/**  Whether starter content is there. */
	samplesLoaded: boolean,
};
