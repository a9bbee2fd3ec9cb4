//! How sure one is of whom: words over the telephone, renewed keys, revoked desktops, doubtful claims, forwarded content.

use essaim_host::FolderKeystore;
use essaim_model::document::Change;
use essaim_model::{OrganisationId, Path, RecordId};
use essaim_ops::machine::Keystore;
use essaim_revision::certificate::seal;
use essaim_revision::{
    Body, CertificateEnvelope, Clock, DeviceKey, Revision, RootKey, Stamp, State,
};
use essaim_store::{Prepared, Source, Store};
use serde_json::{Value, json};

use super::{Desktop, ids};

fn sheet(desktop: &Desktop, id: &str, title: &str) -> String {
    desktop.add("solution", &json!({"id": id, "title": title}));
    desktop.bundle(&format!("{id}.essaim"), &[id])
}

fn own_id(desktop: &Desktop) -> String {
    desktop.done(&["key", "show"])["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

fn words(desktop: &Desktop, of: &[&str]) -> Vec<String> {
    let answer = desktop.done(&[&["key", "words"], of].concat());
    let words = answer["words"].as_array().expect("words");
    words
        .iter()
        .map(|word| word.as_str().unwrap_or_default().to_owned())
        .collect()
}

fn correspondent(desktop: &Desktop, id: &str) -> Value {
    let all = desktop.done(&["correspondents"]);
    let all = all["correspondents"].as_array().expect("a list");
    all.iter()
        .find(|one| one["id"] == id)
        .cloned()
        .unwrap_or_default()
}

#[test]
fn a_sender_is_verified_by_the_six_words_that_it_reads_out_and_by_no_others() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let bundle = sheet(&roubaix, "maison", "Maison à 1 €");
    saint_amand.done(&["import", &bundle]);
    let id = own_id(&roubaix);
    assert_eq!(
        correspondent(&saint_amand, &id)["trust"],
        "unknown",
        "seen is not verified"
    );
    assert_eq!(
        saint_amand.done(&["list", "solution"])["total"],
        0,
        "it stands apart"
    );
    let read_out = words(&roubaix, &[]);
    assert_eq!(read_out.len(), 6);
    assert_eq!(
        words(&saint_amand, &[&id]),
        read_out,
        "the same words on both ends of the line"
    );

    let mut wrong = read_out.clone();
    wrong.swap(0, 5);
    let refused = saint_amand.run(&["key", "verify", &id, &wrong.join(" ")]);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (1, "words_differ")
    );
    assert_eq!(correspondent(&saint_amand, &id)["trust"], "unknown");

    let shouted = read_out.join(" ").to_uppercase();
    let verified = saint_amand.done(&["key", "verify", &id, &shouted]);
    assert_eq!(verified["trust"], "verified");
    assert_eq!(
        saint_amand.done(&["list", "solution"])["total"],
        1,
        "and what it sent is there"
    );
    saint_amand.done(&["undo"]);
    assert_eq!(
        correspondent(&saint_amand, &id)["trust"],
        "unknown",
        "it was one step"
    );
    assert_eq!(saint_amand.done(&["check"])["ok"], true);
}

