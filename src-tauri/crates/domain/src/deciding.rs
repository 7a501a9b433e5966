//! Whether a claim may be decided as somebody means to, and what is written then: the same answer before and after the press.
//!
//! Who may do how much is told by the policy's bands of authority. What is decided and pays nothing is of the lowest band.

use crate::{
    Act, AwardLine, DecisionGround, DecisionMade, DecisionReleased, EventId, Fen, Kind, PersonId, Policy,
    RuleCode, Sealed, StaffRole, Ticket, TicketStatus, Verdict,
    compensation::{
        Approval, Approver, DepartureCode, Ladder, LadderError, LineKind, NotAuthorised, Rung, may_approve,
    },
};

/// How often a claim is decided where a policy does not say: the first decision, and two reviews of it.
pub const MOST_ROUNDS: u32 = 3;

/// One head of another sum than was assessed, as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// Which head.
    pub kind: LineKind,
    /// How much.
    pub fen: Fen,
    /// The rule that gives it.
    pub rule: RuleCode,
}

/// What somebody means to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What.
    pub verdict: Verdict,
    /// The assessment that they looked at.
    pub assessment: Option<EventId>,
    /// For another sum than was assessed.
    pub lines: Vec<ChangedLine>,
    /// Why it is above what was assessed or asked for.
    pub departure: Option<DepartureCode>,
    /// The rules by which nothing is paid.
    pub grounds: Vec<RuleCode>,
    /// The reason, or the question.
    pub words: String,
}

/// Why a claim is not decided, or a decision not released.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDecided {
    /// Nobody demands money here.
    #[error("this ticket is no claim")]
    NoClaim,
    /// It was taken in to learn the desk.
    #[error("this ticket was taken in to learn the desk")]
    Practice,
    /// Its key is gone.
    #[error("this ticket was forgotten")]
    Forgotten,
    /// Its status does not allow it.
    #[error("not possible while the ticket is {0}")]
    Status(TicketStatus),
    /// It was decided and reviewed as often as may be.
    #[error("decided {most} times already")]
    Rounds {
        /// How often a claim is decided.
        most: u32,
    },
    /// Nobody said yet what it comes to.
    #[error("nothing was assessed yet")]
    NotAssessed,
    /// Something came that had not been looked at, such as another assessment.
    #[error("the ticket has changed since it was looked at")]
    Changed,
    /// Nothing is paid by it.
    #[error("nothing is awarded")]
    Nothing,
    /// More than can be held.
    #[error("the amount is too large")]
    TooLarge,
    /// A rule or a departure that the policy does not have.
    #[error("the policy has no such word")]
    UnknownWord,
    /// A reason or a question is wanted.
    #[error("a reason is wanted")]
    Reason,
    /// What pays nothing names at least one rule of the policy.
    #[error("a rule is wanted by which nothing is paid")]
    Ground,
    /// It is above this amount, and nobody said why.
    #[error("above what was assessed or asked for, without a reason from the list")]
    Departure {
        /// The most without one.
        most: Fen,
    },
    /// Money was paid on an earlier decision.
    #[error("it was paid and stays")]
    Paid,
    /// It is for others.
    #[error("it is for others to decide")]
    Authority(#[from] NotAuthorised),
    /// No such decision waits for a second person.
    #[error("no such decision waits for a second person")]
    NothingToRelease,
}

