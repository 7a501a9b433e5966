//! The drawing for the printer: PDF 1.7, fonts embedded as subsets, photographs untouched.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, DictItem, ExternalStream, ExternalXObject, FontEmbeddingMode, FontId, Greyscale,
    LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, PrintpdfFontMeta, Pt, Rect, Rgb,
    TextItem, TextMatrix, WindingOrder, XObject, XObjectId, XObjectTransform,
};

use crate::face::face;
use crate::jpeg::Jpeg;
use crate::mark::{Cell, Ink, Laid, Mark, Page, Shape, Stroke, Text, Weight};

/// What a PDF says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFacts {
    /// The title that a viewer shows; names no person.
    pub title: String,
    /// Who issued the paper: the outlet.
    pub author: String,
    /// When, in UTC: year, month, day, hour, minute, second.
    pub created: (i32, u8, u8, u8, u8, u8),
}

/// Draws `laid` as PDF. The same paper and facts always give the same bytes.
pub fn pdf(laid: &Laid, facts: &PdfFacts) -> Vec<u8> {
    let mut document = PdfDocument::new(&facts.title);
    describe(&mut document, facts);
    let fonts = [Weight::Regular, Weight::Bold].map(|weight| Subset::of(laid, weight));
    for font in &fonts {
        document.resources.fonts.map.insert(font.id.clone(), font.embedded());
    }
    let mut pictures = Vec::new();
    for page in &laid.pages {
        let page = draw_page(&mut document, &fonts, page, &mut pictures);
        document.pages.push(page);
    }
    write(&document)
}

fn describe(document: &mut PdfDocument, facts: &PdfFacts) {
    let (year, month, day, hour, minute, second) = facts.created;
    let info = &mut document.metadata.info;
    let created = &mut info.creation_date;
    (created.date.year, created.date.month, created.date.day) = (year, month, day);
    (created.time.hour, created.time.minute, created.time.second) = (hour, minute, second);
    info.modification_date = info.creation_date;
    info.author.clone_from(&facts.author);
    info.creator = "Counterfoil".to_owned();
    info.producer = "Counterfoil".to_owned();
}

fn write(document: &PdfDocument) -> Vec<u8> {
    let mut raw = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // Saved directly it would claim to be PDF 1.3, whose pages may not be so long and whose fonts not so encoded.
    raw.version = "1.7".to_owned();
    // A random identifier would make every print of the same paper another file.
    raw.trailer.remove(b"ID");
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the type's path is not ours to name")]
    let info = raw.trailer.get(b"Info").and_then(|info| info.as_reference());
    if let Ok(info) = info.and_then(|id| raw.get_object_mut(id)).and_then(|info| info.as_dict_mut()) {
        for blank in [&b"GTS_PDFXVersion"[..], b"Identifier", b"Keywords", b"Subject", b"Trapped"] {
            info.remove(blank);
        }
    }
    // Outlines and codes hardly shrink, and trying took half the time of a receipt.
    for stream in raw.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        if stream.allows_compression && !stream.dict.has(b"Length1") {
            stream.compress().expect("compressing in memory cannot fail");
        }
    }
    let mut bytes = Vec::new();
    raw.save_to(&mut bytes).expect("writing to memory cannot fail");
    bytes
}

/// The glyphs of one weight that a paper uses, numbered from 1 in the order of the characters, and after them those of
/// the marks that are halved somewhere: a viewer takes characters that overlap for two lines.
struct Subset {
    id: FontId,
    weight: Weight,
    glyphs: Vec<u16>,
    halved: Vec<u16>,
    /// By character and whether it is halved.
    numbers: BTreeMap<(char, bool), u16>,
}

impl Subset {
    fn of(laid: &Laid, weight: Weight) -> Self {
        let texts = || {
            laid.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
                Mark::Text(text) if text.weight == weight => Some(text),
                _ => None,
            })
        };
        let whole: BTreeSet<char> = texts().flat_map(|text| text.text.chars()).collect();
        let ends: BTreeSet<char> =
            texts().filter(|text| text.is_halved).filter_map(|text| text.text.chars().next_back()).collect();
        let face = face(weight);
        let (mut glyphs, mut halved, mut numbers) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut next = 1_u16;
        for (characters, kept, is_halved) in [(whole, &mut glyphs, false), (ends, &mut halved, true)] {
            for (c, glyph) in characters.into_iter().filter_map(|c| Some((c, face.glyph_id(c)?))) {
                kept.push(glyph);
                numbers.insert((c, is_halved), next);
                next = next.checked_add(1).expect("a paper has fewer glyphs than a font may have");
            }
        }
        // A subset's name begins with six capitals of its own, so that no viewer takes one for another.
        let mut tag = glyphs
            .iter()
            .chain(&halved)
            .fold(0_u32, |tag, glyph| tag.wrapping_mul(31).wrapping_add(u32::from(*glyph)));
        let mut name = String::new();
        for _ in 0..6 {
            name.extend(char::from_digit(10 + tag % 26, 36).map(|letter| letter.to_ascii_uppercase()));
            tag /= 26;
        }
        name.push_str(match weight {
            Weight::Regular => "+NotoSansSC-Regular",
            Weight::Bold => "+NotoSansSC-Bold",
        });
        Self { id: FontId(name), weight, glyphs, halved, numbers }
    }

    fn embedded(&self) -> PdfFont {
        let bytes = face(self.weight).subset(&self.glyphs, &self.halved);
        let parsed =
            ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).expect("a part of a sound font is sound");
        let whole = PrintpdfFontMeta {
            embedding_mode: FontEmbeddingMode::Full,
            requires_subsetting: false,
            ..PrintpdfFontMeta::default()
        };
        PdfFont::with_meta(parsed, whole)
    }

    fn glyphs_of(&self, text: &Text) -> Vec<Codepoint> {
        let last = text.text.char_indices().next_back().map(|(at, _)| at);
        let is_halved = |at: usize| text.is_halved && Some(at) == last;
        let characters = text.text.char_indices();
        characters
            .filter_map(|(at, c)| {
                let number = self.numbers.get(&(c, is_halved(at)))?;
                Some(Codepoint::with_cid(*number, 0.0, c.to_string()))
            })
            .collect()
    }
}

