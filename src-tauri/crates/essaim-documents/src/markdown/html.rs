//! The events of a Markdown text, with all that could run, load or mislead turned into text.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::{Open, address_of};
use crate::{address, escape};

/// What stands between a text and its page.
#[derive(Default)]
pub(super) struct Safe {
    links: Open,
    images: Open,
}

impl Safe {
    /// The events that stand for one; only what is made here reaches the page as markup.
    pub(super) fn event<'a>(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
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
