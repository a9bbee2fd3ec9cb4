//! The foot of the page: who wrote it, when, under which licence, from whom it was adapted, and what this page cannot prove.

use super::layout::Part;
use super::record::Record;
use super::value;
use crate::figures::{self, Language};
use crate::{escape, page};

/// The seal.
pub(super) fn html(record: &Record<'_>) -> String {
    let context = record.context;
    let day = |day: &String| figures::date(day, Language::French);
    let published = context
        .published_on
        .as_ref()
        .map_or_else(|| "brouillon, pas encore publié".to_owned(), day);
    let ours = [
        ("Auteur", context.origin.as_str()),
        (
            "Transmis par",
            if context.sender == context.origin {
                ""
            } else {
                &context.sender
            },
        ),
        ("Publication", &published),
        ("Révision", &context.revision),
        (
            "Licence",
            if record.text("licence").is_some() {
                ""
            } else {
                &context.licence
            },
        ),
    ];
    let ours = ours
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| entry(label, &escape::html(value)));
    let of_record = record.filled(Part::Seal).filter_map(|(field, json)| {
        Some(entry(field.label.fr, &value::inline(field, json, context)?))
    });
    let entries: String = ours.chain(of_record).collect();
    format!(
        "<footer class=\"seal\">\n<h2>Provenance</h2>\n<dl>\n{entries}</dl>\n{}<p class=\"soft small\">{} Page produite par \
         Essaim pour être lue et imprimée. Elle ne prouve pas son auteur\u{a0}: la fiche signée est dans le paquet \
         <code>.essaim</code>, qu'Essaim vérifie en l'ouvrant.</p>\n</footer>\n",
        newer(record.unknown),
        page::MARK,
    )
}

fn entry(label: &str, value: &str) -> String {
    format!(
        "<div><dt>{}</dt><dd>{value}</dd></div>\n",
        escape::html(label)
    )
}

/// What a newer version wrote is kept with the record and not shown here; saying so is owed to the reader.
fn newer(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "<p class=\"small\">Une valeur écrite par une version plus récente d'Essaim n'est pas affichée ici.</p>\n".to_owned(),
        count => format!("<p class=\"small\">{count} valeurs écrites par une version plus récente d'Essaim ne sont pas affichées ici.</p>\n"),
    }
}
