//! One binary; a file per promise.

mod carriers;
#[cfg(target_os = "linux")]
mod child;
mod choices;
mod cli;
mod container;
mod content;
mod desktops;
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
mod program;
mod properties;
mod readings_due;
mod received;
mod sources;
mod upgrading;
