//! In what a bundle leaves: as it is, encrypted, in e-mail drafts of a size that mail servers let through.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use essaim_bundle::{Cap, Limits, WriteError};
use essaim_documents::letter;
use essaim_model::BlobHash;
use essaim_revision::DeviceKey;

use super::Exported;
use super::carrier::{Carrier, encrypt};
use super::export::Job;
use super::incoming::Private;
use super::leaving::{LeftOut, Packed, Reason, Why, distinct, leaves_at};
use crate::error::Language;
use crate::record::text;
use crate::{OpError, sender};

/// What an attachment takes in a bundle beside its bytes, at most.
const BESIDE: u64 = 1 << 10;

/// In what a bundle is to leave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    /// What it travels in.
    pub carrier: Carrier,
    /// What will open it, where it is to be encrypted.
    pub passphrase: Option<String>,
    /// The language of the letter.
    pub language: Language,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The first file, or the only one.
    pub first: Exported,
    /// The files that go with it where one would have been too large; they are read in any order.
    pub others: Vec<Exported>,
    /// The letter of an e-mail.
    pub letter: Option<Letter>,
}

/// A letter to be sent with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// The files of a posting.
#[derive(Default)]
pub(super) struct Files {
    /// Bundle's id, file and size of each.
    pub(super) written: Vec<(String, PathBuf, u64)>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) letter: Option<Letter>,
}

/// A bundle that waits to be put into what carries it, or what carries it.
pub(super) struct Piece {
    pub(super) bundle: Private,
    pub(super) id: String,
}

