//! The head of a paper: who issued it, what it is, its number, its codes.

use crate::code128::{self, code128};
use crate::mark::{Ink, LeftOut, Mark, Shape, Weight};
use crate::moment::Moment;
use crate::paper::PaperSize;
use crate::qr::{self, Qr};
use crate::strip::{Column, LEADING, Strip, baseline_in, marks_of, rows, tie};
use crate::units::{dots, mm, on_dot_grid};
use crate::values::Issue;
use crate::words::{word, word_with};
use crate::wrap::{Line, Span, Style};

use super::setter::Setter;

/// What the head of a paper says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'a> {
    pub issue: &'a Issue,
    /// The words of the title.
    pub title: &'static str,
    /// The words under the slip's code.
    pub caption: &'static str,
    /// The dots across a module of the slip's code, at most.
    pub most_dots: u16,
    /// Whether the ticket is not yet saved, so that what is missing shows as a gap.
    pub living: bool,
    /// When the paper was begun, for the top of each page after the first.
    pub since: Option<&'a Moment>,
}

impl<'a> Heading<'a> {
    /// The head of a finished paper about a ticket.
    pub fn of(issue: &'a Issue, title: &'static str) -> Self {
        Self {
            issue,
            title,
            caption: "paper-scan",
            most_dots: qr::MOST_DOTS,
            living: false,
            since: issue.at.as_ref(),
        }
    }
}

/// The bars of a code: two dots of a thermal printer.
const BAR: f32 = dots(2.0);
/// The modules across the code of a usual slip: the living paper leaves room for it, so that nothing moves on saving.
const USUAL_SIZE: f32 = 73.0;

pub(crate) fn strips(setter: &Setter<'_>, heading: &Heading<'_>) -> Vec<Strip> {
    let mut strips =
        if setter.size.is_roll() { on_roll(setter, heading) } else { vec![on_sheet(setter, heading)] };
    let mut rule = Strip::rule(setter.width, 1.3).after(setter.look.around);
    rule.tied = true;
    tie(&mut strips, true);
    strips.push(rule);
    strips
}

/// What the paper is and when it was begun, at the top of each page after the first.
pub(crate) fn again(setter: &Setter<'_>, heading: &Heading<'_>) -> Strip {
    let look = setter.look;
    let style = setter.style(look.small, Weight::Regular, Ink::Black);
    let titles = setter.language.tongues().iter().map(|tongue| {
        let title = word(*tongue, heading.title);
        word_with(*tongue, "paper-continued", &[("label", &title)])
    });
    let titles: Vec<String> = titles.collect();
    let titles_spans = setter.inline(&titles, style);
    let since: Vec<String> = heading.since.map(|since| setter.moments(since)).unwrap_or_default();
    let set = |versions: &[String]| setter.line(&setter.inline(versions, style));
    // In the first language alone where there is no room for both.
    let (mut titles, mut since) = (vec![set(&titles)], (set(&since), since));
    if titles[0].width + since.0.width + 8.0 > setter.width {
        since.0 = set(&since.1[..since.1.len().min(1)]);
        titles = setter.lines(&titles_spans, setter.width - since.0.width - 8.0);
    }
    let mut line = rows(&[Column { x: 0.0, lines: &titles, flush_right: None }]);
    if let Some(first) = line.first_mut() {
        let right = setter.width - since.0.width;
        let beside = rows(&[Column { x: right, lines: &[since.0], flush_right: None }]);
        first.marks.extend(beside.into_iter().flat_map(|strip| strip.marks));
    }
    line.push(Strip::rule(setter.width, 0.6).after(1.5));
    let mut head = Strip::stack(line);
    head.height += look.around;
    head
}

/// On a roll the slip's code stands at the end, in the middle.
pub(crate) fn code_on_roll(setter: &Setter<'_>, heading: &Heading<'_>) -> Vec<Strip> {
    let code = if setter.size.is_roll() { slip_code(setter, heading) } else { None };
    let Some(SlipCode { strip, size, .. }) = code else { return Vec::new() };
    let mut strips = vec![strip.indented((setter.width - size) / 2.0)];
    strips.extend(setter.centred(&typed_lines(setter, heading, setter.width)));
    strips.push(Strip::space(setter.look.around));
    strips
}

