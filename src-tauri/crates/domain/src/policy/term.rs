//! Terms and limits: how long something may take, and the rule that says so.

use serde::{Deserialize, Deserializer, de};

use super::Bilingual;
use crate::{Calendar, Date, Due, Instant, LocalTime, RuleCode};

/// A length of time as rules state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// From moment to moment.
    Minutes(u32),
    /// From moment to moment.
    Hours(u32),
    /// From moment to moment, longer while nobody is at the desk.
    Attended {
        /// While open.
        minutes: u32,
        /// While closed.
        closed_minutes: u32,
    },
    /// Days that are worked, counted from the day after.
    WorkingDays(u32),
    /// Days, counted from the day after. Never shifted.
    CalendarDays(u32),
    /// To the corresponding day of a later month, or that month's last (Civil Code 202).
    Months(u32),
    /// To the corresponding day of a later year.
    Years(u32),
}

impl Term {
    /// When a term that starts at `received_at` ends.
    pub fn due(self, received_at: Instant, calendar: &Calendar, opening: &Opening) -> Due {
        let minutes = |minutes: u32| Due::By(received_at.plus_ms(i64::from(minutes) * 60_000));
        let local = calendar.zone().local(received_at);
        match self {
            Self::Minutes(length) => minutes(length),
            Self::Hours(hours) => Due::By(received_at.plus_ms(i64::from(hours) * 3_600_000)),
            Self::Attended { minutes: open, closed_minutes } => {
                minutes(if opening.is_open_at(local) { open } else { closed_minutes })
            }
            days => Due::On(
                days.last_day(local.date, calendar)
                    .expect("what is not counted in moments is counted in days"),
            ),
        }
    }

    /// The last day of a term counted in days, months or years, that starts on `from`.
    pub fn last_day(self, from: Date, calendar: &Calendar) -> Option<Date> {
        match self {
            Self::Minutes(_) | Self::Hours(_) | Self::Attended { .. } => None,
            Self::WorkingDays(days) => Some(calendar.add_workdays(from, days)),
            Self::CalendarDays(days) => Some(from.plus_days(days.into())),
            Self::Months(months) => Some(from.plus_months(months)),
            Self::Years(years) => Some(from.plus_months(years * 12)),
        }
    }

    /// How long it is, in words.
    pub fn in_words(self) -> Bilingual {
        let so_many = |zh: &str, en: &str, n: u32| {
            let plural = if n == 1 { "" } else { "s" };
            Bilingual::new(format!("{n}{zh}"), format!("{n} {en}{plural}"))
        };
        match self {
            Self::Minutes(n) | Self::Attended { minutes: n, .. } => so_many("分钟", "minute", n),
            Self::Hours(n) => so_many("小时", "hour", n),
            Self::WorkingDays(n) => so_many("个工作日", "working day", n),
            Self::CalendarDays(n) => so_many("日", "day", n),
            Self::Months(n) => so_many("个月", "month", n),
            Self::Years(n) => so_many("年", "year", n),
        }
    }

    /// Whether its end depends on which days are worked.
    pub fn counts_workdays(self) -> bool {
        matches!(self, Self::WorkingDays(_))
    }

    /// Whether it never ends later than `other`, whatever the day and the hour on which both start.
    pub(super) fn is_within(self, other: Self) -> bool {
        use Term::{Attended, CalendarDays, Hours, Minutes, Months, WorkingDays, Years};
        // Its longest in minutes, against the other's shortest.
        let longest = match self {
            Minutes(n) => Some(n),
            Hours(n) => Some(n * 60),
            Attended { closed_minutes, .. } => Some(closed_minutes),
            _ => None,
        };
        match (self, other) {
            (
                Attended { minutes, closed_minutes },
                Attended { minutes: most, closed_minutes: most_closed },
            ) => minutes <= most && closed_minutes <= most_closed,
            (_, Minutes(most) | Attended { minutes: most, .. }) => longest.is_some_and(|it| it <= most),
            (_, Hours(most)) => longest.is_some_and(|it| it <= most * 60),
            (WorkingDays(n), WorkingDays(most))
            | (CalendarDays(n), CalendarDays(most) | WorkingDays(most))
            | (Months(n), Months(most))
            | (Years(n), Years(most)) => n <= most,
            (Months(n), Years(most)) => n <= most * 12,
            // A day of a term ends with the day, so as many times 24 hours end before it.
            (_, CalendarDays(most) | WorkingDays(most)) => longest.is_some_and(|it| it <= most * 24 * 60),
            _ => false,
        }
    }

