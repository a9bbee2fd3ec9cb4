//! Nouns, identifiers, states, rules, and the one schema of kinds and paths. Pure.
