//! A process that is killed, a disk that fills up, a power cut: what was, or what should become, never a mixture.

pub(crate) mod deeds;
pub(crate) mod full;
pub(crate) mod handing;
mod moment;
pub(crate) mod scene;
pub(crate) mod tries;

#[cfg(test)]
mod tests {
    use super::deeds::{kill_exporting, kill_writing};
    use super::full::{cut_the_log, fill_at_each_write};
    use super::handing::kill_handing_over;
    use super::scene::{Scene, Size};
    use super::tries::kill_imports;
    use crate::program::program;

    const SMALL: Size = Size {
        sheets: 12,
        files: 2,
        file: 30_000,
    };

    #[test]
    fn p13_a_killed_import_is_whole_or_has_not_begun() {
        let scene = Scene::new(Size {
            sheets: 80,
            files: 16,
            file: 60_000,
        });
        let outcomes = kill_imports(program(), &scene, 40, 2, &|_, _| ());
        assert!(
            outcomes.before > 0 && outcomes.after > 0,
            "kills came early and late enough to prove something: {outcomes:?}"
        );
    }

    #[test]
    fn killed_while_writing_records_all_or_none_are_there() {
        let (before, after) = kill_writing(program(), 16);
        assert!(before > 0 && after > 0, "{before} {after}");
    }

    #[test]
    fn killed_while_exporting_there_is_a_whole_bundle_or_none() {
        let (before, after) = kill_exporting(program(), 12);
        assert!(before > 0 && after > 0, "{before} {after}");
    }

    #[test]
    fn killed_while_handing_over_to_other_desktops_they_find_whole_files_or_none() {
        let (before, _) = kill_handing_over(program(), 16);
        assert!(before > 0, "some were killed before all lay there");
    }

    #[test]
    fn an_import_whose_disk_fills_up_at_any_write_leaves_what_was_and_says_so() {
        let refused = fill_at_each_write(program(), &Scene::new(SMALL));
        assert!(
            refused > 20,
            "each write was the one that failed, not {refused} of them"
        );
    }

    #[test]
    fn the_log_that_a_power_cut_leaves_gives_what_was_or_what_should_become() {
        let (before, after) = cut_the_log(program(), &Scene::new(SMALL));
        assert!(before > 0 && after > 0, "{before} {after}");
    }
}
