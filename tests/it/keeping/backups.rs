//! What is backed up comes back equal, on a new desktop; earlier backups stay until a later one is whole.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use essaim_bundle::backup::BackupFile;
use essaim_ops::OpError;
use essaim_ops::backup::{self, Where};
use essaim_ops::exchange::{Progress, Silent};
use essaim_testkit::{Desk, town};
use serde_json::json;

use super::{Computer, PHRASE, Tried, picture, town_hall};

const DAY: u64 = 24 * 3_600_000;

#[test]
fn a_backup_brings_everything_back_on_a_new_desktop() -> Tried {
    let desk = town_hall()?;
    let file = desk.path("a.sauvegarde");
    let done = desk.back_up_to(&file, &Silent)?;
    assert_eq!(fs::metadata(&file)?.len(), done.bytes);
    assert_eq!(done.missing, 0);
    let before = picture(desk.folder())?;
    let computer = Computer::new(7)?;
    let (back, restored) = computer.restore(&file, PHRASE)?;
    assert_eq!(
        restored.check.problems,
        [],
        "it is checked after it is restored"
    );
    assert_eq!(
        picture(back.folder())?,
        before,
        "lists, index, files and registers are equal"
    );
    let (old, new) = (desk.identity()?, back.identity()?);
    assert_eq!(old.organisation, new.organisation);
    assert_ne!(
        old.device, new.device,
        "the numbers of the lost desktop are never used again"
    );
    assert_eq!(
        back.agent(new.device)?,
        desk.agent(old.device)?,
        "the same person sits there"
    );
    assert_eq!(back.root_key()?.to_seed(), desk.root_key()?.to_seed());
    back.set(
        "sheet",
        json!({"summary": "Après la panne."})
            .as_object()
            .ok_or("an object")?,
    )?;
    assert!(back.check()?.problems.is_empty());
    back.back_up_to(&computer.folder.path().join("b.sauvegarde"), &Silent)?;
    assert_eq!(
        desk.content("theirs")?,
        serde_json::to_value(back.show("theirs")?.to_json()).map(|mut json| {
            json.as_object_mut()
                .map(|members| members.remove("revision"));
            json
        })?
    );
    Ok(())
}

#[test]
fn a_backup_holds_the_root_key_and_no_key_of_a_desktop() -> Tried {
    let desk = town_hall()?;
    let file = desk.path("a.sauvegarde");
    desk.back_up_to(&file, &Silent)?;
    let mut unlocked = BackupFile::open(fs::File::open(&file)?, &mut |_| true)?.unlock(PHRASE)?;
    let root = desk.root_key()?.to_seed();
    let hex = |seed: &[u8]| {
        seed.iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    assert_eq!(
        unlocked.secrets().root.as_deref(),
        Some(hex(&root).as_str())
    );
    let mut all = Vec::new();
    while let Some(entry) = unlocked.next_file()? {
        unlocked.copy(&entry, &mut all, &mut |_| true)?;
    }
    let mut keys = 0;
    for key in fs::read_dir(desk.keys())? {
        let secret = fs::read(key?.path())?;
        if secret.len() == 32 {
            keys += 1;
            assert!(
                !all.windows(32).any(|piece| piece == secret),
                "no key lies in the database"
            );
        }
    }
    assert!(keys >= 2, "root and device were looked for");
    let open = fs::read(&file)?;
    assert!(
        !open.windows(6).any(|piece| piece == b"Verger"),
        "nothing of the content is readable"
    );
    Ok(())
}

#[test]
fn restoring_never_replaces_a_workspace() -> Tried {
    let desk = town_hall()?;
    let file = desk.path("a.sauvegarde");
    desk.back_up_to(&file, &Silent)?;
    let before = picture(desk.folder())?;
    let refused = backup::restore(
        &file,
        PHRASE,
        desk.folder(),
        desk.machine.machine.clone(),
        &Silent,
    );
    assert_eq!(
        refused.err().map(|error| error.code()),
        Some("place_occupied")
    );
    assert_eq!(picture(desk.folder())?, before);
    Ok(())
}

#[test]
fn one_goes_back_to_a_date_in_another_folder_beside_the_present() -> Tried {
    let desk = town_hall()?;
    let file = desk.path("a.sauvegarde");
    desk.back_up_to(&file, &Silent)?;
    desk.change("sheet", &json!({"title": "Titre d'après"}))?;
    let folder = desk.path("hier");
    let (then, _) = backup::restore(
        &file,
        PHRASE,
        &folder,
        desk.machine.machine.clone(),
        &Silent,
    )?;
    assert_eq!(then.show("sheet")?.to_json()["title"], "Verger partagé");
    assert_eq!(desk.show("sheet")?.to_json()["title"], "Titre d'après");
    assert_ne!(then.identity()?.device, desk.identity()?.device);
    Ok(())
}

/// Stops after so many steps.
struct StopsAfter(AtomicU64);

impl Progress for StopsAfter {
    fn report(&self, _: u64, _: u64) {
        let left = self.0.load(Ordering::SeqCst);
        self.0.store(left.saturating_sub(1), Ordering::SeqCst);
    }

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst) == 0
    }
}

