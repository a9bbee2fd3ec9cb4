//! The letter that goes with a bundle: subject and text in the language of whoever writes it, and the e-mail draft that holds
//! both with the bundle attached.

use essaim_model::name::of;
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

use crate::escape;
use crate::figures::Language;

/// How many sheets are named one by one; of more, the rest is counted.
const NAMED: usize = 12;

/// What a letter tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// Who writes: the commune's name.
    pub sender: String,
    /// Title and one sentence of each sheet.
    pub sheets: Vec<(String, String)>,
    /// The name of the attached file.
    pub attachment: String,
    /// Which e-mail of how many, both from 1.
    pub part: (usize, usize),
    /// The attachment opens with a passphrase.
    pub locked: bool,
}

/// A letter in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl Letter {
    /// Subject and text.
    pub fn write(&self, language: Language) -> Written {
        let text = match language {
            Language::French => self.french(),
            Language::English => self.english(),
        };
        let subject = match (language, self.sheets.as_slice()) {
            (Language::French, [(title, _)]) => format!("{title} – fiche {}", of(&self.sender)),
            (Language::English, [(title, _)]) => format!("{title} – a sheet from {}", self.sender),
            (Language::French, sheets) => format!("{} fiches {}", sheets.len(), of(&self.sender)),
            (Language::English, sheets) => format!("{} sheets from {}", sheets.len(), self.sender),
        };
        let subject = match self.part {
            (part, of) if of > 1 => format!("{subject} ({part}/{of})"),
            _ => subject,
        };
        Written {
            // A subject is one line, whatever a title holds.
            subject: escape::clean(&subject)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            text: escape::clean(&text).into_owned(),
        }
    }

    fn french(&self) -> String {
        let what = match self.sheets.len() {
            1 => "la fiche suivante :".to_owned(),
            count => format!("{count} fiches :"),
        };
        let more = |count: usize| format!("• … et {count} autres");
        let mut text = format!(
            "Bonjour,\n\n{} vous transmet {what}\n\n{}\n",
            self.sender,
            self.list(more)
        );
        text += &format!(
            "\nPour l'ouvrir\n\
             – Avec Essaim : ouvrez la pièce jointe « {} », ou déposez ce message dans la fenêtre. Vous verrez ce qu'elle contient avant d'accepter quoi que ce soit.\n",
            self.attachment
        );
        if self.locked {
            text += "– La pièce jointe est protégée par un mot de passe, que nous vous donnerons de vive voix.\n";
        } else {
            text += "– Sans Essaim : enregistrez la pièce jointe, remplacez la fin de son nom par « .zip », ouvrez-la, puis lisez LISEZMOI.html.\n";
        }
        if let (part, of @ 2..) = self.part {
            text += &format!(
                "\nCet envoi tient en {of} messages ; celui-ci est le numéro {part}. Ils s'ouvrent dans n'importe quel ordre.\n"
            );
        }
        text += &format!(
            "\nLa pièce jointe est signée : Essaim vérifie qu'elle n'a pas été modifiée en chemin.\n\nBien à vous,\n{}\n",
            self.sender
        );
        text
    }

    fn english(&self) -> String {
        let what = match self.sheets.len() {
            1 => "this sheet:".to_owned(),
            count => format!("{count} sheets:"),
        };
        let more = |count: usize| format!("• … and {count} more");
        let mut text = format!(
            "Hello,\n\n{} sends you {what}\n\n{}\n",
            self.sender,
            self.list(more)
        );
        text += &format!(
            "\nTo open it\n\
             – With Essaim: open the attachment \"{}\", or drop this message on the window. You will see what is in it before you accept anything.\n",
            self.attachment
        );
        if self.locked {
            text += "– The attachment is protected by a passphrase, which we will give you by telephone.\n";
        } else {
            text += "– Without Essaim: save the attachment, change the end of its name to \".zip\", open it, then read LISEZMOI.html.\n";
        }
        if let (part, of @ 2..) = self.part {
            text += &format!(
                "\nThis comes in {of} messages, of which this is number {part}. They open in any order.\n"
            );
        }
        text += &format!(
            "\nThe attachment is signed: Essaim checks that nothing was changed on the way.\n\nKind regards,\n{}\n",
            self.sender
        );
        text
    }

    fn list(&self, more: impl Fn(usize) -> String) -> String {
        let line = |(title, summary): &(String, String)| match summary.as_str() {
            "" => format!("• {title}"),
            summary => format!("• {title}\n  {summary}"),
        };
        let mut lines: Vec<String> = self.sheets.iter().take(NAMED).map(line).collect();
        if self.sheets.len() > NAMED {
            lines.push(more(self.sheets.len() - NAMED));
        }
        lines.join("\n")
    }
}

