//! What takes long: other people's collections of hostile inputs, a thousand kills, disks that are really full. Called by
//! `cargo xtask torture`; it stops at the first promise that does not hold.

mod corpora;
#[cfg(unix)]
mod disks;
mod judge;
#[cfg(unix)]
#[path = "../it/kill/mod.rs"]
mod kill;
#[path = "../it/program.rs"]
mod program;
#[cfg(unix)]
mod stress;
mod texts;

use std::io::Write;
use std::path::PathBuf;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("judge") => judge::as_child(&arguments[1..]),
        Some("corpora") => {
            let folder = arguments.get(1).map(PathBuf::from).unwrap_or_default();
            corpora::all(&folder);
        }
        #[cfg(unix)]
        Some("stress") => {
            let number = |at: usize| arguments.get(at).and_then(|word| word.parse().ok());
            stress::all(number(1).unwrap_or(1_000), number(2).unwrap_or(2));
        }
        _ => say("corpora DIR | stress KILLS [THREADS] | judge FILE"),
    }
}

/// Tells how far it is.
pub(crate) fn say(line: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stdout(), "{line}");
}
