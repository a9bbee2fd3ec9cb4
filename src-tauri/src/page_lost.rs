//! A page whose process has died is loaded anew: systems end such processes when memory runs short. What was being typed is
//! in the workspace. Windows tells of it in the page itself, with a button that loads it again.

use std::time::{Duration, Instant};

/// A page that dies again so soon would die for ever: it stays as it is.
const TOO_SOON: Duration = Duration::from_secs(5);

/// When it was last loaded anew.
#[derive(Default)]
struct Last(std::sync::Mutex<Option<Instant>>);

impl Last {
    /// Whether to load it anew now.
    fn allows(&self) -> bool {
        let now = Instant::now();
        let mut last = self.0.lock().unwrap_or_else(|broken| broken.into_inner());
        let before = last.replace(now);
        before.is_none_or(|before| now.duration_since(before) > TOO_SOON)
    }
}

/// To be told to the builder of the program.
#[cfg(target_os = "macos")]
pub(crate) fn handler() -> impl Fn(&tauri::Webview) + Send + Sync + 'static {
    let last = Last::default();
    move |page| {
        if last.allows() {
            // A page that cannot be loaded leaves the window as it is; it can be closed and opened.
            let _ = page.reload();
        }
    }
}

/// Watches the page of a window.
#[cfg(target_os = "linux")]
pub(crate) fn watch(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;

    window.with_webview(|page| {
        let last = Last::default();
        page.inner().connect_web_process_terminated(move |page, _| {
            if last.allows() {
                page.reload();
            }
        });
    })
}
