//! Every developer command: `cargo xtask run`, `test`, `cross`, `torture`, `fuzz`, `bench`, `bindings`, `screens`,
//! `package`, `installers`, `setup`.
//! Each installs what it needs first, so that a fresh machine with Rust and Node needs nothing else.
//! It owns no rule of the program and is never shipped.

mod bench;
mod bindings;
mod cross;
mod display;
mod failure;
mod fuzz;
mod package;
mod place;
mod run;
mod rust;
mod say;
mod screens;
mod setup;
mod stranger;
mod tally;
mod test;
mod tool;
mod torture;
mod ui;
mod window_tests;

use std::process::ExitCode;

use failure::Outcome;

const USAGE: &str = "\
cargo xtask run [-- --demo]   build the UI and the program, open the window (without a display: a screenshot)
cargo xtask test              format, lints, tests of the core, of the UI, and journeys in the real window
cargo xtask window [NAME…]    only the journeys in the real window, or those whose file name contains NAME
cargo xtask torture [--corpora DIR] [--quick]  public hostile inputs, a thousand kills, power cuts, full disks
cargo xtask fuzz [TARGET] [--seconds N]  the fuzz targets, a minute each (needs a nightly compiler)
cargo xtask cross             the core's tests as Windows programs under wine, core and shell checked for macOS
cargo xtask bindings          write ui/src/ipc/bindings.gen.ts again from the Rust types
cargo xtask screens           pictures of every screen into artefacts/screens
cargo xtask bench --peers DIR  our release build beside the peers of that bench, figures into docs/performance.md
cargo xtask package           what a commune installs, release builds, into artefacts/packages
cargo xtask installers        the same from debug builds: installed, updated, removed (Debian here, Windows under wine)
cargo xtask setup             only install what is missing
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::failed(&failure);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    match command {
        "run" => run::run(after_separator(rest)),
        "test" => test::test(),
        "window" => window_tests::only(rest),
        "cross" => cross::cross(),
        "bench" => bench::bench(rest),
        "torture" => torture::torture(rest),
        "fuzz" => fuzz::fuzz(rest),
        "bindings" => bindings::write(),
        "screens" => screens::screens(),
        "package" => package::package(),
        "installers" => package::installers(),
        "setup" => setup::everything(),
        "help" | "--help" | "-h" => {
            say::text(USAGE);
            Ok(())
        }
        other => failure::because("usage", format!("no command \"{other}\"\n\n{USAGE}")),
    }
}

/// What follows `--` belongs to the program, not to us; without one, everything does.
fn after_separator(arguments: &[String]) -> &[String] {
    match arguments.first().map(String::as_str) {
        Some("--") => &arguments[1..],
        _ => arguments,
    }
}
