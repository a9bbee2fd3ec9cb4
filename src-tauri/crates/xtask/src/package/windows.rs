//! The Windows installer: our own script, for one user, without administrator rights. On Windows with its own compiler, on
//! Linux with mingw.

use std::path::{Path, PathBuf};

use super::Profile;
use crate::cross::Windows;
use crate::failure::{InStep, Outcome};
use crate::{cross, place, say, setup, tool};

const STEP: &str = "Windows installer";
pub(super) const PROGRAMS: [&str; 2] = ["essaim.exe", "essaim-cli.exe"];
/// Lies beside programs that mingw linked; Microsoft's linker puts it inside.
const LOADER: &str = "WebView2Loader.dll";

/// The programs that go into an installer, in a folder of their own.
pub(super) struct Programs {
    folder: PathBuf,
    profile: Profile,
    /// What signs a file that it is given, in place.
    signer: Option<PathBuf>,
}

/// Builds them, on Windows with its own compiler.
pub(super) fn programs(profile: Profile) -> Outcome<Programs> {
    if !cfg!(windows) {
        return cross_built(&toolchain()?, profile);
    }
    crate::rust::program_for_packages(profile)?;
    Programs::gather(&place::target().join(profile.folder()), profile)
}

/// What makes an installer on another system.
pub(super) fn toolchain() -> Outcome<Windows> {
    setup::packages(&["nsis"])?;
    cross::windows_toolchain()
}

/// Builds them on another system.
pub(super) fn cross_built(toolchain: &Windows, profile: Profile) -> Outcome<Programs> {
    let programs = Programs::gather(&toolchain.programs(profile)?, profile)?;
    if profile == Profile::Debug {
        programs.strip()?;
    }
    Ok(programs)
}

impl Programs {
    fn gather(built: &Path, profile: Profile) -> Outcome<Self> {
        let folder = built.join("for-installer");
        std::fs::create_dir_all(&folder).in_step(STEP)?;
        let loader = (!cfg!(windows)).then_some(LOADER);
        for name in PROGRAMS.into_iter().chain(loader) {
            std::fs::copy(built.join(name), folder.join(name)).in_step(STEP)?;
        }
        Ok(Self {
            folder,
            profile,
            signer: None,
        })
    }

    /// Has the programs signed, and from now on the installer and what it leaves to remove the program.
    pub(super) fn signed_by(mut self, signer: Option<PathBuf>) -> Outcome<Self> {
        if let Some(signer) = &signer {
            for name in PROGRAMS {
                tool::run(STEP, tool::tool(signer).arg(self.folder.join(name)))?;
            }
        }
        self.signer = signer;
        Ok(self)
    }

    /// Takes the symbols out: nine tenths of a program that nobody will debug.
    fn strip(&self) -> Outcome {
        let mut strip = tool::tool("x86_64-w64-mingw32-strip");
        strip.args(PROGRAMS.map(|name| self.folder.join(name)));
        tool::run(STEP, &mut strip)
    }

    /// The installer of these programs, named with `version`.
    pub(super) fn installer(&self, version: &str) -> Outcome<PathBuf> {
        say::step(&format!("{STEP} {version}"));
        let file = super::folder()?.join(format!("Essaim-{version}-installation.exe"));
        let mut compiler = tool::tool(if cfg!(windows) {
            "makensis.exe"
        } else {
            "makensis"
        });
        compiler
            .args(["-V2", "-INPUTCHARSET", "UTF8"])
            .arg(format!("-DVERSION={version}"))
            .arg(format!("-DPROGRAMS={}", self.folder.display()))
            .arg(format!("-DOUT={}", file.display()));
        if !cfg!(windows) {
            compiler.arg("-DLOADER");
        }
        if let Some(signer) = &self.signer {
            compiler.arg(format!("-DSIGN={}", signer.display()));
        }
        // What is only tried is installed at once and thrown away.
        if self.profile == Profile::Debug {
            compiler.arg("-DQUICK");
        }
        // The web view's own offline installer is not ours to redistribute from here: the release names it where it has it.
        if let Some(webview) = std::env::var_os("ESSAIM_WEBVIEW2") {
            compiler.arg(format!("-DWEBVIEW2={}", Path::new(&webview).display()));
        }
        compiler.arg(
            place::root()
                .join("src-tauri")
                .join("installer")
                .join("essaim.nsi"),
        );
        tool::run(STEP, &mut compiler)?;
        Ok(file)
    }
}
