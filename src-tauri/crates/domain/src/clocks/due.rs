//! When a clock that can stand still is due, and how much of its time is used.

use super::moments::Wait;
use crate::{Calendar, Date, Due, Instant, policy::Opening, policy::Term};

/// When a term that starts at `start_at` ends, the time in `waits` left out. Days at whose end the customer was awaited do
/// not count.
pub(super) fn held_up(
    term: Term,
    start_at: Instant,
    waits: &[(Instant, Instant)],
    calendar: &Calendar,
    opening: &Opening,
) -> Due {
    let zone = calendar.zone();
    match term.due(start_at, calendar, opening) {
        due if waits.is_empty() => due,
        Due::By(moment) => Due::By(moment.plus_ms(waited_ms(waits, start_at))),
        Due::On(last_day) => {
            let started_on = zone.local(start_at).date;
            let is_awaited = |day: Date| {
                let ends_at = zone.start_of(day.plus_days(1));
                waits.iter().any(|(from, until)| *from < ends_at && ends_at <= *until)
            };
            let counts = |day: Date| !term.counts_workdays() || calendar.is_workday(day);
            let mut left = days(started_on, last_day).filter(|day| counts(*day)).count();
            let mut day = started_on;
            while left > 0 {
                day = day.plus_days(1);
                if counts(day) && !is_awaited(day) {
                    left -= 1;
                }
            }
            Due::On(day)
        }
    }
}

/// The days after `from`, up to and with `to`.
fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    (1..=to.days_since(from)).map(move |n| from.plus_days(n))
}

/// How long the customer was awaited since `start_at`.
fn waited_ms(waits: &[(Instant, Instant)], start_at: Instant) -> i64 {
    let since = |(from, until): &(Instant, Instant)| until.unix_ms() - from.max(&start_at).unix_ms();
    waits.iter().map(|wait| since(wait).max(0)).sum()
}

/// The waits as they are at `until`, none of them reaching beyond.
pub(super) fn waits_until(waits: &[Wait], until: Instant) -> Vec<(Instant, Instant)> {
    let stretch = |wait: &Wait| (wait.from, wait.until.map_or(until, |end| end.min(until)));
    waits.iter().map(stretch).filter(|(from, until)| from < until).collect()
}

/// How much of the time from `start_at` to `due_at` is used at `now`, in per mille; a thousand when it is due.
pub(super) fn used_per_mille(
    start_at: Instant,
    due_at: Instant,
    now: Instant,
    waits: &[(Instant, Instant)],
) -> u32 {
    if now >= due_at {
        return 1000;
    }
    let waited = waited_ms(waits, start_at);
    let used = (now.unix_ms() - start_at.unix_ms() - waited).max(0);
    let whole = (due_at.unix_ms() - start_at.unix_ms() - waited).max(1);
    // Milliseconds of ten thousand years times a thousand still fit.
    u32::try_from(used * 1000 / whole).unwrap_or(u32::MAX).min(999)
}

/// When so many percent of the time from `start_at` to `due_at` are used, the waits being over; never later than it is due.
pub(super) fn used_at(
    percent: u32,
    start_at: Instant,
    due_at: Instant,
    waits: &[(Instant, Instant)],
) -> Instant {
    let waited = waited_ms(waits, start_at);
    let whole = (due_at.unix_ms() - start_at.unix_ms() - waited).max(0);
    start_at.plus_ms(waited + whole * i64::from(percent) / 100).min(due_at)
}
