//! LISEZMOI.txt: UTF-8 with its mark and Windows line ends, for whatever opens it.

use essaim_model::name::of;

use super::{Purpose, Readme, ReadmeAttachment, ReadmeSheet};
use crate::escape;
use crate::figures::{Language, date, file_size};

/// The text.
pub fn text(readme: &Readme) -> Vec<u8> {
    let title = match readme.purpose {
        Purpose::Share => "SOLUTIONS PARTAGÉES",
        Purpose::Feedback => "RETOUR SUR DES SOLUTIONS",
    };
    let day = date(&readme.date, Language::French);
    let mut lines = vec![
        title.to_owned(),
        format!("Paquet Essaim {}, le {day}.", of(&readme.from())),
        String::new(),
    ];
    if !readme.sheets.is_empty() {
        lines.push("CE QUE CONTIENT CE PAQUET".to_owned());
        for (i, listed) in readme.sheets.iter().enumerate() {
            sheet(&mut lines, i + 1, listed);
        }
        lines.push(String::new());
    }
    if !readme.attachments.is_empty() {
        lines.push("PIÈCES JOINTES".to_owned());
        lines.extend(readme.attachments.iter().map(attachment));
        lines.push(String::new());
    }
    lines.extend(in_french(readme));
    lines.extend(in_english(readme));
    let mut out = String::from("\u{feff}");
    for line in lines {
        out.push_str(&on_one_line(&line));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn sheet(lines: &mut Vec<String>, number: usize, sheet: &ReadmeSheet) {
    lines.push(format!("{number}. {}", sheet.title));
    let about = [&sheet.kind, &sheet.author, &sheet.summary];
    let about: Vec<&str> = about
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    if !about.is_empty() {
        lines.push(format!("   {}", about.join(" - ")));
    }
    if let Some(preview) = &sheet.preview {
        lines.push(format!("   à lire : {preview}"));
    }
}

fn attachment(file: &ReadmeAttachment) -> String {
    let size = file_size(file.size, Language::French);
    match &file.path {
        Some(path) => format!("- {} ({size}) : {path}", file.name),
        None => format!("- {} ({size}) : suit dans un autre paquet", file.name),
    }
}

fn in_french(readme: &Readme) -> Vec<String> {
    [
        "COMMENT L'OUVRIR",
        "Avec Essaim : double-cliquez sur le fichier .essaim, ou déposez-le dans la fenêtre. Essaim montre",
        "de qui il vient et ce qu'il contient avant d'enregistrer quoi que ce soit.",
        "Sans Essaim : ce fichier est une archive zip. Renommez-le en .zip, ouvrez-la, et lisez les fiches du",
        "dossier preview dans votre navigateur (ou LISEZMOI.html, qui y mène). Les pièces jointes portent leur",
        "empreinte pour nom : redonnez-leur celui de la liste.",
        "",
        "COMMENT VÉRIFIER",
        "Dans le dossier décompressé : sha256sum -c manifest-sha256.txt",
        "Cela prouve que rien n'a été abîmé. Seul Essaim vérifie aussi la signature, donc l'auteur.",
        "",
        "LICENCE",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([
        format!("Sauf mention contraire dans une fiche : {}.", readme.licence),
        format!("Identifiant du paquet : {}", readme.bundle),
        String::new(),
    ])
    .collect()
}

fn in_english(readme: &Readme) -> Vec<String> {
    let what = match readme.purpose {
        Purpose::Share => "Solution sheets shared",
        Purpose::Feedback => "Feedback on solution sheets, sent",
    };
    let day = date(&readme.date, Language::English);
    vec![
        "In English".to_owned(),
        format!("{what} by {} on {day}.", readme.from()),
        "With Essaim: double-click the .essaim file or drop it on the window.".to_owned(),
        "Without it: rename the file to .zip, open it, and read the pages in the folder preview; attachments".to_owned(),
        "are named by their hash, their own names are listed above.".to_owned(),
        "To check that nothing was damaged: sha256sum -c manifest-sha256.txt".to_owned(),
        format!("Licence unless a sheet says otherwise: {}.", readme.licence),
    ]
}

/// A title with a line break in it must not begin a line of its own.
fn on_one_line(line: &str) -> String {
    let words: Vec<&str> = line
        .split(['\r', '\n', '\t'])
        .map(str::trim_end)
        .filter(|part| !part.is_empty())
        .collect();
    escape::clean(&words.join(" ")).into_owned()
}
