//! Tickets that belong together: links, one that goes on in another, and how such kin is found.

mod circle;

use std::collections::HashSet;

use crate::{
    Act, CategoryCode, EventId, Fact, Instant, Kind, PersonId, Policy, Ticket, TicketId, TicketNumber,
    TicketStatus, policy::parent_of, vocabulary::open, waybill::normalize,
};

pub use circle::{Circle, GoesOn, circle_of};

open! {
    /// How two tickets belong together.
    KinKind {
        /// Both are about one thing that happened. 同一事项
        SAME_MATTER = "same_matter",
        /// It happened again. 重复来访
        REPEAT = "repeat",
        /// They touch each other. 相关
        RELATED = "related",
        /// It was part of the other one. 拆分
        SPLIT_FROM = "split_from",
    }
}

/// The ticket belongs to another. Taken back by `Retracted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketLinked {
    /// Which.
    pub to: TicketId,
    /// What people call it.
    pub number: TicketNumber,
    /// How.
    pub kin: KinKind,
}

/// The ticket goes on in another. Taken back by `Retracted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketMerged {
    /// Which.
    pub into: TicketId,
    /// What people call it.
    pub number: TicketNumber,
}

/// A link as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The event that brought it: what a `Retracted` names.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: TicketLinked,
}

/// Where a ticket goes on, as it has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The event that brought it: what a `Retracted` names.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: TicketMerged,
}

/// Why a ticket cannot go on in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMerged {
    /// Both are the same.
    #[error("a ticket cannot go on in itself")]
    Itself,
    /// It goes on in some other already.
    #[error("this ticket goes on in another already")]
    Already,
    /// The other one goes on elsewhere itself.
    #[error("the other ticket goes on elsewhere itself")]
    OtherIsMerged,
    /// A key is gone, so nobody can tell what it was about.
    #[error("one of the tickets was forgotten")]
    Forgotten,
    /// Only one of them was taken in to learn the desk.
    #[error("only one of the tickets was taken in to learn the desk")]
    Practice,
    /// Something was decided or paid here, and money is never merged.
    #[error("money was decided or paid on this ticket")]
    Money,
}

/// What of a ticket can show that it belongs to another.
#[derive(Clone, Copy, Debug)]
pub struct Kindred<'a> {
    /// The parcel's number; empty where none is known.
    pub waybill: &'a str,
    /// A mark for each phone of who is involved: equal for one number, and telling nothing else of it.
    pub phones: &'a [String],
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: &'a CategoryCode,
    /// When it was taken in.
    pub opened_at: Instant,
    /// Where it stands.
    pub status: TicketStatus,
}

/// How two tickets probably belong together; none where nothing speaks for it. The same whichever comes first.
///
/// One parcel is one matter while the earlier ticket is open and for some days; after that it happened again. So it did
/// where one phone comes with the same complaint again within some days. The days are the policy's.
pub fn kin_of(one: &Kindred<'_>, other: &Kindred<'_>, policy: &Policy) -> Option<KinKind> {
    let (earlier, later) = if one.opened_at <= other.opened_at { (one, other) } else { (other, one) };
    let apart_ms = later.opened_at.unix_ms().saturating_sub(earlier.opened_at.unix_ms());
    let within = |days: u32| apart_ms <= i64::from(days) * 86_400_000;
    let days = policy.repeats();
    if is_one_parcel(one.waybill, other.waybill) {
        let is_same = !earlier.status.is_finished() || within(days.same_matter_days);
        return Some(if is_same { KinKind::SAME_MATTER } else { KinKind::REPEAT });
    }
    let one_caller = one.phones.iter().any(|phone| other.phones.contains(phone));
    let is_repeat = one_caller && is_one_complaint(one, other) && within(days.repeat_days);
    is_repeat.then_some(KinKind::REPEAT)
}

fn is_one_parcel(one: &str, other: &str) -> bool {
    let number = normalize(one);
    !number.is_empty() && number == normalize(other)
}

/// Whether both complain of the same. What nobody has sorted says nothing, and a suggestion complains of nothing.
fn is_one_complaint(one: &Kindred<'_>, other: &Kindred<'_>) -> bool {
    let top = |code: &CategoryCode| parent_of(code).unwrap_or_else(|| code.clone());
    let complains = |it: &Kindred<'_>| it.kind != Kind::Suggestion && *it.category != CategoryCode::OTHER;
    complains(one) && complains(other) && top(one.category) == top(other.category)
}

/// Whether `ticket` can go on in `into`. The other one may be finished: it is taken up again where need be.
pub fn may_merge(ticket: &Ticket, into: &Ticket) -> Result<(), NotMerged> {
    let refusals = [
        (ticket.id == into.id, NotMerged::Itself),
        (ticket.merged_into.is_some(), NotMerged::Already),
        (into.merged_into.is_some(), NotMerged::OtherIsMerged),
        (ticket.forgotten || into.forgotten, NotMerged::Forgotten),
        (ticket.practice != into.practice, NotMerged::Practice),
        (!ticket.payments.is_empty() || ticket.decision().is_some(), NotMerged::Money),
    ];
    refusals.into_iter().find(|(refused, _)| *refused).map_or(Ok(()), |(_, why)| Err(why))
}

impl TicketLinked {
    /// What its author does.
    pub const ACT: Act = Act::WorkOn;
}

impl TicketMerged {
    /// What its author does.
    pub const ACT: Act = Act::WorkOn;
}

impl Ticket {
    /// Whether it went on in another ticket at a moment.
    pub fn is_merged_at(&self, at: Instant) -> bool {
        self.merged_into.as_ref().is_some_and(|merged| merged.at < at)
    }

    /// Reads links and merging off the story, without those taken back; of several mergings the last that stands.
    pub(crate) fn find_kin(&mut self, retracted: &HashSet<EventId>) {
        for line in self.story.iter().filter(|line| line.applied && !retracted.contains(&line.event)) {
            let (event, at, by) = (line.event, line.at, line.by);
            match &line.fact {
                Fact::TicketLinked(made) => {
                    self.links.push(Linked { event, at, by, made: made.clone() });
                }
                Fact::TicketMerged(made) => {
                    self.merged_into = Some(Merged { event, at, by, made: made.clone() });
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
