//! The sentences of this crate's own, in the two languages, and the way it writes dates, counts and values for people.

use std::fmt::Display;

use essaim_model::schema::{self, FieldType};
use essaim_model::{Value, name};
use essaim_ops::error::Language;
use essaim_ops::exchange::Reason;
use essaim_ops::record::HistoryChange;
use essaim_ops::sender::{Claimant, Doubt};
use essaim_ops::{Shelf, Trust};
use serde_json::Value as Json;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The sentence of this language.
    pub(crate) fn pick<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self.0 {
            Language::French => french,
            Language::English => english,
        }
    }

    /// Something under its name: `Clé : …`, `Key: …`.
    pub(crate) fn named(self, name: &str, what: impl Display) -> String {
        format!("{} {what}", self.above(name))
    }

    /// A name above what follows: `Clé :`, `Key:`.
    pub(crate) fn above(self, name: &str) -> String {
        format!("{name}{}", self.pick(" :", ":"))
    }

    /// Whom something is from: `d'Auray`, `from Auray`.
    pub(crate) fn from(self, name: &str) -> String {
        match self.0 {
            Language::French => name::of(name),
            Language::English => format!("from {name}"),
        }
    }

    /// What a field holds, on one line; one of a closed list by its label.
    pub(crate) fn value(self, ty: Option<FieldType>, value: &Json) -> String {
        let known = match (ty, value.as_str()) {
            (Some(FieldType::Choice(all)), Some(name)) => all.iter().find(|one| one.name == name),
            _ => None,
        };
        match (known, value) {
            (Some(one), _) => self.label(one.label).to_owned(),
            (None, Json::Bool(true)) => self.pick("oui", "yes").to_owned(),
            (None, Json::Bool(false)) => self.pick("non", "no").to_owned(),
            (None, _) => one_line(value),
        }
    }

    /// A change of a leaf under the name of its field: what was there, and what is there since.
    pub(crate) fn change(self, change: &HistoryChange) -> String {
        let side = |value: &Option<Value>| {
            let json = value.as_ref().map(Json::from).unwrap_or_default();
            shortened(&self.value(change.ty, &json), 60)
        };
        let both = format!("{} → {}", side(&change.before), side(&change.after));
        self.named(self.field(change), both)
    }

    /// What the field of a change is called.
    pub(crate) fn field(self, change: &HistoryChange) -> &str {
        change
            .label
            .map_or(change.path.as_str(), |label| self.label(label))
    }

    /// A label of the schema.
    pub(crate) fn label(self, label: schema::Label) -> &'static str {
        match self.0 {
            Language::French => label.fr,
            Language::English => label.en,
        }
    }

    /// A count and its noun: `1 fiche`, `2 fiches`. French counts nothing in the singular.
    pub(crate) fn count(self, count: usize, french: [&str; 2], english: [&str; 2]) -> String {
        let (one, words) = match self.0 {
            Language::French => (count < 2, french),
            Language::English => (count == 1, english),
        };
        format!("{count} {}", words[usize::from(!one)])
    }

    /// The kind's label.
    pub(crate) fn kind(self, name: &str) -> String {
        schema::kind(name).map_or_else(|| name.to_owned(), |kind| self.label(kind.label).to_owned())
    }

    /// Day and time where the user is.
    pub(crate) fn moment(self, ms: u64) -> String {
        let format = self.pick("%d/%m/%Y %H:%M", "%d %b %Y %H:%M");
        instant(ms).map_or_else(String::new, |instant| {
            instant
                .to_zoned(jiff::tz::TimeZone::system())
                .strftime(format)
                .to_string()
        })
    }

    /// A size.
    pub(crate) fn size(self, bytes: u64) -> String {
        let units = match self.0 {
            Language::French => ["octets", "Kio", "Mio"],
            Language::English => ["bytes", "KiB", "MiB"],
        };
        match bytes {
            0..1024 => format!("{bytes} {}", units[0]),
            1024..0x10_0000 => format!("{} {}", bytes.div_ceil(1024), units[1]),
            _ => format!("{:.1} {}", bytes as f64 / 1_048_576.0, units[2])
                .replace('.', self.pick(",", ".")),
        }
    }

    /// Why something stays here that was to leave.
    pub(crate) fn reason(self, why: Reason) -> &'static str {
        match why {
            Reason::Draft => self.pick("pas encore publié", "not published yet"),
            Reason::Sample => self.pick(
                "exemple fourni avec Essaim",
                "sample that comes with Essaim",
            ),
            Reason::Internal => {
                self.pick("interne à la collectivité", "internal to the organisation")
            }
            Reason::NotAccepted => {
                self.pick("d'un expéditeur non accepté", "from a sender not accepted")
            }
            Reason::Trashed => self.pick("dans la corbeille", "in the trash"),
            Reason::Withdrawn => self.pick(
                "retiré : c'est le retrait qui part",
                "withdrawn: the withdrawal leaves",
            ),
            Reason::MissingFile => self.pick(
                "le fichier n'est pas sur ce poste",
                "the file is not on this computer",
            ),
            Reason::TooHeavy => self.pick("trop lourd pour un courriel", "too heavy for an e-mail"),
            Reason::Erased => self.pick(
                "un passage y a été effacé ici",
                "a passage of it was erased here",
            ),
        }
    }

    /// Where a record stands, when that has to be said.
    pub(crate) fn shelf(self, shelf: Shelf) -> &'static str {
        match shelf {
            Shelf::Own => "",
            Shelf::Received => self.pick("reçu", "received"),
            Shelf::Quarantine => self.pick("à l'écart", "set apart"),
            Shelf::Reference => self.pick("référence", "reference"),
        }
    }

    /// What speaks against a sender, a line each.
    pub(crate) fn doubts(self, doubts: &[Doubt]) -> Vec<String> {
        let named = |said: &str, others: &[Claimant]| {
            let names = others
                .iter()
                .map(|other| format!("{} ({}, {})", other.name, other.id, self.trust(other.trust)));
            format!("    {said} {}.", names.collect::<Vec<_>>().join(", "))
        };
        let line = |doubt: &Doubt| match doubt {
            Doubt::SameCode(others) => {
                let french = "ATTENTION : le même code est revendiqué avec une autre clé par";
                let english = "CAREFUL: the same code is claimed with another key by";
                named(self.pick(french, english), others)
            }
            Doubt::SameName(others) => {
                let french = "ATTENTION : le même nom, sans code, est porté avec une autre clé par";
                let english = "CAREFUL: the same name, without a code, comes with another key from";
                named(self.pick(french, english), others)
            }
            Doubt::KeyForked => self
                .pick(
                    "    ATTENTION : deux clés se disent la suite de la sienne.",
                    "    CAREFUL: two keys claim to follow its own.",
                )
                .to_owned(),
        };
        doubts.iter().map(line).collect()
    }

    /// What we think of a sender.
    pub(crate) fn trust(self, trust: Trust) -> &'static str {
        match trust {
            Trust::Unknown => self.pick("inconnu", "unknown"),
            Trust::Accepted => self.pick("accepté, non vérifié", "accepted, not verified"),
            Trust::Verified => self.pick("vérifié", "verified"),
            Trust::Own => self.pick("nous", "ourselves"),
            Trust::Refused => self.pick("refusé", "refused"),
            Trust::Reference => self.pick("référence", "reference"),
        }
    }
}

