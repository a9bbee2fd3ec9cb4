//! What a developer reads on the terminal. A closed terminal is no failure of the work, so its errors are passed over.

use std::io::{self, IsTerminal, Write};

use crate::failure::Failure;

/// A heading: the step that begins.
pub(crate) fn step(name: &str) {
    if io::stdout().is_terminal() {
        text(&format!("\n\u{1b}[1;32m=== {name}\u{1b}[0m\n"));
    } else {
        text(&format!("\n=== {name}\n"));
    }
}

/// A sentence.
pub(crate) fn note(sentence: &str) {
    text(&format!("{sentence}\n"));
}

/// Text as it is.
pub(crate) fn text(text: &str) {
    let mut output = io::stdout().lock();
    let _ = output.write_all(text.as_bytes());
    let _ = output.flush();
}

/// The failure that ends the command.
pub(crate) fn failed(failure: &Failure) {
    let _ = writeln!(io::stderr().lock(), "\nFAILED {failure}");
}
