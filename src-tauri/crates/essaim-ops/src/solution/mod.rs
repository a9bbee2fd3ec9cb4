//! Solution sheets: publish and withdraw, adapt, adopt as a project, write one from a project.

mod adapt;
mod adopt;
mod capitalise;
mod publish;

pub(crate) use publish::{publication_id, publish_one};
