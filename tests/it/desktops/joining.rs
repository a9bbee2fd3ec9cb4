//! A new desktop comes to a commune by a request in which nothing is secret and an answer that only it can open.

use essaim_ops::desktop::{Take, look_at_answer, request};
use essaim_ops::exchange::Silent;
use essaim_ops::{OpError, Workspace};
use essaim_testkit::{TestMachine, roubaix, saint_amand};

use super::commune::{agent, join, project, seen, write};

#[test]
fn a_desktop_that_is_answered_in_full_starts_complete_and_signs_for_the_commune() {
    let first = roubaix().expect("a desktop");
    let id = project(&first, "Clause sociale");
    let second = join(&first, "Baptiste Leroy", 21, Take::All);
    assert_eq!(seen(first.folder()), seen(second.folder()));
    write(&second, &id, "title", "Clause sociale, étendue");
    let desktops = second.our_desktops().expect("the list");
    assert_eq!(desktops.len(), 2);
    assert!(desktops[0].is_this && desktops[0].agent.person == "Baptiste Leroy");
    assert_eq!(desktops[1].agent.person, "Awa Diallo");
    let at_first = first.our_desktops().expect("the list");
    assert_eq!(
        at_first[1].agent.service, "Cohésion sociale",
        "known as soon as it is certified"
    );
    assert_ne!(
        first.identity().expect("keys").device,
        second.identity().expect("keys").device
    );
}

#[test]
fn who_certifies_sees_who_asks_and_the_same_six_words() {
    let first = roubaix().expect("a desktop");
    let machine = TestMachine::new(5, &first.path("other-keys"));
    let (place, file) = (first.path("other"), first.path("d.essaim-demande"));
    let asked =
        request(&place, &agent("Baptiste Leroy"), &file, &machine.machine).expect("a request");
    let shown = first.look_at_request(&file).expect("a request");
    assert_eq!(shown.words, asked.words);
    assert_eq!(shown.agent, agent("Baptiste Leroy"));
    assert!(!shown.is_ours);
    let again = request(&place, &agent("B. Leroy"), &file, &machine.machine).expect("again");
    assert_eq!(
        again.words, asked.words,
        "who asks twice is the same desktop"
    );
    let text = std::fs::read_to_string(&file).expect("text");
    for kept in std::fs::read_dir(first.path("other-keys"))
        .expect("keys")
        .flatten()
    {
        let secret = std::fs::read(kept.path()).expect("a secret");
        let hex = |part: &[u8]| {
            part.iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        for part in secret.chunks(32) {
            assert!(!text.contains(&hex(part)), "nothing in a request is secret");
        }
    }
}

#[test]
fn an_answer_for_another_desktop_is_refused_with_a_sentence() {
    let first = roubaix().expect("a desktop");
    let ask = |name: &str, seed| {
        let machine = TestMachine::new(seed, &first.path(&format!("keys-{name}")));
        let file = first.path(&format!("{name}.essaim-demande"));
        request(&first.path(name), &agent(name), &file, &machine.machine).expect("a request");
        (machine.machine, file)
    };
    let ((one, asked), (other, _)) = (ask("un", 5), ask("deux", 6));
    let answer = first.path("r.essaim-reponse");
    first
        .admit(&asked, None, Take::All, &answer, &Silent)
        .expect("an answer");
    let refused = |result: Result<Workspace, OpError>| match result {
        Ok(_) => "accepted",
        Err(error) => error.code(),
    };
    let place = first.path("deux");
    assert_eq!(
        refused(Workspace::join(&place, &answer, other.clone(), &Silent)),
        "answer_for_another"
    );
    assert_eq!(
        look_at_answer(&place, &answer, &other)
            .map_err(|error| error.code())
            .err(),
        Some("answer_for_another")
    );
    let nobody = TestMachine::new(7, &first.path("keys-none"));
    let none = first.path("none");
    assert_eq!(
        refused(Workspace::join(&none, &answer, nobody.machine, &Silent)),
        "no_request"
    );
    assert!(
        !place.join("essaim.db").exists(),
        "no workspace is left behind"
    );
    let shown = look_at_answer(&first.path("un"), &answer, &one).expect("its own answer");
    assert_eq!(
        (shown.name.as_str(), shown.by.person.as_str()),
        ("Roubaix", "Awa Diallo")
    );
    Workspace::join(&first.path("un"), &answer, one.clone(), &Silent).expect("a workspace");
    assert_eq!(
        refused(Workspace::join(
            &first.path("un-bis"),
            &answer,
            one,
            &Silent
        )),
        "no_request",
        "an answer serves once"
    );
}

#[test]
fn an_altered_or_shortened_answer_leaves_no_workspace() {
    let first = roubaix().expect("a desktop");
    let machine = TestMachine::new(5, &first.path("other-keys"));
    let (place, file) = (first.path("other"), first.path("d.essaim-demande"));
    request(&place, &agent("Baptiste"), &file, &machine.machine).expect("a request");
    let answer = first.path("r.essaim-reponse");
    first
        .admit(&file, None, Take::All, &answer, &Silent)
        .expect("an answer");
    let whole = std::fs::read(&answer).expect("bytes");
    let broken = first.path("broken");
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut altered = whole.clone();
        altered[at] ^= 0x20;
        for bytes in [&altered[..], &whole[..at]] {
            std::fs::write(&broken, bytes).expect("written");
            let joined = Workspace::join(&place, &broken, machine.machine.clone(), &Silent);
            assert!(joined.is_err(), "at {at}");
            assert!(!place.join("essaim.db").exists(), "at {at}");
        }
    }
    Workspace::join(&place, &answer, machine.machine.clone(), &Silent)
        .expect("the true one still opens");
}

