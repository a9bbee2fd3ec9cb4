//! What a bundle shows to people without the application: each sheet as a page, LISEZMOI, and the archive description.

use std::collections::BTreeMap;

use essaim_documents::crate_metadata::{
    self, CrateDescription, CrateFile, CrateOrganisation, CrateSheet,
};
use essaim_documents::readme::{self, Readme, ReadmeAttachment, ReadmeSheet};
use essaim_documents::sheet::{self, SheetContext};
use essaim_model::{Leaves, OrganisationId, RecordId, schema};
use essaim_store::View;

use super::Purpose;
use super::leaving::{Gathered, Packed, Why, distinct, leaves_at};
use crate::OpError;
use crate::record::text;
use crate::sender::{self, Sender};

/// Sheets that get a page of their own; above that number only the list is written.
const MOST_PAGES: usize = 200;
/// Sheets that the archive description names; its size is bounded.
const MOST_DESCRIBED: usize = 5000;
/// The licence of what names none.
const LICENCE: &str = "Licence Ouverte 2.0";

/// All pages of a bundle.
pub(super) struct Pages {
    pub(super) created: String,
    pub(super) readme_html: Vec<u8>,
    pub(super) readme_text: Vec<u8>,
    pub(super) ro_crate: Vec<u8>,
    pub(super) previews: Vec<(RecordId, Vec<u8>)>,
}

/// What one sheet is called and says, for the lists.
struct Listed<'g> {
    packed: &'g Packed,
    summary: String,
    licence: String,
    author: Sender,
    has_page: bool,
}

pub(super) fn pages(
    view: &View<'_>,
    gathered: &Gathered,
    card: &Sender,
    purpose: Purpose,
    now_ms: u64,
) -> Result<Pages, OpError> {
    let sheets: Vec<&Packed> = gathered
        .records
        .iter()
        .filter(|packed| packed.why == Why::Chosen)
        .collect();
    let created = rfc3339(newest(gathered));
    let mut authors: BTreeMap<OrganisationId, Sender> = BTreeMap::new();
    let mut listed = Vec::with_capacity(sheets.len());
    let mut previews = Vec::new();
    for packed in sheets {
        let owner = packed.record.key.owner;
        let author = match authors.get(&owner) {
            Some(author) => author.clone(),
            None => authors
                .entry(owner)
                .or_insert(sender::card(view, owner, now_ms)?)
                .clone(),
        };
        let has_page = previews.len() < MOST_PAGES;
        let leaves = match packed.revisions.first() {
            Some(revision) if has_page => leaves_at(view, *revision, now_ms)?,
            _ => Leaves::new(),
        };
        if has_page {
            let context = context(view, packed, &leaves, card, &author)?;
            let page = sheet::page(&packed.record.kind, &leaves, &context);
            previews.push((packed.record.key.id.clone(), page.into_bytes()));
        }
        let summary = text(&leaves, "summary").unwrap_or_default();
        let licence = text(&leaves, "licence").unwrap_or_else(|| LICENCE.to_owned());
        listed.push(Listed {
            packed,
            summary,
            licence,
            author,
            has_page,
        });
    }
    let readme = readme(gathered, card, purpose, &created, &listed);
    let ro_crate = crate_metadata::write(&description(gathered, card, &created, &listed));
    Ok(Pages {
        created,
        readme_html: readme::html(&readme),
        readme_text: readme::text(&readme),
        ro_crate,
        previews,
    })
}

/// What a sheet is told beside its record.
pub(super) fn context(
    view: &View<'_>,
    packed: &Packed,
    leaves: &Leaves,
    card: &Sender,
    author: &Sender,
) -> Result<SheetContext, OpError> {
    let mut titles = BTreeMap::new();
    if let Some(programme) = text(leaves, "programme")
        && let Ok(record) = crate::record::find(view, &programme)
    {
        titles.extend(
            view.entry(record.rec)?
                .map(|entry| (programme, entry.title)),
        );
    }
    let revision = packed
        .revisions
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    Ok(SheetContext {
        sender: card.name.clone(),
        origin: author.name.clone(),
        published_on: packed.published_on.clone(),
        revision: revision.chars().take(12).collect(),
        licence: LICENCE.to_owned(),
        titles,
        attachments: Some("../attachments".to_owned()),
    })
}

