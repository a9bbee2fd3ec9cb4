//! A received file: hashed where it lies when that is the workspace's own disk, else copied to a private place while it is
//! hashed (the stick may vanish); opened, its sender looked up.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use essaim_bundle::manifest::Purpose;
use essaim_bundle::{BundleReader, Container, Limits, Refusal};
use essaim_store::{Import, View};
use sha2::{Digest, Sha256};

use super::carrier::{Arrival, Carrier, Opener};
use super::file_hash::FileHash;
use super::{Incoming, Plan, Progress};
use crate::sender::{self, Sender};
use crate::{OpError, Workspace};

/// A file that goes away when dropped.
pub(super) struct Private {
    /// Where it lies in the workspace; one without a workspace has no name anywhere.
    path: Option<PathBuf>,
    file: File,
}

impl Private {
    /// An empty private file.
    pub(super) fn create(workspace: &Workspace) -> Result<Self, OpError> {
        let folder = workspace.folder().join("incoming");
        std::fs::create_dir_all(&folder).map_err(|error| OpError::file(&folder, error))?;
        let path = folder.join(workspace.machine().item_id());
        let options = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path);
        Ok(Self {
            file: options.map_err(|error| OpError::file(&path, error))?,
            path: Some(path),
        })
    }

    /// An empty private file where there is no workspace.
    pub(super) fn nameless() -> Result<Self, OpError> {
        let file =
            tempfile::tempfile().map_err(|error| OpError::file(&std::env::temp_dir(), error))?;
        Ok(Self { path: None, file })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Where it lies, in a workspace.
    pub(super) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            drop(std::fs::remove_file(path));
        }
    }
}

/// A bundle that was hashed and opened.
pub(super) struct Opened {
    pub(super) reader: BundleReader<File>,
    pub(super) file_hash: FileHash,
    pub(super) file_name: String,
    carrier: Carrier,
    lies: Lies,
}

/// Where the bytes of an opened bundle lie. Whatever is read of them is checked against the signed manifest, so that
/// neither place has to be trusted.
enum Lies {
    /// In a copy of our own.
    Apart(#[expect(dead_code, reason = "it goes away when dropped")] Private),
    /// Where the person has it, on the workspace's own disk; as long as it was, and last written then.
    InPlace(File, PathBuf, Version),
}

/// What tells that a file was written to.
type Version = (u64, Option<SystemTime>);

impl Opened {
    /// Says so where the file was written to while it was read: what was hashed may not be what was read.
    pub(super) fn is_as_it_was(&self) -> Result<(), OpError> {
        let Lies::InPlace(file, path, before) = &self.lies else {
            return Ok(());
        };
        match version(file) {
            Ok(now) if now == *before => Ok(()),
            Ok(_) => Err(OpError::file(path, std::io::ErrorKind::InvalidData.into())),
            Err(error) => Err(OpError::file(path, error)),
        }
    }
}

fn version(file: &File) -> std::io::Result<Version> {
    let told = file.metadata()?;
    Ok((told.len(), told.modified().ok()))
}

/// How many bytes are hashed or copied between two looks at whether the person wants to stop.
pub(super) const PIECE: usize = 1 << 20;

impl Workspace {
    /// Takes off what the bundle travelled in, and opens it. A bundle that is refused for its form is refused
    /// before all of it is read.
    pub(super) fn open_incoming(
        &self,
        arrival: Arrival<'_>,
        limits: &Limits,
        progress: &dyn Progress,
    ) -> Result<Opened, OpError> {
        let file = arrival.file;
        let failed = |error| OpError::file(file, error);
        let mut source = File::open(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
            _ => failed(error),
        })?;
        let before = version(&source).map_err(failed)?;
        if before.0 > limits.file {
            let cap = essaim_bundle::Cap::File;
            return Err(Refusal::TooLarge {
                what: "file".to_owned(),
                cap,
                value: before.0,
                limit: limits.file,
            }
            .into());
        }
        let file_name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let is_plain = Carrier::look(&source)?.is_none();
        if is_plain && self.machine().files.are_beside(file, self.folder()) {
            let again = || source.try_clone().map_err(failed);
            return Ok(Opened {
                reader: BundleReader::open(again()?, *limits)?,
                file_hash: FileHash::of(file, again()?),
                file_name,
                carrier: Carrier::plain(file),
                lies: Lies::InPlace(source, file.to_owned(), before),
            });
        }
        if is_plain {
            BundleReader::open(source.try_clone().map_err(failed)?, *limits)?;
        }
        let copy = Private::create(self)?;
        let file_hash = copy_hashing(&mut source, &copy, limits.file, progress)
            .map_err(|error| error.of(file))?;
        let opener = Opener {
            arrival,
            limits,
            unpacker: &*self.machine().unpacker,
            progress,
            private: &|| Private::create(self),
        };
        let unwrapped = opener.open(copy, file_hash)?;
        let bundle = unwrapped.file.file().try_clone().map_err(failed)?;
        Ok(Opened {
            reader: BundleReader::open(bundle, *limits)?,
            file_hash: FileHash::Known(unwrapped.hash),
            file_name,
            carrier: unwrapped.carrier,
            lies: Lies::Apart(unwrapped.file),
        })
    }

