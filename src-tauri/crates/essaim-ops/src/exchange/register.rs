//! The register of exchanges: what was received and sent, to whom and how, what has arrived; undoing an import weeks later.

use essaim_model::OrganisationId;
use essaim_store::{Import, Trust, View};
use serde::{Deserialize, Serialize};

use super::apply::set_hidden;
use super::carrier::Carrier;
use super::leaving::Why;
use super::{ExportPreview, ExportRequest, Exported, Recipient};
use crate::sender::{self, Sender};
use crate::transact::{Mutation, Op};
use crate::{OpError, Tag, Workspace};

/// How many records of a bundle the register keeps by title.
const MOST_RECORDS: usize = 500;

/// An import of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The import.
    pub import: Import,
    /// Who sent it.
    pub sender: Sender,
    /// How many records were new, updated, known, in conflict, and how many parts refused.
    pub counts: [u32; 5],
    /// The numbers of those bundles of ours that it says have arrived.
    pub arrived: Vec<i64>,
}

/// A bundle that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentBundle {
    /// Its number: the first one of this workspace is 1.
    pub number: i64,
    /// The bundle's id.
    pub bundle: String,
    /// The file's name.
    pub file_name: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// What was noted of it.
    pub report: SentReport,
    /// The import that says it has arrived.
    pub arrived: Option<Arrival>,
}

/// The word that a bundle has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// When we learned of it, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// Who says so.
    pub from: String,
}

/// What the register keeps of a bundle that was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentReport {
    /// What was chosen.
    pub records: Vec<SentRecord>,
    /// What came along with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub along: Vec<SentRecord>,
    /// How many files are in it.
    pub attachments: u64,
    /// Its size in bytes, where it was noted.
    pub bytes: Option<u64>,
    /// `share` or `feedback`.
    pub purpose: String,
    /// In what it travels: `essaim`, `zip`, `eml`…
    pub carrier: String,
    /// To whom, where somebody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<SentTo>,
    /// The stick or folder it was laid on, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<SentPlace>,
}

/// A record that was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentRecord {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title then.
    pub title: String,
    /// The revision that left.
    pub revision: String,
}

/// To whom a bundle was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTo {
    /// A correspondent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OrganisationId>,
    /// Their name then.
    pub name: String,
}

/// Where a bundle was laid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentPlace {
    /// A file that a person named.
    File,
    /// A folder.
    Folder,
    /// A removable drive, by name.
    Drive(String),
}

impl SentReport {
    /// The records of the bundle by that id.
    pub(crate) fn of(&self, id: &str) -> impl Iterator<Item = &SentRecord> {
        let all = self.records.iter().chain(&self.along);
        all.filter(move |record| record.id == id)
    }

    /// Whether there were more records than the register keeps.
    pub(crate) fn is_cut(&self) -> bool {
        self.records.len() >= MOST_RECORDS || self.along.len() >= MOST_RECORDS
    }

    /// Reads what was noted; of a register of an earlier version, what is there.
    pub(super) fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }
}

