//! Whose a bundle's records are: forwarded content keeps its author, and the author's trust decides, not the carrier's.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::OrganisationId;
use essaim_store::{Prepared, View};

use super::{Incoming, Plan};
use crate::record::text;
use crate::sender::{self, Sender};
use crate::{OpError, Workspace};

/// What the cards in a bundle say of organisations of which none is here: name, Insee code, SIREN, département.
#[derive(Default)]
pub(super) struct Cards(BTreeMap<OrganisationId, [Option<String>; 4]>);

impl Cards {
    /// Notes a revision if it is an organisation's own card.
    pub(super) fn note(&mut self, prepared: &Prepared, now_ms: u64) -> Result<(), OpError> {
        let owner = prepared.key.owner;
        if prepared.kind == "organisation" && prepared.key.id.as_str() == owner.to_string() {
            let leaves = prepared.state()?.displayed(now_ms);
            let named = ["title", "insee", "siren", "department"].map(|name| text(&leaves, name));
            self.0.insert(owner, named);
        }
        Ok(())
    }

    fn claim(&self, sender: &mut Sender) {
        let Some([name, insee, siren, department]) = self.0.get(&sender.id) else {
            return;
        };
        if sender.name.is_empty() {
            sender.name = name.clone().unwrap_or_default();
            sender.insee.clone_from(insee);
            sender.siren.clone_from(siren);
            sender.department.clone_from(department);
        }
    }
}

impl Plan {
    /// All entries that name a record.
    fn owners(&self) -> BTreeSet<OrganisationId> {
        let lists = [
            &self.fresh,
            &self.updated,
            &self.known,
            &self.conflicts,
            &self.revoked,
        ];
        lists
            .into_iter()
            .flatten()
            .map(|entry| entry.owner)
            .collect()
    }
}

/// The organisations but the sender whose records the plan names, as people see them.
pub(super) fn authors(
    view: &View<'_>,
    plan: &Plan,
    cards: &Cards,
    (sender, own): (OrganisationId, OrganisationId),
    now_ms: u64,
) -> Result<Vec<Sender>, OpError> {
    let others = plan.owners().into_iter();
    let mut authors = Vec::new();
    for id in others.filter(|id| ![sender, own].contains(id)) {
        let mut author = sender::card(view, id, now_ms)?;
        cards.claim(&mut author);
        author.doubts = sender::doubts(view, &author, now_ms)?;
        authors.push(author);
    }
    Ok(authors)
}

impl Workspace {
    /// Tells anew of the sender and the authors, as they stand after an import.
    pub(super) fn tell_of_people(&self, incoming: &mut Incoming) -> Result<(), OpError> {
        let now_ms = self.machine().clock.now_ms();
        let own = self.organisation()?;
        let store = self.reader();
        let view = store.view();
        let known = sender::card(&view, incoming.sender.id, now_ms)?;
        if known.name.is_empty() {
            incoming.sender.trust = known.trust;
        } else {
            incoming.sender = known;
        }
        let people = (incoming.sender.id, own);
        incoming.authors = authors(&view, &incoming.plan, &Cards::default(), people, now_ms)?;
        Ok(())
    }
}
