//! The country in PostgreSQL.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, SystemTime},
};

use domain::Instant;
use hq::MasterKey;
use tokio_postgres::{Client, NoTls, types::ToSql};
use uuid::Uuid;

use crate::{Failed, country::Country, open, tell};

/// The setting that says what was written.
const WRITTEN: &str = "written";
/// So many rows go at once.
const AT_ONCE: u64 = 2_000;

/// Whether it is there.
pub async fn is_written(url: &str, country: Country) -> Result<bool, Failed> {
    let client = connect(url).await?;
    if client.query_one("SELECT to_regclass('settings') IS NULL", &[]).await?.get(0) {
        return Ok(false);
    }
    let found = client.query_opt("SELECT value FROM settings WHERE name = $1", &[&WRITTEN]).await?;
    Ok(found.is_some_and(|row| row.get::<_, String>(0) == country.told()))
}

/// Writes it, in place of what was there.
pub async fn write(folder: &Path, url: &str, country: Country) -> Result<(), Failed> {
    let client = connect(url).await?;
    client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await?;
    drop(open(folder, Some(url)).await?);
    client.batch_execute("SET synchronous_commit = off; DELETE FROM projections").await?;
    network(&client, &MasterKey::find(folder, None)?, country).await?;
    let mut n = 0;
    while n < country.tickets {
        let end = (n + AT_ONCE).min(country.tickets);
        tickets(&client, country, n..end).await?;
        (n..end).for_each(|n| tell(n, "tickets are written"));
        n = end;
    }
    Ok(())
}

/// Notes that it is there, and whole; and does what PostgreSQL does by itself in an hour without work.
pub async fn note_written(url: &str, country: Country) -> Result<(), Failed> {
    let client = connect(url).await?;
    client.batch_execute("VACUUM ANALYZE").await?;
    let keep = "INSERT INTO settings (name, value) VALUES ($1, $2)";
    client.execute(keep, &[&WRITTEN, &country.told()]).await?;
    Ok(())
}

/// What a ticket takes.
pub async fn bytes(url: &str, tickets: u64) -> Result<BTreeMap<&'static str, f64>, Failed> {
    let client = connect(url).await?;
    let row = client
        .query_one(
            "SELECT pg_database_size(current_database()), pg_table_size('ticket_words'), pg_relation_size('ticket_marks'),
                (SELECT sum(octet_length(line))::bigint FROM lines)",
            &[],
        )
        .await?;
    let of = |at: usize| row.get::<_, i64>(at) as f64 / tickets as f64;
    Ok([("database", of(0)), ("words", of(1)), ("index", of(2)), ("lines", of(3))].into())
}

/// A connection of this example's own.
async fn connect(url: &str) -> Result<Client, Failed> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

async fn network(client: &Client, master: &MasterKey, country: Country) -> Result<(), Failed> {
    for place in country.places() {
        client
            .execute(
                "INSERT INTO units (id, parent_id, level, name, code, address, phone)
                 VALUES ($1, $2, $3, $4, $5, '', '')",
                &[
                    &Uuid::from_bytes(*place.id.as_bytes()),
                    &place.parent.map(|parent| Uuid::from_bytes(*parent.as_bytes())),
                    &place.level.as_str(),
                    &place.name,
                    &place.code,
                ],
            )
            .await?;
    }
    for branch in country.branches() {
        let sealed = master.seal(&format!("branch key of {}", branch.id), branch.key.as_bytes());
        client
            .execute(
                "INSERT INTO branches (branch_id, zone, sealed_key, own_device, own_epoch, generation)
                 VALUES ($1, 'Asia/Shanghai', $2, $3, gen_random_uuid(), uuid_send(gen_random_uuid()))",
                &[&Uuid::from_bytes(*branch.id.as_bytes()), &sealed, &Uuid::from_bytes(branch.own_device)],
            )
            .await?;
    }
    for counter in country.counters() {
        client
            .execute(
                "INSERT INTO devices (id, branch_id, counter_letter, counter_name, pc_name, app_version, signing_key,
                    sealing_key, enrolled_at, contact_at)
                 VALUES ($1, $2, $3, $3, 'PC', '0.1.0', $4, $4, $5, $5)",
                &[
                    &Uuid::from_bytes(counter.id),
                    &Uuid::from_bytes(*counter.branch.as_bytes()),
                    &counter.letter,
                    &&counter.signing_key[..],
                    &moment(counter.at),
                ],
            )
            .await?;
    }
    Ok(())
}

async fn tickets(client: &Client, country: Country, which: std::ops::Range<u64>) -> Result<(), Failed> {
    let written = which.map(|n| country.ticket(n)).collect::<Result<Vec<_>, _>>()?;
    let heads = || written.iter().map(|written| written.line.head());
    let branches: Vec<Uuid> = heads().map(|head| Uuid::from_bytes(*head.branch.as_bytes())).collect();
    let devices: Vec<Uuid> = heads().map(|head| Uuid::from_bytes(*head.device.as_bytes())).collect();
    let epochs: Vec<Uuid> = heads().map(|head| Uuid::from_bytes(*head.epoch.as_bytes())).collect();
    let events: Vec<Uuid> = heads().map(|head| Uuid::from_bytes(*head.id.as_bytes())).collect();
    let walls: Vec<SystemTime> = heads().map(|head| moment(head.wall)).collect();
    let of: Vec<Uuid> = written.iter().map(|written| Uuid::from_bytes(*written.ticket.as_bytes())).collect();
    let hashes: Vec<Vec<u8>> = written.iter().map(|written| written.line.hash().0.to_vec()).collect();
    let lines: Vec<&str> = written.iter().map(|written| written.line.raw()).collect();
    let wrapped: Vec<&[u8]> = written.iter().map(|written| &written.wrapped[..]).collect();
    let values: [&(dyn ToSql + Sync); 8] =
        [&branches, &devices, &epochs, &hashes, &of, &events, &walls, &lines];
    client
        .execute(
            "INSERT INTO lines (branch_id, device_id, epoch_id, seq, month, position, hash, ticket_id, event_id, wall,
                received_at, line)
             SELECT branch, device, epoch, 2, to_char(wall AT TIME ZONE 'UTC', 'YYYYMM')::integer, 1, hash, ticket, event,
                wall, wall, line
             FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::uuid[], $6::uuid[], $7::timestamptz[],
                $8::text[]) AS new (branch, device, epoch, hash, ticket, event, wall, line)",
            &values,
        )
        .await?;
    let keep = "INSERT INTO ticket_keys (branch_id, ticket_id, wrapped)
                SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[])";
    client.execute(keep, &[&branches, &of, &wrapped]).await?;
    Ok(())
}

fn moment(at: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(at.unix_ms().unsigned_abs())
}
