//! What speaks against a sender, whatever we decided: it is told wherever the sender is shown.

use essaim_model::OrganisationId;
use essaim_store::{Claim, SameAs, Trust, View};

use super::{Sender, card_leaves};
use crate::OpError;
use crate::record::text;

/// Something people must know before they rely on a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Others claim the same Insee code or SIREN with another key. At most one of them is right.
    SameCode(Vec<Claimant>),
    /// Others claim the same name with another key, and no code tells them apart.
    SameName(Vec<Claimant>),
    /// One of its root keys has named two successors: nobody can tell which to believe.
    KeyForked,
}

/// Another organisation that claims a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimant {
    /// Its id.
    pub id: OrganisationId,
    /// The name on its card.
    pub name: String,
    /// What we think of it.
    pub trust: Trust,
}

/// What speaks against a sender, by the codes that it claims and the line of its keys.
pub(crate) fn doubts(view: &View<'_>, sender: &Sender, now_ms: u64) -> Result<Vec<Doubt>, OpError> {
    let mut doubts = Vec::new();
    let claim = Claim {
        insee: sender.insee.as_deref(),
        siren: sender.siren.as_deref(),
        name: &sender.name,
    };
    let (mut codes, mut names) = (Vec::new(), Vec::new());
    for (id, same) in view.claimants(&claim, sender.id)? {
        let claimant = Claimant {
            id,
            name: text(&card_leaves(view, id, now_ms)?, "title").unwrap_or_default(),
            trust: view.trust(id)?,
        };
        match same {
            SameAs::Code => codes.push(claimant),
            SameAs::Name => names.push(claimant),
        }
    }
    if !codes.is_empty() {
        doubts.push(Doubt::SameCode(codes));
    }
    if !names.is_empty() {
        doubts.push(Doubt::SameName(names));
    }
    if view.line(sender.id)?.is_some_and(|line| !line.is_straight) {
        doubts.push(Doubt::KeyForked);
    }
    Ok(doubts)
}
