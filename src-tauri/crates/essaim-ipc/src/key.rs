//! Our own keys: the words to read out to others, renewing the key, revoking a desktop.

use essaim_model::DeviceId;
use essaim_ops::{OpError, Workspace};
use serde::Serialize;
use specta::Type;

use crate::Answer;
use crate::sender::{SenderDoubt, doubts};
use crate::tag::{Mutation, tags};
use crate::value::moment;

/// What others need of us to be sure that it is us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OwnKey {
    /// Our name, as others see it.
    pub name: String,
    /// The six words of our key, to be read out.
    pub words: Vec<String>,
    /// Whether this desktop holds the key, and so can renew it.
    pub held: bool,
    /// When it was last renewed.
    pub renewed: Option<String>,
    /// What speaks against us: others that claim our code.
    pub doubts: Vec<SenderDoubt>,
}

/// A desktop that was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RevokedDesktop {
    /// The first of its numbers that does not count.
    pub from: String,
    /// How many versions of it that are here do not count any more.
    pub kept_apart: u32,
}

/// Our key.
///
/// # Errors
/// The workspace or the keystore cannot be read.
pub fn own_key(workspace: &Workspace) -> Answer<OwnKey> {
    let keys = workspace.keys(None)?;
    let words = match keys.is_forked {
        true => Vec::new(),
        false => workspace.key_words(None)?.map(str::to_owned).to_vec(),
    };
    Ok(OwnKey {
        name: keys.organisation.name,
        words,
        held: keys.is_held,
        renewed: keys.renewals.last().copied().map(moment),
        doubts: doubts(&keys.organisation.doubts),
    })
}

/// Renews our key; the old one vouches for the new one.
///
/// # Errors
/// The key is not on this desktop.
pub fn key_renew(workspace: &Workspace) -> Answer<Mutation<()>> {
    let renewed = workspace.renew_root()?;
    Ok(Mutation::unrecorded((), tags(renewed.tags)))
}

/// Revokes a desktop of ours, from the first of its numbers that is not here yet.
///
/// # Errors
/// It is no desktop of ours, it is this one, or the key is not on this desktop.
pub fn desktop_revoke(workspace: &Workspace, id: &str) -> Answer<Mutation<RevokedDesktop>> {
    let device: DeviceId = id.parse().map_err(|_| OpError::NoDesktop(id.to_owned()))?;
    let revoked = workspace.revoke_device(device, None)?;
    let value = RevokedDesktop {
        from: revoked.value.from.to_string(),
        kept_apart: u32::try_from(revoked.value.kept_apart).unwrap_or(u32::MAX),
    };
    Ok(Mutation::unrecorded(value, Vec::new()).everywhere())
}
