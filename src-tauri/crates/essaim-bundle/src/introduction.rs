//! How a new desktop comes to an organisation: it writes a request, in which nothing is secret; a desktop that holds the
//! root key answers with a file that only the new desktop can open. `docs/segment-format.md` is the normative text.

use std::io::{self, BufRead, Read, Write};

use essaim_model::{BlobHash, DeviceId, OrganisationId};
use essaim_revision::{DeviceKey, PublicKey, Signature};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::folder_key::{FolderKey, encrypt_for};
use crate::segment::Pair;

/// The payload type of requests.
pub const REQUEST_TYPE: &str = "application/vnd.essaim.request+json";
/// The payload type of answers.
pub const ANSWER_TYPE: &str = "application/vnd.essaim.answer+json";
/// The version that we write, and the highest that we read.
pub const VERSION: u32 = 1;
/// The greatest size of a request, in bytes.
pub const MAX_REQUEST: u64 = 64 << 10;
/// The greatest size of what an answer says before its files, in bytes.
const MAX_HEAD: u64 = 4 << 20;
/// The greatest length of a name or service, in characters.
const MAX_NAME: usize = 200;

/// What a new desktop asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The version of the format.
    pub essaim_request: u32,
    /// The desktop's key.
    pub device_key: BlobHash,
    /// For whom the answer is to be encrypted, in age's text.
    pub recipient: String,
    /// Who will sit there.
    pub person: String,
    /// In which service.
    pub service: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub created: u64,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The version of the format.
    pub essaim_answer: u32,
    /// The organisation that the desktop now belongs to.
    pub organisation: OrganisationId,
    /// The name on its card.
    pub name: String,
    /// Insee code on its card.
    pub insee: Option<String>,
    /// The desktop that answers.
    pub by: DeviceId,
    /// Who sits there.
    pub by_person: String,
    /// In which service.
    pub by_service: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub issued: u64,
    /// The certificates of the organisation's desktops, that of the new one among them.
    pub certificates: Vec<Pair>,
    /// The chain of its root keys.
    #[serde(default)]
    pub successions: Vec<Pair>,
    /// The secret of its shared folder.
    pub folder_key: BlobHash,
    /// SHA-256 of the request that is answered.
    pub request: BlobHash,
    /// Who asked, as the request says.
    pub person: String,
    /// In which service.
    pub service: String,
    /// Whether all that the workspace holds comes along.
    pub whole: bool,
}

/// A file that comes with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Where it lies below the organisation's part of a shared folder.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Why a request or an answer is not taken.
#[derive(Debug, thiserror::Error)]
pub enum IntroductionError {
    /// It is none.
    #[error("not what was asked for: {0}")]
    Foreign(&'static str),
    /// A later version of the program wrote it.
    #[error("written by a later version of the program")]
    TooRecent,
    /// It is for another desktop, or for a request that this one has given up.
    #[error("for another desktop")]
    ForAnother,
    /// It was cut short or altered.
    #[error("cut short or altered")]
    Altered,
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(io::Error),
}

impl Request {
    /// The file: the request, signed by the desktop's own key.
    ///
    /// # Errors
    /// Out of memory.
    pub fn to_file(&self, key: &DeviceKey) -> io::Result<Vec<u8>> {
        let body = serde_json::to_string(self)?;
        let signature = key.sign(REQUEST_TYPE, body.as_bytes()).to_base64();
        let mut file = serde_json::to_vec_pretty(&Pair { body, signature })?;
        file.push(b'\n');
        Ok(file)
    }

