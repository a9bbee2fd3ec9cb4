//! LISEZMOI: the two files by which a bundle explains itself to someone who has no application. Static; French, then English.

mod html;
mod text;

pub use html::html;
pub use text::text;

/// What the bundle is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// Sheets that one organisation shares.
    #[default]
    Share,
    /// What another organisation has to say about our sheets.
    Feedback,
}

/// What a LISEZMOI tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readme {
    /// What the bundle is for.
    pub purpose: Purpose,
    /// Who sends it.
    pub sender: String,
    /// The sender's Insee code or SIREN, as people read it: `Insee 59512`.
    pub sender_code: Option<String>,
    /// The day of the newest content, `yyyy-mm-dd`.
    pub date: String,
    /// The bundle's id.
    pub bundle: String,
    /// The sheets, in the order to be listed.
    pub sheets: Vec<ReadmeSheet>,
    /// The attachments, in the order to be listed.
    pub attachments: Vec<ReadmeAttachment>,
    /// The licence of what names none itself.
    pub licence: String,
}

/// A sheet in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadmeSheet {
    /// Its kind as people read it: `Fiche solution`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// One sentence; may be empty.
    pub summary: String,
    /// The organisation that wrote it.
    pub author: String,
    /// The path of its page inside the bundle: `preview/x.html`. `None` when it has none.
    pub preview: Option<String>,
}

/// An attachment in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadmeAttachment {
    /// The name it had, to be given back to it.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its path inside the bundle: `attachments/<sha256>`. `None` when it follows in another bundle.
    pub path: Option<String>,
}

impl Readme {
    /// From whom, with the code.
    fn from(&self) -> String {
        match &self.sender_code {
            Some(code) => format!("{} ({code})", self.sender),
            None => self.sender.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Readme {
        Readme {
            purpose: Purpose::Share,
            sender: "Ville de Roubaix".to_owned(),
            sender_code: Some("Insee 59512".to_owned()),
            date: "2026-11-23".to_owned(),
            bundle: "b1".repeat(32),
            sheets: vec![
                ReadmeSheet {
                    kind: "Fiche solution".to_owned(),
                    title: "Maison à 1 € <b>".to_owned(),
                    summary: "Vendre pour un euro.".to_owned(),
                    author: "Ville de Roubaix".to_owned(),
                    preview: Some("preview/a.html".to_owned()),
                },
                ReadmeSheet {
                    title: "Sans page\r\nGlissée".to_owned(),
                    ..ReadmeSheet::default()
                },
            ],
            attachments: vec![
                ReadmeAttachment {
                    name: "règlement.pdf".to_owned(),
                    size: 1_249_000,
                    path: Some("attachments/abab".to_owned()),
                },
                ReadmeAttachment {
                    name: "plan.dwg".to_owned(),
                    size: 9,
                    path: None,
                },
            ],
            licence: "Licence Ouverte 2.0".to_owned(),
        }
    }

    #[test]
    fn the_page_lists_everything_and_links_to_the_sheets() {
        let page = String::from_utf8(html(&sample())).unwrap();
        for part in [
            "Ville de Roubaix (Insee 59512)",
            "23/11/2026",
            "<a href=\"preview/a.html\">Maison à 1 € &lt;b&gt;</a>",
            "<a href=\"attachments/abab\" download=\"règlement.pdf\">règlement.pdf</a>",
            "1,2\u{202f}Mo",
            "plan.dwg",
            "sha256sum -c manifest-sha256.txt",
            "Licence Ouverte 2.0",
            "<section lang=\"en\">",
            "23 November 2026",
        ] {
            assert!(page.contains(part), "{part:?} is missing");
        }
        assert!(!page.contains("<b>") && !page.contains("<script"));
    }

    #[test]
    fn the_text_opens_in_the_oldest_notepad() {
        let bytes = text(&sample());
        assert!(
            bytes.starts_with(b"\xef\xbb\xbf"),
            "the mark by which Windows knows UTF-8"
        );
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "every line ends as on Windows"
        );
        for part in [
            "Ville de Roubaix (Insee 59512)",
            "1. Maison à 1 € <b>",
            "preview/a.html",
            "2. Sans page Glissée",
            "règlement.pdf",
            "sha256sum -c manifest-sha256.txt",
            "In English",
        ] {
            assert!(text.contains(part), "{part:?} is missing");
        }
    }

    #[test]
    fn a_path_that_leaves_the_bundle_is_never_linked() {
        let mut readme = sample();
        readme.sheets[0].preview = Some("javascript:alert(1)".to_owned());
        readme.attachments[0].path = Some("../../x".to_owned());
        let page = String::from_utf8(html(&readme)).unwrap();
        assert!(!page.contains("href=\"javascript") && !page.contains("href=\"../"));
    }

    #[test]
    fn the_same_content_gives_the_same_bytes() {
        assert_eq!(html(&sample()), html(&sample()));
        assert_eq!(text(&sample()), text(&sample()));
    }
}
