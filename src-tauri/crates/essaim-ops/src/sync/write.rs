//! Handing over what others lack: segments written under a temporary name, flushed, then named by their hash. What this
//! desktop wrote and somebody took away is written again; many small segments become few.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use essaim_bundle::FolderKey;
use essaim_bundle::segment::{self, FileNote, Header, ImportNote, Lines, Name, Pair, Sources};
use essaim_model::{BlobHash, DeviceId, OrganisationId};
use essaim_store::{Outgoing, Pending, View, Which};

use super::layout::{Layout, segments_in};
use super::read::row;
use super::{Look, Round, Writing};
use crate::exchange::{Progress, place_error};
use crate::workspace::Identity;
use crate::{OpError, Workspace};

/// A segment below this size is small.
const SMALL: u64 = 1 << 20;
/// So many small segments are written anew as few.
const MOST_SMALL: usize = 64;

/// Under this name the workspace keeps which desktop has written what it has noted as written.
const BY: &str = "shared_by";
/// Under this name, how many of our renewed root keys the others were told of.
const TOLD: &str = "shared_roots";

/// What a folder says to who looks into it.
const READ_ME: &str = "LISEZMOI.txt";
const READ_ME_TEXT: &str = "\u{feff}Ce dossier tient d'accord les postes d'une même collectivité qui utilisent Essaim.\r\n\
Ses fichiers sont chiffrés. Ne les ouvrez pas, ne les renommez pas : Essaim s'en charge.\r\n\r\n\
This folder keeps the desktops of one organisation that uses Essaim in step.\r\n\
Its files are encrypted. Leave them as they are: Essaim sees to them.\r\n";

/// Where a desktop writes, and with what.
pub(super) struct Desk<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) identity: Identity,
    pub(super) key: &'w FolderKey,
    /// What people chose.
    place: PathBuf,
    pub(super) folder: PathBuf,
    pub(super) files: PathBuf,
}

/// A segment that lies in its place.
struct Written {
    name: Name,
    revisions: Vec<Pending>,
    files: Vec<BlobHash>,
}

impl Workspace {
    /// Writes what the followed folder lacks of this desktop.
    pub(super) fn hand_over(
        &self,
        layout: &Layout,
        key: &FolderKey,
        look: Look,
        round: &mut Round,
        writing: &dyn Writing,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let desk = self.desk(layout, key)?;
        let device = desk.identity.device;
        let now_ms = self.machine().clock.now_ms();
        let anew = self.must_be_written_anew(&desk, look)?;
        if anew {
            writing.write(&mut || {
                self.writer().transaction(now_ms, |tx| {
                    tx.set_meta(BY, &device.to_string())?;
                    tx.forget_shared(device)
                })?;
                Ok(Vec::new())
            })?;
        }
        if look == Look::Whole {
            desk.lay_missing_files(layout, progress)?;
        }
        let store = self.reader().reader()?;
        store.hold()?;
        let view = store.view();
        let (pending, files) = (view.pending(Which::News)?, view.unshared_attachments()?);
        desk.lay_files(layout, &files, progress)?;
        let renewed = view
            .successions(desk.identity.organisation)?
            .len()
            .to_string();
        let is_told = renewed == view.meta(TOLD)?.as_deref().unwrap_or("0");
        let is_quiet = is_told && pending.is_empty() && files.is_empty();
        if is_quiet {
            return if anew {
                self.take_away_old(&desk)
            } else {
                Ok(())
            };
        }
        desk.segments(&view, pending, files, progress, &mut |written| {
            round.written += 1;
            writing.write(&mut || {
                self.writer().transaction(now_ms, |tx| {
                    tx.note_segment(&row(&written.name, device, now_ms))?;
                    tx.note_shared(&written.revisions)?;
                    tx.set_meta(TOLD, &renewed)?;
                    tx.note_shared_attachments(&written.files)
                })?;
                Ok(Vec::new())
            })
        })?;
        if anew {
            self.take_away_old(&desk)?;
        }
        Ok(())
    }

    /// Writes a whole set into a folder that is not followed, and takes away what was there of this desktop.
    pub(super) fn write_set(
        &self,
        layout: &Layout,
        key: &FolderKey,
        which: Which,
        round: &mut Round,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let desk = self.desk(layout, key)?;
        let store = self.reader().reader()?;
        store.hold()?;
        let view = store.view();
        let files = match which {
            Which::Few => Vec::new(),
            Which::News | Which::All => view.attachments()?,
        };
        desk.lay_files(layout, &files, progress)?;
        round.attachments = files.len() as u32;
        let mut kept = HashSet::new();
        desk.segments(
            &view,
            view.pending(which)?,
            files,
            progress,
            &mut |written| {
                round.written += 1;
                round.revisions += written.revisions.len() as u32;
                kept.insert(written.name);
                Ok(())
            },
        )?;
        for (name, path) in segments_in(&desk.folder) {
            if !kept.contains(&name) {
                drop(std::fs::remove_file(path));
            }
        }
        Ok(())
    }

