//! A verdict for each part of a bundle: hashes, signatures and certificates, on several threads.

use essaim_model::{BlobHash, RevisionHash};
use essaim_revision::{Envelope, Keyring, Revision};

use super::{BundleReader, Part};
use crate::error::{Alteration, Refusal};
use crate::in_order::in_order;
use crate::manifest::BundleId;
use crate::read_at::ReadAt;
use crate::zip::profile::{MANIFEST, REVISIONS};

/// What was found of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The part: an entry's path.
    pub name: String,
    /// Why it, or single revisions in it, do not hold; empty when all of it does.
    pub refusals: Vec<Refusal>,
}

/// What was found of a whole bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// A verdict for each entry that the manifest lists, and for the manifest itself.
    pub parts: Vec<Verdict>,
    /// How many revisions hold.
    pub revisions: u32,
}

impl Verification {
    /// Whether every part holds.
    pub fn holds(&self) -> bool {
        self.parts.iter().all(|part| part.refusals.is_empty())
    }
}

struct Checked {
    verdict: Verdict,
    revisions: Vec<RevisionHash>,
}

impl<S: ReadAt> BundleReader<S> {
    /// Reads and checks everything, keeping nothing. `step` is called after each part and may end it with an error.
    ///
    /// # Errors
    /// Those of `step` only; what does not hold is in the verdicts.
    pub fn verify<E>(
        &self,
        threads: usize,
        mut step: impl FnMut(&Verdict) -> Result<(), E>,
    ) -> Result<Verification, E> {
        let mut parts: Vec<Verdict> = Vec::with_capacity(self.parts.len() + 1);
        let mut hashes = Vec::new();
        let work = |part: &Part| self.check(part);
        in_order(threads, self.parts.iter().map(Ok), work, |checked| {
            step(&checked.verdict)?;
            hashes.extend(checked.revisions);
            parts.push(checked.verdict);
            Ok(())
        })?;
        for refusal in self.missing() {
            let name = refusal.what().unwrap_or_default().to_owned();
            parts.push(Verdict {
                name,
                refusals: vec![refusal],
            });
        }
        let revisions = hashes.len() as u32; // at most one for each few bytes of a file below 4 GiB
        let whole = parts.iter().all(|part| part.refusals.is_empty());
        let is_false = whole && !self.is_identified_by(&mut hashes);
        let refusals = is_false.then(|| self.falsely_identified());
        let name = MANIFEST.to_owned();
        parts.insert(
            0,
            Verdict {
                name,
                refusals: refusals.into_iter().collect(),
            },
        );
        Ok(Verification { parts, revisions })
    }

    /// Whether the manifest's id and counts are those of a bundle with these revisions, which are all it holds.
    ///
    /// To be asked before a bundle is taken for one already received.
    pub fn is_identified_by(&self, revisions: &mut [RevisionHash]) -> bool {
        let mut attachments: Vec<BlobHash> = self
            .attachment_parts()
            .filter_map(Part::attachment)
            .collect();
        let counts = &self.manifest.counts;
        counts.revisions as usize == revisions.len()
            && counts.attachments as usize == attachments.len()
            && counts.records as usize == self.manifest.heads.len()
            && BundleId::of(revisions, &mut attachments) == self.manifest.bundle_id
    }

    /// What is refused where [`Self::is_identified_by`] says no: the manifest, for what it says of the whole.
    pub fn falsely_identified(&self) -> Refusal {
        Refusal::altered(MANIFEST, Alteration::Hash)
    }

    fn check(&self, part: &Part) -> Checked {
        let name = part.path().to_owned();
        if !name.starts_with(REVISIONS) {
            let read = self.stream(part, |_| Ok::<(), Refusal>(()));
            let refusals = read.err().into_iter().collect();
            return Checked {
                verdict: Verdict { name, refusals },
                revisions: Vec::new(),
            };
        }
        let (mut refusals, mut hashes) = (Vec::new(), Vec::new());
        match self.envelopes(part) {
            Ok(envelopes) => {
                for revision in revisions(&name, envelopes, &self.keyring) {
                    match revision {
                        Ok(revision) => hashes.push(revision.hash),
                        Err(refusal) => refusals.push(refusal),
                    }
                }
            }
            Err(refusal) => refusals.push(refusal),
        }
        Checked {
            verdict: Verdict { name, refusals },
            revisions: hashes,
        }
    }
}

/// Verifies the pairs of a chunk, each by itself.
pub(super) fn revisions(
    path: &str,
    envelopes: Vec<Result<Envelope, Refusal>>,
    keyring: &Keyring,
) -> Vec<Result<Revision, Refusal>> {
    let verify = |(index, envelope): (usize, Result<Envelope, Refusal>)| {
        let what = || format!("{path}#{}", index + 1);
        let cause = |cause| Refusal::Revision {
            what: what(),
            cause,
        };
        envelope?.verify(keyring).map_err(cause)
    };
    envelopes.into_iter().enumerate().map(verify).collect()
}
