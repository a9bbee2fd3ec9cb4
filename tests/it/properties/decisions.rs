//! What we decide of senders and imports are records too: desktops that know the same show the same, whether a decision
//! came before or after what it decides, and whether it came by itself or inside an import that is itself hidden.

use std::collections::BTreeMap;

use essaim_model::document::Change;
use essaim_model::{Path, RevisionHash, Value};
use essaim_revision::certificate::seal;
use essaim_revision::{Body, Clock, Revision, Stamp, State};
use essaim_store::{RecordKey, Trust};
use proptest::prelude::*;

use super::history::{History, play, steps};
use super::world::{Commune, Dice, NOW, Seen, Workspace, commune, for_all, id};

/// The bundle that brings our own desktops' decisions.
const OWN: usize = 4;

/// What can be handed to a workspace.
#[derive(Clone)]
enum Delivery {
    Import { import: String, bundle: usize },
    Decision(usize),
}

/// Three communes, what two of them sent, and what the third decided.
struct Story {
    own: Commune,
    others: [Commune; 2],
    histories: [History; 2],
    bundles: BTreeMap<usize, Vec<(usize, usize)>>,
    decisions: Vec<Revision>,
    in_own_bundle: Vec<usize>,
    deliveries: Vec<Delivery>,
}

fn bundle_id(bundle: usize) -> String {
    format!("bundle-{bundle}")
}

/// Decides of a subject, having seen the decisions in `seen`.
fn decide(
    own: &Commune,
    at: usize,
    (desk, seen): (usize, &State),
    (kind, subject): (&str, &str),
    (name, value): (&str, Value),
) -> Revision {
    let device = own.desks[desk].id;
    let n = at as u64 + 1;
    let clock = Clock {
        ms: NOW - 1000 + n,
        counter: 0,
    };
    let change = Change::Set(Path::new(name).expect("a path"), value);
    let body = Body {
        kind: kind.to_owned(),
        record: id(subject),
        owner: own.id,
        class: "internal".to_owned(),
        device,
        n,
        clock,
        state: seen.apply(Stamp { device, n }, clock, &[change]),
    };
    seal(body, &own.desks[desk].key)
}

impl Story {
    fn tell(seed: u64, histories: [History; 2], others: [Commune; 2], own: Commune) -> Self {
        let mut story = Story {
            own,
            others,
            histories,
            bundles: BTreeMap::new(),
            decisions: Vec::new(),
            in_own_bundle: Vec::new(),
            deliveries: Vec::new(),
        };
        let mut dice = Dice::new(seed);
        story.pack(&mut dice);
        story.decide(&mut dice);
        story
    }

    /// Each bundle holds some revisions of one commune; some come twice.
    fn pack(&mut self, dice: &mut Dice) {
        for bundle in 0..1 + dice.roll(3) {
            let sender = dice.roll(2);
            let count = self.histories[sender].written.len();
            let part = (0..count).filter(|_| dice.roll(3) > 0);
            let part = part.map(|index| (sender, index)).collect();
            self.bundles.insert(bundle, part);
            for copy in 0..1 + dice.roll(2) {
                let import = format!("import-{bundle}-{copy}");
                self.deliveries.push(Delivery::Import { import, bundle });
            }
        }
    }

    fn decide(&mut self, dice: &mut Dice) {
        let mut states: BTreeMap<String, State> = BTreeMap::new();
        for at in 0..dice.roll(7) {
            let (kind, subject, leaf) = self.subject(dice);
            let state = states.entry(subject.clone()).or_default();
            let blind = State::default();
            let seen = if dice.roll(3) == 0 { &blind } else { &*state };
            let desk = (dice.roll(3), seen);
            let decision = decide(&self.own, at, desk, (kind, &subject), leaf);
            *state = state.join(&decision.body.state);
            // What hides the bundle of our own decisions cannot lie in it: its id names all that it holds.
            let about_itself = subject == bundle_id(OWN);
            if dice.roll(3) == 0 && !about_itself {
                self.in_own_bundle.push(at);
            } else {
                self.deliveries.push(Delivery::Decision(at));
            }
            self.decisions.push(decision);
        }
        if !self.in_own_bundle.is_empty() {
            let import = "import-own".to_owned();
            self.deliveries.push(Delivery::Import {
                import,
                bundle: OWN,
            });
        }
    }

