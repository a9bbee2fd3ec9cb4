//! The work of the process that opens PDF and e-mail, and the answer it writes: an empty line as it begins, one line of JSON,
//! then the bytes of all that was found, one after the other. What reads the answer takes it for hostile: the parser may have been taken over.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};

use essaim_documents::carrier::{self, Fault, Found, Instead, Unpacked};
use serde::{Deserialize, Serialize};

/// The greatest PDF or e-mail that is opened, in bytes.
pub const LARGEST: u64 = carrier::LARGEST as u64;
/// What an answer begins with, before a byte of the carrier is read: who waits for it knows that the process has started.
const BEGUN: &[u8] = b"\n";
/// The greatest line of an answer, in bytes.
const LONGEST_LINE: u64 = 64 << 10;

/// The line of an answer that tells what follows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Answer {
    /// Name and size in bytes of each file found.
    pub(super) found: Vec<(String, u64)>,
    /// What there is where nothing was found.
    #[serde(default)]
    instead: u8,
    /// Why it could not be searched.
    #[serde(default)]
    fault: u8,
}

/// Searches a PDF or an e-mail for bundles and writes what was found. To be run in a process of its own, with limits.
///
/// # Errors
/// The carrier cannot be read, or the answer cannot be written.
pub fn serve(carrier: &mut dyn Read, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BEGUN)?;
    out.flush()?;
    let mut bytes = Vec::new();
    carrier.take(LARGEST + 1).read_to_end(&mut bytes)?;
    bytes.shrink_to_fit(); // what it took to grow counts among what this process may have
    let (unpacked, fault) = match carrier::unpack(&bytes) {
        Ok(unpacked) => (unpacked, 0),
        Err(Fault::Unreadable) => (Unpacked::default(), 1),
        Err(Fault::TooLarge) => (Unpacked::default(), 2),
    };
    drop(bytes);
    let size = |found: &Found| (found.name.clone(), found.bytes.len() as u64);
    let answer = Answer {
        found: unpacked.found.iter().map(size).collect(),
        instead: match unpacked.instead {
            Instead::Nothing => 0,
            Instead::Link => 1,
            Instead::Winmail => 2,
        },
        fault,
    };
    serde_json::to_writer(&mut *out, &answer)?;
    out.write_all(b"\n")?;
    unpacked
        .found
        .iter()
        .try_for_each(|found| out.write_all(&found.bytes))?;
    out.flush()
}

impl Answer {
    /// Reads the lines of an answer. Gives it with where the bytes begin, or nothing when it is no answer.
    pub(super) fn read(out: &File) -> io::Result<Option<(Self, u64)>> {
        let length = out.metadata()?.len();
        let mut line = Vec::new();
        let mut start = BufReader::new(out).take(LONGEST_LINE);
        io::BufRead::read_until(&mut start, b'\n', &mut line)?;
        let has_begun = std::mem::take(&mut line) == BEGUN;
        io::BufRead::read_until(&mut start, b'\n', &mut line)?;
        let Ok(answer) = serde_json::from_slice::<Self>(&line) else {
            return Ok(None);
        };
        let begins = (BEGUN.len() + line.len()) as u64;
        let sizes = answer
            .found
            .iter()
            .try_fold(begins, |sum, (_, size)| sum.checked_add(*size));
        let whole = has_begun
            && line.ends_with(b"\n")
            && sizes == Some(length)
            && length - begins <= LARGEST;
        Ok(whole.then_some((answer, begins)))
    }

    pub(super) fn instead(&self) -> Instead {
        match self.instead {
            1 => Instead::Link,
            2 => Instead::Winmail,
            _ => Instead::Nothing,
        }
    }

    pub(super) fn fault(&self) -> Option<Fault> {
        match self.fault {
            0 => None,
            2 => Some(Fault::TooLarge),
            _ => Some(Fault::Unreadable),
        }
    }
}
