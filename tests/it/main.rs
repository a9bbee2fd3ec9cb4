//! One binary; a file per promise.

mod carriers;
#[cfg(target_os = "linux")]
mod child;
mod choices;
mod cli;
mod container;
mod content;
mod desktops;
mod drafts;
// The errors that are injected are those of Unix.
#[cfg(unix)]
mod failing;
mod fixture;
// The guards over the tree run where its tools are, not among programs built for another system.
#[cfg(not(windows))]
mod house;
mod keeping;
#[cfg(target_os = "linux")]
mod keychain;
#[cfg(unix)]
mod kill;
mod leaving;
mod opening;
mod pictures;
mod program;
mod properties;
mod readings_due;
mod received;
mod sources;
mod upgrading;
