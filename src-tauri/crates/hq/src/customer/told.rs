//! What the customer was told or is owed: promises with where they stand, the decision, papers still to bring.

use domain::{
    AwardLine, Bilingual, Calendar, Date, Due, Fen, Instant, Policy, PromiseStep, Ticket, TicketStatus,
    Verdict,
    clocks::{self, Standing, TicketClock},
    compensation::ProofStanding,
    policy::compensation::words_of,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A promise, with where it stands.
#[derive(Serialize, ToSchema)]
pub struct PromiseShown {
    step: PromiseStep,
    what: Bilingual,
    due_on: Option<Date>,
    due_at: Instant,
    ground: Bilingual,
    is_by_law: bool,
    is_provisional: bool,
    standing: PromiseStanding,
    /// When it was kept, or since when it is late.
    standing_at: Option<Instant>,
}

/// How it stands with a promise, for whom it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromiseStanding {
    /// It is not due yet, or waits for the customer.
    Running,
    Kept,
    KeptLate,
    Late,
}

/// What headquarters decided, once it took effect.
#[derive(Serialize, ToSchema)]
pub struct DecisionShown {
    verdict: Verdict,
    at: Instant,
    /// None where nothing is paid.
    total_fen: Option<Fen>,
    capitals: Option<String>,
    lines: Vec<LineShown>,
    /// The rules it rests on beside those of the lines.
    grounds: Vec<Bilingual>,
}

/// One head of what is paid.
#[derive(Serialize, ToSchema)]
pub struct LineShown {
    name: Bilingual,
    fen: Fen,
    ground: Bilingual,
}

/// A paper that the customer still owes.
#[derive(Serialize, ToSchema)]
pub struct ProofOwed {
    name: Bilingual,
    by: Date,
    is_late: bool,
}

impl PromiseShown {
    /// Whether it has not been kept and is late.
    pub fn is_late_now(&self) -> bool {
        self.standing == PromiseStanding::Late
    }
}

/// What was promised, and by when an agreed sum is paid, which the decision's paper says; earliest first. Of a finished
/// ticket nothing is owed any more but what the law has us tell.
pub fn promises(ticket: &Ticket, now: Instant, calendar: &Calendar, policy: &Policy) -> Vec<PromiseShown> {
    let is_told = |clock: &TicketClock| clock.is_promised || clock.step == PromiseStep::PAY;
    let is_finished = ticket.status.is_finished();
    let is_owed = |clock: &TicketClock| !is_finished || clock.by_law || !clock.standing.is_open();
    let clocks = clocks::of(ticket, now, calendar, policy).into_iter();
    let clocks = clocks.filter(|clock| is_told(clock) && is_owed(clock));
    let mut promises: Vec<PromiseShown> = clocks.map(promise).collect();
    promises.sort_by_key(|promise| promise.due_at);
    promises
}

fn promise(clock: TicketClock) -> PromiseShown {
    let (standing, standing_at) = match clock.standing {
        Standing::Running { .. } | Standing::Paused { .. } => (PromiseStanding::Running, None),
        Standing::Met { at } => (PromiseStanding::Kept, Some(at)),
        Standing::MetLate { at } => (PromiseStanding::KeptLate, Some(at)),
        Standing::Late { since } | Standing::Reached { since } => (PromiseStanding::Late, Some(since)),
    };
    PromiseShown {
        step: clock.step,
        what: clock.words,
        due_on: match clock.due {
            Due::On(day) => Some(day),
            Due::By(_) => None,
        },
        due_at: clock.due_at,
        ground: clock.citation,
        is_by_law: clock.by_law,
        is_provisional: clock.provisional,
        standing,
        standing_at,
    }
}

/// The decision that took effect last. One that waits for its second person is nobody's to know.
pub fn decision(ticket: &Ticket, policy: &Policy) -> Option<DecisionShown> {
    let decided = ticket.decision()?;
    let made = &decided.made;
    let line = |line: &AwardLine| LineShown {
        name: words_of(&policy.compensation().words.lines, &line.kind),
        fen: line.fen,
        ground: line.ground.clone(),
    };
    let total = made.awards().then(|| made.total());
    Some(DecisionShown {
        verdict: made.verdict,
        at: decided.released.as_ref().map_or(decided.at, |released| released.at),
        total_fen: total,
        capitals: total.map(domain::capitals),
        lines: made.lines.iter().map(line).collect(),
        grounds: made.grounds.iter().map(|ground| ground.citation.clone()).collect(),
    })
}

/// What is still to be paid, once the customer agreed: before, it is an offer.
pub fn to_pay(ticket: &Ticket) -> Option<Fen> {
    use TicketStatus::{Agreed, Closed, Settled};
    matches!(ticket.status, Agreed | Settled | Closed).then(|| ticket.to_pay_fen()).flatten()
}

/// The papers that were to be brought by a day; nothing is owed for a matter that is over.
pub fn proofs_owed(ticket: &Ticket, today: Date, policy: &Policy) -> Vec<ProofOwed> {
    if ticket.status.is_finished() {
        return Vec::new();
    }
    let owed = ticket.proofs.iter().filter_map(|proof| match proof.standing {
        ProofStanding::Owed { by } => {
            Some(ProofOwed { name: policy.name_of_proof(&proof.code), by, is_late: by < today })
        }
        ProofStanding::Given { .. } | ProofStanding::Waived { .. } => None,
    });
    let mut owed: Vec<ProofOwed> = owed.collect();
    owed.sort_by_key(|proof| proof.by);
    owed
}
