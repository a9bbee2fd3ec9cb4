//! Desktops of our organisation: asking, answering, joining; the shared folder and how it stands.

use std::path::Path;

use essaim_model::DeviceId;
use essaim_ops::desktop::{self, Take};
use essaim_ops::machine::Machine;
use essaim_ops::sync::{Look, Plainly, Round, Writing};
use essaim_ops::workspace::Agent;
use essaim_ops::{OpError, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::start::{WorkspaceInfo, workspace_info};
use crate::tag::{Mutation, Tag, tags};
use crate::value::moment;
use crate::work::Progress;
use crate::{Answer, IpcError};

/// The ending of a request's name.
pub const REQUEST_ENDING: &str = "essaim-demande";
/// The ending of an answer's name.
pub const ANSWER_ENDING: &str = "essaim-reponse";

/// Who asks to join.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct DesktopAsk {
    /// Name.
    pub person: String,
    /// Service; may be empty.
    pub service: String,
}

/// A request that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DesktopAsked {
    /// Where.
    pub file: String,
    /// Six words that who answers sees too.
    pub words: Vec<String>,
}

/// A request that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestShown {
    /// Its name for the shell.
    pub token: String,
    /// The desktop that asks.
    pub device: String,
    /// Who will sit there.
    pub person: String,
    /// In which service.
    pub service: String,
    /// Six words that who asks sees too.
    pub words: Vec<String>,
    /// When it asked.
    pub date: String,
    /// It is one of ours already.
    pub is_ours: bool,
}

/// What is to be answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct DesktopAdmit {
    /// The request's name for the shell.
    pub token: String,
    /// The desktop that was looked at.
    pub device: String,
    /// Whether all that the workspace holds goes with the answer.
    pub whole: bool,
}

/// An answer that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerShown {
    /// Its name for the shell.
    pub token: String,
    /// The organisation's name.
    pub name: String,
    /// Its Insee code.
    pub insee: Option<String>,
    /// Who answered.
    pub by_person: String,
    /// In which service.
    pub by_service: String,
    /// When.
    pub date: String,
    /// Whether all that the workspace holds comes along.
    pub whole: bool,
}

/// A desktop of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Desktop {
    /// Its id.
    pub id: String,
    /// Who sits there.
    pub person: String,
    /// In which service.
    pub service: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// Since when it is one of ours.
    pub certified: String,
    /// When it last wrote something that came here.
    pub seen: Option<String>,
    /// Whether it was revoked: what it writes from then on does not count.
    pub revoked: bool,
}

/// The desktops, and the folder that they share.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Desktops {
    /// The desktops, this one first.
    pub desktops: Vec<Desktop>,
    /// Whether this one can take in another.
    pub can_admit: bool,
    /// The folder that is followed.
    pub folder: Option<String>,
    /// Whether it can be found.
    pub found: bool,
    /// How many revisions are still to be handed over.
    pub pending: u32,
    /// How many attachments are announced and have not arrived.
    pub awaited: u32,
    /// How many files are not whole yet.
    pub waiting: u32,
    /// How many files were not believed.
    pub problems: u32,
    /// When the folder was last looked at to the end.
    pub done: Option<String>,
    /// Why the last look came to nothing.
    pub trouble: Option<IpcError>,
}

/// What went to or came from a stick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct StickDone {
    /// How many revisions.
    pub revisions: u32,
    /// How many attachments.
    pub attachments: u32,
    /// How many files were not believed.
    pub problems: u32,
}

impl From<Round> for StickDone {
    fn from(round: Round) -> Self {
        Self {
            revisions: round.revisions,
            attachments: round.attachments,
            problems: round.problems.len() as u32,
        }
    }
}

/// How the shell lets something be stored that the page did not ask for.
pub struct Quietly<F>(pub F);

impl<F> Writing for Quietly<F>
where
    F: Fn(&mut dyn FnMut() -> Result<Vec<Tag>, OpError>) -> Result<(), OpError>,
{
    fn write(
        &self,
        work: &mut dyn FnMut() -> Result<Vec<essaim_ops::Tag>, OpError>,
    ) -> Result<(), OpError> {
        (self.0)(&mut || Ok(tags(work()?)))
    }
}

/// The name proposed for a request.
pub fn request_name(person: &str) -> String {
    named("demande", person, REQUEST_ENDING)
}

/// The name proposed for an answer.
pub fn answer_name(person: &str) -> String {
    named("reponse", person, ANSWER_ENDING)
}

fn named(what: &str, person: &str, ending: &str) -> String {
    let words = essaim_model::fold::words(person);
    let mut parts = vec![what.to_owned()];
    parts.extend(words.into_iter().filter(|word| word.is_ascii()).take(4));
    format!("{}.{ending}", parts.join("-"))
}

