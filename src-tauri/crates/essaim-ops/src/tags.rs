//! What a mutation changed, so that a screen refreshes what it shows and nothing else.

/// Something that may have to be read again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// The lists of a kind.
    Records(String),
    /// One record.
    Record(String),
    /// The registers of what was received and sent.
    Exchanges,
    /// Senders and what we think of them.
    Senders,
    /// Name, service, preferences.
    Settings,
}
