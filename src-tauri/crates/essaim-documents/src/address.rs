//! Which addresses may become links: the web and mail, in full view, and nothing else.

use crate::escape;

/// The target of a link, when the text is an address of the web or of mail. Everything else stays text.
pub(crate) fn target(text: &str) -> Option<String> {
    let text = text.trim();
    let plain = escape::clean(text) == text && !text.chars().any(char::is_whitespace);
    let (scheme, rest) = text.split_once(':')?;
    let allowed = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(has_host),
        // Subjects, bodies and attachments that an address brings along are not the reader's.
        "mailto" => is_mailbox(rest),
        _ => false,
    };
    (plain && allowed).then(|| text.to_owned())
}

/// The same for a field that holds an address: a mailbox needs no scheme there.
pub(crate) fn target_of_field(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.contains(':') && is_mailbox(text) {
        target(&format!("mailto:{text}"))
    } else {
        target(text)
    }
}

/// An anchor over HTML that was made safe already.
pub(crate) fn open(target: &str) -> String {
    format!(
        r#"<a href="{}" rel="noopener noreferrer">"#,
        escape::html(target)
    )
}

/// A field's address as HTML: a link over the address itself, or the bare text.
pub(crate) fn html_of_field(text: &str) -> String {
    let shown = escape::html(text.trim());
    match target_of_field(text) {
        Some(target) => format!("{}{shown}</a>", open(&target)),
        None => shown,
    }
}

fn has_host(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

fn is_mailbox(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@')
    }) && !text.contains(['?', '&', '#', '%', '"', '<', '>', ','])
        && !text.chars().any(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_mail_become_links() {
        for good in [
            "https://www.ville-roubaix.fr/a?b=c#d",
            "HTTP://exemple.fr",
            "mailto:mairie@exemple.fr",
        ] {
            assert_eq!(target(good).as_deref(), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "//exemple.fr",
            "/chemin",
            "a.html",
            "https:",
            "https://",
            "https:///x",
            "https:\\\\exemple.fr",
            "https://ex emple.fr",
            "https://exemple.fr/\u{202e}gpj",
            "mailto:a@b.fr?attach=/etc/passwd",
            "mailto:",
            "\\\\serveur\\x",
            "",
        ] {
            assert_eq!(target(bad), None, "{bad:?} must stay text");
        }
    }

    #[test]
    fn a_field_may_hold_a_bare_mailbox() {
        assert_eq!(
            html_of_field("habitat@ville.fr"),
            r#"<a href="mailto:habitat@ville.fr" rel="noopener noreferrer">habitat@ville.fr</a>"#
        );
        assert_eq!(html_of_field("03 20 66 46 00"), "03 20 66 46 00");
        assert_eq!(
            html_of_field("\"><script>@x.fr"),
            "&quot;&gt;&lt;script&gt;@x.fr"
        );
    }
}
