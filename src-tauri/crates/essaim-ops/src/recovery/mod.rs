//! The recovery sheet: the organisation's root key as 24 French words on paper, and the organisation back from them.

mod print;
mod sheet;
pub mod words;

pub use sheet::{RecoverySheet, seed_of};
