//! Starts the shell; everything else is in the library.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(status) = essaim_host::serve_if_asked() {
        return status;
    }
    match essaim_lib::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Essaim: {error}");
            ExitCode::FAILURE
        }
    }
}