#[test]
fn a_backup_that_is_stopped_leaves_the_one_before_and_nothing_else() -> Tried {
    let desk = town_hall()?;
    let place = desk.path("cle");
    fs::create_dir(&place)?;
    let file = place.join("a.sauvegarde");
    desk.back_up_to(&file, &Silent)?;
    let before = fs::read(&file)?;
    for steps in [0, 1, 3, 9] {
        let stopped = desk.back_up_to(&file, &StopsAfter(steps.into()));
        assert!(
            matches!(stopped, Err(OpError::Cancelled)),
            "after {steps} steps"
        );
        assert!(fs::read(&file)? == before, "the earlier one is as it was");
        assert_eq!(
            fs::read_dir(&place)?.count(),
            1,
            "and nothing half written lies beside it"
        );
    }
    let left = fs::read_dir(desk.folder().join("incoming"))?.count();
    assert_eq!(left, 0, "nor a copy of the database");
    let restored = Computer::new(3)?;
    let place = restored.place();
    let stopped = backup::restore(
        &file,
        PHRASE,
        &place,
        restored.machine.machine.clone(),
        &StopsAfter(12.into()),
    );
    assert!(matches!(stopped, Err(OpError::Cancelled)));
    assert!(
        !place.exists(),
        "a restoration that is stopped leaves nothing"
    );
    Ok(())
}

#[test]
fn a_backup_is_due_once_a_day_at_both_places_and_told() -> Tried {
    let desk = town_hall()?;
    assert_eq!(
        desk.due_backups()?,
        [Where::Here],
        "without a second place there is one"
    );
    let away = desk.path("partage");
    fs::create_dir(&away)?;
    desk.choose_place(&away)?;
    assert_eq!(desk.due_backups()?, Where::ALL);
    for place in Where::ALL {
        desk.back_up(place, &Silent)?;
    }
    assert_eq!(desk.due_backups()?, []);
    desk.machine.clock.pass(DAY);
    assert_eq!(desk.due_backups()?, [], "nothing was written since");
    desk.change("sheet", &json!({"title": "Autre"}))?;
    assert_eq!(desk.due_backups()?, Where::ALL);
    let told = desk.backup_state()?.away.ok_or("a second place")?;
    assert!(told.last.is_some_and(|last| last.file.starts_with(&away)) && told.trouble.is_none());
    desk.machine.clock.pass(7 * DAY);
    fs::rename(&away, desk.path("debranche"))?;
    let gone = desk.back_up(Where::Away, &Silent);
    assert_eq!(gone.err().map(|error| error.code()), Some("place_gone"));
    let told = desk.backup_state()?.away.ok_or("a second place")?;
    assert_eq!(
        told.trouble.map(|trouble| trouble.code).as_deref(),
        Some("place_gone")
    );
    assert!(
        told.last.is_some(),
        "the date of the last one is still told"
    );
    assert!(
        !desk.due_backups()?.contains(&Where::Away),
        "it is not tried again at once"
    );
    desk.machine.clock.pass(DAY / 12);
    assert!(desk.due_backups()?.contains(&Where::Away));
    Ok(())
}