    /// Whether it is short enough for the calendar to hold its end.
    pub(crate) fn is_sane(self) -> bool {
        match self {
            Self::Minutes(n) => (1..=24 * 60).contains(&n),
            Self::Hours(n) => (1..=24 * 366).contains(&n),
            Self::Attended { minutes, closed_minutes } => {
                minutes >= 1 && (minutes..=24 * 60).contains(&closed_minutes)
            }
            Self::WorkingDays(n) | Self::CalendarDays(n) => (1..=3660).contains(&n),
            Self::Months(n) => (1..=1200).contains(&n),
            Self::Years(n) => (1..=100).contains(&n),
        }
    }
}

/// A limit that the desk must know but does not promise: how long one may inquire, when a parcel counts as lost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Limit {
    /// `inquiry_domestic`, `total_delay_other_city`, …
    pub code: String,
    /// In words.
    pub what: Bilingual,
    /// How long.
    pub term: Term,
    /// Which rule says so.
    pub rule: RuleCode,
}

/// What a date rests on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Rule {
    /// `law.express_regulation_29`, `promise.reply`, …
    pub code: RuleCode,
    /// The words that are shown to the customer.
    pub citation: Bilingual,
    /// Whether a law or regulation says so, not the carrier.
    pub by_law: bool,
    /// How sure the text is.
    pub confidence: Confidence,
    /// Where the text was found.
    pub source: String,
}

/// How sure a stated fact is; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Confidence {
    /// The primary text was read.
    A,
    /// Two independent sources, or an official page quoted at length.
    B,
    /// One secondary source.
    C,
    /// Common knowledge or the carrier's own choice; verify before relying on it.
    M,
}

/// The hours in which someone is at the desk, every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Opening {
    /// From this minute of the day.
    #[serde(deserialize_with = "minute_of_day")]
    pub from: u32,
    /// Until this minute of the day, exclusive.
    #[serde(deserialize_with = "minute_of_day")]
    pub until: u32,
}

impl Opening {
    /// Whether someone is there when the clock on the wall shows `local`.
    pub fn is_open_at(&self, local: LocalTime) -> bool {
        (self.from..self.until).contains(&(local.hour * 60 + local.minute))
    }
}

/// Reads `08:00` to `24:00`.
fn minute_of_day<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let text = String::deserialize(from)?;
    let minute = || {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
    };
    minute().ok_or_else(|| de::Error::custom("a time of day is written 08:00"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Policy;

    fn any_term() -> impl Strategy<Value = Term> {
        prop_oneof![
            (1..600_u32).prop_map(Term::Minutes),
            (1..200_u32).prop_map(Term::Hours),
            (1..60_u32, 0..60_u32)
                .prop_map(|(minutes, more)| Term::Attended { minutes, closed_minutes: minutes + more }),
            (1..12_u32).prop_map(Term::WorkingDays),
            (1..12_u32).prop_map(Term::CalendarDays),
            (1..30_u32).prop_map(Term::Months),
            (1..3_u32).prop_map(Term::Years),
        ]
    }

    proptest! {
        #[test]
        fn a_term_within_another_never_ends_after_it(one in any_term(), other in any_term(), ms in 1_735_000_000_000_i64..1_830_000_000_000) {
            let (policy, start) = (Policy::bundled(), Instant::from_unix_ms(ms));
            let ends = |term: Term| {
                term.due(start, policy.calendar(), &policy.carrier().opening).due_at(policy.calendar())
            };
            prop_assert!(!one.is_within(other) || ends(one) <= ends(other));
            prop_assert!(one.is_within(one));
        }
    }
}
