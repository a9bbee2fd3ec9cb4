//! One binary; a file per promise.
