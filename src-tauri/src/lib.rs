//! The shell: the only crate that knows Tauri. It builds the window and hands over to the commands.
//! It owns no rule and no SQL.

mod window;

use tauri::Manager;
use tauri_plugin_window_state::StateFlags;

/// Opens the window and stays until the last one is closed.
///
/// # Errors
/// The system refused the window or the web view.
pub fn run() -> tauri::Result<()> {
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(
            |app, _arguments, _directory| {
                if let Some(first) = app.get_webview_window(window::MAIN) {
                    window::bring_forward(&first);
                }
            },
        ))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(remembered)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .setup(|app| {
            window::open(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