#[test]
fn a_renewed_key_keeps_what_was_verified_and_has_words_of_its_own() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    saint_amand.done(&["import", &sheet(&roubaix, "maison", "Maison à 1 €")]);
    let (id, before) = (own_id(&roubaix), words(&roubaix, &[]));
    saint_amand.done(&["key", "verify", &id, &before.join(" ")]);
    let renewed = roubaix.done(&["key", "renew"]);
    let after = words(&roubaix, &[]);
    assert_eq!(
        (renewed["id"].as_str(), renewed["words"] == json!(after)),
        (Some(&*id), true)
    );
    assert_ne!(after, before);
    roubaix.done(&["key", "renew"]);
    let bundle = sheet(&roubaix, "velo", "Vélo-école");
    let plan = saint_amand.done(&["plan", &bundle]);
    assert_eq!(
        (&plan["notices"], &plan["sender"]["trust"]),
        (&json!(["key_renewed"]), &json!("verified"))
    );
    saint_amand.done(&["import", &bundle]);
    let known = correspondent(&saint_amand, &id);
    assert_eq!(
        known["trust"], "verified",
        "each old key has vouched for the next"
    );
    assert!(known["key_renewed"].is_string() && known["doubts"] == json!([]));
    assert_eq!(words(&saint_amand, &[&id]), words(&roubaix, &[]));
    assert_eq!(
        saint_amand.done(&["plan", &bundle])["notices"],
        json!([]),
        "told once"
    );
    assert_eq!(
        saint_amand.done(&["key", "show", &id])["renewed"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    for desktop in [&roubaix, &saint_amand] {
        assert_eq!(desktop.done(&["check"])["ok"], true);
    }
}

#[test]
fn two_organisations_with_one_code_are_both_flagged_wherever_they_are_shown() {
    let (roubaix, other, saint_amand) = (
        Desktop::of("59512"),
        Desktop::of("59512"),
        Desktop::of("18197"),
    );
    let (first, second) = (
        sheet(&roubaix, "maison", "Maison"),
        sheet(&other, "piege", "Piège"),
    );
    let (one, two) = (own_id(&roubaix), own_id(&other));
    saint_amand.done(&["import", "--accept-unknown", &first]);
    assert_eq!(correspondent(&saint_amand, &one)["doubts"], json!([]));
    let plan = saint_amand.done(&["plan", &second]);
    let doubt = &plan["sender"]["doubts"][0];
    assert_eq!(
        (&doubt["code"], &doubt["others"][0]["id"]),
        (&json!("same_code"), &json!(one))
    );
    assert_eq!(
        plan["sender"]["trust"], "unknown",
        "the name of somebody known is no reason to trust"
    );
    saint_amand.done(&["import", &second]);
    for (id, other) in [(&one, &two), (&two, &one)] {
        let doubt = correspondent(&saint_amand, id)["doubts"][0].clone();
        assert_eq!(
            (&doubt["code"], &doubt["others"][0]["id"]),
            (&json!("same_code"), &json!(other))
        );
    }
    assert_eq!(
        ids(&saint_amand.done(&["list", "solution"])["items"]),
        ["maison"]
    );
    // Whoever claims our own code is flagged too, and so are we.
    roubaix.done(&["import", &second]);
    assert_eq!(
        correspondent(&roubaix, &two)["doubts"][0]["others"][0]["trust"],
        "own"
    );
    assert_eq!(
        roubaix.done(&["key", "show"])["organisation"]["doubts"][0]["others"][0]["id"],
        json!(two)
    );
}

#[test]
fn a_stranger_that_takes_a_known_name_and_no_code_is_flagged_and_namesakes_with_codes_are_not() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    saint_amand.done(&[
        "import",
        "--accept-unknown",
        &sheet(&roubaix, "maison", "Maison"),
    ]);
    let stranger = Desktop::empty();
    stranger.done(&["init", "--name", "ROUBAIX", "--person", "X"]);
    let plan = saint_amand.done(&["plan", &sheet(&stranger, "piege", "Piège")]);
    assert_eq!(plan["sender"]["doubts"][0]["code"], "same_name");
    // Saint-Denis is the name of several communes, each with its code.
    let (seine, reunion) = (Desktop::of("93066"), Desktop::of("97411"));
    assert_eq!(
        seine.done(&["key", "show"])["organisation"]["name"],
        reunion.done(&["key", "show"])["organisation"]["name"]
    );
    saint_amand.done(&["import", "--accept-unknown", &sheet(&seine, "un", "Un")]);
    let plan = saint_amand.done(&["plan", &sheet(&reunion, "deux", "Deux")]);
    assert_eq!(plan["sender"]["doubts"], json!([]));
}

#[test]
fn forwarded_content_keeps_its_author_and_waits_for_the_author_not_the_carrier() {
    let (vannes, auray, lorient) = (
        Desktop::of("56260"),
        Desktop::of("56007"),
        Desktop::of("56121"),
    );
    auray.done(&[
        "import",
        "--accept-unknown",
        &sheet(&vannes, "maree", "Énergie marémotrice"),
    ]);
    auray.add("solution", &json!({"id": "port", "title": "Port à sec"}));
    let bundle = auray.bundle("auray.essaim", &["port", "maree"]);
    let plan = lorient.done(&["plan", &bundle]);
    assert_eq!(
        (&plan["sender"]["name"], &plan["authors"][0]["name"]),
        (&json!("Auray"), &json!("Vannes"))
    );
    assert_eq!(plan["authors"][0]["trust"], "unknown");
    lorient.done(&["import", "--accept-unknown", &bundle]);
    assert_eq!(
        ids(&lorient.done(&["list", "solution"])["items"]),
        ["port"],
        "Vannes is accepted by nobody here"
    );
    assert_eq!(
        correspondent(&lorient, &own_id(&vannes))["trust"],
        "unknown"
    );
    assert_eq!(
        correspondent(&lorient, &own_id(&auray))["trust"],
        "accepted"
    );
    let refused = lorient.run(&["adopt", "maree"]);
    assert_eq!((refused.status, refused.code().as_str()), (1, "set_apart"));
    assert_eq!(
        lorient.done(&["search", "marémotrice"])["total"],
        0,
        "nor is it found"
    );
    lorient.done(&[
        "key",
        "verify",
        &own_id(&vannes),
        &words(&vannes, &[]).join(" "),
    ]);
    assert_eq!(lorient.done(&["list", "solution"])["total"], 2);
    assert_eq!(
        lorient.run(&["show", "maree"]).output,
        vannes.run(&["show", "maree"]).output,
        "signed by its author still, to the byte"
    );
}

/// A second desktop of a commune, as far as its revisions go.
struct Second {
    key: DeviceKey,
    owner: OrganisationId,
}