    /// Reads a request; gives its hash with it. Its desktop's key has signed it, so what is asked is what that desktop asks.
    ///
    /// # Errors
    /// It is none, or was altered.
    pub fn read(file: &[u8]) -> Result<(Self, PublicKey, BlobHash), IntroductionError> {
        let pair: Pair =
            serde_json::from_slice(file).map_err(|_| IntroductionError::Foreign("request"))?;
        let request: Self = versioned(pair.body.as_bytes(), "essaim_request")?;
        let key = PublicKey::from_bytes(&request.device_key.0);
        let signature = Signature::from_base64(pair.signature.as_bytes());
        let (Some(key), Some(signature)) = (key, signature) else {
            return Err(IntroductionError::Altered);
        };
        let plausible = request.recipient.starts_with("age1")
            && [&request.person, &request.service]
                .iter()
                .all(|text| text.chars().count() <= MAX_NAME && !text.contains(char::is_control));
        if !plausible || !key.verifies(REQUEST_TYPE, pair.body.as_bytes(), &signature) {
            return Err(IntroductionError::Altered);
        }
        let hash = BlobHash(Sha256::digest(pair.body.as_bytes()).into());
        Ok((request, key, hash))
    }
}

/// Writes an answer: what it says, signed by the desktop that answers, then files. `next` gives them one after the other.
///
/// # Errors
/// The output cannot be written, or a file read.
pub fn write_answer(
    output: impl Write,
    answer: &Answer,
    key: &DeviceKey,
    recipient: &str,
    items: impl IntoIterator<Item = io::Result<(Item, Box<dyn Read>)>>,
) -> io::Result<()> {
    let mut sealed = encrypt_for(recipient, output)?;
    let head = serde_json::to_vec(answer)?;
    let signature = key.sign(ANSWER_TYPE, &head).to_base64();
    for piece in [&head, &b"\n"[..], signature.as_bytes(), b"\n"] {
        sealed.write_all(piece)?;
    }
    for item in items {
        let (item, mut content) = item?;
        sealed.write_all(&serde_json::to_vec(&item)?)?;
        sealed.write_all(b"\n")?;
        if io::copy(&mut content, &mut sealed)? != item.size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    sealed.finish()?.flush()
}

/// An answer that was opened; its files follow.
pub struct OpenAnswer<R: Read> {
    /// What it says.
    pub answer: Answer,
    input: io::BufReader<age::stream::StreamReader<R>>,
}

/// Opens an answer and checks that a desktop which the organisation's certificate vouches for wrote it. `vouched` finds that
/// desktop's key among the certificates.
///
/// # Errors
/// It is for another desktop, altered, or none.
pub fn open_answer<R: Read>(
    input: R,
    key: &FolderKey,
    vouched: impl Fn(&Answer) -> Option<PublicKey>,
) -> Result<OpenAnswer<R>, IntroductionError> {
    let opened = age::Decryptor::new(input).map_err(refused)?;
    let reader = opened
        .decrypt(std::iter::once(key.identity() as &dyn age::Identity))
        .map_err(refused)?;
    let mut input = io::BufReader::new(reader);
    let head = line(&mut input)?;
    let signature = line(&mut input)?;
    let answer: Answer = versioned(&head, "essaim_answer")?;
    let writer = vouched(&answer).ok_or(IntroductionError::Altered)?;
    let signed = Signature::from_base64(&signature)
        .is_some_and(|signature| writer.verifies(ANSWER_TYPE, &head, &signature));
    match signed {
        true => Ok(OpenAnswer { answer, input }),
        false => Err(IntroductionError::Altered),
    }
}

impl<R: Read> OpenAnswer<R> {
    /// Hands over each file that follows; all of its bytes must be taken or they are passed over.
    ///
    /// # Errors
    /// The answer was cut short or altered, or `take` failed.
    pub fn each_item<E: From<IntroductionError>>(
        mut self,
        mut take: impl FnMut(&Item, &mut dyn Read) -> Result<(), E>,
    ) -> Result<(), E> {
        loop {
            let head = line(&mut self.input)?;
            if head.is_empty() {
                return Ok(());
            }
            let item: Item =
                serde_json::from_slice(&head).map_err(|_| IntroductionError::Altered)?;
            let mut content = (&mut self.input).take(item.size);
            take(&item, &mut content)?;
            io::copy(&mut content, &mut io::sink()).map_err(IntroductionError::from)?;
            if content.limit() > 0 {
                return Err(IntroductionError::Altered.into());
            }
        }
    }
}

fn refused(error: age::DecryptError) -> IntroductionError {
    match error {
        age::DecryptError::NoMatchingKeys => IntroductionError::ForAnother,
        age::DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            IntroductionError::Unreadable(error)
        }
        age::DecryptError::InvalidMac | age::DecryptError::DecryptionFailed => {
            IntroductionError::Altered
        }
        _ => IntroductionError::Foreign("answer"),
    }
}

impl From<io::Error> for IntroductionError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => IntroductionError::Altered,
            _ => IntroductionError::Unreadable(error),
        }
    }
}

/// One line, without its end; empty at the end of the input.
fn line(input: &mut impl BufRead) -> Result<Vec<u8>, IntroductionError> {
    let mut line = Vec::new();
    input.take(MAX_HEAD).read_until(b'\n', &mut line)?;
    match line.pop() {
        None | Some(b'\n') => Ok(line),
        Some(_) => Err(IntroductionError::Altered),
    }
}

/// Reads JSON whose version is ours; that of a later one is told as such.
fn versioned<T: DeserializeOwned>(
    body: &[u8],
    member: &'static str,
) -> Result<T, IntroductionError> {
    let foreign = |_| IntroductionError::Foreign(member);
    let any: serde_json::Value = serde_json::from_slice(body).map_err(foreign)?;
    match any.get(member).and_then(serde_json::Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => {
            serde_json::from_value(any).map_err(foreign)
        }
        Some(_) => Err(IntroductionError::TooRecent),
        None => Err(IntroductionError::Foreign(member)),
    }
}
