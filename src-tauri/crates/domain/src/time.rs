//! Instants, dates and zones. Instants are UTC; only calendars and screens know zones.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A moment, in whole milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A text that is not a time in the form this project writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a date or time")]
pub struct TimeError;

const EARLIEST_MS: i64 = -62_135_596_800_000; // 0001-01-01
const LATEST_MS: i64 = 253_402_300_799_999; // 9999-12-31

impl Instant {
    /// The moment `ms` milliseconds after 1970; held within the years 1 to 9999.
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(if ms < EARLIEST_MS {
            EARLIEST_MS
        } else if ms > LATEST_MS {
            LATEST_MS
        } else {
            ms
        })
    }

    /// Milliseconds since 1970.
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// This moment, later by `ms` (earlier when negative).
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.0.saturating_add(ms))
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).expect("held within the years 1 to 9999")
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 with three decimals and `Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let utc = self.utc();
        let (date, time) = (utc.date_naive(), utc.time());
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second(),
            utc.timestamp_subsec_millis()
        )
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    /// Reads exactly what `Display` writes, and nothing else.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| TimeError)?;
        let instant = Self(at.timestamp_millis());
        let canonical = (EARLIEST_MS..=LATEST_MS).contains(&instant.0) && instant.to_string() == text;
        canonical.then_some(instant).ok_or(TimeError)
    }
}

/// A day of the civil calendar, without a zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day).map(Self)).flatten()
    }

    /// The year, as 2026.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().number_from_monday()
    }

    /// This day, `days` later (earlier when negative).
    pub fn plus_days(self, days: i64) -> Self {
        Self(
            self.0
                .checked_add_signed(TimeDelta::days(days))
                .expect("dates stay within chrono's quarter of a million years"),
        )
    }

    /// How many days this one is after `earlier`; negative when it is before.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The corresponding day `months` later; the month's last where there is none.
    pub fn plus_months(self, months: u32) -> Self {
        Self(
            self.0.checked_add_months(chrono::Months::new(months)).expect("dates stay within chrono's range"),
        )
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self).map_err(|_| TimeError)?;
        (date.to_string() == text).then_some(date).ok_or(TimeError)
    }
}

/// What the clock on the wall shows somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    /// The day there.
    pub date: Date,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

/// An IANA time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Where branches are unless their calendar says otherwise.
    pub const SHANGHAI: Self = Self(chrono_tz::Asia::Shanghai);

    /// What the wall clock of this zone shows at `instant`.
    pub fn local(self, instant: Instant) -> LocalTime {
        let local = instant.utc().with_timezone(&self.0);
        LocalTime {
            date: Date(local.date_naive()),
            hour: local.hour(),
            minute: local.minute(),
            second: local.second(),
        }
    }

    /// The first moment of `date` in this zone.
    pub fn start_of(self, date: Date) -> Instant {
        let midnight = date.0.and_hms_opt(0, 0, 0).expect("every day has a midnight on paper");
        // A zone may skip midnight when summer time starts; the day then begins with the hour after.
        let first = (0..4)
            .find_map(|hours| self.0.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest())
            .expect("no zone skips four hours");
        Instant::from_unix_ms(first.timestamp_millis())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl FromStr for Zone {
    type Err = TimeError;

    fn from_str(name: &str) -> Result<Self, TimeError> {
        name.parse().map(Self).map_err(|_| TimeError)
    }
}

macro_rules! serde_as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }
    )*};
}
pub(crate) use serde_as_text;
serde_as_text!(Instant, Date, Zone);

#[cfg(feature = "schemas")]
mod schemas {
    use utoipa::openapi::KnownFormat;

    use super::{Date, Instant, Zone};
    use crate::{as_schema, schemas::text};

    as_schema!(Instant, text(Some(KnownFormat::DateTime), None));
    as_schema!(Date, text(Some(KnownFormat::Date), None));
    as_schema!(Zone, text(None, None));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_only_what_it_writes() {
        let text = "2026-11-21T06:35:00.250Z";
        assert_eq!(text.parse::<Instant>().map(|at| at.to_string()), Ok(text.to_owned()));
        for other in
            ["2026-11-21T06:35:00Z", "2026-11-21T14:35:00.250+08:00", "2026-11-21T06:35:00.2500Z", ""]
        {
            assert_eq!(other.parse::<Instant>(), Err(TimeError), "{other}");
        }
    }

    #[test]
    fn a_day_in_shanghai_starts_at_sixteen_hours_utc_the_day_before() {
        let date: Date = "2026-11-26".parse().unwrap();
        assert_eq!(Zone::SHANGHAI.start_of(date).to_string(), "2026-11-25T16:00:00.000Z");
        assert_eq!(Zone::SHANGHAI.local(Zone::SHANGHAI.start_of(date)).date, date);
    }

    #[test]
    fn a_day_whose_midnight_is_skipped_starts_an_hour_later() {
        let zone: Zone = "America/Sao_Paulo".parse().unwrap();
        let date: Date = "2018-11-04".parse().unwrap();
        assert_eq!(zone.local(zone.start_of(date)).hour, 1);
    }
}
