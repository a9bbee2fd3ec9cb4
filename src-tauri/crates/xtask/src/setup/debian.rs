//! Debian, Ubuntu and what derives from them: the missing packages are installed, as root or with sudo.

use std::process::Command;

use crate::failure::{Outcome, because};
use crate::{say, tool};

const STEP: &str = "system packages";

/// Whether packages are installed with apt here.
pub(crate) fn is_here() -> bool {
    cfg!(target_os = "linux")
        && tool::on_path("apt-get").is_some()
        && tool::on_path("dpkg-query").is_some()
}

/// Installs those of `names` that are not.
pub(crate) fn install(names: &[&str]) -> Outcome {
    let missing: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !is_installed(name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    say::step(&format!("system packages: {}", missing.join(" ")));
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    tool::run(STEP, &mut as_root(&["update"])?)?;
    tool::run(STEP, &mut as_root(&install)?)
}

/// Installs or updates a package from its file, with what it needs.
pub(crate) fn install_file(file: &std::path::Path) -> Outcome {
    let file = file.display().to_string();
    tool::run(
        STEP,
        &mut as_root(&["install", "-y", "--no-install-recommends", &file])?,
    )
}

/// Removes a package; what it needed stays.
pub(crate) fn remove(name: &str) -> Outcome {
    tool::run(STEP, &mut as_root(&["remove", "-y", name])?)
}

pub(crate) fn is_installed(name: &str) -> bool {
    tool::answer(tool::tool("dpkg-query").args(["-W", "-f", "${db:Status-Abbrev}", name]))
        .is_some_and(|status| status.starts_with("ii"))
}

fn as_root(arguments: &[&str]) -> Outcome<Command> {
    let root = tool::answer(tool::tool("id").arg("-u")).is_some_and(|id| id == "0");
    let quiet = "DEBIAN_FRONTEND=noninteractive";
    let mut command = if root {
        tool::tool("env")
    } else if tool::on_path("sudo").is_some() {
        let mut sudo = tool::tool("sudo");
        // A person may have to type a password; a machine has none to type, and sudo then says so at once.
        if std::env::var_os("CI").is_some() {
            sudo.arg("-n")
        } else {
            sudo.stdin(std::process::Stdio::inherit())
        };
        sudo.arg("env");
        sudo
    } else {
        return because(
            STEP,
            format!("as root, please: apt-get {}", arguments.join(" ")),
        );
    };
    command.args([quiet, "apt-get"]).args(arguments);
    Ok(command)
}