/// The trust's name for scripts.
pub(crate) fn trust_name(trust: Trust) -> &'static str {
    match trust {
        Trust::Unknown => "unknown",
        Trust::Accepted => "accepted",
        Trust::Verified => "verified",
        Trust::Own => "own",
        Trust::Refused => "refused",
        Trust::Reference => "reference",
    }
}

/// The shelf's name for scripts.
pub(crate) fn shelf_name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Own => "own",
        Shelf::Received => "received",
        Shelf::Quarantine => "quarantine",
        Shelf::Reference => "reference",
    }
}

/// An instant for scripts: RFC 3339, UTC, to the millisecond.
pub(crate) fn timestamp(ms: u64) -> String {
    instant(ms).map_or_else(String::new, |instant| {
        instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
    })
}

fn instant(ms: u64) -> Option<jiff::Timestamp> {
    jiff::Timestamp::from_millisecond(i64::try_from(ms).ok()?).ok()
}

/// What there is of several things, beside each other.
pub(crate) fn parts<const N: usize>(all: [&str; N]) -> String {
    let there = all.into_iter().filter(|part| !part.is_empty());
    there.collect::<Vec<_>>().join(" · ")
}

/// A value on one line: text as it is, structures member by member.
pub(crate) fn one_line(value: &Json) -> String {
    match value {
        Json::Null => "—".to_owned(),
        Json::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Json::Array(items) => items.iter().map(one_line).collect::<Vec<_>>().join(", "),
        Json::Object(members) if members.contains_key("sha256") => {
            members.get("name").map_or_else(String::new, one_line)
        }
        Json::Object(members) => members
            .iter()
            .filter(|(name, _)| !["id", "order"].contains(&name.as_str()))
            .map(|(_, value)| one_line(value))
            .collect::<Vec<_>>()
            .join(" · "),
        other => other.to_string(),
    }
}

/// A text cut to so many characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}
