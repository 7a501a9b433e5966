//! The voucher: what was paid, in three parts that are cut apart. The counterfoil stays at the counter, one part goes home
//! with the customer, and one goes to finance.
//!
//! It has no slip's code: what that leads to has ended when money is paid.

mod parts;

use std::cell::Cell;

use crate::mark::Laid;
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::head::Heading;
use crate::set::look::Look;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::settlement::{InFull, MoneyLine};
use crate::strip::{Strip, tie};
use crate::units::mm;
use crate::values::{Amount, Issue, Signature, Waybill};

use parts::{Part, Set};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];

/// What was paid to whom, and how. 赔付单
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voucher {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// The voucher's own number.
    pub voucher: String,
    /// To whom, masked; on every part for which there is no other.
    pub payee: String,
    /// To whom, in full where finance has to know; on its part alone.
    pub payee_for_finance: Option<InFull>,
    /// How: in cash, by transfer, by coupon.
    pub method: Bilingual,
    /// The account's masked end.
    pub account: Option<String>,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// What is paid, head by head.
    pub lines: Vec<MoneyLine>,
    /// What all heads come to.
    pub total: Amount,
    /// When it was paid; a voucher without it says that nothing was.
    pub paid_at: Option<Moment>,
    /// Who paid it out.
    pub paid_by: Option<String>,
    /// Who approved it.
    pub approved_by: Option<Bilingual>,
    /// What it said before it was corrected, where it was.
    pub corrected: Option<Correction>,
    /// The customer's signature for the money, where it was given on a screen.
    pub signature: Option<Signature>,
}

/// What a voucher said before its payment was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// How much, in fen.
    pub from_fen: i64,
    /// When it was corrected.
    pub at: Moment,
    /// Whether somebody had signed for that.
    pub was_signed: bool,
}

/// Lays out `voucher` on `size` in `language`.
///
/// On A4 all parts stand on one sheet if they fit; otherwise, and on A5, each is a paper of its own. On a roll they stand
/// one below the other.
pub fn lay(voucher: &Voucher, size: PaperSize, language: PaperLanguage) -> Laid {
    // Each part is cut off, and then says for itself that it is practice.
    let issue = Issue { qr: None, slip: None, practice: false, ..voucher.issue.clone() };
    if size.is_roll() {
        let heading = Heading::of(&issue, Part::Counterfoil.title());
        return best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
            Composed { body: one_below_another(setter, voucher), foot: Vec::new() }
        });
    }
    let on_one = if size == PaperSize::A4 { on_one_sheet(voucher, &issue, language) } else { None };
    on_one.unwrap_or_else(|| joined(Part::ALL.map(|part| alone(voucher, part, size, language))))
}

/// A part as a paper of its own.
fn alone(voucher: &Voucher, part: Part, size: PaperSize, language: PaperLanguage) -> Laid {
    let issue = Issue { qr: None, slip: None, ..voucher.issue.clone() };
    let heading = Heading::of(&issue, part.title());
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let Set { said, signed } = parts::whole(setter, voucher, part);
        Composed { body: said, foot: signed }
    })
}

fn joined(laid: [Laid; 3]) -> Laid {
    let mut joined = Laid { pages: Vec::new(), substituted: Vec::new(), left_out: Vec::new() };
    for part in laid {
        joined.pages.extend(part.pages);
        joined.substituted.extend(part.substituted);
        joined.left_out.extend(part.left_out);
    }
    joined.substituted.sort_unstable();
    joined.substituted.dedup();
    joined
}

fn one_below_another(setter: &Setter<'_>, voucher: &Voucher) -> Vec<Strip> {
    let mut strips = Vec::new();
    for (index, part) in Part::ALL.into_iter().enumerate() {
        if index > 0 {
            strips.push(drawn::cut_line(setter, "paper-cut").after(mm(6.0)));
            strips.push(Strip::space(mm(4.0)));
        }
        strips.extend(parts::banner(setter, voucher));
        let Set { said, signed } = parts::whole(setter, voucher, part);
        strips.extend(said);
        strips.extend(signed);
    }
    strips
}

/// How three parts share a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shares {
    /// It is cut into thirds.
    Thirds,
    /// Each takes what it needs.
    AsNeeded,
}

/// All parts on one sheet, in the largest letters in which thirds of it hold them, else in which the sheet does.
fn on_one_sheet(voucher: &Voucher, issue: &Issue, language: PaperLanguage) -> Option<Laid> {
    let heading = Heading::of(issue, Part::Counterfoil.title());
    for shares in [Shares::Thirds, Shares::AsNeeded] {
        // Each part is a small sheet, and is set as one.
        for look in Look::from_roomy_to_dense(PaperSize::A5, language) {
            let fits = Cell::new(false);
            let laid = best_of(PaperSize::A4, language, vec![look], &heading, |setter| {
                let parts = Part::ALL.map(|part| parts::brief(setter, &heading, voucher, part));
                let body = share(setter, parts, shares);
                fits.set(body.is_some());
                Composed { body: body.unwrap_or_default(), foot: Vec::new() }
            });
            if fits.get() && laid.pages.len() == 1 {
                return Some(laid);
            }
        }
    }
    None
}

/// White space between a part and where it is cut off.
const CLEAR: f32 = mm(3.0);

/// The parts with the cuts between them, or nothing where one has too little room. What a part has to spare goes where it
/// is signed.
fn share(setter: &Setter<'_>, parts: [Set; 3], shares: Shares) -> Option<Vec<Strip>> {
    let sheet = setter.size.sheet();
    let whole = sheet.height?;
    let cut = drawn::cut_line(setter, "paper-cut");
    let needed = parts.each_ref().map(Set::height);
    let third = whole / 3.0;
    let rooms = match shares {
        Shares::Thirds => [
            third - sheet.top - cut.height / 2.0 - CLEAR,
            third - cut.height - 2.0 * CLEAR,
            third - sheet.bottom - cut.height / 2.0 - CLEAR,
        ],
        Shares::AsNeeded => {
            let spare = sheet.inner_height() - 2.0 * cut.height - 4.0 * CLEAR - needed.iter().sum::<f32>();
            needed.map(|needed| needed + spare / 3.0)
        }
    };
    if needed.iter().zip(&rooms).any(|(needed, room)| needed > room) {
        return None;
    }
    let mut strips: Vec<Strip> = Vec::new();
    for (index, (part, room)) in parts.into_iter().zip(rooms).enumerate() {
        if index > 0 {
            strips.push(cut.clone().after(CLEAR));
            strips.push(Strip::space(CLEAR));
        }
        strips.extend(part.filling(room));
    }
    tie(&mut strips, false);
    Some(strips)
}
