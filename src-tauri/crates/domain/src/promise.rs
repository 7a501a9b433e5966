//! What is promised to the customer, and by when.
//!
//! A promise is computed once, told to the customer and written into the log; afterwards it never moves later.

use serde::{Deserialize, Serialize};

use crate::{
    Bilingual, Calendar, CategoryCode, Date, Instant, Kind, Policy, policy::Clock, vocabulary::open,
};

open! {
    /// What is promised, or watched over without a word to the customer.
    PromiseStep {
        /// To hear from us for the first time.
        FIRST_FEEDBACK = "first_feedback",
        /// To be told what we found and propose.
        REPLY = "reply",
        /// The law's own limit for a complaint.
        LAW_7_DAYS = "law_7_days",
        /// To have the compensation settled.
        SETTLE = "settle",
        /// To have a question answered.
        ANSWER_ENQUIRY = "answer_enquiry",
        /// To be told where the parcel is.
        ANSWER_TRACE = "answer_trace",
        /// To be told what became of a suggestion.
        ANSWER_SUGGESTION = "answer_suggestion",
        /// To be taken in, with a receipt.
        ACKNOWLEDGE = "acknowledge",
        /// To be with whom it concerns.
        FORWARD = "forward",
        /// To have the claim form answered.
        CLAIM_ANSWER = "claim_answer",
        /// To have compensation proposed.
        CLAIM_PROPOSAL = "claim_proposal",
        /// To have a postal inquiry answered.
        INQUIRY_ANSWER = "inquiry_answer",
        /// For the parcel to count as lost.
        TOTAL_DELAY = "total_delay",
        /// To be paid what was agreed.
        PAY = "pay",
        /// To have a return or exchange handled.
        RETURN = "return",
        /// For the regulator to be told how its appeal was handled.
        APPEAL_REPORT = "appeal_report",
        /// To be answered after the matter was taken up again.
        ANSWER_REOPENED = "answer_reopened",
    }
}

open! {
    /// Which rule of the policy a date rests on.
    RuleCode {
        /// The regulation's seven days.
        LAW_7_DAYS = "law.express_regulation_29",
    }
}

/// One line of the promise block. Serialized as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// What is promised.
    pub step: PromiseStep,
    /// The same in words.
    pub what: Bilingual,
    /// By when, as it is told.
    pub due: Due,
    /// The first moment that is too late.
    pub due_at: Instant,
    /// The rule that this very date comes from.
    pub rule: RuleCode,
    /// Its citation, as shown to the customer.
    pub ground: Bilingual,
    /// Whether the law sets the date, not the carrier.
    pub by_law: bool,
    /// Whether the date rests on a year whose holidays are not yet published.
    pub provisional: bool,
}

/// When something is due, as it is told: a moment, or a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Before this moment.
    By(Instant),
    /// In the course of this local day.
    On(Date),
}

impl Due {
    /// The first moment that is too late.
    pub fn due_at(self, calendar: &Calendar) -> Instant {
        match self {
            Self::By(moment) => moment,
            Self::On(day) => calendar.zone().start_of(day.plus_days(1)),
        }
    }
}

