//! The parsers of PDF and e-mail in a process of their own: this program again, told by its first argument to do that and
//! nothing else. It binds itself before it reads a byte, and is ended when it takes too long.

#[cfg(windows)]
mod taking;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use essaim_ops::exchange::carrier::{LARGEST, serve};
use essaim_ops::machine::{UnpackError, Unpacker};

/// The argument by which a program of ours is asked to open a carrier.
const ASKED: &str = "--open-carrier";
/// The program that serves where this one does not: tests run in programs of their own.
const SERVER: &str = "essaim-cli";
/// What a parser may take of memory beside [`PER_BYTE`] and what its program has taken before, in bytes.
const MEMORY: u64 = 20 << 20;
/// What a program takes before it reads a byte, beside its own file, where that is not measured: more than ours do.
#[cfg(windows)]
const PROGRAM: u64 = 24 << 20;
/// What it may take for each byte of the carrier: the carrier itself, what is in it, and what comes out of that.
const PER_BYTE: u64 = 3;
/// What it may take of a processor, in seconds, and what more for each [`SLICE`] of the carrier.
#[cfg(unix)]
const PROCESSOR: u64 = 3;
/// So many bytes give a parser another second.
const SLICE: u64 = 4 << 20;
/// How long it may take from its beginning, beside what [`SLICE`] gives.
const WAIT: Duration = Duration::from_secs(15);
/// How long it may take to begin: an old computer starts programs slowly, and has them looked through for viruses first.
const START: Duration = Duration::from_secs(60);
/// Between two looks at whether it has ended, the first and the greatest.
const LOOK: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(20)];
/// The variables that a program needs to be found and loaded. It gets no other.
const KEPT: [&str; 5] = [
    "PATH",
    "SystemRoot",
    "TEMP",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
];

/// Set in programs that call [`serve_if_asked`]: they can start themselves.
static SERVES: OnceLock<()> = OnceLock::new();

