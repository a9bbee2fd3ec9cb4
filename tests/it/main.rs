//! One binary; a file per promise.

// The guards over the tree run where its tools are, not among programs built for another system.
#[cfg(not(windows))]
mod house;
