//! The foot of the page: who wrote it, when, under which licence, from whom it was adapted, and what this page cannot prove.

use super::layout::Part;
use super::record::Record;
use super::value;
use crate::figures::{self, Language};
use crate::{escape, page};

/// The seal.
pub(super) fn html(record: &Record<'_>) -> String {
    let of_record = record.filled(Part::Seal).filter_map(|(field, json)| {
        let value = value::inline(field, json, record.context)?;
        Some(entry(field.label.fr, &value))
    });
    let entries: String = of_page(record).into_iter().chain(of_record).collect();
    format!(
        "<footer class=\"seal\">\n<h2>Provenance</h2>\n<dl>\n{entries}</dl>\n{}<p class=\"soft small\">{} Page produite par \
         Essaim pour être lue et imprimée. Elle ne prouve pas son auteur\u{a0}: la fiche signée est dans le paquet \
         <code>.essaim</code>, qu'Essaim vérifie en l'ouvrant.</p>\n</footer>\n",
        newer(record.unknown),
        page::MARK,
    )
}

/// What the page is told beside the record.
fn of_page(record: &Record<'_>) -> Vec<String> {
    let context = record.context;
    let day = context.published_on.as_deref();
    let published = day.map_or_else(
        || "brouillon, pas encore publié".to_owned(),
        |day| figures::date(day, Language::French),
    );
    let sender = Some(&context.sender).filter(|sender| **sender != context.origin);
    let licence = Some(&context.licence).filter(|_| record.text("licence").is_none());
    [
        ("Auteur", Some(&context.origin)),
        ("Transmis par", sender),
        ("Publication", Some(&published)),
        ("Révision", Some(&context.revision)),
        ("Licence", licence),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value.filter(|value| !value.is_empty())?)))
    .map(|(label, value)| entry(label, &escape::html(value)))
    .collect()
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
