//! What a mutation changed, in the words by which the page keeps its answers.

use essaim_ops::Op;
use serde::Serialize;
use specta::Type;

/// Something that the page may have to ask again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Tag {
    /// The lists of a kind.
    #[serde(rename_all = "camelCase")]
    Records {
        /// Which kind.
        record_kind: String,
    },
    /// One record.
    Record {
        /// Its id.
        id: String,
    },
    /// The registers of what was received and sent.
    Imports,
    /// Senders and what we think of them.
    Senders,
    /// Who we are, and preferences.
    Settings,
    /// What undo and redo would do.
    Undo,
    /// The trash.
    Trash,
    /// The page one starts from.
    Home,
    /// What is told about backups.
    Backups,
    /// All there is: somebody else wrote, and did not say what.
    Everything,
}

/// What a command that writes answers.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mutation<T> {
    /// Its result.
    pub value: T,
    /// What the page should ask again.
    pub tags: Vec<Tag>,
    /// The operation's code, for the words of the notice.
    pub label: Option<String>,
    /// The name of what a step back or forward was about: it need not be what is on the screen.
    pub title: Option<String>,
    /// The operation, when there is one to undo.
    pub operation: Option<String>,
}

impl<T> Mutation<T> {
    /// A change that no operation records.
    pub fn unrecorded(value: T, tags: Vec<Tag>) -> Self {
        Self {
            value,
            tags,
            label: None,
            title: None,
            operation: None,
        }
    }

    /// The same, where what it touches cannot be listed: what a sender or an import brought.
    pub(crate) fn everywhere(mut self) -> Self {
        self.tags = vec![Tag::Everything];
        self
    }

    pub(crate) fn of<U>(
        mutation: essaim_ops::Mutation<U>,
        op: Op,
        convert: impl FnOnce(U) -> T,
    ) -> Self {
        let operation = mutation.operation.map(|op| op.to_string());
        Self {
            value: convert(mutation.value),
            tags: tags(mutation.tags),
            label: operation.is_some().then(|| op.code().to_owned()),
            title: None,
            operation,
        }
    }
}

/// The page's tags for those of the use cases.
pub(crate) fn tags(changed: Vec<essaim_ops::Tag>) -> Vec<Tag> {
    let mut tags = std::collections::BTreeSet::new();
    for tag in changed {
        match tag {
            essaim_ops::Tag::Records(record_kind) => {
                if matches!(record_kind.as_str(), "organisation" | "agent") {
                    tags.insert(Tag::Settings);
                }
                tags.extend([Tag::Records { record_kind }, Tag::Trash, Tag::Home]);
            }
            essaim_ops::Tag::Record(id) => {
                tags.insert(Tag::Record { id });
            }
            essaim_ops::Tag::Exchanges => {
                tags.extend([Tag::Imports, Tag::Home]);
            }
            essaim_ops::Tag::Senders => {
                tags.extend([Tag::Senders, Tag::Home]);
            }
            essaim_ops::Tag::Settings => {
                tags.insert(Tag::Settings);
            }
        }
        tags.insert(Tag::Undo);
    }
    tags.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_record_refreshes_its_lists_the_trash_and_what_can_be_undone() {
        let tags = tags(vec![
            essaim_ops::Tag::Records("project".to_owned()),
            essaim_ops::Tag::Record("p1".to_owned()),
        ]);
        let wanted = [
            Tag::Records {
                record_kind: "project".to_owned(),
            },
            Tag::Record {
                id: "p1".to_owned(),
            },
            Tag::Undo,
            Tag::Trash,
            Tag::Home,
        ];
        assert_eq!(tags, wanted);
        assert_eq!(
            super::tags(Vec::new()),
            [],
            "nothing changed, nothing to ask"
        );
    }

    #[test]
    fn a_tag_is_written_as_the_page_reads_it() {
        let tag = Tag::Records {
            record_kind: "project".to_owned(),
        };
        let json = serde_json::to_string(&tag).unwrap();
        assert_eq!(json, r#"{"kind":"records","recordKind":"project"}"#);
    }
}
