//! What a folded ticket waits for at headquarters, as its projection keeps it.

use domain::{Decided, EventId, Fact, Ticket, TicketStatus, is_claim, round_of};

use crate::store::{Awaited, Awaits};

/// What a ticket waits for; none where headquarters has nothing to decide.
pub fn awaits(ticket: &Ticket) -> Option<Awaits> {
    // Nobody can read what a forgotten ticket was about, and nobody's money hangs on one to learn by.
    if ticket.forgotten || ticket.practice || !is_claim(ticket) {
        return None;
    }
    let of = |what, decided: Option<&Decided>, since| Awaits {
        what,
        since,
        round: round_of(ticket),
        second_roles: match what {
            Awaited::Release => decided.map(|decided| decided.made.second_roles.clone()).unwrap_or_default(),
            _ => Vec::new(),
        },
        decided_by: decided.and_then(|decided| decided.by),
        decided_fen: decided
            .filter(|decided| decided.made.awards())
            .map(|decided| decided.made.total().get()),
    };
    if let Some(waiting) = ticket.decision_to_release()
        && ticket.status.after(waiting.made.verdict.action()).is_ok()
    {
        return Some(of(Awaited::Release, Some(waiting), waiting.at));
    }
    if matches!(ticket.status, TicketStatus::Registered | TicketStatus::Investigating) {
        return Some(of(Awaited::Decision, None, ticket.status_since));
    }
    too_late(ticket).map(|decided| of(Awaited::TooLate, Some(decided), decided.at))
}

/// The last decision, where it or its release came too late and nobody has taken note of that.
fn too_late(ticket: &Ticket) -> Option<&Decided> {
    let last = ticket.decisions.last().filter(|decided| decided.effect.is_none())?;
    let is_of_it = |event: EventId| {
        let releases = |fact: &Fact| matches!(fact, Fact::DecisionReleased(it) if it.decision == last.event);
        event == last.event || ticket.story.iter().any(|line| line.event == event && releases(&line.fact))
    };
    ticket.not_applied.iter().any(|(event, _)| is_of_it(*event)).then_some(last)
}
