//! Taking in what other desktops wrote: whole files only, signed by a desktop of ours, each revision verified like one of a
//! bundle; one transaction a segment.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use essaim_bundle::segment::{self, MAX_FILE, Name, Segment, SegmentError, Sources};
use essaim_bundle::{FolderKey, in_order, worker_threads};
use essaim_model::{BlobHash, DeviceId, RevisionHash};
use essaim_revision::{Envelope, Keyring, Refusal, body::BodyError};
use essaim_store::{Import, Prepared, SegmentRow, Source, StoreError, Trust};
use sha2::{Digest, Sha256};

use super::layout::Layout;
use super::{Round, Writing};
use crate::exchange::Progress;
use crate::transact::Session;
use crate::{OpError, Tag, Workspace};

/// Why a file of the shared folder, or a part of it, was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Its bytes are not those that its name stands for.
    Altered,
    /// It is encrypted with another key, or no desktop of ours signed it.
    Foreign,
    /// A later version of the program wrote it: it is looked at again after an update.
    TooRecent,
    /// It cannot be read at this moment.
    Unreadable,
    /// A revision in it does not hold.
    Revision,
}

/// A file of the shared folder that was not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The folder it lies in: a desktop's id, unless somebody renamed it.
    pub desktop: String,
    /// Why.
    pub trouble: Trouble,
}

/// A revision of a segment, as far as it can be judged without the database.
enum Checked {
    Known(RevisionHash),
    Holds(Box<Prepared>),
    Refused(Refusal),
}

impl Workspace {
    /// Takes in all segments that are not known yet.
    pub(super) fn take_in(
        &self,
        layout: &Layout,
        key: &FolderKey,
        round: &mut Round,
        writing: &dyn Writing,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let known: HashSet<[u8; 32]> = {
            let rows = self.reader().view().segments()?;
            rows.into_iter().map(|row| row.hash).collect()
        };
        let mut waiting = layout.segments();
        waiting.retain(|name, _| !known.contains(&name.hash.0));
        let total = waiting.len() as u64;
        for (done, (name, places)) in waiting.into_iter().enumerate() {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            self.take_first_whole(&name, &places, key, round, writing)?;
            progress.report(done as u64 + 1, total);
        }
        Ok(())
    }

    /// Of several files with one name, the first that holds is taken.
    fn take_first_whole(
        &self,
        name: &Name,
        places: &[PathBuf],
        key: &FolderKey,
        round: &mut Round,
        writing: &dyn Writing,
    ) -> Result<(), OpError> {
        let mut problem = None;
        for path in places {
            match self.opened(name, path, key)? {
                Opened::Holds(segment) => {
                    return self.take(name, path, *segment, round, writing);
                }
                Opened::NotWhole => {}
                Opened::Troubled(found) => problem = Some(found),
            }
        }
        match problem {
            Some(problem) => round.problems.push(problem),
            None => round.waiting += 1,
        }
        Ok(())
    }

    /// Reads and opens a file, unless it did not hold before and is still the same.
    fn opened(&self, name: &Name, path: &Path, key: &FolderKey) -> Result<Opened, OpError> {
        let Ok(about) = std::fs::metadata(path) else {
            return Ok(Opened::NotWhole);
        };
        if about.len() != name.size {
            return Ok(Opened::NotWhole);
        }
        let state = (about.len(), about.modified().ok());
        if let Some((length, time, problem)) = self.memory().troubled.get(path)
            && (*length, *time) == state
        {
            return Ok(Opened::Troubled(problem.clone()));
        }
        let trouble = match whole(name, path) {
            Ok(bytes) => match segment::open(&bytes, self.organisation()?, key) {
                Ok(segment) => return Ok(Opened::Holds(Box::new(segment))),
                Err(SegmentError::TooRecent) => Trouble::TooRecent,
                Err(_) => Trouble::Foreign,
            },
            Err(trouble) => trouble,
        };
        Ok(Opened::Troubled(self.remember(path, state, trouble)))
    }

