//! A Markdown text as a tree of blocks, for programs that set type: no markup is left in it, only what each part is.

use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Serialize;

use super::{Open, address_of, parser};
use crate::escape;

/// How deep quotes and lists are followed into one another; what lies deeper is set at that depth.
const DEEPEST: usize = 6;

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// What is in it.
        runs: Vec<Run>,
    },
    /// A heading inside the text.
    Heading {
        /// What is in it.
        runs: Vec<Run>,
    },
    /// A list.
    List {
        /// The number of the first item of a numbered one.
        first: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// A table; its first row names the columns.
    Table {
        /// Rows of cells.
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// A run of text of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Set strongly.
    #[serde(skip_serializing_if = "is_false")]
    pub strong: bool,
    /// Set with emphasis.
    #[serde(skip_serializing_if = "is_false")]
    pub emphasis: bool,
    /// The line ends before it.
    #[serde(skip_serializing_if = "is_false")]
    pub on_new_line: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Markdown as blocks. Raw HTML is the text it is, images are named, addresses stand in brackets after their texts.
pub fn to_blocks(markdown: &str) -> Vec<Block> {
    let mut builder = Builder {
        open: vec![Vec::new()],
        ..Builder::default()
    };
    parser(markdown).for_each(|event| builder.event(event));
    builder.end_paragraph(false);
    while builder.open.len() > 1 {
        builder.close_into_parent();
    }
    builder.open.pop().unwrap_or_default()
}

/// A list that is open: the number of its first item, and its items. None for one that lies too deep.
type OpenList = Option<(Option<u64>, Vec<Vec<Block>>)>;

/// What was built so far: blocks of each open list, item or quote, innermost last.
#[derive(Default)]
struct Builder {
    open: Vec<Vec<Block>>,
    lists: Vec<OpenList>,
    runs: Vec<Run>,
    table: Vec<Vec<Vec<Run>>>,
    strong: u32,
    emphasis: u32,
    new_line: bool,
    links: Open,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.links.read(&text);
                self.say(&text);
            }
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.new_line = true,
            Event::TaskListMarker(done) => self.say(if done { "☑ " } else { "☐ " }),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Rule
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn say(&mut self, text: &str) {
        let run = Run {
            text: escape::clean(text).replace('\n', " "),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            on_new_line: std::mem::take(&mut self.new_line),
        };
        match self.runs.last_mut() {
            Some(last)
                if !run.on_new_line
                    && (last.strong, last.emphasis) == (run.strong, run.emphasis) =>
            {
                last.text.push_str(&run.text);
            }
            _ => self.runs.push(run),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.links.begin(address_of(link_type, &dest_url)),
            Tag::Image { dest_url, .. } => self.links.begin(dest_url.into_string()),
            Tag::List(first) => {
                self.end_paragraph(false);
                self.lists
                    .push((self.lists.len() < DEEPEST).then(|| (first, Vec::new())));
            }
            Tag::Item => self.begin_inner(),
            Tag::BlockQuote(_) => {
                self.end_paragraph(false);
                self.begin_inner();
            }
            Tag::Table(_) => self.end_paragraph(false),
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Paragraph => self.end_paragraph(false),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                let (address, is_shown) = self.links.end();
                if !is_shown && !address.is_empty() {
                    self.say(&format!(" ({address})"));
                }
            }
            TagEnd::Heading(_) => self.end_paragraph(true),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_paragraph(false),
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::BlockQuote(_) => {
                self.end_paragraph(false);
                let blocks = self.open.pop().unwrap_or_default();
                self.put(Block::Quote { blocks });
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.table);
                self.put(Block::Table { rows });
            }
            _ => {}
        }
    }

    fn begin_inner(&mut self) {
        self.open.push(Vec::new());
    }

    fn end_item(&mut self) {
        self.end_paragraph(false);
        let item = self.open.pop().unwrap_or_default();
        match self.lists.last_mut() {
            Some(Some((_, items))) => items.push(item),
            _ => item.into_iter().for_each(|block| self.put(block)),
        }
    }

    fn end_list(&mut self) {
        if let Some(Some((first, items))) = self.lists.pop() {
            self.put(Block::List { first, items });
        }
    }

    fn end_paragraph(&mut self, heading: bool) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        self.put(if heading {
            Block::Heading { runs }
        } else {
            Block::Paragraph { runs }
        });
    }

    fn put(&mut self, block: Block) {
        if self.open.is_empty() {
            self.begin_inner();
        }
        if let Some(innermost) = self.open.last_mut() {
            innermost.push(block);
        }
    }

    fn close_into_parent(&mut self) {
        let blocks = self.open.pop().unwrap_or_default();
        blocks.into_iter().for_each(|block| self.put(block));
    }
}
