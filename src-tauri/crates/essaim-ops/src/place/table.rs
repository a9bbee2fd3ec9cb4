//! The embedded table: inflated and read once, then only looked up.
//!
//! Owns the layout of `data/places.bin`, a raw deflate stream of UTF-8 lines written by `ui/scripts/build-places.mjs`:
//!
//! ```text
//! essaim-places 1
//! name of the source · licence · date                       one line each
//! D I C                                                     counts of what follows
//! code ⇥ name ⇥ region                                      D départements and overseas collectivities
//! SIREN ⇥ name ⇥ département's rank ⇥ population            I intercommunalities, sorted by département
//! code                                                      C lines, sorted; then as many lines of each of:
//! name · postcodes · département's rank · population · intercommunality's rank
//! ```
//!
//! Of several postcodes the first is whole and each next one the difference to the one before. It does no ranking.

use std::io::Read;
use std::str::Lines;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

use super::fold::{fold, spelled_out, without_article};
use super::{Place, PlaceKind};

static PACKED: &[u8] = include_bytes!("../../data/places.bin");
const HEADING: &str = "essaim-places 1";

/// All places, with what is needed to find them.
#[derive(Default)]
pub(super) struct Table {
    /// Name, licence and date for the credits.
    pub(super) source: (&'static str, &'static str, &'static str),
    departments: Vec<Department>,
    /// Communes sorted by code, then intercommunalities.
    pub(super) entries: Vec<Entry>,
    communes: usize,
    /// What people may type to name a place; some places have several.
    pub(super) names: Vec<Name>,
}

struct Department {
    code: &'static str,
    name: &'static str,
    region: &'static str,
}

/// One place as the table holds it.
pub(super) struct Entry {
    pub(super) code: &'static str,
    name: &'static str,
    /// As packed: see the layout above.
    postcodes: &'static str,
    department: usize,
    pub(super) population: Option<u32>,
    intercommunality: Option<usize>,
}

/// A folded name and the position of the place that bears it.
pub(super) struct Name {
    pub(super) folded: String,
    pub(super) entry: usize,
    /// Whether it is only what follows the kind of an intercommunality: « Épinal » alone is first the commune.
    pub(super) without_kind: bool,
}

/// The table that ships with this program. Should it be unreadable it is empty, and a test says so before it ships.
pub(super) fn shipped() -> &'static Table {
    static TEXT: OnceLock<String> = OnceLock::new();
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = TEXT.get_or_init(|| {
            let mut text = String::new();
            match DeflateDecoder::new(PACKED).read_to_string(&mut text) {
                Ok(_) => text,
                Err(_) => String::new(),
            }
        });
        read(text).unwrap_or_default()
    })
}

impl Table {
    /// Position of the place with exactly that code.
    pub(super) fn position(&self, kind: PlaceKind, code: &str) -> Option<usize> {
        match kind {
            PlaceKind::Commune => {
                let communes = self.entries.get(..self.communes)?;
                communes.binary_search_by(|entry| entry.code.cmp(code)).ok()
            }
            PlaceKind::Intercommunality => {
                let others = self.entries.get(self.communes..)?;
                let found = others.iter().position(|entry| entry.code == code)?;
                Some(self.communes + found)
            }
        }
    }

    /// Whether a position is a commune's or an intercommunality's.
    pub(super) fn kind(&self, position: usize) -> PlaceKind {
        if position < self.communes {
            PlaceKind::Commune
        } else {
            PlaceKind::Intercommunality
        }
    }

    /// Code of the département of an entry.
    pub(super) fn department(&self, entry: &Entry) -> &'static str {
        self.departments
            .get(entry.department)
            .map_or("", |department| department.code)
    }

    /// The place at that position, as people outside see it.
    pub(super) fn place(&self, position: usize) -> Option<Place> {
        let entry = self.entries.get(position)?;
        let department = self.departments.get(entry.department)?;
        let intercommunality = entry
            .intercommunality
            .and_then(|rank| self.entries.get(self.communes + rank))
            .map(|body| body.code.to_owned());
        Some(Place {
            kind: self.kind(position),
            code: entry.code.to_owned(),
            name: entry.name.to_owned(),
            postcodes: entry.postcodes().collect(),
            department: department.code.to_owned(),
            department_name: department.name.to_owned(),
            region_name: department.region.to_owned(),
            population: entry.population,
            intercommunality,
        })
    }
}