#[test]
fn earlier_backups_of_this_workspace_age_out_and_no_other_file_is_touched() -> Tried {
    let desk = town_hall()?;
    let other = town("59512", 9)?;
    other.choose_passphrase(PHRASE)?;
    let place = desk.path("partage");
    fs::create_dir(&place)?;
    desk.choose_place(&place)?;
    other.back_up_to(&place.join("autre.sauvegarde"), &Silent)?;
    fs::write(place.join("notes.txt"), "à garder")?;
    fs::write(place.join("faux.sauvegarde"), "à garder aussi")?;
    for _ in 0..12 {
        desk.back_up(Where::Away, &Silent)?;
        desk.machine.clock.pass(DAY);
    }
    let names: Vec<String> = fs::read_dir(&place)?
        .map(|file| file.map(|file| file.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    let ours = names
        .iter()
        .filter(|name| name.starts_with("essaim-roubaix-"))
        .count();
    assert!(
        (8..12).contains(&ours),
        "seven days and the weeks before: {names:?}"
    );
    for kept in ["autre.sauvegarde", "notes.txt", "faux.sauvegarde"] {
        assert!(names.iter().any(|name| name == kept), "{kept}");
    }
    Ok(())
}

#[test]
fn a_place_inside_the_workspace_is_none() -> Tried {
    let desk: Desk = town_hall()?;
    let inside = desk.folder().join("attachments");
    assert_eq!(
        desk.choose_place(&inside).err().map(|error| error.code()),
        Some("place_inside")
    );
    let here = std::env::current_dir()?;
    desk.choose_place(Path::new("."))?;
    let kept = desk.backup_state()?.away.map(|away| away.folder);
    assert_eq!(kept, Some(here.canonicalize()?), "wherever one starts next");
    let absent = desk.choose_place(&desk.path("absent"));
    assert_eq!(absent.err().map(|error| error.code()), Some("place_gone"));
    Ok(())
}

#[test]
fn a_file_that_is_missing_is_told_and_the_rest_is_saved() -> Tried {
    let desk = town_hall()?;
    let (hash, _) = *essaim_store::Store::open(desk.folder())?
        .view()
        .attachments()?
        .first()
        .ok_or("a file")?;
    let name = hash.to_string();
    fs::remove_file(
        desk.folder()
            .join("attachments")
            .join(&name[..2])
            .join(&name),
    )?;
    let file = desk.path("a.sauvegarde");
    assert_eq!(desk.back_up_to(&file, &Silent)?.missing, 1);
    let (_, restored) = Computer::new(9)?.restore(&file, PHRASE)?;
    assert_eq!(
        restored.check.problems.len(),
        1,
        "and what was missing is still told"
    );
    Ok(())
}

#[test]
fn a_new_passphrase_opens_the_backups_to_come_and_the_old_one_those_before() -> Tried {
    let desk = town_hall()?;
    let (old, new) = (desk.path("old.sauvegarde"), desk.path("new.sauvegarde"));
    desk.back_up_to(&old, &Silent)?;
    assert_eq!(
        desk.choose_passphrase("court")
            .err()
            .map(|error| error.code()),
        Some("weak_passphrase")
    );
    let proposed = backup::suggest_passphrase(&desk.machine.machine);
    assert_eq!(proposed.split(' ').count(), 6);
    desk.choose_passphrase(&proposed)?;
    desk.back_up_to(&new, &Silent)?;
    backup::verify_backup(&old, Some(PHRASE), &Silent)?;
    let typed = essaim_model::fold::fold(&proposed).to_uppercase();
    let verified = backup::verify_backup(&new, Some(&typed), &Silent)?;
    assert!(
        verified.files.is_some_and(|files| files > 2),
        "capitals and accents of its words do not matter"
    );
    let wrong = backup::verify_backup(&new, Some(PHRASE), &Silent);
    assert_eq!(
        wrong.err().map(|error| error.code()),
        Some("wrong_passphrase")
    );
    Ok(())
}