/// `pictures` are those that the file already has: one that stands on several pages is in it once.
fn draw_page<'a>(
    document: &mut PdfDocument,
    fonts: &[Subset; 2],
    page: &'a Page,
    pictures: &mut Vec<(&'a Jpeg, XObjectId)>,
) -> PdfPage {
    let mut pen = Pen {
        fonts,
        ops: Vec::new(),
        height: page.height,
        ink: None,
        stroke: None,
        is_round: false,
        font: None,
        in_text: false,
    };
    for mark in &page.marks {
        match mark {
            Mark::Text(text) => pen.text(text),
            Mark::Line { from, to, thickness, dashed, ink } => {
                pen.line(*from, *to, *thickness, *dashed, *ink);
            }
            Mark::Box { x, y, width, height, shape, ink } => {
                pen.rectangle((*x, *y, *width, *height), *shape, *ink);
            }
            Mark::Polygon { x, y, module, module_height, modules, cells } => {
                let id = add_object(document, code(*modules, cells));
                pen.code(id, (*x, *y), (*module, *module_height));
            }
            Mark::Image { x, y, width, height, jpeg } => {
                let known = pictures.iter().find(|(known, _)| known.is(jpeg)).map(|(_, id)| id.clone());
                let id = known.unwrap_or_else(|| {
                    let id = add_object(document, image(jpeg));
                    pictures.push((jpeg, id.clone()));
                    id
                });
                pen.image(id, (*x, *y, *width, *height));
            }
            Mark::Path { points, stroke, ink } => pen.path(points, *stroke, *ink),
        }
    }
    pen.end_text();
    let size = Rect::from_wh(Pt(page.width), Pt(page.height));
    PdfPage { media_box: size.clone(), trim_box: size.clone(), crop_box: size, ops: pen.ops }
}

/// Writes operations, and remembers what is set so as not to set it again.
struct Pen<'a> {
    fonts: &'a [Subset; 2],
    ops: Vec<Op>,
    height: f32,
    ink: Option<Ink>,
    stroke: Option<(Ink, f32, bool)>,
    is_round: bool,
    font: Option<(Weight, f32)>,
    in_text: bool,
}

