//! Reads JSON from a file or the standard input: one object, or one a line, never more than one in memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use essaim_ops::OpError;
use essaim_ops::error::Language;
use serde_json::error::Category;
use serde_json::{Map, Value as Json};

use crate::session::Session;
use crate::words::Words;

/// An object of the input.
pub(crate) type Object = Map<String, Json>;

/// A byte order mark, which some editors of Windows put before the text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The objects of an input, one after the other; an input without any is refused.
pub(crate) struct Objects<R: io::Read> {
    stream: serde_json::StreamDeserializer<'static, serde_json::de::IoRead<R>, Object>,
    path: PathBuf,
    language: Language,
    begun: bool,
    ended: bool,
}

impl<R: BufRead> Objects<R> {
    /// Reads from there; the path is for messages.
    pub(crate) fn new(mut reader: R, path: &Path, language: Language) -> Result<Self, OpError> {
        let begun = reader
            .fill_buf()
            .map_err(|error| OpError::file(path, error))?;
        if begun.starts_with(MARK) {
            reader.consume(MARK.len());
        }
        let stream = serde_json::Deserializer::from_reader(reader).into_iter();
        Ok(Self {
            stream,
            path: path.to_owned(),
            language,
            begun: false,
            ended: false,
        })
    }
}

impl<R: BufRead> Iterator for Objects<R> {
    type Item = Result<Object, OpError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let Some(next) = self.stream.next() else {
            self.ended = true;
            return (!self.begun).then(|| Err(no_object(self.language)));
        };
        self.begun = true;
        Some(next.map_err(|error| {
            self.ended = true;
            refusal(error, &self.path, self.language)
        }))
    }
}

/// The one object of an input.
pub(crate) fn one<R: BufRead>(mut objects: Objects<R>) -> Result<Object, OpError> {
    let language = objects.language;
    let object = objects.next().ok_or_else(|| no_object(language))??;
    match objects.next() {
        None => Ok(object),
        Some(Err(error)) => Err(error),
        Some(Ok(_)) => Err(OpError::NotJson {
            line: 1,
            reason: Words(language)
                .pick(
                    "un objet { … }, et un seul, est attendu",
                    "one object { … } is expected",
                )
                .to_owned(),
        }),
    }
}

fn no_object(language: Language) -> OpError {
    OpError::NotJson {
        line: 1,
        reason: Words(language)
            .pick(
                "un objet { … } est attendu, le texte n'en contient aucun",
                "an object { … } is expected, the text holds none",
            )
            .to_owned(),
    }
}

/// Opens the file, or the standard input for `-`, and gives its objects to `work` with the folder of the file.
pub(crate) fn with_objects<T>(
    session: &mut Session<'_>,
    file: &Path,
    work: impl FnOnce(
        &mut dyn Iterator<Item = Result<Object, OpError>>,
        Option<&Path>,
    ) -> Result<T, OpError>,
) -> Result<T, OpError> {
    let language = session.language();
    if file == Path::new("-") {
        return work(
            &mut Objects::new(&mut *session.input, file, language)?,
            None,
        );
    }
    let opened = File::open(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
        _ => OpError::file(file, error),
    })?;
    let mut objects = Objects::new(BufReader::with_capacity(1 << 16, opened), file, language)?;
    work(&mut objects, file.parent())
}

/// The one object of a file, or of the standard input for `-`.
pub(crate) fn read_one(session: &mut Session<'_>, file: &Path) -> Result<Object, OpError> {
    let language = session.language();
    if file == Path::new("-") {
        return one(Objects::new(&mut *session.input, file, language)?);
    }
    let opened = File::open(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
        _ => OpError::file(file, error),
    })?;
    one(Objects::new(BufReader::new(opened), file, language)?)
}

fn refusal(error: serde_json::Error, path: &Path, language: Language) -> OpError {
    let words = Words(language);
    let (line, column) = (error.line().max(1), error.column());
    let reason = match error.classify() {
        Category::Io => return OpError::file(path, error.into()),
        Category::Eof => words.pick("la fin manque", "the end is missing").to_owned(),
        Category::Data => words
            .pick("un objet { … } est attendu", "an object { … } is expected")
            .to_owned(),
        Category::Syntax => format!("{} {column}", words.pick("colonne", "column")),
    };
    OpError::NotJson { line, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Object, OpError>> {
        Objects::new(text.as_bytes(), Path::new("-"), Language::French)
            .map_or_else(|error| vec![Err(error)], Iterator::collect)
    }

    #[test]
    fn an_object_on_many_lines_and_one_a_line_are_both_read() {
        assert_eq!(read("{\n \"a\": 1,\n \"b\": {}\n}\n").len(), 1);
        assert_eq!(
            read("\u{feff}{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}")
                .iter()
                .flatten()
                .count(),
            3
        );
        assert!(
            matches!(read(" \n")[..], [Err(OpError::NotJson { .. })]),
            "a text without an object is told, not taken for done"
        );
    }

    #[test]
    fn an_error_names_its_line_and_ends_the_reading() {
        let objects = read("{\"a\":1}\n{\"a\":}\n{\"a\":3}\n");
        assert_eq!(objects.len(), 2);
        assert!(
            matches!(objects[1], Err(OpError::NotJson { line: 2, .. })),
            "{:?}",
            objects[1]
        );
        for bad in ["[1]", "3", "\"x\"", "{\"a\":1", "nul"] {
            assert!(
                matches!(read(bad)[..], [Err(OpError::NotJson { line: 1, .. })]),
                "{bad}"
            );
        }
    }
}