    fn remember(&self, path: &Path, state: (u64, Option<SystemTime>), trouble: Trouble) -> Problem {
        let problem = problem(path, trouble);
        if trouble != Trouble::Unreadable {
            let (length, time) = state;
            let memory = &mut self.memory().troubled;
            memory.insert(path.to_owned(), (length, time, problem.clone()));
        }
        problem
    }

    /// Takes in one segment, as one transaction.
    fn take(
        &self,
        name: &Name,
        path: &Path,
        segment: Segment,
        round: &mut Round,
        writing: &dyn Writing,
    ) -> Result<(), OpError> {
        let checked = self.checked_news(&segment)?;
        let refused = checked.iter().filter_map(|(one, _)| match one {
            Checked::Refused(refusal) => Some(refusal.clone()),
            _ => None,
        });
        let refused: Vec<Refusal> = refused.collect();
        let too_recent =
            |refusal: &Refusal| matches!(refusal, Refusal::Unreadable(BodyError::TooRecent));
        let again = refused.iter().any(too_recent);
        let mut added = 0;
        writing.write(&mut || {
            let taken = self.transact_with(|session| {
                let added = take_revisions(session, &segment, &checked)?;
                crate::erasure::write_anew(session)?;
                if !again {
                    session.tx.note_segment(&SegmentRow {
                        hash: name.hash.0,
                        device: segment.header.device,
                        number: segment.header.number,
                        size: name.size,
                        ms: segment.header.written,
                    })?;
                }
                Ok((added, None))
            })?;
            added = taken.value;
            Ok(taken.tags)
        })?;
        self.finish_erasures()?;
        round.taken += 1;
        round.revisions += added;
        let state = (
            name.size,
            std::fs::metadata(path)
                .and_then(|about| about.modified())
                .ok(),
        );
        if again {
            round
                .problems
                .push(self.remember(path, state, Trouble::TooRecent));
        } else if !refused.is_empty() {
            round.problems.push(problem(path, Trouble::Revision));
        }
        Ok(())
    }

    /// The revisions that bring something, verified and prepared on several threads.
    fn checked_news(&self, segment: &Segment) -> Result<Vec<(Checked, Sources)>, OpError> {
        let store = self.reader().reader()?;
        let view = store.view();
        let mut keyring = view.keyring()?;
        for (certificate, _) in &segment.vouched.certificates {
            keyring.add(*certificate);
        }
        let mut news = Vec::new();
        for (envelope, sources) in &segment.revisions {
            let hash = envelope.hash();
            if view.has_sources(hash, sources.local, &sources.imports)? {
                continue;
            }
            let known = view.has_revision(hash)?.then_some(hash);
            news.push((known, envelope.clone(), sources.clone()));
        }
        let now_ms = self.machine().clock.now_ms();
        let mut checked = Vec::with_capacity(news.len());
        in_order(
            worker_threads(),
            news.into_iter().map(Ok::<_, OpError>),
            |(known, envelope, sources)| (check(known, envelope, &keyring, now_ms), sources),
            |(one, sources)| {
                checked.push((one?, sources));
                Ok(())
            },
        )?;
        Ok(checked)
    }
}

/// What a file of the folder turned out to be.
enum Opened {
    Holds(Box<Segment>),
    NotWhole,
    Troubled(Problem),
}

