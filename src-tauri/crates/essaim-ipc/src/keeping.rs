//! Keeping safe: backups and their dates, a workspace back from one or from the sheet, integrity, forgetting a person.

use std::path::Path;

use essaim_model::RecordId;
use essaim_ops::backup::{self, About, PlaceState, Where};
use essaim_ops::erasure::{Chosen, Held};
use essaim_ops::error::Language;
use essaim_ops::exchange::{Progress, Silent};
use essaim_ops::machine::Machine;
use essaim_ops::recovery::words;
use essaim_ops::workspace::{Agent, NewWorkspace, Who};
use essaim_ops::{OpError, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::start::{Body, WorkspaceInfo, workspace_info};
use crate::tag::{Mutation, Tag, tags};
use crate::value::{moment, size};
use crate::{Answer, Label};

/// After so many milliseconds a second backup counts as old: a week and a day.
const OLD_MS: u64 = 8 * 24 * 60 * 60 * 1000;

/// How a place of backups is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Health {
    /// There is a fresh one.
    Good,
    /// There is none yet.
    Never,
    /// The last one is old.
    Old,
    /// The last try failed.
    Failed,
}

/// What people are told about backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupState {
    /// Whether a passphrase was chosen: without one there are none.
    pub ready: bool,
    /// On this computer.
    pub here: BackupPlace,
    /// Away from it, where a place was chosen.
    pub away: Option<BackupPlace>,
    /// After how many days at most a backup is taken away.
    pub oldest_days: u32,
}

/// A place and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupPlace {
    /// The folder, to be read.
    pub folder: String,
    /// How it is.
    pub health: Health,
    /// When the last backup was made there.
    pub last_at: Option<String>,
    /// Its size in bytes.
    pub bytes: Option<u32>,
    /// How many files could not be put in.
    pub missing: u32,
    /// The code of the last failure; none when the last try went well.
    pub trouble: Option<String>,
}

/// A backup that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupFound {
    /// The file's name.
    pub file: String,
    /// Whose it is.
    pub name: String,
    /// When it was made.
    pub made_at: String,
    /// How many files are in it, when it was opened to count them.
    pub files: Option<u32>,
}

/// What the integrity check says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IntegrityReport {
    /// How many versions were read.
    pub revisions: u32,
    /// How many files were read.
    pub attachments: u32,
    /// What is wrong, in words; empty when all is well.
    pub problems: Vec<Label>,
}

/// What the recovery sheet says.
#[derive(Clone, Serialize, Type)]
pub struct Sheet {
    /// Whose it is.
    pub name: String,
    /// The organisation's id.
    pub organisation: String,
    /// The day.
    pub day: String,
    /// The 24 words.
    pub words: Vec<String>,
}

/// An organisation back from its sheet.
#[derive(Clone, Deserialize, Type)]
pub struct SheetRecovery {
    /// What one is.
    pub body: Body,
    /// Who sits at this desktop.
    pub person: String,
    /// In which service; may be empty.
    pub service: String,
    /// The words of the sheet.
    pub words: String,
}

/// A field that mentions a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonPlace {
    /// Whose record it is.
    pub owner: String,
    /// The record.
    pub record: String,
    /// Its kind.
    pub record_kind: Label,
    /// What people call it.
    pub title: String,
    /// The field.
    pub path: String,
    /// The field's label.
    pub label: Label,
    /// The passage.
    pub excerpt: String,
    /// How many versions mention the person.
    pub versions: u32,
    /// Whether it is still shown.
    pub current: bool,
    /// Whether the record is ours.
    pub ours: bool,
}

/// Names a field to erase.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct PersonField {
    /// Whose record it is.
    pub owner: String,
    /// The record.
    pub record: String,
    /// The field.
    pub path: String,
}

/// What to erase of a person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct PersonErase {
    /// The name or address that was searched for.
    pub text: String,
    /// The fields.
    pub chosen: Vec<PersonField>,
}

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonErased {
    /// How many fields.
    pub fields: u32,
    /// Whether the files hold nothing of it any more.
    pub finished: bool,
}

/// What people are told about backups.
///
/// # Errors
/// The workspace cannot be read.
pub fn backup_state(workspace: &Workspace) -> Answer<BackupState> {
    let state = workspace.backup_state()?;
    let now = workspace.machine().clock.now_ms();
    Ok(BackupState {
        ready: state.ready,
        here: place(&state.here, now),
        away: state.away.as_ref().map(|state| place(state, now)),
        oldest_days: state.oldest_days,
    })
}

