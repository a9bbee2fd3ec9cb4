//! Pairs of lines: a JSON body, then the base64 of its signature. So come revisions, certificates and successions.

use essaim_model::RevisionHash;
use essaim_revision::envelope::hash;
use essaim_revision::{Envelope, Signature, Vouched};

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

/// What `keys/devices.jsonl` says.
///
/// # Errors
/// There are more lines than anyone needs.
pub(super) fn vouched(devices: &[u8]) -> Result<Vouched, Refusal> {
    let count = pairs(devices).count() as u64;
    if count > CERTIFICATES {
        let cap = Cap::Certificates;
        return Err(Refusal::over(cap, DEVICES, count, CERTIFICATES));
    }
    Ok(Vouched::of(pairs(devices).filter_map(|pair| {
        let signature = pair.signature.and_then(Signature::from_base64)?;
        Some((pair.body.to_vec(), signature))
    })))
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
