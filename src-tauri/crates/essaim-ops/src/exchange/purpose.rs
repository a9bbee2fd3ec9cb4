//! What a bundle is for, and for whom. Only feedback to an author says what we have seen of the author's own content; and
//! from what an author has seen of ours we learn what has arrived.

use std::collections::{BTreeSet, HashSet};

use essaim_bundle::BundleId;
use essaim_bundle::manifest::{self, Manifest, Seen, SeenRecord};
use essaim_model::{OrganisationId, RevisionHash, document, schema};
use essaim_store::{Column, Filter, ShelfFilter, Trust, View};

use super::leaving::{Gathered, Why, leaves_at};
use super::register::SentReport;
use super::{ExportRequest, Selection};
use crate::error::Departure;
use crate::feedback::addressee;
use crate::{OpError, sender};

/// The most records, and the most bundles, that are said to have been seen; the newest first.
const MOST: usize = 5000;

/// What a bundle is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To let others know.
    #[default]
    Share,
    /// To answer one author, who also learns what we have seen of theirs.
    Feedback,
}

impl Purpose {
    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Share => "share",
            Purpose::Feedback => "feedback",
        }
    }

    pub(super) fn of_manifest(self) -> manifest::Purpose {
        match self {
            Purpose::Share => manifest::Purpose::Share,
            Purpose::Feedback => manifest::Purpose::Feedback,
        }
    }
}

/// To whom a bundle is sent, as far as the person said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Recipient {
    /// Nobody said.
    #[default]
    Unsaid,
    /// A correspondent.
    Known(OrganisationId),
    /// Someone by name.
    Named(String),
}

/// The author that a bundle answers, and what it tells them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// Who.
    pub to: OrganisationId,
    /// Their name.
    pub name: String,
    /// Titles of their records that we say we have seen.
    pub seen: Vec<String>,
    /// How many of their bundles we say have come.
    pub bundles: usize,
    pub(super) said: Seen,
}

/// Whom the bundle answers, and what it says to have seen. `None` for a bundle that only shares.
pub(super) fn answering(
    view: &View<'_>,
    gathered: &Gathered,
    request: &ExportRequest,
    own: OrganisationId,
    now_ms: u64,
) -> Result<Option<Answering>, OpError> {
    if request.purpose == Purpose::Share {
        return Ok(None);
    }
    let mut authors = BTreeSet::new();
    for packed in gathered
        .records
        .iter()
        .filter(|packed| packed.why == Why::Chosen)
    {
        for revision in &packed.revisions {
            let leaves = leaves_at(view, *revision, now_ms)?;
            let fields = document::write(schema::kind(&packed.record.kind), &leaves);
            authors.extend(addressee(&fields));
        }
    }
    if let Recipient::Known(to) = request.to {
        authors.insert(to);
    }
    authors.remove(&own);
    let mut authors = authors.into_iter();
    let to = match (authors.next(), authors.next()) {
        (Some(only), None) => only,
        (None, _) => return Err(Departure::NoAddressee.into()),
        _ => return Err(Departure::SeveralAddressees.into()),
    };
    let name = sender::card(view, to, now_ms)?.name;
    if !matches!(view.trust(to)?, Trust::Accepted | Trust::Verified) {
        return Err(OpError::UnknownSender(name));
    }
    let (said, titles) = seen(view, to)?;
    Ok(Some(Answering {
        to,
        name,
        seen: titles,
        bundles: said.bundles.len(),
        said,
    }))
}

/// What has come of an organisation's own content: its records with their revisions, and its bundles.
fn seen(view: &View<'_>, of: OrganisationId) -> Result<(Seen, Vec<String>), OpError> {
    let filter = Filter {
        owner: Some(of),
        shelf: ShelfFilter::All,
        ..Filter::default()
    };
    let entries = view
        .list(&filter, Column::Updated, true, 0, u32::MAX)?
        .items;
    let spoken_of = entries
        .into_iter()
        .filter(|entry| super::plan::is_spoken_of(&entry.kind));
    let (mut records, mut titles) = (Vec::new(), Vec::new());
    for entry in spoken_of.take(MOST) {
        records.push(SeenRecord {
            record: entry.key.id.clone(),
            revisions: view.head_hashes(entry.rec)?,
        });
        titles.push(entry.title);
    }
    let imports = view.imports()?.into_iter();
    let theirs = imports.filter(|import| import.sender == of && !import.hidden);
    let mut bundles: Vec<BundleId> = theirs
        .filter_map(|import| import.bundle.parse().ok().map(BundleId))
        .take(MOST)
        .collect();
    bundles.sort_unstable();
    bundles.dedup();
    let said = Seen {
        addressee: of,
        records,
        bundles,
    };
    Ok((said, titles))
}

/// The numbers of those bundles of ours that a received one says have arrived: by name, or because all that was chosen for
/// them has been seen.
pub(super) fn arrivals(
    view: &View<'_>,
    manifest: &Manifest,
    own: OrganisationId,
) -> Result<Vec<i64>, OpError> {
    let of_us =
        |seen: &&Seen| manifest.purpose == manifest::Purpose::Feedback && seen.addressee == own;
    let Some(seen) = manifest.seen.as_ref().filter(of_us) else {
        return Ok(Vec::new());
    };
    let bundles: HashSet<String> = seen.bundles.iter().map(ToString::to_string).collect();
    let revisions: HashSet<RevisionHash> = seen
        .records
        .iter()
        .flat_map(|record| record.revisions.iter().copied())
        .collect();
    let mut arrived = Vec::new();
    for sent in view.sent()? {
        let report = SentReport::read(&sent.report);
        // What was sent to somebody else is not theirs to acknowledge.
        let meant = report
            .to
            .as_ref()
            .and_then(|to| to.id)
            .is_none_or(|to| to == manifest.sender.organisation);
        let mut chosen = report.records.iter().map(|record| record.revision.parse());
        let all_seen = !report.records.is_empty()
            && chosen.all(|revision| revision.is_ok_and(|revision| revisions.contains(&revision)));
        if meant && (bundles.contains(&sent.bundle) || all_seen) {
            arrived.push(sent.number);
        }
    }
    arrived.sort_unstable();
    Ok(arrived)
}

/// Whether a bundle may be empty but for what it says to have seen: an acknowledgement, and nothing else was asked for.
pub(super) fn only_acknowledges(request: &ExportRequest) -> bool {
    request.purpose == Purpose::Feedback && request.selection == Selection::Records(Vec::new())
}
