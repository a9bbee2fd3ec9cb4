//! One binary; a file per promise.

mod container;
// The guards over the tree run where its tools are, not among programs built for another system.
#[cfg(not(windows))]
mod house;
