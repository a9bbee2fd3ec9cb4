//! An archive as a whole: opened under caps, classified, its entries readable by several threads.

use std::collections::BTreeSet;

use super::central::{self, Record, note};
use super::inflate::Pool;
use super::name::Seen;
use super::{end, local, profile};
use crate::error::{LooksLike, Refusal};
use crate::limits::Limits;
use crate::read_at::ReadAt;

/// In what an archive differs from the byte profile without being dangerous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deviation {
    /// Entries in another order, or `mimetype` not first and stored.
    Order,
    /// Names outside the profile.
    Name,
    /// Everything lies in one more folder.
    TopFolder,
    /// Entries for folders.
    Folder,
    /// Dates other than the fixed one.
    Date,
    /// Flags: UTF-8 names, how hard the deflater tried.
    Flags,
    /// Sizes after the data.
    Descriptor,
    /// Extra fields.
    ExtraField,
    /// Comments.
    Comment,
    /// Versions or file attributes.
    Attributes,
    /// Entries that the manifest does not name; they are ignored.
    Unlisted,
}

/// What kind of archive this is. A dangerous one is a [`Refusal`] instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Container {
    /// Exactly the byte profile.
    Conforming,
    /// Packed again by a person or a gateway: every entry must be checked against the signed manifest.
    Repackaged(BTreeSet<Deviation>),
}

impl Container {
    /// The class's name as scripts and message catalogues read it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Conforming => "conforming",
            Self::Repackaged(_) => "repackaged",
        }
    }
}

/// One entry, checked but not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, without the top folder that a person's zip may have added.
    pub name: String,
    /// Its inflated size in bytes.
    pub size: u64,
    pub(super) compressed: u64,
    pub(super) crc32: u32,
    pub(super) deflated: bool,
    pub(super) data_offset: u64,
}

/// An open archive.
pub struct Archive<S> {
    pub(super) source: S,
    entries: Vec<Entry>,
    container: Container,
    ignored: Vec<String>,
    pub(super) pool: Pool,
}

impl<S: ReadAt> Archive<S> {
    /// Reads the directory and every local header, checks the caps before allocating, and classifies.
    pub fn open(source: S, limits: &Limits) -> Result<Self, Refusal> {
        let mut deviations = BTreeSet::new();
        let end = end::find(&source, limits)?;
        if end.entries == 0 {
            return Err(Refusal::NotABundle {
                looks_like: LooksLike::Zip,
            });
        }
        note(&mut deviations, end.has_comment, Deviation::Comment);
        let mut directory = vec![0; end.directory_size as usize]; // capped by the number of entries
        source.read_exact_at(&mut directory, end.directory_offset)?;
        let mut records = central::parse(&directory, &end, limits, &mut deviations)?;
        drop(directory);
        let mut seen = Seen::default();
        records
            .iter()
            .try_for_each(|record| seen.insert(&record.entry.name))?;
        note(
            &mut deviations,
            !records.is_sorted_by_key(|record| record.offset),
            Deviation::Order,
        );
        records.sort_by_key(|record| record.offset);
        local::check_all(&source, &end, &mut records, &mut deviations)?;
        let (entries, ignored) = strip(records, &mut deviations);
        let first = entries.first();
        let marked = first.is_some_and(|e| e.name == profile::MIMETYPE && !e.deflated);
        let ordered =
            marked && entries.is_sorted_by(|a, b| profile::rank(&a.name) < profile::rank(&b.name));
        note(&mut deviations, !ordered, Deviation::Order);
        let named = entries.iter().all(|e| profile::allows(&e.name));
        note(&mut deviations, !named, Deviation::Name);
        let container = match deviations.is_empty() {
            true => Container::Conforming,
            false => Container::Repackaged(deviations),
        };
        Ok(Self {
            source,
            entries,
            container,
            ignored,
            pool: Pool::default(),
        })
    }

    /// The class of the archive.
    pub fn container(&self) -> &Container {
        &self.container
    }

    /// Every file, in the order of its bytes.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The names of entries that are passed over: folders, and what lies beside the bundle's own top folder.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// The entry of that path.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// Takes out the entries that `keep` refuses; they make a conforming archive a repackaged one.
    pub(crate) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        let (kept, dropped) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|e| keep(&e.name));
        self.entries = kept;
        let dropped: Vec<Entry> = dropped;
        if !dropped.is_empty() {
            self.deviate(Deviation::Unlisted);
        }
        self.ignored
            .extend(dropped.into_iter().map(|entry| entry.name));
    }

    fn deviate(&mut self, deviation: Deviation) {
        match &mut self.container {
            Container::Repackaged(deviations) => note(deviations, true, deviation),
            container => *container = Container::Repackaged([deviation].into()),
        }
    }
}

/// Leaves out folders and, where the whole bundle lies in one more folder, that folder's name and what lies beside it.
fn strip(records: Vec<Record>, deviations: &mut BTreeSet<Deviation>) -> (Vec<Entry>, Vec<String>) {
    let top = top_folder(&records);
    note(deviations, !top.is_empty(), Deviation::TopFolder);
    let mut entries = Vec::with_capacity(records.len());
    let mut ignored = Vec::new();
    for mut record in records {
        match record.entry.name.strip_prefix(&top) {
            Some(name) if !name.is_empty() && !name.ends_with('/') => {
                record.entry.name = name.to_owned();
                entries.push(record.entry);
            }
            _ => ignored.push(record.entry.name),
        }
    }
    (entries, ignored)
}

fn top_folder(records: &[Record]) -> String {
    let mut tops = records.iter().filter_map(|record| {
        let top = record.entry.name.strip_suffix(profile::MANIFEST)?;
        (top.matches('/').count() <= 1 && (top.is_empty() || top.ends_with('/'))).then_some(top)
    });
    match (tops.next(), tops.next()) {
        (Some(top), None) => top.to_owned(),
        // None, or a choice to make: then only the archive's own top level counts.
        _ => String::new(),
    }
}
