//! Builders of one line for tests: a machine whose clock and randomness are known, a desktop with its workspace in a
//! temporary folder, two communes that exchange. For tests only; no program is built with it.

mod beside;
mod desk;
mod joining;
mod machine;
mod tree;

pub use beside::{beside, enrol, hand_over};
pub use desk::{Desk, roubaix, saint_amand, town};
pub use joining::join;
pub use machine::{SeededRandomness, SteadyClock, TestMachine, UnpacksHere};
pub use tree::tree;
