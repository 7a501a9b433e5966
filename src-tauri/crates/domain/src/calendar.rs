//! The Chinese working calendar: which days are worked, and where deadlines counted in days end.
//!
//! Years whose holiday notice has not appeared are reckoned from weekends and statutory days, and every date that
//! rests on them is provisional.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, de};

use crate::{Date, Zone};

/// Which days are worked somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Calendar {
    code: String,
    zone: Zone,
    /// Statutory holidays on the same date every year, for years without an entry.
    fixed_days: BTreeSet<MonthDay>,
    years: BTreeMap<i32, CalendarYear>,
}

/// One year's holidays and make-up workdays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct CalendarYear {
    /// Days that are not worked, weekends among them or not.
    pub off: BTreeSet<Date>,
    /// Weekend days that are worked. 调休
    pub work: BTreeSet<Date>,
    /// Whether the year's notice is still to come, and these are only the statutory days.
    #[serde(default)]
    pub provisional: bool,
    /// Where it was published.
    pub sources: Vec<String>,
}

/// A day of every year, written `10-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct MonthDay {
    month: u32,
    day: u32,
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        // Any leap year: it has every day there can be.
        let day: Date = format!("2024-{text}").parse().map_err(de::Error::custom)?;
        Ok(Self { month: day.month(), day: day.day() })
    }
}

impl Calendar {
    /// Its code in the policy.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whose midnight its days begin at.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The same days, counted where they begin and end in `zone`.
    pub fn with_zone(mut self, zone: Zone) -> Self {
        self.zone = zone;
        self
    }

    /// The years it knows.
    pub fn years(&self) -> &BTreeMap<i32, CalendarYear> {
        &self.years
    }

    /// The same calendar with `year` as now published.
    pub fn with_year(mut self, year: i32, published: CalendarYear) -> Self {
        self.years.insert(year, published);
        self
    }

    /// Whether `day` is worked.
    pub fn is_workday(&self, day: Date) -> bool {
        let weekend = day.weekday() >= 6;
        match self.years.get(&day.year()) {
            Some(year) => year.work.contains(&day) || !weekend && !year.off.contains(&day),
            None => !weekend && !self.fixed_days.contains(&MonthDay { month: day.month(), day: day.day() }),
        }
    }

    /// Whether the notice for `day`'s year is still to come.
    pub fn is_provisional(&self, day: Date) -> bool {
        self.years.get(&day.year()).is_none_or(|year| year.provisional)
    }

    /// Whether counting from the day after `from` to `to` meets a day that is provisional.
    pub fn is_provisional_within(&self, from: Date, to: Date) -> bool {
        (from.plus_days(1).year()..=to.year())
            .any(|year| self.years.get(&year).is_none_or(|year| year.provisional))
    }

    /// The `days`th workday after `from`, which itself does not count.
    pub fn add_workdays(&self, from: Date, days: u32) -> Date {
        (0..days).fold(from, |day, _| self.rolled(day.plus_days(1)))
    }

    /// `day`, or the first workday after it where it is none (Civil Code 203).
    pub fn rolled(&self, day: Date) -> Date {
        let mut day = day;
        while !self.is_workday(day) {
            day = day.plus_days(1);
        }
        day
    }

    /// What is wrong with it: a year in which nobody works would never let a deadline end.
    pub(crate) fn fault(&self) -> Option<String> {
        self.years.iter().find_map(|(year, days)| {
            let misplaced = days.off.iter().chain(&days.work).find(|day| day.year() != *year);
            let both = days.off.intersection(&days.work).next();
            let too_many = days.off.len() > 100;
            let fault = misplaced.or(both).map(ToString::to_string);
            fault.or_else(|| too_many.then(|| format!("{year} has {} days off", days.off.len())))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Policy;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn calendar() -> &'static Calendar {
        Policy::bundled().calendar()
    }

    #[test]
    fn weekends_are_worked_only_when_they_make_up_for_a_holiday() {
        for (text, worked) in [
            ("2026-11-20", true),
            ("2026-11-21", false),
            ("2026-02-14", true),
            ("2026-10-10", true),
            ("2026-10-07", false),
            ("2026-10-08", true),
        ] {
            assert_eq!(calendar().is_workday(day(text)), worked, "{text}");
        }
    }

    #[test]
    fn years_without_a_notice_are_provisional() {
        for (text, provisional, worked) in [
            ("2026-12-31", false, true),
            ("2027-01-01", true, false),
            ("2027-02-05", true, false),
            ("2027-02-09", true, true),
            // Nothing is known of 2030 but what never moves.
            ("2030-05-01", true, false),
            ("2030-10-03", true, false),
            ("2030-10-04", true, true),
            ("2030-10-05", true, false),
        ] {
            assert_eq!(calendar().is_provisional(day(text)), provisional, "{text}");
            assert_eq!(calendar().is_workday(day(text)), worked, "{text}");
        }
        assert!(!calendar().is_provisional_within(day("2026-12-28"), day("2026-12-31")));
        assert!(calendar().is_provisional_within(day("2026-12-28"), day("2027-01-04")));
        assert!(
            !calendar().is_provisional_within(day("2024-12-31"), day("2025-01-02")),
            "the first day does not count"
        );
    }

    #[test]
    fn a_published_year_replaces_the_provisional_one() {
        let published = CalendarYear { off: [day("2027-01-04")].into(), ..CalendarYear::default() };
        let calendar = calendar().clone().with_year(2027, published);
        assert!(!calendar.is_provisional(day("2027-01-04")));
        assert_eq!(calendar.add_workdays(day("2026-12-31"), 1), day("2027-01-01"));
        assert_eq!(calendar.add_workdays(day("2026-12-31"), 2), day("2027-01-05"));
    }

    #[test]
    fn a_calendar_that_contradicts_itself_is_noticed() {
        let with = |off: &str, work: &str| {
            let year =
                CalendarYear { off: [day(off)].into(), work: [day(work)].into(), ..CalendarYear::default() };
            calendar().clone().with_year(2028, year).fault()
        };
        assert_eq!(with("2028-01-01", "2028-01-08"), None);
        assert_eq!(with("2027-01-01", "2028-01-08").as_deref(), Some("2027-01-01"));
        assert_eq!(with("2028-01-08", "2028-01-08").as_deref(), Some("2028-01-08"));
    }

    proptest! {
        #[test]
        fn workdays_are_counted_one_by_one(offset in 0_i64..1500, days in 1_u32..40) {
            let from = day("2025-01-01").plus_days(offset);
            let to = calendar().add_workdays(from, days);
            let worked = (1..).map(|n| from.plus_days(n)).take_while(|day| *day <= to);
            prop_assert_eq!(worked.filter(|day| calendar().is_workday(*day)).count(), days as usize);
            prop_assert!(calendar().is_workday(to));
            prop_assert!(to <= calendar().add_workdays(from.plus_days(1), days), "who comes later is not served earlier");
            prop_assert!(to < calendar().add_workdays(from, days + 1));
        }
    }
}
