//! The window "main": its size, its limits, and its colour before the page has drawn.
//! What the page shows is not its business.

use essaim_ipc::start::Theme as Wanted;
use tauri::utils::config::Color;
use tauri::{AppHandle, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The label under which the capabilities know the window.
pub(crate) const MAIN: &str = "main";

/// The backgrounds of `ui/index.html`, so that nothing flashes while the page loads.
const LIGHT: Color = Color(0xf3, 0xef, 0xe7, 0xff);
const DARK: Color = Color(0x19, 0x17, 0x13, 0xff);

/// Creates the window in the background colour of the wanted theme, and shows it at once.
pub(crate) fn open(app: &AppHandle, wanted: Wanted) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Essaim")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        .center()
        .theme(theme(wanted))
        .background_color(LIGHT)
        .zoom_hotkeys_enabled(true)
        .visible(false)
        .build()?;
    if window.theme()? == Theme::Dark {
        window.set_background_color(Some(DARK))?;
    }
    #[cfg(target_os = "linux")]
    crate::page_lost::watch(&window)?;
    window.show()?;
    Ok(window)
}

/// The theme a person chose; none follows the system.
pub(crate) fn theme(wanted: Wanted) -> Option<Theme> {
    match wanted {
        Wanted::System => None,
        Wanted::Light => Some(Theme::Light),
        Wanted::Dark => Some(Theme::Dark),
    }
}

/// Shows the window again when a second start hands over to this one. A system that refuses the focus is no error:
/// it marks the window instead.
pub(crate) fn bring_forward(window: &WebviewWindow) {
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}
