//! The core's tests as Windows programs: mingw links them, wine runs them.
//! The shell is not among them: wine has no web view.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, InStep, Outcome};
use crate::package::Profile;
use crate::tally::{self, Tally};
use crate::{place, say, setup, tool};

const TARGET: &str = "x86_64-pc-windows-gnu";
const PACKAGES: [&str; 3] = ["gcc-mingw-w64-x86-64-win32", "wine64", "wine"];
const STEP: &str = "wine";
/// Written by hand in wine 8: this library is absent there, and every Rust program asks it for randomness.
const RANDOMNESS: &str = "\
unsigned char __stdcall SystemFunction036(void *buffer, unsigned long length);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *buffer, unsigned long long length)
{ return SystemFunction036(buffer, (unsigned long)length); }
";
/// Programs whose tests only compile there: they ask for things that wine does not have.
const TESTED: [&str; 8] = [
    "essaim-model",
    "essaim-revision",
    "essaim-store",
    "essaim-bundle",
    "essaim-ops",
    "essaim-host",
    "essaim-cli",
    "essaim-tests",
];

/// A toolchain whose canary sang.
pub(crate) struct Windows {
    libraries: PathBuf,
    wine: PathBuf,
}

/// Installs what is missing and tries the canary.
pub(crate) fn toolchain() -> Outcome<Windows> {
    say::step("Windows programs under wine");
    setup::packages(&PACKAGES)?;
    let wine = ["/usr/lib/wine/wine64", "/usr/bin/wine64"]
        .map(PathBuf::from)
        .into_iter()
        .find(|file| file.is_file())
        .ok_or_else(|| Failure::new(STEP, "no wine64 was installed"))?;
    let here = Windows {
        libraries: place::cross_target().join("wine-libraries"),
        wine,
    };
    here.build_library()?;
    super::canary::sings(&mut here.cargo(&["run"]))?;
    Ok(here)
}

impl Windows {
    /// The tests of the core, and those over the whole of it.
    pub(crate) fn test(&self) -> Outcome<Tally> {
        // What opens carriers in a process of its own is looked for beside the tests.
        let program = ["build", "--locked", "-p", "essaim-cli", "--bins"];
        tool::run("the command line for Windows", &mut self.cargo(&program))?;
        let mut words = vec!["test", "--no-fail-fast", "--locked"];
        words.extend(super::packages(&TESTED));
        // Documentation tests are compiled one by one and add nothing here.
        words.extend(["--lib", "--bins", "--tests"]);
        tally::counted("tests as Windows programs", &mut self.cargo(&words))
    }

    /// The window and the command line, for an installer.
    pub(crate) fn programs(&self, profile: Profile) -> Outcome<PathBuf> {
        let words = [
            "build",
            "--locked",
            "-p",
            "essaim",
            "-p",
            "essaim-cli",
            "--bins",
        ];
        let mut cargo = self.cargo(&words);
        cargo
            .args(["--features", "essaim/custom-protocol"])
            .args(profile.words());
        say::step("programs for Windows");
        tool::run("programs for Windows", &mut cargo)?;
        Ok(place::cross_target().join(TARGET).join(profile.folder()))
    }

    /// A Windows program, about to start.
    pub(crate) fn start(&self, program: &Path) -> Command {
        let mut command = tool::tool(&self.wine);
        command.arg(program);
        self.surround(&mut command);
        command
    }

    /// What every program under wine needs to know.
    fn surround(&self, command: &mut Command) {
        command
            .env("WINEPREFIX", place::cross_target().join("wine"))
            .env("WINEDEBUG", "-all")
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            .env("WINEPATH", self.windows_path())
            .env_remove("DISPLAY");
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut command = super::cargo(words, TARGET);
        self.surround(&mut command);
        command.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", &self.wine);
        command
    }

    /// wine shows the whole machine as drive Z.
    fn windows_path(&self) -> String {
        format!(
            "Z:{}",
            self.libraries.display().to_string().replace('/', "\\")
        )
    }

    fn build_library(&self) -> Outcome {
        let source = self.libraries.join("randomness.c");
        tool::write(STEP, &source, RANDOMNESS)?;
        std::fs::create_dir_all(place::cross_target().join("wine")).in_step(STEP)?;
        let mut compiler = tool::tool("x86_64-w64-mingw32-gcc");
        compiler
            .args(["-shared", "-o"])
            .arg(self.libraries.join("bcryptprimitives.dll"))
            .arg(source)
            .arg("-ladvapi32");
        tool::run(STEP, &mut compiler)
    }
}
