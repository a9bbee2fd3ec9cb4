//! Where things lie by default: the workspace, and the keys beside it, in the user's local (never roaming) profile.

use std::ffi::OsString;
use std::path::PathBuf;

/// The environment variable that names another workspace.
pub const WORKSPACE_VARIABLE: &str = "ESSAIM_WORKSPACE";

/// The workspace's folder: `ESSAIM_WORKSPACE`, or `Essaim` in the user's local data folder. `None` when the user has no home.
pub fn default_workspace() -> Option<PathBuf> {
    workspace(std::env::var_os(WORKSPACE_VARIABLE), dirs::data_local_dir())
}

/// The folder of keys when there is no keychain: beside the default workspace and never in it, so that no backup of the
/// workspace carries keys.
pub(crate) fn default_keys() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join("Essaim-keys"))
}

/// A variable's path, unless it is empty.
pub(crate) fn named(variable: Option<OsString>) -> Option<PathBuf> {
    variable
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn workspace(variable: Option<OsString>, data: Option<PathBuf>) -> Option<PathBuf> {
    named(variable).or_else(|| Some(data?.join("Essaim")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_wins_unless_it_is_empty() {
        let data = || Some(PathBuf::from("local"));
        let from = |text: &str| workspace(Some(text.into()), data());
        assert_eq!(from("elsewhere"), Some(PathBuf::from("elsewhere")));
        assert_eq!(from(""), Some(PathBuf::from("local").join("Essaim")));
        assert_eq!(workspace(None, data()), from(""));
        assert_eq!(workspace(None, None), None, "no home, no guess");
    }

    #[test]
    fn keys_never_lie_inside_the_default_workspace() {
        let (Some(data), Some(keys)) = (dirs::data_local_dir(), default_keys()) else {
            return;
        };
        let default = workspace(None, Some(data)).expect("a data folder was given");
        assert!(!keys.starts_with(&default) && !default.starts_with(&keys));
    }
}
