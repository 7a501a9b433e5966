//! Taking lines in: log, keys, projections and feed in one commit, under the branch's row.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use deadpool_postgres::Transaction;
use domain::{Sha256, TicketId};
use protocol::{Wrapped, WrappedKey};
use serde::Deserialize;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Postgres, forgetting, heads,
    months::month,
    nul::{escaped, told},
    pool::all_done,
    projections,
    values::{Id, at, bytes, count, hash, id, moment, uuids, whole},
};
use crate::store::{
    Append, Appended, KEY_MISSING, LogHead, LogName, NewLine, StoreError,
    taking::{Before, Coming, HeldLine, Taking, WaitingLine, decide},
};

impl Postgres {
    pub(super) async fn take_in(&self, append: Append) -> Result<Appended, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let before = before(&tx, &append).await?;
        // What is opened and judged is no work for those who carry messages.
        let append = Arc::new(append);
        let judged = Arc::clone(&append);
        let coming = aside(move || decide(&judged, before)).await?;
        match coming {
            Coming::Gap(held) => Ok(Appended::Gap(held)),
            Coming::Fork(held, from) => {
                if !append.only_next {
                    keep_fork(&tx, &append, from).await?;
                    tx.commit().await?;
                }
                Ok(Appended::Fork(held))
            }
            Coming::Taken(taking) => {
                write(&tx, &append, &taking).await?;
                let committed = tx.commit().await;
                if !taking.told.is_empty() {
                    // Where the answer was lost it was kept or not.
                    self.teller.moved(append.log.branch, committed.is_ok().then_some(taking.feed_head));
                }
                committed?;
                Ok(taking.held(&append))
            }
        }
    }
}

/// Runs `work` beside those who carry messages.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|stopped| StoreError::Database(Box::new(stopped)))
}

/// Takes the branch's row for this transaction, and reads what the append asks. The statements go out together; each that
/// comes behind the first sees what was committed until the row was free.
async fn before(tx: &Transaction<'_>, append: &Append) -> Result<Before, StoreError> {
    let log = append.log;
    let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
    let tickets: Vec<Uuid> = uuids(append.tickets().collect::<BTreeSet<TicketId>>());
    let keyed: Vec<Uuid> = uuids(append.keys.iter().map(|key| key.ticket));
    let (first, last) = match (append.lines.first(), append.lines.last()) {
        (Some(first), Some(last)) => (whole(first.seq), whole(last.seq)),
        _ => (1, 0),
    };
    let lock = tx.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = $1 FOR UPDATE").await?;
    let head = tx
        .prepare_cached(
            "SELECT seq, hash FROM logs WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3",
        )
        .await?;
    let keys = tx
        .prepare_cached(
            "SELECT ticket_id, wrapped FROM ticket_keys WHERE branch_id = $1 AND ticket_id = ANY ($2)
             UNION ALL
             SELECT ticket_id, NULL FROM forgotten_tickets WHERE branch_id = $1 AND ticket_id = ANY ($2)",
        )
        .await?;
    let waiting = tx
        .prepare_cached(
            "SELECT device_id, epoch_id, seq, ticket_id, line FROM lines
             WHERE branch_id = $1 AND ticket_id = ANY ($2) AND set_aside = $3 ORDER BY position",
        )
        .await?;
    // In this order they are sent, for each is sent when it is first looked at.
    let (locked, head, keys, waiting) = futures::try_join!(
        async { tx.query_one(&lock, &[&branch]).await },
        async { tx.query_opt(&head, &[&branch, &device, &epoch]).await },
        async { tx.query(&keys, &[&branch, &tickets]).await },
        async { tx.query(&waiting, &[&branch, &keyed, &KEY_MISSING]).await },
    )?;
    let mut before = Before { feed_head: count(&locked, "feed_head")?, ..Before::default() };
    if let Some(head) = head {
        before.head =
            Some(LogHead { epoch: log.epoch, seq: count(&head, "seq")?, head: hash(&head, "hash")? });
    }
    if before.head.is_some_and(|head| first <= whole(head.seq)) && first <= last {
        before.repeated = repeated(tx, log, first, last).await?;
    }
    for row in keys {
        let ticket = id(&row, "ticket_id")?;
        match super::values::bytes_or_none(&row, "wrapped")? {
            Some(wrapped) => {
                before.keys.insert(ticket, WrappedKey { ticket, wrapped: Wrapped::from_bytes(wrapped) });
            }
            None => {
                before.forgotten.insert(ticket);
            }
        }
    }
    before.waiting = waiting.iter().map(|row| waiting_line(row, log)).collect::<Result<_, _>>()?;
    Ok(before)
}

