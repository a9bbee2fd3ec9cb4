//! A folder of hundreds of bundles comes in with one report, and goes with one undo.

use std::sync::atomic::{AtomicUsize, Ordering};

use essaim_ops::Trust;
use essaim_ops::exchange::{ExportRequest, Limits, Outcome, Progress, Selection, Silent, files_of};
use essaim_testkit::{Desk, roubaix, saint_amand, town};
use serde_json::json;

use super::Tried;

/// A folder with so many bundles of Vannes, one a record, in sub-folders of fifty.
fn courier(network: &Desk, vannes: &Desk, bundles: usize) -> Tried<std::path::PathBuf> {
    let folder = network.path("courrier");
    for number in 0..bundles {
        let id = format!("f{number:03}");
        vannes.new_record(
            "solution",
            &json!({"id": id, "title": format!("Fiche {number}")}),
        )?;
        vannes.publish(&id)?;
        let month = folder.join(format!("mois {:02}", number / 50));
        std::fs::create_dir_all(&month)?;
        let request = ExportRequest::of(Selection::Records(vec![id.clone()]));
        vannes.export(&request, &month.join(format!("{id}.essaim")), &Silent)?;
    }
    Ok(folder)
}

#[test]
fn three_hundred_bundles_come_in_with_one_report_and_go_with_one_undo() -> Tried {
    let (network, vannes, stranger) = (roubaix()?, town("56260", 3)?, saint_amand()?);
    let folder = courier(&network, &vannes, 300)?;
    stranger.new_record("solution", &json!({"id": "inconnue", "title": "Inconnue"}))?;
    std::fs::copy(
        stranger.bundle("i.essaim", &["inconnue"])?,
        folder.join("inconnue.zip"),
    )?;
    let first = folder.join("mois 00/f000.essaim");
    std::fs::copy(&first, folder.join("copie de f000.essaim"))?;
    let whole = std::fs::read(&first)?;
    std::fs::write(folder.join("coupée.essaim"), &whole[..whole.len() / 2])?;
    std::fs::write(folder.join("photo.jpg"), [0xff, 0xd8, 0xff, 0xe0])?;
    std::fs::write(folder.join(".caché.essaim"), &whole)?;
    // Vannes is known from an earlier letter.
    network.receive(&first)?;

    let files = files_of(&folder)?;
    assert_eq!(
        files.len(),
        304,
        "sub-folders are looked into, hidden files passed over"
    );
    let report = network
        .import_files(&files, &Limits::DEFAULT, None, false, &Silent)?
        .value;
    assert_eq!(report.files.len(), 304);
    let count = |wanted: fn(&Outcome) -> bool| {
        report
            .files
            .iter()
            .filter(|file| wanted(&file.outcome))
            .count()
    };
    assert_eq!(
        count(|one| matches!(one, Outcome::Refused(_))),
        1,
        "the one that was cut"
    );
    assert_eq!(
        count(|one| matches!(one, Outcome::NotABundle(_))),
        1,
        "the photograph"
    );
    let received = |one: &Outcome| matches!(one, Outcome::Imported(imported) if imported.incoming.already_received_ms.is_some());
    assert_eq!(count(received), 2, "the letter that had come, and its copy");
    assert_eq!(
        report.totals.fresh.len(),
        300,
        "299 of Vannes and one of a stranger, each by its title"
    );
    assert_eq!(report.totals.known.len(), 1);
    let home = network.home()?;
    assert_eq!(
        (home.received, home.unknown_senders),
        (300, 1),
        "a stranger's content stays apart"
    );
    let senders = network.senders()?;
    let stranger = senders.iter().find(|one| one.trust == Trust::Unknown);
    network.refuse_sender(stranger.expect("a stranger").id)?;
    assert_eq!(
        network.home()?.unknown_senders,
        0,
        "who was refused waits for nobody"
    );
    network.undo()?;

    network.undo()?;
    let home = network.home()?;
    assert_eq!(
        (home.received, home.unknown_senders),
        (1, 0),
        "one step takes all of it back, and nothing that had come before"
    );
    network.redo()?;
    assert_eq!(network.home()?.received, 300);
    let one = network
        .imports()?
        .into_iter()
        .find(|line| line.import.file_name == "f007.essaim");
    network.hide_import(&one.ok_or("it is in the register")?.import.id)?;
    assert_eq!(
        network.home()?.received,
        299,
        "each bundle can also be taken back alone"
    );
    Ok(())
}

#[test]
fn a_folder_that_is_stopped_keeps_whole_bundles_and_one_step_takes_them_back() -> Tried {
    struct StopAfter(AtomicUsize);
    impl Progress for StopAfter {
        fn report(&self, done: u64, _: u64) {
            self.0.store(done as usize, Ordering::SeqCst);
        }
        fn is_cancelled(&self) -> bool {
            self.0.load(Ordering::SeqCst) >= 3
        }
    }
    let (network, vannes) = (roubaix()?, town("56260", 3)?);
    let files = files_of(&courier(&network, &vannes, 8)?)?;
    let stop = StopAfter(AtomicUsize::new(0));
    let report = network
        .import_files(&files, &Limits::DEFAULT, None, true, &stop)?
        .value;
    assert!(report.stopped);
    assert_eq!((report.files.len(), network.home()?.received), (3, 3));
    assert!(network.check()?.problems.is_empty());
    network.undo()?;
    assert_eq!(network.home()?.received, 0);
    network.import_files(&files, &Limits::DEFAULT, None, true, &Silent)?;
    assert_eq!(
        network.home()?.received,
        8,
        "done again, the whole of it comes"
    );
    Ok(())
}

#[test]
fn a_folder_that_is_gone_is_said() -> Tried {
    let network = roubaix()?;
    let gone = files_of(&network.path("absent"))
        .map(drop)
        .map_err(|error| error.code());
    assert_eq!(gone, Err("place_gone"));
    Ok(())
}
