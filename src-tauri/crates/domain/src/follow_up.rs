//! When a customer is to hear from us without asking: updates while a matter is open, a follow-up once what was agreed
//! has been done, and return visits to some of the others.
//!
//! These are the carrier's own rules, not promises: nothing here is told to customers, and nothing of it is in the log.

use crate::{
    Calendar, ContactAbout, Due, Instant, Kind, Policy, Ticket, TicketId, TicketStatus,
    clocks::{self, Standing},
    policy::Term,
};

/// The customer is to be told how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateDue {
    /// The first moment that is too late.
    pub due_at: Instant,
    /// Why.
    pub why: UpdateReason,
}

/// Why the customer is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateReason {
    /// They have heard nothing for some time.
    Regular,
    /// A day that they were promised has passed, and nobody has told them since.
    DateSlipped,
}

/// The customer is to be asked whether it arrived and whether they are satisfied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUpDue {
    /// The first moment that is too late.
    pub due_at: Instant,
    /// Whether it is too late.
    pub is_late: bool,
}

/// When the customer of an open ticket is next to be told how far it is, also where that is still to come. A promised day
/// that passed makes it due at once.
pub fn update_due(ticket: &Ticket, now: Instant, calendar: &Calendar, policy: &Policy) -> Option<UpdateDue> {
    if ticket.status.is_finished() || rests(ticket) {
        return None;
    }
    let told = ticket.contacts.iter().filter(|contacted| contacted.made.reached());
    let told_at = told.map(|contacted| contacted.at).max().unwrap_or(ticket.opened_at).max(ticket.opened_at);
    let regular_at = ends_at(policy.follow_up().update_every, told_at, calendar, policy);
    let promised = clocks::of(ticket, now, calendar, policy).into_iter().filter(|clock| clock.is_promised);
    let slipped_at = promised.filter_map(|clock| match clock.standing {
        Standing::Late { since } if told_at < since => Some(since),
        _ => None,
    });
    Some(match slipped_at.min() {
        Some(slipped_at) => UpdateDue { due_at: slipped_at.min(regular_at), why: UpdateReason::DateSlipped },
        None => UpdateDue { due_at: regular_at, why: UpdateReason::Regular },
    })
}

/// When the customer is to be asked after what was agreed on a complaint or claim has been done; none once they were.
pub fn follow_up_due(
    ticket: &Ticket,
    now: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Option<FollowUpDue> {
    let settled_at = settled_at(ticket).filter(|_| !rests(ticket))?;
    due_after(ticket, settled_at, policy.follow_up().after_settling, now, calendar, policy)
}

/// When the customer of another finished ticket is to be asked, where it is one of those that are picked; none once they
/// were. Which are picked hangs on the ticket's id alone, so every counter picks the same.
pub fn return_visit_due(
    ticket: &Ticket,
    now: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Option<FollowUpDue> {
    let rules = policy.follow_up();
    let is_asked = is_picked(ticket.id, rules.return_visit_percent) && settled_at(ticket).is_none();
    let finished_at = finished_at(ticket).filter(|_| is_asked && !rests(ticket))?;
    due_after(ticket, finished_at, rules.return_visit_within, now, calendar, policy)
}

/// Whether a ticket is one of the `percent` of a hundred that are picked.
pub fn is_picked(ticket: TicketId, percent: u32) -> bool {
    // FNV-1a, 64 bits: the first half of an id is its time, so its bytes alone would pick by the hour.
    let hash = ticket.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // The upper bits of it are the mixed ones.
    (hash >> 32) % 100 < u64::from(percent)
}

/// Whether nobody is to be asked here: it goes on in another ticket, or nobody knows any more whose it was.
fn rests(ticket: &Ticket) -> bool {
    ticket.merged_into.is_some() || ticket.forgotten
}

/// Since when it is finished; none while it is open.
fn finished_at(ticket: &Ticket) -> Option<Instant> {
    let open = ticket.statuses.iter().rposition(|(_, status)| !status.is_finished());
    ticket.statuses.get(open.map_or(0, |last| last + 1)).map(|(at, _)| *at)
}

/// When what was agreed on a complaint or claim was done, if it was not taken up again since.
fn settled_at(ticket: &Ticket) -> Option<Instant> {
    let is_complaint = matches!(ticket.kind.value(), Kind::Complaint | Kind::Claim);
    let open = ticket.statuses.iter().rposition(|(_, status)| !status.is_finished());
    let since = ticket.statuses.iter().skip(open.map_or(0, |last| last + 1));
    let mut settled = since.filter(|(_, status)| is_complaint && *status == TicketStatus::Settled);
    settled.next().map(|(at, _)| *at)
}

fn due_after(
    ticket: &Ticket,
    since: Instant,
    within: Term,
    now: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Option<FollowUpDue> {
    let asked =
        ticket.contacts.iter().filter(|it| it.made.about == ContactAbout::FOLLOW_UP && it.at >= since);
    if asked.into_iter().any(|contacted| contacted.made.reached()) {
        return None;
    }
    let due_at = ends_at(within, since, calendar, policy);
    Some(FollowUpDue { due_at, is_late: now >= due_at })
}

fn ends_at(term: Term, from: Instant, calendar: &Calendar, policy: &Policy) -> Instant {
    let due = match term.due(from, calendar, &policy.carrier().opening) {
        Due::On(day) if policy.follow_up().moves_off_holidays => Due::On(calendar.rolled(day)),
        due => due,
    };
    due.due_at(calendar)
}

#[cfg(test)]
mod tests;
