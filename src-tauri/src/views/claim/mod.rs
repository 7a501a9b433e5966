//! A claim within a ticket: how it comes to money.

mod assessment;
mod form;

pub use assessment::*;
pub use form::*;

use assessment::known;
use domain::{Act, Policy, Sealed, Ticket, compensation::Rung};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{count, fen};

/// The amounts, rung by rung; what is not known is none.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LadderView {
    /// Asked for.
    #[specta(type = Option<specta_typescript::Number>)]
    pub claimed: Option<f64>,
    /// Borne out by papers.
    #[specta(type = Option<specta_typescript::Number>)]
    pub proven: Option<f64>,
    /// As the rules give it.
    #[specta(type = Option<specta_typescript::Number>)]
    pub assessed: Option<f64>,
    /// As people decided.
    #[specta(type = Option<specta_typescript::Number>)]
    pub approved: Option<f64>,
    /// Given to the customer.
    #[specta(type = Option<specta_typescript::Number>)]
    pub paid: Option<f64>,
}

/// What somebody said the claim comes to.
#[derive(Clone, Debug, Serialize, Type)]
pub struct AssessedView {
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The measure that was taken; none: nothing is owed.
    pub measure: Option<String>,
    /// What it gives.
    pub lines: Vec<AwardLineView>,
    /// All of it.
    #[specta(type = specta_typescript::Number)]
    pub fen: f64,
    /// What was said to it.
    pub words: Option<String>,
}

/// What headquarters decided.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// `approve`, `change`, `decline`, `ask_back`.
    pub verdict: String,
    /// What is paid.
    pub lines: Vec<AwardLineView>,
    /// All of it.
    #[specta(type = specta_typescript::Number)]
    pub fen: f64,
    /// In Chinese capitals.
    pub capitals: String,
    /// The reason, or the question.
    pub words: Option<String>,
    /// 1 for the first decision; 2 and 3 for its reviews.
    pub round: u32,
    /// `in_force`, `to_release`, `too_late`, `replaced`.
    pub standing: String,
}

/// What was paid.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PaymentView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// What the voucher is called.
    pub voucher: String,
    /// How much, as it was written down.
    #[specta(type = specta_typescript::Number)]
    pub fen: f64,
    /// How.
    pub method: String,
    /// To whom.
    pub payee: String,
    /// Whose name, masked; none without the ticket's key.
    pub name: Option<String>,
    /// What was truly paid, where that was written wrong; the last.
    pub correction: Option<CorrectionView>,
}

/// What was truly paid.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CorrectionView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// How much; 0: nothing.
    #[specta(type = specta_typescript::Number)]
    pub fen: f64,
    /// Why; none without the ticket's key.
    pub words: Option<String>,
}

/// How the customer was reached, or was not.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ContactView {
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// By what means.
    pub way: String,
    /// What it was about.
    pub about: String,
    /// What became of it.
    pub outcome: String,
    /// What was said.
    pub words: Option<String>,
}

/// What whoever is at the desk may do about a claim as it stands.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ClaimActs {
    /// Note proofs and assess.
    pub assess: bool,
    /// Write down how the customer was reached.
    pub contact: bool,
    /// Pay what was agreed.
    pub pay: bool,
    /// Correct what was written down as paid.
    pub correct: bool,
}

/// All of a ticket's claim.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimView {
    /// Whether it is about money at all.
    pub about_money: bool,
    /// The amounts.
    pub ladder: LadderView,
    /// What is known of it, as typed.
    pub form: ClaimForm,
    /// What it would come to today.
    pub assessment: AssessmentView,
    /// What somebody said it comes to; the last.
    pub assessed: Option<AssessedView>,
    /// What headquarters decided, newest last.
    pub decisions: Vec<DecisionView>,
    /// How often a claim is decided at most: once, and its reviews.
    pub rounds: u32,
    /// Still to be paid of what was approved.
    #[specta(type = Option<specta_typescript::Number>)]
    pub to_pay: Option<f64>,
    /// What was paid.
    pub payments: Vec<PaymentView>,
    /// How the customer was reached, and how not.
    pub contacts: Vec<ContactView>,
    /// What may be done.
    pub may: ClaimActs,
}

/// What somebody says a claim comes to.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct AssessingForm {
    /// What is known.
    pub claim: ClaimForm,
    /// The measure that is taken; none: nothing is owed.
    pub measure: Option<String>,
    /// Why it is above what was proven or asked for.
    pub departure: Option<String>,
    /// What is to be said to it.
    pub words: String,
}

/// What is paid, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct PaymentForm {
    /// Yuan.
    pub amount: String,
    /// How.
    pub method: String,
    /// To whom.
    pub payee: String,
    /// Whose name.
    pub name: String,
    /// The account, or the coupon's number.
    pub account: String,
    /// Why it is above what is still to be paid.
    pub departure: Option<String>,
}

/// What was truly paid, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct CorrectionForm {
    /// The event of the payment.
    pub payment: String,
    /// Yuan; 0: nothing was paid.
    pub amount: String,
    /// Why; never empty.
    pub words: String,
}

