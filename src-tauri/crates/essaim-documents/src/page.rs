//! The frame of every page: self-contained, printable, unable to run or to load anything.

use crate::escape;

const STYLE: &str = include_str!("page.css");

/// Why nothing runs and nothing is loaded, even if something hostile had slipped through: the browser is told so as well.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole page around a body that was made safe already.
pub(crate) fn page(title: &str, body: &str) -> String {
    let title = escape::html(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The swarm's mark, drawn in place.
pub(crate) const MARK: &str = "<svg class=\"mark\" viewBox=\"0 0 40 40\" width=\"28\" height=\"28\" aria-hidden=\"true\">\
<rect width=\"40\" height=\"40\" rx=\"9\" fill=\"#1f5a42\"/>\
<path d=\"M12 21l5 3v6l-5 3-5-3v-6zM24 21l5 3v6l-5 3-5-3v-6zM18 10l5 3v6l-5 3-5-3v-6z\" fill=\"#f0ab2a\"/>\
<path d=\"M29 9.5l2.4 1.4v2.8L29 15.1l-2.4-1.4v-2.8zM33.6 5l1.5.9v1.7l-1.5.9-1.5-.9V5.9z\" fill=\"#ffd987\"/></svg>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_loads_nothing_and_runs_nothing() {
        let page = page("</title><script>", "<p>x</p>");
        assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
        assert!(page.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"));
        for loaded in ["<script", "<link", "<img", "url(", "@import", "src="] {
            assert!(!page.contains(loaded), "{loaded} has no place in a page");
        }
    }
}
