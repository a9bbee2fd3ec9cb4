//! The root keys of an organisation: the first one, whose fingerprint is its id, and those that earlier ones have named
//! their successors. Whatever the order in which statements are learnt, the same roots hold.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::{BlobHash, OrganisationId};
use serde::{Deserialize, Serialize};

use crate::certificate::{CertificateError, MAX_CERTIFICATE, VERSION};
use crate::envelope::Signature;
use crate::keys::{PublicKey, RootKey};

/// The payload type of successions.
pub const SUCCESSION_TYPE: &str = "application/vnd.essaim.succession+json";

/// An organisation that claims more renewals than this is not believed in any: nobody renews a key so often, and each reader
/// would have to follow them all.
pub const MOST_SUCCESSIONS: usize = 64;

/// What a succession says, once its signature is checked: a root key names the one that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// The organisation.
    pub owner: OrganisationId,
    /// The root that speaks.
    pub root: PublicKey,
    /// The root that follows.
    pub successor: PublicKey,
    /// When it was signed, milliseconds since 1970-01-01 UTC.
    pub issued_ms: u64,
}

/// A succession as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionEnvelope {
    /// The exact bytes, one line of JSON.
    pub body: Vec<u8>,
    /// The signature of the root that speaks.
    pub signature: Signature,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    essaim: u32,
    owner: OrganisationId,
    root: BlobHash,
    successor: BlobHash,
    issued: u64,
}

impl SuccessionEnvelope {
    /// Names the successor of a root key.
    pub fn issue(
        owner: OrganisationId,
        root: &RootKey,
        successor: &PublicKey,
        issued_ms: u64,
    ) -> Self {
        let wire = Wire {
            essaim: VERSION,
            owner,
            root: BlobHash(root.public().to_bytes()),
            successor: BlobHash(successor.to_bytes()),
            issued: issued_ms,
        };
        // Plain text and numbers: nothing that JSON cannot write.
        let body = serde_json::to_vec(&wire).unwrap_or_default();
        let signature = root.sign(SUCCESSION_TYPE, &body);
        Self { body, signature }
    }

    /// Checks form and signature. Whether the root that speaks is the organisation's, [`Roots`] says.
    ///
    /// # Errors
    /// Why it does not count.
    pub fn verify(&self) -> Result<Succession, CertificateError> {
        if self.body.len() > MAX_CERTIFICATE {
            return Err(CertificateError::Malformed);
        }
        let text = std::str::from_utf8(&self.body).map_err(|_| CertificateError::Malformed)?;
        let wire: Wire = serde_json::from_str(text).map_err(|_| CertificateError::Malformed)?;
        if wire.essaim != VERSION {
            return Err(CertificateError::Malformed);
        }
        let key = |hash: &BlobHash| PublicKey::from_bytes(&hash.0);
        let (Some(root), Some(successor)) = (key(&wire.root), key(&wire.successor)) else {
            return Err(CertificateError::Malformed);
        };
        if root == successor {
            return Err(CertificateError::Malformed);
        }
        if !root.verifies(SUCCESSION_TYPE, &self.body, &self.signature) {
            return Err(CertificateError::BadSignature);
        }
        Ok(Succession {
            owner: wire.owner,
            root,
            successor,
            issued_ms: wire.issued,
        })
    }
}

/// Names a root key of an organisation in a table.
type Place = (OrganisationId, [u8; 32]);

/// Which root keys are an organisation's.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    held: BTreeSet<Place>,
    linked: Vec<Succession>,
}

impl Roots {
    /// The roots that these successions lead to, each chain beginning with the root whose fingerprint is the organisation's
    /// id. What hangs on no chain is passed over.
    pub fn of(successions: impl IntoIterator<Item = Succession>) -> Self {
        let mut waiting: BTreeMap<Place, Vec<Succession>> = BTreeMap::new();
        for one in successions {
            let place = (one.owner, one.root.to_bytes());
            waiting.entry(place).or_default().push(one);
        }
        let mut next: Vec<Place> = waiting
            .iter()
            .filter(|(_, said)| said[0].root.organisation() == said[0].owner)
            .map(|(place, _)| *place)
            .collect();
        let mut roots = Self::default();
        while let Some(place) = next.pop() {
            for one in waiting.remove(&place).unwrap_or_default() {
                let successor = (one.owner, one.successor.to_bytes());
                roots.held.insert(successor);
                roots.linked.push(one);
                next.push(successor);
            }
        }
        roots
    }

