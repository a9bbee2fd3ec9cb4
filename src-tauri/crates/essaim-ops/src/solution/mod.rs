//! Solution sheets: publish and withdraw, adapt, adopt as a project, write one from a project, follow what one was made
//! from.

mod adapt;
mod adopt;
mod capitalise;
mod looked_at;
mod origin;
mod publish;
mod source;

pub use source::{Here, Part, Source};

pub(crate) use publish::{publication_id, publish_one};
