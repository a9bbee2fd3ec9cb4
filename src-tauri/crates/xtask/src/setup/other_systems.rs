//! Windows, macOS, Fedora and other Linux systems: what is missing is named, with the command that installs it.
//! Nothing is installed here.

use crate::failure::{Outcome, because};
use crate::tool;

const STEP: &str = "set-up";
const FEDORA_BUILD: &str = "sudo dnf install webkit2gtk4.1-devel librsvg2-devel libappindicator-gtk3-devel gcc gcc-c++ make pkgconf-pkg-config";
const FEDORA_SHOW: &str =
    "sudo dnf install xorg-x11-server-Xvfb dbus-daemon webkit2gtk4.1 ImageMagick dejavu-sans-fonts";
/// The registry key under which the WebView2 runtime notes its version.
const WEBVIEW2: &str =
    r"SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";

/// What building and running need.
pub(crate) fn check_build() -> Outcome {
    if cfg!(windows) {
        return check_windows();
    }
    if cfg!(target_os = "macos") {
        return check_macos();
    }
    if tool::succeeds(tool::tool("pkg-config").args(["--exists", "webkit2gtk-4.1", "librsvg-2.0"]))
    {
        return Ok(());
    }
    because(
        STEP,
        format!(
            "WebKitGTK 4.1, librsvg or pkg-config is missing.\n\
             Fedora: {FEDORA_BUILD}\n\
             Elsewhere: the packages that hold webkit2gtk-4.1.pc and librsvg-2.0.pc, pkg-config and a C compiler"
        ),
    )
}

/// What a window without a display needs (Linux).
pub(crate) fn check_show() -> Outcome {
    let wanted = ["Xvfb", "dbus-run-session", "WebKitWebDriver", "import"];
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|name| tool::on_path(name).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(", ");
    because(
        STEP,
        format!(
            "missing: {names}\nFedora: {FEDORA_SHOW}\nElsewhere: the packages that hold these programs"
        ),
    )
}

fn check_windows() -> Outcome {
    let places = [
        format!(r"HKLM\{WEBVIEW2}"),
        format!(r"HKCU\{}", WEBVIEW2.replace(r"WOW6432Node\", "")),
    ];
    if places
        .iter()
        .any(|key| tool::succeeds(tool::tool("reg").args(["query", key, "/v", "pv"])))
    {
        return Ok(());
    }
    because(
        STEP,
        "the WebView2 runtime is missing: winget install Microsoft.EdgeWebView2Runtime",
    )
}

fn check_macos() -> Outcome {
    if tool::succeeds(tool::tool("xcode-select").arg("-p")) {
        return Ok(());
    }
    because(
        STEP,
        "the command line tools are missing: xcode-select --install",
    )
}
