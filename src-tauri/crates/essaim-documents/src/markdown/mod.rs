//! Markdown as safe HTML and as plain text. Raw HTML is shown as the text it is; nothing is ever loaded.

mod blocks;
mod html;
mod plain;

pub use blocks::{Block, Run, to_blocks};

use pulldown_cmark::{Event, LinkType, Options, Parser};

/// Markdown as HTML that holds no script, no image and only links to the web and to mailboxes, each with its address in
/// full view. Headings begin at `h3`: the text lies inside a section of a page.
pub fn to_html(markdown: &str) -> String {
    let mut safe = html::Safe::default();
    let events: Vec<Event<'_>> = parser(markdown)
        .flat_map(|event| safe.event(event))
        .collect();
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut out, events.into_iter());
    out
}

/// Markdown as plain text: paragraphs apart, list items on their lines, addresses in brackets.
pub fn to_plain(markdown: &str) -> String {
    let mut plain = plain::Plain::default();
    parser(markdown).for_each(|event| plain.event(event));
    plain.finish()
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

#[cfg(test)]
mod tests;
