//! The passphrase: proposed as six French words, or chosen; and the backup key that it locks.

use essaim_bundle::backup::LockedKey;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::error::Keeping;
use crate::machine::Machine;
use crate::recovery::words;
use crate::{OpError, Workspace};

/// Where the workspace keeps its backup key.
const KEY: &str = "backup.key";
/// How many words are proposed: 66 bits, each guess a second of work.
const PROPOSED: usize = 6;
/// The shortest passphrase of one's own, in characters.
const SHORTEST: usize = 12;

/// The backup key as the workspace keeps it: its public half, and its secret half locked.
#[derive(Serialize, Deserialize)]
struct Kept {
    recipient: String,
    locked: String,
}

/// The passphrase that was chosen before another one, if there was one.
pub struct Before(Option<Kept>);

/// A passphrase of six French words.
pub fn suggest_passphrase(machine: &Machine) -> String {
    let mut random = [0; 2 * PROPOSED];
    machine.random.fill(&mut random);
    let numbers = random
        .chunks(2)
        .map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let all = words::all();
    let chosen: Vec<&str> = numbers.map(|number| all[number % all.len()]).collect();
    chosen.join(" ")
}

/// A passphrase as it counts: one space between words. Where all of them are words of the list, their accents and capitals
/// do not matter.
pub fn normalised(typed: &str) -> String {
    let composed: String = typed.nfc().collect();
    let typed: Vec<&str> = composed.split_whitespace().collect();
    let all = words::all();
    let listed: Option<Vec<&str>> = typed
        .iter()
        .map(|word| words::number(word).map(|number| all[number]))
        .collect();
    match listed {
        Some(listed) if listed.len() > 1 => listed.join(" "),
        _ => typed.join(" "),
    }
}

impl Workspace {
    /// Chooses the passphrase of the backups to come. Earlier ones keep theirs. Gives the one that was chosen before.
    ///
    /// # Errors
    /// It is too short, or the workspace cannot be written.
    pub fn choose_passphrase(&self, typed: &str) -> Result<Before, OpError> {
        let passphrase = normalised(typed);
        if passphrase.chars().count() < SHORTEST {
            return Err(Keeping::WeakPassphrase.into());
        }
        let key = LockedKey::new(&passphrase)?;
        let kept = Kept {
            recipient: key.recipient,
            locked: key
                .locked
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        };
        let before = Before(self.kept(KEY)?);
        self.keep(KEY, &kept)?;
        Ok(before)
    }

    /// Goes back to the passphrase from before, or to none: with the one chosen since, no backup was made.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn keep_passphrase(&self, before: Before) -> Result<(), OpError> {
        self.keep(KEY, &before.0)
    }

    /// Whether a passphrase was chosen.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn has_passphrase(&self) -> Result<bool, OpError> {
        Ok(self.kept::<Kept>(KEY)?.is_some())
    }

    pub(super) fn backup_key(&self) -> Result<LockedKey, OpError> {
        let kept: Kept = self.kept(KEY)?.ok_or(Keeping::NoPassphrase)?;
        Ok(LockedKey {
            recipient: kept.recipient,
            locked: unhex(&kept.locked).ok_or(Keeping::NoPassphrase)?,
        })
    }

    /// Keeps something of this desktop's own under a name.
    pub(super) fn keep(&self, name: &str, value: &impl Serialize) -> Result<(), OpError> {
        // Texts and numbers of our own: nothing that JSON cannot write.
        let text = serde_json::to_string(value).unwrap_or_default();
        let now_ms = self.machine().clock.now_ms();
        let mut store = self.writer();
        Ok(store.transaction(now_ms, |tx| tx.set_meta(name, &text))?)
    }

    /// What is kept under that name, if it can be read.
    pub(super) fn kept<T: serde::de::DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, OpError> {
        let text = self.reader().view().meta(name)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.map(byte).collect()
}

pub(super) fn root_hex(seed: &[u8; 32]) -> String {
    seed.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn root_seed(hex: &str) -> Option<[u8; 32]> {
    unhex(hex)?.try_into().ok()
}
