//! Folders that a synchroniser copies elsewhere, known by the variables it sets, the marks it leaves and its folders' names.

use std::path::{Component, Path, PathBuf};

/// What the user's session tells of synchronisers.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// The user's home, whose own path says nothing.
    home: Option<PathBuf>,
    /// Folders named by variables, with the synchroniser's name.
    named: Vec<(PathBuf, &'static str)>,
}

/// Variables that name a synchroniser's folder.
const VARIABLES: &[(&str, &str)] = &[
    ("OneDrive", "OneDrive"),
    ("OneDriveCommercial", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
];

/// Marks inside a synced folder.
const MARKS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
];

/// Names of folders, in lower case. Those of the first list may be followed by a blank, a hyphen or a bracket and more:
/// `OneDrive - Ville de Roubaix`, `Dropbox (Mairie)`.
const BEGINNINGS: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("kdrive", "kDrive"),
    ("pcloud", "pCloud"),
    ("seafile", "Seafile"),
    ("synologydrive", "Synology Drive"),
    ("proton drive", "Proton Drive"),
];

/// Names that are a synchroniser's only when whole.
const WHOLE: &[(&str, &str)] = &[
    ("iclouddrive", "iCloud"),
    ("icloud drive", "iCloud"),
    ("icloud~com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "CloudStorage"),
    ("drivefs", "Google Drive"),
    ("megasync", "MEGA"),
    ("mega", "MEGA"),
    ("box sync", "Box"),
];

impl Surroundings {
    /// Those of the user who runs the program.
    pub(super) fn of_this_user() -> Self {
        let named = VARIABLES
            .iter()
            .filter_map(|(variable, name)| {
                crate::places::named(std::env::var_os(variable)).map(|path| (path, *name))
            })
            .collect();
        Self {
            home: dirs::home_dir(),
            named,
        }
    }
}

/// The name of the synchroniser that copies this folder elsewhere, when one does.
pub(super) fn name(folder: &Path, surroundings: &Surroundings) -> Option<String> {
    by_variable(folder, surroundings)
        .or_else(|| by_mark(folder))
        .or_else(|| by_name(folder, surroundings))
        .map(str::to_owned)
}

fn by_variable(folder: &Path, surroundings: &Surroundings) -> Option<&'static str> {
    let plain = |path: &Path| {
        let text = path.to_string_lossy().to_lowercase();
        PathBuf::from(text.strip_prefix(r"\\?\").unwrap_or(&text))
    };
    let folder = plain(folder);
    surroundings
        .named
        .iter()
        .find(|(path, _)| folder.starts_with(plain(path)))
        .map(|(_, name)| *name)
}

fn by_mark(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|place| {
        MARKS
            .iter()
            .find(|(mark, _)| place.join(mark).exists())
            .map(|(_, name)| *name)
    })
}

fn by_name(folder: &Path, surroundings: &Surroundings) -> Option<&'static str> {
    let home = surroundings.home.as_deref();
    let below = home.and_then(|home| folder.strip_prefix(home).ok());
    // On macOS, `CloudStorage/Dropbox` says more than `CloudStorage`: the deepest name counts.
    below
        .unwrap_or(folder)
        .components()
        .rev()
        .find_map(|part| match part {
            Component::Normal(part) => of_component(&part.to_string_lossy().to_lowercase()),
            _ => None,
        })
}

fn of_component(part: &str) -> Option<&'static str> {
    let begins = |(beginning, _): &&(&str, &str)| {
        part.strip_prefix(beginning)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
    };
    WHOLE
        .iter()
        .find(|(whole, _)| *whole == part)
        .or_else(|| BEGINNINGS.iter().find(begins))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Option<String> {
        let surroundings = Surroundings {
            home: Some(PathBuf::from("/home/agent")),
            named: vec![(PathBuf::from("/data/Entreprise"), "OneDrive")],
        };
        name(Path::new(path), &surroundings)
    }

    #[test]
    fn the_usual_synchronisers_are_known_by_their_folders() {
        for (path, synchroniser) in [
            ("/home/agent/OneDrive/Essaim", "OneDrive"),
            ("/home/agent/OneDrive - Ville de Roubaix/x", "OneDrive"),
            ("/home/agent/Dropbox (Mairie)", "Dropbox"),
            ("/home/agent/Nextcloud/a/b", "Nextcloud"),
            ("/home/agent/kDrive", "kDrive"),
            ("/home/agent/Google Drive/Mon Drive", "Google Drive"),
            (
                "/home/agent/Library/Mobile Documents/com~apple~CloudDocs",
                "iCloud",
            ),
            (
                "/home/agent/Library/CloudStorage/OneDrive-Roubaix/x",
                "OneDrive",
            ),
            ("/home/agent/Library/CloudStorage/Autre/x", "CloudStorage"),
            ("/data/entreprise/Essaim", "OneDrive"),
        ] {
            assert_eq!(at(path).as_deref(), Some(synchroniser), "{path}");
        }
    }

    #[test]
    fn a_name_that_only_resembles_is_no_synchroniser() {
        for path in [
            "/home/agent/Documents/Essaim",
            "/home/agent/OneDriveSauvegarde",
            "/home/agent/Projets megapole",
            "/data/Entreprises/Essaim",
        ] {
            assert_eq!(at(path), None, "{path}");
        }
        let odd_home = Surroundings {
            home: Some(PathBuf::from("/home/nextcloud")),
            named: Vec::new(),
        };
        let folder = Path::new("/home/nextcloud/.local/share/Essaim");
        assert_eq!(name(folder, &odd_home), None, "a user's own name");
    }
}
