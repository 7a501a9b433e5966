//! Tables: rows under a head that is repeated on every page, with columns as wide as what stands in them.
//!
//! On a roll, which has no room for columns of words, a row is a record: its first cell on a line of its own, and under it
//! either figures in columns or all else one after another.

use std::rc::Rc;

use crate::face::width_of;
use crate::mark::{Ink, Mark, Weight};
use crate::script::is_ideograph;
use crate::strip::{Column as Set, Strip, rows, tie};
use crate::wrap::{Line, Span, Style};

use super::setter::Setter;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The words of its head.
    pub label: &'static str,
    pub side: Side,
    pub width: Width,
    /// Whether a record on a roll says what it is.
    is_labelled: bool,
    /// Whether it is a number that nobody should have to put together from two lines.
    is_whole: bool,
}

/// Where the lines of a cell begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    /// Figures, so that their places stand under one another.
    Right,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Width {
    /// As wide as its widest line, but at most this share of the table.
    Fit(f32),
    /// A part of what the others leave, in proportion.
    Share(f32),
}

/// What stands in a cell: versions in each language of the paper, or one that is the same in all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub versions: Vec<String>,
    pub is_bold: bool,
    /// Whether it belongs to the row above.
    pub is_indented: bool,
}

/// What a roll makes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnRoll {
    /// Figures in columns under the first cell.
    Figures,
    /// All else one after another under the first cell.
    Records,
    /// The columns fit.
    Columns,
}

/// A table, whose rows all have a cell for each column.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// What stands across a row under its cells, in each language, where it has more than columns can hold.
    pub notes: Vec<Vec<String>>,
    pub on_roll: OnRoll,
    /// Whether it is long and set smaller, for columns rather than for reading.
    pub is_dense: bool,
}

impl Table {
    /// A table of `columns` without rows, whose rows are records on a roll.
    pub fn of(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            rows: Vec::new(),
            notes: Vec::new(),
            on_roll: OnRoll::Records,
            is_dense: false,
        }
    }
}

impl Cell {
    pub fn of(text: impl Into<String>) -> Self {
        Self { versions: vec![text.into()], ..Self::default() }
    }

    pub fn versions(versions: Vec<String>) -> Self {
        Self { versions, ..Self::default() }
    }

    pub fn bold(mut self) -> Self {
        self.is_bold = true;
        self
    }

    pub fn indented(mut self) -> Self {
        self.is_indented = true;
        self
    }

    fn indent(&self) -> f32 {
        if self.is_indented { INDENT } else { 0.0 }
    }

    fn is_blank(&self) -> bool {
        self.versions.iter().all(|version| version.trim().is_empty())
    }
}

impl Column {
    pub const fn left(label: &'static str, width: Width) -> Self {
        Self { label, side: Side::Left, width, is_labelled: false, is_whole: false }
    }

    pub const fn right(label: &'static str, width: Width) -> Self {
        Self { label, side: Side::Right, width, is_labelled: true, is_whole: false }
    }

    /// The same for a number that is read as one.
    pub const fn whole(self) -> Self {
        Self { is_whole: true, ..self }
    }

    /// Days, of which there may be several in a row.
    pub const fn date(label: &'static str, width: Width) -> Self {
        Self { label, side: Side::Left, width, is_labelled: true, is_whole: false }
    }
}

/// The lines of a cell in its column.
struct Filled {
    indent: f32,
    width: f32,
    lines: Vec<Line>,
}

/// How far a cell stands in that belongs to the row above.
const INDENT: f32 = 9.0;

/// White space between two columns.
const GUTTER: f32 = 11.0;
/// The same in a table that is set smaller.
const DENSE_GUTTER: f32 = 7.0;
/// The same between columns of figures on a roll.
const TIGHT: f32 = 4.0;

/// The rule under a record on a roll.
const RECORD_RULE: f32 = 0.5;