fn texts(words: [&'static str; 6]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// Saves a request to join, for a workspace in that folder.
///
/// # Errors
/// There is a workspace already, or something cannot be written.
pub fn ask(
    folder: &Path,
    machine: &Machine,
    asked: &DesktopAsk,
    target: &Path,
) -> Answer<DesktopAsked> {
    let agent = Agent {
        person: asked.person.trim().to_owned(),
        service: asked.service.trim().to_owned(),
    };
    let made = desktop::request(folder, &agent, target, machine)?;
    Ok(DesktopAsked {
        file: target.display().to_string(),
        words: texts(made.words),
    })
}

/// Whose answer a file is.
///
/// # Errors
/// It is no answer for this desktop.
pub fn answer_look(
    folder: &Path,
    machine: &Machine,
    file: &Path,
    token: String,
) -> Answer<AnswerShown> {
    let seen = desktop::look_at_answer(folder, file, machine)?;
    Ok(AnswerShown {
        token,
        name: seen.name,
        insee: seen.insee,
        by_person: seen.by.person,
        by_service: seen.by.service,
        date: moment(seen.issued_ms),
        whole: seen.whole,
    })
}

/// Makes this desktop's workspace from an answer.
///
/// # Errors
/// It is no answer for this desktop, or something cannot be written; no workspace is left behind then.
pub fn join(
    folder: &Path,
    machine: Machine,
    file: &Path,
    progress: &dyn Progress,
) -> Answer<(Workspace, Mutation<WorkspaceInfo>)> {
    // Closed once: the log is then folded into the file, by whose first bytes other programs know what it is.
    drop(Workspace::join(folder, file, machine.clone(), progress)?);
    let workspace = Workspace::open(folder, machine)?;
    let info = workspace_info(&workspace)?;
    Ok((workspace, Mutation::unrecorded(info, vec![Tag::Everything])))
}

/// Who asks in a request.
///
/// # Errors
/// It is no request.
pub fn request_look(workspace: &Workspace, file: &Path, token: String) -> Answer<RequestShown> {
    let seen = workspace.look_at_request(file)?;
    Ok(RequestShown {
        token,
        device: seen.device.to_string(),
        person: seen.agent.person,
        service: seen.agent.service,
        words: texts(seen.words),
        date: moment(seen.created_ms),
        is_ours: seen.is_ours,
    })
}

/// Takes the desktop in and saves the answer. Gives where.
///
/// # Errors
/// This desktop cannot take another in, the request is another one, or the answer cannot be written.
pub fn admit(
    workspace: &Workspace,
    asked: &DesktopAdmit,
    request: &Path,
    target: &Path,
    progress: &dyn Progress,
) -> Answer<Mutation<String>> {
    let device: Option<DeviceId> = asked.device.parse().ok();
    let device = device.ok_or_else(|| OpError::NotFound(asked.device.clone()))?;
    let take = match asked.whole {
        true => Take::All,
        false => Take::Few,
    };
    let admitted = workspace.admit(request, Some(device), take, target, progress)?;
    let mut changed = tags(admitted.tags);
    changed.push(Tag::Settings);
    Ok(Mutation::unrecorded(target.display().to_string(), changed))
}

/// The desktops, and how the shared folder stands. `trouble` is why the last look at it came to nothing.
///
/// # Errors
/// The workspace cannot be read.
pub fn desktop_list(workspace: &Workspace, trouble: Option<IpcError>) -> Answer<Desktops> {
    let desktops = workspace.our_desktops()?.into_iter().map(|one| Desktop {
        id: one.id.to_string(),
        person: one.agent.person,
        service: one.agent.service,
        is_this: one.is_this,
        certified: moment(one.certified_ms),
        seen: one.seen_ms.map(moment),
        revoked: one.is_revoked,
    });
    let status = workspace.sync_status()?;
    let last = status.last.unwrap_or_default();
    Ok(Desktops {
        desktops: desktops.collect(),
        can_admit: workspace.root_key().is_ok(),
        folder: status.folder.map(|folder| folder.display().to_string()),
        found: status.found,
        pending: status.pending,
        awaited: status.awaited,
        waiting: last.waiting,
        problems: last.problems.len() as u32,
        done: status.done_ms.map(moment),
        trouble,
    })
}

/// Follows a folder from now on, or none.
///
/// # Errors
/// It cannot be followed.
pub fn follow(workspace: &Workspace, folder: Option<&Path>) -> Answer<Mutation<()>> {
    workspace.follow(folder)?;
    Ok(Mutation::unrecorded((), vec![Tag::Settings]))
}

/// Looks at the followed folder: what is new, or everything. Gives whether something was taken in or written.
///
/// # Errors
/// The folder cannot be found, read or written.
pub fn sync(
    workspace: &Workspace,
    whole: bool,
    writing: &dyn Writing,
    progress: &dyn Progress,
) -> Answer<bool> {
    let look = match whole {
        true => Look::Whole,
        false => Look::Quick,
    };
    let round = workspace.sync(look, writing, progress)?;
    Ok(round.is_some_and(|round| round.taken + round.written + round.attachments > 0))
}

/// Whether a folder is followed.
///
/// # Errors
/// The workspace cannot be read.
pub fn is_following(workspace: &Workspace) -> Answer<bool> {
    Ok(workspace.shared_folder()?.is_some())
}

/// Writes the whole workspace onto a stick.
///
/// # Errors
/// It cannot be written.
pub fn stick_write(
    workspace: &Workspace,
    folder: &Path,
    progress: &dyn Progress,
) -> Answer<StickDone> {
    Ok(workspace.write_segments(folder, progress)?.into())
}

/// Takes in what other desktops wrote onto a stick.
///
/// # Errors
/// It cannot be read, or holds nothing of ours.
pub fn stick_read(
    workspace: &Workspace,
    folder: &Path,
    progress: &dyn Progress,
) -> Answer<Mutation<StickDone>> {
    let round = workspace.read_segments(folder, &Plainly, progress)?;
    Ok(Mutation::unrecorded(round.into(), vec![Tag::Everything]))
}