    fn desk<'w>(&'w self, layout: &Layout, key: &'w FolderKey) -> Result<Desk<'w>, OpError> {
        let identity = self.identity()?;
        Ok(Desk {
            workspace: self,
            key,
            place: layout.folder().to_owned(),
            folder: layout.of(identity.device),
            files: layout.files_of(identity.device),
            identity,
        })
    }

    /// Whether something that this desktop wrote is gone, or its segments have become many.
    fn must_be_written_anew(&self, desk: &Desk<'_>, look: Look) -> Result<bool, OpError> {
        let store = self.reader();
        // A workspace that was restored has another desktop's marks.
        if store.view().meta(BY)?.as_deref() != Some(&desk.identity.device.to_string()) {
            return Ok(true);
        }
        let mut rows = store.view().segments()?;
        rows.retain(|row| row.device == desk.identity.device);
        let small = rows.iter().filter(|row| row.size < SMALL).count();
        if small > MOST_SMALL {
            return Ok(true);
        }
        if look == Look::Quick {
            return Ok(false);
        }
        let whole: HashSet<[u8; 32]> = segments_in(&desk.folder)
            .into_iter()
            .filter(|(name, path)| {
                std::fs::metadata(path).is_ok_and(|about| about.len() == name.size)
            })
            .map(|(name, _)| name.hash.0)
            .collect();
        Ok(rows.iter().any(|row| !whole.contains(&row.hash)))
    }

    /// Takes away the segments of this desktop that others took the place of.
    fn take_away_old(&self, desk: &Desk<'_>) -> Result<(), OpError> {
        let rows = self.reader().view().segments()?;
        let kept: HashSet<[u8; 32]> = rows.into_iter().map(|row| row.hash).collect();
        for (name, path) in segments_in(&desk.folder) {
            if !kept.contains(&name.hash.0) {
                drop(std::fs::remove_file(path));
            }
        }
        Ok(())
    }
}

impl Desk<'_> {
    /// Writes revisions and announcements as segments; each is handed to `done` once it lies in its place.
    fn segments(
        &self,
        view: &View<'_>,
        pending: Vec<Pending>,
        files: Vec<(BlobHash, u64)>,
        progress: &dyn Progress,
        done: &mut dyn FnMut(Written) -> Result<(), OpError>,
    ) -> Result<(), OpError> {
        self.prepare()?;
        let (total, mut files) = (pending.len() as u64, Some(files));
        let mut batch = Batch::default();
        for (at, one) in pending.into_iter().enumerate() {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            batch.push(view, one)?;
            if batch.lines.is_enough() {
                done(self.write(view, std::mem::take(&mut batch), files.take())?)?;
                progress.report(at as u64 + 1, total);
            }
        }
        if !batch.revisions.is_empty() || files.is_some() {
            done(self.write(view, batch, files.take())?)?;
        }
        Ok(())
    }

    /// Makes the folders, says what they are for, and sweeps what a killed process left.
    pub(super) fn prepare(&self) -> Result<(), OpError> {
        std::fs::create_dir_all(&self.files).map_err(|error| self.failed(&self.files, error))?;
        let told = self.folder.join(READ_ME);
        if !told.exists() {
            drop(std::fs::write(told, READ_ME_TEXT));
        }
        for folder in [&self.folder, &self.files] {
            crate::workspace::sweep(folder, |name| name.starts_with(TEMPORARY));
        }
        Ok(())
    }

    fn write(
        &self,
        view: &View<'_>,
        batch: Batch,
        files: Option<Vec<(BlobHash, u64)>>,
    ) -> Result<Written, OpError> {
        let files = files.unwrap_or_default();
        let number = self.next_number(view)?;
        let header = Header {
            essaim_segment: segment::VERSION,
            organisation: self.identity.organisation,
            device: self.identity.device,
            number,
            written: self.workspace.machine().clock.now_ms(),
            certificates: batch.certificates(view, &self.identity)?,
            successions: batch.successions(view, &self.identity)?,
            imports: batch.imports.into_values().collect(),
            attachments: files
                .iter()
                .map(|(sha256, size)| FileNote {
                    sha256: *sha256,
                    size: *size,
                })
                .collect(),
            content: batch.lines.content(),
        };
        let device_key = &self.identity.device_key;
        let bytes = segment::seal(&header, &batch.lines, device_key, self.key)
            .map_err(|error| OpError::file(&self.folder, error))?;
        let name = Name::of(number, &bytes);
        self.place(&self.folder, &name.to_string(), &mut |file| {
            file.write_all(&bytes)
        })?;
        Ok(Written {
            name,
            revisions: batch.revisions,
            files: files.into_iter().map(|(hash, _)| hash).collect(),
        })
    }

    /// Beyond every number that this desktop is known to have used.
    fn next_number(&self, view: &View<'_>) -> Result<u64, OpError> {
        let noted = view.segments()?;
        let noted = noted
            .iter()
            .filter(|row| row.device == self.identity.device);
        let noted = noted.map(|row| row.number);
        let lying = segments_in(&self.folder).into_iter();
        let lying = lying.map(|(name, _)| name.number);
        Ok(noted.chain(lying).max().unwrap_or(0) + 1)
    }

    /// Writes a file under a temporary name, flushes it, and gives it the name that it is to have.
    pub(super) fn place(
        &self,
        folder: &Path,
        name: &str,
        content: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), OpError> {
        let machine = self.workspace.machine();
        let temporary = folder.join(format!("{TEMPORARY}{}", machine.item_id()));
        let target = folder.join(name);
        let written = machine
            .files
            .create(&temporary)
            .and_then(|mut file| content(&mut file).and_then(|()| file.sync()))
            .and_then(|()| machine.files.replace(&temporary, &target));
        written.map_err(|error| {
            drop(std::fs::remove_file(&temporary));
            self.failed(&target, error)
        })
    }

    /// A file could not be written. Where that is somebody else's folder, it is the folder that people are told of: full, or
    /// gone, it is not their own disk. (What a new desktop gets is gathered in the workspace first.)
    pub(super) fn failed(&self, file: &Path, error: std::io::Error) -> OpError {
        if self.place.starts_with(self.workspace.folder()) {
            OpError::file(file, error)
        } else {
            place_error(&self.place, error)
        }
    }
}

