//! Days and times as they are written on paper, in the outlet's own calendar.

use crate::paper::Tongue;
use crate::words::{word, word_with};

/// A day, and perhaps a minute of it, in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// For example 2026.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// The day of the week.
    pub weekday: Weekday,
    /// Hour and minute, where they are meant.
    pub time: Option<(u8, u8)>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    fn id(self) -> &'static str {
        match self {
            Self::Monday => "paper-monday",
            Self::Tuesday => "paper-tuesday",
            Self::Wednesday => "paper-wednesday",
            Self::Thursday => "paper-thursday",
            Self::Friday => "paper-friday",
            Self::Saturday => "paper-saturday",
            Self::Sunday => "paper-sunday",
        }
    }
}

impl Moment {
    /// With its year, as when something was received: `2026-11-21 周六 14:35`.
    pub(crate) fn in_full(&self, tongue: Tongue) -> String {
        self.written(tongue, "paper-date-full")
    }

    /// Without its year if that is `year`: `11-25 周三`.
    pub(crate) fn in_short(&self, tongue: Tongue, year: Option<i32>) -> String {
        if year == Some(self.year) { self.written(tongue, "paper-date-short") } else { self.in_full(tongue) }
    }

    /// As the end of a term: `11-25 周三前`, `11-22 周日 14:35 前`.
    pub(crate) fn as_term(&self, tongue: Tongue, year: Option<i32>) -> String {
        let id = if self.time.is_some() { "paper-by-time" } else { "paper-by-date" };
        word_with(tongue, id, &[("moment", &self.in_short(tongue, year))])
    }

    /// In a column: `11-21 14:35`, with its year only if that is not `year`.
    pub(crate) fn in_compact(&self, tongue: Tongue, year: Option<i32>) -> String {
        let is_of_year = year == Some(self.year);
        self.written(tongue, if is_of_year { "paper-date-compact" } else { "paper-date-compact-year" })
    }

    /// Whether the term that ends with this had ended at `now`; a day ends with its last minute.
    pub(crate) fn has_passed(&self, now: &Self) -> bool {
        let day = |moment: &Self| (moment.year, moment.month, moment.day);
        match (self.time, now.time) {
            (Some(_), Some(_)) => (day(self), self.time) < (day(now), now.time),
            _ => day(self) < day(now),
        }
    }

    fn written(&self, tongue: Tongue, id: &str) -> String {
        let month_id = format!("paper-month-{}", self.month.clamp(1, 12));
        let date = word_with(
            tongue,
            id,
            &[
                ("year", &self.year.to_string()),
                ("month", &format!("{:02}", self.month)),
                ("month-name", &word(tongue, &month_id)),
                ("day", &self.day.to_string()),
                ("day-padded", &format!("{:02}", self.day)),
                ("weekday", &word(tongue, self.weekday.id())),
            ],
        );
        match self.time {
            Some((hour, minute)) => word_with(
                tongue,
                "paper-date-time",
                &[("date", &date), ("time", &format!("{hour:02}:{minute:02}"))],
            ),
            None => date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_each_language_writes_it() {
        let day = Moment { year: 2026, month: 11, day: 5, weekday: Weekday::Thursday, time: None };
        let hour = Moment { time: Some((9, 5)), ..day };
        assert_eq!(day.as_term(Tongue::Chinese, Some(2026)), "11-05 周四前");
        assert_eq!(hour.as_term(Tongue::Chinese, Some(2026)), "11-05 周四 09:05 前");
        assert_eq!(day.as_term(Tongue::English, Some(2026)), "By Thu 5 Nov");
        assert_eq!(hour.as_term(Tongue::English, Some(2026)), "By Thu 5 Nov, 09:05");
        assert_eq!(day.as_term(Tongue::English, Some(2025)), "By Thu 5 Nov 2026");
        assert_eq!(hour.in_full(Tongue::Chinese), "2026-11-05 周四 09:05");
        assert_eq!(hour.in_full(Tongue::English), "Thu 5 Nov 2026, 09:05");
    }
}
