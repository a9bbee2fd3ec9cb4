//! The sentences for values that the schema refuses: where each one is, in words, and what is wrong with it.

use essaim_model::document::{FieldError, Item, Problem};
use essaim_model::schema::{Label, label};

use super::messages::Four;
use super::{Language, Located};

pub(super) fn invalid_sentences(errors: &[Located]) -> Four {
    let several = errors.iter().any(|located| located.document > 1);
    let list = |language| {
        let lines = errors.iter().map(|located| {
            let error = &located.error;
            let mut parts = place(error, language);
            if several {
                parts[0].insert_str(0, &format!("{}:", located.document));
            }
            parts.push(problem(&error.problem, language));
            parts.join(in_language(label(" : ", ": "), language))
        });
        lines.collect::<Vec<_>>().join(" · ")
    };
    [
        format!("Rien n'a été enregistré. {}", list(Language::French)),
        "Corrigez ces valeurs, puis recommencez.".into(),
        format!("Nothing was saved. {}", list(Language::English)),
        "Correct these values, then try again.".into(),
    ]
}

/// Where it is, from the outside in: `Étape « Voter »`, `titre`. A field of the record itself comes with its name for
/// scripts: `Titre (title)`.
fn place(error: &FieldError, language: Language) -> Vec<String> {
    let items = error.within.iter().map(|one| item(one, language));
    let mut parts: Vec<String> = items.collect();
    let below = parts.iter_mut().skip(1);
    below.for_each(|part| *part = lower_case(part));
    let mut rest = error.at.split('/').skip(2 * parts.len());
    let inside = !parts.is_empty();
    parts.extend(rest.next().map(|name| match known(error, name, inside) {
        Some(label) if inside => lower_case(in_language(label, language)),
        Some(label) => format!("{} ({name})", in_language(label, language)),
        None if inside && error.problem != Problem::UnknownField => member(name, language),
        None => name.to_owned(),
    }));
    parts.extend(rest.map(|name| member(name, language)));
    parts
}

fn item(item: &Item, language: Language) -> String {
    let label = in_language(item.label, language);
    match (&item.title, language) {
        (Some(title), Language::French) => format!("{label} « {title} »"),
        (Some(title), Language::English) => format!("{label} \"{title}\""),
        (None, _) => format!("{label} {}", item.place),
    }
}

/// The label of the field. The title of a step is labelled as the step is: inside it, it is its title.
fn known(error: &FieldError, name: &str, inside: bool) -> Option<Label> {
    let field = error.field?;
    Some(match name {
        "title" if inside => label("Titre", "Title"),
        "name" if inside => label("Nom", "Name"),
        _ => field.label,
    })
}

/// A part of a value: what an amount or a reading is made of, or one text of several.
fn member(name: &str, language: Language) -> String {
    let found = match name {
        "amount" => label("montant", "amount"),
        "currency" => label("devise", "currency"),
        "tax" => label("HT ou TTC", "tax"),
        "date" => label("date", "date"),
        "value" => label("valeur", "value"),
        "comment" => label("commentaire", "comment"),
        "source" => label("source", "source"),
        _ => {
            let index = name.parse::<usize>();
            let number = in_language(label("n°", "no."), language);
            return index.map_or(name.to_owned(), |index| format!("{number} {}", index + 1));
        }
    };
    in_language(found, language).to_owned()
}

/// As it stands inside a sentence; an abbreviation stays as it is.
fn lower_case(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next();
    let rest = letters.as_str();
    if rest.starts_with(char::is_uppercase) {
        return label.to_owned();
    }
    let first = first.into_iter().flat_map(char::to_lowercase);
    first.collect::<String>() + rest
}

fn in_language(label: Label, language: Language) -> &'static str {
    match language {
        Language::French => label.fr,
        Language::English => label.en,
    }
}

fn problem(problem: &Problem, language: Language) -> String {
    let fr = language == Language::French;
    let pick = |french: &str, english: &str| {
        if fr {
            french.to_owned()
        } else {
            english.to_owned()
        }
    };
    match problem {
        Problem::UnknownField => pick("champ inconnu", "unknown field"),
        Problem::WrongType { expected } => pick(
            &format!("valeur attendue : {}", expected.fr),
            &format!("expected {}", expected.en),
        ),
        Problem::TooLong { max, length } => pick(
            &format!("trop long ({length} caractères, {max} au plus)"),
            &format!("too long ({length} characters, at most {max})"),
        ),
        Problem::BadDate => pick(
            "date attendue, comme 2026-11-23",
            "expected a day such as 2026-11-23",
        ),
        Problem::BadDecimal => pick(
            "nombre décimal attendu, comme 1234.50",
            "expected a decimal such as 1234.50",
        ),
        Problem::BadChoice { allowed } => {
            let allowed = allowed.join(", ");
            pick(
                &format!("valeurs possibles : {allowed}"),
                &format!("one of: {allowed}"),
            )
        }
        Problem::BadCode => pick("code mal formé", "malformed code"),
        Problem::BadId => pick("identifiant mal formé", "malformed id"),
        Problem::RepeatedId => pick("identifiant en double", "repeated id"),
        Problem::MissingTitle => pick("titre manquant", "missing title"),
    }
}
