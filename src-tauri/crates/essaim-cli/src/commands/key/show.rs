//! Shows an organisation's keys and desktops.

use essaim_ops::key::{Desktop, Keys};
use serde_json::{Value as Json, json};

use super::super::{Outcome, plan};
use super::organisation;
use crate::answer::Answer;
use crate::arguments::Organisation;
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Ours, unless another organisation is named.
pub(super) fn show(asked: &Organisation, session: &Session<'_>) -> Outcome {
    let of = asked
        .organisation
        .as_deref()
        .map(organisation)
        .transpose()?;
    let keys = session.open()?.keys(of)?;
    Ok(Answer::new(
        described(&keys),
        for_people(&keys, session.words),
    ))
}

fn described(keys: &Keys) -> Json {
    let desktop = |desktop: &Desktop| {
        let apart = desktop.kept_apart.iter().map(|one| {
            json!({
                "revision": one.hash.to_string(),
                "id": one.key.id.as_str(),
                "kind": one.kind,
                "title": one.title,
                "n": one.number,
                "date": timestamp(one.ms),
            })
        });
        json!({
            "device": desktop.id.to_string(),
            "person": desktop.person,
            "this": desktop.is_this,
            "certified": timestamp(desktop.certified_ms),
            "last_n": desktop.last_number,
            "revoked_from": desktop.revoked_from,
            "kept_apart": apart.collect::<Vec<Json>>(),
        })
    };
    let renewals = keys.renewals.iter().map(|ms| timestamp(*ms).into());
    let mut json = json!({
        "organisation": plan::sender_json(&keys.organisation),
        "root": keys.root,
        "held": keys.is_held,
        "renewed": renewals.collect::<Vec<Json>>(),
        "forked": keys.is_forked,
        "desktops": keys.desktops.iter().map(desktop).collect::<Vec<Json>>(),
    });
    // What scripts look for first.
    json["id"] = keys.organisation.id.to_string().into();
    json
}

fn for_people(keys: &Keys, words: Words) -> String {
    let organisation = &keys.organisation;
    let mut lines = vec![
        format!(
            "{} ({})",
            organisation.name,
            words.trust(organisation.trust)
        ),
        words.named(words.pick("Identifiant", "Id"), organisation.id),
        words.named(words.pick("Clé", "Key"), &keys.root),
    ];
    for ms in &keys.renewals {
        let renewed = words.pick("Clé renouvelée le", "Key renewed on");
        lines.push(format!("{renewed} {}", words.moment(*ms)));
    }
    lines.extend(words.doubts(&organisation.doubts));
    for desktop in &keys.desktops {
        let this = words.pick(" · ce poste", " · this desktop");
        lines.push(format!(
            "  {}  {}{}",
            desktop.id,
            desktop.person,
            if desktop.is_this { this } else { "" }
        ));
        if let Some(from) = desktop.revoked_from {
            let revoked = words.pick("    révoqué à partir du n°", "    revoked from no.");
            let count = words.count(
                desktop.kept_apart.len(),
                ["version mise à part", "versions mises à part"],
                ["version set apart", "versions set apart"],
            );
            lines.push(format!("{revoked} {from} · {count}"));
        }
    }
    lines.join("\n")
}
