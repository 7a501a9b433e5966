//! TrueType files, as far as paper needs them: which characters a font has, how wide its glyphs are, and a smaller font of
//! only those that a paper uses.
//!
//! printpdf can make subsets too, but walks through all 30,890 glyphs for each; a receipt has to be ready sooner.
//! Layouts: OpenType 1.9, `cmap` format 12, `hmtx`, `loca` in its long form, `glyf`.

use std::collections::BTreeMap;

/// A font file with long glyph offsets, which the fonts that ship with the app have.
#[derive(Clone, Copy)]
pub(crate) struct Sfnt<'a> {
    bytes: &'a [u8],
    head: &'a [u8],
    hhea: &'a [u8],
    hmtx: &'a [u8],
    loca: &'a [u8],
    glyf: &'a [u8],
}

/// Parts of a composite glyph's description.
const ARGS_ARE_WORDS: u16 = 0x0001;
const HAS_SCALE: u16 = 0x0008;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;

/// A table of characters that has none, because PDF goes by glyph: version 0 with one subtable for Windows and Unicode at 12,
/// of format 4 with the closing segment alone.
const NO_CHARACTERS: [u8; 36] = [
    0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12, 0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0xff,
    0xff, 0, 1, 0, 0,
];

impl<'a> Sfnt<'a> {
    /// Finds the tables of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let head = table(bytes, b"head")?;
        let has_long_offsets = short(head, 50)? == 1;
        has_long_offsets.then_some(())?;
        Some(Self {
            bytes,
            head,
            hhea: table(bytes, b"hhea")?,
            hmtx: table(bytes, b"hmtx")?,
            loca: table(bytes, b"loca")?,
            glyf: table(bytes, b"glyf")?,
        })
    }

    pub fn units_per_em(&self) -> Option<u16> {
        short(self.head, 18)
    }

    /// Every character with its glyph, in the order of their codes.
    pub fn characters(&self) -> Option<Vec<(char, u16)>> {
        let cmap = table(self.bytes, b"cmap")?;
        let mut found = Vec::new();
        for record in 0..usize::from(short(cmap, 2)?) {
            let at = 4 + 8 * record;
            let subtable = cmap.get(size(long(cmap, at + 4)?)..)?;
            if (short(cmap, at)?, short(cmap, at + 2)?, short(subtable, 0)?) != (3, 10, 12) {
                continue;
            }
            for group in 0..size(long(subtable, 12)?) {
                let at = 16 + 12 * group;
                let (first, last, glyph) =
                    (long(subtable, at)?, long(subtable, at + 4)?, long(subtable, at + 8)?);
                for code in first..=last {
                    let glyph = u16::try_from(glyph + (code - first)).ok()?;
                    found.extend(char::from_u32(code).map(|c| (c, glyph)));
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// How far `glyph` moves the pen.
    pub fn advance(&self, glyph: u16) -> Option<u16> {
        short(self.hmtx, 4 * usize::from(glyph.min(self.last_metric()?)))
    }

    /// A font of `glyphs`, which are numbered from 1 on in their order, and then of `halved` with half their advances; 0
    /// stays the sign for what is missing.
    pub fn subset(&self, glyphs: &[u16], halved: &[u16]) -> Option<Vec<u8>> {
        let mut kept: Vec<u16> = std::iter::once(0).chain(glyphs.iter().chain(halved).copied()).collect();
        let are_halved = 1 + glyphs.len()..kept.len();
        // The first number wins, for glyphs that are also a part of others.
        let mut numbers: BTreeMap<u16, u16> = BTreeMap::new();
        for (number, glyph) in (0..).zip(&kept) {
            numbers.entry(*glyph).or_insert(number);
        }
        let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = 0;
        while let Some(&glyph) = kept.get(next) {
            let advance = self.advance(glyph)? / if are_halved.contains(&next) { 2 } else { 1 };
            next += 1;
            loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
            hmtx.extend(advance.to_be_bytes());
            hmtx.extend(self.side_bearing(glyph)?.to_be_bytes());
            let mut outline = self.outline(glyph)?.to_vec();
            for at in components(&outline)? {
                let part = short(&outline, at)?;
                let number = match numbers.get(&part) {
                    Some(number) => *number,
                    None => {
                        let number = u16::try_from(kept.len()).ok()?;
                        kept.push(part);
                        numbers.insert(part, number);
                        number
                    }
                };
                outline.get_mut(at..at + 2)?.copy_from_slice(&number.to_be_bytes());
            }
            glyf.extend(outline);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());

        let count = u16::try_from(kept.len()).ok()?.to_be_bytes();
        let mut head = self.head.to_vec();
        head.get_mut(8..12)?.fill(0);
        let mut hhea = self.hhea.to_vec();
        hhea.get_mut(34..36)?.copy_from_slice(&count);
        let mut maxp = table(self.bytes, b"maxp")?.to_vec();
        maxp.get_mut(4..6)?.copy_from_slice(&count);

        let mut tables: Vec<(&[u8; 4], Vec<u8>)> = vec![
            (b"cmap", NO_CHARACTERS.to_vec()),
            (b"glyf", glyf),
            (b"head", head),
            (b"hhea", hhea),
            (b"hmtx", hmtx),
            (b"loca", loca),
            (b"maxp", maxp),
        ];
        for tag in [b"OS/2", b"cvt ", b"fpgm", b"prep"] {
            tables.extend(table(self.bytes, tag).map(|table| (tag, table.to_vec())));
        }
        tables.sort_by_key(|(tag, _)| **tag);
        write(&tables)
    }

    fn last_metric(&self) -> Option<u16> {
        short(self.hhea, 34)?.checked_sub(1)
    }

    fn side_bearing(&self, glyph: u16) -> Option<u16> {
        let last = self.last_metric()?;
        let at = if glyph <= last {
            4 * usize::from(glyph) + 2
        } else {
            4 * (usize::from(last) + 1) + 2 * usize::from(glyph - last - 1)
        };
        short(self.hmtx, at)
    }

    fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        let at = 4 * usize::from(glyph);
        self.glyf.get(size(long(self.loca, at)?)..size(long(self.loca, at + 4)?))
    }
}

/// Where the numbers of the parts stand in a composite `outline`; nowhere in a simple one.
fn components(outline: &[u8]) -> Option<Vec<usize>> {
    let is_composite = short(outline, 0).is_some_and(|contours| contours & 0x8000 != 0);
    let mut places = Vec::new();
    if !is_composite {
        return Some(places);
    }
    let mut at = 10;
    loop {
        let flags = short(outline, at)?;
        places.push(at + 2);
        at += 4 + if flags & ARGS_ARE_WORDS == 0 { 2 } else { 4 };
        at += match flags {
            flags if flags & HAS_SCALE != 0 => 2,
            flags if flags & HAS_TWO_SCALES != 0 => 4,
            flags if flags & HAS_MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE_COMPONENTS == 0 {
            return Some(places);
        }
    }
}

/// A font file of `tables`, which are in the order of their tags.
fn write(tables: &[(&[u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16_u16 << power;
    let mut font = vec![0, 1, 0, 0];
    for value in [count, range, u16::try_from(power).ok()?, count * 16 - range] {
        font.extend(value.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, table) in tables {
        if *tag == b"head" {
            head = Some(offset);
        }
        font.extend(*tag);
        for value in [checksum(table), u32::try_from(offset).ok()?, u32::try_from(table.len()).ok()?] {
            font.extend(value.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xb1b0_afba_u32.wrapping_sub(checksum(&font));
    let head = head?;
    font.get_mut(head + 8..head + 12)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(font)
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes
        .chunks(4)
        .map(|chunk| {
            chunk.iter().enumerate().fold(0, |word, (at, byte)| word | u32::from(*byte) << (24 - 8 * at))
        })
        .fold(0, u32::wrapping_add)
}

/// The table `tag` of a font file.
fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let entry = (0..usize::from(short(font, 4)?))
        .map(|index| 12 + 16 * index)
        .find(|at| font.get(*at..at + 4) == Some(tag))?;
    let offset = size(long(font, entry + 8)?);
    font.get(offset..offset + size(long(font, entry + 12)?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A 32-bit number as a size; every machine that runs this has at least as many bits.
fn size(number: u32) -> usize {
    number as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: &[u8] = include_bytes!("../fonts/NotoSansSC-Regular.ttf");

    #[test]
    fn a_subset_has_the_outlines_and_advances_of_the_whole() {
        let whole = Sfnt::new(FONT).unwrap();
        let glyphs: Vec<u16> = whole
            .characters()
            .unwrap()
            .into_iter()
            .filter(|(c, _)| "存根Aé龘 i".contains(*c))
            .map(|(_, id)| id)
            .collect();
        let bytes = whole.subset(&glyphs, &glyphs[..1]).unwrap();
        let part = Sfnt::new(&bytes).unwrap();
        let halved = u16::try_from(glyphs.len() + 1).unwrap();
        assert_eq!(part.advance(halved).unwrap() * 2, whole.advance(glyphs[0]).unwrap());
        assert!(bytes.len() < 10_000, "{}", bytes.len());
        assert_eq!(checksum(&bytes), 0xb1b0_afba);
        for (number, glyph) in (1..).zip(glyphs) {
            assert_eq!(part.advance(number), whole.advance(glyph));
            assert_eq!(part.side_bearing(number), whole.side_bearing(glyph));
            let (new, old) = (part.outline(number).unwrap(), whole.outline(glyph).unwrap());
            assert_eq!(new.len(), old.len().next_multiple_of(4));
            for at in components(new).unwrap() {
                let (new, old) = (short(new, at).unwrap(), short(old, at).unwrap());
                assert_eq!(part.advance(new), whole.advance(old), "the parts of a glyph are kept with it");
            }
        }
    }

    #[test]
    fn a_broken_file_is_refused() {
        assert!(Sfnt::new(b"").is_none());
        assert!(Sfnt::new(&FONT[..500]).is_none());
    }
}
