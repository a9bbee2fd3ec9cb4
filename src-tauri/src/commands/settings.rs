//! Preferences, credits, the schema, and links that lead out of the program.

use essaim_ipc::schema::{self as schemas, KindSchema};
use essaim_ipc::start::{self, Credits, Look, Preferences};
use essaim_ipc::{Answer, IpcError, Mutation};
use tauri::{AppHandle, Manager, Url};
use tauri_plugin_opener::OpenerExt;

use crate::state::{Phase, Shell};
use crate::{preferences, window, work};

pub(super) async fn preferences_get(app: AppHandle) -> Answer<Preferences> {
    let settled = app.state::<Shell>().settled().await;
    work::aside(move || {
        let look = preferences::load(&app);
        match settled {
            Phase::Open(opened) => start::preferences_get(Some(&opened.workspace), look),
            _ => start::preferences_get(None, look),
        }
    })
    .await
}

pub(super) async fn preferences_set(
    app: AppHandle,
    preferences: Preferences,
) -> Answer<Mutation<()>> {
    let look = Look {
        language: preferences.language,
        theme: preferences.theme,
        density: preferences.density,
    };
    let keeper = app.clone();
    work::aside(move || preferences::save(&keeper, look)).await?;
    if let Some(window) = app.get_webview_window(window::MAIN) {
        let theme = window::theme(look.theme);
        window.set_theme(theme).map_err(IpcError::internal)?;
    }
    match app.state::<Shell>().settled().await {
        Phase::Open(_) => {
            work::change(&app, move |workspace| {
                start::preferences_set(Some(workspace), &preferences)
            })
            .await
        }
        _ => start::preferences_set(None, &preferences),
    }
}

pub(super) async fn credits(_: AppHandle) -> Answer<Credits> {
    work::aside(|| Ok(start::credits())).await
}

pub(super) async fn schema(_: AppHandle) -> Answer<Vec<KindSchema>> {
    Ok(schemas::schema())
}

pub(super) async fn open_link(app: AppHandle, url: String) -> Answer<()> {
    let address = allowed(&url).ok_or_else(|| IpcError::bad_link(&url))?;
    work::aside(move || {
        app.opener()
            .open_url(address.as_str(), None::<&str>)
            .map_err(IpcError::internal)
    })
    .await
}

/// A web or mail address, and nothing that a system could take for something else.
fn allowed(text: &str) -> Option<Url> {
    let address = Url::parse(text.trim()).ok()?;
    let web = matches!(address.scheme(), "http" | "https") && address.host().is_some();
    (web || address.scheme() == "mailto").then_some(address)
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn only_addresses_of_web_and_mail_are_opened() {
        for good in [
            "https://www.ville-roubaix.fr/une page",
            "http://example.org",
            "mailto:mairie@example.org",
        ] {
            assert!(allowed(good).is_some(), "{good}");
        }
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://serveur/partage",
            "ms-msdt:/id",
            "C:\\Windows\\notepad.exe",
            "notepad.exe",
            "",
            "--help",
        ] {
            assert!(allowed(bad).is_none(), "{bad}");
        }
    }
}
