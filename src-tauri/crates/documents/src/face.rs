//! The two faces of Noto Sans SC that ship with the app: read once, their characters and advances in a table.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::mark::Weight;
use crate::sfnt::Sfnt;

/// One weight of the typeface.
pub(crate) struct Face {
    font: Sfnt<'static>,
    units_per_em: f32,
    /// What is known of each character of the basic plane.
    basic: Box<[Option<Glyph>]>,
    /// The same for the planes above it.
    supplementary: HashMap<char, Glyph>,
    /// Radicals that share the glyph of an ideograph, with that ideograph.
    ideographs: HashMap<char, char>,
}

/// A glyph's number and its advance in the font's units.
#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    advance: u16,
}

static REGULAR: LazyLock<Face> =
    LazyLock::new(|| Face::read(include_bytes!("../fonts/NotoSansSC-Regular.ttf")));
static BOLD: LazyLock<Face> = LazyLock::new(|| Face::read(include_bytes!("../fonts/NotoSansSC-Bold.ttf")));

/// The face of `weight`.
pub(crate) fn face(weight: Weight) -> &'static Face {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

pub(crate) fn warm_up() {
    LazyLock::force(&REGULAR);
    LazyLock::force(&BOLD);
}

/// The width of `text` when set in `size`.
pub(crate) fn width_of(text: &str, weight: Weight, size: f32) -> f32 {
    let face = face(weight);
    text.chars().map(|c| face.advance(c, size)).sum()
}

/// Why reading a face cannot fail.
const SOUND: &str = "the fonts that ship with the app are sound";

impl Face {
    fn read(bytes: &'static [u8]) -> Self {
        let font = Sfnt::new(bytes).expect(SOUND);
        let units_per_em = f32::from(font.units_per_em().expect(SOUND));

        let mut basic = vec![None; 0x1_0000].into_boxed_slice();
        let mut supplementary = HashMap::new();
        let mut radicals: HashMap<u16, Vec<char>> = HashMap::new();
        let mut ideographs = HashMap::new();
        // In the order of their codes, so that radicals come before the ideographs.
        for (c, id) in font.characters().expect(SOUND) {
            let glyph = Glyph { id, advance: font.advance(id).expect(SOUND) };
            match basic.get_mut(c as usize) {
                Some(known) => *known = Some(glyph),
                None => {
                    supplementary.insert(c, glyph);
                }
            }
            if matches!(c, '\u{2e80}'..='\u{2fdf}') {
                radicals.entry(id).or_default().push(c);
            } else if let Some(radicals) = radicals.get(&id) {
                for radical in radicals {
                    ideographs.entry(*radical).or_insert(c);
                }
            }
        }
        Self { font, units_per_em, basic, supplementary, ideographs }
    }

    /// Whether the face can draw `c`.
    pub fn has(&self, c: char) -> bool {
        self.glyph(c).is_some()
    }

    /// The number of the glyph for `c`.
    pub fn glyph_id(&self, c: char) -> Option<u16> {
        self.glyph(c).map(|glyph| glyph.id)
    }

    /// A font file of `glyphs` alone, numbered from 1, and after them `halved` with half their advances.
    pub fn subset(&self, glyphs: &[u16], halved: &[u16]) -> Vec<u8> {
        self.font.subset(glyphs, halved).expect(SOUND)
    }

    /// How far `c` moves the pen when set in `size`; nothing for what the face cannot draw.
    pub fn advance(&self, c: char, size: f32) -> f32 {
        f32::from(self.glyph(c).map_or(0, |glyph| glyph.advance)) * size / self.units_per_em
    }

    /// The ideograph that looks the same as the radical `c`.
    pub fn ideograph_of(&self, c: char) -> Option<char> {
        self.ideographs.get(&c).copied()
    }

    fn glyph(&self, c: char) -> Option<Glyph> {
        match self.basic.get(c as usize) {
            Some(known) => *known,
            None => self.supplementary.get(&c).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_characters_that_people_are_named_with() {
        for c in "龘鿏龢彧喆犇玥〓¥·›㐂䶮".chars() {
            assert!(face(Weight::Regular).has(c) && face(Weight::Bold).has(c), "{c}");
        }
        for c in "𠮷🎁☐".chars() {
            assert!(!face(Weight::Regular).has(c), "{c} is drawn or substituted elsewhere");
        }
    }

    #[test]
    fn a_chinese_character_is_as_wide_as_it_is_high() {
        assert_eq!(width_of("存根", Weight::Regular, 10.0), 20.0);
        assert!(
            width_of("0000", Weight::Bold, 10.0) == width_of("1234", Weight::Bold, 10.0),
            "figures line up"
        );
    }
}
