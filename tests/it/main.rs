//! One binary; a file per promise.

mod cli;
mod container;
mod content;
mod fixture;
// The guards over the tree run where its tools are, not among programs built for another system.
#[cfg(not(windows))]
mod house;
mod keeping;
mod opening;
mod properties;
mod upgrading;