fn place(state: &PlaceState, now: u64) -> BackupPlace {
    let health = match (&state.trouble, &state.last) {
        (Some(_), _) => Health::Failed,
        (None, None) => Health::Never,
        (None, Some(last)) if now > last.ms + OLD_MS => Health::Old,
        _ => Health::Good,
    };
    let last = state.last.as_ref();
    BackupPlace {
        folder: state.folder.display().to_string(),
        health,
        last_at: last.map(|done| moment(done.ms)),
        bytes: last.map(|done| size(done.bytes)),
        missing: last.map_or(0, |done| done.missing),
        trouble: state.trouble.as_ref().map(|trouble| trouble.code.clone()),
    }
}

/// A passphrase of six words.
pub fn backup_suggest(machine: &Machine) -> String {
    backup::suggest_passphrase(machine)
}

/// Chooses the passphrase of the backups to come.
///
/// # Errors
/// It is too short, or the workspace cannot be written.
pub fn backup_passphrase(workspace: &Workspace, passphrase: &str) -> Answer<Mutation<()>> {
    workspace.choose_passphrase(passphrase)?;
    Ok(Mutation::unrecorded((), vec![Tag::Backups]))
}

/// Chooses the second place.
///
/// # Errors
/// It is not there, lies inside the workspace, or nothing can be written there.
pub fn backup_place(workspace: &Workspace, folder: &Path) -> Answer<Mutation<()>> {
    workspace.choose_place(folder)?;
    Ok(Mutation::unrecorded((), vec![Tag::Backups]))
}

