//! The shell: the only crate that knows Tauri. It builds the window and hands over to the commands.
//! It owns no rule and no SQL.

mod backups;
mod commands;
mod demo;
mod dialogs;
mod events;
#[cfg(target_os = "macos")]
mod menu;
mod opened_files;
#[cfg(any(target_os = "macos", target_os = "linux"))]
mod page_lost;
mod preferences;
mod state;
mod sync;
mod watch;
mod window;
mod work;

use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::state::Shell;

/// Opens the window and stays until the last one is closed.
///
/// # Errors
/// The system refused the window or the web view.
pub fn run() -> tauri::Result<()> {
    let demo = demo::is_asked();
    let mut context = tauri::generate_context!();
    if demo {
        // A program of its own for the system: other settings, another first window, never the real workspace.
        context.config_mut().identifier.push_str(demo::SUFFIX);
    }
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    let builder = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(second_start))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(remembered)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(commands::handler())
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(tauri::DragDropEvent::Drop { paths, .. }) = event {
                opened_files::take_in(window.app_handle(), paths.clone());
            }
        })
        .setup(move |app| {
            let look = preferences::load(app.handle());
            app.manage(Shell::new(app.handle(), demo));
            opened_files::take_in(app.handle(), opened_files::of_this_start());
            state::open_workspace(app.handle());
            watch::start(app.handle());
            sync::start(app.handle());
            backups::start(app.handle());
            #[cfg(target_os = "macos")]
            app.set_menu(menu::of(app.handle(), look.language)?)?;
            window::open(app.handle(), look.theme)?;
            Ok(())
        });
    #[cfg(target_os = "macos")]
    let builder = builder.on_web_content_process_terminate(page_lost::handler());
    builder.build(context)?.run(on_event);
    Ok(())
}

/// A second start gives its files to the first window, which comes forward.
fn second_start(app: &AppHandle, arguments: Vec<String>, directory: String) {
    opened_files::take_in(app, opened_files::of_start(arguments, directory.as_ref()));
    if let Some(first) = app.get_webview_window(window::MAIN) {
        window::bring_forward(&first);
    }
}

/// macOS hands files over as an event, never as arguments.
#[cfg(target_os = "macos")]
fn on_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Opened { urls } = event {
        let files = urls.iter().filter_map(|url| url.to_file_path().ok());
        opened_files::take_in(app, files.collect());
    }
}

/// Elsewhere files come as arguments.
#[cfg(not(target_os = "macos"))]
fn on_event(_: &AppHandle, _: RunEvent) {}
