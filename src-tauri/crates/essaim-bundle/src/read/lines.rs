//! Pairs of lines: a JSON body, then the base64 of its signature. So come revisions, certificates and successions.

use std::collections::BTreeMap;

use essaim_model::RevisionHash;
use essaim_revision::envelope::hash;
use essaim_revision::{
    Certificate, CertificateEnvelope, Envelope, Roots, Signature, Succession, SuccessionEnvelope,
};

use crate::error::{Alteration, Refusal};
use crate::limits::{CERTIFICATES, Cap, Limits};
use crate::read::Found;
use crate::zip::profile::DEVICES;

/// The revisions of a chunk. Each pair that is none is its own refusal, named `<path>#<number from 1>`. Where `known`
/// answers for the hash of a body, its answer comes instead of the body.
pub(super) fn envelopes<K>(
    path: &str,
    chunk: &[u8],
    limits: &Limits,
    known: Option<impl Fn(RevisionHash) -> Option<K>>,
) -> Vec<Result<Found<K>, Refusal>> {
    let envelope = |(index, pair): (usize, Pair<'_>)| {
        let what = || format!("{path}#{}", index + 1);
        let size = pair.body.len() as u64;
        if size > limits.revision {
            return Err(Refusal::over(Cap::Revision, what(), size, limits.revision));
        }
        let signature = pair.signature.and_then(Signature::from_base64);
        let signature = signature.ok_or_else(|| Refusal::altered(what(), Alteration::Form))?;
        if let Some(known) = known.as_ref().and_then(|known| known(hash(pair.body))) {
            return Ok(Found::Known(known));
        }
        let body = pair.body.to_vec();
        Ok(Found::Unverified(Envelope { body, signature }))
    };
    pairs(chunk).enumerate().map(envelope).collect()
}

/// What `keys/devices.jsonl` says, as far as its signatures hold. Other lines are passed over; nothing that needs them will
/// hold.
pub(super) struct Vouched {
    /// The successions that hang on a chain, each after those it rests on, as they travel.
    pub(super) successions: Vec<(Succession, SuccessionEnvelope)>,
    /// The certificates that a root of the organisation signed, as they travel.
    pub(super) certificates: Vec<CertificateEnvelope>,
    /// What those say.
    pub(super) verified: Vec<Certificate>,
    /// What certificates say that another key signed in the organisation's name.
    pub(super) strangers: Vec<Certificate>,
}

impl Vouched {
    /// # Errors
    /// There are more lines than anyone needs.
    pub(super) fn read(devices: &[u8]) -> Result<Self, Refusal> {
        let count = pairs(devices).count() as u64;
        if count > CERTIFICATES {
            let cap = Cap::Certificates;
            return Err(Refusal::over(cap, DEVICES, count, CERTIFICATES));
        }
        let (mut said, mut statements) = (Vec::new(), Vec::new());
        for pair in pairs(devices) {
            let Some(signature) = pair.signature.and_then(Signature::from_base64) else {
                continue;
            };
            let body = pair.body.to_vec();
            let envelope = CertificateEnvelope { body, signature };
            match envelope.read() {
                Ok(certificate) => said.push((envelope, certificate)),
                Err(_) => statements.push(SuccessionEnvelope {
                    body: envelope.body,
                    signature,
                }),
            }
        }
        let read = |envelope: SuccessionEnvelope| Some((envelope.verify().ok()?, envelope));
        let statements: Vec<_> = statements.into_iter().filter_map(read).collect();
        let roots = Roots::of(statements.iter().map(|(succession, _)| *succession));
        let place = |one: &Succession| (one.owner, one.root.to_bytes(), one.successor.to_bytes());
        let travelled: BTreeMap<_, SuccessionEnvelope> = statements
            .into_iter()
            .map(|(succession, envelope)| (place(&succession), envelope))
            .collect();
        let linked = roots.successions().iter();
        let successions = linked
            .filter_map(|one| Some((*one, travelled.get(&place(one))?.clone())))
            .collect();
        let (ours, strangers): (Vec<_>, Vec<_>) = said
            .into_iter()
            .partition(|(_, said)| roots.holds(said.owner, &said.root));
        let (certificates, verified) = ours.into_iter().unzip();
        Ok(Self {
            successions,
            certificates,
            verified,
            strangers: strangers.into_iter().map(|(_, said)| said).collect(),
        })
    }
}

struct Pair<'a> {
    body: &'a [u8],
    /// None where the text ends too early.
    signature: Option<&'a [u8]>,
}

fn pairs(mut text: &[u8]) -> impl Iterator<Item = Pair<'_>> {
    std::iter::from_fn(move || {
        if text.is_empty() {
            return None;
        }
        let body = line(&mut text);
        let signature = line(&mut text);
        Some(Pair {
            body: body.unwrap_or_default(),
            signature: body.and(signature),
        })
    })
}

/// The next whole line without its end; none, and nothing left, where there is no end.
fn line<'a>(text: &mut &'a [u8]) -> Option<&'a [u8]> {
    let Some(end) = memchr::memchr(b'\n', text) else {
        *text = &[];
        return None;
    };
    let line = &text[..end];
    *text = &text[end + 1..];
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_pair_refuses_itself_only() {
        let good = format!("{{}}\n{}\n", Signature([7; 64]).to_base64());
        let chunk = format!("{good}{{}}\nnot base64\n{good}{{}}");
        let known = None::<fn(RevisionHash) -> Option<()>>;
        let path = "revisions/0001.jsonl";
        let read = envelopes(path, chunk.as_bytes(), &Limits::DEFAULT, known);
        let broken: Vec<_> = read
            .iter()
            .filter_map(|pair| pair.as_ref().err()?.what())
            .collect();
        assert_eq!(broken, ["revisions/0001.jsonl#2", "revisions/0001.jsonl#4"]);
        assert_eq!(read.len(), 4, "the pairs around a broken one are read");
    }
}