/// Makes a backup at every place, the second one first: it is the one that a lost computer leaves.
///
/// # Errors
/// The first that failed; the other place was tried all the same.
pub fn backup_now(workspace: &Workspace, progress: &dyn Progress) -> Answer<Mutation<()>> {
    let mut places = vec![Where::Here];
    if workspace.backup_state()?.away.is_some() {
        places.insert(0, Where::Away);
    }
    let mut failure = None;
    for which in places {
        match workspace.back_up(which, progress) {
            Ok(_) => {}
            Err(OpError::Cancelled) => return Err(OpError::Cancelled.into()),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    match failure {
        Some(error) => Err(error.into()),
        None => Ok(Mutation::unrecorded((), vec![Tag::Backups])),
    }
}

/// Makes the backups that are due. `true` when one was tried: what is told of it has changed.
///
/// # Errors
/// The workspace cannot be read. A backup that failed is told by its place.
pub fn backup_due(workspace: &Workspace, progress: &dyn Progress) -> Answer<bool> {
    let due = workspace.due_backups()?;
    for which in &due {
        drop(workspace.back_up(*which, progress));
    }
    Ok(!due.is_empty())
}

/// Looks at a backup: with the passphrase, at all of it.
///
/// # Errors
/// It does not hold, or the passphrase is another one.
pub fn backup_verify(
    file: &Path,
    passphrase: &str,
    progress: &dyn Progress,
) -> Answer<BackupFound> {
    let phrase = Some(passphrase).filter(|phrase| !phrase.trim().is_empty());
    let verified = backup::verify_backup(file, phrase, progress)?;
    Ok(found(file, &verified.about, verified.files))
}

/// What a backup says of itself.
///
/// # Errors
/// It is no backup, or one of a later version.
pub fn backup_about(file: &Path) -> Answer<BackupFound> {
    Ok(found(file, &backup::about_backup(file)?, None))
}

fn found(file: &Path, about: &About, files: Option<u32>) -> BackupFound {
    BackupFound {
        file: file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        name: about.name.clone(),
        made_at: moment(about.made_ms),
        files,
    }
}

/// Restores a backup into the folder of a workspace that is not there.
///
/// # Errors
/// It does not hold, or there is a workspace already; nothing was touched then.
pub fn restore(
    file: &Path,
    passphrase: &str,
    folder: &Path,
    machine: Machine,
    progress: &dyn Progress,
) -> Answer<(Workspace, Mutation<WorkspaceInfo>)> {
    let (workspace, _) = backup::restore(file, passphrase, folder, machine, progress)?;
    opened(workspace)
}

/// Makes a workspace of an organisation from the words of its sheet.
///
/// # Errors
/// The words are not those of a sheet, or as for a new workspace.
pub fn recover(
    folder: &Path,
    machine: Machine,
    request: &SheetRecovery,
) -> Answer<(Workspace, Mutation<WorkspaceInfo>)> {
    let who = match request.body.clone() {
        Body::Commune { insee } => Who::Commune(insee),
        Body::Intercommunality { siren } => Who::Intercommunality(siren),
        Body::Other { name } => Who::Other(name),
    };
    let agent = Agent {
        person: request.person.trim().to_owned(),
        service: request.service.trim().to_owned(),
    };
    let new = NewWorkspace { who, agent };
    opened(Workspace::recover(folder, &new, &request.words, machine)?)
}

fn opened(workspace: Workspace) -> Answer<(Workspace, Mutation<WorkspaceInfo>)> {
    let info = workspace_info(&workspace)?;
    Ok((workspace, Mutation::unrecorded(info, vec![Tag::Everything])))
}

/// Checks everything.
///
/// # Errors
/// The workspace cannot be read at all.
pub fn integrity_check(workspace: &Workspace) -> Answer<IntegrityReport> {
    let report = workspace.check()?;
    let problems = workspace.in_words(&report.problems).into_iter();
    Ok(IntegrityReport {
        revisions: report.revisions,
        attachments: report.attachments,
        problems: problems.map(|(fr, en)| Label { fr, en }).collect(),
    })
}

/// The recovery sheet.
///
/// # Errors
/// The root key is not on this desktop.
pub fn recovery_sheet(workspace: &Workspace) -> Answer<Sheet> {
    let sheet = workspace.recovery_sheet()?;
    Ok(Sheet {
        name: sheet.name,
        organisation: sheet.organisation,
        day: sheet.day,
        words: sheet.words,
    })
}

/// The words that a sheet may hold.
pub fn recovery_words() -> Vec<String> {
    words::all().into_iter().map(str::to_owned).collect()
}

/// Where a person is mentioned.
///
/// # Errors
/// The workspace cannot be read, or the person stopped it.
pub fn person_find(
    workspace: &Workspace,
    text: &str,
    progress: &dyn Progress,
) -> Answer<Vec<PersonPlace>> {
    let held = workspace.find_person(text, progress)?;
    Ok(held.into_iter().map(person_place).collect())
}

fn person_place(held: Held) -> PersonPlace {
    let kind = essaim_model::schema::kind(&held.kind);
    PersonPlace {
        owner: held.owner.to_string(),
        record: held.record.to_string(),
        record_kind: kind.map_or_else(|| Label::same(&held.kind), |kind| kind.label.into()),
        label: Label::of_leaf(held.label, &held.path),
        path: held.path.to_string(),
        title: held.title,
        excerpt: held.excerpt,
        versions: held.versions,
        current: held.current,
        ours: held.ours,
    }
}

/// Erases what was chosen; this cannot be undone.
///
/// # Errors
/// The workspace cannot be written; nothing was erased then.
pub fn person_erase(
    workspace: &Workspace,
    request: &PersonErase,
) -> Answer<Mutation<PersonErased>> {
    let chosen: Vec<Chosen> = request.chosen.iter().filter_map(chosen).collect();
    let erased = workspace.erase_person(&request.text, &chosen, &Silent)?;
    let value = PersonErased {
        fields: erased.value.fields,
        finished: erased.value.finished,
    };
    let mut mutation = Mutation::unrecorded(value, tags(erased.tags));
    mutation.tags.push(Tag::Everything);
    Ok(mutation)
}

fn chosen(field: &PersonField) -> Option<Chosen> {
    Some(Chosen {
        owner: field.owner.parse().ok()?,
        record: RecordId::new(field.record.clone()).ok()?,
        path: essaim_model::Path::new(field.path.clone())?,
    })
}

/// Writes out what is held about a person.
///
/// # Errors
/// The workspace cannot be read, or the file written.
pub fn person_export(workspace: &Workspace, text: &str, target: &Path, french: bool) -> Answer<()> {
    let language = if french {
        Language::French
    } else {
        Language::English
    };
    workspace.export_person(text, target, language, &Silent)?;
    Ok(())
}
