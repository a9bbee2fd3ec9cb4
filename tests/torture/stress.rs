//! A thousand kills, power cuts and full disks.

use crate::disks::fill_small_disks;
use crate::kill::deeds::{kill_exporting, kill_writing};
use crate::kill::full::{cut_the_log, fill_at_each_write};
use crate::kill::handing::kill_handing_over;
use crate::kill::scene::{Scene, Size};
use crate::kill::tries::kill_imports;
use crate::program::program;
use crate::say;

/// All of it; `kills` imports are killed.
pub(crate) fn all(kills: usize, threads: usize) {
    let scene = Scene::new(Size {
        sheets: 80,
        files: 16,
        file: 60_000,
    });
    let outcomes = kill_imports(program(), &scene, kills, threads, &|number, outcomes| {
        if number.is_multiple_of(50) {
            say(&format!("{number} imports tried: {outcomes:?}"));
        }
    });
    assert!(
        outcomes.before > 0 && outcomes.after > 0,
        "kills came early and late enough to prove something: {outcomes:?}"
    );
    say(&format!("imports killed, none half done: {outcomes:?}"));
    let share = u32::try_from(kills / 10).unwrap_or(u32::MAX).max(10);
    say(&format!(
        "writings killed (nothing, all): {:?}",
        kill_writing(program(), share)
    ));
    say(&format!(
        "exports killed (nothing, all): {:?}",
        kill_exporting(program(), share)
    ));
    say(&format!(
        "handings over killed (nothing, all): {:?}",
        kill_handing_over(program(), share)
    ));
    let small = Scene::new(Size {
        sheets: 12,
        files: 2,
        file: 30_000,
    });
    say(&format!(
        "logs cut (before, after): {:?}",
        cut_the_log(program(), &small)
    ));
    say(&format!(
        "writes refused, one after the other: {}",
        fill_at_each_write(program(), &small)
    ));
    match fill_small_disks(program(), &small) {
        Some((refused, codes)) => say(&format!(
            "full disks, page by page: {refused} refused with {codes:?}"
        )),
        None => say("this system lets nobody make a small disk: full disks were passed over"),
    }
}
