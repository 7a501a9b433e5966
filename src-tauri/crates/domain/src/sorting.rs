//! How a matter was sorted and weighed: what was offered, what a person made of it, and how soon it must be seen to.

use crate::{
    Act, Answered, CategoryCode, EventId, Impact, Instant, PersonId, PlaybookCode, Priority, ResponsibleUnit,
    Risk, RiskGrade, Sealed, Ticket,
};

/// Somebody judged the impact or the risk of a matter. What the policy made of it then stands beside the factors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatterWeighed {
    /// The impact, factor by factor; none where it was not judged now.
    pub impact: Option<Impact>,
    /// What followed from it.
    pub priority: Option<Priority>,
    /// The risk, factor by factor; none where it was not judged now.
    pub risk: Option<Risk>,
    /// What followed from it.
    pub grade: Option<RiskGrade>,
}

/// Somebody sorted a matter. It says how the category was found; the category itself is what the ticket was taken in or
/// amended with, where two who did not see each other leave a conflict that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterSorted {
    /// Which category was chosen.
    pub category: CategoryCode,
    /// Which was offered; none where none was.
    pub offered: Option<CategoryCode>,
    /// What was made of the offer.
    pub answered: Answered,
    /// Who answers for it.
    pub unit: Option<ResponsibleUnit>,
    /// What is done about it.
    pub playbook: Option<PlaybookCode>,
    /// The customer's words that led to the offer.
    pub words: Option<Sealed<Vec<String>>>,
}

/// Factors as they were judged last, with what followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<F, R> {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// The factors; none where only the result was given.
    pub factors: Option<F>,
    /// What followed; none where it was not said.
    pub result: Option<R>,
}

/// The newest judgement of a ticket's impact and the newest of its risk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// How soon it must be seen to.
    pub impact: Option<Judged<Impact, Priority>>,
    /// How grave it could become.
    pub risk: Option<Judged<Risk, RiskGrade>>,
}

/// A sorting as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: MatterSorted,
}

impl MatterWeighed {
    /// What its author does.
    pub const ACT: Act = Act::WorkOn;
}

impl MatterSorted {
    /// What its author does.
    pub const ACT: Act = Act::WorkOn;
}

impl Weighed {
    /// Takes in what was judged now and keeps the rest; false when nothing was.
    pub(crate) fn take(
        &mut self,
        made: &MatterWeighed,
        event: EventId,
        at: Instant,
        by: Option<PersonId>,
    ) -> bool {
        let has_impact = made.impact.is_some() || made.priority.is_some();
        let has_risk = made.risk.is_some() || made.grade.is_some();
        if has_impact {
            self.impact = Some(Judged { event, at, by, factors: made.impact, result: made.priority });
        }
        if has_risk {
            self.risk = Some(Judged { event, at, by, factors: made.risk, result: made.grade });
        }
        has_impact || has_risk
    }
}

impl Ticket {
    /// How soon it must be seen to, as it was judged last; none while nobody has.
    pub fn priority(&self) -> Option<Priority> {
        self.weighed.impact.as_ref().and_then(|judged| judged.result)
    }

    /// How grave it could become, as it was judged last; none while nobody has.
    pub fn risk_grade(&self) -> Option<RiskGrade> {
        self.weighed.risk.as_ref().and_then(|judged| judged.result)
    }
}
