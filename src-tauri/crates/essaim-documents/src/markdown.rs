//! Markdown as safe HTML and as plain text. Raw HTML is shown as the text it is; nothing is ever loaded.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use crate::{address, escape};

/// Markdown as HTML that holds no script, no image and only links to the web and to mailboxes, each with its address in
/// full view. Headings begin at `h3`: the text lies inside a section of a page.
pub fn to_html(markdown: &str) -> String {
    let mut safe = Safe::default();
    let events: Vec<Event<'_>> = parser(markdown)
        .flat_map(|event| safe.event(event))
        .collect();
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    out
}

/// Markdown as plain text: paragraphs apart, list items on their lines, addresses in brackets.
pub fn to_plain(markdown: &str) -> String {
    let mut plain = Plain::default();
    parser(markdown).for_each(|event| plain.event(event));
    plain.out.trim().to_owned()
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS,
    )
}

/// Links and images that are open, each with what people read of it so far.
#[derive(Default)]
struct Open {
    places: Vec<(String, String)>,
}

impl Open {
    fn begin(&mut self, address: String) {
        self.places.push((address, String::new()));
    }

    fn read(&mut self, text: &str) {
        for (_, seen) in &mut self.places {
            seen.push_str(text);
        }
    }

    /// The address to show after the text, unless the text is that address.
    fn end(&mut self) -> (String, bool) {
        let (address, seen) = self.places.pop().unwrap_or_default();
        let bare = address.strip_prefix("mailto:").unwrap_or(&address);
        let is_shown = seen.trim() == bare || seen.trim() == address;
        (address, is_shown)
    }
}

fn address_of(kind: LinkType, target: &str) -> String {
    if kind == LinkType::Email {
        format!("mailto:{target}")
    } else {
        target.to_owned()
    }
}

#[derive(Default)]
struct Safe {
    links: Open,
    images: Open,
}

impl Safe {
    /// The events that stand for one; only what is made here reaches the page as markup.
    fn event<'a>(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        match event {
            Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => self.text(text),
            Event::Code(text) => {
                self.links.read(&text);
                vec![Event::Code(cleaned(text))]
            }
            Event::TaskListMarker(done) => vec![Event::Text(if done { "☑ " } else { "☐ " }.into())],
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::SoftBreak | Event::HardBreak | Event::Rule => vec![event],
            // Syntaxes that are not switched on.
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => vec![],
        }
    }

    fn text<'a>(&mut self, text: CowStr<'a>) -> Vec<Event<'a>> {
        self.links.read(&text);
        vec![Event::Text(cleaned(text))]
    }

    fn start<'a>(&mut self, tag: Tag<'a>) -> Vec<Event<'a>> {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let address = address_of(link_type, &dest_url);
                let opening = address::target(&address).map(|target| address::open(&target));
                self.links.begin(address);
                opening.map(made).into_iter().collect()
            }
            Tag::Image { dest_url, .. } => {
                self.images.begin(dest_url.into_string());
                vec![Event::Text("[image\u{a0}: ".into())]
            }
            Tag::HtmlBlock => vec![Event::Start(Tag::Paragraph)],
            Tag::CodeBlock(_) => vec![Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))],
            Tag::Heading { level, .. } => vec![Event::Start(Tag::Heading {
                level: lowered(level),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            })],
            other => vec![Event::Start(other)],
        }
    }

    fn end<'a>(&mut self, tag: TagEnd) -> Vec<Event<'a>> {
        match tag {
            TagEnd::Link => {
                let (address, is_shown) = self.links.end();
                let closing = address::target(&address).map(|_| made("</a>".to_owned()));
                let shown = (!is_shown).then(|| {
                    made(format!(
                        r#" <span class="address">({})</span>"#,
                        escape::html(&address)
                    ))
                });
                closing.into_iter().chain(shown).collect()
            }
            TagEnd::Image => {
                let (address, _) = self.images.end();
                vec![Event::Text(
                    escape::clean(&format!(" {address}]")).into_owned().into(),
                )]
            }
            TagEnd::HtmlBlock => vec![Event::End(TagEnd::Paragraph)],
            TagEnd::Heading(level) => vec![Event::End(TagEnd::Heading(lowered(level)))],
            other => vec![Event::End(other)],
        }
    }
}

fn cleaned(text: CowStr<'_>) -> CowStr<'_> {
    match escape::clean(&text) {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(clean) => clean.into(),
    }
}

/// Markup of our own making.
fn made<'a>(markup: String) -> Event<'a> {
    Event::InlineHtml(markup.into())
}

fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

#[derive(Default)]
struct Plain {
    out: String,
    links: Open,
    /// The lists that are open, with the number of the next item of numbered ones.
    lists: Vec<Option<u64>>,
}

impl Plain {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.links.read(&text);
                self.out.push_str(&escape::clean(&text));
            }
            Event::SoftBreak | Event::HardBreak => self.out.push('\n'),
            Event::Rule => self.apart("\n\n"),
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.links.begin(address_of(link_type, &dest_url));
            }
            Tag::Image { dest_url, .. } => self.links.begin(dest_url.into_string()),
            Tag::List(first) => {
                self.apart(if self.lists.is_empty() { "\n\n" } else { "\n" });
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Paragraph if !self.at_mark() => self.apart("\n\n"),
            Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => {
                self.apart("\n\n");
            }
            Tag::TableRow => self.apart("\n"),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.apart("\n");
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        self.out.push_str(&indent);
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&format!("{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.out.push_str("- "),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                let (address, is_shown) = self.links.end();
                if !is_shown && !address.is_empty() {
                    self.out.push_str(&escape::clean(&format!(" ({address})")));
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.apart("\n\n");
                }
            }
            TagEnd::TableCell => self.out.push_str(" | "),
            TagEnd::TableRow | TagEnd::TableHead => {
                let kept = self.out.strip_suffix(" | ").unwrap_or(&self.out).len();
                self.out.truncate(kept);
            }
            TagEnd::Table => self.apart("\n\n"),
            _ => {}
        }
    }

    /// Whether the mark of a list item was just written.
    fn at_mark(&self) -> bool {
        let line = self
            .out
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .trim_start();
        !self.lists.is_empty()
            && (line == "- "
                || line
                    .strip_suffix(". ")
                    .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())))
    }

    /// Ends the line, or leaves one free, unless the text begins here or more room was left already.
    fn apart(&mut self, by: &str) {
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        let there = self.out[kept..].matches('\n').count();
        self.out.truncate(kept);
        if kept > 0 {
            self.out.push_str(&"\n".repeat(by.len().max(there)));
        }
    }
}

#[cfg(test)]
mod tests {
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
        let html = to_html(
            "# Titre\n\n1. un\n2. **deux**\n\n| a | b |\n|--|--:|\n| 1 | 2 |\n\n- [x] fait",
        );
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
}
