//! Records of all kinds: create, write, read, list, search, trash, history, drafts, attachments.

mod add;
mod apart;
mod attach;
mod draft;
mod history;
mod list;
mod question;
mod resolve;
mod show;
mod trash;
mod words;
mod write;

pub use add::Addition;
pub(crate) use add::{create_one, text, writable};
pub use apart::Apart;
pub(crate) use apart::refuse_apart;
pub use attach::{AttachmentFile, MAX_ATTACHMENT};
pub(crate) use history::changes;
pub use history::{HistoryChange, HistoryEntry};
pub use list::{Home, HomeItem, HomeReason};
pub use question::{Asked, Author, Both, Question, Questions, Says, Side};
pub use resolve::{Choice, Decision};
pub use show::{ChildList, Published, Shown};
pub(crate) use show::{find, leaves_of};
pub use words::{Words, compared};
pub(crate) use write::{own_record, patch_one};