/// `table` across the paper. Nothing for a table without rows.
pub(crate) fn strips(setter: &Setter<'_>, table: &Table) -> Vec<Strip> {
    if table.rows.is_empty() {
        return Vec::new();
    }
    let mut strips = set(setter, table);
    if table.rows.len() <= TOGETHER {
        tie(&mut strips, false);
    }
    strips
}

/// Tables of no more rows than this stay on one page.
const TOGETHER: usize = 9;

fn set(setter: &Setter<'_>, table: &Table) -> Vec<Strip> {
    if !setter.size.is_roll() || table.on_roll == OnRoll::Columns {
        return in_columns(setter, table, 0, if table.is_dense { DENSE_GUTTER } else { GUTTER });
    }
    match table.on_roll {
        OnRoll::Figures => in_columns(setter, table, 1, TIGHT),
        _ => as_records(setter, table),
    }
}

impl Table {
    fn text_size(&self, setter: &Setter<'_>) -> f32 {
        match (setter.size.is_roll(), self.is_dense) {
            (true, _) => setter.look.small,
            (false, false) => setter.look.body * 0.9,
            (false, true) => (setter.look.body * 0.74).max(6.9),
        }
    }

    fn style_of(&self, setter: &Setter<'_>, cell: &Cell) -> Style {
        let weight = if cell.is_bold { Weight::Bold } else { Weight::Regular };
        setter.style(self.text_size(setter), weight, Ink::Black)
    }

    fn head_style(&self, setter: &Setter<'_>) -> Style {
        setter.style((self.text_size(setter) * 0.92).max(6.6), Weight::Regular, setter.look.soft)
    }
}

/// Columns from the one numbered `first`; the cells before it stand above their row.
fn in_columns(setter: &Setter<'_>, table: &Table, first: usize, gutter: f32) -> Vec<Strip> {
    let columns = &table.columns[first..];
    let heads: Vec<Vec<String>> = columns.iter().map(|column| setter.words(column.label)).collect();
    // What is one line is measured once and never wrapped again.
    let whole: Vec<Vec<Vec<Line>>> = table
        .rows
        .iter()
        .map(|row| row[first..].iter().map(|cell| unbroken(setter, table, cell)).collect())
        .collect();
    let widths = widths(setter, table, columns, &heads, &whole, gutter);
    let head = Rc::new(head_of(setter, table, columns, &heads, &widths, gutter));

    let mut strips = Vec::with_capacity(table.rows.len() + 1);
    let mut top = head.as_ref().clone();
    top.tied = true;
    strips.push(top);
    for (index, (row, whole)) in table.rows.iter().zip(whole).enumerate() {
        let mut cells = Vec::with_capacity(columns.len());
        for (((column, cell), unbroken), width) in columns.iter().zip(&row[first..]).zip(whole).zip(&widths) {
            let (indent, style) = (cell.indent(), table.style_of(setter, cell));
            let lines = lines_of(setter, column, (cell, style), unbroken, width - indent);
            cells.push(Filled { indent, width: *width, lines });
        }
        let mut pieces = Vec::new();
        for cell in &row[..first] {
            let (style, indent) = (table.style_of(setter, cell), cell.indent());
            let lines = setter.either(&cell.versions, style, setter.width - indent);
            pieces.extend(setter.column(&lines, indent));
        }
        pieces.extend(set_row(columns, &cells, gutter));
        pieces.extend(note_of(setter, table, index));
        strips.push(ruled(setter, pieces, Rc::clone(&head)));
    }
    strips
}

/// A line for each version, however long.
fn unbroken(setter: &Setter<'_>, table: &Table, cell: &Cell) -> Vec<Line> {
    if cell.is_blank() {
        Vec::new()
    } else {
        setter.each(&cell.versions, table.style_of(setter, cell), f32::MAX)
    }
}

/// `unbroken` if that fits, else broken into lines. Versions stand beside one another only in columns that are wide, so that
/// the rows of a narrow one are alike.
fn lines_of(
    setter: &Setter<'_>,
    column: &Column,
    (cell, style): (&Cell, Style),
    unbroken: Vec<Line>,
    width: f32,
) -> Vec<Line> {
    let is_wide = matches!(column.width, Width::Share(_));
    let fits = unbroken.iter().all(|line| line.width <= width + 0.01);
    match (fits, is_wide && unbroken.len() > 1) {
        (true, false) => unbroken,
        (_, true) => setter.either(&cell.versions, style, width),
        (false, false) => setter.each(&cell.versions, style, width),
    }
}

