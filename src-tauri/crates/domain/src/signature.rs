//! What a customer signs: strokes, bound to the hash of what was shown.

use std::collections::HashSet;

use crate::{
    Act, Document, Event, EventId, Fact, Fen, Instant, Paid, Role, Sealed, Sha256, Ticket,
    ancestry::Ancestry, vocabulary::open,
};

open! {
    /// What a signature says.
    SignaturePurpose {
        /// That it was taken in as shown.
        INTAKE = "intake",
        /// That the outcome is accepted or refused.
        DECISION = "decision",
        /// That money or goods were received.
        PAYMENT = "payment",
    }
}

/// The side of the square in which strokes are drawn. Both directions have one unit, so that a drawing keeps its shape.
pub const STROKE_SIDE: u16 = 10_000;
/// The most strokes of one drawing.
pub const MOST_STROKES: usize = 200;
/// The most points of all its strokes.
pub const MOST_POINTS: usize = 5_000;
/// The longest name that stands for a drawing, in characters.
pub const LONGEST_SIGNER: usize = 200;
/// A drawing that reaches less far, across and down, is a dot.
const LEAST_REACH: u16 = STROKE_SIDE / 50;

/// A customer signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureGiven {
    /// What it says.
    pub purpose: SignaturePurpose,
    /// Which paper was shown.
    pub document: Document,
    /// Of the shown paper, as it was drawn.
    pub shown: Sha256,
    /// `zh` or `en`.
    pub language: String,
    /// Who signed.
    pub role: Role,
    /// The drawing, and whose name stands for it.
    pub private: Sealed<Signature>,
}

/// A drawing of strokes, each of points within a square of [`STROKE_SIDE`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// As given.
    pub name: String,
    /// In the order in which they were drawn.
    pub strokes: Vec<Vec<(u16, u16)>>,
}

/// A signature as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// What was given.
    pub given: SignatureGiven,
    /// Whether its author had seen everything that the paper says now: nothing was written since, or beside it.
    pub saw_all: bool,
    /// The payment that it was given for: the last that its author had seen, with all that it was corrected to.
    pub payment: Option<EventId>,
}

/// Why a drawing is no signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFlaw {
    /// Nobody's name stands for it.
    #[error("nobody's name stands for the signature")]
    Nameless,
    /// Nothing is drawn, or no more than a dot.
    #[error("nothing is drawn that could be a signature")]
    Empty,
    /// More than a hand draws, or outside of the square.
    #[error("the drawing is larger than a signature may be")]
    TooLarge,
}

impl SignaturePurpose {
    /// What its author does when taking it.
    pub fn act(&self) -> Act {
        if *self == Self::INTAKE { Act::TakeIn } else { Act::TellCustomer }
    }
}

impl Signature {
    /// Refuses what no hand has drawn, and what nobody's name stands for.
    pub fn check(&self) -> Result<(), SignatureFlaw> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(SignatureFlaw::Nameless);
        }
        let points = || self.strokes.iter().flatten().copied();
        let is_outside = points().any(|(x, y)| x > STROKE_SIDE || y > STROKE_SIDE);
        let is_long = self.strokes.len() > MOST_STROKES || points().count() > MOST_POINTS;
        if is_outside || is_long || name.chars().count() > LONGEST_SIGNER {
            return Err(SignatureFlaw::TooLarge);
        }
        let Some((left, top, right, bottom)) = self.bounds() else { return Err(SignatureFlaw::Empty) };
        let has_blank_stroke = self.strokes.iter().any(Vec::is_empty);
        if has_blank_stroke || (right - left).max(bottom - top) < LEAST_REACH {
            return Err(SignatureFlaw::Empty);
        }
        Ok(())
    }

    /// The smallest rectangle around the drawing: left, top, right, bottom. None where nothing is drawn.
    pub fn bounds(&self) -> Option<(u16, u16, u16, u16)> {
        let mut points = self.strokes.iter().flatten().copied();
        let (x, y) = points.next()?;
        Some(points.fold((x, y, x, y), |(left, top, right, bottom), (x, y)| {
            (left.min(x), top.min(y), right.max(x), bottom.max(y))
        }))
    }
}

impl Ticket {
    /// The signature under the receipt as it stands: none when it says something that was not there to be signed.
    pub fn receipt_signature(&self) -> Option<&Signed> {
        self.signature_for(&SignaturePurpose::INTAKE)
    }
}

impl Ticket {
    /// The signature for a purpose under what stands now: none when something was written that was not there to be signed.
    pub fn signature_for(&self, purpose: &SignaturePurpose) -> Option<&Signed> {
        let signed = self.signatures.iter();
        signed.rev().find(|signed| signed.saw_all && signed.given.purpose == *purpose && !self.forgotten)
    }
}

impl Ticket {
    /// The signature for the money under a payment's voucher: none when the payment was corrected since.
    pub fn payment_signature(&self, payment: EventId) -> Option<&Signed> {
        let signed = self.signatures.iter().rev();
        let of_payment = |signed: &&Signed| signed.payment == Some(payment);
        signed.filter(|_| !self.forgotten).find(of_payment)
    }
}

