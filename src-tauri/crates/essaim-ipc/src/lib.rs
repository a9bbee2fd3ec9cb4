//! The edge without Tauri: what the page and the program say to each other, declared once.
//!
//! It owns the wire types, the conversions from the use cases' types, errors and tags, and the list of commands. It holds
//! no rule: every function here parses, calls one use case and maps the answer or the error.

pub mod asking;
pub mod choice;
pub mod contract;
pub mod desktop;
pub mod error;
pub mod feedback;
pub mod folder;
pub mod history;
pub mod home;
pub mod keeping;
pub mod key;
pub mod list;
pub mod place;
pub mod post;
pub mod receive;
pub mod record;
mod rows;
pub mod schema;
pub mod search;
pub mod sender;
pub mod share;
pub mod source;
pub mod start;
pub mod tag;
pub mod undo;
mod value;
pub mod write;

pub use error::IpcError;
pub use tag::{Mutation, Tag};
pub use value::{JsonValue, Label};

/// What the shell needs of the use cases to hold a workspace open; it depends on nothing below them.
pub mod open {
    pub use essaim_ops::OpError;
    pub use essaim_ops::Workspace;
    pub use essaim_ops::machine::{FileSystem, Machine, Storage};
}

/// What follows long work, and what events carry.
pub mod work {
    pub use essaim_ops::exchange::Progress;

    /// What an event may carry.
    pub trait Payload: serde::Serialize + Clone {}
    impl<T: serde::Serialize + Clone> Payload for T {}
}

/// What a command answers.
pub type Answer<T> = Result<T, IpcError>;
