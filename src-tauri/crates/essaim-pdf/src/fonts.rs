//! The fonts in the program, and which characters they have.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Our face first; the one that stands in for the signs it lacks last.
const FILES: [&[u8]; 5] = [
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-Latin.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-Latin-Italic.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-LatinExt.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-LatinExt-Italic.ttf"),
    include_bytes!("../fonts/DejaVuSans-Symbols.ttf"),
];

/// The fonts, read once.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// All of them.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES
        .into_iter()
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

impl Fonts {
    /// Whether a character can be set.
    pub(crate) fn have(&self, character: char) -> bool {
        self.fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(character)))
    }
}