impl Ticket {
    /// Whether somebody signed for a payment before it was corrected, and nobody has since.
    pub fn has_outdated_signature(&self, paid: &Paid) -> bool {
        let is_for_money = |signed: &&Signed| signed.given.purpose == SignaturePurpose::PAYMENT;
        let mut signed = self.signatures.iter().filter(is_for_money);
        self.payment_signature(paid.event).is_none()
            && signed.any(|signed| {
                signed.at >= paid.at && paid.corrected.last().is_some_and(|it| signed.at <= it.at)
            })
    }
}

/// What a signature for money was given for; none where that was corrected since, or beside it.
fn payment_of(seen: &HashSet<EventId>, payments: &[Paid]) -> Option<EventId> {
    let was_paid = |paid: &&Paid| {
        let corrected = paid.corrected.iter().rfind(|corrected| seen.contains(&corrected.event));
        seen.contains(&paid.event) && corrected.is_none_or(|corrected| corrected.made.fen > Fen::ZERO)
    };
    let paid = payments.iter().rfind(was_paid)?;
    paid.corrected.iter().all(|corrected| seen.contains(&corrected.event)).then_some(paid.event)
}

/// Whether each signature's author had seen all that the signed paper is made of.
pub(crate) fn mark_seen(
    signatures: &mut [Signed],
    payments: &[Paid],
    events: &[&Event],
    ancestry: &Ancestry<'_>,
) {
    let is_on_paper = |purpose: &SignaturePurpose, event: &Event| match &event.fact {
        Fact::DecisionMade(_) | Fact::DecisionReleased(_) => *purpose == SignaturePurpose::DECISION,
        Fact::PaymentMade(_) | Fact::PaymentCorrected(_) => *purpose == SignaturePurpose::PAYMENT,
        _ if *purpose != SignaturePurpose::INTAKE => false,
        Fact::TicketAmended(_) | Fact::PromiseMade(_) | Fact::PhotoAdded(_) | Fact::SlotSkipped(_) => true,
        // A receipt lists the papers that are owed.
        Fact::ProofNoted(_) => true,
        Fact::Retracted(taken_back) => ancestry
            .find(taken_back.event)
            .is_some_and(|event| matches!(event.fact, Fact::PhotoAdded(_) | Fact::SlotSkipped(_))),
        _ => false,
    };
    for signed in signatures {
        let seen = ancestry.seen_by(signed.event);
        signed.saw_all =
            events.iter().all(|event| seen.contains(&event.id) || !is_on_paper(&signed.given.purpose, event));
        let is_for_money = signed.given.purpose == SignaturePurpose::PAYMENT;
        signed.payment = if is_for_money { payment_of(&seen, payments) } else { None };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strokes under a name.
    fn drawn(name: &str, strokes: &[&[(u16, u16)]]) -> Result<(), SignatureFlaw> {
        let strokes = strokes.iter().map(|stroke| stroke.to_vec()).collect();
        Signature { name: name.to_owned(), strokes }.check()
    }

    #[test]
    fn a_drawing_is_a_signature_or_says_why_not() {
        let line: &[(u16, u16)] = &[(100, 100), (900, 400)];
        assert_eq!(drawn("王小明", &[line]), Ok(()));
        assert_eq!(drawn("王", &[line, &[(500, 500)]]), Ok(()), "a dot beside a line is a dot of it");
        assert_eq!(drawn(" ", &[line]), Err(SignatureFlaw::Nameless));
        assert_eq!(drawn("王小明", &[]), Err(SignatureFlaw::Empty));
        assert_eq!(drawn("王小明", &[line, &[]]), Err(SignatureFlaw::Empty));
        assert_eq!(drawn("王小明", &[&[(5_000, 5_000)]]), Err(SignatureFlaw::Empty));
        assert_eq!(drawn("王小明", &[&[(5_000, 5_000), (5_020, 5_030)]]), Err(SignatureFlaw::Empty));
        assert_eq!(drawn("王小明", &[&[(0, 0), (STROKE_SIDE, STROKE_SIDE)]]), Ok(()));
        assert_eq!(drawn("王小明", &[&[(0, 0), (0, STROKE_SIDE + 1)]]), Err(SignatureFlaw::TooLarge));
        assert_eq!(drawn("王小明", &vec![line; MOST_STROKES]), Ok(()));
        assert_eq!(drawn("王小明", &vec![line; MOST_STROKES + 1]), Err(SignatureFlaw::TooLarge));
        assert_eq!(drawn("王小明", &[&vec![(1, 900); MOST_POINTS + 1]]), Err(SignatureFlaw::TooLarge));
        assert_eq!(drawn(&"长".repeat(LONGEST_SIGNER + 1), &[line]), Err(SignatureFlaw::TooLarge));
    }

    #[test]
    fn who_takes_in_has_the_intake_signed_and_who_tells_has_the_rest() {
        let purposes =
            [SignaturePurpose::INTAKE, SignaturePurpose::DECISION, SignaturePurpose::PAYMENT, "later".into()];
        let acts = purposes.map(|purpose| purpose.act());
        assert_eq!(acts, [Act::TakeIn, Act::TellCustomer, Act::TellCustomer, Act::TellCustomer]);
    }
}
