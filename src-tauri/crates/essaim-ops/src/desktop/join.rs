//! The new desktop opens the answer and has its workspace.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

use essaim_bundle::introduction::{Answer, IntroductionError, OpenAnswer, open_answer};
use essaim_bundle::segment;
use essaim_revision::Vouched;
use essaim_store::Store;

use super::Asking;
use super::admit::tempfile_in;
use crate::error::Together;
use crate::exchange::Progress;
use crate::machine::Machine;
use crate::sync::{Plainly, folder_secret};
use crate::workspace::{Agent, device_secret};
use crate::{OpError, Workspace};

/// An answer that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSeen {
    /// The organisation's name.
    pub name: String,
    /// Its Insee code.
    pub insee: Option<String>,
    /// Who answered.
    pub by: Agent,
    /// When, milliseconds since 1970-01-01 UTC.
    pub issued_ms: u64,
    /// Whether all that the workspace holds comes along.
    pub whole: bool,
}

/// Whose answer it is. Nothing is written.
///
/// # Errors
/// Nothing was asked for a workspace in this folder, or the answer is not for this desktop, was altered, or is none.
pub fn look_at_answer(
    folder: &Path,
    file: &Path,
    machine: &Machine,
) -> Result<AnswerSeen, OpError> {
    let asking = Asking::under_way(folder, machine)?.ok_or(Together::NoRequest)?;
    let answer = open(file, &asking)?.answer;
    Ok(AnswerSeen {
        name: answer.name,
        insee: answer.insee,
        by: Agent {
            person: answer.by_person,
            service: answer.by_service,
        },
        issued_ms: answer.issued,
        whole: answer.whole,
    })
}

impl Workspace {
    /// Makes the workspace of a new desktop from the answer to its request.
    ///
    /// # Errors
    /// As [`look_at_answer`], there is a workspace already, the folder is no place for a database, or something cannot be
    /// written; no workspace is left behind then, and the answer can be opened again.
    pub fn join(
        folder: &Path,
        file: &Path,
        machine: Machine,
        progress: &dyn Progress,
    ) -> Result<Workspace, OpError> {
        Workspace::may_live_in(folder, &machine)?;
        let asking = Asking::under_way(folder, &machine)?.ok_or(Together::NoRequest)?;
        let opened = open(file, &asking)?;
        let store = Store::create(folder)?;
        let workspace = Workspace::of(store, machine.clone())?;
        match workspace.settle_in(&asking, opened, progress) {
            Ok(()) => {
                Asking::end(folder, &machine)?;
                Ok(workspace)
            }
            Err(error) => {
                drop(workspace);
                crate::workspace::remove_unfinished(folder);
                Err(error)
            }
        }
    }

    fn settle_in(
        &self,
        asking: &Asking,
        opened: OpenAnswer<File>,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let answer = opened.answer.clone();
        let (id, own) = (self.machine().record_id(), answer.organisation);
        let keystore = &self.machine().keystore;
        keystore.save(&device_secret(&id), &asking.device.to_seed())?;
        keystore.save(&folder_secret(&own.to_string()), &answer.folder_key.0)?;
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, |tx| {
            tx.set_meta("workspace", &id)?;
            tx.set_meta("organisation", &own.to_string())?;
            let vouched = vouched(&answer);
            for (succession, envelope) in &vouched.successions {
                tx.add_succession(succession, envelope)?;
            }
            for (certificate, envelope) in &vouched.certificates {
                tx.add_certificate(certificate, envelope)?;
            }
            tx.set_own(own)
        })?;
        self.refresh_reference()?;
        let unpacked = tempfile_in(self)?;
        opened.each_item(|item, content| {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            unpack(&unpacked.0, &item.path, content)
        })?;
        self.read_segments(&unpacked.0, &Plainly, progress)?;
        self.note_agent(&Agent {
            person: answer.person,
            service: answer.service,
        })?;
        let now_ms = self.machine().clock.now_ms();
        Ok(self
            .writer()
            .transaction(now_ms, |tx| tx.forget_operations())?)
    }
}

fn open(file: &Path, asking: &Asking) -> Result<OpenAnswer<File>, OpError> {
    let input = File::open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
        _ => OpError::file(file, error),
    })?;
    let opened = open_answer(input, &asking.answer, |answer| {
        vouched(answer).key(answer.by)
    })?;
    let ours = vouched(&opened.answer).key(asking.device.public().device());
    match ours {
        Some(_) => Ok(opened),
        None => Err(Together::ForAnother.into()),
    }
}

/// What the answer says of the keys of its organisation, as far as it holds.
fn vouched(answer: &Answer) -> Vouched {
    let vouched = segment::vouched(&answer.certificates, &answer.successions);
    vouched.of_only(answer.organisation)
}

impl From<IntroductionError> for OpError {
    fn from(error: IntroductionError) -> Self {
        match error {
            IntroductionError::Foreign(_) => Together::NotAnAnswer.into(),
            IntroductionError::TooRecent => Together::TooRecent.into(),
            IntroductionError::ForAnother => Together::ForAnother.into(),
            IntroductionError::Altered => Together::Altered.into(),
            IntroductionError::Unreadable(error) => OpError::file(Path::new("réponse"), error),
        }
    }
}

/// Writes one file of the answer where it belongs, below the folder.
fn unpack(folder: &Path, path: &str, content: &mut dyn Read) -> Result<(), OpError> {
    let below = Path::new(path);
    let plain = below
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
        && !path.contains(['\\', ':']);
    if !plain {
        return Err(Together::Altered.into());
    }
    let target = folder.join(below);
    let written = target
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| File::create_new(&target))
        .and_then(|mut file| std::io::copy(content, &mut file));
    written
        .map(drop)
        .map_err(|error| OpError::file(&target, error))
}
