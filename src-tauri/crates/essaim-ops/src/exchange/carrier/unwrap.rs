//! Takes layer after layer off a file that arrived, until the bundle's own bytes are left.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use essaim_bundle::{BundleReader, Cap, Danger, Limits, LooksLike, Refusal};
use essaim_documents::carrier::{Fault, Instead, Shape, shape};
use sha2::{Digest, Sha256};

use super::child::{Answer, LARGEST};
use super::{Arrival, Carrier, encrypted};
use crate::OpError;
use crate::exchange::Progress;
use crate::exchange::incoming::Private;
use crate::machine::{UnpackError, Unpacker};

/// How many layers are taken off: an encrypted file attached to an e-mail that was encrypted in its turn has three.
const MOST_LAYERS: usize = 4;
/// How many bytes tell what a file is.
const HEAD: u64 = 8 << 10;

/// A bundle's own bytes.
pub(in crate::exchange) struct Unwrapped {
    pub(in crate::exchange) file: Private,
    /// SHA-256 of them: the same whatever they travelled in.
    pub(in crate::exchange) hash: [u8; 32],
    pub(in crate::exchange) carrier: Carrier,
}

/// Unwraps one file.
pub(in crate::exchange) struct Opener<'o> {
    pub(in crate::exchange) arrival: Arrival<'o>,
    pub(in crate::exchange) limits: &'o Limits,
    pub(in crate::exchange) unpacker: &'o dyn Unpacker,
    pub(in crate::exchange) progress: &'o dyn Progress,
    /// Makes a private file.
    pub(in crate::exchange) private: &'o dyn Fn() -> Result<Private, OpError>,
}

