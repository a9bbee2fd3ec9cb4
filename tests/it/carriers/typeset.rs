//! The typesetter: what it claims, and that nothing a person wrote is ever more to it than text.

use essaim_documents::markdown::to_blocks;
use essaim_documents::sheet::{Curve, Figure, Printed, Section};
use essaim_pdf::{Book, write};
use lopdf::{Dictionary, Document, Object};

/// What would stop the typesetter, read a file or become a look, if it were read as markup.
const HOSTILE: &str = "#panic(\"x\") *gras* `code` $x^2$ <label> @ref #read(\"bundle\") \\ // /* ] } #[ \" ' ; 漢 \u{202e}\u{7}";

fn section(title: &str, markdown: &str) -> Section {
    Section {
        title: title.to_owned(),
        tone: "care".to_owned(),
        blocks: to_blocks(markdown),
    }
}

fn sheet(word: &str) -> Printed {
    let markdown = format!(
        "{word}\n\n- {word}\n  1. {word}\n\n> {word}\n\n# {word}\n\n| a | {word} |\n|---|---|\n| {word} | b |"
    );
    Printed {
        kind: word.to_owned(),
        place: word.to_owned(),
        badges: vec![(word.to_owned(), word.to_owned())],
        title: word.to_owned(),
        summary: word.to_owned(),
        note: word.to_owned(),
        figures: vec![Figure {
            name: word.to_owned(),
            from: word.to_owned(),
            to: word.to_owned(),
            ..Figure::default()
        }],
        facts: vec![(word.to_owned(), vec![word.to_owned()])],
        story: vec![section(word, &markdown)],
        lessons: vec![section(word, &markdown), section(word, &markdown)],
        indicators: vec![Curve {
            name: word.to_owned(),
            unit: word.to_owned(),
            rows: vec![[word.to_owned(), word.to_owned(), word.to_owned()]],
            points: vec![(0.0, 0.0), (1.0, 1.0)],
            scale: [word, word, word, word].map(str::to_owned),
        }],
        tables: vec![section(word, &markdown)],
        seal: vec![(word.to_owned(), word.to_owned())],
    }
}

fn book(sheets: Vec<Printed>) -> Book {
    Book {
        title: "Maison à 1 €".to_owned(),
        sender: "Roubaix".to_owned(),
        date: "2026-11-23".to_owned(),
        sheets,
        attachment: "maison.essaim".to_owned(),
        bundle_id: "ab".repeat(32),
    }
}

fn dictionary<'d>(document: &'d Document, of: &'d Dictionary, name: &[u8]) -> &'d Dictionary {
    let (_, found) = document
        .dereference(of.get(name).expect("it is there"))
        .expect("it leads somewhere");
    found.as_dict().expect("a dictionary")
}

#[test]
fn a_sheet_says_that_it_is_archivable_and_accessible_and_carries_the_bundle_byte_for_byte() {
    let bundle: Vec<u8> = (0..100_000_u32).map(|n| (n * 7 % 251) as u8).collect();
    let bytes = write(&book(vec![sheet("Maison à 1 €")]), bundle.clone()).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(
        dictionary(&document, catalog, b"MarkInfo")
            .get(b"Marked")
            .unwrap(),
        &Object::Boolean(true)
    );
    assert!(catalog.has(b"StructTreeRoot"), "it is tagged");
    assert!(
        catalog
            .get(b"Lang")
            .unwrap()
            .as_str()
            .unwrap()
            .starts_with(b"fr")
    );
    let (_, metadata) = document
        .dereference(catalog.get(b"Metadata").unwrap())
        .unwrap();
    let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8_lossy(&metadata);
    for claim in [
        "<pdfaid:part>3<",
        "<pdfaid:conformance>A<",
        "<pdfuaid:part>1<",
        "Maison à 1",
    ] {
        assert!(metadata.contains(claim), "{claim} in {metadata}");
    }
    let found = essaim_documents::carrier::unpack(&bytes).unwrap();
    assert_eq!(found.found, [], "what is attached here is no bundle");
    let embedded = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let mut contents = embedded.filter_map(|stream| stream.get_plain_content().ok());
    assert!(contents.any(|content| content == bundle), "the very bytes");
}

#[test]
fn whatever_a_sheet_holds_is_set_as_text() {
    let bytes = write(&book(vec![sheet(HOSTILE), sheet("")]), b"PK".to_vec());
    assert!(bytes.is_ok(), "{bytes:?}");
    let empty = write(&book(vec![Printed::default()]), Vec::new());
    assert!(empty.is_ok(), "{empty:?}");
    let none = write(&book(Vec::new()), Vec::new());
    assert!(none.is_ok(), "{none:?}");
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let one = || write(&book(vec![sheet("Zéro déchet")]), b"PK".to_vec()).unwrap();
    assert_eq!(one(), one());
}
