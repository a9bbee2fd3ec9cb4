//! Looks at a file without a workspace: what it holds, and whether every part of it does hold.

use std::fs::File;
use std::path::Path;

use essaim_bundle::{BundleReader, Limits, Refusal, worker_threads};

use super::incoming::{container, purpose};
use super::{Inspection, PartVerdict, Verification};
use crate::OpError;

/// What a file holds; its manifest is verified, its content is not read.
///
/// # Errors
/// The file as a whole is refused, or cannot be read.
pub fn inspect(file: &Path, limits: &Limits) -> Result<Inspection, OpError> {
    let reader = open(file, limits)?;
    let manifest = reader.manifest();
    let records = manifest.heads.iter().map(|head| {
        (
            head.record.to_string(),
            head.kind.clone(),
            head.title.clone(),
        )
    });
    Ok(Inspection {
        container: container(reader.container()),
        bundle_id: manifest.bundle_id.to_string(),
        purpose: purpose(manifest.purpose),
        sender_id: manifest.sender.organisation,
        sender_name: manifest.sender.name.clone(),
        sender_insee: manifest.sender.insee.clone(),
        records: records.collect(),
        entries: manifest
            .entries
            .iter()
            .map(|entry| (entry.path.clone(), entry.size))
            .collect(),
        missing_attachments: manifest
            .attachments_to_follow
            .iter()
            .map(|f| (f.name.clone(), f.size))
            .collect(),
    })
}

/// A verdict on every part of a file.
///
/// # Errors
/// There is no such file. Whatever is wrong with its content is in the verdicts.
pub fn verify(file: &Path, limits: &Limits) -> Result<Verification, OpError> {
    let reader = match open(file, limits) {
        Ok(reader) => reader,
        Err(OpError::Refused(refusal)) => {
            let class = if matches!(refusal, Refusal::Dangerous { .. }) {
                "dangerous"
            } else {
                "repackaged"
            };
            let part = PartVerdict {
                name: "bundle".to_owned(),
                refusal: Some(refusal),
            };
            return Ok(Verification {
                container: class,
                sender: None,
                parts: vec![part],
            });
        }
        Err(other) => return Err(other),
    };
    let verified = reader.verify(worker_threads(), |_| Ok::<(), OpError>(()))?;
    let mut parts = Vec::new();
    for part in verified.parts {
        if part.refusals.is_empty() {
            parts.push(PartVerdict {
                name: part.name,
                refusal: None,
            });
        } else {
            let name = |refusal: &Refusal| refusal.what().unwrap_or(&part.name).to_owned();
            parts.extend(part.refusals.iter().map(|r| PartVerdict {
                name: name(r),
                refusal: Some(r.clone()),
            }));
        }
    }
    let sender = &reader.manifest().sender;
    Ok(Verification {
        container: container(reader.container()),
        sender: Some((
            sender.organisation,
            sender.name.clone(),
            sender.insee.clone(),
        )),
        parts,
    })
}

fn open(file: &Path, limits: &Limits) -> Result<BundleReader<File>, OpError> {
    let opened = File::open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
        _ => OpError::file(file, error),
    })?;
    Ok(BundleReader::open(opened, *limits)?)
}
