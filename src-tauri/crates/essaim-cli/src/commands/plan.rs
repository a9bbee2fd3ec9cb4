//! What an import would do, or did, in words and as JSON.

use essaim_ops::exchange::{Incoming, PlanEntry};
use essaim_ops::sender::{Doubt, Sender};
use essaim_ops::{OpError, Trust};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};

use super::Outcome;
use crate::answer::{Answer, Failure, Said};
use crate::arguments::Files;
use crate::carried;
use crate::session::Session;
use crate::words::{Words, timestamp, trust_name};

/// Tells what importing these files would do. Nothing is written.
pub(super) fn plan(asked: &Files, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let mut plans = Vec::new();
    let mut text = Vec::new();
    let passphrase = asked.secret.passphrase()?;
    for file in &asked.files {
        let planned = carried::each(file, passphrase.as_deref(), |arrival| {
            workspace.plan(arrival, &session.limits, &session.watch())
        })?;
        for incoming in planned {
            text.push(for_people(&incoming, session.words, false));
            plans.push(described(incoming, session.words));
        }
    }
    let said = match <[Described; 1]>::try_from(plans) {
        Ok([only]) => Said::Plan(Box::new(only)),
        Err(plans) => Said::Plans {
            name: "plans",
            plans,
            beside: Map::new(),
        },
    };
    Ok(Answer::plans(said, text.join("\n\n")))
}

/// A plan for scripts.
#[derive(Debug)]
pub(crate) struct Described {
    /// Everything but the records.
    pub(crate) beside: Map<String, Json>,
    records: [(&'static str, Vec<PlanEntry>); 5],
    words: Words,
}

impl Serialize for Described {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (name, value) in &self.beside {
            object.serialize_entry(name, value)?;
        }
        for (name, entries) in &self.records {
            object.serialize_entry(name, &Entries(entries, self.words))?;
        }
        object.end()
    }
}

/// The records of a plan, put into words one after the other: there may be tens of thousands.
struct Entries<'e>(&'e [PlanEntry], Words);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entries(entries, words) = self;
        serializer.collect_seq(entries.iter().map(|entry| entry_json(entry, *words)))
    }
}

/// What scripts are told of a plan.
pub(super) fn described(incoming: Incoming, words: Words) -> Described {
    let notices = notices(&incoming);
    let plan = incoming.plan;
    let refused = plan.refused.iter().map(|refusal| {
        let what = refusal.what().unwrap_or_default().to_owned();
        let failure = Failure::from(OpError::from(refusal.clone()));
        json!({"id": what, "kind": "part", "title": failure.text(words.0), "code": refusal.code()})
    });
    let missing = plan
        .missing_attachments
        .iter()
        .map(|(name, size)| json!({"id": name, "kind": "attachment", "title": name, "size": size}));
    let authors = incoming.authors.iter().map(sender_json);
    let members = [
        ("file", incoming.file.display().to_string().into()),
        ("bundle_id", incoming.bundle_id.into()),
        ("carrier", incoming.carrier.name().into()),
        ("container", incoming.container.into()),
        ("purpose", incoming.purpose.into()),
        ("sender", sender_json(&incoming.sender)),
        ("authors", authors.collect::<Vec<Json>>().into()),
        ("notices", notices.into()),
        (
            "already_received",
            incoming.already_received_ms.map(timestamp).into(),
        ),
        ("refused", refused.collect::<Vec<Json>>().into()),
        ("missing_attachments", missing.collect::<Vec<Json>>().into()),
        ("ignored", incoming.ignored.into()),
    ];
    let members = members.into_iter();
    Described {
        beside: members
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        records: [
            ("new", plan.fresh),
            ("updated", plan.updated),
            ("known", plan.known),
            ("conflicts", plan.conflicts),
            ("revoked", plan.revoked),
        ],
        words,
    }
}

/// A sender for scripts.
pub(super) fn sender_json(sender: &Sender) -> Json {
    json!({
        "id": sender.id.to_string(),
        "name": sender.name,
        "insee": sender.insee,
        "trust": trust_name(sender.trust),
        "doubts": sender.doubts.iter().map(doubt_json).collect::<Vec<Json>>(),
    })
}