async fn repeated(
    tx: &Transaction<'_>,
    log: LogName,
    first: i64,
    last: i64,
) -> Result<BTreeMap<u64, HeldLine>, StoreError> {
    let found = tx
        .prepare_cached(
            "SELECT seq, hash, set_aside, received_at FROM lines
             WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq BETWEEN $4 AND $5",
        )
        .await?;
    let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
    let rows = tx.query(&found, &[&branch, &device, &epoch, &first, &last]).await?;
    let held = |row: &Row| {
        let line = HeldLine {
            hash: hash(row, "hash")?,
            set_aside: row.try_get("set_aside")?,
            received_at: at(row, "received_at")?,
        };
        Ok((count(row, "seq")?, line))
    };
    rows.iter().map(held).collect()
}

fn waiting_line(row: &Row, log: LogName) -> Result<WaitingLine, StoreError> {
    Ok(WaitingLine {
        log: LogName { branch: log.branch, device: id(row, "device_id")?, epoch: id(row, "epoch_id")? },
        seq: count(row, "seq")?,
        ticket: id(row, "ticket_id")?,
        line: told(row, "line")?,
    })
}

async fn keep_fork(tx: &Transaction<'_>, append: &Append, from: u64) -> Result<(), StoreError> {
    let (branch, device, epoch) =
        (append.log.branch.uuid(), append.log.device.uuid(), append.log.epoch.uuid());
    for line in append.lines.iter().filter(|line| line.seq >= from) {
        tx.execute(
            "INSERT INTO forked_lines (branch_id, device_id, epoch_id, seq, hash, line, received_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            &[
                &branch,
                &device,
                &epoch,
                &whole(line.seq),
                &&line.hash.0[..],
                &escaped(&line.line),
                &moment(append.now),
            ],
        )
        .await?;
    }
    Ok(())
}

async fn write(tx: &Transaction<'_>, append: &Arc<Append>, taking: &Taking) -> Result<(), StoreError> {
    let log = append.log;
    let new = &append.lines[taking.repeats..];
    // None of these reads what another writes, so they go out together.
    let done = futures::join!(
        write_keys(tx, append, taking),
        write_lines(tx, append, new, taking),
        write_heads(tx, append, new, taking),
        projections::name_photos(tx, log.branch, &taking.named),
    );
    all_done(done.into())?;
    if !taking.judged.is_empty() {
        write_judged(tx, taking).await?;
    }
    write_feed(tx, append, new, taking).await?;
    for ticket in &taking.forgets {
        forgetting::forget(tx, log.branch, *ticket).await?;
    }
    let keys = taking.touched.iter().map(|ticket| (*ticket, taking.key(*ticket).cloned())).collect();
    projections::refold(tx, log.branch, keys, Arc::clone(&append.reader)).await
}

async fn write_keys(tx: &Transaction<'_>, append: &Append, taking: &Taking) -> Result<(), StoreError> {
    if taking.keys.is_empty() {
        return Ok(());
    }
    let tickets = uuids(taking.keys.iter().map(|key| key.ticket));
    let wrapped: Vec<&[u8]> = taking.keys.iter().map(|key| &key.wrapped.as_bytes()[..]).collect();
    let keep = tx
        .prepare_cached(
            "INSERT INTO ticket_keys (branch_id, ticket_id, wrapped)
             SELECT $1, * FROM unnest($2::uuid[], $3::bytea[])",
        )
        .await?;
    tx.execute(&keep, &[&append.log.branch.uuid(), &tickets, &wrapped]).await?;
    Ok(())
}