#[test]
fn only_a_desktop_with_the_root_key_certifies() {
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    let machine = TestMachine::new(5, &first.path("other-keys"));
    let file = first.path("d.essaim-demande");
    request(
        &first.path("other"),
        &agent("Chloé"),
        &file,
        &machine.machine,
    )
    .expect("a request");
    let answer = first.path("r");
    let refused = second.admit(&file, None, Take::Few, &answer, &Silent);
    assert_eq!(
        refused.map_err(|error| error.code()).err(),
        Some("root_elsewhere")
    );
    assert!(!answer.exists());
}

#[test]
fn a_request_that_changed_after_it_was_looked_at_is_not_certified() {
    let first = roubaix().expect("a desktop");
    let file = first.path("d.essaim-demande");
    let ask = |name: &str, seed| {
        let machine = TestMachine::new(seed, &first.path(&format!("keys-{name}")));
        request(&first.path(name), &agent(name), &file, &machine.machine).expect("a request");
    };
    ask("un", 5);
    let looked = first.look_at_request(&file).expect("a request").device;
    ask("deux", 6);
    let refused = first.admit(&file, Some(looked), Take::Few, &first.path("r"), &Silent);
    assert_eq!(
        refused.map_err(|error| error.code()).err(),
        Some("request_changed")
    );
    let altered = std::fs::read_to_string(&file)
        .expect("text")
        .replace("deux", "trois");
    std::fs::write(&file, altered).expect("written");
    let refused = first.look_at_request(&file);
    assert_eq!(refused.map_err(|error| error.code()).err(), Some("altered"));
}

#[test]
fn another_commune_cannot_read_what_desktops_hand_each_other() {
    let shared = tempfile::tempdir().expect("a folder");
    let (ours, other) = (
        roubaix().expect("a desktop"),
        saint_amand().expect("a desktop"),
    );
    project(&ours, "Secret de Roubaix");
    ours.write_segments(shared.path(), &Silent)
        .expect("written");
    let refused = other.read_segments(shared.path(), &essaim_ops::sync::Plainly, &Silent);
    assert_eq!(
        refused.map_err(|error| error.code()).err(),
        Some("nothing_of_ours")
    );
}
