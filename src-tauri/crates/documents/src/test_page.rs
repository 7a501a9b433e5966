//! The printer test page: how wide it prints, how sharp, whether Chinese, figures and codes come out as they should.

use crate::code128::{QUIET, code128};
use crate::mark::{Ink, Laid, LeftOut, Mark, Shape, Weight};
use crate::paper::{PaperLanguage, PaperSize};
use crate::qr;
use crate::set::field::{self, Field};
use crate::set::foot;
use crate::set::head::{self, Heading};
use crate::set::look::Look;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::strip::{LEADING, Strip, baseline_in, marks_of};
use crate::units::{dots, mm, on_dot_grid};
use crate::values::Issue;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];

/// What a printer is tested with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestPage {
    /// Whose printer it is, and when it was tested. A QR text is printed as the code to scan.
    pub issue: Issue,
    /// The printer's name.
    pub printer: String,
    /// What the bar code says; ASCII.
    pub bar_code: String,
}

/// People's names, a clerk's words and an amount.
const SAMPLES: [&str; 3] =
    ["龘、彧、喆、犇、鿏、䶮", "理赔受理回执：壶嘴断裂，纸箱压扁。", "¥ 1,234.56 0123456789 SF1234567890123"];
/// How high a bar code is.
const BARS: f32 = mm(9.0);
/// In points.
const SIZES_OF_TYPE: [f32; 5] = [7.0, 8.0, 9.0, 11.0, 14.0];

/// Lays out `page` on `size` in `language`.
pub fn lay(page: &TestPage, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading {
        caption: "paper-scan-test",
        // As small as a slip's: what can be read here can be read there.
        most_dots: qr::LEAST_DOTS,
        ..Heading::of(&page.issue, "paper-title-test")
    };
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(field::strips(
            setter,
            vec![
                vec![Field::plain(setter, "paper-printer", &Some(page.printer.clone()))],
                vec![Field::moment(setter, "paper-printed", &page.issue.at)],
                vec![Field::plain(setter, "paper-printed-by", &page.issue.clerk)],
            ],
        ));
        body.extend(ruler(setter));
        body.extend(steps(setter));
        body.extend(samples(setter));
        body.extend(codes(setter, page));
        body.extend(head::code_on_roll(setter, &heading));
        body.extend(foot::substituted(setter));
        Composed { body, foot: Vec::new() }
    })
}

/// A ruler in millimetres from one edge of the print to the other.
fn ruler(setter: &Setter<'_>) -> Vec<Strip> {
    let across = (setter.width / mm(1.0)).round();
    let width = format!("{across:.0}");
    let title = setter.words_with("paper-printable-width", &[("width", &width)]);
    let mut strips = part::heading(setter, &title);
    let style = setter.style(7.0, Weight::Regular, Ink::Black);
    let mut strip = Strip { height: 9.0 + 7.0 * LEADING, ..Strip::default() };
    let line = |from, to, thickness| Mark::Line { from, to, thickness, dashed: false, ink: Ink::Black };
    strip.marks.push(line((0.0, 0.5), (setter.width, 0.5), 1.0));
    for millimetre in 0..=across as u16 {
        let x = (mm(f32::from(millimetre))).clamp(0.2, setter.width - 0.2);
        let length = match millimetre {
            whole if whole.is_multiple_of(10) => 9.0,
            half if half.is_multiple_of(5) => 6.5,
            _ => 4.0,
        };
        strip.marks.push(line((x, 0.5), (x, length), dots(1.0)));
        if millimetre.is_multiple_of(10) {
            let figure = setter.line(&[setter.span(&millimetre.to_string(), style)]);
            let left = (x - figure.width / 2.0).clamp(0.0, setter.width - figure.width);
            strip.marks.extend(marks_of(&figure, left, 9.0 + baseline_in(7.0)));
        }
    }
    strips.push(strip.after(3.0));
    strips
}

/// Bars of one to eight dots, and fields of black lines as dense as they are to look dark: no grey anywhere.
fn steps(setter: &Setter<'_>) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words("paper-black-steps"));
    let filled = |x: f32, y: f32, width: f32, height: f32| Mark::Box {
        x: on_dot_grid(x),
        y,
        width,
        height,
        shape: Shape::Filled,
        ink: Ink::Black,
    };
    let style = setter.style(7.0, Weight::Regular, Ink::Black);
    let step = setter.width / 8.0;
    let mut bars = Strip { height: 20.0 + 7.0 * LEADING, ..Strip::default() };
    let mut fields = Strip { height: 16.0, ..Strip::default() };
    for count in 1..=8_u8 {
        let x = step * f32::from(count - 1);
        bars.marks.push(filled(x, 0.0, dots(f32::from(count)), 20.0));
        let figure = setter.line(&[setter.span(&count.to_string(), style)]);
        bars.marks.extend(marks_of(&figure, x, 20.0 + baseline_in(7.0)));
        let lines = ((step - 4.0) / dots(8.0)) as u16;
        for line in 0..lines {
            fields.marks.push(filled(x + dots(8.0 * f32::from(line)), 0.0, dots(f32::from(count)), 16.0));
        }
    }
    strips.extend([bars.after(3.0), fields.after(4.0)]);
    strips
}

fn samples(setter: &Setter<'_>) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words("paper-type-sample"));
    for size in SIZES_OF_TYPE {
        for (index, sample) in SAMPLES.iter().enumerate() {
            let weight = if index == 1 { Weight::Bold } else { Weight::Regular };
            let style = setter.style(size, weight, Ink::Black);
            strips.extend(setter.column(&setter.lines(&[setter.span(sample, style)], setter.width), 0.0));
        }
    }
    strips
}

/// The bar code in bars of two dots and of three, as far as there is room.
fn codes(setter: &Setter<'_>, page: &TestPage) -> Vec<Strip> {
    let mut strips = Vec::new();
    for bar in [2.0, 3.0] {
        let quiet = f32::from(QUIET) * dots(bar);
        let drawn = code128(&page.bar_code, dots(bar), BARS).filter(|code| {
            let (left, _, right, _) = code.bounds();
            right - left + 2.0 * quiet <= setter.width
        });
        match drawn {
            Some(code) => {
                if strips.is_empty() {
                    strips.extend(part::heading(setter, &setter.words("paper-bar-code")));
                }
                let x = on_dot_grid(quiet);
                strips.push(
                    Strip { height: BARS, marks: vec![code.moved(x, 0.0)], ..Strip::default() }.after(5.0),
                );
            }
            None if bar == 2.0 && !page.bar_code.is_empty() => setter.leave_out(LeftOut::BarCode),
            None => {}
        }
    }
    if !strips.is_empty() {
        strips.extend(
            setter.column(&setter.lines(&[setter.span(&page.bar_code, setter.body())], setter.width), 0.0),
        );
    }
    strips
}
