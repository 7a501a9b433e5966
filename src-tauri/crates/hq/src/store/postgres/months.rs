//! The parts of the log: one for the lines that came in a month, so that what is old can be kept apart.

use deadpool_postgres::Object;
use domain::{Instant, Zone};

use crate::store::StoreError;

/// So many months have their part before they begin.
const AHEAD: i32 = 3;

/// The month of a moment, in UTC: 202611.
pub fn month(at: Instant) -> i32 {
    let utc: Zone = "UTC".parse().expect("UTC is a zone");
    let date = utc.local(at).date;
    date.year() * 100 + i32::try_from(date.month()).expect("there are twelve")
}

/// Makes the parts for the month before `now`, its own, and those to come, as far as they are not there.
pub async fn make_around(client: &mut Object, now: Instant) -> Result<(), StoreError> {
    let mut made = earlier(month(now));
    for _ in 0..AHEAD + 2 {
        make(client, made).await?;
        made = later(made);
    }
    Ok(())
}

/// Made beside the log and then attached, for which nobody has to wait. Lines that came before their month had a part are
/// in the rest, and with them their whole month stays there.
async fn make(client: &mut Object, month: i32) -> Result<(), StoreError> {
    let name = format!("lines_{month}");
    let there = client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&name]).await?;
    if there.try_get(0)? {
        return Ok(());
    }
    let rest = client.query_opt("SELECT 1 FROM lines_rest WHERE month = $1 LIMIT 1", &[&month]).await?;
    if rest.is_some() {
        return Ok(());
    }
    let tx = client.transaction().await?;
    tx.batch_execute(&format!(
        "CREATE TABLE {name} (LIKE lines INCLUDING DEFAULTS INCLUDING STORAGE);
         ALTER TABLE lines ATTACH PARTITION {name} FOR VALUES FROM ({month}) TO ({});",
        later(month)
    ))
    .await?;
    Ok(tx.commit().await?)
}

fn later(month: i32) -> i32 {
    if month % 100 == 12 { month + 89 } else { month + 1 }
}

fn earlier(month: i32) -> i32 {
    if month % 100 == 1 { month - 89 } else { month - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_over_the_years() {
        assert_eq!(later(202_612), 202_701);
        assert_eq!(later(202_611), 202_612);
        assert_eq!(earlier(202_701), 202_612);
        assert_eq!(earlier(202_612), 202_611);
    }

    #[test]
    fn a_months_last_moment_is_still_its_own() {
        let end: Instant = "2026-11-30T23:59:59.999Z".parse().expect("a moment");
        assert_eq!(month(end), 202_611);
        assert_eq!(month(end.plus_ms(1)), 202_612);
    }
}
