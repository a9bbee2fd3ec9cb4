//! What the machine gives: keystore, paths, file systems, drives, clock, randomness — the traits of `essaim_ops::machine` on Windows,
//! macOS and Linux.
//!
//! It decides nothing about records or bundles, and nothing in it knows the window.

mod clock;
mod drives;
mod files;
mod keystore;
mod places;
mod randomness;
mod unpacker;

use std::sync::Arc;

use essaim_ops::machine::{Keystore, Machine};

pub use clock::SystemClock;
pub use drives::SystemDrives;
pub use files::SystemFiles;
pub use keystore::{
    FolderKeystore, KEYSTORE_VARIABLE, KeystoreKind, SystemKeystore, keystore, keystore_and_kind,
};
pub use places::{WORKSPACE_VARIABLE, default_workspace};
pub use randomness::SystemRandomness;
pub use unpacker::{SystemUnpacker, serve_if_asked};

/// This machine, with the keystore that was chosen.
pub fn machine(keystore: Box<dyn Keystore>) -> Machine {
    Machine {
        keystore: Arc::from(keystore),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        files: Arc::new(SystemFiles),
        unpacker: Arc::new(SystemUnpacker),
        drives: Arc::new(SystemDrives),
    }
}
