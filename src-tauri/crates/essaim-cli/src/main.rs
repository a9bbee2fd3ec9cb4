//! The program `essaim-cli`: hands the terminal over to the library and ends with its status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(status) = essaim_host::serve_if_asked() {
        return status;
    }
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
