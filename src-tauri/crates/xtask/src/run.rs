//! `cargo xtask run`: sets up, builds the pages and the program, opens the window.
//! Without a display (Linux) the window opens on one that nobody sees, and a picture of it is written.

use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::display::VirtualDisplay;
use crate::failure::{InStep, Outcome, because};
use crate::{place, rust, say, setup, tool, ui};

const STEP: &str = "run";
/// A slow machine draws its first page well before this.
const PATIENCE: Duration = Duration::from_secs(90);
/// Fewer colours than this, and there is no text on the screen yet.
const COLOURS_OF_A_PAGE: u32 = 24;

/// Builds and opens; `arguments` go to the program.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    setup::to_build()?;
    ui::install()?;
    ui::build()?;
    rust::programs()?;
    let window = rust::window()?;
    if cfg!(target_os = "linux") && !has_display() {
        setup::to_show()?;
        return run_unseen(&window, arguments);
    }
    say::step("Essaim");
    tool::run(STEP, tool::tool(window).args(arguments))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn run_unseen(window: &Path, arguments: &[String]) -> Outcome {
    say::step("Essaim, on a virtual display");
    let display = VirtualDisplay::start()?;
    let mut command = tool::tool("dbus-run-session");
    display.show(command.arg("--").arg(window).args(arguments));
    let mut program = tool::start(STEP, in_its_own_group(&mut command))?;
    let picture = place::artefacts()?.join("run.png");
    let shown = wait_for_a_page(&display, &mut program, &picture);
    end_with_children(&mut program);
    shown?;
    say::note(&format!(
        "The window opened; its picture: {}",
        picture.display()
    ));
    Ok(())
}

/// Waits until the page has text and two pictures in a row are the same.
fn wait_for_a_page(display: &VirtualDisplay, program: &mut Child, picture: &Path) -> Outcome {
    let started = Instant::now();
    let mut before = Vec::new();
    while started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(700));
        if let Some(status) = program.try_wait().in_step(STEP)? {
            return because(
                STEP,
                format!("the program ended with {status} before its window had content"),
            );
        }
        let colours = display.picture(picture)?;
        let now = std::fs::read(picture).in_step(STEP)?;
        if colours >= COLOURS_OF_A_PAGE && now == before {
            return Ok(());
        }
        before = now;
    }
    because(
        STEP,
        format!(
            "the window shows nothing after {} s; see {}",
            PATIENCE.as_secs(),
            picture.display()
        ),
    )
}

#[cfg(unix)]
fn in_its_own_group(command: &mut std::process::Command) -> &mut std::process::Command {
    use std::os::unix::process::CommandExt;
    command.process_group(0)
}

#[cfg(not(unix))]
fn in_its_own_group(command: &mut std::process::Command) -> &mut std::process::Command {
    command
}

/// The session bus, the program and the web view are one group: all of it ends.
fn end_with_children(program: &mut Child) {
    tool::succeeds(tool::tool("kill").args(["-TERM", "--", &format!("-{}", program.id())]));
    let _ = program.wait();
}