fn widths(
    setter: &Setter<'_>,
    table: &Table,
    columns: &[Column],
    heads: &[Vec<String>],
    whole: &[Vec<Vec<Line>>],
    gutter: f32,
) -> Vec<f32> {
    let style = table.head_style(setter);
    let room = setter.width - gutter * columns.len().saturating_sub(1) as f32;
    let mut widths: Vec<f32> = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let Width::Fit(most) = column.width else {
            widths.push(0.0);
            continue;
        };
        let lines = whole.iter().flat_map(|row| &row[index]);
        let widest = lines.clone().map(|line| line.width).fold(0.0, f32::max);
        // Cells and head may break between words, but no word of them, unless it is as long as two.
        let words = heads[index].iter().flat_map(|head| head.split(' '));
        let words = words.map(|word| setter.line(&[setter.span(word, style)]).width);
        let least = lines.map(longest_word).chain(words).fold(0.0, f32::max).min(room * 0.36);
        widths.push(widest.min(room * most).max(least) + 0.1);
    }
    let fitted: f32 = widths.iter().sum();
    let shares: f32 = columns
        .iter()
        .map(|column| match column.width {
            Width::Share(share) => share,
            Width::Fit(_) => 0.0,
        })
        .sum();
    if shares == 0.0 {
        // What is left goes between the columns.
        let last = columns.len().max(1) as f32;
        let spare = room - fitted;
        if spare < 0.0 {
            narrow(&mut widths, columns, room, 0.0);
        } else {
            widths.iter_mut().for_each(|width| *width += spare / last);
        }
        return widths;
    }
    // Words need some room too: first of columns that are wider than a ticket's number, then of all but those that are read
    // as one, and of these only where there is nothing else.
    let number = NUMBER * table.text_size(setter);
    narrow(&mut widths, columns, room * (1.0 - 0.24 * shares), number);
    narrow(&mut widths, columns, room * (1.0 - 0.14 * shares), number * 0.4);
    narrow(&mut widths, columns, (room * (1.0 - 0.14 * shares)).max(room * 0.1), 0.0);
    let left = room - widths.iter().sum::<f32>();
    for (width, column) in widths.iter_mut().zip(columns) {
        if let Width::Share(share) = column.width {
            *width = left * share / shares;
        }
    }
    widths
}

/// Makes `widths` fit `room` by narrowing the widest to one width, so that one long name does not break every date beside
/// it. What is narrowed keeps `least`, and as long as that is something, what is read as one is not narrowed.
fn narrow(widths: &mut [f32], columns: &[Column], room: f32, least: f32) {
    let is_loose = |column: &Column| least == 0.0 || !column.is_whole;
    let (mut sorted, mut left) = (Vec::with_capacity(widths.len()), room);
    for (width, column) in widths.iter().zip(columns) {
        if is_loose(column) { sorted.push(*width) } else { left -= width }
    }
    sorted.sort_by(f32::total_cmp);
    for (index, width) in sorted.iter().enumerate() {
        let alike = left / (sorted.len() - index) as f32;
        if *width > alike {
            let loose = widths.iter_mut().zip(columns).filter(|(_, column)| is_loose(column));
            loose.for_each(|(width, _)| *width = width.min(alike.max(least)));
            return;
        }
        left -= width;
    }
}

/// How wide a ticket's number is, in sizes of its letters.
const NUMBER: f32 = 11.0;

/// The width of the longest word that is no Chinese.
pub(super) fn longest_word(line: &Line) -> f32 {
    let words = line.pieces.iter().flat_map(|piece| piece.text.split(' ').map(move |word| (piece, word)));
    words
        .filter(|(_, word)| !word.chars().any(is_ideograph))
        .map(|(piece, word)| width_of(word, piece.style.weight, piece.style.size))
        .fold(0.0, f32::max)
}