/// How names begin that no desktop reads.
pub(super) const TEMPORARY: &str = ".essaim-";

/// What goes into one segment.
#[derive(Default)]
struct Batch {
    lines: Lines,
    revisions: Vec<Pending>,
    imports: BTreeMap<i64, ImportNote>,
    writers: BTreeSet<(DeviceId, OrganisationId)>,
    senders: BTreeSet<OrganisationId>,
    ids: HashMap<i64, String>,
}

impl Batch {
    fn push(&mut self, view: &View<'_>, one: Pending) -> Result<(), OpError> {
        let outgoing = view.outgoing(one)?;
        let mut sources = Sources {
            local: outgoing.local,
            imports: Vec::new(),
        };
        for imp in &outgoing.imports {
            if !self.imports.contains_key(imp) {
                let (import, file_hash) = view.import_row(*imp)?;
                self.senders.insert(import.sender);
                self.ids.insert(*imp, import.id.clone());
                self.imports.insert(
                    *imp,
                    ImportNote {
                        id: import.id,
                        bundle: import.bundle,
                        file_name: import.file_name,
                        file_hash: BlobHash(file_hash),
                        sender: import.sender,
                        ms: import.ms,
                        report: import.report,
                    },
                );
            }
            sources.imports.extend(self.ids.get(imp).cloned());
        }
        let Outgoing {
            envelope,
            device,
            owner,
            ..
        } = outgoing;
        self.writers.insert((device, owner));
        self.lines.push(&envelope, &sources);
        self.revisions.push(one);
        Ok(())
    }

    /// The certificates without which the revisions and imports could not be judged.
    fn certificates(&self, view: &View<'_>, identity: &Identity) -> Result<Vec<Pair>, OpError> {
        let mut pairs = Vec::new();
        for (device, owner) in &self.writers {
            if *owner != identity.organisation && !self.senders.contains(owner) {
                let certificate = view.certificate(*device, *owner)?;
                pairs.extend(certificate.as_ref().map(Pair::of_certificate));
            }
        }
        for sender in self.senders.iter().chain([&identity.organisation]) {
            let certificates = view.certificates(*sender)?;
            pairs.extend(certificates.iter().map(Pair::of_certificate));
        }
        Ok(pairs)
    }

    /// The renewed root keys that those certificates rest on.
    fn successions(&self, view: &View<'_>, identity: &Identity) -> Result<Vec<Pair>, OpError> {
        let writers = self.writers.iter().map(|(_, owner)| *owner);
        let owners: BTreeSet<OrganisationId> = writers
            .chain(self.senders.iter().copied())
            .chain([identity.organisation])
            .collect();
        let mut pairs = Vec::new();
        for owner in owners {
            let said = view.successions(owner)?;
            pairs.extend(said.iter().map(|(_, said)| Pair::of_succession(said)));
        }
        Ok(pairs)
    }
}