impl Job<'_> {
    /// Writes everything, or nothing that stays.
    pub(super) fn post(
        &self,
        posting: &Posting,
        target: &Path,
        limits: &Limits,
        key: &DeviceKey,
    ) -> Result<Files, OpError> {
        match (posting.carrier, &posting.passphrase) {
            (Carrier::Mail, _) => self.mail(posting, target, limits, key),
            (Carrier::Essaim | Carrier::Zip, None) => {
                let ((id, bytes), file) = self.write(target, |temporary| {
                    self.write_bundle(temporary, limits, key, &BTreeSet::new())
                })?;
                Ok(one(id, file, bytes))
            }
            (carrier, passphrase) => {
                let piece = match carrier {
                    Carrier::Pdf => self.print(limits, key, &attached(target))?,
                    _ => self.piece(limits, key, &BTreeSet::new())?,
                };
                let (bytes, file) = self.write(target, |temporary| {
                    let file = created(temporary)?;
                    self.fill(&piece, passphrase.as_deref(), &file, temporary)?;
                    synced(&file, temporary)
                })?;
                Ok(one(piece.id, file, bytes))
            }
        }
    }

    /// Writes a piece as it is, or encrypted.
    fn fill(
        &self,
        piece: &Piece,
        passphrase: Option<&str>,
        mut file: &File,
        path: &Path,
    ) -> Result<(), OpError> {
        let mut source = rewound(&piece.bundle)?;
        match passphrase {
            Some(passphrase) => Ok(encrypt(source, passphrase, file, self.progress)?),
            None => {
                std::io::copy(&mut source, &mut file)
                    .map_err(|error| OpError::file(path, error))?;
                Ok(())
            }
        }
    }

    /// Writes e-mail drafts, each with a bundle attached.
    fn mail(
        &self,
        posting: &Posting,
        target: &Path,
        limits: &Limits,
        key: &DeviceKey,
    ) -> Result<Files, OpError> {
        let limits = Limits {
            file: limits.file.min(Limits::MAIL.file),
            ..Limits::MAIL
        };
        let mut files = Files::default();
        let pieces = self.pieces(&limits, key, &mut files.left_out)?;
        let sheets = self.sheets()?;
        let view = self.store.view();
        let card = sender::card(&view, self.workspace.organisation()?, self.now_ms)?;
        let count = pieces.len();
        for (at, piece) in pieces.into_iter().enumerate() {
            let file = numbered(target, at);
            let letter = letter::Letter {
                sender: card.name.clone(),
                sheets: sheets.clone(),
                attachment: attached(&file),
                part: (at + 1, count),
                locked: posting.passphrase.is_some(),
            };
            let (bytes, file) = match self.draft(&letter, posting, &piece, &file) {
                Ok(written) => written,
                Err(error) => {
                    // Some of the drafts without the others would look like all of them.
                    let written = files.written.iter();
                    written.for_each(|(_, file, _)| drop(std::fs::remove_file(file)));
                    return Err(error);
                }
            };
            if files.letter.is_none() {
                let letter::Written { subject, text } = letter.write(posting.language.into());
                files.letter = Some(Letter { subject, text });
            }
            files.written.push((piece.id, file, bytes));
        }
        Ok(files)
    }

    fn draft(
        &self,
        letter: &letter::Letter,
        posting: &Posting,
        piece: &Piece,
        target: &Path,
    ) -> Result<(u64, PathBuf), OpError> {
        let sealed = match &posting.passphrase {
            None => None,
            Some(passphrase) => {
                let sealed = Private::create(self.workspace)?;
                encrypt(
                    rewound(&piece.bundle)?,
                    passphrase,
                    sealed.file(),
                    self.progress,
                )?;
                Some(sealed)
            }
        };
        let bundle = sealed.as_ref().unwrap_or(&piece.bundle);
        let bundle =
            std::fs::read(bundle.path()).map_err(|error| OpError::file(bundle.path(), error))?;
        let seconds = i64::try_from(self.now_ms / 1000).unwrap_or(0);
        let message = letter::draft(letter, posting.language.into(), &bundle, &piece.id, seconds);
        self.write(target, |temporary| {
            let mut file = created(temporary)?;
            file.write_all(&message)
                .map_err(|error| OpError::file(temporary, error))?;
            synced(&file, temporary)
        })
    }

    /// The bundles that hold everything: one, or as many as the size asks for. Each has all records, so that each can be read
    /// alone and in any order; the attachments are shared out.
    fn pieces(
        &self,
        limits: &Limits,
        key: &DeviceKey,
        left_out: &mut Vec<LeftOut>,
    ) -> Result<Vec<Piece>, OpError> {
        match self.piece(limits, key, &BTreeSet::new()) {
            Err(error) if is_too_large(&error) => {}
            whole => return Ok(vec![whole?]),
        }
        let files = distinct(&self.gathered.files);
        let all: BTreeSet<BlobHash> = files.keys().copied().collect();
        let records = self.piece(limits, key, &all)?;
        let taken = length(records.bundle.file())?;
        let room = limits.file.saturating_sub(taken + BESIDE);
        let sizes = files.iter().map(|(hash, file)| (*hash, file.size + BESIDE));
        let (shares, heavy) = share_out(sizes.collect(), room, limits.attachment);
        left_out.extend(
            heavy
                .iter()
                .filter_map(|hash| files.get(hash))
                .map(|file| LeftOut {
                    what: file.name.clone(),
                    why: Reason::TooHeavy,
                }),
        );
        if shares.is_empty() {
            return Ok(vec![records]);
        }
        drop(records);
        shares
            .iter()
            .map(|share| self.piece(limits, key, &(&all - share)))
            .collect()
    }

    pub(super) fn piece(
        &self,
        limits: &Limits,
        key: &DeviceKey,
        held: &BTreeSet<BlobHash>,
    ) -> Result<Piece, OpError> {
        let bundle = Private::create(self.workspace)?;
        let (id, _) = self.write_bundle(bundle.path(), limits, key, held)?;
        Ok(Piece { bundle, id })
    }

    /// Title and summary of each chosen record, as it leaves.
    fn sheets(&self) -> Result<Vec<(String, String)>, OpError> {
        let view = self.store.view();
        let chosen = |packed: &&Packed| packed.why == Why::Chosen;
        let told = |packed: &Packed| {
            let revision = packed.revisions.first().copied();
            let leaves = revision
                .map(|revision| leaves_at(&view, revision, self.now_ms))
                .transpose()?;
            let summary = leaves
                .and_then(|leaves| text(&leaves, "summary"))
                .unwrap_or_default();
            Ok((packed.title.clone(), summary))
        };
        self.gathered
            .records
            .iter()
            .filter(chosen)
            .map(told)
            .collect()
    }
}