impl Second {
    /// Certified with the root key in the keystore of the first.
    fn of(desktop: &Desktop) -> Self {
        let owner: OrganisationId = own_id(desktop).parse().expect("an id");
        let secret = FolderKeystore::new(desktop.path("keys")).load(&format!("root-{owner}"));
        let seed = secret
            .expect("readable")
            .expect("the first desktop holds the root key");
        let root = RootKey::from_seed(&seed.try_into().expect("32 bytes"));
        let key = DeviceKey::from_seed(&[0x77; 32]);
        let envelope = CertificateEnvelope::issue_for(owner, &root, &key.public(), 1);
        let certificate = envelope.verify().expect("it holds");
        let mut store = Store::open(&desktop.path("workspace")).expect("a workspace");
        let added = store.transaction(1, |tx| tx.add_certificate(&certificate, &envelope));
        added.expect("the certificate is stored");
        Self { key, owner }
    }

    fn write(&self, n: u64, before: &State, title: &str) -> Revision {
        let device = self.key.public().device();
        let (stamp, clock) = (Stamp { device, n }, Clock { ms: n, counter: 0 });
        let change = Change::Set(Path::new("title").expect("a path"), title.into());
        let body = Body {
            kind: "solution".to_owned(),
            record: RecordId::new("commun").expect("an id"),
            owner: self.owner,
            class: "shareable".to_owned(),
            device,
            n,
            clock,
            state: before.apply(stamp, clock, &[change]),
        };
        seal(body, &self.key)
    }
}

fn give(desktop: &Desktop, revision: Revision) {
    let mut store = Store::open(&desktop.path("workspace")).expect("a workspace");
    let given = store.transaction(9, |tx| {
        tx.append(&Prepared::new(revision, 9)?, Source::Local)
    });
    given.expect("it is stored");
}

#[test]
fn what_a_revoked_desktop_writes_from_its_number_on_counts_nowhere_and_is_told() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let second = Second::of(&roubaix);
    let device = second.key.public().device().to_string();
    let first = second.write(1, &State::default(), "Écrit au bureau");
    let stolen = second.write(2, &first.body.state, "Écrit par le voleur");
    give(&roubaix, first);
    give(&roubaix, stolen.clone());
    saint_amand.done(&[
        "import",
        "--accept-unknown",
        &roubaix.bundle("avant.essaim", &["commun"]),
    ]);
    assert_eq!(
        saint_amand.done(&["show", "commun"])["title"],
        "Écrit par le voleur"
    );

    let revoked = roubaix.done(&["key", "revoke", &device, "--from", "2"]);
    assert_eq!(
        (&revoked["from"], &revoked["kept_apart"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        roubaix.done(&["show", "commun"])["title"],
        "Écrit au bureau"
    );
    let keys = roubaix.done(&["key", "show"]);
    let desktop = keys["desktops"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["device"] == device.as_str());
    let apart = &desktop.expect("it is listed")["kept_apart"];
    assert_eq!(
        apart[0]["title"], "Écrit par le voleur",
        "nothing is lost, and it is told"
    );

    // The next bundle tells others, who then heed it for what they had, and for what still comes.
    roubaix.done(&[
        "set",
        "commun",
        &roubaix.file("set.json", "{\"summary\":\"Suite\"}"),
    ]);
    let after = roubaix.bundle("apres.essaim", &["commun"]);
    saint_amand.done(&["import", &after]);
    assert_eq!(
        saint_amand.run(&["show", "commun"]).output,
        roubaix.run(&["show", "commun"]).output
    );
    assert_eq!(
        saint_amand.done(&["show", "commun"])["title"],
        "Écrit au bureau"
    );
    let fresh = Desktop::of("56260");
    let plan = fresh.done(&["plan", &after]);
    assert_eq!(
        (ids(&plan["new"]), ids(&plan["revoked"])),
        (vec!["commun".to_owned()], vec![])
    );
    for desktop in [&roubaix, &saint_amand] {
        assert_eq!(desktop.done(&["check"])["ok"], true);
    }
    let this = keys["desktops"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["this"] == true);
    let this = this.expect("it is listed")["device"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(
        roubaix.run(&["key", "revoke", &this]).code(),
        "this_desktop"
    );
    assert_eq!(
        roubaix.run(&["key", "revoke", &"0".repeat(32)]).code(),
        "no_desktop"
    );
}

#[test]
fn a_correspondent_is_accepted_and_refused_by_a_command_and_undone() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    saint_amand.done(&["import", &sheet(&roubaix, "maison", "Maison à 1 €")]);
    let id = own_id(&roubaix);
    let listed = || ids(&saint_amand.done(&["list", "solution"])["items"]);
    assert_eq!(listed(), Vec::<String>::new(), "it waits apart");
    assert_eq!(
        saint_amand.done(&["key", "accept", &id])["trust"],
        "accepted"
    );
    assert_eq!(listed(), ["maison"]);
    assert_eq!(
        saint_amand.done(&["key", "refuse", &id])["trust"],
        "refused"
    );
    assert_eq!(listed(), Vec::<String>::new());
    saint_amand.done(&["undo"]);
    assert_eq!(correspondent(&saint_amand, &id)["trust"], "accepted");
    for nobody in [own_id(&saint_amand), "0".repeat(32)] {
        let refused = saint_amand.run(&["key", "accept", &nobody]);
        assert_eq!((refused.status, refused.code().as_str()), (1, "not_found"));
    }
}
