//! The official list of communes and intercommunalities, shipped in the program and searched as one types.
//!
//! Owns the embedded table and the way people look for a place: by name without accents, case or hyphens, by
//! postcode, by Insee code or SIREN. It knows no workspace, no network and no clock; its functions are pure.

mod fold;
mod search;
mod table;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use search::{search, search_kind};

/// What a place of the official list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A current commune, named by its Insee code.
    Commune,
    /// An intercommunality with its own taxes, or a territory of Greater Paris, named by its SIREN.
    Intercommunality,
}

/// One place of the official list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Commune or intercommunality.
    pub kind: PlaceKind,
    /// The Insee code (5 characters, text) of a commune, the SIREN (9 digits) of an intercommunality.
    pub code: String,
    /// The official name. Many communes share one: show the département beside it.
    pub name: String,
    /// All postcodes of a commune, sorted; none for an intercommunality and for lands without inhabitants.
    pub postcodes: Vec<String>,
    /// Code of the département or overseas collectivity; for an intercommunality the one where most inhabitants live.
    pub department: String,
    /// Name of the département or overseas collectivity.
    pub department_name: String,
    /// Name of the region; an overseas collectivity is its own.
    pub region_name: String,
    /// Municipal population in force at the date of the list, where it is published.
    pub population: Option<u32>,
    /// SIREN of the intercommunality with its own taxes that a commune belongs to, if any.
    pub intercommunality: Option<String>,
}

/// The commune with that Insee code (5 characters, `2A004` and `2a004` alike), if it is a current one.
#[must_use]
pub fn commune(insee: &str) -> Option<Place> {
    find(PlaceKind::Commune, insee)
}

/// The intercommunality with that SIREN (9 digits, spaces allowed), if it is in the list.
#[must_use]
pub fn intercommunality(siren: &str) -> Option<Place> {
    find(PlaceKind::Intercommunality, siren)
}

/// Whom to credit for the list: its name, its licence, and the day (ISO) that edition was published.
#[must_use]
pub fn source() -> (&'static str, &'static str, &'static str) {
    table::shipped().source
}

fn find(kind: PlaceKind, code: &str) -> Option<Place> {
    let code: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let table = table::shipped();
    let position = table.position(kind, &code)?;
    table.place(position)
}