    /// What is known of an opened bundle before its content is read.
    pub(super) fn describe(
        &self,
        arrival: Arrival<'_>,
        opened: &Opened,
        progress: &dyn Progress,
    ) -> Result<Incoming, OpError> {
        let manifest = opened.reader.manifest();
        let now_ms = self.machine().clock.now_ms();
        let own = self.organisation()?;
        let store = self.reader();
        let view = store.view();
        let mut sender = sender::card(&view, manifest.sender.organisation, now_ms)?;
        claim(&mut sender, manifest);
        sender.doubts = sender::doubts(&view, &sender, now_ms)?;
        let received = earlier(&view, opened, progress)?.filter(|import| !import.hidden);
        Ok(Incoming {
            file: arrival.file.to_owned(),
            part: arrival.part,
            carrier: opened.carrier,
            bundle_id: manifest.bundle_id.to_string(),
            container: container(opened.reader.container()),
            purpose: purpose(manifest.purpose),
            sender,
            authors: Vec::new(),
            has_new_key: has_new_key(&view, &opened.reader)?,
            already_received_ms: received.map(|import| import.ms),
            plan: Plan::default(),
            arrived: super::purpose::arrivals(&store.view(), manifest, own)?,
            ignored: opened.reader.ignored().to_vec(),
            version: store.data_version()?,
        })
    }
}

/// Whether the bundle brings a successor of a root key that we knew its sender by.
fn has_new_key(view: &View<'_>, reader: &BundleReader<File>) -> Result<bool, OpError> {
    let sender = reader.manifest().sender.organisation;
    let roots = view.roots_of(sender)?;
    let is_new = |said: &essaim_revision::Succession| {
        said.owner == sender && !roots.holds(sender, &said.successor)
    };
    let known = view.line(sender)?.is_some();
    Ok(known && reader.successions().iter().any(|(said, _)| is_new(said)))
}

/// Whether the file itself could not be read to its end: then nothing of it is taken in.
pub(super) fn is_unreadable(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Unreadable { .. } => true,
        Refusal::Incomplete { what } => what == "end",
        _ => false,
    }
}

/// The import that brought this bundle before, in whatever it travelled: these very bytes, or the same content of the same
/// sender, packed anew, when all of it held.
pub(super) fn earlier(
    view: &View<'_>,
    opened: &Opened,
    progress: &dyn Progress,
) -> Result<Option<Import>, OpError> {
    let manifest = opened.reader.manifest();
    let bundle = manifest.bundle_id.to_string();
    let Some(import) = view.import_of_bundle(&bundle)? else {
        return Ok(None);
    };
    let refused = super::register::counts(&import.report)[4];
    if import.sender == manifest.sender.organisation && refused == 0 {
        return Ok(Some(import));
    }
    // Of this very bundle: a file may have been written to between its hash and its reading.
    let same = view.import_of_file(&opened.file_hash.get(progress)?)?;
    Ok(same.filter(|import| import.bundle == bundle))
}

pub(super) enum Copying {
    Stopped,
    /// The source could not be read: a stick that was pulled out, most often.
    Gone(std::io::Error),
    Failed(std::io::Error),
}

impl Copying {
    pub(super) fn of(self, file: &Path) -> OpError {
        match self {
            Copying::Stopped => OpError::Cancelled,
            Copying::Gone(error) => super::deliver::place_error(file, error),
            Copying::Failed(error) => OpError::file(file, error),
        }
    }
}

impl From<std::io::Error> for Copying {
    fn from(error: std::io::Error) -> Self {
        Copying::Failed(error)
    }
}

/// Copies a whole file and hashes it.
pub(super) fn copy_hashing(
    source: &mut File,
    copy: &Private,
    most: u64,
    progress: &dyn Progress,
) -> Result<[u8; 32], Copying> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; PIECE];
    let mut copied = 0u64;
    let mut target = copy.file();
    // On Windows, reading at a place has moved the handle there.
    source.rewind().map_err(Copying::Gone)?;
    loop {
        if progress.is_cancelled() {
            return Err(Copying::Stopped);
        }
        let read = source.read(&mut buffer).map_err(Copying::Gone)?;
        if read == 0 {
            break;
        }
        copied += read as u64;
        if copied > most {
            return Err(Copying::Failed(std::io::ErrorKind::FileTooLarge.into()));
        }
        hasher.update(&buffer[..read]);
        target.write_all(&buffer[..read])?;
    }
    Ok(hasher.finalize().into())
}

/// Where no card of the sender is here yet, what the manifest claims is shown.
fn claim(sender: &mut Sender, manifest: &essaim_bundle::Manifest) {
    if sender.name.is_empty() {
        sender.name.clone_from(&manifest.sender.name);
        sender.insee.clone_from(&manifest.sender.insee);
        sender.siren.clone_from(&manifest.sender.siren);
        let place = manifest
            .sender
            .insee
            .as_deref()
            .and_then(crate::place::commune);
        sender.department = place.map(|place| place.department_name);
    }
}

pub(super) fn container(container: &Container) -> &'static str {
    match container {
        Container::Conforming => "conforming",
        Container::Repackaged(_) => "repackaged",
    }
}

pub(super) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Feedback => "feedback",
        Purpose::Share | Purpose::Other => "share",
    }
}
