//! What leaves a commune and what comes of it: reports, feedback, the registers of both sides, sticks and folders.

mod arriving;
mod feedback;
mod folder;
mod marks;
mod p17;
mod report;
pub(crate) mod searched;
mod staying;
// The errors that are injected are those of Unix.
#[cfg(unix)]
mod stick;

pub(crate) type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

use essaim_ops::exchange::{ExportRequest, Exported, Purpose, Selection, Silent};
use essaim_testkit::Desk;

/// Writes a bundle that answers one author; drafts are published first.
pub(crate) fn answer(desk: &Desk, name: &str, records: &[&str]) -> Tried<Exported> {
    let chosen = records.iter().map(|id| (*id).to_owned()).collect();
    let request = ExportRequest {
        publish: true,
        purpose: Purpose::Feedback,
        ..ExportRequest::of(Selection::Records(chosen))
    };
    Ok(desk.export(&request, &desk.path(name), &Silent)?.value)
}

/// The manifest of a bundle, as JSON.
pub(crate) fn manifest(file: &std::path::Path) -> Tried<serde_json::Value> {
    let reader = essaim_bundle::BundleReader::open(
        std::fs::File::open(file)?,
        essaim_bundle::Limits::DEFAULT,
    )?;
    Ok(serde_json::to_value(reader.manifest())?)
}