fn problem(path: &Path, trouble: Trouble) -> Problem {
    let name = |path: Option<&Path>| {
        path.and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    Problem {
        file: name(Some(path)),
        desktop: name(path.parent()),
        trouble,
    }
}

/// The bytes that the name stands for.
fn whole(name: &Name, path: &Path) -> Result<Vec<u8>, Trouble> {
    if name.size > MAX_FILE {
        return Err(Trouble::Foreign);
    }
    let bytes = std::fs::read(path).map_err(|_| Trouble::Unreadable)?;
    if BlobHash(Sha256::digest(&bytes).into()) == name.hash {
        Ok(bytes)
    } else {
        Err(Trouble::Altered)
    }
}

fn check(
    known: Option<RevisionHash>,
    envelope: Envelope,
    keyring: &Keyring,
    now_ms: u64,
) -> Result<Checked, OpError> {
    if let Some(hash) = known {
        return Ok(Checked::Known(hash));
    }
    Ok(match envelope.verify(keyring) {
        Ok(revision) => Checked::Holds(Box::new(Prepared::new(revision, now_ms)?)),
        Err(refusal) => Checked::Refused(refusal),
    })
}

/// Certificates, the register's imports, then the revisions, each with its sources. Gives how many brought something.
fn take_revisions(
    session: &mut Session<'_>,
    segment: &Segment,
    checked: &[(Checked, Sources)],
) -> Result<u32, OpError> {
    for (succession, envelope) in &segment.vouched.successions {
        session.tx.add_succession(succession, envelope)?;
    }
    for (certificate, envelope) in &segment.vouched.certificates {
        session.tx.add_certificate(certificate, envelope)?;
    }
    let mut imports = HashMap::new();
    for note in &segment.header.imports {
        let import = Import {
            imp: 0,
            id: note.id.clone(),
            bundle: note.bundle.clone(),
            file_name: note.file_name.clone(),
            sender: note.sender,
            trust: Trust::Unknown,
            ms: note.ms,
            report: note.report.clone(),
            hidden: false,
        };
        let imp = session.tx.take_import(&import, &note.file_hash.0)?;
        imports.insert(note.id.as_str(), imp);
        session.tag(Tag::Exchanges);
    }
    for file in &segment.header.attachments {
        session.tx.await_attachment(file.sha256, file.size)?;
    }
    let own = session.workspace.organisation()?;
    let mut added = 0;
    for (one, sources) in checked {
        let local = match one {
            Checked::Holds(prepared) => sources.local && prepared.key.owner == own,
            Checked::Known(hash) => sources.local && session.view().is_owned(*hash, own)?,
            Checked::Refused(_) => continue,
        };
        let named = sources.imports.iter();
        let sources: Vec<Source> = named
            .filter_map(|id| imports.get(id.as_str()).copied().map(Source::Import))
            .chain(local.then_some(Source::Local))
            .collect();
        for source in &sources {
            append(session, one, *source)?;
        }
        added += u32::from(!sources.is_empty());
    }
    Ok(added)
}

fn append(session: &mut Session<'_>, one: &Checked, source: Source) -> Result<(), StoreError> {
    match one {
        Checked::Known(hash) => {
            session.tx.note_known(*hash, source)?;
            session.tag(Tag::Exchanges);
        }
        Checked::Holds(prepared) => {
            session.tx.append(prepared, source)?;
            tag(session, prepared);
        }
        Checked::Refused(_) => {}
    }
    Ok(())
}

/// What has to be read again after a revision came.
fn tag(session: &mut Session<'_>, prepared: &Prepared) {
    session.tag(Tag::Records(prepared.kind.clone()));
    session.tag(Tag::Record(prepared.key.id.to_string()));
    if let Some(parent) = prepared.parent() {
        session.tag(Tag::Record(parent.to_owned()));
    }
    match prepared.kind.as_str() {
        "agent" | "organisation" => session.tag(Tag::Settings),
        kind if kind.ends_with("_decision") => {
            session.tag(Tag::Exchanges);
            session.tag(Tag::Senders);
            for touched in ["project", "solution", "programme"] {
                session.tag(Tag::Records(touched.to_owned()));
            }
        }
        _ => {}
    }
}

/// The row of a desktop's segment.
pub(super) fn row(name: &Name, device: DeviceId, ms: u64) -> SegmentRow {
    SegmentRow {
        hash: name.hash.0,
        device,
        number: name.number,
        size: name.size,
        ms,
    }
}