impl Workspace {
    /// What was received, newest first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn imports(&self) -> Result<Vec<Register>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let mut register = Vec::new();
        for import in view.imports()? {
            let mut sender = sender::card(&view, import.sender, now_ms)?;
            // Its card went with the import that was undone; the register still says whose it was.
            if sender.name.is_empty() {
                sender.name = named_then(&import.report);
            }
            register.push(Register {
                counts: counts(&import.report),
                arrived: arrived(&import)
                    .into_iter()
                    .map(|(number, _)| number)
                    .collect(),
                sender,
                import,
            });
        }
        Ok(register)
    }

    /// What was sent, newest first; what has arrived by the word of a sender whom we accepted.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn sent(&self) -> Result<Vec<SentBundle>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let counts = |import: &&Import| {
            !import.hidden && matches!(import.trust, Trust::Accepted | Trust::Verified)
        };
        let imports = view.imports()?;
        let mut sent = Vec::new();
        for one in view.sent()? {
            // The first word counts.
            let words = imports.iter().filter(counts).flat_map(|import| {
                let told = arrived(import).into_iter();
                let ours = told.filter(|(number, _)| *number == one.number);
                ours.map(|(_, ms)| (ms, import.sender))
            });
            let arrival = match words.min() {
                Some((ms, sender)) => Some(Arrival {
                    ms,
                    from: sender::card(&view, sender, now_ms)?.name,
                }),
                None => None,
            };
            sent.push(SentBundle {
                number: one.number,
                bundle: one.bundle,
                file_name: one.file_name,
                ms: one.ms,
                report: SentReport::read(&one.report),
                arrived: arrival,
            });
        }
        Ok(sent)
    }

    /// Notes a bundle that was written; gives its number.
    pub(super) fn note_sent(
        &self,
        exported: &Exported,
        request: &ExportRequest,
        carrier: Carrier,
        place: SentPlace,
    ) -> Result<i64, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let report = SentReport {
            records: records(&exported.preview, Why::Chosen),
            along: records(&exported.preview, Why::ComesAlong),
            attachments: exported.preview.attachments.len() as u64,
            bytes: Some(exported.bytes),
            purpose: request.purpose.as_str().to_owned(),
            carrier: carrier.name().to_owned(),
            to: sent_to(&self.reader().view(), exported, &request.to, now_ms)?,
            place: Some(place),
        };
        let name = exported
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        // Text and numbers: nothing that JSON cannot write.
        let report = serde_json::to_string(&report).unwrap_or_default();
        self.writer().transaction(now_ms, |tx| {
            Ok(tx.add_sent(&exported.bundle_id, &name.unwrap_or_default(), &report)?)
        })
    }

    /// Undoes an import, whenever it was: what it alone brought no longer counts.
    ///
    /// # Errors
    /// There is no such import, or the workspace cannot be written.
    pub fn hide_import(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.decide_on_import(id, true)
    }

    /// Makes an import that was undone count again.
    ///
    /// # Errors
    /// There is no such import, or the workspace cannot be written.
    pub fn show_import(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.decide_on_import(id, false)
    }

    fn decide_on_import(&self, id: &str, hidden: bool) -> Result<Mutation<()>, OpError> {
        let op = match hidden {
            true => Op::ImportDecided,
            false => Op::ImportRestored,
        };
        self.transact(op, |session| {
            let import = session
                .view()
                .import(id)?
                .ok_or_else(|| OpError::NoImport(id.to_owned()))?;
            if import.hidden != hidden {
                set_hidden(session, &import.bundle, hidden)?;
            }
            for kind in ["solution", "programme", "report", "feedback", "adoption"] {
                session.tag(Tag::Records(kind.to_owned()));
            }
            session.tag(Tag::Exchanges);
            Ok(((), import.file_name))
        })
    }
}

fn records(preview: &ExportPreview, why: Why) -> Vec<SentRecord> {
    let chosen = preview.records.iter().filter(|record| record.why == why);
    let kept = chosen.take(MOST_RECORDS).map(|record| SentRecord {
        id: record.id.clone(),
        kind: record.kind.clone(),
        title: record.title.clone(),
        revision: record
            .revision
            .map(|revision| revision.to_string())
            .unwrap_or_default(),
    });
    kept.collect()
}

/// To whom: the author that is answered, or whom the person named.
fn sent_to(
    view: &View<'_>,
    exported: &Exported,
    to: &Recipient,
    now_ms: u64,
) -> Result<Option<SentTo>, OpError> {
    let answered = exported
        .preview
        .answering
        .as_ref()
        .map(|answering| answering.to);
    let known = match to {
        Recipient::Known(id) => Some(*id),
        _ => answered,
    };
    if let Some(id) = known {
        let name = sender::card(view, id, now_ms)?.name;
        return Ok(Some(SentTo { id: Some(id), name }));
    }
    Ok(match to {
        Recipient::Named(name) if !name.trim().is_empty() => Some(SentTo {
            id: None,
            name: name.trim().to_owned(),
        }),
        _ => None,
    })
}

/// What the report of an import says.
fn report(report: &str) -> serde_json::Value {
    serde_json::from_str(report).unwrap_or_default()
}

/// The counts of a report: new, updated, known, in conflict, refused.
pub(super) fn counts(json: &str) -> [u32; 5] {
    let report = report(json);
    let count = |i: usize| {
        report["counts"][i]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(0)
    };
    std::array::from_fn(count)
}

/// The numbers of those bundles of ours that an import says have arrived, each with when we learned of it.
fn arrived(import: &Import) -> Vec<(i64, u64)> {
    let report = report(&import.report);
    let pairs = report["arrived"].as_array().map(Vec::as_slice);
    let pairs = pairs.unwrap_or_default().iter();
    pairs
        .filter_map(|pair| Some((pair[0].as_i64()?, pair[1].as_u64()?)))
        .collect()
}

/// The name that the sender had when the import was made.
fn named_then(json: &str) -> String {
    report(json)["sender"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// The report of an import with what it says has arrived. The same content may come again and say more: what was known keeps
/// its time.
pub(super) fn with_arrivals(json: &str, numbers: &[i64], now_ms: u64) -> String {
    let mut report = report(json);
    let mut pairs = report["arrived"].as_array().cloned().unwrap_or_default();
    for number in numbers {
        if pairs.iter().all(|pair| pair[0].as_i64() != Some(*number)) {
            pairs.push(serde_json::json!([number, now_ms]));
        }
    }
    report["arrived"] = pairs.into();
    report.to_string()
}
