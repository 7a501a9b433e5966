//! The decision letter: what headquarters approved of a claim, by which rules, who decided, and what follows.

use crate::mark::Laid;
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::answering;
use crate::set::drawn;
use crate::set::field::{self, Field, Paragraph};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::money_lines;
use crate::set::part;
use crate::set::promises::{self, Told};
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::settlement::{Answer, Backed, Decider, MoneyLine, Pledge, Review};
use crate::strip::{Strip, tie};
use crate::values::{Amount, Issue, Late, Signature, Visitor, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];

/// What headquarters decided about a claim. 处理决定书
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// By whom it is handed out, about which ticket and when.
    pub issue: Issue,
    /// When the matter was taken in.
    pub received: Option<Moment>,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who claims; masked.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was claimed, and in what.
    pub claimed: Option<Backed>,
    /// What is proven, and by what.
    pub proven: Option<Backed>,
    /// What was approved beside what was assessed.
    pub ruling: Ruling,
    /// What is approved, head by head.
    pub lines: Vec<MoneyLine>,
    /// What all heads come to.
    pub total: Amount,
    /// Who decided, and when.
    pub decided_by: Decider,
    /// The second person who released it, where limits asked for one.
    pub released_by: Option<Decider>,
    /// The version of the policy that it was decided by.
    pub policy: Option<String>,
    /// By when money comes after an agreement.
    pub payment: Option<Pledge>,
    /// What is left of the right to a review.
    pub review: Option<Review>,
    /// What of the ticket was late when it was decided.
    pub late: Option<Late>,
    /// Whom to call.
    pub service_line: Option<Bilingual>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
    /// What the customer answered, where that is known; otherwise there are boxes to tick.
    pub answer: Option<Answer>,
    /// The customer's signature, where it was given on a screen.
    pub signature: Option<Signature>,
}

/// What was approved beside what was assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Ruling {
    /// The same.
    #[default]
    AsAssessed,
    /// Something else.
    Changed {
        /// What was assessed, and by which rule.
        assessed: Backed,
        /// Why it was changed.
        reason: Bilingual,
    },
}

/// Lays out `decision` on `size` in `language`.
pub fn lay(decision: &Decision, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&decision.issue, "paper-title-decision");
    let changed = match &decision.ruling {
        Ruling::AsAssessed => None,
        Ruling::Changed { .. } => Some("paper-under-reason"),
    };
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(on_ticket(setter, decision));
        body.extend(fields(setter, decision));
        body.extend(money_lines::strips(setter, "paper-approved", &decision.lines, &decision.total, changed));
        body.extend(decided(setter, decision));
        body.extend(can_do(setter, decision));
        let payment: Vec<Told<'_>> = decision.payment.iter().map(Told::from).collect();
        let mut payment = promises::told(setter, "paper-payment-due", &payment, decision.issue.at);
        // This paper is about what is approved, which is above.
        payment.iter_mut().for_each(|strip| strip.follows_foot = true);
        body.extend(payment);
        Composed { body, foot: foot(setter, &heading, decision) }
    })
}

/// Which ticket is decided, in a sentence.
fn on_ticket(setter: &Setter<'_>, decision: &Decision) -> Vec<Strip> {
    let Some(number) = &decision.issue.number else { return Vec::new() };
    let said = setter.words_with("paper-decides-on", &[("number", number)]);
    let mut strips = setter.column(&setter.either(&said, setter.body(), setter.width), 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.around;
    }
    strips
}

fn fields(setter: &Setter<'_>, decision: &Decision) -> Vec<Strip> {
    let (ruling, assessed, reason) = match &decision.ruling {
        Ruling::AsAssessed => ("paper-approved-as-assessed", None, None),
        Ruling::Changed { assessed, reason } => {
            ("paper-approved-with-change", Some(assessed.clone()), Some(reason.clone()))
        }
    };
    let ruling = Paragraph::Versions(setter.words(ruling), setter.bold());
    field::strips(
        setter,
        vec![
            vec![
                Field::moment(setter, "paper-received", &decision.received),
                Field::plain(setter, "paper-policy-version", &decision.policy),
            ],
            vec![known::waybill(setter, &decision.waybill)],
            vec![known::visitor(setter, &decision.visitor)],
            vec![Field::text(setter, "paper-category", &decision.category)],
            vec![money_lines::backed(setter, "paper-claimed", &decision.claimed)],
            vec![money_lines::backed(setter, "paper-proven", &decision.proven)],
            vec![money_lines::backed(setter, "paper-assessed", &assessed)],
            vec![Some(Field { label: "paper-ruling", value: vec![ruling] })],
            vec![Field::text(setter, "paper-change-reason", &reason)],
            vec![known::late(setter, &decision.late)],
        ],
    )
}

/// Who decided and who released.
fn decided(setter: &Setter<'_>, decision: &Decision) -> Vec<Strip> {
    let mut strips = field::strips(
        setter,
        vec![
            vec![known::decider(setter, "paper-decided-by", &decision.decided_by)],
            vec![
                decision
                    .released_by
                    .as_ref()
                    .and_then(|released| known::decider(setter, "paper-released-by", released)),
            ],
            vec![Field::moment(setter, "paper-told", &decision.issue.at)],
            known::attended(setter, &decision.issue),
        ],
    );
    tie(&mut strips, false);
    strips
}

fn can_do(setter: &Setter<'_>, decision: &Decision) -> Vec<Strip> {
    let mut can_do = vec![setter.words("paper-can-accept"), setter.words("paper-can-refuse")];
    can_do.extend(decision.review.map(|review| answering::review(setter, review, decision.issue.at)));
    let mut strips = part::heading(setter, &setter.words("paper-can-do"));
    strips.extend(drawn::list(setter, &can_do, false));
    tie(&mut strips, false);
    strips
}

fn foot(setter: &Setter<'_>, heading: &Heading<'_>, decision: &Decision) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(head::code_on_roll(setter, heading));
    for text in [&decision.service_line, &decision.appeal] {
        strips.extend(text.iter().flat_map(|text| foot::notice(setter, text, Notice::Loud)));
    }
    strips.extend(foot::fixed_notice(setter, "paper-offer-leaves-rights"));
    strips.extend(foot::substituted(setter));
    strips.extend(answering::strips(
        setter,
        &decision.total,
        "paper-decision-received",
        &[Place::wide("paper-signature"), Place::narrow("paper-date"), Place::seal("paper-seal")],
        decision.answer,
        decision.signature.as_ref(),
    ));
    tie(&mut strips, false);
    strips
}
