//! The commands, declared once: their names, what they take and what they answer.
//!
//! The shell makes its Tauri commands from this list and the generator the page's bindings, so that the two cannot differ.
//! What a command does is not its business.

use serde::Serialize;
use specta::Type;

use crate::Tag;

/// Hands the list of commands to the macro `$make`: `name(argument: Type, …) -> Type;` for each.
#[macro_export]
macro_rules! each_command {
    ($make:ident) => {
        $make! {
            app_state() -> start::AppState;
            place_search(text: String) -> Vec<start::Place>;
            workspace_create(request: start::WorkspaceCreate) -> Mutation<start::WorkspaceInfo>;
            workspace_retry() -> start::AppState;
            starter_load() -> Mutation<()>;
            preferences_get() -> start::Preferences;
            preferences_set(preferences: start::Preferences) -> Mutation<()>;
            credits() -> start::Credits;
            take_opened_files() -> Vec<String>;
            open_link(url: String) -> ();
            schema() -> Vec<schema::KindSchema>;
            record_list(query: list::ListQuery) -> list::ListPage;
            list_facets(kind: String) -> list::ListFacets;
            record_get(id: String) -> record::RecordView;
            record_create(request: write::RecordCreate) -> Mutation<String>;
            record_write(request: write::RecordWrite) -> Mutation<()>;
            draft_save(request: write::DraftSave) -> ();
            draft_discard(request: write::DraftDiscard) -> ();
            record_trash(id: String) -> Mutation<()>;
            record_restore(id: String) -> Mutation<()>;
            trash_list() -> Vec<list::RecordRow>;
            record_history(id: String) -> Vec<history::HistoryEntry>;
            capitalise(id: String) -> Mutation<String>;
            adapt(id: String) -> Mutation<String>;
            adopt(id: String) -> Mutation<String>;
            report_make(request: feedback::ReportMake) -> Mutation<String>;
            feedback_give(id: String) -> Mutation<String>;
            adoption_declare(id: String) -> Mutation<String>;
            feedback_about(id: String) -> feedback::FeedbackAbout;
            attach_file(request: write::AttachFile) -> Option<Mutation<u32>>;
            save_attachment(request: write::SaveAttachment) -> Option<String>;
            attachment_verdicts(id: String) -> Vec<write::AttachmentVerdict>;
            search(request: search::SearchQuery) -> search::SearchAnswer;
            home() -> home::Home;
            undecided_list() -> Vec<choice::UndecidedRecord>;
            question_sheet(id: String) -> choice::QuestionSheet;
            settle(request: choice::SettleRequest) -> Mutation<()>;
            source_get(id: String) -> Option<source::SourceView>;
            source_take(request: source::SourceTake) -> Mutation<()>;
            source_seen(id: String) -> Mutation<()>;
            adaptation_list(id: String) -> Vec<list::RecordRow>;
            undo_state() -> undo::UndoState;
            undo() -> Mutation<()>;
            redo() -> Mutation<()>;
            publish(id: String) -> Mutation<()>;
            withdraw(id: String) -> Mutation<()>;
            export_preview(request: share::ExportWrite) -> share::ExportPreview;
            export_write(request: share::ExportWrite) -> Option<share::ExportDone>;
            export_cancel() -> ();
            post_write(request: post::PostWrite) -> Option<post::PostDone>;
            post_show() -> ();
            post_open() -> ();
            sent_list() -> Vec<share::SentBundle>;
            drive_list() -> Vec<place::DriveView>;
            choose_bundles() -> Vec<String>;
            import_unlock(request: receive::ImportUnlock) -> ();
            choose_folder() -> Option<String>;
            folder_look(token: String) -> folder::FolderLook;
            folder_import(token: String) -> Mutation<folder::FolderDone>;
            import_plan(token: String) -> receive::ImportPlan;
            import_apply(request: receive::ImportApply) -> Mutation<receive::ImportDone>;
            import_cancel(token: String) -> ();
            import_list() -> Vec<receive::ImportEntry>;
            import_undo(id: String) -> Mutation<()>;
            import_redo(id: String) -> Mutation<()>;
            import_remaining(id: String) -> Vec<receive::Remaining>;
            import_put_back(id: String) -> Mutation<u32>;
            sender_list() -> Vec<sender::Sender>;
            sender_accept(id: String) -> Mutation<()>;
            sender_refuse(id: String) -> Mutation<()>;
            sender_records(id: String) -> Vec<list::RecordRow>;
            desktop_ask(request: desktop::DesktopAsk) -> Option<desktop::DesktopAsked>;
            answer_choose() -> Option<desktop::AnswerShown>;
            desktop_join(token: String) -> Mutation<start::WorkspaceInfo>;
            request_choose() -> Option<desktop::RequestShown>;
            desktop_admit(request: desktop::DesktopAdmit, person: String) -> Option<Mutation<String>>;
            desktop_list() -> desktop::Desktops;
            sync_choose() -> Option<Mutation<()>>;
            sync_stop() -> Mutation<()>;
            sync_now() -> Mutation<()>;
            stick_write() -> Option<desktop::StickDone>;
            stick_read() -> Option<Mutation<desktop::StickDone>>;
            backup_state() -> keeping::BackupState;
            backup_suggest() -> String;
            backup_passphrase(passphrase: String) -> Mutation<()>;
            backup_place() -> Option<Mutation<()>>;
            backup_now() -> Mutation<()>;
            backup_cancel() -> ();
            backup_verify(passphrase: String) -> Option<keeping::BackupFound>;
            restore_choose() -> Option<keeping::BackupFound>;
            restore_apply(passphrase: String) -> Mutation<start::WorkspaceInfo>;
            recover_apply(request: keeping::SheetRecovery) -> Mutation<start::WorkspaceInfo>;
            integrity_check() -> keeping::IntegrityReport;
            recovery_sheet() -> keeping::Sheet;
            recovery_words() -> Vec<String>;
            person_find(text: String) -> Vec<keeping::PersonPlace>;
            person_erase(request: keeping::PersonErase) -> Mutation<keeping::PersonErased>;
            person_export(text: String) -> Option<String>;
            sender_verify(request: sender::SenderVerify) -> Mutation<()>;
            sender_words(id: String) -> Vec<String>;
            apart_record(request: sender::ApartRequest) -> sender::ApartRecord;
            own_key() -> key::OwnKey;
            key_renew() -> Mutation<()>;
            desktop_revoke(id: String) -> Mutation<key::RevokedDesktop>;
            erasure_requests(words: asking::ErasureWords) -> Vec<asking::ErasureRequest>;
            erasure_draft(key: String, words: asking::ErasureWords) -> Option<String>;
            erasure_asked(key: String) -> Mutation<()>;
        }
    };
}

macro_rules! names {
    ($($name:ident($($argument:ident: $ty:ty),*) -> $answer:ty;)*) => {
        /// The names of all commands, in the order of the list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
each_command!(names);

/// The event that says: pull the files that were handed over.
pub const OPENED_FILES: &str = "opened-files";
/// The event that says: somebody else wrote. Carries a [`StoreChanged`].
pub const STORE_CHANGED: &str = "store-changed";
/// The event that follows long work. Carries a [`ProgressNote`].
pub const PROGRESS: &str = "progress";

/// What has to be asked again, for a change that was not the page's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StoreChanged {
    /// What.
    pub tags: Vec<Tag>,
}

/// How far long work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProgressNote {
    /// Which work: `export`, or the token of a file that is read.
    pub task: String,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn no_command_is_declared_twice() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), NAMES.len());
    }
}