/// The round that the next decision is of: one more than took effect. A question to the customer is no round.
pub fn round_of(ticket: &Ticket) -> u32 {
    let decided =
        |decided: &&crate::Decided| decided.effect.is_some() && decided.made.verdict != Verdict::AskBack;
    u32::try_from(ticket.decisions.iter().filter(decided).count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether money is demanded: it was taken in as a claim, or somebody has assessed it.
pub fn is_claim(ticket: &Ticket) -> bool {
    *ticket.kind.value() == Kind::Claim || !ticket.assessments.is_empty()
}

/// Whether `verdict` may be given as the ticket stands, whoever gives it.
pub fn may_be_decided(ticket: &Ticket, verdict: Verdict, policy: &Policy) -> Result<(), NotDecided> {
    if ticket.forgotten {
        return Err(NotDecided::Forgotten);
    }
    if ticket.practice {
        return Err(NotDecided::Practice);
    }
    if !is_claim(ticket) {
        return Err(NotDecided::NoClaim);
    }
    ticket.status.after(verdict.action()).map_err(|refused| NotDecided::Status(refused.status))?;
    let most = policy.compensation().rounds.most;
    if round_of(ticket) > most {
        return Err(NotDecided::Rounds { most });
    }
    if pays(verdict) && ticket.assessments.is_empty() {
        return Err(NotDecided::NotAssessed);
    }
    Ok(())
}

fn pays(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Approve | Verdict::Change)
}

/// The decision that `by` makes by `proposal`, or why not.
pub fn decision(
    ticket: &Ticket,
    proposal: &Proposal,
    by: Approver<'_>,
    policy: &Policy,
) -> Result<DecisionMade, NotDecided> {
    let verdict = proposal.verdict;
    may_be_decided(ticket, verdict, policy)?;
    must_be_of_headquarters(by)?;
    let assessed = ticket.assessment();
    if proposal.assessment != assessed.map(|assessed| assessed.event) {
        return Err(NotDecided::Changed);
    }
    let words = proposal.words.trim();
    if verdict != Verdict::Approve && words.is_empty() {
        return Err(NotDecided::Reason);
    }
    let grounds = match verdict {
        Verdict::Approve | Verdict::Change => grounds(ticket, policy),
        Verdict::Decline => named(&proposal.grounds, policy)?,
        Verdict::AskBack => Vec::new(),
    };
    let lines = match (verdict, assessed) {
        (Verdict::Approve, Some(assessed)) => assessed.made.lines.clone(),
        (Verdict::Change, Some(assessed)) => changed(&proposal.lines, &assessed.made.lines, policy)?,
        _ => Vec::new(),
    };
    let total = if pays(verdict) { award(ticket, &lines, proposal, policy)? } else { Fen::ZERO };
    let bands = &policy.compensation().authority;
    let second_roles = match may_approve(by, total, None, bands)? {
        Approval::FirstOfTwo { second_roles } => second_roles,
        Approval::Whole if is_above_demand(ticket, total) => releasing(),
        Approval::Whole => Vec::new(),
    };
    Ok(DecisionMade {
        verdict,
        assessment: proposal.assessment,
        lines,
        grounds,
        departure: proposal.departure.clone().filter(|_| pays(verdict)),
        round: round_of(ticket),
        decided_as: role_of(by, total, policy).as_str().to_owned(),
        second_roles: second_roles.iter().map(|role| role.as_str().to_owned()).collect(),
        words: (!words.is_empty()).then(|| Sealed::Open(words.to_owned())),
    })
}

/// Whatever the bands say, nobody decides who neither decides claims nor releases money.
fn must_be_of_headquarters(by: Approver<'_>) -> Result<(), NotAuthorised> {
    let may = |role: &StaffRole| role.may(Act::Decide) || role.may(Act::Release);
    if by.roles.iter().any(may) {
        return Ok(());
    }
    Err(NotAuthorised::Role { roles: StaffRole::ALL.iter().copied().filter(|role| may(role)).collect() })
}

/// What `lines` come to, where the ladder holds them.
fn award(
    ticket: &Ticket,
    lines: &[AwardLine],
    proposal: &Proposal,
    policy: &Policy,
) -> Result<Fen, NotDecided> {
    let total = lines.iter().try_fold(Fen::ZERO, |total, line| total.checked_add(line.fen));
    let total = total.ok_or(NotDecided::TooLarge)?;
    if total == Fen::ZERO {
        return Err(NotDecided::Nothing);
    }
    let departures = &policy.compensation().departures;
    if let Some(departure) = &proposal.departure
        && !departures.iter().any(|known| known.code == *departure)
    {
        return Err(NotDecided::UnknownWord);
    }
    let most = most_without_departure(ticket);
    if proposal.departure.is_none() && total > most {
        return Err(NotDecided::Departure { most });
    }
    let ladder: Ladder = ticket.ladder();
    match ladder.set(Rung::Approved, total, proposal.departure.clone()) {
        Ok(_) => Ok(total),
        Err(LadderError::AlreadyPaid) => Err(NotDecided::Paid),
        Err(LadderError::RestsOn(_)) => Err(NotDecided::NotAssessed),
        Err(LadderError::SilentStepUp(_)) => Err(NotDecided::Departure { most }),
        Err(LadderError::TooLarge) => Err(NotDecided::TooLarge),
    }
}

/// What may be approved without saying why it is so much: what was assessed, and not more than was asked for unless the
/// assessment said why.
pub fn most_without_departure(ticket: &Ticket) -> Fen {
    let Some(assessed) = ticket.assessment() else { return Fen::ZERO };
    let total = assessed.made.total();
    match *ticket.claimed_fen.value() {
        Some(claimed) if assessed.made.departure.is_none() => total.min(claimed),
        _ => total,
    }
}

/// Whether it is above what was asked for and the freight together: two people look at that, whatever the amount.
/// Where nothing was asked for, everything is above it.
pub fn is_above_demand(ticket: &Ticket, total: Fen) -> bool {
    let of_claim = ticket.assessment().map(|assessed| assessed.made.claim.values).unwrap_or_default();
    let claimed = (*ticket.claimed_fen.value()).or(of_claim.claimed_fen).unwrap_or(Fen::ZERO);
    let freight = ticket.shipment.value().freight_fen.or(of_claim.freight_fen).unwrap_or(Fen::ZERO);
    total > claimed.checked_add(freight).unwrap_or(Fen::MOST)
}

/// Each head with its rule's words; how it was reckoned where it is as it was assessed.
fn changed(
    lines: &[ChangedLine],
    assessed: &[AwardLine],
    policy: &Policy,
) -> Result<Vec<AwardLine>, NotDecided> {
    let line = |line: &ChangedLine| {
        let as_assessed = assessed
            .iter()
            .find(|known| (known.kind, known.fen, &known.rule) == (line.kind, line.fen, &line.rule));
        if let Some(known) = as_assessed {
            return Ok(known.clone());
        }
        let rule = policy.rule(&line.rule).ok_or(NotDecided::UnknownWord)?;
        Ok(AwardLine {
            kind: line.kind,
            fen: line.fen,
            rule: rule.code.clone(),
            ground: rule.citation.clone(),
            reckoned: Vec::new(),
        })
    };
    lines.iter().filter(|line| line.fen > Fen::ZERO).map(line).collect()
}

/// The rule of the measure that was taken.
fn grounds(ticket: &Ticket, policy: &Policy) -> Vec<DecisionGround> {
    let measure = ticket.assessment().and_then(|assessed| assessed.made.measure.as_ref());
    let measure = measure.and_then(|code| policy.compensation().measure(code));
    let rule = measure.and_then(|measure| policy.rule(&measure.rule));
    rule.map(|rule| DecisionGround { rule: rule.code.clone(), citation: rule.citation.clone() })
        .into_iter()
        .collect()
}

/// The rules by which nothing is paid, each once, with its words.
fn named(rules: &[RuleCode], policy: &Policy) -> Result<Vec<DecisionGround>, NotDecided> {
    let mut grounds: Vec<DecisionGround> = Vec::new();
    for code in rules {
        let rule = policy.rule(code).ok_or(NotDecided::UnknownWord)?;
        if grounds.iter().all(|ground| ground.rule != rule.code) {
            grounds.push(DecisionGround { rule: rule.code.clone(), citation: rule.citation.clone() });
        }
    }
    if grounds.is_empty() { Err(NotDecided::Ground) } else { Ok(grounds) }
}

/// Who releases what nobody may decide alone.
fn releasing() -> Vec<StaffRole> {
    StaffRole::ALL.iter().copied().filter(|role| role.may(Act::Release)).collect()
}

/// As what somebody decides an amount: the first of their roles that the band names.
fn role_of(by: Approver<'_>, total: Fen, policy: &Policy) -> StaffRole {
    let band = policy.compensation().authority.iter().find(|band| band.holds(total));
    let named = |role: &&StaffRole| {
        band.is_some_and(|band| band.roles.contains(role) || band.second_roles.contains(role))
    };
    *by.roles.iter().find(named).expect("who may approve holds a role of the band")
}

/// The release of `decision` by `by`, or why not.
pub fn release(ticket: &Ticket, decision: EventId, by: Approver<'_>) -> Result<DecisionReleased, NotDecided> {
    if ticket.forgotten {
        return Err(NotDecided::Forgotten);
    }
    let waiting = ticket.decision_to_release().filter(|waiting| waiting.event == decision);
    let waiting = waiting.ok_or(NotDecided::NothingToRelease)?;
    ticket.status.after(waiting.made.verdict.action()).map_err(|no| NotDecided::Status(no.status))?;
    let released_as = may_release(waiting.by, &waiting.made.second_roles, by)?;
    Ok(DecisionReleased { decision, released_as: released_as.as_str().to_owned() })
}

/// As what `by` may release what `first` decided for one of `second_roles` to release.
pub fn may_release(
    first: Option<PersonId>,
    second_roles: &[String],
    by: Approver<'_>,
) -> Result<StaffRole, NotAuthorised> {
    if first == Some(by.person) {
        return Err(NotAuthorised::SamePerson);
    }
    let roles: Vec<StaffRole> = second_roles.iter().filter_map(|role| role.parse().ok()).collect();
    let held = by.roles.iter().copied().find(|role| roles.contains(role));
    held.ok_or(NotAuthorised::Role { roles })
}
