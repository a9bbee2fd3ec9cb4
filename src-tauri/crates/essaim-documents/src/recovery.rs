//! The recovery sheet on paper: a page to print, and the same as plain text.

use crate::figures::{Language, date};
use crate::{escape, page};

/// What is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Whose it is.
    pub name: String,
    /// The organisation's id.
    pub organisation: String,
    /// The day it was made, `yyyy-mm-dd`.
    pub day: String,
    /// The words, in their order.
    pub words: Vec<String>,
}

/// What stands around the words.
struct Said {
    title: String,
    made: String,
    what: &'static str,
    keep: &'static str,
    how: &'static str,
    id: String,
}

impl Sheet {
    /// A page that loads nothing, to be printed.
    pub fn html(&self, language: Language) -> String {
        let said = self.said(language);
        let words: String = self
            .words
            .iter()
            .map(|word| {
                format!(
                    "<li style=\"break-inside:avoid\"><strong>{}</strong></li>\n",
                    escape::html(word)
                )
            })
            .collect();
        let body = format!(
            "<article>\n<header>\n<p class=\"band\">{}<span class=\"kind\">Essaim</span></p>\n<h1>{}</h1>\n\
             <p class=\"soft\">{}</p>\n</header>\n<p>{}</p>\n<ol style=\"columns:3 9rem\">\n{words}</ol>\n\
             <p><strong>{}</strong></p>\n<p>{}</p>\n<p class=\"soft\">{}</p>\n</article>\n",
            page::MARK,
            escape::html(&said.title),
            escape::html(&said.made),
            escape::html(said.what),
            escape::html(said.keep),
            escape::html(said.how),
            escape::html(&said.id),
        );
        page::page(&said.title, &body)
    }

    /// The same for a terminal or a plain printer.
    pub fn text(&self, language: Language) -> String {
        let said = self.said(language);
        let numbered = |(at, word): (usize, &String)| format!("{:>2}. {word}", at + 1);
        let words: Vec<String> = self.words.iter().enumerate().map(numbered).collect();
        format!(
            "{}\n{}\n\n{}\n\n{}\n\n{}\n{}\n{}\n",
            escape::clean(&said.title),
            said.made,
            said.what,
            words.join("\n"),
            said.keep,
            said.how,
            said.id
        )
    }

    fn said(&self, language: Language) -> Said {
        let (name, day) = (&self.name, date(&self.day, language));
        match language {
            Language::French => Said {
                title: format!("Fiche de récupération {}", essaim_model::name::of(name)),
                made: format!("Établie le {day}"),
                what: "Qui a ces mots peut écrire au nom de la collectivité dans Essaim. Ils servent à retrouver son identité sur un nouveau poste, quand ni l'ancien ni aucune sauvegarde ne restent.",
                keep: "Rangez cette fiche là où sont les documents précieux. Ne la photographiez pas, ne l'envoyez pas.",
                how: "Pour s'en servir : installez Essaim, choisissez « Retrouver mon espace de travail », puis « De la fiche de récupération ».",
                id: format!("Identifiant : {}", self.organisation),
            },
            Language::English => Said {
                title: format!("Recovery sheet of {name}"),
                made: format!("Made on {day}"),
                what: "Whoever has these words can write in the organisation's name in Essaim. They give it its identity back on a new computer, when neither the old one nor any backup is left.",
                keep: "Keep this sheet where precious documents are. Do not photograph it, do not send it.",
                how: "To use it: install Essaim, choose “Find my workspace again”, then “The recovery sheet”.",
                id: format!("Identifier: {}", self.organisation),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_holds_its_words_in_order_and_no_markup_of_a_name() {
        let sheet = Sheet {
            name: "Ville <b>".to_owned(),
            organisation: "abc".to_owned(),
            day: "2026-11-26".to_owned(),
            words: vec!["abeille".to_owned(), "verger".to_owned()],
        };
        let page = sheet.html(Language::French);
        assert!(page.contains("Ville &lt;b&gt;") && !page.contains("Ville <b>"));
        let at = |word: &str| page.find(word);
        assert!(at("abeille") < at("verger") && at("abeille").is_some());
        let text = sheet.text(Language::English);
        assert!(text.contains(" 1. abeille\n 2. verger\n"), "{text}");
    }
}
