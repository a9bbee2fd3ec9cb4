//! The system's file dialogs, behind one function. Debug builds can be given the answers, for tests of the real window.

use std::path::PathBuf;

use essaim_ipc::start::Language;
use essaim_ipc::{Answer, IpcError};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::{preferences, window, work};

/// What a person is asked to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Bundles to be read.
    Bundles,
    /// Files to be attached.
    Attachments,
    /// Where a bundle goes, with the name proposed.
    NewBundle(String),
    /// Where a bundle goes in another shape, with the name proposed and its ending.
    NewCarrier(String, &'static str),
    /// A folder: of bundles to be read, or to lay one into.
    Folder,
    /// Where a file goes, with the name proposed.
    NewFile(String),
    /// A new desktop's request.
    Request,
    /// The answer to a request.
    Answer,
    /// The folder of the second backups.
    BackupPlace,
    /// A backup to be read.
    Backup,
}

/// Asks for files; none when the person gave up.
pub(crate) async fn ask(app: &AppHandle, wish: Wish) -> Answer<Vec<PathBuf>> {
    let app = app.clone();
    work::aside(move || {
        #[cfg(debug_assertions)]
        if let Some(answer) = given::next() {
            return Ok(answer);
        }
        native(&app, wish)
    })
    .await
}

fn native(app: &AppHandle, wish: Wish) -> Answer<Vec<PathBuf>> {
    let french = preferences::load(app).language == Language::Fr;
    let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
    let bundle = say("Paquet Essaim", "Essaim bundle");
    let dialog = of_window(app);
    let chosen = match wish {
        Wish::Bundles => dialog
            .set_title(say("Ouvrir des paquets", "Open bundles"))
            .add_filter(bundle, &["essaim", "zip", "pdf", "eml", "msg", "age"])
            .add_filter(say("Tous les fichiers", "All files"), &["*"])
            .blocking_pick_files()
            .unwrap_or_default(),
        Wish::Attachments => dialog
            .set_title(say("Joindre des fichiers", "Attach files"))
            .blocking_pick_files()
            .unwrap_or_default(),
        Wish::NewBundle(name) => dialog
            .set_title(say("Enregistrer le paquet", "Save the bundle"))
            .set_file_name(name)
            .add_filter(bundle, &["essaim"])
            .blocking_save_file()
            .into_iter()
            .collect(),
        Wish::BackupPlace => dialog
            .set_title(say(
                "Où garder une seconde copie ?",
                "Where should a second copy go?",
            ))
            .blocking_pick_folder()
            .into_iter()
            .collect(),
        Wish::Backup => dialog
            .set_title(say("Choisir une sauvegarde", "Choose a backup"))
            .add_filter(say("Sauvegarde Essaim", "Essaim backup"), &["sauvegarde"])
            .add_filter(say("Tous les fichiers", "All files"), &["*"])
            .blocking_pick_file()
            .into_iter()
            .collect(),
        Wish::NewCarrier(name, ending) => dialog
            .set_title(say("Enregistrer", "Save"))
            .set_file_name(name)
            .add_filter(ending, &[ending])
            .blocking_save_file()
            .into_iter()
            .collect(),
        Wish::Request => dialog
            .set_title(say("Ouvrir la demande", "Open the request"))
            .add_filter(say("Demande", "Request"), &["essaim-demande"])
            .add_filter(say("Tous les fichiers", "All files"), &["*"])
            .blocking_pick_file()
            .into_iter()
            .collect(),
        Wish::Answer => dialog
            .set_title(say("Ouvrir la réponse", "Open the answer"))
            .add_filter(say("Réponse", "Answer"), &["essaim-reponse"])
            .add_filter(say("Tous les fichiers", "All files"), &["*"])
            .blocking_pick_file()
            .into_iter()
            .collect(),
        Wish::Folder => dialog
            .set_title(say("Choisir un dossier", "Choose a folder"))
            .blocking_pick_folder()
            .into_iter()
            .collect(),
        Wish::NewFile(name) => dialog
            .set_title(say("Enregistrer le fichier", "Save the file"))
            .set_file_name(name)
            .blocking_save_file()
            .into_iter()
            .collect(),
    };
    let paths = chosen.into_iter().map(FilePath::into_path);
    paths.collect::<Result<_, _>>().map_err(IpcError::internal)
}

/// A dialog that stands before the window and holds it.
fn of_window(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file();
    match app.get_webview_window(window::MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// Answers given beforehand: `ESSAIM_TEST_PICK` lists paths, one for each dialog, in order; an empty one gives up, and so
/// does every dialog after the last. Not in release builds.
#[cfg(debug_assertions)]
mod given {
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static ASKED: AtomicUsize = AtomicUsize::new(0);

    pub(super) fn next() -> Option<Vec<PathBuf>> {
        let list = std::env::var_os("ESSAIM_TEST_PICK")?;
        let asked = ASKED.fetch_add(1, Ordering::Relaxed);
        let answer = std::env::split_paths(&list).nth(asked);
        Some(
            answer
                .into_iter()
                .filter(|path| !path.as_os_str().is_empty())
                .collect(),
        )
    }
}
