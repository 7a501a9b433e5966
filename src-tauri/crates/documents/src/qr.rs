//! QR: the slip's own code, which a customer scans to see the progress.

use fast_qr::{ECL, QRBuilder};

use crate::mark::{Cell, Mark};

/// The quiet zone on every side, in modules.
pub(crate) const QUIET: u16 = 4;

/// `text` as a QR code of error level M with modules `module` wide, with its dark square at the origin. Nothing if it is
/// longer than a QR code can be.
pub(crate) fn qr(text: &str, module: f32) -> Option<Mark> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let size = u16::try_from(code.size).ok()?;
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
    Some(Mark::Polygon { x: 0.0, y: 0.0, module, module_height: module, modules: (size, size), cells })
}
