//! Small files written for people: a sheet to print, a letter to send.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use essaim_documents::figures;

use crate::OpError;
use crate::error::Language;
use crate::machine::Machine;

impl From<Language> for figures::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::French => Self::French,
            Language::English => Self::English,
        }
    }
}

/// Writes a file that is not there yet, whole, or nothing.
pub(crate) fn write_new(target: &Path, content: &[u8]) -> Result<(), OpError> {
    let mut file = File::create_new(target).map_err(|error| OpError::file(target, error))?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    written.map_err(|error| {
        drop(std::fs::remove_file(target));
        OpError::file(target, error)
    })
}

/// Writes a file in the place that a person named: what was there stays whole until the new one is.
pub(crate) fn write_at(machine: &Machine, target: &Path, content: &[u8]) -> Result<(), OpError> {
    let temporary = target.with_file_name(format!(".essaim-{}", machine.item_id()));
    write_new(&temporary, content)?;
    let replaced = machine.files.replace(&temporary, target);
    replaced.map_err(|error| {
        drop(std::fs::remove_file(&temporary));
        OpError::file(target, error)
    })
}

/// Writes into a folder under the first of `name.eml`, `name-2.eml`… that is free. Gives the file.
pub(crate) fn write_into(
    folder: &Path,
    name: &str,
    ending: &str,
    content: &[u8],
) -> Result<PathBuf, OpError> {
    let mut at = 1;
    loop {
        let target = match at {
            1 => folder.join(format!("{name}.{ending}")),
            _ => folder.join(format!("{name}-{at}.{ending}")),
        };
        match write_new(&target, content) {
            Err(OpError::File { error, .. }) if error.kind() == ErrorKind::AlreadyExists => {
                at += 1;
            }
            done => return done.map(|()| target),
        }
    }
}