    fn subject(&self, dice: &mut Dice) -> (&'static str, String, (&'static str, Value)) {
        if dice.roll(2) == 0 {
            let state = ["accepted", "verified", "refused", "later"][dice.roll(4)];
            let subject = self.others[dice.roll(2)].id.to_string();
            return ("sender_decision", subject, ("state", state.into()));
        }
        let bundle = [0, 1, 2, OWN][dice.roll(4)];
        let hidden = Value::Flag(dice.roll(3) > 0);
        ("import_decision", bundle_id(bundle), ("hidden", hidden))
    }

    fn deliver(&self, deliveries: &[Delivery]) -> Workspace {
        let mut workspace = Workspace::of(&self.own, &[]);
        for delivery in deliveries {
            match delivery {
                Delivery::Decision(index) => workspace.give([&self.decisions[*index]]),
                Delivery::Import { import, bundle } if *bundle == OWN => {
                    let part = self.in_own_bundle.iter();
                    let part: Vec<_> = part.map(|index| &self.decisions[*index]).collect();
                    workspace.import(import, &bundle_id(OWN), &self.own, &part);
                }
                Delivery::Import { import, bundle } => {
                    let part = self.bundles[bundle].iter();
                    let part: Vec<_> = part
                        .map(|(sender, index)| &self.histories[*sender].written[*index].revision)
                        .collect();
                    let sender = self.bundles[bundle]
                        .first()
                        .map_or(0, |(sender, _)| *sender);
                    workspace.import(import, &bundle_id(*bundle), &self.others[sender], &part);
                }
            }
        }
        workspace
    }

    fn records(&self) -> Vec<RecordKey> {
        let decided = self.decisions.iter().map(|decision| RecordKey {
            owner: self.own.id,
            id: decision.body.record.clone(),
        });
        let sent = self.histories.iter().flat_map(History::records);
        sent.chain(decided).collect()
    }

    /// All that people see, and what counts and is thought of whom behind it.
    fn seen(&self, workspace: &Workspace) -> Everything {
        let view = workspace.store.view();
        let sent = self.histories.iter().flat_map(History::revisions);
        let counting = sent
            .chain(&self.decisions)
            .filter(|one| view.counts(one.hash).expect("readable"))
            .map(|one| one.hash);
        let imports = view.imports().expect("readable").into_iter();
        Everything {
            seen: workspace.seen(&self.records()),
            counting: counting.collect(),
            trust: self
                .others
                .each_ref()
                .map(|other| view.trust(other.id).expect("readable")),
            hidden: imports.map(|import| (import.id, import.hidden)).collect(),
        }
    }
}

#[derive(Debug, PartialEq)]
struct Everything {
    seen: Seen,
    counting: Vec<RevisionHash>,
    trust: [Trust; 2],
    hidden: BTreeMap<String, bool>,
}

#[test]
fn p04_desktops_that_know_the_same_show_the_same_decisions_included() {
    let strategy = (steps(10), steps(10), any::<u64>(), any::<u64>());
    for_all(600, strategy, |((a, left), (b, right), seed, order)| {
        let others = [commune(2, 5), commune(3, 5)];
        let histories = [play(&others[0], a, &left), play(&others[1], b, &right)];
        let mut story = Story::tell(seed, histories, others, commune(1, 3));
        let one = story.deliver(&story.deliveries);
        let mut deliveries = std::mem::take(&mut story.deliveries);
        Dice::new(order).shuffle(&mut deliveries);
        let mut other = story.deliver(&deliveries);
        let everything = story.seen(&one);
        prop_assert_eq!(&everything, &story.seen(&other));
        other.rebuilt(&[]);
        prop_assert_eq!(
            &everything,
            &story.seen(&other),
            "nor does a rebuild matter"
        );
        Ok(())
    });
}

#[test]
fn only_our_own_decisions_decide() {
    let (own, stranger) = (commune(1, 1), commune(2, 1));
    let subject = stranger.id.to_string();
    let blind = State::default();
    let praise = decide(
        &stranger,
        0,
        (0, &blind),
        ("sender_decision", &subject),
        ("state", "verified".into()),
    );
    let mut workspace = Workspace::of(&own, &[]);
    workspace.import("i1", "b1", &stranger, &[&praise]);
    let trust = workspace.store.view().trust(stranger.id).expect("readable");
    assert_eq!(trust, Trust::Unknown, "a stranger cannot vouch for itself");
}