/// What is promised for a ticket of such a kind and category that is taken in now, in the policy's order.
pub fn promises(
    kind: Kind,
    category: &CategoryCode,
    received_at: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Vec<Promise> {
    promises_from(kind, category, |_| Some(received_at), calendar, policy)
}

/// What is promised for a ticket of such a kind and category, each clock from its own start; none of those whose start
/// is not known.
pub(crate) fn promises_from(
    kind: Kind,
    category: &CategoryCode,
    starts: impl Fn(&Clock) -> Option<Instant>,
    calendar: &Calendar,
    policy: &Policy,
) -> Vec<Promise> {
    let clocks = policy.promised_for(kind, category);
    clocks.filter_map(|clock| reckoned(clock, kind, category, &starts, calendar, policy)).collect()
}

/// What a clock comes to, held within the step that it may never be later than.
pub(crate) fn reckoned(
    clock: &Clock,
    kind: Kind,
    category: &CategoryCode,
    starts: impl Fn(&Clock) -> Option<Instant>,
    calendar: &Calendar,
    policy: &Policy,
) -> Option<Promise> {
    let promise = |clock: &Clock| Some(promise_of(clock, starts(clock)?, calendar, policy));
    let own = promise(clock)?;
    let outer = clock.within.as_ref().and_then(|step| policy.clock_for(kind, category, step));
    Some(match outer.and_then(promise) {
        // The date is then the outer rule's, and so are its ground and its standing.
        Some(outer) if outer.due_at < own.due_at => Promise { step: own.step, what: own.what, ..outer },
        _ => own,
    })
}

fn promise_of(clock: &Clock, start_at: Instant, calendar: &Calendar, policy: &Policy) -> Promise {
    let rule = policy.rule_of(clock);
    let counted_by = calendar_of(clock, calendar, policy);
    let calendar = counted_by.as_ref().unwrap_or(calendar);
    let due = match clock.term.due(start_at, calendar, &policy.carrier().opening) {
        Due::On(day) if clock.moves_off_holidays => Due::On(calendar.rolled(day)),
        due => due,
    };
    Promise {
        step: clock.step.clone(),
        what: clock.what.clone(),
        due,
        due_at: due.due_at(calendar),
        rule: rule.code.clone(),
        ground: rule.citation.clone(),
        by_law: rule.by_law,
        provisional: clock.rests_on_workdays() && rests_on_a_notice_to_come(start_at, due, calendar),
    }
}

/// The calendar that a clock names, with the branch's days; none where it counts by the branch's own.
pub(crate) fn calendar_of(clock: &Clock, calendar: &Calendar, policy: &Policy) -> Option<Calendar> {
    let named = policy.calendar_named(clock.calendar.as_ref()?);
    named.map(|named| named.clone().with_zone(calendar.zone()))
}

/// Whether the days from `start_at` to `due` meet a year whose holidays are not yet published.
pub(crate) fn rests_on_a_notice_to_come(start_at: Instant, due: Due, calendar: &Calendar) -> bool {
    match due {
        Due::On(day) => calendar.is_provisional_within(calendar.zone().local(start_at).date, day),
        Due::By(_) => false,
    }
}

/// Those of `recomputed` that are new or earlier than what was `promised`: a promise never moves later.
pub fn earlier_of(promised: &[Promise], recomputed: Vec<Promise>) -> Vec<Promise> {
    let told = |step: &PromiseStep| promised.iter().filter(|p| p.step == *step).map(|p| p.due_at).min();
    recomputed.into_iter().filter(|new| told(&new.step).is_none_or(|due_at| new.due_at < due_at)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Zone;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn promised(kind: Kind, received_at: Instant) -> Vec<Promise> {
        let policy = Policy::bundled();
        promises(kind, &"damage.contents".into(), received_at, policy.calendar(), policy)
    }

    fn told(promises: &[Promise]) -> String {
        let line = |promise: &Promise| {
            let due = match promise.due {
                Due::By(moment) => {
                    let local = Zone::SHANGHAI.local(moment);
                    format!("by {} {:02}:{:02}", local.date, local.hour, local.minute)
                }
                Due::On(day) => format!("on {day}"),
            };
            let law = if promise.by_law { "law" } else { "ours" };
            let provisional = if promise.provisional { ", provisional" } else { "" };
            format!("{} {due} ({law}{provisional}: {})", promise.step, promise.rule)
        };
        promises.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_claim_is_promised_four_things() {
        insta::assert_snapshot!(told(&promised(Kind::Claim, at("2026-11-21T06:35:00.000Z"))), @r"
        first_feedback by 2026-11-22 14:35 (ours: promise.first_feedback)
        reply on 2026-11-25 (ours: promise.reply)
        law_7_days on 2026-11-28 (law: law.express_regulation_29)
        settle on 2026-12-04 (ours: promise.settle)
        ");
    }

    #[test]
    fn before_spring_festival_the_reply_takes_the_date_and_the_rule_of_the_law() {
        insta::assert_snapshot!(told(&promised(Kind::Complaint, at("2026-02-14T06:35:00.000Z"))), @r"
        first_feedback by 2026-02-15 14:35 (ours: promise.first_feedback)
        reply on 2026-02-21 (law: law.express_regulation_29)
        law_7_days on 2026-02-21 (law: law.express_regulation_29)
        ");
    }

    #[test]
    fn an_enquiry_waits_longer_while_the_desk_is_closed() {
        insta::assert_snapshot!(told(&promised(Kind::Enquiry, at("2026-11-21T06:35:00.000Z"))),
            @"answer_enquiry by 2026-11-21 14:40 (ours: promise.enquiry)");
        insta::assert_snapshot!(told(&promised(Kind::Enquiry, at("2026-11-21T12:00:00.000Z"))),
            @"answer_enquiry by 2026-11-21 20:30 (ours: promise.enquiry)");
    }

    #[test]
    fn a_trace_and_a_suggestion_are_answered_in_three_working_days() {
        insta::assert_snapshot!(told(&promised(Kind::Trace, at("2026-11-21T06:35:00.000Z"))), @r"
        first_feedback by 2026-11-22 14:35 (ours: promise.first_feedback)
        answer_trace on 2026-11-25 (ours: promise.reply)
        ");
        insta::assert_snapshot!(told(&promised(Kind::Suggestion, at("2026-11-21T06:35:00.000Z"))),
            @"answer_suggestion on 2026-11-25 (ours: promise.reply)");
    }

    #[test]
    fn a_date_that_rests_on_an_unpublished_year_says_so() {
        insta::assert_snapshot!(told(&promised(Kind::Claim, at("2026-12-28T06:35:00.000Z"))), @r"
        first_feedback by 2026-12-29 14:35 (ours: promise.first_feedback)
        reply on 2026-12-31 (ours: promise.reply)
        law_7_days on 2027-01-04 (law: law.express_regulation_29)
        settle on 2027-01-12 (ours, provisional: promise.settle)
        ");
    }

    #[test]
    fn a_day_is_due_until_it_is_over_where_the_branch_is() {
        let claim = promised(Kind::Claim, at("2026-11-21T06:35:00.000Z"));
        assert_eq!(claim[1].due_at, at("2026-11-25T16:00:00.000Z"));
        // Ten minutes before and after midnight in Shanghai are two days.
        for (received, law) in
            [("2026-11-21T15:50:00.000Z", "2026-11-28"), ("2026-11-21T16:10:00.000Z", "2026-11-29")]
        {
            assert_eq!(promised(Kind::Claim, at(received))[2].due, Due::On(law.parse().unwrap()));
        }
    }

    #[test]
    fn what_is_computed_anew_counts_only_when_it_is_earlier() {
        let now = promised(Kind::Claim, at("2026-11-21T06:35:00.000Z"));
        assert_eq!(earlier_of(&now, now.clone()), []);
        let later = promised(Kind::Claim, at("2026-11-23T06:35:00.000Z"));
        assert_eq!(earlier_of(&now, later.clone()), []);
        assert_eq!(earlier_of(&later, now.clone()), now);
        // A complaint that becomes a claim is promised a settlement as well, and nothing twice.
        let complaint = promised(Kind::Complaint, at("2026-11-21T06:35:00.000Z"));
        assert_eq!(earlier_of(&complaint, now.clone()), [now[3].clone()]);
        // Of two promises of one step the earlier one binds.
        let both = [later, now.clone()].concat();
        assert_eq!(earlier_of(&both, now), []);
    }

    #[test]
    fn a_promise_stands_in_the_log_as_it_was_told() {
        let promise = promised(Kind::Claim, at("2026-11-21T06:35:00.000Z")).remove(2);
        let line = serde_json::to_string(&promise).unwrap();
        assert_eq!(
            line,
            concat!(
                r#"{"step":"law_7_days","what":{"zh":"法定期限，7日","en":"Legal limit, 7 days"},"#,
                r#""due":{"on":"2026-11-28"},"due_at":"2026-11-28T16:00:00.000Z","#,
                r#""rule":"law.express_regulation_29","ground":{"zh":"《快递暂行条例》（2025修订）第二十九条","#,
                r#""en":"Interim Regulations on Express Delivery (2025), art. 29"},"by_law":true,"provisional":false}"#,
            )
        );
        assert_eq!(serde_json::from_str::<Promise>(&line).unwrap(), promise);
    }

    proptest! {
        #[test]
        fn the_law_runs_for_every_complaint_and_is_never_outrun(ms in 1_735_000_000_000_i64..1_900_000_000_000) {
            let received_at = Instant::from_unix_ms(ms);
            for kind in [Kind::Complaint, Kind::Claim] {
                let lines = promised(kind, received_at);
                let line = |step| lines.iter().find(|line| line.step == step).unwrap();
                let law = line(PromiseStep::LAW_7_DAYS);
                let received_on = Zone::SHANGHAI.local(received_at).date;
                prop_assert_eq!(law.due, Due::On(received_on.plus_days(7)));
                prop_assert!(line(PromiseStep::REPLY).due_at <= law.due_at);
                prop_assert!(!law.provisional);
                prop_assert!(lines.iter().all(|line| line.due_at > received_at));
                prop_assert!(lines.iter().all(|line| Policy::bundled().rules().iter().any(|rule|
                    rule.code == line.rule && rule.citation == line.ground && rule.by_law == line.by_law)));
            }
        }
    }
}