async fn write_judged(tx: &Transaction<'_>, taking: &Taking) -> Result<(), StoreError> {
    let note = tx
        .prepare_cached(
            "UPDATE lines SET set_aside = $5, filed_at = NULL
             WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4",
        )
        .await?;
    for judged in &taking.judged {
        let (branch, device, epoch) =
            (judged.log.branch.uuid(), judged.log.device.uuid(), judged.log.epoch.uuid());
        tx.execute(&note, &[&branch, &device, &epoch, &whole(judged.seq), &judged.set_aside.as_deref()])
            .await?;
    }
    Ok(())
}

async fn write_lines(
    tx: &Transaction<'_>,
    append: &Append,
    new: &[NewLine],
    taking: &Taking,
) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let log = append.log;
    let keep = tx
        .prepare_cached(
            "INSERT INTO lines (branch_id, device_id, epoch_id, month, received_at, seq, position, hash, ticket_id,
                event_id, wall, photo, set_aside, line)
             SELECT $1, $2, $3, $4, $5, * FROM unnest($6::bigint[], $7::bigint[], $8::bytea[], $9::uuid[],
                $10::uuid[], $11::timestamptz[], $12::bytea[], $13::text[], $14::text[])",
        )
        .await?;
    let seqs: Vec<i64> = new.iter().map(|line| whole(line.seq)).collect();
    let positions: Vec<i64> = taking.new.iter().map(|(_, position)| whole(*position)).collect();
    let hashes: Vec<&[u8]> = new.iter().map(|line| &line.hash.0[..]).collect();
    let tickets: Vec<Option<Uuid>> = new.iter().map(|line| line.ticket.map(|id| id.uuid())).collect();
    let events: Vec<Option<Uuid>> = new.iter().map(|line| line.event.map(|id| id.uuid())).collect();
    let walls: Vec<_> = new.iter().map(|line| line.wall.map(moment)).collect();
    let photos: Vec<Option<Sha256>> = new.iter().map(|line| named_photo(&line.line)).collect();
    let photos: Vec<Option<&[u8]>> = photos.iter().map(|photo| photo.as_ref().map(|it| &it.0[..])).collect();
    let asides: Vec<Option<&str>> = taking.new.iter().map(|(reason, _)| reason.as_deref()).collect();
    let lines: Vec<Cow<'_, str>> = new.iter().map(|line| escaped(&line.line)).collect();
    tx.execute(
        &keep,
        &[
            &log.branch.uuid(),
            &log.device.uuid(),
            &log.epoch.uuid(),
            &month(append.now),
            &moment(append.now),
            &seqs,
            &positions,
            &hashes,
            &tickets,
            &events,
            &walls,
            &photos,
            &asides,
            &lines,
        ],
    )
    .await?;
    Ok(())
}

/// What a line names stands in its clear part.
pub fn named_photo(line: &str) -> Option<Sha256> {
    #[derive(Deserialize)]
    struct Clear<'a> {
        #[serde(borrow)]
        kind: &'a str,
        body: Body<'a>,
    }
    #[derive(Deserialize)]
    struct Body<'a> {
        #[serde(borrow, default)]
        sha256: Option<&'a str>,
    }
    if !line.contains("PhotoAdded") {
        return None;
    }
    let clear: Clear<'_> = serde_json::from_str(line).ok()?;
    if clear.kind != "PhotoAdded" {
        return None;
    }
    clear.body.sha256?.parse().ok()
}

