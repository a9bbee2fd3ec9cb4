//! Looks at a file without a workspace: what it holds, and whether every part of it does hold.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use essaim_bundle::{BundleReader, Limits, Refusal, worker_threads};

use super::carrier::{Arrival, Carrier, Opener};
use super::incoming::{Private, container, copy_hashing, purpose};
use super::{Inspection, PartVerdict, Silent, Verification};
use crate::OpError;
use crate::machine::Unpacker;

/// What a file holds; its manifest is verified, its content is not read.
///
/// # Errors
/// The file as a whole is refused, or cannot be read.
pub fn inspect<'f>(
    file: impl Into<Arrival<'f>>,
    limits: &Limits,
    unpacker: &dyn Unpacker,
) -> Result<Inspection, OpError> {
    let arrival = file.into();
    let (carrier, reader) = open(arrival, limits, unpacker)?;
    let reader = reader?;
    let manifest = reader.manifest();
    let records = manifest.heads.iter().map(|head| {
        (
            head.record.to_string(),
            head.kind.clone(),
            head.title.clone(),
        )
    });
    Ok(Inspection {
        carrier,
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
pub fn verify<'f>(
    file: impl Into<Arrival<'f>>,
    limits: &Limits,
    unpacker: &dyn Unpacker,
) -> Result<Verification, OpError> {
    let (carrier, reader) = open(file.into(), limits, unpacker)?;
    let reader = match reader {
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
                carrier,
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
        carrier,
        container: container(reader.container()),
        sender: Some((
            sender.organisation,
            sender.name.clone(),
            sender.insee.clone(),
        )),
        parts,
    })
}

/// Opens a file in place, or what it carries in a private copy. Gives what it is, even where that carries nothing.
fn open(
    arrival: Arrival<'_>,
    limits: &Limits,
    unpacker: &dyn Unpacker,
) -> Result<(Carrier, Result<BundleReader<File>, OpError>), OpError> {
    let file = arrival.file;
    let mut opened = File::open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
        _ => OpError::file(file, error),
    })?;
    let Some(carrier) = Carrier::look(&opened)? else {
        let reader = BundleReader::open(opened, *limits).map_err(OpError::from);
        return Ok((Carrier::plain(file), reader));
    };
    let opener = Opener {
        arrival,
        limits,
        unpacker,
        progress: &Silent,
        private: &Private::nameless,
    };
    let mut unwrapped = || {
        let copy = Private::nameless()?;
        let hash = copy_hashing(&mut opened, &copy, limits.file, &Silent)
            .map_err(|error| error.of(file))?;
        let unwrapped = opener.open(copy, hash)?;
        let mut bundle = unwrapped.file.file();
        bundle
            .seek(SeekFrom::Start(0))
            .map_err(|error| OpError::file(file, error))?;
        let bundle = bundle
            .try_clone()
            .map_err(|error| OpError::file(file, error))?;
        Ok(BundleReader::open(bundle, *limits)?)
    };
    Ok((carrier, unwrapped()))
}