/// Shares files out over bundles with that much room: the largest first, each into the first bundle that has room for it.
/// Gives the bundles, and what fits into none.
fn share_out(
    sizes: BTreeMap<BlobHash, u64>,
    room: u64,
    largest: u64,
) -> (Vec<BTreeSet<BlobHash>>, Vec<BlobHash>) {
    let mut sizes: Vec<(BlobHash, u64)> = sizes.into_iter().collect();
    sizes.sort_by_key(|(hash, size)| (std::cmp::Reverse(*size), *hash));
    let mut shares: Vec<(u64, BTreeSet<BlobHash>)> = Vec::new();
    let mut heavy = Vec::new();
    for (hash, size) in sizes {
        if size > room || size > largest {
            heavy.push(hash);
            continue;
        }
        match shares.iter_mut().find(|(left, _)| *left >= size) {
            Some((left, share)) => {
                *left -= size;
                share.insert(hash);
            }
            None => shares.push((room - size, BTreeSet::from([hash]))),
        }
    }
    (shares.into_iter().map(|(_, share)| share).collect(), heavy)
}

fn one(id: String, file: PathBuf, bytes: u64) -> Files {
    Files {
        written: vec![(id, file, bytes)],
        ..Files::default()
    }
}

fn is_too_large(error: &OpError) -> bool {
    let over = |cap: &Cap| {
        matches!(
            cap,
            Cap::File | Cap::Inflated | Cap::Entries | Cap::Attachment
        )
    };
    match error {
        OpError::BundleTooLarge { .. } => true,
        OpError::Unwritten(WriteError::TooLarge { cap, .. }) => over(cap),
        _ => false,
    }
}

/// The name of the n-th file: `lettre.eml`, `lettre-2.eml`, `lettre-3.eml`.
fn numbered(target: &Path, at: usize) -> PathBuf {
    if at == 0 {
        return target.to_owned();
    }
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(target.file_stem()), part(target.extension()));
    target.with_file_name(format!("{stem}-{}.{ending}", at + 1))
}

/// The name of the bundle attached to a draft of that name.
fn attached(draft: &Path) -> String {
    let stem = draft.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}.essaim")
}

fn created(path: &Path) -> Result<File, OpError> {
    File::create(path).map_err(|error| OpError::file(path, error))
}

/// Makes what was written outlive a crash. Gives its size.
fn synced(file: &File, path: &Path) -> Result<u64, OpError> {
    file.sync_all()
        .map_err(|error| OpError::file(path, error))?;
    length(file)
}

fn length(file: &File) -> Result<u64, OpError> {
    let metadata = file.metadata();
    Ok(metadata
        .map_err(|error| OpError::file(Path::new(""), error))?
        .len())
}

pub(super) fn rewound(private: &Private) -> Result<&File, OpError> {
    let mut file = private.file();
    file.seek(SeekFrom::Start(0))
        .map_err(|error| OpError::file(private.path(), error))?;
    Ok(private.file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_shared_out_over_as_few_bundles_as_hold_them() {
        let hash = |n: u8| BlobHash([n; 32]);
        let sizes = [(1, 6), (2, 5), (3, 4), (4, 3), (5, 11)];
        let sizes = sizes.into_iter().map(|(n, size)| (hash(n), size)).collect();
        let (shares, heavy) = share_out(sizes, 10, 100);
        assert_eq!(heavy, [hash(5)], "what fits into none is told");
        let expected = [
            BTreeSet::from([hash(1), hash(3)]),
            BTreeSet::from([hash(2), hash(4)]),
        ];
        assert_eq!(shares, expected);
    }

    #[test]
    fn further_files_are_numbered() {
        let name = |at| numbered(Path::new("a/lettre.eml"), at);
        assert_eq!(name(0), Path::new("a/lettre.eml"));
        assert_eq!(name(1), Path::new("a/lettre-2.eml"));
        assert_eq!(attached(&name(1)), "lettre-2.essaim");
    }
}
