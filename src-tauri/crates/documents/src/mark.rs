//! What stands on a page: the marks that every drawing draws.

use std::collections::BTreeSet;

use crate::jpeg::Jpeg;

/// A paper, laid out: what SVG and PDF are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// The pages, in order; at least one.
    pub pages: Vec<Page>,
    /// Characters that no font has and that are printed as 〓, each once, in order of their code.
    pub substituted: Vec<char>,
    /// Codes that were asked for and could not be drawn.
    pub left_out: Vec<LeftOut>,
}

/// A code that is not on the paper, because it would be too wide for it to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// The bar code of the ticket's number.
    BarCode,
    /// The slip's QR code.
    QrCode,
}

/// One page, with positions in points from its top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// In the order in which they are drawn.
    pub marks: Vec<Mark>,
}

/// A line of text, a rule, a box, a code or a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line of text.
    Text(Text),
    /// A straight rule.
    Line {
        /// Where it begins.
        from: (f32, f32),
        /// Where it ends.
        to: (f32, f32),
        /// Its thickness in points.
        thickness: f32,
        /// Whether it is dashed.
        dashed: bool,
        /// Its colour.
        ink: Ink,
    },
    /// A rectangle.
    Box {
        /// Its left edge.
        x: f32,
        /// Its top edge.
        y: f32,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
        /// Outlined or filled, and with what.
        shape: Shape,
        /// Its colour.
        ink: Ink,
    },
    /// A code: dark cells that are drawn as one filled polygon, always black.
    Polygon {
        /// The left edge of the code without its quiet zone.
        x: f32,
        /// The top edge of the code without its quiet zone.
        y: f32,
        /// The width of one module, in points.
        module: f32,
        /// The height of one module, in points.
        module_height: f32,
        /// How many modules wide and high the code is.
        modules: (u16, u16),
        /// The dark rectangles.
        cells: Vec<Cell>,
    },
    /// A line through points, drawn by a pen or around something.
    Path {
        /// The points, in order; at least two.
        points: Vec<(f32, f32)>,
        /// How it is drawn.
        stroke: Stroke,
        /// Its colour.
        ink: Ink,
    },
    /// A photograph.
    Image {
        /// Its left edge.
        x: f32,
        /// Its top edge.
        y: f32,
        /// The width at which it is drawn.
        width: f32,
        /// The height at which it is drawn.
        height: f32,
        /// The picture, untouched.
        jpeg: Jpeg,
    },
}

/// A line of text in one weight and colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where its first character begins.
    pub x: f32,
    /// The line on which its letters stand.
    pub baseline: f32,
    /// The size of the letters.
    pub size: f32,
    /// How far its last character reaches from `x`.
    pub width: f32,
    /// How heavy its letters are.
    pub weight: Weight,
    /// Its colour.
    pub ink: Ink,
    /// The text as it is printed.
    pub text: String,
    /// Whether its last character, a closing mark, has half its width and none of its blank right half.
    pub is_halved: bool,
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Filled.
    Filled,
    /// Outlined, with a line this thick.
    Outline(f32),
    /// Outlined with dashes, with a line this thick.
    Dashes(f32),
}

/// How a path is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stroke {
    /// From the first point to the last, with a line this thick.
    Open(f32),
    /// And back to the first, with a line this thick.
    Closed(f32),
    /// Filled.
    Filled,
}

/// A dark rectangle of a code, in modules from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Modules from the left.
    pub x: u16,
    /// Modules from the top.
    pub y: u16,
    /// Modules wide.
    pub width: u16,
    /// Modules high.
    pub height: u16,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// The few colours of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What is said.
    Black,
    /// Labels and second languages; a dark grey, and never on a thermal roll, which knows only black.
    Soft,
    /// What is still missing; only on a living paper.
    Gap,
    /// Letters on a black ground.
    White,
    /// The red of a seal; only over photographs.
    Seal,
}

impl Ink {
    /// Red, green and blue.
    pub fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Black => (0x00, 0x00, 0x00),
            Self::Soft => (0x4a, 0x4a, 0x4a),
            Self::Gap => (0x8a, 0x5a, 0x00),
            Self::White => (0xff, 0xff, 0xff),
            Self::Seal => (0xd2, 0x1f, 0x1a),
        }
    }
}

impl Mark {
    /// The smallest rectangle around the mark: left, top, right, bottom.
    pub fn bounds(&self) -> (f32, f32, f32, f32) {
        match self {
            Self::Text(text) => (
                text.x,
                text.baseline - 0.88 * text.size,
                text.x + text.width,
                text.baseline + 0.22 * text.size,
            ),
            Self::Line { from, to, .. } => {
                (from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1))
            }
            Self::Box { x, y, width, height, .. } | Self::Image { x, y, width, height, .. } => {
                (*x, *y, x + width, y + height)
            }
            Self::Path { points, .. } => points.iter().fold(
                (f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY),
                |(left, top, right, bottom), (x, y)| {
                    (left.min(*x), top.min(*y), right.max(*x), bottom.max(*y))
                },
            ),
            Self::Polygon { x, y, module, module_height, modules, .. } => {
                (*x, *y, x + module * f32::from(modules.0), y + module_height * f32::from(modules.1))
            }
        }
    }

    /// The same mark, moved.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.baseline += dy;
            }
            Self::Line { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Self::Path { points, .. } => {
                for point in points {
                    *point = (point.0 + dx, point.1 + dy);
                }
            }
            Self::Box { x, y, .. } | Self::Image { x, y, .. } | Self::Polygon { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
        }
        self
    }
}

/// What a paper reports about itself while it is composed.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub substituted: BTreeSet<char>,
    pub left_out: Vec<LeftOut>,
}
