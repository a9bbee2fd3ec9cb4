//! LISEZMOI.html.

use essaim_model::name::of;

use super::{Purpose, Readme, ReadmeAttachment, ReadmeSheet};
use crate::figures::{Language, date, file_size};
use crate::{escape, page};

/// The page, UTF-8.
pub fn html(readme: &Readme) -> Vec<u8> {
    let title = match readme.purpose {
        Purpose::Share => "Solutions partagées",
        Purpose::Feedback => "Retour sur des solutions",
    };
    let body = format!(
        "<article>\n<header>\n<p class=\"band\">{}<span class=\"kind\">Paquet Essaim</span></p>\n<h1>{title}</h1>\n\
         <p class=\"summary\">D{}, le {}.</p>\n</header>\n<div class=\"columns alone\"><div>\n{}{}{}</div></div>\n\
         <hr>\n{}</article>\n",
        page::MARK,
        escape::html(&of(&readme.from())[1..]), // behind a capital
        escape::html(&date(&readme.date, Language::French)),
        sheets(&readme.sheets),
        attachments(&readme.attachments),
        in_french(readme),
        in_english(readme),
    );
    page::page(&format!("{title} – {}", readme.sender), &body).into_bytes()
}

fn sheets(sheets: &[ReadmeSheet]) -> String {
    let list: String = sheets
        .iter()
        .map(|sheet| {
            let title = escape::html(&sheet.title);
            let title = match sheet.preview.as_deref().filter(|path| is_inside(path)) {
                Some(path) => format!("<a href=\"{}\">{title}</a>", escape::html(path)),
                None => title,
            };
            let about = [&sheet.kind, &sheet.author, &sheet.summary];
            let about: Vec<String> = about
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| escape::html(text))
                .collect();
            format!(
                "<li><strong>{title}</strong><br><span class=\"soft\">{}</span></li>\n",
                about.join(" · ")
            )
        })
        .collect();
    section("Ce que contient ce paquet", &list, "ol")
}

fn attachments(attachments: &[ReadmeAttachment]) -> String {
    let list: String = attachments
        .iter()
        .map(|file| {
            let name = escape::html(&file.name);
            let size = escape::html(&file_size(file.size, Language::French));
            match file.path.as_deref().filter(|path| is_inside(path)) {
                Some(path) => {
                    let path = escape::html(path);
                    format!(
                        "<li><a href=\"{path}\" download=\"{name}\">{name}</a> <span class=\"soft small\">{size} · dans le paquet\
                         \u{a0}: <code class=\"path\">{path}</code></span></li>\n"
                    )
                }
                None => format!("<li>{name} <span class=\"soft small\">{size} · suit dans un autre paquet</span></li>\n"),
            }
        })
        .collect();
    section("Pièces jointes", &list, "ul")
}

fn section(title: &str, list: &str, tag: &str) -> String {
    if list.is_empty() {
        return String::new();
    }
    format!("<section>\n<h2>{title}</h2>\n<{tag}>\n{list}</{tag}>\n</section>\n")
}

/// A path of the bundle: relative, downwards, of plain characters.
fn is_inside(path: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-/".contains(&b);
    path.bytes().all(plain) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn in_french(readme: &Readme) -> String {
    format!(
        "<section>\n<h2>Comment l'ouvrir</h2>\n<ul>\n\
         <li><strong>Avec Essaim</strong>\u{a0}: double-cliquez sur le fichier <code>.essaim</code>, ou déposez-le dans la fenêtre. \
         Essaim montre de qui il vient et ce qu'il contient avant d'enregistrer quoi que ce soit.</li>\n\
         <li><strong>Sans Essaim</strong>\u{a0}: ce fichier est une archive zip. Renommez-le en <code>.zip</code>, ouvrez-la, et lisez \
         les fiches du dossier <code>preview</code> dans votre navigateur. Les pièces jointes portent leur empreinte pour nom\
         \u{a0}: redonnez-leur celui de la liste.</li>\n</ul>\n</section>\n\
         <section>\n<h2>Comment vérifier</h2>\n<p>Dans le dossier décompressé\u{a0}: <code class=\"path\">sha256sum -c \
         manifest-sha256.txt</code> (sous macOS, <code class=\"path\">shasum -a 256 -c manifest-sha256.txt</code>). Cela prouve que rien n'a \
         été abîmé. Seul Essaim vérifie aussi la signature, donc l'auteur.</p>\n</section>\n\
         <section>\n<h2>Licence</h2>\n<p>Sauf mention contraire dans une fiche\u{a0}: {}.</p>\n\
         <p class=\"soft small\">Identifiant du paquet\u{a0}: <code class=\"path\">{}</code></p>\n</section>\n",
        escape::html(&readme.licence),
        escape::html(&readme.bundle),
    )
}

fn in_english(readme: &Readme) -> String {
    let what = match readme.purpose {
        Purpose::Share => "solution sheets shared",
        Purpose::Feedback => "feedback on solution sheets, sent",
    };
    format!(
        "<section lang=\"en\">\n<h2>In English</h2>\n<p>This bundle holds {what} by {} on {}. With Essaim, double-click the \
         <code>.essaim</code> file or drop it on the window. Without it, rename the file to <code>.zip</code>, open it, and read the pages in \
         the folder <code>preview</code>; attachments are named by their hash, their own names are listed above. To check that nothing was damaged: \
         <code class=\"path\">sha256sum -c manifest-sha256.txt</code>. Licence unless a sheet says otherwise: {}.</p>\n</section>\n",
        escape::html(&of(&readme.from())[1..]), // behind a capital
        escape::html(&date(&readme.date, Language::English)),
        escape::html(&readme.licence),
    )
}
