//! The events of a Markdown text as plain text.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Open, address_of};
use crate::escape;

/// The text so far.
#[derive(Default)]
pub(super) struct Plain {
    out: String,
    links: Open,
    /// The lists that are open, with the number of the next item of numbered ones.
    lists: Vec<Option<u64>>,
}

impl Plain {
    pub(super) fn event(&mut self, event: Event<'_>) {
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

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out.trim().to_owned()
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