impl Opener<'_> {
    /// The bundle in a private copy of the file; of several, the one that was asked for.
    pub(in crate::exchange) fn open(
        &self,
        copy: Private,
        hash: [u8; 32],
    ) -> Result<Unwrapped, OpError> {
        let (mut file, mut hash, mut carrier) = (copy, hash, None);
        for _ in 0..=MOST_LAYERS {
            let shape = shape_of(file.file())?;
            let Some(layer) = Carrier::of(shape) else {
                let carrier = carrier.unwrap_or(Carrier::plain(self.arrival.file));
                return Ok(Unwrapped {
                    file,
                    hash,
                    carrier,
                });
            };
            carrier.get_or_insert(layer);
            (file, hash) = match layer {
                Carrier::Encrypted => self.decrypt(&file)?,
                _ => self.unpack(&file, shape)?,
            };
        }
        Err(dangerous())
    }

    fn decrypt(&self, sealed: &Private) -> Result<(Private, [u8; 32]), OpError> {
        let passphrase = self.arrival.passphrase.ok_or(OpError::PassphraseNeeded)?;
        let plain = (self.private)()?;
        let mut hashing = Hashing::new(plain.file());
        encrypted::decrypt(
            rewound(sealed)?,
            passphrase,
            &mut hashing,
            self.limits.file,
            self.progress,
        )?;
        let hash = hashing.finish();
        Ok((plain, hash))
    }

    /// Has a PDF or an e-mail searched apart from this program, and takes the bundle out of the answer.
    fn unpack(&self, carrier: &Private, shape: Shape) -> Result<(Private, [u8; 32]), OpError> {
        let length = rewound(carrier)?.metadata().map_err(unreadable)?.len();
        if length > LARGEST {
            return Err(too_large(length));
        }
        let out = (self.private)()?;
        self.unpacker
            .unpack(carrier.file(), out.file(), &|| self.progress.is_cancelled())
            .map_err(|error| match error {
                UnpackError::Stopped => OpError::Cancelled,
                UnpackError::Ended(_) => dangerous(),
                UnpackError::NotStarted(error) => OpError::ParserNotStarted(error),
            })?;
        let (answer, begins) = Answer::read(rewound(&out)?)
            .map_err(unreadable)?
            .ok_or_else(dangerous)?;
        match answer.fault() {
            Some(Fault::TooLarge) => return Err(too_large(LARGEST + 1)),
            // A compound file is most often a document of another program.
            Some(Fault::Unreadable) if shape == Shape::Outlook => {
                return Err(nothing(LooksLike::Unknown));
            }
            Some(Fault::Unreadable) => return Err(nothing(LooksLike::Damaged)),
            None => {}
        }
        if answer.found.is_empty() {
            return Err(nothing(match (shape, answer.instead()) {
                (Shape::Pdf, _) => LooksLike::Pdf,
                (_, Instead::Link) => LooksLike::MailWithLink,
                (_, Instead::Winmail) => LooksLike::Winmail,
                (_, Instead::Nothing) => LooksLike::Mail,
            }));
        }
        self.choose(&answer, &out, begins)
    }

    /// The bundle among what was found. Archives that are no bundles are passed over, and so is one that is there twice.
    fn choose(
        &self,
        answer: &Answer,
        out: &Private,
        mut at: u64,
    ) -> Result<(Private, [u8; 32]), OpError> {
        let mut bundles: Vec<(Private, [u8; 32], &str)> = Vec::new();
        let mut refused = None;
        for (name, size) in &answer.found {
            let (file, hash) = self.cut(out, at, *size)?;
            at += size;
            if bundles.iter().any(|(_, known, _)| *known == hash) {
                continue;
            }
            match self.holds(&file) {
                Ok(()) => bundles.push((file, hash, name)),
                Err(refusal) => drop(refused.get_or_insert(refusal)),
            }
        }
        match (self.arrival.part, bundles.len()) {
            (_, 0) => Err(refused.map_or_else(dangerous, OpError::from)),
            (None, 1) => Ok(bundles.swap_remove(0)).map(|(file, hash, _)| (file, hash)),
            (Some(part), count) if part < count => {
                Ok(bundles.swap_remove(part)).map(|(file, hash, _)| (file, hash))
            }
            _ => Err(OpError::SeveralBundles(
                bundles
                    .iter()
                    .map(|(_, _, name)| (*name).to_owned())
                    .collect(),
            )),
        }
    }

    /// Whether it opens as a bundle, as far as that can be told without the passphrase.
    fn holds(&self, file: &Private) -> Result<(), Refusal> {
        if shape_of(file.file()).is_ok_and(|shape| shape == Shape::Encrypted) {
            return Ok(());
        }
        BundleReader::open(file.file().try_clone()?, *self.limits).map(drop)
    }

    /// A part of a file as a file of its own.
    fn cut(&self, from: &Private, at: u64, size: u64) -> Result<(Private, [u8; 32]), OpError> {
        let part = (self.private)()?;
        let mut hashing = Hashing::new(part.file());
        let mut source = from.file();
        source.seek(SeekFrom::Start(at)).map_err(unreadable)?;
        io::copy(&mut source.take(size), &mut hashing)
            .map_err(|error| OpError::file(self.arrival.file, error))?;
        let hash = hashing.finish();
        Ok((part, hash))
    }
}

impl Carrier {
    /// What a file is, when it has to be unwrapped before it can be read as a bundle.
    pub(in crate::exchange) fn look(file: &File) -> Result<Option<Self>, OpError> {
        Ok(Self::of(shape_of(file)?))
    }
}

/// Writes and hashes.
struct Hashing<'f> {
    file: &'f File,
    hasher: Sha256,
}

impl<'f> Hashing<'f> {
    fn new(file: &'f File) -> Self {
        Self {
            file,
            hasher: Sha256::new(),
        }
    }

    fn finish(self) -> [u8; 32] {
        self.hasher.finalize().into()
    }
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// What a file is. Leaves it at its beginning.
fn shape_of(mut file: &File) -> Result<Shape, OpError> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    file.take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(shape(&head))
}

fn rewound(file: &Private) -> Result<&File, OpError> {
    let mut handle = file.file();
    handle.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(file.file())
}

fn unreadable(error: io::Error) -> OpError {
    Refusal::from(error).into()
}

fn nothing(looks_like: LooksLike) -> OpError {
    Refusal::NotABundle { looks_like }.into()
}

fn dangerous() -> OpError {
    Refusal::Dangerous {
        what: None,
        danger: Danger::Carrier,
    }
    .into()
}

fn too_large(value: u64) -> OpError {
    Refusal::TooLarge {
        what: "file".to_owned(),
        cap: Cap::File,
        value,
        limit: LARGEST,
    }
    .into()
}