    /// Whether a root key is the organisation's.
    pub fn holds(&self, owner: OrganisationId, root: &PublicKey) -> bool {
        root.organisation() == owner || self.held.contains(&(owner, root.to_bytes()))
    }

    /// The successions that hold, in an order in which each follows those it rests on.
    pub fn successions(&self) -> &[Succession] {
        &self.linked
    }

    /// An organisation's roots from the first one on, as far as they are a line; then whether they are nothing but a line.
    pub fn line(&self, owner: OrganisationId, first: PublicKey) -> Line {
        let mut successors: BTreeMap<[u8; 32], Vec<PublicKey>> = BTreeMap::new();
        for one in self.linked.iter().filter(|one| one.owner == owner) {
            let known = successors.entry(one.root.to_bytes()).or_default();
            if !known.contains(&one.successor) {
                known.push(one.successor);
            }
        }
        let mut line = Line {
            roots: vec![first],
            is_straight: true,
        };
        let mut passed = BTreeSet::from([first.to_bytes()]);
        loop {
            match successors.remove(&line.last().to_bytes()).as_deref() {
                None => return line,
                Some([successor]) if passed.insert(successor.to_bytes()) => {
                    line.roots.push(*successor);
                }
                Some(_) => {
                    line.is_straight = false;
                    return line;
                }
            }
        }
    }
}

/// The roots of one organisation, the first one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The roots; where one has named several successors, they end with it.
    pub roots: Vec<PublicKey>,
    /// Whether no root has named two successors. Where one has, nobody can tell which of them to believe.
    pub is_straight: bool,
}

impl Line {
    /// The root that is in use now.
    pub fn last(&self) -> PublicKey {
        // It begins with the first root and only grows.
        self.roots[self.roots.len() - 1]
    }

    /// Whether somebody who once made sure of `pinned` can be sure of the root in use now.
    pub fn follows_from(&self, pinned: &PublicKey) -> bool {
        self.is_straight && self.roots.contains(pinned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(number: u8) -> RootKey {
        RootKey::from_seed(&[number; 32])
    }

    fn names(owner: &RootKey, old: u8, new: u8) -> Succession {
        let owner = owner.public().organisation();
        let envelope = SuccessionEnvelope::issue(owner, &root(old), &root(new).public(), 1);
        envelope.verify().unwrap()
    }

    #[test]
    fn a_chain_holds_whatever_the_order_in_which_it_is_learnt() {
        let first = root(1);
        let owner = first.public().organisation();
        let chain = [
            names(&first, 1, 2),
            names(&first, 2, 3),
            names(&first, 3, 4),
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let roots = Roots::of(order.map(|at| chain[at]));
            assert!((1..=4).all(|number| roots.holds(owner, &root(number).public())));
            let line = roots.line(owner, first.public());
            assert_eq!((line.roots.len(), line.last()), (4, root(4).public()));
            assert!(line.follows_from(&root(2).public()));
        }
        let without_a_link = Roots::of([chain[0], chain[2]]);
        assert!(!without_a_link.holds(owner, &root(4).public()));
    }

    #[test]
    fn nobody_but_the_old_root_names_a_successor() {
        let (ours, thief) = (root(1), root(9));
        let owner = ours.public().organisation();
        let claim = SuccessionEnvelope::issue(owner, &thief, &root(2).public(), 1);
        let roots = Roots::of([claim.verify().unwrap()]);
        assert!(
            !roots.holds(owner, &root(2).public()),
            "it hangs on no chain"
        );
        assert!(!roots.holds(owner, &thief.public()));
        let mut forged = SuccessionEnvelope::issue(owner, &ours, &root(2).public(), 1);
        forged.body = String::from_utf8(forged.body)
            .unwrap()
            .replace("\"issued\":1", "\"issued\":2")
            .into_bytes();
        assert_eq!(forged.verify(), Err(CertificateError::BadSignature));
    }

    #[test]
    fn two_successors_of_one_root_are_no_line() {
        let first = root(1);
        let owner = first.public().organisation();
        let roots = Roots::of([names(&first, 1, 2), names(&first, 1, 3)]);
        let line = roots.line(owner, first.public());
        assert!(!line.is_straight && !line.follows_from(&first.public()));
        assert!(
            roots.holds(owner, &root(3).public()),
            "what they certified still holds"
        );
        let round = Roots::of([names(&first, 1, 2), names(&first, 2, 1)]);
        assert!(
            !round.line(owner, first.public()).is_straight,
            "nor is a circle"
        );
    }
}
