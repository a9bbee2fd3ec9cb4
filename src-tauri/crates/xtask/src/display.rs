//! A display that nobody sees, for machines without one (Linux): Xvfb on a free number, and pictures of it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::{Failure, InStep, Outcome, because};
use crate::tool;

const STEP: &str = "virtual display";

/// A running Xvfb of 1280 × 800; ends when dropped.
pub(crate) struct VirtualDisplay {
    server: Child,
    name: String,
}

impl VirtualDisplay {
    /// Starts one on a number that no other display has.
    pub(crate) fn start() -> Outcome<Self> {
        let mut command = tool::tool("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
        ]);
        let mut server = tool::start(STEP, command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output)
                .read_line(&mut number)
                .in_step(STEP)?;
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        if number.trim().is_empty() {
            return because(STEP, "Xvfb ended before it had a display");
        }
        Ok(display)
    }

    /// Has `command` draw here.
    pub(crate) fn show<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
    }

    /// Writes what is on the screen, as a PNG, and tells how many colours it has.
    pub(crate) fn picture(&self, file: &Path) -> Outcome<u32> {
        let mut import = tool::tool("import");
        import
            .args(["-display", &self.name, "-window", "root", "-depth", "8"])
            .arg(file);
        tool::run(STEP, &mut import)?;
        let colours = tool::answer(tool::tool("identify").args(["-format", "%k"]).arg(file));
        colours
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| Failure::new(STEP, "the picture cannot be read"))
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
