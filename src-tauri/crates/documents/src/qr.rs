//! QR: the slip's own code, which a customer scans to see the progress.

use fast_qr::{ECL, QRBuilder};

use crate::mark::{Cell, Mark};
use crate::units::dots;

/// The quiet zone on every side, in modules.
const QUIET: f32 = 4.0;
/// The dots across a module: never fewer than three. A short text has larger ones, for a small code is hard to scan, but no
/// code grows wider than 20 mm by that.
pub(crate) const LEAST_DOTS: u16 = 3;
pub(crate) const MOST_DOTS: u16 = 6;
const WIDTH_DOTS: u16 = 160;

/// The modules of a usual slip.
pub(crate) const MODULE: f32 = dots(LEAST_DOTS as f32);

/// How much stays white around the code of a usual slip.
pub(crate) const USUAL_QUIET: f32 = QUIET * MODULE;

/// A code, with its dark square at the origin.
pub(crate) struct Qr {
    pub mark: Mark,
    /// How much stays white around it.
    pub quiet: f32,
}

/// `text` as a QR code of error level M with at most so many dots across a module. Nothing if it is longer than a QR code can
/// be.
pub(crate) fn qr(text: &str, most_dots: u16) -> Option<Qr> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let size = u16::try_from(code.size).ok()?;
    let module = dots(f32::from((WIDTH_DOTS / size).clamp(LEAST_DOTS, most_dots)));
    let mut cells: Vec<Cell> = Vec::new();
    let mut above: Vec<usize> = Vec::new();
    for y in 0..size {
        let row = &code[usize::from(y)];
        let mut in_row = Vec::new();
        let mut x = 0;
        while x < size {
            let width = (x..size).take_while(|x| row[usize::from(*x)].value()).count();
            let width = u16::try_from(width).ok()?;
            if width > 0 {
                // The same run in the row above only grows.
                let same =
                    above.iter().copied().find(|index| (cells[*index].x, cells[*index].width) == (x, width));
                in_row.push(same.unwrap_or(cells.len()));
                match same {
                    Some(index) => cells[index].height += 1,
                    None => cells.push(Cell { x, y, width, height: 1 }),
                }
            }
            x += width.max(1);
        }
        above = in_row;
    }
    let mark = Mark::Polygon { x: 0.0, y: 0.0, module, module_height: module, modules: (size, size), cells };
    Some(Qr { mark, quiet: QUIET * module })
}
