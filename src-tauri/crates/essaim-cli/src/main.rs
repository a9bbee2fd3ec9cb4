//! The program `essaim-cli`: hands the terminal over to the library and ends with its status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    let watched = io::stderr().is_terminal();
    let status = essaim_cli::run(
        std::env::args_os(),
        &mut essaim_cli::Terminal {
            input: &mut io::stdin().lock(),
            output: &mut io::stdout().lock(),
            errors: &mut io::stderr(),
            watched,
        },
    );
    ExitCode::from(status)
}
