//! One run of the program: which workspace, which keys, which language, which limits.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use essaim_ops::error::Language;
use essaim_ops::exchange::Limits;
use essaim_ops::machine::Machine;
use essaim_ops::{OpError, StoreError, Workspace};

use crate::arguments::Arguments;
use crate::watch::Watch;
use crate::words::Words;

/// What every command is given.
pub(crate) struct Session<'t> {
    folder: Option<PathBuf>,
    keys: Option<PathBuf>,
    /// The words of the language that was chosen.
    pub(crate) words: Words,
    /// The caps for bundles.
    pub(crate) limits: Limits,
    /// What `-` reads.
    pub(crate) input: &'t mut dyn BufRead,
    errors: Mutex<&'t mut (dyn Write + Send)>,
    watched: bool,
}

impl<'t> Session<'t> {
    /// The session that the arguments ask for.
    pub(crate) fn new(
        arguments: &Arguments,
        input: &'t mut dyn BufRead,
        errors: &'t mut (dyn Write + Send),
        watched: bool,
    ) -> Self {
        Self {
            folder: arguments.workspace.clone(),
            keys: arguments.keystore.clone(),
            words: Words(arguments.language()),
            limits: arguments.limits(),
            input,
            errors: Mutex::new(errors),
            watched,
        }
    }

    /// The language of messages.
    pub(crate) fn language(&self) -> Language {
        self.words.0
    }

    /// The workspace's folder: the one named, else the one that the window uses.
    pub(crate) fn folder(&self) -> Result<PathBuf, OpError> {
        let default = || essaim_host::default_workspace();
        let none = || OpError::Store(StoreError::Missing(PathBuf::new()));
        self.folder.clone().or_else(default).ok_or_else(none)
    }

    /// This machine, with the keys where they were said to lie.
    pub(crate) fn machine(&self) -> Machine {
        essaim_host::machine(essaim_host::keystore(self.keys.as_deref()))
    }

    /// Opens the workspace.
    pub(crate) fn open(&self) -> Result<Workspace, OpError> {
        Workspace::open(&self.folder()?, self.machine())
    }

    /// Follows long work on the terminal, when someone is there to see it.
    pub(crate) fn watch<'s>(&'s self) -> Watch<'s, 't> {
        Watch::new(&self.errors, self.watched)
    }
}