fn readme(
    gathered: &Gathered,
    card: &Sender,
    purpose: Purpose,
    created: &str,
    listed: &[Listed<'_>],
) -> Readme {
    let sheets = listed.iter().map(|sheet| ReadmeSheet {
        kind: schema::kind(&sheet.packed.record.kind)
            .map_or(String::new(), |kind| kind.label.fr.to_owned()),
        title: sheet.packed.title.clone(),
        summary: sheet.summary.clone(),
        author: sheet.author.name.clone(),
        preview: sheet
            .has_page
            .then(|| essaim_bundle::preview_path(&sheet.packed.record.key.id)),
    });
    let attachments = distinct(&gathered.files)
        .into_values()
        .map(|file| ReadmeAttachment {
            name: file.name.clone(),
            size: file.size,
            path: Some(format!("attachments/{}", file.hash)),
        });
    Readme {
        purpose: match purpose {
            Purpose::Share => readme::Purpose::Share,
            Purpose::Feedback => readme::Purpose::Feedback,
        },
        sender: card.name.clone(),
        sender_code: code(card),
        date: created.chars().take(10).collect(),
        bundle: bundle_id(gathered),
        sheets: sheets.take(MOST_DESCRIBED).collect(),
        attachments: attachments.take(MOST_DESCRIBED).collect(),
        licence: LICENCE.to_owned(),
    }
}

fn description(
    gathered: &Gathered,
    card: &Sender,
    created: &str,
    listed: &[Listed<'_>],
) -> CrateDescription {
    let sheets = listed.iter().take(MOST_DESCRIBED).map(|sheet| CrateSheet {
        record: sheet.packed.record.key.id.to_string(),
        name: sheet.packed.title.clone(),
        description: sheet.summary.clone(),
        licence: sheet.licence.clone(),
        author: organisation(&sheet.author),
        modified: created.chars().take(10).collect(),
        preview: sheet
            .has_page
            .then(|| essaim_bundle::preview_path(&sheet.packed.record.key.id)),
    });
    let files = distinct(&gathered.files)
        .into_values()
        .map(|file| CrateFile {
            path: format!("attachments/{}", file.hash),
            name: file.name.clone(),
            size: file.size,
            sha256: file.hash.to_string(),
            media_type: file.media_type.clone(),
        });
    CrateDescription {
        bundle: bundle_id(gathered),
        name: format!("Fiches {}", essaim_model::name::of(&card.name)),
        description: "Fiches solutions échangées avec Essaim.".to_owned(),
        date: created.to_owned(),
        licence: LICENCE.to_owned(),
        sender: organisation(card),
        sheets: sheets.collect(),
        files: files.collect(),
    }
}

fn organisation(card: &Sender) -> CrateOrganisation {
    CrateOrganisation {
        id: card.id.to_string(),
        name: card.name.clone(),
        code: code(card).unwrap_or_default(),
    }
}

fn code(card: &Sender) -> Option<String> {
    card.insee.as_ref().map(|insee| format!("Insee {insee}"))
}

fn bundle_id(gathered: &Gathered) -> String {
    let mut revisions: Vec<_> = gathered
        .records
        .iter()
        .flat_map(|packed| packed.revisions.clone())
        .collect();
    let mut files: Vec<_> = distinct(&gathered.files).into_keys().collect();
    essaim_bundle::BundleId::of(&mut revisions, &mut files).to_string()
}

/// When the newest record of the bundle was written: two exports of the same content say the same.
fn newest(gathered: &Gathered) -> u64 {
    let written = gathered.records.iter().map(|packed| packed.updated_ms);
    written.max().unwrap_or(0)
}

/// A time as RFC 3339 writes it, in UTC, to the second.
pub fn rfc3339(ms: u64) -> String {
    let (days, seconds) = ((ms / 86_400_000) as i64, ms / 1000 % 86_400);
    // Days since 0000-03-01, in eras of 400 years of 146 097 days (proleptic Gregorian calendar).
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn times_are_written_in_universal_time() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(1_709_210_096_789), "2024-02-29T12:34:56Z");
        assert_eq!(rfc3339(1_798_761_599_000), "2026-12-31T23:59:59Z");
    }
}
