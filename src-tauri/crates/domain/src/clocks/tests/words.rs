//! The clocks of the bundled policy, for someone who has never seen code.

use super::*;
use crate::policy::{ClockStart, Term};

fn term(term: Term) -> String {
    match term {
        Term::Minutes(n) => format!("{n} minutes"),
        Term::Hours(n) => format!("{n} hours"),
        Term::Attended { minutes, closed_minutes } => {
            format!("{minutes} minutes while the desk is open, {closed_minutes} while it is closed,")
        }
        Term::WorkingDays(n) => format!("{n} working day{}", if n == 1 { "" } else { "s" }),
        Term::CalendarDays(n) => format!("{n} calendar days"),
        Term::Months(n) => format!("{n} months"),
        Term::Years(n) => format!("{n} years"),
    }
}

fn start(start: ClockStart) -> &'static str {
    match start {
        ClockStart::Received => "the taking in",
        ClockStart::ComplaintMade => "the moment the complaint was made",
        ClockStart::Claimed => "the moment money was asked for",
        ClockStart::OfKind => "the moment it was such a matter",
        ClockStart::Demanded => "the moment this was asked for",
        ClockStart::ClaimFormGiven => "the claim form",
        ClockStart::HandedOver => "the handing over",
        ClockStart::Agreed => "the agreement",
        ClockStart::Reopened => "being taken up again",
        ClockStart::ArrivalPromised => "the day on which it was to arrive",
        ClockStart::AppealReceived => "the appeal",
    }
}

fn stop(stop: &ClockStop) -> &'static str {
    match stop {
        ClockStop::Acknowledged => "the receipt came out",
        ClockStop::FedBack => "the customer was reached",
        ClockStop::HandedOver => "somebody is finding out, or was asked to",
        ClockStop::Proposed => "an outcome was proposed",
        ClockStop::Told => "the customer was told the outcome",
        ClockStop::Settled => "what was agreed was done",
        ClockStop::Paid => "all was paid",
        ClockStop::Delivered => "the parcel arrived",
        ClockStop::Withdrawn => "the customer took it back",
        ClockStop::Finished => "nothing is owed any more",
        ClockStop::Closed => "the ticket was closed",
        ClockStop::AppealReported => "the regulator has our report",
    }
}

fn list(words: impl IntoIterator<Item = impl ToString>) -> String {
    words.into_iter().map(|word| word.to_string()).collect::<Vec<_>>().join(", ")
}

fn paragraph(clock: &Clock) -> String {
    let rule = policy().rule_of(clock);
    let mut only = list(&clock.kinds);
    for (name, words) in [
        ("category", list(&clock.categories)),
        ("asked for", list(&clock.demands)),
        ("by way of", list(&clock.channels)),
        ("went", list(&clock.areas)),
        ("carried as", list(&clock.services)),
        ("or by", list(&clock.carriers)),
    ] {
        if !words.is_empty() {
            only += &format!("; {name}: {words}");
        }
    }
    let steps = policy().escalation_of(clock).iter();
    let steps = steps.map(|step| format!("{} % {}", step.at_percent, list(&step.roles)));
    let within = clock.within.as_ref().map_or(String::new(), |step| format!(", never later than {step}"));
    let pause = match clock.pauses_while {
        ClockPause::Never => "Never stands still",
        ClockPause::WaitingForCustomer => "Stands still while the customer owes an answer",
    };
    let end = match clock.effect {
        ClockEffect::Breach => "late",
        ClockEffect::OffersLoss => "a loss, if the customer wants it",
    };
    format!(
        "{} ({}) {}\n  for {only}\n  {} from {}{within}; then it is {end}\n  until {}\n  {pause}; {}\n  {}{}\n  reminds: {}",
        clock.what.zh,
        clock.step,
        clock.what.en,
        term(clock.term),
        start(clock.start),
        clock.stop.iter().map(stop).collect::<Vec<_>>().join(", or "),
        if clock.promised { "the customer is told" } else { "among ourselves" },
        rule.citation.en,
        if rule.by_law { " (law)" } else { "" },
        steps.collect::<Vec<_>>().join(" · "),
    )
}

#[test]
fn the_whole_table_of_clocks() {
    insta::assert_snapshot!(policy().clocks().iter().map(paragraph).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn every_clock_a_ticket_has_is_cited() {
    for kind in Kind::ALL {
        for clock in Story::taken(*kind, "2026-11-21 14:35").clocks("2026-11-22 09:00") {
            assert!(!clock.citation.is_incomplete() && !clock.words.is_incomplete(), "{}", clock.step);
            assert!(policy().rules().iter().any(|rule| rule.code == clock.rule), "{}", clock.step);
        }
    }
}
