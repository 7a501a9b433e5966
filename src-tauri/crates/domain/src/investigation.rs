//! What was found out: evidence, findings, who caused it, and what is to become better.

#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    BranchId, Date, Event, EventId, Fact, Instant, PersonId, ResponsibleUnit, Sealed, Ticket, UnknownWord,
    appeal,
    fact::shut_words,
    tasks,
    vocabulary::{closed, open},
};

open! {
    /// What bears out how it happened.
    EvidenceKind {
        /// Where the parcel went. 轨迹
        TRACE = "trace",
        /// That it was scanned, or was not. 扫描记录
        SCAN_RECORD = "scan_record",
        /// What it weighed. 称重记录
        SCALE = "scale",
        /// A recording. 监控录像
        VIDEO = "video",
        /// What somebody says. 当事人说明
        STATEMENT = "statement",
        /// A paper. 书面材料
        DOCUMENT = "document",
    }
}

open! {
    /// Where along its way it went wrong.
    FaultStage {
        /// Before it was handed over. 下单
        ORDER = "order",
        /// When it was collected. 揽收
        PICKUP = "pickup",
        /// Between branches. 运输中转
        TRANSIT = "transit",
        /// On the way to the door. 派送
        DELIVERY = "delivery",
        /// Afterwards, with us. 售后
        AFTER_SALES = "after_sales",
    }
}

open! {
    /// Why it went wrong. Which there are for a category is the policy's.
    FaultCause {
        /// Too much came at once. 爆仓积压
        CONGESTION = "congestion",
        /// 天气
        WEATHER = "weather",
        /// 人员操作失误
        STAFF_ERROR = "staff_error",
        /// 末端派送
        DELIVERY_LEG = "delivery_leg",
    }
}

open! {
    /// A question that is asked of a stage: `pickup.inspected`.
    QuestionCode {}
}

closed! {
    /// What was found of a question.
    QuestionAnswer {
        /// It was so.
        Yes = "yes",
        /// It was not.
        No = "no",
        /// It could not be found out.
        Unknown = "unknown",
    }
}

/// Something that bears out how it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceNoted {
    /// Of which kind.
    pub evidence: EvidenceKind,
    /// The photo or attachment that shows it.
    pub photo: Option<EventId>,
    /// Of a recording: the day on which it will be overwritten.
    pub overwritten_on: Option<Date>,
    /// What it shows, or where it is kept.
    pub words: Option<Sealed<String>>,
}

/// What was found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingMade {
    /// Where it went wrong, as far as that was found.
    pub stage: Option<FaultStage>,
    /// Why, as far as that was found.
    pub cause: Option<FaultCause>,
    /// The questions that were answered.
    pub answers: Vec<(QuestionCode, QuestionAnswer)>,
    /// In words.
    pub words: Option<Sealed<String>>,
}

/// Somebody decided who caused it. 定责
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultAdjudicated {
    /// Who caused it.
    pub unit: ResponsibleUnit,
    /// In which branch, where it was one.
    pub branch: Option<BranchId>,
    /// Where it went wrong.
    pub stage: Option<FaultStage>,
    /// Why.
    pub cause: Option<FaultCause>,
    /// The finding that this rests on.
    pub finding: Option<EventId>,
    /// The reason.
    pub words: Option<Sealed<String>>,
}

/// What a unit is to do better; also after closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImprovementNoted {
    /// Which unit.
    pub unit: ResponsibleUnit,
    /// What.
    pub words: Sealed<String>,
}

/// A piece of evidence as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub noted: EvidenceNoted,
}

/// A finding as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: FindingMade,
}

/// An adjudication as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjudicated {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: FaultAdjudicated,
}

/// An improvement as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub noted: ImprovementNoted,
}

impl Ticket {
    /// What was found out last.
    pub fn finding(&self) -> Option<&Found> {
        self.findings.last()
    }

    /// Who caused it, as was decided last.
    pub fn adjudicated(&self) -> Option<&Adjudicated> {
        self.adjudications.last()
    }

    /// The recordings that will be overwritten and of which no photo or copy is here, the most urgent first.
    pub fn videos_to_keep(&self) -> Vec<(Date, &Evidence)> {
        let is_lost_soon = |evidence: &&Evidence| evidence.noted.photo.is_none();
        let mut videos: Vec<_> = self
            .evidence
            .iter()
            .filter(is_lost_soon)
            .filter_map(|evidence| Some((evidence.noted.overwritten_on?, evidence)))
            .collect();
        videos.sort_by_key(|(day, evidence)| (*day, evidence.event));
        videos
    }
}

/// Lets a fact of finding out take its effect; false when it has none, or none yet.
pub(crate) fn apply(ticket: &mut Ticket, event: &Event) -> bool {
    let (id, at, by) = (event.id, event.wall, event.author);
    match &event.fact {
        Fact::TaskSet(set) => {
            let is_within_branch = !matches!(set.to, tasks::TaskTo::Branch(to) if to != ticket.branch);
            is_within_branch && tasks::add(ticket, event, set)
        }
        Fact::TaskGiven(given) => tasks::add(ticket, event, given),
        Fact::EvidenceNoted(noted) => {
            ticket.evidence.push(Evidence { event: id, at, by, noted: noted.clone() });
            true
        }
        Fact::FindingMade(made) => {
            ticket.findings.push(Found { event: id, at, by, made: made.clone() });
            true
        }
        Fact::FaultAdjudicated(made) => {
            ticket.adjudications.push(Adjudicated { event: id, at, by, made: made.clone() });
            true
        }
        Fact::ImprovementNoted(noted) => {
            ticket.improvements.push(Improvement { event: id, at, by, noted: noted.clone() });
            true
        }
        Fact::AppealForwarded(forwarded) => appeal::add(ticket, event, forwarded),
        _ => false,
    }
}

/// Drops whatever was sealed.
pub(crate) fn shut(ticket: &mut Ticket) {
    ticket.tasks.iter_mut().for_each(tasks::Task::shut);
    ticket.evidence.iter_mut().for_each(|evidence| shut_words(&mut evidence.noted.words));
    ticket.findings.iter_mut().for_each(|found| shut_words(&mut found.made.words));
    ticket.adjudications.iter_mut().for_each(|adjudicated| shut_words(&mut adjudicated.made.words));
    ticket.improvements.iter_mut().for_each(|improvement| improvement.noted.words = Sealed::Shut);
    ticket.appeals.iter_mut().for_each(appeal::Appeal::shut);
    for corrected in ticket.payments.iter_mut().flat_map(|paid| &mut paid.corrected) {
        corrected.made.words = Sealed::Shut;
    }
}
