//! Attachments in a shared folder: encrypted, written once by whichever desktop has them first, under names that tell
//! nothing. Where none is whole any more, a desktop that has it writes it again.

use std::io::{BufWriter, IntoInnerError, Read};

use essaim_bundle::FolderKey;
use essaim_model::BlobHash;

use super::layout::{Layout, files_in};
use super::write::Desk;
use super::{Round, Writing};
use crate::exchange::Progress;
use crate::{OpError, Tag, Workspace};

impl Workspace {
    /// Takes the awaited attachments that have arrived.
    pub(super) fn fetch_attachments(
        &self,
        layout: &Layout,
        key: &FolderKey,
        round: &mut Round,
        writing: &dyn Writing,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let awaited = self.reader().view().awaited_attachments()?;
        if awaited.is_empty() {
            return Ok(());
        }
        let there = layout.files();
        for (hash, size) in awaited {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            for path in there.get(&key.name_of(hash)).into_iter().flatten() {
                if self.take_file(path, hash, size, key, writing)? {
                    round.attachments += 1;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Takes one file, if it is the attachment that it is meant to be.
    fn take_file(
        &self,
        path: &std::path::Path,
        hash: BlobHash,
        size: u64,
        key: &FolderKey,
        writing: &dyn Writing,
    ) -> Result<bool, OpError> {
        let folder = self.reader().attachments();
        let staged = std::fs::File::open(path)
            .and_then(|file| key.decrypt(file))
            .map(|reader| folder.stage(&self.machine().item_id(), &mut reader.take(size + 1)));
        let staged = match staged {
            Ok(Ok(staged)) if staged.hash == hash => staged,
            Ok(Err(full @ essaim_store::StoreError::DiskFull)) => return Err(full.into()),
            _ => return Ok(false),
        };
        let files = self.machine().files.clone();
        folder.keep(vec![staged], &|paths| files.sync_all(paths))?;
        let now_ms = self.machine().clock.now_ms();
        writing.write(&mut || {
            self.writer().transaction(now_ms, |tx| {
                tx.add_attachment(hash, size)?;
                tx.cease_awaiting(hash)
            })?;
            Ok(vec![
                Tag::Records("solution".to_owned()),
                Tag::Records("project".to_owned()),
            ])
        })?;
        Ok(true)
    }
}

impl Desk<'_> {
    /// Lays attachments that lie nowhere in the folder into this desktop's part of it.
    pub(super) fn lay_files(
        &self,
        layout: &Layout,
        files: &[(BlobHash, u64)],
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        if files.is_empty() {
            return Ok(());
        }
        let there = layout.files();
        for (hash, _) in files {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            let name = self.key.name_of(*hash);
            if !there.contains_key(&name) {
                self.prepare()?;
                self.lay(*hash, &name)?;
            }
        }
        Ok(())
    }

    /// Lays what has vanished again, and takes away what no longer belongs to the workspace.
    pub(super) fn lay_missing_files(
        &self,
        layout: &Layout,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let all = self.workspace.reader().view().attachments()?;
        self.lay_files(layout, &all, progress)?;
        let wanted: std::collections::HashSet<String> = all
            .iter()
            .map(|(hash, _)| self.key.name_of(*hash))
            .collect();
        for (name, path) in files_in(&self.files) {
            if !wanted.contains(&name) {
                drop(std::fs::remove_file(path));
            }
        }
        Ok(())
    }

    /// Encrypts one attachment into its place. One that is not on this disk, being damaged or gone, is passed over.
    fn lay(&self, hash: BlobHash, name: &str) -> Result<(), OpError> {
        let Ok(mut source) = self.workspace.reader().attachments().open(hash) else {
            return Ok(());
        };
        let machine = self.workspace.machine();
        let part = format!("{}{}", super::write::TEMPORARY, machine.item_id());
        let path = self.files.join(&part);
        let written = machine.files.create(&path).and_then(|file| {
            // Through memory: what cannot write its beginning to a place would not say why.
            let mut sealed = self.key.encrypt(BufWriter::new(file))?;
            std::io::copy(&mut source, &mut sealed)?;
            let written = sealed.finish()?.into_inner();
            let mut file = written.map_err(IntoInnerError::into_error)?;
            file.sync()?;
            drop(file);
            let size = path.metadata()?.len();
            let target = self.files.join(format!("{name}-{size}"));
            machine.files.replace(&path, &target)
        });
        written.map_err(|error| {
            drop(std::fs::remove_file(&path));
            self.failed(&path, error)
        })
    }
}
