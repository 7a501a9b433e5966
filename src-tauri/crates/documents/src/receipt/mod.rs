//! The receipt: what a customer takes home, and what the clerk sees grow while typing.
//!
//! Everything that a living receipt may still lack is an `Option`; while it is living, what it lacks and needs shows as a
//! gap. Names and phones come in masked. Dates come in as they were promised and are never computed here.

mod content;
mod fields;
mod proofs;

pub use crate::values::{
    Amount, Cover, Demand, Ground, Kind, Outlet, Promise, Role, Signature, SlipWords, Visitor, Waybill,
};
pub use content::{ParcelStatus, Photo, Proof, ProofState, Receipt, SlotState};

use crate::mark::Laid;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::look::Look;
use crate::set::promises;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::strip::{Strip, tie};

/// Lays out `receipt` on `size` in `language`.
///
/// On a sheet it is set as large as still fits one page; what does not fit in the smallest size goes on to more pages,
/// each with the ticket's number and its own, and the promise is on the first if it can be.
pub fn lay(receipt: &Receipt, size: PaperSize, language: PaperLanguage) -> Laid {
    let issue = receipt.issue();
    let heading = Heading {
        living: receipt.living,
        since: receipt.received.as_ref(),
        ..Heading::of(&issue, receipt.kind.title_id())
    };
    let looks = Look::from_roomy_to_dense(size, language);
    best_of(size, language, looks, &heading, |setter| composed(setter, &heading, receipt))
}

fn composed(setter: &Setter<'_>, heading: &Heading<'_>, receipt: &Receipt) -> Composed {
    let mut body = head::strips(setter, heading);
    body.extend(fields::strips(setter, receipt));
    let year = receipt.received.map(|received| received.year);
    body.extend(promises::strips(setter, "paper-next", &receipt.promises, year, receipt.living));
    Composed { body, foot: foot(setter, heading, receipt) }
}

/// Whom to call, where to appeal, what the paper is and is not, and where to sign.
fn foot(setter: &Setter<'_>, heading: &Heading<'_>, receipt: &Receipt) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(head::code_on_roll(setter, heading));
    let said: [(&Option<Bilingual>, Notice); 3] = [
        (&receipt.service_line, Notice::Loud),
        (&receipt.appeal, Notice::Loud),
        (&receipt.privacy, Notice::Quiet),
    ];
    for (text, notice) in said {
        strips.extend(text.iter().flat_map(|text| foot::notice(setter, text, notice)));
    }
    strips.extend(foot::fixed_notice(setter, "paper-not-invoice"));
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing_over(
        setter,
        Some("paper-read-back"),
        &[Place::wide("paper-signature"), Place::narrow("paper-date"), Place::seal("paper-seal")],
        receipt.signature.as_ref(),
    ));
    tie(&mut strips, false);
    strips
}