/// Opens a carrier if that is what this program was started for, and gives its status; `main` then ends with it. To be
/// called before anything else.
pub fn serve_if_asked() -> Option<ExitCode> {
    SERVES.get_or_init(|| ());
    if std::env::args_os().nth(1).as_deref() != Some(OsStr::new(ASKED)) {
        return None;
    }
    let size = std::env::args().nth(2).and_then(|size| size.parse().ok());
    bind(size.unwrap_or(0));
    let served = serve(&mut io::stdin().lock(), &mut io::stdout().lock());
    Some(if served.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Starts this program again for each carrier.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemUnpacker;

impl Unpacker for SystemUnpacker {
    fn unpack(
        &self,
        carrier: &File,
        out: &File,
        stop: &dyn Fn() -> bool,
    ) -> Result<(), UnpackError> {
        let program = server()?;
        match unpack(&program, carrier, out, stop) {
            // What looks for viruses may hold a program for a moment.
            Err(UnpackError::NotStarted(_)) => unpack(&program, carrier, out, stop),
            other => other,
        }
    }
}

/// Has a program of ours open a carrier.
fn unpack(
    program: &Path,
    mut carrier: &File,
    mut out: &File,
    stop: &dyn Fn() -> bool,
) -> Result<(), UnpackError> {
    let size = carrier.seek(SeekFrom::End(0))?;
    carrier.seek(SeekFrom::Start(0))?;
    out.seek(SeekFrom::Start(0))?;
    let mut command = Command::new(program);
    command
        .args([ASKED, &size.to_string()])
        .env_clear()
        .envs(
            KEPT.iter()
                .filter_map(|name| Some((name, std::env::var_os(name)?))),
        )
        .stdin(Stdio::from(carrier.try_clone()?))
        .stdout(Stdio::from(out.try_clone()?))
        .stderr(Stdio::null());
    let child = without_console(&mut command).spawn()?;
    Watched::new(child, program, size).until_it_ends(out, stop)
}

/// A process that does not outlive this value.
struct Watched {
    child: Child,
    /// Of the carrier, in bytes.
    size: u64,
    started: Instant,
    /// When it was first seen to have written.
    begun: Option<Instant>,
    #[cfg(windows)]
    taking: taking::Taking,
    /// What the program takes before it reads a byte, in bytes.
    #[cfg(windows)]
    program: u64,
}

impl Watched {
    fn new(child: Child, program: &Path, size: u64) -> Self {
        let _ = program; // its size counts where it cannot bind itself
        Self {
            #[cfg(windows)]
            program: PROGRAM + program.metadata().map_or(0, |file| file.len()),
            #[cfg(windows)]
            taking: taking::Taking::of(child.id()),
            child,
            size,
            started: Instant::now(),
            begun: None,
        }
    }

    fn until_it_ends(mut self, out: &File, stop: &dyn Fn() -> bool) -> Result<(), UnpackError> {
        let [mut look, rarest] = LOOK;
        loop {
            let ended = self.child.try_wait()?;
            let written = out.metadata()?.len();
            if written > 0 {
                self.begun.get_or_insert_with(Instant::now);
            }
            match ended {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(self.fell(status.to_string())),
                None if stop() => return Err(UnpackError::Stopped),
                None if written > most_written() || self.is_over() => {
                    return Err(self.fell("over its limits".to_owned()));
                }
                None => {}
            }
            std::thread::sleep(look);
            look = (look * 2).min(rarest);
        }
    }

    /// Whether it takes too long, or more than it may of what it could not bind itself.
    fn is_over(&mut self) -> bool {
        #[cfg(windows)]
        if self.taking.is_over(self.program + memory(self.size)) {
            return true;
        }
        match self.begun {
            Some(begun) => begun.elapsed() > WAIT + Duration::from_secs(self.size / SLICE),
            None => self.started.elapsed() > START,
        }
    }

    /// A carrier has no part in the end of a parser that had not begun.
    fn fell(&self, how: String) -> UnpackError {
        match self.begun {
            Some(_) => UnpackError::Ended(how),
            None => UnpackError::NotStarted(io::Error::other(how)),
        }
    }
}

/// What a parser may take of memory for a carrier of that size, beside what its program has taken before, in bytes.
fn memory(size: u64) -> u64 {
    MEMORY + size.min(LARGEST) * PER_BYTE
}

/// What it may take of a processor, in seconds.
#[cfg(unix)]
fn processor(size: u64) -> u64 {
    PROCESSOR + size.min(LARGEST) / SLICE
}

impl Drop for Watched {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, and is waited for all the same.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What a parser may write: all that it may find, and a line about it.
fn most_written() -> u64 {
    LARGEST + (1 << 20)
}

/// The program to start.
fn server() -> io::Result<PathBuf> {
    let own = std::env::current_exe()?;
    if SERVES.get().is_some() {
        return Ok(own_by_process(own));
    }
    let name = format!("{SERVER}{}", std::env::consts::EXE_SUFFIX);
    let beside = own
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(&name));
    beside
        .into_iter()
        .find(|program| program.is_file())
        .ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("{name} is not beside this program"),
            )
        })
}

/// On Linux the running program can be started again even after an update has replaced its file.
fn own_by_process(own: PathBuf) -> PathBuf {
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        running.to_owned()
    } else {
        own
    }
}

/// Binds this process: memory, processor, what it may write; it starts no other and leaves no picture of its memory.
#[cfg(unix)]
fn bind(size: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Data, taken() + memory(size)),
        (Resource::Cpu, processor(size)),
        (Resource::Fsize, most_written()),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
    ];
    for (resource, most) in limits {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A system without one of them has the others, and the parent's clock.
        let _ = setrlimit(resource, limit);
    }
}

/// What this program has taken of memory before its work begins, in bytes: its own data and that of its libraries.
#[cfg(unix)]
fn taken() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let data = status.lines().find_map(|line| line.strip_prefix("VmData:"));
    let kibibytes = data.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1024
}

/// Elsewhere the parent looks at what it takes of memory, and its clock is the bound of the rest.
#[cfg(not(unix))]
fn bind(_size: u64) {}

/// A console program started by a window opens no window of its own.
#[cfg(windows)]
fn without_console(command: &mut Command) -> &mut Command {
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW)
}

#[cfg(not(windows))]
fn without_console(command: &mut Command) -> &mut Command {
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_ends_before_it_begins_says_nothing_about_the_carrier() -> io::Result<()> {
        let (carrier, out) = (tempfile::tempfile()?, tempfile::tempfile()?);
        // A program of tests knows no such argument, and ends.
        let this = std::env::current_exe()?;
        let answer = unpack(&this, &carrier, &out, &|| false);
        assert!(
            matches!(answer, Err(UnpackError::NotStarted(_))),
            "{answer:?}"
        );
        Ok(())
    }
}
