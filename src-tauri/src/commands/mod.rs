//! The commands, a file a feature. Each parses, calls one use case and maps the error.

mod choices;
mod desktops;
mod feedback;
mod folder;
mod keeping;
mod post;
mod receive;
mod records;
mod search;
mod senders;
mod settings;
mod share;
mod start;
mod undo;
mod wire;

pub(crate) use wire::handler;
