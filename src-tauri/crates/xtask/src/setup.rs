//! What a fresh machine lacks: installed on Debian and Ubuntu, named with its command elsewhere.
//! Does nothing, quickly, when all is there.

mod debian;
mod other_systems;

use crate::failure::Outcome;
use crate::{say, tool, ui};

/// Libraries and tools to compile the program.
const TO_BUILD: [&str; 5] = [
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
];
/// A display that nobody sees, a session bus, and what takes the picture.
const TO_SHOW: [&str; 5] = ["xvfb", "xauth", "dbus", "fonts-dejavu-core", "imagemagick"];
/// What drives the window, what opens a bundle without us, what moves a shared folder, and a keychain.
const TO_TEST: [&str; 4] = ["webkit2gtk-driver", "unzip", "syncthing", "gnome-keyring"];
/// Drives a Tauri window by WebDriver.
const DRIVER: (&str, &str) = ("tauri-driver", "2.1.0");

/// What building needs.
pub(crate) fn to_build() -> Outcome {
    if debian::is_here() {
        debian::install(&TO_BUILD)
    } else {
        other_systems::check_build()
    }
}

/// What showing a window without a display needs (Linux).
pub(crate) fn to_show() -> Outcome {
    if debian::is_here() {
        debian::install(&TO_SHOW)
    } else {
        other_systems::check_show()
    }
}

/// System packages for a job of its own, on Debian and Ubuntu only.
pub(crate) fn packages(names: &[&str]) -> Outcome {
    debian::install(names)
}

/// Whether a system package is installed (Debian, Ubuntu).
pub(crate) use debian::is_installed;
/// A package of ours, put in and taken out (Debian, Ubuntu).
pub(crate) use debian::{install_file as install_package, remove as remove_package};

/// Whether system packages can be installed by us.
pub(crate) fn can_install() -> bool {
    debian::is_here()
}

/// What building, showing and testing need, the UI's packages included.
pub(crate) fn everything() -> Outcome {
    if debian::is_here() {
        debian::install(&[&TO_BUILD[..], &TO_SHOW[..], &TO_TEST[..]].concat())?;
    } else {
        other_systems::check_build()?;
        if cfg!(target_os = "linux") {
            other_systems::check_show()?;
        }
    }
    if cfg!(target_os = "linux") {
        driver()?;
    }
    ui::install()?;
    ui::placeholder()
}

fn driver() -> Outcome {
    let (name, version) = DRIVER;
    let listed = tool::answer(tool::cargo().args(["install", "--list"])).unwrap_or_default();
    let there = tool::installed_by_cargo().is_some_and(|folder| folder.join(name).is_file());
    if (there || tool::on_path(name).is_some()) && listed.contains(&format!("{name} v{version}:")) {
        return Ok(());
    }
    say::step(&format!("{name} {version}"));
    // Its own folder: cargo would otherwise build it in ours, with our profile.
    let mut install = tool::cargo();
    install
        .args(["install", name, "--version", version, "--locked"])
        .env_remove("CARGO_TARGET_DIR");
    tool::run("set-up", &mut install)
}
