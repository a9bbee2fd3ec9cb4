//! `ui/src/ipc/bindings.gen.ts`, which the Rust types of `essaim-ipc` write: made again, or compared.

use crate::failure::{InStep, Outcome, because};
use crate::{place, say, setup, tool, ui};

const STEP: &str = "bindings";

/// Writes the file again.
pub(crate) fn write() -> Outcome {
    setup::to_build()?;
    ui::placeholder()?;
    say::step(STEP);
    tool::run(
        STEP,
        tool::cargo().args([
            "run",
            "--quiet",
            "-p",
            "essaim-ipc",
            "--example",
            "bindings",
        ]),
    )
}

/// Fails when the committed file is not what the Rust types say now; leaves the new one in its place, to be committed.
pub(crate) fn are_fresh() -> Outcome {
    say::step(STEP);
    let file = place::ui().join("src").join("ipc").join("bindings.gen.ts");
    let committed = std::fs::read(&file).in_step(STEP)?;
    let writer = place::target()
        .join("debug")
        .join("examples")
        .join("bindings");
    tool::run(
        STEP,
        &mut tool::tool(writer.with_extension(std::env::consts::EXE_EXTENSION)),
    )?;
    if committed == std::fs::read(&file).in_step(STEP)? {
        say::note("ui/src/ipc/bindings.gen.ts is what the Rust types say");
        return Ok(());
    }
    because(
        STEP,
        "ui/src/ipc/bindings.gen.ts was older than the Rust types; it is written anew, commit it",
    )
}