impl Pen<'_> {
    /// PDF counts from the bottom.
    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(x), y: Pt(self.height - y) }
    }

    fn text(&mut self, text: &Text) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
        self.fill_with(text.ink);
        let [regular, bold] = self.fonts;
        let subset = if text.weight == Weight::Regular { regular } else { bold };
        if self.font != Some((text.weight, text.size)) {
            let font = PdfFontHandle::External(subset.id.clone());
            self.ops.push(Op::SetFont { font, size: Pt(text.size) });
            self.font = Some((text.weight, text.size));
        }
        let at = self.point(text.x, text.baseline);
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
        self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(subset.glyphs_of(text))] });
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, dashed: bool, ink: Ink) {
        self.end_text();
        self.stroke_with(ink, thickness, dashed);
        let points = [from, to].map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false }).to_vec();
        self.ops.push(Op::DrawLine { line: printpdf::Line { points, is_closed: false } });
    }

    fn path(&mut self, points: &[(f32, f32)], stroke: Stroke, ink: Ink) {
        self.end_text();
        let placed = points.iter().map(|(x, y)| LinePoint { p: self.point(*x, *y), bezier: false }).collect();
        let (thickness, is_closed) = match stroke {
            Stroke::Filled => {
                self.fill_with(ink);
                let polygon = Polygon {
                    rings: vec![PolygonRing { points: placed }],
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                };
                self.ops.push(Op::DrawPolygon { polygon });
                return;
            }
            Stroke::Open(thickness) => (thickness, false),
            Stroke::Closed(thickness) => (thickness, true),
        };
        self.stroke_with(ink, thickness, false);
        self.set_round(true);
        self.ops.push(Op::DrawLine { line: printpdf::Line { points: placed, is_closed } });
        self.set_round(false);
    }

    /// Whether lines end and bend as a pen's do.
    fn set_round(&mut self, is_round: bool) {
        if self.is_round != is_round {
            let (cap, join) = if is_round {
                (LineCapStyle::Round, LineJoinStyle::Round)
            } else {
                (LineCapStyle::Butt, LineJoinStyle::Miter)
            };
            self.ops.push(Op::SetLineCapStyle { cap });
            self.ops.push(Op::SetLineJoinStyle { join });
            self.is_round = is_round;
        }
    }

    fn rectangle(&mut self, (x, y, width, height): (f32, f32, f32, f32), shape: Shape, ink: Ink) {
        self.end_text();
        let mode = match shape {
            Shape::Filled => {
                self.fill_with(ink);
                PaintMode::Fill
            }
            Shape::Outline(thickness) => {
                self.stroke_with(ink, thickness, false);
                PaintMode::Stroke
            }
            Shape::Dashes(thickness) => {
                self.stroke_with(ink, thickness, true);
                PaintMode::Stroke
            }
        };
        let corner = self.point(x, y + height);
        let mut rectangle = Rect::from_xywh(corner.x, corner.y, Pt(width), Pt(height));
        rectangle.mode = Some(mode);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// Puts `id`, which is one unit wide and high for each module, with its top left corner at `x`, `y`.
    fn code(&mut self, id: XObjectId, (x, y): (f32, f32), (module, module_height): (f32, f32)) {
        self.end_text();
        self.fill_with(Ink::Black);
        let origin = self.point(x, y);
        self.use_object(id, origin, (module, -module_height));
    }

    fn image(&mut self, id: XObjectId, (x, y, width, height): (f32, f32, f32, f32)) {
        self.end_text();
        let corner = self.point(x, y + height);
        self.use_object(id, corner, (width, height));
    }

    fn use_object(&mut self, id: XObjectId, at: Point, (scale_x, scale_y): (f32, f32)) {
        let transform = XObjectTransform {
            translate_x: Some(at.x),
            translate_y: Some(at.y),
            scale_x: Some(scale_x),
            scale_y: Some(scale_y),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id, transform });
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.ink != Some(ink) {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
            self.ink = Some(ink);
        }
    }

    fn stroke_with(&mut self, ink: Ink, thickness: f32, dashed: bool) {
        if self.stroke == Some((ink, thickness, dashed)) {
            return;
        }
        self.stroke = Some((ink, thickness, dashed));
        self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
        let dash = if dashed { LineDashPattern::new(0.0, &[2.0, 1.6]) } else { LineDashPattern::solid() };
        self.ops.push(Op::SetLineDashPattern { dash });
    }
}

fn colour(ink: Ink) -> Color {
    let (red, green, blue) = ink.rgb();
    let share = |value: u8| f32::from(value) / 255.0;
    if red == green && green == blue {
        Color::Greyscale(Greyscale { percent: share(red), icc_profile: None })
    } else {
        Color::Rgb(Rgb { r: share(red), g: share(green), b: share(blue), icc_profile: None })
    }
}

/// Names of its own count, because random ones would make every print another file.
fn add_object(document: &mut PdfDocument, object: ExternalStream) -> XObjectId {
    let objects = &mut document.resources.xobjects.map;
    let id = XObjectId(format!("X{}", objects.len()));
    let object = ExternalXObject { stream: object, width: None, height: None, dpi: None };
    objects.insert(id.clone(), XObject::External(object));
    id
}

/// A code as one path of rectangles, filled once, in whole modules from the top.
fn code((width, height): (u16, u16), cells: &[Cell]) -> ExternalStream {
    let mut content = String::with_capacity(cells.len() * 12);
    for Cell { x, y, width, height } in cells {
        content.push_str(&format!("{x} {y} {width} {height} re\n"));
    }
    content.push('f');
    let bounds = [0, 0, width, height].map(|side| DictItem::Int(i64::from(side))).to_vec();
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        ("BBox".to_owned(), DictItem::Array(bounds)),
        ("Resources".to_owned(), DictItem::Dict { map: BTreeMap::new() }),
    ]);
    ExternalStream { dict, content: content.into_bytes(), compress: false }
}

/// The picture as a stream that the viewer decodes: no pixel of it is touched here.
fn image(jpeg: &Jpeg) -> ExternalStream {
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(jpeg.width()))),
        ("Height".to_owned(), DictItem::Int(i64::from(jpeg.height()))),
        ("ColorSpace".to_owned(), name(if jpeg.is_grey() { "DeviceGray" } else { "DeviceRGB" })),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("Filter".to_owned(), name("DCTDecode")),
    ]);
    ExternalStream { dict, content: jpeg.bytes().to_vec(), compress: false }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}
