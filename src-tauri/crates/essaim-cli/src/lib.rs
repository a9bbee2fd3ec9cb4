//! The use cases from a terminal, for IT departments, scripts and measurements. Each command calls the function of
//! `essaim-ops` that the window calls; this crate reads arguments and files, and words the answers. It holds no rule.
//!
//! With `--json` exactly one JSON object goes to the standard output; progress goes to the standard error.

mod answer;
mod arguments;
mod carried;
mod commands;
mod help;
mod input;
mod json_schema;
mod session;
mod texts;
mod usage;
mod watch;
mod words;

use std::ffi::OsString;
use std::io::{BufRead, Write};

use answer::Answer;
use session::Session;

/// The three streams of a terminal.
pub struct Terminal<'t> {
    /// What `-` reads.
    pub input: &'t mut dyn BufRead,
    /// Where the answer goes.
    pub output: &'t mut dyn Write,
    /// Where progress, and without `--json` errors go.
    pub errors: &'t mut (dyn Write + Send),
    /// Whether a person watches the errors, so that progress is worth showing.
    pub watched: bool,
}

/// The command was carried out.
const DONE: u8 = 0;
/// The command was refused; nothing was changed, or what was is told.
const REFUSED: u8 = 1;
/// The arguments make no command.
const USAGE: u8 = 2;

/// Runs one command. Gives the exit status: 0 done, 1 refused, 2 wrong usage.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = match arguments::parse(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return usage::tell(&error, &arguments, terminal),
    };
    let language = parsed.language();
    let json = parsed.json;
    let mut session = Session::new(
        &parsed,
        &mut *terminal.input,
        &mut *terminal.errors,
        terminal.watched,
    );
    let result = commands::dispatch(&parsed.command, &mut session);
    drop(session);
    let (answer, status) = match result {
        Ok(answer) if answer.refused => (answer, REFUSED),
        Ok(answer) => (answer, DONE),
        Err(failure) => (Answer::error(&failure, language), REFUSED),
    };
    write(&answer, json, status, terminal);
    status
}

/// Writes the answer. A closed pipe is the reader's choice, not a failure of the work.
fn write(answer: &Answer, json: bool, status: u8, terminal: &mut Terminal<'_>) {
    let to_output = json || status == DONE || !answer.only_error;
    let target: &mut dyn Write = match to_output {
        true => &mut *terminal.output,
        false => &mut *terminal.errors,
    };
    let mut out = std::io::BufWriter::with_capacity(64 << 10, target);
    let written = match json {
        true => serde_json::to_writer(&mut out, &answer.json).map_err(std::io::Error::from),
        false => out.write_all(answer.text.trim_end().as_bytes()),
    };
    drop(
        written
            .and_then(|()| out.write_all(b"\n"))
            .and_then(|()| out.flush()),
    );
}