fn doubt_json(doubt: &Doubt) -> Json {
    let (code, others) = match doubt {
        Doubt::SameCode(others) => ("same_code", others.as_slice()),
        Doubt::SameName(others) => ("same_name", others.as_slice()),
        Doubt::KeyForked => return json!({"code": "key_forked"}),
    };
    let others = others.iter().map(|other| {
        json!({"id": other.id.to_string(), "name": other.name, "trust": trust_name(other.trust)})
    });
    json!({"code": code, "others": others.collect::<Vec<Json>>()})
}

/// Codes of what else should be said.
fn notices(incoming: &Incoming) -> Vec<Json> {
    let renewed = incoming.has_new_key.then(|| "key_renewed".into());
    renewed.into_iter().collect()
}

fn entry_json(entry: &PlanEntry, words: Words) -> Json {
    let mut json = json!({"id": entry.id.as_str(), "kind": entry.kind, "title": entry.title, "owner": entry.owner.to_string()});
    if let (Json::Object(members), false) = (&mut json, entry.changes.is_empty()) {
        let changes = entry.changes.iter().map(|change| {
            json!({
                "path": change.path.as_str(),
                "label": change.label.map(|label| words.label(label)),
                "before": change.before.as_ref().map(Json::from),
                "after": change.after.as_ref().map(Json::from),
            })
        });
        members.insert("changes".to_owned(), changes.collect());
    }
    json
}

/// The report for people: from whom, then each group by title.
pub(super) fn for_people(incoming: &Incoming, words: Words, imported: bool) -> String {
    let plan = &incoming.plan;
    let sender = &incoming.sender;
    let mut lines = vec![format!(
        "{} — {} ({})",
        incoming.file.display(),
        words.from(&sender.name),
        words.trust(sender.trust)
    )];
    if let Some(ms) = incoming.already_received_ms {
        lines.push(format!(
            "{} {}.",
            words.pick("Déjà reçu le", "Already received on"),
            words.moment(ms)
        ));
    }
    if incoming.has_new_key {
        let renewed = "Cet expéditeur a une nouvelle clé, signée par l'ancienne.";
        lines.push(
            words
                .pick(renewed, "This sender has a new key, signed by the old one.")
                .to_owned(),
        );
    }
    lines.extend(words.doubts(&sender.doubts));
    for author in &incoming.authors {
        let by = words.pick("transmis par", "forwarded by");
        lines.push(format!(
            "{} ({}), {by} {}",
            author.name,
            words.trust(author.trust),
            sender.name
        ));
        lines.extend(words.doubts(&author.doubts));
    }
    let groups = [
        (words.pick("Nouveau", "New"), &plan.fresh),
        (words.pick("Mis à jour", "Updated"), &plan.updated),
        (words.pick("Déjà connu", "Known"), &plan.known),
        (words.pick("En conflit", "In conflict"), &plan.conflicts),
        (
            words.pick(
                "D'un poste révoqué, mis à part",
                "From a revoked desktop, set apart",
            ),
            &plan.revoked,
        ),
    ];
    for (name, entries) in groups.iter().filter(|(_, entries)| !entries.is_empty()) {
        lines.push(words.above(&format!("{name} ({})", entries.len())));
        lines.extend(
            entries
                .iter()
                .take(MOST_TITLES)
                .map(|entry| format!("  {}", entry.title)),
        );
        if entries.len() > MOST_TITLES {
            lines.push("  …".to_owned());
        }
    }
    for refusal in &plan.refused {
        lines.push(Failure::from(OpError::from(refusal.clone())).text(words.0));
    }
    if !plan.missing_attachments.is_empty() {
        let count = plan.missing_attachments.len();
        lines.push(words.count(
            count,
            ["pièce suivra.", "pièces suivront."],
            ["attachment will follow.", "attachments will follow."],
        ));
    }
    if imported && matches!(sender.trust, Trust::Unknown | Trust::Refused) {
        let apart = "Cet expéditeur n'est pas accepté : son contenu reste à l'écart (--accept-unknown l'accepte).";
        lines.push(words.pick(apart, "This sender is not accepted: its content stays apart (--accept-unknown accepts it).").to_owned());
    }
    lines.join("\n")
}

/// How many titles of a group people are shown.
const MOST_TITLES: usize = 40;
