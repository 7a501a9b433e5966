//! Strips: the horizontal pieces of a paper that stand under one another and are not cut if it can be helped.

use std::rc::Rc;

use crate::face::width_of;
use crate::mark::{Ink, Mark, Shape, Text};
use crate::wrap::{Line, Piece};

/// Marks within a strip of paper, with positions from its own top left corner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strip {
    pub height: f32,
    pub marks: Vec<Mark>,
    /// White space above, dropped at the top of a page.
    pub before: f32,
    /// Whether the next strip belongs on the same page.
    pub tied: bool,
    /// Whether it stands inside the box that its neighbours share.
    pub framed: bool,
    /// Whether it may leave the page it would stand on so that what is signed does not stand alone, though it is framed.
    pub follows_foot: bool,
    /// White space that it may gain at its top where the page has room.
    pub stretch: f32,
    /// What is drawn beside it where it begins a page, such as the label of what goes on there.
    pub again: Option<Rc<[Mark]>>,
    /// What stands above it where it begins a page, such as the head of its table.
    pub above: Option<Rc<Strip>>,
}

/// Lines that share their baselines with those of other columns.
pub(crate) struct Column<'a> {
    pub x: f32,
    pub lines: &'a [Line],
    /// Where lines shorter than this width end at its right, or nothing where they begin at its left.
    pub flush_right: Option<f32>,
}

/// How much higher a line is than its letters.
pub(crate) const LEADING: f32 = 1.36;

/// The lines of `columns` side by side, a strip for each row, so that a page may end after any of them.
pub(crate) fn rows(columns: &[Column<'_>]) -> Vec<Strip> {
    let count = columns.iter().map(|column| column.lines.len()).max().unwrap_or(0);
    (0..count)
        .map(|row| {
            let present = || columns.iter().filter_map(|column| Some((column, column.lines.get(row)?)));
            let size = present().map(|(_, line)| line.size).fold(0.0, f32::max);
            let baseline = baseline_in(size);
            let marks = present()
                .flat_map(|(column, line)| {
                    let x = column.flush_right.map_or(column.x, |width| column.x + width - line.width);
                    marks_of(line, x, baseline)
                })
                .collect();
            Strip { height: size * LEADING, marks, ..Strip::default() }
        })
        .collect()
}

/// Where the letters stand in a line of `size`, from its top.
pub(crate) fn baseline_in(size: f32) -> f32 {
    size * (0.88 + (LEADING - 1.0) / 2.0)
}

/// The marks of one line.
pub(crate) fn marks_of(line: &Line, x: f32, baseline: f32) -> Vec<Mark> {
    line.pieces.iter().flat_map(|piece| marks_of_piece(piece, x, baseline)).collect()
}

fn marks_of_piece(piece: &Piece, x: f32, baseline: f32) -> Vec<Mark> {
    let style = piece.style;
    // Spaces at either end move the text and are not drawn.
    let text = piece.text.trim_matches(' ');
    let leading = piece.text.len() - piece.text.trim_start_matches(' ').len();
    let x = x + piece.x + width_of(&piece.text[..leading], style.weight, style.size);
    let given_up = if piece.is_halved { style.size / 2.0 } else { 0.0 };
    let width = width_of(text, style.weight, style.size) - given_up;
    let mut marks = Vec::new();
    if !text.is_empty() {
        marks.push(Mark::Text(Text {
            x,
            baseline,
            size: style.size,
            width,
            weight: style.weight,
            ink: style.ink,
            text: text.to_owned(),
            is_halved: piece.is_halved,
        }));
        if style.gap {
            let y = baseline + style.size * 0.26;
            marks.push(Mark::Line {
                from: (x, y),
                to: (x + width, y),
                thickness: 0.7,
                dashed: true,
                ink: Ink::Gap,
            });
        }
    }
    marks
}

impl Strip {
    /// White space `height` high.
    pub fn space(height: f32) -> Self {
        Self { height, ..Self::default() }
    }

    /// A rule across `width`.
    pub fn rule(width: f32, thickness: f32) -> Self {
        let y = thickness / 2.0;
        Self {
            height: thickness,
            marks: vec![Mark::Line {
                from: (0.0, y),
                to: (width, y),
                thickness,
                dashed: false,
                ink: Ink::Black,
            }],
            ..Self::default()
        }
    }

    /// A black band `width` wide with white text in its middle.
    pub fn band(lines: &[Line], width: f32) -> Self {
        let text = Self::stack(
            lines
                .iter()
                .flat_map(|line| {
                    let x = (width - line.width) / 2.0;
                    rows(&[Column { x, lines: std::slice::from_ref(line), flush_right: None }])
                })
                .collect(),
        );
        let height = text.height + 4.0;
        let band = Mark::Box { x: 0.0, y: 0.0, width, height, shape: Shape::Filled, ink: Ink::Black };
        let marks =
            std::iter::once(band).chain(text.marks.into_iter().map(|mark| mark.moved(0.0, 2.0))).collect();
        Self { height, marks, ..Self::default() }
    }

    /// Both at the same height.
    pub fn over(mut self, other: Self) -> Self {
        self.height = self.height.max(other.height);
        self.marks.extend(other.marks);
        self
    }

    /// `strips` made one, which then stay together.
    pub fn stack(strips: Vec<Self>) -> Self {
        let mut stacked = Self::default();
        for (index, strip) in strips.into_iter().enumerate() {
            if index == 0 {
                stacked.before = strip.before;
            } else {
                stacked.height += strip.before;
            }
            let top = stacked.height;
            stacked.marks.extend(strip.marks.into_iter().map(|mark| mark.moved(0.0, top)));
            stacked.height += strip.height;
        }
        stacked
    }

    /// The same strip with white space above it.
    pub fn after(mut self, before: f32) -> Self {
        self.before = before;
        self
    }

    /// The same strip, moved to the right.
    pub fn indented(mut self, dx: f32) -> Self {
        self.marks = self.marks.into_iter().map(|mark| mark.moved(dx, 0.0)).collect();
        self
    }

    /// The part that fits in `height`, and the rest. Marks are never cut.
    pub fn cut(self, height: f32) -> (Self, Self) {
        let (fits, rest): (Vec<Mark>, Vec<Mark>) =
            self.marks.into_iter().partition(|mark| mark.bounds().3 <= height);
        let top = rest.iter().map(|mark| mark.bounds().1).fold(f32::INFINITY, f32::min);
        let bottom = fits.iter().map(|mark| mark.bounds().3).fold(0.0, f32::max);
        let rest_height = if top.is_finite() { (self.height - top).max(0.0) } else { 0.0 };
        let rest = rest.into_iter().map(|mark| mark.moved(0.0, -top)).collect();
        (
            Self { height: bottom, marks: fits, framed: self.framed, before: self.before, ..Self::default() },
            Self {
                height: rest_height,
                marks: rest,
                framed: self.framed,
                tied: self.tied,
                above: self.above,
                ..Self::default()
            },
        )
    }
}

/// Binds the first two and the last two of `strips`, so that no page has a single line of several.
pub(crate) fn tie_ends(strips: &mut [Strip]) {
    if let [first, .., last_but_one, _] = strips {
        (first.tied, last_but_one.tied) = (true, true);
    } else {
        tie(strips, false);
    }
}

/// Binds `strips` to one another, and the last of them to what follows if `and_next`.
pub(crate) fn tie(strips: &mut [Strip], and_next: bool) {
    let last = strips.len().saturating_sub(1);
    for (index, strip) in strips.iter_mut().enumerate() {
        strip.tied = and_next || index < last;
    }
}