/// How the customer was reached, as chosen.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct ContactForm {
    /// By what means.
    pub way: String,
    /// What it was about.
    pub about: String,
    /// What became of it.
    pub outcome: String,
    /// What was said.
    pub words: String,
}

/// Where a paper stands that bears the claim out, as chosen.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct ProofForm {
    /// Which.
    pub proof: String,
    /// `given`, `owed`, `waived`.
    pub standing: String,
    /// The day on which it was given, or by which it is owed.
    pub on: Option<String>,
    /// Why it is not asked for.
    pub why: Option<String>,
}

impl ClaimView {
    /// Of a ticket's sheet.
    pub fn of(desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        let (ticket, policy) = (&sheet.ticket, desk.policy());
        let (claim, assessment) = desk.claim(ticket);
        let name = |person: Option<domain::PersonId>| person.and_then(|id| sheet.names.get(&id).cloned());
        let ladder = ticket.ladder();
        let assessed = ticket.assessment().map(|assessed| AssessedView {
            at: assessed.at.to_string(),
            by: name(assessed.by),
            measure: assessed.made.measure.as_ref().map(ToString::to_string),
            lines: lines(&assessed.made.lines, policy),
            fen: fen(assessed.made.total()),
            words: said(&assessed.made.words),
        });
        let may = |act| desk.may_now(act);
        let goes_on_here = ticket.merged_into.is_none();
        Self {
            about_money: ticket.is_about_money(),
            ladder: LadderView {
                claimed: known(ladder.fen(Rung::Claimed)),
                proven: known(ladder.fen(Rung::Proven)),
                assessed: known(ladder.fen(Rung::Assessed)),
                approved: known(ladder.fen(Rung::Approved)),
                paid: known(ladder.fen(Rung::Paid)),
            },
            form: desk::ClaimForm::from(&claim).into(),
            assessment: AssessmentView::of(&assessment, policy),
            assessed,
            decisions: ticket.decisions.iter().map(|one| DecisionView::of(one, ticket, policy)).collect(),
            rounds: policy.compensation().rounds.most,
            to_pay: known(ticket.to_pay_fen()),
            payments: ticket
                .payments
                .iter()
                .map(|paid| PaymentView {
                    event: paid.event.to_string(),
                    at: paid.at.to_string(),
                    by: name(paid.by),
                    voucher: paid.made.voucher.clone(),
                    fen: fen(paid.made.fen),
                    method: paid.made.method.to_string(),
                    payee: paid.made.payee.to_string(),
                    name: paid.made.private.open().map(|to| domain::mask_name(&to.name)),
                    correction: paid.corrected.last().map(|corrected| CorrectionView {
                        event: corrected.event.to_string(),
                        at: corrected.at.to_string(),
                        by: name(corrected.by),
                        fen: fen(corrected.made.fen),
                        words: corrected.made.words.open().cloned(),
                    }),
                })
                .collect(),
            contacts: ticket
                .contacts
                .iter()
                .map(|contacted| ContactView {
                    at: contacted.at.to_string(),
                    by: name(contacted.by),
                    way: contacted.made.way.to_string(),
                    about: contacted.made.about.to_string(),
                    outcome: contacted.made.outcome.to_string(),
                    words: said(&contacted.made.words),
                })
                .collect(),
            may: ClaimActs {
                assess: may(Act::WorkOn) && goes_on_here && !ticket.status.is_finished() && !ticket.forgotten,
                contact: may(Act::TellCustomer) && !ticket.forgotten,
                pay: may(Act::Settle)
                    && goes_on_here
                    && ticket.status.after(domain::TicketAction::Settle).is_ok()
                    && ticket.to_pay_fen().is_some(),
                correct: may(Act::CorrectPayment)
                    && goes_on_here
                    && !ticket.forgotten
                    && !ticket.payments.is_empty(),
            },
        }
    }
}

impl DecisionView {
    fn of(decided: &domain::Decided, ticket: &Ticket, policy: &Policy) -> Self {
        let in_force = ticket.decision().is_some_and(|one| one.event == decided.event);
        let standing = match decided {
            _ if in_force => "in_force",
            decided if decided.effect.is_some() => "replaced",
            decided if decided.waits_for_release() => "to_release",
            _ => "too_late",
        };
        Self {
            event: decided.event.to_string(),
            at: decided.at.to_string(),
            verdict: decided.made.verdict.to_string(),
            lines: lines(&decided.made.lines, policy),
            fen: fen(decided.made.total()),
            capitals: domain::capitals(decided.made.total()),
            words: said(&decided.made.words),
            round: count(decided.made.round.into()),
            standing: standing.to_owned(),
        }
    }
}

fn lines(lines: &[domain::AwardLine], policy: &Policy) -> Vec<AwardLineView> {
    lines.iter().map(|line| AwardLineView::written(line, policy)).collect()
}

pub(super) fn said(words: &Option<Sealed<String>>) -> Option<String> {
    words.as_ref().and_then(Sealed::open).cloned()
}
