//! Many kills: the moments are chosen over the whole run, and more often around the one at which all of it is there.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::moment::{Ended, Moment, Run, run_until};
use super::scene::Scene;

/// What became of the tries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outcomes {
    /// Killed, and nothing had happened.
    pub(crate) before: usize,
    /// Killed, and all of it had happened.
    pub(crate) after: usize,
    /// It was faster than we.
    pub(crate) by_itself: usize,
}

/// Between the latest kill that came too early and the earliest that came too late lies the moment that matters.
struct Edge {
    last_before: Duration,
    first_after: Duration,
}

/// Small random choices that follow from one number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides.max(1)
    }

    fn between(&mut self, low: Duration, high: Duration) -> Duration {
        let width = high.saturating_sub(low).as_micros() as u64;
        low + Duration::from_micros(self.roll(width + 1))
    }
}

impl Outcomes {
    /// How many processes were killed.
    fn kills(self) -> usize {
        self.before + self.after
    }
}

/// Kills `count` imports, each on a fresh copy; looks, takes the bundle in again, and looks again.
/// `seen` is told after each.
pub(crate) fn kill_imports(
    program: &Path,
    scene: &Scene,
    count: usize,
    threads: usize,
    seen: &(dyn Fn(usize, Outcomes) + Sync),
) -> Outcomes {
    let whole = measure(program, scene);
    let edge = Mutex::new(Edge {
        last_before: whole.took / 2,
        first_after: whole.took,
    });
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(Outcomes::default()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while outcomes.lock().expect("no try panicked").kills() < count {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    assert!(
                        number < count * 4,
                        "the program is faster than we can kill it"
                    );
                    let became = one(program, scene, number, whole, &edge);
                    let mut all = outcomes.lock().expect("no try panicked");
                    all.before += became.before;
                    all.after += became.after;
                    all.by_itself += became.by_itself;
                    seen(number + 1, *all);
                }
            });
        }
    });
    outcomes.into_inner().expect("no try panicked")
}

/// An undisturbed run of the real program, which must give what this process gave.
fn measure(program: &Path, scene: &Scene) -> Run {
    let stage = scene.stage("measure");
    let (_, run) = run_until(program, &stage.import(), &stage, Moment::Never);
    assert_eq!(
        stage.picture(),
        scene.after,
        "undisturbed, the program takes all of it in"
    );
    stage.clear();
    run
}

fn moment(number: usize, whole: Run, edge: &Mutex<Edge>) -> Moment {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ ((number as u64 + 1) << 20));
    for _ in 0..8 {
        dice.roll(2);
    }
    match number % 8 {
        0 | 1 => Moment::After(dice.between(Duration::ZERO, whole.took + whole.took / 10)),
        2 | 3 => Moment::Logged(1 + dice.roll(whole.log)),
        4 => Moment::Files(1 + dice.roll(whole.files.max(1) as u64) as usize),
        _ => {
            let edge = edge.lock().expect("no try panicked");
            let margin = whole.took / 20;
            let (one, other) = (edge.last_before, edge.first_after);
            Moment::After(dice.between(
                one.min(other).saturating_sub(margin),
                one.max(other) + margin,
            ))
        }
    }
}

fn one(program: &Path, scene: &Scene, number: usize, whole: Run, edge: &Mutex<Edge>) -> Outcomes {
    let moment = moment(number, whole, edge);
    let stage = scene.stage(&format!("try-{number}"));
    let (ended, run) = run_until(program, &stage.import(), &stage, moment);
    let picture = stage.picture();
    let is_after = picture == scene.after;
    assert!(
        is_after || picture == scene.before,
        "killed at {moment:?}, the workspace is neither what it was nor what it should become: {picture:?}"
    );
    let mut outcomes = Outcomes::default();
    match ended {
        Ended::Itself => {
            assert!(is_after, "it said that it was done");
            outcomes.by_itself = 1;
        }
        Ended::Killed if is_after => outcomes.after = 1,
        Ended::Killed => outcomes.before = 1,
    }
    let mut edge = edge.lock().expect("no try panicked");
    if is_after {
        edge.first_after = (edge.first_after + run.took) / 2;
    } else if matches!(moment, Moment::Logged(_)) || run.took > edge.last_before {
        edge.last_before = (edge.last_before + run.took) / 2;
    }
    drop(edge);
    // Each third time only: a whole import takes longer than the part of one.
    if number.is_multiple_of(3) {
        assert_eq!(
            stage.take_in(),
            scene.after,
            "after a kill at {moment:?}, the bundle is taken in again, and nothing is doubled"
        );
    }
    stage.clear();
    outcomes
}
