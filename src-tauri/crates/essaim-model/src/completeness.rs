//! How complete a solution sheet is, and what is missing: what a reader in another commune needs, no more.

use crate::Leaves;
use crate::value::Value;

/// The fields a sheet should have, in the order in which a writer is asked for them.
pub const WANTED: &[&str] = &[
    "title",
    "summary",
    "programme",
    "themes",
    "maturity",
    "context",
    "objectives",
    "description",
    "steps",
    "cost_band",
    "staff_fte",
    "duration",
    "partners",
    "indicators",
    "evidence",
    "keys_to_success",
    "obstacles",
    "what_did_not_work",
    "advice",
    "to_adapt",
    "contact",
    "verified_on",
    "sources",
];

/// What a sheet has and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// How many wanted fields are filled.
    pub filled: usize,
    /// How many are wanted.
    pub wanted: usize,
    /// The names of the fields that are missing, in the order of asking.
    pub missing: Vec<&'static str>,
}

/// Measures a sheet.
pub fn of(leaves: &Leaves) -> Completeness {
    let has = |name: &str| {
        leaves.iter().any(|(path, value)| {
            path.is_under(name)
                && !matches!(value, Value::Null)
                && value.as_text() != Some("")
                && path.tombstone_of().is_none()
        })
    };
    let missing: Vec<_> = WANTED.iter().copied().filter(|name| !has(name)).collect();
    Completeness {
        filled: WANTED.len() - missing.len(),
        wanted: WANTED.len(),
        missing,
    }
}