/// What who has nothing to scan with types, and where. In two languages the code stands once, after both words for it.
fn typed_lines(setter: &Setter<'_>, heading: &Heading<'_>, width: f32) -> Vec<Line> {
    let Some(slip) = &heading.issue.slip else { return Vec::new() };
    let style = setter.style(setter.look.small, Weight::Regular, Ink::Black);
    let words = setter.words("paper-typed").join(" ");
    let code = setter.style(setter.look.small, Weight::Bold, Ink::Black);
    let mut spans = vec![setter.span(&format!("{words} "), style), setter.span(&slip.code, code)];
    if let Some(address) = &slip.typed_at {
        let at = setter.words_with("paper-typed-at", &[("address", address)]);
        let at = if at.len() > 1 { format!(" · {address}") } else { format!(" {}", at.join(" ")) };
        spans.push(setter.span(&at, style));
    }
    setter.lines(&spans, width)
}

/// The same on a sheet; room for it while there is no code, so that nothing moves on saving.
fn typed_on_sheet(setter: &Setter<'_>, heading: &Heading<'_>, width: f32) -> Vec<Strip> {
    if heading.living && heading.issue.slip.is_none() {
        return vec![Strip::space(setter.look.small * LEADING)];
    }
    setter.column(&typed_lines(setter, heading, width), 0.0)
}

/// The slip's code with its caption under it.
pub(crate) struct SlipCode {
    pub strip: Strip,
    /// The width and height of the code with what stays white around it.
    pub size: f32,
    /// How much stays white on each side.
    pub quiet: f32,
}

/// The slip's code; a gap while there is none.
pub(crate) fn slip_code(setter: &Setter<'_>, heading: &Heading<'_>) -> Option<SlipCode> {
    let (marks, size, quiet) = match &heading.issue.qr {
        Some(_) => {
            let size_of = |code: &Qr| width_of(&code.mark) + 2.0 * code.quiet;
            let Some(code) = setter.slip_code.filter(|code| size_of(code) <= setter.width.min(mm(60.0)))
            else {
                setter.leave_out(LeftOut::QrCode);
                return None;
            };
            (vec![code.mark.clone().moved(code.quiet, code.quiet)], size_of(code), code.quiet)
        }
        None if heading.living => {
            let (inner, quiet) = (USUAL_SIZE * qr::MODULE, qr::USUAL_QUIET);
            let marks = gap_box(setter, inner, inner, "paper-gap-code");
            let marks = marks.into_iter().map(|mark| mark.moved(quiet, quiet)).collect();
            (marks, inner + 2.0 * quiet, quiet)
        }
        None => return None,
    };
    let code = Strip { height: size, marks, ..Strip::default() };
    let caption_style = setter.style(setter.look.small, Weight::Regular, Ink::Black);
    let room = if setter.size.is_roll() { setter.width } else { size };
    let caption = setter.stacked(&setter.words(heading.caption), caption_style, room);
    // In the middle of the code, but on a sheet never beyond its edge, which is that of the text.
    let edge = if setter.size.is_roll() { f32::MAX } else { size - quiet };
    let mut under: Vec<Strip> = caption
        .iter()
        .flat_map(|line| {
            let x = ((size - line.width) / 2.0).min(edge - line.width);
            setter.column(std::slice::from_ref(line), x)
        })
        .collect();
    under.insert(0, code);
    Some(SlipCode { strip: Strip::stack(under), size, quiet })
}

/// On a sheet the slip's code stands at the right, everything else at its left.
fn on_sheet(setter: &Setter<'_>, heading: &Heading<'_>) -> Strip {
    let look = setter.look;
    let code = slip_code(setter, heading);
    let width = code.as_ref().map_or(setter.width, |code| setter.width - code.size - 10.0);

    let mut left = issuer(setter, heading, width);
    let mut title = setter.inline_words(heading.title, setter.style(look.title, Weight::Bold, Ink::Black));
    if let Some(second) = title.get_mut(1) {
        second.style.size = look.title * 0.6;
    }
    let title = setter.column(&setter.lines(&title, width), 0.0);
    left.extend(spaced(title, look.body * 0.55));

    if let Some(bars) = number_bars(setter, heading, width, mm(9.5)) {
        left.push(bars.after(look.body * 0.45));
    }
    left.push(number_line(setter, heading, width).after(1.5));
    left.extend(typed_on_sheet(setter, heading, width));
    let mut head = Strip::stack(left);
    if let Some(SlipCode { strip, size, quiet }) = code {
        // The quiet zone may reach into the margin, so that the code itself ends where the text ends.
        head.height = head.height.max(strip.height - quiet);
        let x = on_dot_grid(setter.width - size + quiet);
        head.marks.extend(strip.marks.into_iter().map(|mark| mark.moved(x, -quiet)));
    }
    head
}