fn head_of(
    setter: &Setter<'_>,
    table: &Table,
    columns: &[Column],
    heads: &[Vec<String>],
    widths: &[f32],
    gutter: f32,
) -> Strip {
    let style = table.head_style(setter);
    let cells: Vec<Filled> = heads
        .iter()
        .zip(widths)
        .map(|(head, width)| Filled { indent: 0.0, width: *width, lines: setter.each(head, style, *width) })
        .collect();
    let mut pieces = set_row(columns, &cells, gutter);
    pieces.push(Strip::rule(setter.width, 0.9).after(2.0));
    let mut head = Strip::stack(pieces);
    head.before = setter.look.between;
    head
}

fn note_of(setter: &Setter<'_>, table: &Table, index: usize) -> Vec<Strip> {
    let note = table.notes.get(index).filter(|note| note.iter().any(|version| !version.is_empty()));
    let size = (table.text_size(setter) * 0.9).max(6.6);
    let style = setter.style(size, Weight::Regular, setter.look.soft);
    note.map_or_else(Vec::new, |note| setter.column(&setter.either(note, style, setter.width), 0.0))
}

/// The lines of one row, side by side.
fn set_row(columns: &[Column], cells: &[Filled], gutter: f32) -> Vec<Strip> {
    let mut x = 0.0;
    let mut set = Vec::with_capacity(cells.len());
    for (column, Filled { indent, width, lines }) in columns.iter().zip(cells) {
        let flush_right = (column.side == Side::Right).then_some(*width);
        set.push(Set { x: x + indent, lines, flush_right });
        x += width + gutter;
    }
    rows(&set)
}

/// A row with a hair under it.
fn ruled(setter: &Setter<'_>, pieces: Vec<Strip>, head: Rc<Strip>) -> Strip {
    let mut strip = Strip::stack(pieces);
    let pad = setter.look.body * 0.22;
    strip.marks = strip.marks.into_iter().map(|mark| mark.moved(0.0, pad)).collect();
    strip.height += 2.0 * pad;
    // Thinner than a dot, a line may fall between two of a thermal head.
    let thickness = if setter.size.is_roll() { RECORD_RULE } else { 0.3 };
    strip.marks.push(Mark::Line {
        from: (0.0, strip.height - thickness / 2.0),
        to: (setter.width, strip.height - thickness / 2.0),
        thickness,
        dashed: false,
        ink: setter.look.soft,
    });
    strip.above = Some(head);
    strip
}

/// The first cell in bold, all else after one another under it, figures with what they count.
fn as_records(setter: &Setter<'_>, table: &Table) -> Vec<Strip> {
    let style = setter.style(table.text_size(setter), Weight::Regular, Ink::Black);
    let mut strips: Vec<Strip> = table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let mut pieces = Vec::new();
            if let Some(first) = row.first() {
                let bold = Style { weight: Weight::Bold, ..style };
                pieces.extend(setter.column(&setter.either(&first.versions, bold, setter.width), 0.0));
            }
            let mut parts: Vec<Vec<Span>> = Vec::new();
            for (column, cell) in table.columns.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_blank()) {
                let weight = if cell.is_bold { Weight::Bold } else { Weight::Regular };
                let mut part = Vec::new();
                if column.is_labelled {
                    part.push(setter.span(&setter.first_word(column.label), style));
                    part.push(setter.span(" ", style));
                }
                part.extend(setter.inline(&cell.versions, Style { weight, ..style }));
                parts.push(part);
            }
            pieces.extend(setter.column(&setter.parts(&parts, style, setter.width), 0.0));
            pieces.extend(note_of(setter, table, index));
            record(setter, pieces)
        })
        .collect();
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.between;
    }
    strips
}

fn record(setter: &Setter<'_>, mut pieces: Vec<Strip>) -> Strip {
    pieces.push(Strip::rule(setter.width, RECORD_RULE).after(2.0));
    pieces.push(Strip::space(2.0));
    Strip::stack(pieces)
}
