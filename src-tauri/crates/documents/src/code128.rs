//! Code 128: the ticket's number as bars, in the shortest mixture of sets B and C.

use barcoders::sym::code128::Code128;

use crate::mark::{Cell, Mark};

/// The quiet zone on either side, in modules.
pub(crate) const QUIET: u16 = 10;

/// The signs by which `barcoders` is told to change sets.
const TO_B: char = '\u{0181}';
const TO_C: char = '\u{0106}';

/// `text` as bars `module` wide and `height` high, with its left edge (without the quiet zone) at the origin. Nothing for
/// what Code 128 cannot say in sets B and C: anything but printable ASCII.
pub(crate) fn code128(text: &str, module: f32, height: f32) -> Option<Mark> {
    if text.len() < 2 || !text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return None;
    }
    let bits = Code128::new(with_set_changes(text)).ok()?.encode();
    let mut cells: Vec<Cell> = Vec::new();
    for (x, _) in bits.iter().enumerate().filter(|(_, bit)| **bit == 1) {
        let x = u16::try_from(x).ok()?;
        match cells.last_mut() {
            Some(bar) if bar.x + bar.width == x => bar.width += 1,
            _ => cells.push(Cell { x, y: 0, width: 1, height: 1 }),
        }
    }
    let modules = (u16::try_from(bits.len()).ok()?, 1);
    Some(Mark::Polygon { x: 0.0, y: 0.0, module, module_height: height, modules, cells })
}

/// `text` with the signs that give the fewest symbols: pairs of figures in set C where the changes are worth it.
fn with_set_changes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    // The fewest symbols from each place on, in set B and in set C; filled from the end.
    let mut in_b = vec![0_usize; chars.len() + 1];
    let mut in_c = vec![0_usize; chars.len() + 1];
    let pair =
        |at: usize| chars.len() >= at + 2 && chars[at].is_ascii_digit() && chars[at + 1].is_ascii_digit();
    for at in (0..chars.len()).rev() {
        let stay_in_c = if pair(at) { 1 + in_c[at + 2] } else { usize::MAX / 2 };
        let stay_in_b = 1 + in_b[at + 1];
        in_b[at] = stay_in_b.min(1 + stay_in_c);
        in_c[at] = stay_in_c.min(1 + stay_in_b);
    }

    let mut coded = String::with_capacity(text.len() + 4);
    let mut is_c = in_c[0] < in_b[0];
    coded.push(if is_c { TO_C } else { TO_B });
    let mut at = 0;
    while at < chars.len() {
        let wants_c =
            pair(at) && 1 + in_c[at + 2] + usize::from(!is_c) < 1 + in_b[at + 1] + usize::from(is_c);
        if wants_c != is_c {
            coded.push(if wants_c { TO_C } else { TO_B });
            is_c = wants_c;
        }
        let taken = if is_c { 2 } else { 1 };
        coded.extend(&chars[at..at + taken]);
        at += taken;
    }
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_set_c_only_where_it_is_shorter() {
        let check = |text: &str, coded: &str| {
            assert_eq!(with_set_changes(text).replace(TO_B, "<").replace(TO_C, ">"), coded);
        };
        check("WC07-261121-A0012-5", "<WC07->261121<-A0012-5");
        check("ABC", "<ABC");
        check("123456", ">123456");
        check("12345", "<1>2345");
        check("A12", "<A12");
        check("1234A", ">1234<A");
    }

    #[test]
    fn refuses_what_it_cannot_say() {
        assert_eq!(code128("工单", 1.0, 1.0), None);
        assert_eq!(code128("", 1.0, 1.0), None);
        assert_eq!(code128("a\nb", 1.0, 1.0), None);
    }
}
