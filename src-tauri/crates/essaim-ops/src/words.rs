//! Six French words for a key, for two people to compare over the telephone.

use essaim_revision::PublicKey;

/// The words of a key.
pub(crate) fn of(key: &PublicKey) -> [&'static str; 6] {
    essaim_revision::words::words(key)
}
