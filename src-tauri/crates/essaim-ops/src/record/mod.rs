//! Records of all kinds: create, write, read, list, search, trash, history, drafts, attachments.

mod add;
mod attach;
mod draft;
mod history;
mod list;
mod resolve;
mod show;
mod trash;
mod write;

pub use add::Addition;
pub(crate) use add::{create_one, text, writable};
pub use attach::{AttachmentFile, MAX_ATTACHMENT};
pub(crate) use history::changes;
pub use history::{HistoryChange, HistoryEntry};
pub use list::{Home, HomeItem, HomeReason};
pub use show::{ChildList, Published, Shown};
pub(crate) use show::{find, leaves_of};
pub(crate) use write::own_record;
