//! The menu bar of macOS: what every program has there, in the language of the window. Other systems have none.

use essaim_ipc::start::Language;
use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Wry};

/// The menu bar.
pub(crate) fn of(app: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let say = |fr: &'static str, en: &'static str| match language {
        Language::Fr => fr,
        Language::En => en,
    };
    let program = SubmenuBuilder::new(app, "Essaim")
        .about_with_text(say("À propos d'Essaim", "About Essaim"), None)
        .separator()
        .services_with_text(say("Services", "Services"))
        .separator()
        .hide_with_text(say("Masquer Essaim", "Hide Essaim"))
        .hide_others_with_text(say("Masquer les autres", "Hide Others"))
        .show_all_with_text(say("Tout afficher", "Show All"))
        .separator()
        .quit_with_text(say("Quitter Essaim", "Quit Essaim"))
        .build()?;
    // Undo and redo of records belong to the page; text fields undo by their own keys.
    let edit = SubmenuBuilder::new(app, say("Édition", "Edit"))
        .cut_with_text(say("Couper", "Cut"))
        .copy_with_text(say("Copier", "Copy"))
        .paste_with_text(say("Coller", "Paste"))
        .select_all_with_text(say("Tout sélectionner", "Select All"))
        .build()?;
    let window = SubmenuBuilder::new(app, say("Fenêtre", "Window"))
        .minimize_with_text(say("Placer dans le Dock", "Minimize"))
        .fullscreen_with_text(say("Plein écran", "Full Screen"))
        .separator()
        .close_window_with_text(say("Fermer", "Close"))
        .build()?;
    MenuBuilder::new(app)
        .items(&[&program, &edit, &window])
        .build()
}
