//! What the camera says of itself, read from EXIF before all metadata is dropped.

use exif::{Exif, In, Reader, Tag, Value};

use crate::orientation::Orientation;

/// Longer EXIF than this is not looked at: a camera writes at most 64 KiB.
const MAX_EXIF_BYTES: usize = 1 << 20;

/// Letters kept of what a camera calls itself.
const MAX_MODEL_LETTERS: usize = 64;

/// What a camera wrote beside the picture, of which only this leaves the crate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CameraNote {
    pub(crate) orientation: Orientation,
    /// The camera's own clock, `2026-11-02 14:03:07`, with its offset where it told one.
    pub(crate) taken_at: Option<String>,
    /// Maker and model in the camera's words.
    pub(crate) model: Option<String>,
}

impl CameraNote {
    /// Reads an EXIF block that starts at its TIFF header, or at the `Exif` mark before it; one that is damaged
    /// says as much as can still be read.
    pub(crate) fn from_exif(block: &[u8]) -> Self {
        let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        if block.len() > MAX_EXIF_BYTES {
            return Self::default();
        }
        let read = Reader::new()
            .continue_on_error(true)
            .read_raw(block.to_vec())
            .or_else(|error| error.distill_partial_result(|_| {}));
        let Ok(exif) = read else { return Self::default() };
        Self {
            orientation: exif
                .get_field(Tag::Orientation, In::PRIMARY)
                .and_then(|field| field.value.get_uint(0))
                .map(Orientation::from_exif)
                .unwrap_or_default(),
            taken_at: taken_at(&exif),
            model: model(&exif),
        }
    }
}

fn taken_at(exif: &Exif) -> Option<String> {
    let (said, offset) = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
        (Tag::DateTime, Tag::OffsetTime),
    ]
    .into_iter()
    .find_map(|(tag, offset)| Some((ascii(exif, tag)?, offset)))?;
    let at = exif::DateTime::from_ascii(said.as_bytes()).ok()?;
    let mut shown = format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        at.year, at.month, at.day, at.hour, at.minute, at.second
    );
    if let Some(offset) = ascii(exif, offset).filter(|offset| is_offset(offset)) {
        shown.push(' ');
        shown.push_str(&offset);
    }
    Some(shown)
}

fn is_offset(text: &str) -> bool {
    matches!(text.as_bytes(), [b'+' | b'-', h1, h2, b':', m1, m2]
        if [h1, h2, m1, m2].iter().all(|digit| digit.is_ascii_digit()))
}

fn model(exif: &Exif) -> Option<String> {
    let maker = ascii(exif, Tag::Make);
    match (maker, ascii(exif, Tag::Model)) {
        (Some(maker), Some(model)) if !model.starts_with(&maker) => Some(format!("{maker} {model}")),
        (_, Some(model)) => Some(model),
        (maker, None) => maker,
    }
    .map(|name| name.chars().take(MAX_MODEL_LETTERS).collect())
}

/// A text field without what cannot be shown; empty fields count as absent.
fn ascii(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(lines) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let text = String::from_utf8_lossy(lines.first()?);
    let shown: String = text.chars().filter(|letter| !letter.is_control()).collect();
    let shown = shown.trim();
    (!shown.is_empty()).then(|| shown.to_owned())
}

#[cfg(test)]
mod tests {
    use exif::Field;
    use exif::experimental::Writer;

    use super::*;

    #[test]
    fn a_camera_says_when_how_and_with_what() {
        let note = CameraNote::from_exif(&block(&[
            (Tag::Make, text("Xiaomi")),
            (Tag::Model, text("Redmi Note 12")),
            (Tag::Orientation, Value::Short(vec![6])),
            (Tag::DateTimeOriginal, text("2026:11:02 14:03:07")),
            (Tag::OffsetTimeOriginal, text("+08:00")),
        ]));
        assert_eq!(note.orientation, Orientation::TurnClockwise);
        assert_eq!(note.taken_at.as_deref(), Some("2026-11-02 14:03:07 +08:00"));
        assert_eq!(note.model.as_deref(), Some("Xiaomi Redmi Note 12"));
    }

    #[test]
    fn a_maker_is_not_said_twice_and_blanks_are_nothing() {
        let note = CameraNote::from_exif(&block(&[
            (Tag::Make, text("HUAWEI")),
            (Tag::Model, text("HUAWEI P60 \u{7}")),
            (Tag::DateTime, text("    :  :     :  :  ")),
        ]));
        assert_eq!(note.model.as_deref(), Some("HUAWEI P60"));
        assert_eq!(note.taken_at, None);
    }

    #[test]
    fn a_damaged_block_says_nothing_and_stops_nothing() {
        let whole = block(&[(Tag::Model, text("Redmi"))]);
        for end in 0..whole.len() {
            let note = CameraNote::from_exif(&whole[..end]);
            assert_eq!(note.orientation, Orientation::Upright);
        }
        assert_eq!(CameraNote::from_exif(b"Exif\0\0nonsense"), CameraNote::default());
    }

    fn text(text: &str) -> Value {
        Value::Ascii(vec![text.as_bytes().to_vec()])
    }

    fn block(fields: &[(Tag, Value)]) -> Vec<u8> {
        let fields: Vec<Field> = fields
            .iter()
            .map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() })
            .collect();
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut block = std::io::Cursor::new(Vec::new());
        writer.write(&mut block, false).unwrap();
        block.into_inner()
    }
}
