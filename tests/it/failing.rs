//! The real file system of this machine, on which writing fails from some call on: what a stick or a share that is full,
//! read-only or gone does to whoever writes to it.

use std::io::{Error, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use essaim_host::SystemFiles;
use essaim_ops::OpError;
use essaim_ops::machine::{FileSystem, OutFile, Storage};
use essaim_testkit::Desk;

/// How many calls go well, and what those after them get.
#[derive(Clone)]
pub(crate) struct Failing {
    /// How many calls still go well.
    left: Arc<AtomicUsize>,
    kind: Failure,
    /// Whether all folders lie on other disks than the workspace.
    elsewhere: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Failure {
    /// The system's error.
    System(i32),
    /// The device forgets a byte of what it was given.
    Forgets,
}

impl Failing {
    pub(crate) fn after(calls: usize, kind: Failure) -> Self {
        Self {
            left: Arc::new(AtomicUsize::new(calls)),
            kind,
            elsewhere: false,
        }
    }

    /// The same, where no folder lies on the workspace's disk.
    pub(crate) fn elsewhere(self) -> Self {
        Self {
            elsewhere: true,
            ..self
        }
    }

    /// One more call; the one that fails, and all after it, get the error.
    fn call(&self) -> std::io::Result<()> {
        let left = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        match (left, self.kind) {
            (Err(_), Failure::System(code)) => Err(Error::from_raw_os_error(code)),
            _ => Ok(()),
        }
    }
}

struct FailingFile {
    file: Box<dyn OutFile>,
    failing: Failing,
}

impl Write for FailingFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.failing.call()?;
        // Devices take a little at a time: many calls, many places to fail.
        let some = &bytes[..bytes.len().min(700)];
        if matches!(self.failing.kind, Failure::Forgets) {
            let forgotten = vec![0; some.len()];
            return self.file.write(&forgotten);
        }
        self.file.write(some)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl OutFile for FailingFile {
    fn sync(&mut self) -> std::io::Result<()> {
        self.failing.call()?;
        self.file.sync()
    }
}

struct FailingRead(Box<dyn Read>, Failing);

impl Read for FailingRead {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1.call()?;
        self.0.read(buffer)
    }
}

impl FileSystem for Failing {
    fn storage(&self, folder: &Path) -> Storage {
        SystemFiles.storage(folder)
    }

    fn are_beside(&self, one: &Path, other: &Path) -> bool {
        !self.elsewhere && SystemFiles.are_beside(one, other)
    }

    fn replace(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        self.call()?;
        SystemFiles.replace(from, to)
    }

    fn sync_all(&self, files: &[PathBuf]) -> std::io::Result<()> {
        SystemFiles.sync_all(files)
    }

    fn mark_from_elsewhere(&self, file: &Path) -> std::io::Result<()> {
        SystemFiles.mark_from_elsewhere(file)
    }

    fn create(&self, file: &Path) -> std::io::Result<Box<dyn OutFile>> {
        self.call()?;
        let file = SystemFiles.create(file)?;
        Ok(Box::new(FailingFile {
            file,
            failing: self.clone(),
        }))
    }

    fn read_back(&self, file: &Path) -> std::io::Result<Box<dyn Read>> {
        self.call()?;
        Ok(Box::new(FailingRead(
            SystemFiles.read_back(file)?,
            self.clone(),
        )))
    }

    fn settle(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        self.call()?;
        SystemFiles.settle(from, to)
    }
}

/// Reopens the desk's workspace on another file system.
pub(crate) fn on(desk: &mut Desk, files: Failing) -> Result<(), OpError> {
    desk.machine.machine.files = Arc::new(files);
    desk.reopen()
}
