//! The typesetter: what it claims, and that nothing a person wrote is ever more to it than text.

use essaim_documents::markdown::to_blocks;
use essaim_documents::sheet::{Curve, Figure, Printed, Section};
use essaim_pdf::{Book, write};
use lopdf::content::Operation;
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

/// What is drawn on all pages: the words, and the operations that draw.
fn drawn(bytes: &[u8]) -> (String, Vec<Operation>) {
    let document = Document::load_mem(bytes).expect("a PDF");
    let pages = document.get_pages();
    let numbers: Vec<u32> = pages.keys().copied().collect();
    let words = document.extract_text(&numbers).expect("its words");
    let mut operations = Vec::new();
    for page in pages.into_values() {
        let content = document.get_and_decode_page_content(page);
        operations.extend(content.expect("what is drawn").operations);
    }
    (words, operations)
}

/// The lines that are drawn: each from a `m` by its `l` to the `S` that strokes it.
fn stroked(operations: &[Operation]) -> Vec<Vec<(f32, f32)>> {
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    for one in operations {
        let at = |index: usize| one.operands[index].as_float().expect("a number");
        match one.operator.as_str() {
            "m" => line = vec![(at(0), at(1))],
            "l" => line.push((at(0), at(1))),
            "S" => lines.push(std::mem::take(&mut line)),
            _ => {}
        }
    }
    lines
}

/// Whether a line goes through these points, in whatever size it is drawn; pages are drawn from the top.
fn follows(line: &[(f32, f32)], points: &[(f64, f64)]) -> bool {
    let [first, .., last] = points else {
        return false;
    };
    let from = |one: (f32, f32), start: (f32, f32)| (one.0 - start.0, one.1 - start.1);
    if line.len() != points.len() {
        return false;
    }
    let (start, size) = (line[0], from(line[line.len() - 1], line[0]));
    line.iter().zip(points).all(|(drawn, point)| {
        let (x, y) = from(*drawn, start);
        let right = (point.0 - first.0) / (last.0 - first.0);
        let down = (point.1 - first.1) / (last.1 - first.1);
        (f64::from(x / size.0) - right).abs() < 0.01 && (f64::from(y / size.1) - down).abs() < 0.01
    }) && size.0 > 0.0
        && size.1 > 0.0
}

#[test]
fn a_page_shows_who_sends_the_figures_with_their_units_and_the_curves() {
    let plain = Printed {
        title: "Maison".to_owned(),
        place: "Saint-Amand-Montrond".to_owned(),
        figures: vec![Figure {
            name: "Logements vacants".to_owned(),
            from: "412".to_owned(),
            to: "287".to_owned(),
            unit: "logements".to_owned(),
            ..Figure::default()
        }],
        indicators: vec![Curve {
            name: "Vacance".to_owned(),
            unit: "logements".to_owned(),
            rows: vec![["2018".to_owned(), "412".to_owned(), String::new()]],
            points: Vec::new(),
            scale: ["0", "500", "2018", "2021"].map(str::to_owned),
        }],
        ..Printed::default()
    };
    let mut curved = plain.clone();
    curved.indicators[0].points = vec![(0.0, 0.9), (0.3, 0.4), (0.6, 0.5), (1.0, 0.1)];
    let of = |sheet: Printed| {
        let book = Book {
            sheets: vec![sheet],
            ..book(Vec::new())
        };
        drawn(&write(&book, b"PK".to_vec()).expect("it is set"))
    };
    let (words, operations) = of(curved.clone());
    let words: Vec<&str> = words.split_whitespace().collect();
    let shows = |wanted: &[&str]| words.windows(wanted.len()).any(|some| some == wanted);
    for wanted in [
        &["Saint-Amand-Montrond"][..],
        &["Roubaix", "·", "Maison"],
        &["Logements", "vacants", "412", "→", "287", "logements"],
        &["Vacance", "(logements)"],
    ] {
        assert!(shows(wanted), "{wanted:?} in {words:?}");
    }
    let points = &curved.indicators[0].points;
    let lines = stroked(&operations);
    let found: Vec<_> = lines.iter().filter(|line| follows(line, points)).collect();
    assert_eq!(
        found.len(),
        1,
        "one line goes through all readings: {lines:?}"
    );
    let without = stroked(&of(plain).1);
    assert!(
        !without.iter().any(|line| follows(line, points)),
        "{without:?}"
    );
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
