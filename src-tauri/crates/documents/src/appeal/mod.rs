//! The answer to an appeal: what the regulator asks of us when a customer turned to 12305, with everything that bears it out.
//!
//! What has to stand in it: findings and responsibility; the agreement and what was paid, or the explanation or apology;
//! whether the customer is satisfied; who handles it, with a phone; and while it is not finished, the progress, the
//! principle it is handled by and the negotiation so far.

mod parts;

use crate::claim_form::{Party, Shipment};
use crate::exhibits;
use crate::mark::Laid;
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::part;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::settlement::MoneyLine;
use crate::values::{Amount, Demand, Issue};

pub use crate::exhibits::Exhibit;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A4, PaperSize::A5];

/// What we answer the regulator. 申诉答复材料
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AppealAnswer {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// The appeal's number with the regulator.
    pub appeal: Option<String>,
    /// When the regulator passed it on to us.
    pub forwarded: Option<Moment>,
    /// When the customer first came to us.
    pub received: Option<Moment>,
    /// The parties to the shipment and who acts for them, masked.
    pub parties: Vec<Party>,
    /// What was sent.
    pub shipment: Shipment,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What happened, in the customer's words; lines are kept.
    pub story: Option<String>,
    /// What is asked for.
    pub asked: Demand,
    /// What was found; lines are kept.
    pub findings: String,
    /// At which stage it went wrong; nothing while that is not established.
    pub stage: Option<Bilingual>,
    /// Why; nothing while that is not established.
    pub cause: Option<Bilingual>,
    /// Who caused it; nothing while that is not established.
    pub responsible_unit: Option<Bilingual>,
    /// How it ended, or how far it has come.
    pub outcome: Outcome,
    /// What was explained to the customer, or the apology; lines are kept.
    pub explanation: Option<String>,
    /// Whether the customer is satisfied.
    pub satisfied: Satisfied,
    /// What the customer said to that.
    pub remark: Option<String>,
    /// What happened, the first first.
    pub timeline: Vec<Happening>,
    /// Every clock that ran, with its due time and whether it was kept.
    pub clocks: Vec<ClockTold>,
    /// What proves it, with hashes.
    pub exhibits: Vec<Exhibit>,
    /// Who handles it, by name.
    pub handler: String,
    /// The handler's phone.
    pub handler_phone: Option<String>,
}

/// How a matter ended, or how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Both agreed, and money is paid.
    Agreed {
        /// On what.
        agreement: Bilingual,
        /// What is paid, head by head.
        lines: Vec<MoneyLine>,
        /// What all heads come to.
        total: Amount,
        /// When it was paid; nothing where it is still to be.
        paid_at: Option<Moment>,
    },
    /// It was explained, or apologized for, and nothing is paid.
    Explained,
    /// It is not finished.
    Unfinished {
        /// How far it has come; lines are kept.
        progress: String,
        /// By which principle it is handled; lines are kept.
        principle: String,
        /// What was said between both so far; lines are kept.
        negotiation: String,
    },
}

impl Default for Outcome {
    fn default() -> Self {
        let nothing = String::new;
        Self::Unfinished { progress: nothing(), principle: nothing(), negotiation: nothing() }
    }
}

/// Whether a customer is satisfied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Satisfied {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The customer was called and not reached.
    NotReached,
    /// Nobody asked yet.
    #[default]
    NotAsked,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// What.
    pub what: Bilingual,
    /// Who did it, as a role or a unit.
    pub by: Option<Bilingual>,
}

/// A clock that ran: by when something was due, and when it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockTold {
    /// What was due.
    pub name: Bilingual,
    /// The words of the rule that it runs by.
    pub citation: Bilingual,
    /// By when.
    pub due: Moment,
    /// When it was done; nothing while it is not.
    pub done: Option<Moment>,
    /// Whether it is late by more than these times say, which know no seconds. What they say to be late is late without.
    pub is_late: bool,
}

/// Lays out `answer` on `size`, or on A4 if it is not made for that, in `language`.
pub fn lay(answer: &AppealAnswer, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&answer.issue, "paper-title-appeal");
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let year = answer.issue.at.map(|at| at.year);
        let mut body = head::strips(setter, &heading);
        body.extend(parts::fields(setter, answer));
        body.extend(part::told(setter, "paper-found", &answer.findings));
        body.extend(known::fault(setter, &answer.stage, &answer.cause, &answer.responsible_unit));
        body.extend(parts::outcome(setter, answer));
        body.extend(parts::satisfied(setter, answer));
        body.extend(parts::clocks(setter, &answer.clocks, answer.issue.at));
        body.extend(parts::timeline(setter, &answer.timeline, year));
        body.extend(exhibits::strips(setter, &answer.exhibits, year));
        Composed { body, foot: parts::foot(setter, answer) }
    })
}
