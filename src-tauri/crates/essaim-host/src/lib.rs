//! What the machine gives: keystore, paths, file systems, clock, randomness.