/// Who issued the paper, and where to find them.
pub(crate) fn issuer(setter: &Setter<'_>, heading: &Heading<'_>, width: f32) -> Vec<Strip> {
    let look = setter.look;
    let name = setter.style(look.body, Weight::Bold, Ink::Black);
    let names = setter.either(&issuer_names(setter, heading), name, width);
    let mut strips = setter.column(&names, 0.0);
    let address = setter.style(look.small, Weight::Regular, look.soft);
    for line in addresses(setter, heading, address, width) {
        strips.extend(setter.column(&setter.lines(&line, width), 0.0));
    }
    strips
}

fn on_roll(setter: &Setter<'_>, heading: &Heading<'_>) -> Vec<Strip> {
    let look = setter.look;
    let mut strips = Vec::new();
    let issuer = setter.style(look.body + 0.5, Weight::Bold, Ink::Black);
    strips.extend(setter.centred(&setter.stacked(&issuer_names(setter, heading), issuer, setter.width)));
    let small = setter.style(look.small, Weight::Regular, Ink::Black);
    for line in addresses(setter, heading, small, setter.width) {
        strips.extend(setter.centred(&setter.lines(&line, setter.width)));
    }
    let title = setter.style(look.title, Weight::Bold, Ink::Black);
    let title = setter.stacked(&setter.words(heading.title), title, setter.width);
    strips.extend(spaced(setter.centred(&title), look.around * 0.8));

    // A bar code would not fit a narrow roll.
    if setter.size != PaperSize::Roll58
        && let Some(bars) = number_bars(setter, heading, setter.width, mm(11.0))
    {
        strips.push(bars.after(look.around * 0.8));
    }
    strips.push(number_line(setter, heading, setter.width).after(1.0));
    strips
}

/// The carrier's and the outlet's names, in each language.
fn issuer_names(setter: &Setter<'_>, heading: &Heading<'_>) -> Vec<String> {
    let outlet = &heading.issue.outlet;
    let mut names: Vec<String> = setter
        .language
        .tongues()
        .iter()
        .enumerate()
        .map(|(index, tongue)| {
            let carrier =
                outlet.carrier.as_ref().map(|carrier| carrier.pick(*tongue).trim()).unwrap_or_default();
            let name = outlet.name.pick(*tongue).trim();
            let is_said = index > 0 && name == outlet.name.pick(setter.first()).trim();
            if is_said && !carrier.is_empty() {
                carrier.to_owned()
            } else if carrier.is_empty() || carrier == name {
                name.to_owned()
            } else {
                format!("{carrier}{}{name}", word(*tongue, "paper-separator"))
            }
        })
        .collect();
    names.dedup();
    names
}

/// Address in each language and phone, which is put beside the first where there is room, since it must not be broken.
fn addresses(setter: &Setter<'_>, heading: &Heading<'_>, style: Style, width: f32) -> Vec<Vec<Span>> {
    let outlet = &heading.issue.outlet;
    let versions = outlet.address.as_ref().map(|address| setter.versions(address)).unwrap_or_default();
    let written = versions.iter().filter(|version| !version.is_empty());
    let mut lines: Vec<Vec<Span>> = written.map(|version| vec![setter.span(version, style)]).collect();
    if let Some(phone) = &outlet.phone {
        let phone = setter.span(&format!("{} {phone}", setter.first_word("paper-phone")), style);
        let together = lines.first().map(|first| {
            let mut together = first.clone();
            together.extend([setter.span("  ", style), phone.clone()]);
            together
        });
        match (lines.first_mut(), together.filter(|together| setter.line(together).width <= width)) {
            (Some(first), Some(together)) => *first = together,
            _ => lines.push(vec![phone]),
        }
    }
    lines
}

/// Who issued the paper, without where to find them.
pub(crate) fn issuer_alone(setter: &Setter<'_>, heading: &Heading<'_>, width: f32) -> Vec<Strip> {
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    setter.column(&setter.either(&issuer_names(setter, heading), style, width), 0.0)
}

/// The number as bars that end where the paper ends, and how wide they are.
pub(crate) fn bars_at_right(setter: &Setter<'_>, heading: &Heading<'_>, height: f32) -> Option<(Strip, f32)> {
    let bars = number_bars(setter, heading, setter.width * 0.5, height)?;
    let width = bars.marks.first().map(width_of)?;
    Some((bars.indented(setter.width - width), width))
}