/// Where the log stands now, and what its author signed of it.
async fn write_heads(
    tx: &Transaction<'_>,
    append: &Append,
    new: &[NewLine],
    taking: &Taking,
) -> Result<(), StoreError> {
    let (branch, device, epoch) =
        (append.log.branch.uuid(), append.log.device.uuid(), append.log.epoch.uuid());
    if let (Some(last), Some((_, position))) = (new.last(), taking.new.last()) {
        let keep = tx
            .prepare_cached(
                "INSERT INTO logs (branch_id, device_id, epoch_id, seq, hash, position, since)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (branch_id, device_id, epoch_id) DO UPDATE
                 SET seq = EXCLUDED.seq, hash = EXCLUDED.hash, position = EXCLUDED.position",
            )
            .await?;
        let (seq, position, since) = (whole(last.seq), whole(*position), moment(append.now));
        tx.execute(&keep, &[&branch, &device, &epoch, &seq, &&last.hash.0[..], &position, &since]).await?;
    }
    if append.heads.is_empty() {
        return Ok(());
    }
    let seqs: Vec<i64> = append.heads.iter().map(|signed| whole(signed.seq)).collect();
    let signatures: Vec<Vec<u8>> =
        append.heads.iter().map(|signed| signed.signature.as_bytes().to_vec()).collect();
    let keep = tx
        .prepare_cached(
            "INSERT INTO pushes (branch_id, device_id, epoch_id, seq, signature)
             SELECT $1, $2, $3, * FROM unnest($4::bigint[], $5::bytea[]) ON CONFLICT DO NOTHING",
        )
        .await?;
    tx.execute(&keep, &[&branch, &device, &epoch, &seqs, &signatures]).await?;
    Ok(())
}

/// Gives each line its place in the feed. A line that is told again is found in its month.
async fn write_feed(
    tx: &Transaction<'_>,
    append: &Append,
    new: &[NewLine],
    taking: &Taking,
) -> Result<(), StoreError> {
    if taking.told.is_empty() {
        return Ok(());
    }
    let branch = append.log.branch.uuid();
    let is_new =
        |log: &LogName, seq: u64| *log == append.log && new.first().is_some_and(|first| seq >= first.seq);
    let months = heads::months(
        tx,
        taking.told.iter().filter(|(log, seq, _)| !is_new(log, *seq)).map(|(log, seq, _)| (*log, *seq)),
    )
    .await?;
    let mut of_lines = Vec::with_capacity(taking.told.len());
    for (log, seq, _) in &taking.told {
        of_lines.push(match is_new(log, *seq) {
            true => month(append.now),
            false => *months.get(&(*log, *seq)).ok_or(StoreError::Damaged("log"))?,
        });
    }
    let positions: Vec<i64> = taking.told.iter().map(|(_, _, position)| whole(*position)).collect();
    let devices = uuids(taking.told.iter().map(|(log, _, _)| log.device));
    let epochs = uuids(taking.told.iter().map(|(log, _, _)| log.epoch));
    let seqs: Vec<i64> = taking.told.iter().map(|(_, seq, _)| whole(*seq)).collect();
    let tell = tx
        .prepare_cached(
            "INSERT INTO feed (branch_id, position, device_id, epoch_id, seq, month)
             SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::uuid[], $5::bigint[], $6::integer[])",
        )
        .await?;
    let moved = tx.prepare_cached("UPDATE branches SET feed_head = $2 WHERE branch_id = $1").await?;
    futures::try_join!(
        async { tx.execute(&tell, &[&branch, &positions, &devices, &epochs, &seqs, &of_lines]).await },
        async { tx.execute(&moved, &[&branch, &whole(taking.feed_head)]).await },
    )?;
    Ok(())
}

/// The key in a row of ticket and wrapped key.
pub fn wrapped_key(row: &Row) -> Result<WrappedKey, StoreError> {
    Ok(WrappedKey { ticket: id(row, "ticket_id")?, wrapped: Wrapped::from_bytes(bytes(row, "wrapped")?) })
}
