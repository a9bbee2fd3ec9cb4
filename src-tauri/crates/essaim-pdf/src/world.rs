//! All that the typesetter may see: the template, the data, the bundle, our fonts.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FONTS;

const TEMPLATE: &str = include_str!("sheet.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What lies on the typesetter's desk.
pub(crate) struct Desk {
    template: Source,
    files: [(FileId, Bytes); 2],
}

impl Desk {
    pub(crate) fn new(data: Vec<u8>, bundle: Vec<u8>) -> Self {
        Self {
            template: Source::new(named("sheet.typ"), TEMPLATE.to_owned()),
            files: [
                (named("book.json"), Bytes::new(data)),
                (named("bundle"), Bytes::new(bundle)),
            ],
        }
    }
}

fn named(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names of this desk are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            return Ok(self.template.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