/// The number as bars; a gap while there is none.
fn number_bars(setter: &Setter<'_>, heading: &Heading<'_>, width: f32, height: f32) -> Option<Strip> {
    let marks = match &heading.issue.number {
        Some(number) => {
            let quiet = 2.0 * f32::from(code128::QUIET) * BAR;
            let drawn = code128(number, BAR, height).filter(|bars| width_of(bars) + quiet <= width);
            let Some(bars) = drawn else {
                setter.leave_out(LeftOut::BarCode);
                return None;
            };
            let x = if setter.size.is_roll() { on_dot_grid((width - width_of(&bars)) / 2.0) } else { 0.0 };
            vec![bars.moved(x, 0.0)]
        }
        None if heading.living => {
            let size = mm(58.0).min(width);
            let x = if setter.size.is_roll() { (width - size) / 2.0 } else { 0.0 };
            gap_box(setter, size, height, "paper-gap-number")
                .into_iter()
                .map(|mark| mark.moved(x, 0.0))
                .collect()
        }
        None => return None,
    };
    Some(Strip { height, marks, ..Strip::default() })
}

/// The number for people, and the mark of a copy.
fn number_line(setter: &Setter<'_>, heading: &Heading<'_>, width: f32) -> Strip {
    let look = setter.look;
    let size = look.body * 1.22;
    let spans = match &heading.issue.number {
        Some(number) => vec![setter.span(number, setter.style(size, Weight::Bold, Ink::Black))],
        // The gap where the bars will be names the number; a paper without bars names it here.
        None if heading.living && setter.size == PaperSize::Roll58 => setter.gap("paper-gap-number"),
        // Room for the number, so that nothing moves on saving.
        None if heading.living => return Strip::space(size * LEADING),
        None => Vec::new(),
    };
    let copy = heading.issue.copy.map(|number| copy_mark(setter, number, size));
    let copy_width = copy.as_ref().map_or(0.0, |(_, width)| width + 8.0);
    let mut strips: Vec<Strip>;
    if setter.size.is_roll() {
        strips = if spans.is_empty() { Vec::new() } else { setter.centred(&setter.lines(&spans, width)) };
        if let Some((mark, mark_width)) = copy {
            strips.push(mark.indented((width - mark_width) / 2.0).after(look.between));
        }
    } else {
        strips = if spans.is_empty() {
            Vec::new()
        } else {
            setter.column(&setter.lines(&spans, width - copy_width), 0.0)
        };
        if let Some((mark, mark_width)) = copy {
            let mark = mark.indented(width - mark_width);
            match strips.first_mut() {
                Some(first) => {
                    first.height = first.height.max(mark.height);
                    first.marks.extend(mark.marks);
                }
                None => strips.push(mark),
            }
        }
    }
    Strip::stack(strips)
}

/// 'Copy n' in a box on a line of its own, where the paper is one.
pub(crate) fn copy_line(setter: &Setter<'_>, heading: &Heading<'_>) -> Option<Strip> {
    let number = heading.issue.copy?;
    Some(copy_mark(setter, number, setter.look.body * 1.22).0.after(setter.look.between))
}

/// 'Copy n' in a box, with its width.
fn copy_mark(setter: &Setter<'_>, number: u32, size: f32) -> (Strip, f32) {
    let words = format!("{} {number}", setter.words("paper-copy").join(" "));
    let style: Style = setter.style(size * 0.9, Weight::Bold, Ink::Black);
    let line: Line = setter.line(&[setter.span(&words, style)]);
    let width = line.width + 10.0;
    let mut strip =
        Strip::stack(rows(&[Column { x: 5.0, lines: std::slice::from_ref(&line), flush_right: None }]));
    let height = strip.height;
    strip.marks.push(Mark::Box {
        x: 0.0,
        y: 0.0,
        width,
        height,
        shape: Shape::Outline(1.0),
        ink: Ink::Black,
    });
    (strip, width)
}

/// A dashed box that names what will stand there.
fn gap_box(setter: &Setter<'_>, width: f32, height: f32, id: &str) -> Vec<Mark> {
    let style = Style { ink: Ink::Gap, ..setter.style(setter.look.small, Weight::Regular, Ink::Gap) };
    let lines = setter
        .words(id)
        .into_iter()
        .flat_map(|words| setter.lines(&[setter.span(&words, style)], width - 6.0));
    let lines: Vec<Line> = lines.collect();
    let total: f32 = lines.iter().map(|line| line.size * LEADING).sum();
    let mut marks =
        vec![Mark::Box { x: 0.0, y: 0.0, width, height, shape: Shape::Dashes(0.7), ink: Ink::Gap }];
    let mut y = (height - total) / 2.0;
    for line in &lines {
        marks.extend(marks_of(line, (width - line.width) / 2.0, y + baseline_in(line.size)));
        y += line.size * LEADING;
    }
    marks
}

fn spaced(mut strips: Vec<Strip>, before: f32) -> Vec<Strip> {
    if let Some(first) = strips.first_mut() {
        first.before = before;
    }
    strips
}

fn width_of(mark: &Mark) -> f32 {
    let (left, _, right, _) = mark.bounds();
    right - left
}