impl Entry {
    /// All postcodes, smallest first.
    pub(super) fn postcodes(&self) -> impl Iterator<Item = String> + use<> {
        let mut current = 0_u32;
        self.postcodes
            .split(' ')
            .filter_map(|step| step.parse::<u32>().ok())
            .map(move |step| {
                current += step;
                format!("{current:05}")
            })
    }

    /// The smallest postcode alone, without building any text.
    pub(super) fn first_postcode(&self) -> &'static str {
        self.postcodes.split(' ').next().unwrap_or_default()
    }

    /// Whether there is more than one postcode.
    pub(super) fn has_several_postcodes(&self) -> bool {
        self.postcodes.contains(' ')
    }
}

/// Reads the whole table, or nothing: half a list would hide communes.
fn read(text: &'static str) -> Option<Table> {
    let mut lines = text.lines();
    if lines.next()? != HEADING {
        return None;
    }
    let source = (lines.next()?, lines.next()?, lines.next()?);
    let mut counts = lines.next()?.split(' ').map(str::parse::<usize>);
    let mut count = || counts.next().and_then(Result::ok);
    let (departments, intercommunalities, communes) = (count()?, count()?, count()?);
    let departments = read_departments(&mut lines, departments)?;
    let bodies = read_intercommunalities(&mut lines, intercommunalities)?;
    let mut entries = read_communes(&mut lines, communes)?;
    let communes = entries.len();
    entries.extend(bodies);
    let names = names_of(&entries, communes);
    Some(Table {
        source,
        departments,
        entries,
        communes,
        names,
    })
}

fn read_departments(lines: &mut Lines<'static>, count: usize) -> Option<Vec<Department>> {
    let mut departments = Vec::with_capacity(count);
    for _ in 0..count {
        let mut cells = lines.next()?.split('\t');
        departments.push(Department {
            code: cells.next()?,
            name: cells.next()?,
            region: cells.next()?,
        });
    }
    Some(departments)
}

fn read_intercommunalities(lines: &mut Lines<'static>, count: usize) -> Option<Vec<Entry>> {
    let mut bodies = Vec::with_capacity(count);
    for _ in 0..count {
        let mut cells = lines.next()?.split('\t');
        bodies.push(Entry {
            code: cells.next()?,
            name: cells.next()?,
            postcodes: "",
            department: cells.next()?.parse().ok()?,
            population: cells.next()?.parse().ok(),
            intercommunality: None,
        });
    }
    Some(bodies)
}

fn read_communes(lines: &mut Lines<'static>, count: usize) -> Option<Vec<Entry>> {
    let mut column = || {
        let cells: Vec<&'static str> = lines.take(count).collect();
        (cells.len() == count).then_some(cells)
    };
    let (codes, names, postcodes) = (column()?, column()?, column()?);
    let (departments, populations, memberships) = (column()?, column()?, column()?);
    let mut entries = Vec::with_capacity(count);
    for row in 0..count {
        entries.push(Entry {
            code: codes.get(row)?,
            name: names.get(row)?,
            postcodes: postcodes.get(row)?,
            department: departments.get(row)?.parse().ok()?,
            population: populations.get(row)?.parse().ok(),
            intercommunality: memberships.get(row)?.parse().ok(),
        });
    }
    Some(entries)
}

/// Every folded name under which a place is looked for, in the order of the entries.
fn names_of(entries: &[Entry], communes: usize) -> Vec<Name> {
    let mut names = Vec::with_capacity(entries.len() * 5 / 4);
    for (entry, place) in entries.iter().enumerate() {
        let mut add = |folded, without_kind| {
            names.push(Name {
                folded,
                entry,
                without_kind,
            });
        };
        let folded = fold(place.name);
        if entry >= communes
            && let Some((long, rest)) = spelled_out(&folded)
        {
            add(format!("{long} {rest}"), false);
            add(without_article(rest).unwrap_or(rest).to_owned(), true);
        } else if let Some(rest) = without_article(&folded) {
            add(rest.to_owned(), false);
        }
        add(folded, false);
    }
    names
}
