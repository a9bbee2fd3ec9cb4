//! What Markdown becomes, above all when it was written to harm.

use super::*;

/// Every opening tag of a page, lower-cased, as a browser would meet it.
fn tags(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn hostile_markdown_never_becomes_live_markup() {
    let hostile = [
        "<script>alert(1)</script>",
        "text <script>alert(1)</script> text",
        "<img src=x onerror=alert(1)>",
        "<div onclick=\"alert(1)\">\n\n**x**\n\n</div>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x) [y](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x](https://espion.example/pixel.png)",
        "[![x](data:image/svg+xml,<svg/onload=alert(1)>)](javascript:alert(1))",
        "[a](https://x.fr/\"onmouseover=\"alert(1))",
        "[a](https://x.fr 'title\" onmouseover=alert(1)')",
        "[a]: javascript:alert(1)\n\n[a]",
        "| a |\n|---|\n| <iframe src=//x> |",
        "- > <style>*{display:none}</style>",
        "```\"><script>\nx\n```",
        "# <svg onload=alert(1)>",
        "<!-- --><a href=javascript:alert(1)>x</a>",
        "<base href=//x><meta http-equiv=refresh content=0>",
        "~~<object data=x>~~ `<embed>`",
    ];
    let allowed = [
        "p",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "code",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "del",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "hr",
        "br",
        "a",
        "span",
    ];
    for markdown in hostile {
        let html = to_html(markdown);
        for tag in tags(&html) {
            let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next();
            assert!(
                name.is_some_and(|name| allowed.contains(&name)),
                "{markdown:?} gave <{tag}>"
            );
            if let Some(target) = tag.strip_prefix("a ") {
                assert!(
                    target.starts_with("href=\"https://") && !target.contains("\"on"),
                    "{markdown:?} gave <{tag}>"
                );
            }
        }
    }
}

#[test]
fn a_link_shows_where_it_leads() {
    assert_eq!(
        to_html("[le site](https://www.exemple.fr/a)"),
        "<p><a href=\"https://www.exemple.fr/a\" rel=\"noopener noreferrer\">le site</a> \
             <span class=\"address\">(https://www.exemple.fr/a)</span></p>\n"
    );
    assert_eq!(
        to_html("<https://exemple.fr> et <mairie@exemple.fr>"),
        "<p><a href=\"https://exemple.fr\" rel=\"noopener noreferrer\">https://exemple.fr</a> et \
             <a href=\"mailto:mairie@exemple.fr\" rel=\"noopener noreferrer\">mairie@exemple.fr</a></p>\n",
        "an address that is its own text is not repeated"
    );
    assert_eq!(
        to_html("[ici](fiche.html)"),
        "<p>ici <span class=\"address\">(fiche.html)</span></p>\n",
        "what is no address of the web stays text"
    );
}

#[test]
fn lists_tables_and_emphasis_are_kept() {
    let html =
        to_html("# Titre\n\n1. un\n2. **deux**\n\n| a | b |\n|--|--:|\n| 1 | 2 |\n\n- [x] fait");
    for part in [
        "<h3>Titre</h3>",
        "<ol>",
        "<strong>deux</strong>",
        "<th>a</th>",
        "☑ fait",
    ] {
        assert!(html.contains(part), "{part} is missing from {html}");
    }
}

#[test]
fn plain_text_keeps_words_lists_and_addresses() {
    let markdown = "# Titre\n\nUn **mot**, [un site](https://x.fr).\n\n1. un\n2. deux\n   - sous\n\n\
            | a | b |\n|--|--|\n| 1 | 2 |\n\n<b>gras</b> ![plan](plan.png)";
    assert_eq!(
        to_plain(markdown),
        "Titre\n\nUn mot, un site (https://x.fr).\n\n1. un\n2. deux\n  - sous\n\n\
             a | b\n1 | 2\n\n<b>gras</b> plan (plan.png)"
    );
}

#[test]
fn deep_nesting_and_odd_bytes_are_only_text() {
    let deep = format!("{}x", ">".repeat(5_000));
    assert!(to_html(&deep).contains('x'));
    assert_eq!(to_html("a\u{202e}b\u{0}c").matches('\u{202e}').count(), 0);
    assert_eq!(to_plain(&"[".repeat(5_000)).len(), 5_000);
}
