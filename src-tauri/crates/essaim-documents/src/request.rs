//! The letter that asks another organisation to erase what it has about a person, and the e-mail draft that holds it.

use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;

use crate::escape;
use crate::figures::{Language, date};
use crate::letter::Written;

/// What is asked, of whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Who asks: the commune's name.
    pub sender: String,
    /// The person's name, where it is to be in the letter.
    pub person: Option<String>,
    /// What holds it.
    pub records: Vec<Asked>,
}

/// A record that holds something of the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its title, as it is now.
    pub title: String,
    /// The fields, by their labels.
    pub fields: Vec<String>,
    /// The days it was sent on, `yyyy-mm-dd`.
    pub days: Vec<String>,
    /// It is theirs, and came from them.
    pub theirs: bool,
}

impl Request {
    /// Subject and text.
    pub fn write(&self, language: Language) -> Written {
        let (subject, text) = match language {
            Language::French => (
                format!(
                    "Effacement de données personnelles : demande {}",
                    essaim_model::name::of(&self.sender)
                ),
                self.french(),
            ),
            Language::English => (
                format!("Erasure of personal data: a request from {}", self.sender),
                self.english(),
            ),
        };
        let subject = escape::clean(&subject);
        Written {
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: escape::clean(&text).into_owned(),
        }
    }

    fn french(&self) -> String {
        let who = match &self.person {
            Some(person) => format!(
                "La personne : {person}. Ce nom ne sert qu'à cette recherche ; supprimez ensuite ce message."
            ),
            None => "Nous vous dirons de vive voix de qui il s'agit.".to_owned(),
        };
        format!(
            "Bonjour,\n\n{} a effacé ce qu'elle gardait d'une personne. Vous en avez une copie : comme le demande le règlement \
             général sur la protection des données (articles 17 et 19), merci d'effacer aussi ces passages chez vous.\n\n{}\n\n{who}\n\n\
             – Dans Essaim : Réglages, « Sécurité des données », « Oublier une personne » ; cherchez le nom, puis effacez.\n\
             – Hors d'Essaim : corrigez ou détruisez vos copies (fichiers reçus, courriels, impressions).\n\
             – Si vous les avez transmis à d'autres, merci de leur faire la même demande.\n\n\
             Répondez-nous quand c'est fait.\n\nBien à vous,\n{}\n",
            self.sender,
            self.list(Language::French),
            self.sender
        )
    }

    fn english(&self) -> String {
        let who = match &self.person {
            Some(person) => format!(
                "The person: {person}. The name is for this search alone; delete this message afterwards."
            ),
            None => "We will tell you by telephone who it is.".to_owned(),
        };
        format!(
            "Hello,\n\n{} has erased what it held about a person. You have a copy of it: as the General Data Protection \
             Regulation asks (articles 17 and 19), please erase these passages on your side too.\n\n{}\n\n{who}\n\n\
             – In Essaim: Settings, \"Data safety\", \"Forget a person\"; look for the name, then erase.\n\
             – Outside Essaim: correct or destroy your copies (files received, e-mails, prints).\n\
             – If you passed them on to others, please ask the same of them.\n\n\
             Please answer when it is done.\n\nKind regards,\n{}\n",
            self.sender,
            self.list(Language::English),
            self.sender
        )
    }

    fn list(&self, language: Language) -> String {
        let french = language == Language::French;
        let line = |asked: &Asked| {
            let title = match (asked.title.as_str(), french) {
                ("", true) => "Sans titre",
                ("", false) => "Untitled",
                (title, _) => title,
            };
            let quoted = match french {
                true => format!("« {title} »"),
                false => format!("\"{title}\""),
            };
            let days: Vec<String> = asked.days.iter().map(|day| date(day, language)).collect();
            let from = match (asked.theirs, days.is_empty(), french) {
                (true, _, true) => " (reçu de vous)".to_owned(),
                (true, _, false) => " (came from you)".to_owned(),
                (_, true, _) => String::new(),
                (_, _, true) => format!(" (transmis le {})", days.join(", ")),
                (_, _, false) => format!(" (sent on {})", days.join(", ")),
            };
            let colon = if french { " :" } else { ":" };
            format!("• {quoted}{colon} {}{from}", asked.fields.join(", "))
        };
        self.records.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// An e-mail draft with the letter; `to` where a mailbox is known. The same letter gives the same bytes: `seal` (ASCII) names
/// it, `seconds` since 1970 date it.
pub fn draft(written: &Written, to: Option<&str>, seal: &str, seconds: i64) -> Vec<u8> {
    let mut message = MessageBuilder::new()
        .message_id(format!("{seal}@essaim.invalid"))
        .date(seconds)
        .subject(written.subject.clone())
        // Outlook and others open such a message to be sent, not as one received.
        .header("X-Unsent", Raw::new("1"))
        .text_body(written.text.replace('\n', "\r\n"));
    // What a card says comes from others: an address, or it is left to whoever sends it.
    if let Some(to) = to.filter(|to| is_address(to)) {
        message = message.to(to.to_owned());
    }
    let mut out = Vec::new();
    // Memory takes all that is written to it.
    drop(message.write_to(&mut out));
    out
}

fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    text.chars().all(plain) && text.split('@').filter(|part| !part.is_empty()).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    fn request() -> Request {
        Request {
            sender: "Ville de Roubaix".to_owned(),
            person: Some("Ysoline Kervadec".to_owned()),
            records: vec![
                Asked {
                    title: "Verger\r\nBcc: x@y.fr".to_owned(),
                    fields: vec!["Résumé".to_owned(), "Mots-clés".to_owned()],
                    days: vec!["2026-11-26".to_owned()],
                    theirs: false,
                },
                Asked {
                    title: String::new(),
                    fields: vec!["Résumé".to_owned()],
                    theirs: true,
                    ..Asked::default()
                },
            ],
        }
    }

    #[test]
    fn the_letter_says_what_and_of_whom_in_both_languages() {
        let french = request().write(Language::French);
        for part in [
            "demande de Ville de Roubaix",
            "Résumé, Mots-clés (transmis le",
            "« Sans titre » : Résumé (reçu de vous)",
            "La personne : Ysoline Kervadec",
        ] {
            assert!(
                french.subject.contains(part) || french.text.contains(part),
                "{part}: {}",
                french.text
            );
        }
        let unnamed = Request {
            person: None,
            ..request()
        };
        let english = unnamed.write(Language::English);
        assert!(english.text.contains("by telephone") && !english.text.contains("Kervadec"));
    }

    #[test]
    fn the_draft_goes_to_the_mailbox_of_the_card_and_to_nothing_else() {
        let written = request().write(Language::French);
        let bytes = draft(&written, Some("mairie@auray.fr"), "abc", 1_795_424_400);
        let message = MessageParser::default().parse(&bytes).unwrap();
        let to = message.to().and_then(|to| to.first()).unwrap();
        assert_eq!(to.address(), Some("mairie@auray.fr"));
        assert!(message.from().is_none() && message.bcc().is_none());
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert!(message.body_text(0).unwrap().contains("Verger"));
        for forged in ["a@b.fr\r\nBcc: x@y.fr", "a@b.fr, c@d.fr", "personne", "@"] {
            let bytes = draft(&written, Some(forged), "abc", 0);
            let message = MessageParser::default().parse(&bytes).unwrap();
            assert!(
                message.to().is_none() && message.bcc().is_none(),
                "{forged}"
            );
        }
    }
}
