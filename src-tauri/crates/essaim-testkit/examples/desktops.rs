//! For the tests of the window: makes a second desktop of a commune, and hands over what one desktop wrote to another.
//!
//! `desktops enrol WORKSPACE KEYS SECOND SECOND_KEYS` · `desktops hand-over FROM FROM_KEYS TO TO_KEYS`

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use essaim_host::FolderKeystore;
use essaim_ops::workspace::Agent;
use essaim_ops::{OpError, Workspace};
use essaim_testkit::{enrol, hand_over};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["enrol", workspace, keys, second, second_keys] => {
            second_desktop(workspace, keys, second, second_keys)
        }
        ["hand-over", from, _, to, to_keys] => {
            open(to, to_keys).and_then(|to| hand_over(Path::new(from), &to, None))
        }
        _ => return ExitCode::from(2),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn open(workspace: &str, keys: &str) -> Result<Workspace, OpError> {
    let keystore = Arc::new(FolderKeystore::new(keys.into()));
    Workspace::open(Path::new(workspace), essaim_host::machine(keystore))
}

fn second_desktop(
    workspace: &str,
    keys: &str,
    second: &str,
    second_keys: &str,
) -> Result<(), OpError> {
    let first = open(workspace, keys)?;
    let keystore = Arc::new(FolderKeystore::new(second_keys.into()));
    enrol(
        Path::new(second),
        &essaim_host::machine(keystore),
        &first.root_key()?,
    )?;
    let beside = open(second, second_keys)?;
    hand_over(Path::new(workspace), &beside, None)?;
    beside.set_agent(&Agent {
        person: "Karim Benali".to_owned(),
        service: "Habitat".to_owned(),
    })?;
    hand_over(Path::new(second), &first, None)
}