/// The media type of a bundle.
const BUNDLE: &str = "application/vnd.essaim.bundle+zip";
/// The media type of an encrypted one.
const ENCRYPTED: &str = "application/octet-stream";

/// An e-mail draft with the bundle attached: no sender and no addressee, which the mail program fills in. The same letter and
/// bundle give the same bytes: `seal` (ASCII, such as the bundle's id) names it, `seconds` since 1970 date it.
pub fn draft(
    letter: &Letter,
    language: Language,
    bundle: &[u8],
    seal: &str,
    seconds: i64,
) -> Vec<u8> {
    let written = letter.write(language);
    let boundary = format!("=_essaim_{seal}");
    let media_type = if letter.locked { ENCRYPTED } else { BUNDLE };
    let text = written.text.replace('\n', "\r\n");
    let body = MimePart::new(
        mail_builder::headers::content_type::ContentType::new("multipart/mixed")
            .attribute("boundary", boundary),
        BodyPart::Multipart(vec![
            MimePart::new("text/plain", text),
            MimePart::new(media_type, bundle).attachment(letter.attachment.clone()),
        ]),
    );
    let message = MessageBuilder::new()
        .message_id(format!("{seal}@essaim.invalid"))
        .date(seconds)
        .subject(written.subject)
        // Outlook and others open such a message to be sent, not as one received.
        .header("X-Unsent", Raw::new("1"))
        .body(body);
    let mut out = Vec::with_capacity(bundle.len() * 3 / 2);
    // Memory takes all that is written to it.
    drop(message.write_to(&mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders};

    fn letter() -> Letter {
        Letter {
            sender: "Ville de Roubaix".to_owned(),
            sheets: vec![(
                "Maison à 1 €\r\nBcc: x@y.fr".to_owned(),
                "Une maison cédée.".to_owned(),
            )],
            attachment: "maison-à-1-euro.essaim".to_owned(),
            part: (1, 1),
            locked: false,
        }
    }

    #[test]
    fn a_draft_holds_letter_and_bundle_and_is_the_same_each_time() {
        let bundle: Vec<u8> = (0..70_000_u32).map(|n| (n % 251) as u8).collect();
        let bytes = draft(&letter(), Language::French, &bundle, "abc", 1_795_424_400);
        assert_eq!(
            bytes,
            draft(&letter(), Language::French, &bundle, "abc", 1_795_424_400)
        );
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert!(message.from().is_none() && message.to().is_none() && message.bcc().is_none());
        let subject = message.subject().unwrap();
        assert!(
            subject.starts_with("Maison à 1 € Bcc: x@y.fr – fiche de"),
            "{subject}"
        );
        let attached = message.attachment(0).unwrap();
        assert_eq!(attached.attachment_name(), Some("maison-à-1-euro.essaim"));
        assert_eq!(attached.contents(), bundle);
        let text = message.body_text(0).unwrap();
        assert!(text.contains("Ville de Roubaix vous transmet la fiche suivante :"));
        assert!(text.contains("LISEZMOI.html"));
        let name = hostname();
        assert!(
            name.is_empty() || !String::from_utf8_lossy(&bytes).contains(&name),
            "a draft does not tell the computer's name"
        );
    }

    fn hostname() -> String {
        let name = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
        name.trim().to_owned()
    }

    #[test]
    fn letters_speak_both_languages_and_say_what_is_special() {
        let mut several = letter();
        several.sheets = (0..15)
            .map(|n| (format!("Fiche {n}"), String::new()))
            .collect();
        several.part = (2, 3);
        several.locked = true;
        let french = several.write(Language::French);
        assert_eq!(french.subject, "15 fiches de Ville de Roubaix (2/3)");
        for part in [
            "… et 3 autres",
            "en 3 messages ; celui-ci est le numéro 2",
            "mot de passe",
        ] {
            assert!(french.text.contains(part), "{}", french.text);
        }
        assert!(
            !french.text.contains(".zip"),
            "an encrypted file is no archive"
        );
        let english = several.write(Language::English);
        assert!(english.text.contains("in 3 messages") && english.text.contains("passphrase"));
    }
}
