//! Text made harmless: markup escaped, and without the characters that hide or reorder what a person reads.

use std::borrow::Cow;

/// Control characters, and those that turn the reading direction of the text around them.
fn is_deceptive(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text without deceptive characters.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_deceptive) {
        Cow::Owned(text.chars().filter(|c| !is_deceptive(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text, clean and escaped, for an element or a quoted attribute.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_in_elements_and_attributes() {
        assert_eq!(
            html(r#"<a href="x" title='y'>&"#),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;"
        );
    }

    #[test]
    fn what_hides_or_reorders_text_is_taken_out() {
        assert_eq!(clean("gpj.\u{202e}fdp\u{0}\u{7}\u{feff}"), "gpj.fdp");
        assert_eq!(
            clean("École\n\tœuvre 1\u{202f}€"),
            "École\n\tœuvre 1\u{202f}€"
        );
    }
}
