//! Taking lines in: log, keys, projections and feed in one commit.

use std::collections::{BTreeMap, BTreeSet};

use domain::{EventId, TicketId};
use rusqlite::{Transaction, named_params};

use super::{
    finding, forgetting, heads,
    projections::{name_photo, refold},
    values::{bytes, moment, text},
};
use crate::store::{
    Append, Appended, KEY_MISSING, LogName, StoreError,
    taking::{Before, Coming, HeldLine, Taking, WaitingLine, decide},
};

/// Appends what is new of `append`.
pub fn append(tx: &Transaction<'_>, append: &Append) -> Result<Appended, StoreError> {
    match decide(append, before(tx, append)?) {
        Coming::Gap(held) => Ok(Appended::Gap(held)),
        Coming::Fork(held, from) => {
            if !append.only_next {
                keep_fork(tx, append, from)?;
            }
            Ok(Appended::Fork(held))
        }
        Coming::Taken(taking) => {
            write(tx, append, &taking)?;
            Ok(taking.held(append))
        }
    }
}

fn before(tx: &Transaction<'_>, append: &Append) -> Result<Before, StoreError> {
    let branch = append.log.branch;
    let mut before =
        Before { head: heads::find(tx, append.log)?, feed_head: feed_head(tx, append)?, ..Before::default() };
    if let (Some(head), Some(first), Some(last)) = (before.head, append.lines.first(), append.lines.last())
        && first.seq <= head.seq
    {
        before.repeated = held_between(tx, append.log, first.seq, last.seq)?;
    }
    let tickets: BTreeSet<TicketId> = append.tickets().collect();
    for ticket in tickets {
        if let Some(key) = heads::key_of(tx, branch, ticket)? {
            before.keys.insert(ticket, key);
        } else if forgetting::is_forgotten(tx, branch, ticket)? {
            before.forgotten.insert(ticket);
        }
    }
    for key in &append.keys {
        if !before.keys.contains_key(&key.ticket) {
            before.waiting.extend(waiting(tx, append, key.ticket)?);
        }
    }
    Ok(before)
}

fn feed_head(tx: &Transaction<'_>, append: &Append) -> Result<u64, StoreError> {
    let mut found = tx.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = :branch_id")?;
    Ok(found.query_row(named_params! { ":branch_id": append.log.branch.as_bytes() }, |row| row.get(0))?)
}

fn held_between(
    tx: &Transaction<'_>,
    log: LogName,
    first: u64,
    last: u64,
) -> Result<BTreeMap<u64, HeldLine>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT seq, hash, set_aside, received_at FROM lines
         WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id
            AND seq BETWEEN :first AND :last",
    )?;
    let at = named_params! {
        ":branch_id": log.branch.as_bytes(),
        ":device_id": log.device.as_bytes(),
        ":epoch_id": log.epoch.as_bytes(),
        ":first": first,
        ":last": last,
    };
    let rows = found.query_map(at, |row| {
        let held = HeldLine {
            hash: bytes(row, "hash")?,
            set_aside: row.get("set_aside")?,
            received_at: text(row, "received_at")?,
        };
        Ok((row.get("seq")?, held))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn waiting(tx: &Transaction<'_>, append: &Append, ticket: TicketId) -> Result<Vec<WaitingLine>, StoreError> {
    let branch = append.log.branch;
    let mut found = tx.prepare_cached(
        "SELECT device_id, epoch_id, seq, line FROM lines
         WHERE branch_id = :branch_id AND ticket_id = :ticket_id AND set_aside = :key_missing ORDER BY rowid",
    )?;
    let at = named_params! {
        ":branch_id": branch.as_bytes(),
        ":ticket_id": ticket.as_bytes(),
        ":key_missing": KEY_MISSING,
    };
    let rows = found.query_map(at, |row| {
        let log = LogName { branch, device: bytes(row, "device_id")?, epoch: bytes(row, "epoch_id")? };
        Ok(WaitingLine { log, seq: row.get("seq")?, ticket, line: row.get("line")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn keep_fork(tx: &Transaction<'_>, append: &Append, from: u64) -> Result<(), StoreError> {
    let mut keep = tx.prepare_cached(
        "INSERT OR IGNORE INTO forked_lines (branch_id, device_id, epoch_id, seq, hash, line, received_at)
         VALUES (:branch_id, :device_id, :epoch_id, :seq, :hash, :line, :received_at)",
    )?;
    for line in append.lines.iter().filter(|line| line.seq >= from) {
        keep.execute(named_params! {
            ":branch_id": append.log.branch.as_bytes(),
            ":device_id": append.log.device.as_bytes(),
            ":epoch_id": append.log.epoch.as_bytes(),
            ":seq": line.seq,
            ":hash": line.hash.0,
            ":line": line.line,
            ":received_at": moment(append.now),
        })?;
    }
    Ok(())
}

fn write(tx: &Transaction<'_>, append: &Append, taking: &Taking) -> Result<(), StoreError> {
    let branch = append.log.branch;
    write_keys(tx, append, taking)?;
    write_judged(tx, taking)?;
    write_lines(tx, append, taking)?;
    write_feed(tx, append, taking)?;
    for (sha256, size, ticket) in &taking.named {
        name_photo(tx, branch, *sha256, *size, *ticket)?;
    }
    for ticket in &taking.forgets {
        forgetting::forget(tx, branch, *ticket)?;
    }
    let mut changes = Vec::new();
    for ticket in &taking.touched {
        refold(tx, branch, *ticket, taking.key(*ticket), &*append.reader, &mut changes)?;
    }
    finding::tell_index(tx, changes)
}

fn write_keys(tx: &Transaction<'_>, append: &Append, taking: &Taking) -> Result<(), StoreError> {
    let mut keep = tx.prepare_cached(
        "INSERT INTO ticket_keys (branch_id, ticket_id, wrapped) VALUES (:branch_id, :ticket_id, :wrapped)",
    )?;
    for key in &taking.keys {
        keep.execute(named_params! {
            ":branch_id": append.log.branch.as_bytes(),
            ":ticket_id": key.ticket.as_bytes(),
            ":wrapped": key.wrapped.as_bytes(),
        })?;
    }
    Ok(())
}

fn write_judged(tx: &Transaction<'_>, taking: &Taking) -> Result<(), StoreError> {
    let mut note = tx.prepare_cached(
        "UPDATE lines SET set_aside = :set_aside, filed_at = NULL
         WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq = :seq",
    )?;
    for judged in &taking.judged {
        note.execute(named_params! {
            ":set_aside": judged.set_aside.as_deref(),
            ":branch_id": judged.log.branch.as_bytes(),
            ":device_id": judged.log.device.as_bytes(),
            ":epoch_id": judged.log.epoch.as_bytes(),
            ":seq": judged.seq,
        })?;
    }
    Ok(())
}

fn write_lines(tx: &Transaction<'_>, append: &Append, taking: &Taking) -> Result<(), StoreError> {
    let log = append.log;
    let received_at = moment(append.now);
    let mut keep = tx.prepare_cached(
        "INSERT INTO lines (branch_id, device_id, epoch_id, seq, hash, ticket_id, event_id, wall, line, received_at,
            set_aside)
         VALUES (:branch_id, :device_id, :epoch_id, :seq, :hash, :ticket_id, :event_id, :wall, :line, :received_at,
            :set_aside)",
    )?;
    for (line, (set_aside, _)) in append.lines[taking.repeats..].iter().zip(&taking.new) {
        keep.execute(named_params! {
            ":branch_id": log.branch.as_bytes(),
            ":device_id": log.device.as_bytes(),
            ":epoch_id": log.epoch.as_bytes(),
            ":seq": line.seq,
            ":hash": line.hash.0,
            ":ticket_id": line.ticket.as_ref().map(TicketId::as_bytes),
            ":event_id": line.event.as_ref().map(EventId::as_bytes),
            ":wall": line.wall.map(moment),
            ":line": line.line,
            ":received_at": received_at,
            ":set_aside": set_aside.as_deref(),
        })?;
    }
    let mut keep = tx.prepare_cached(
        "INSERT OR IGNORE INTO pushes (branch_id, device_id, epoch_id, seq, signature)
         VALUES (:branch_id, :device_id, :epoch_id, :seq, :signature)",
    )?;
    for signed in &append.heads {
        keep.execute(named_params! {
            ":branch_id": log.branch.as_bytes(),
            ":device_id": log.device.as_bytes(),
            ":epoch_id": log.epoch.as_bytes(),
            ":seq": signed.seq,
            ":signature": signed.signature.as_bytes(),
        })?;
    }
    Ok(())
}

fn write_feed(tx: &Transaction<'_>, append: &Append, taking: &Taking) -> Result<(), StoreError> {
    let mut tell = tx.prepare_cached(
        "INSERT INTO feed (branch_id, position, device_id, epoch_id, seq)
         VALUES (:branch_id, :position, :device_id, :epoch_id, :seq)",
    )?;
    for (log, seq, position) in &taking.told {
        tell.execute(named_params! {
            ":branch_id": log.branch.as_bytes(),
            ":position": position,
            ":device_id": log.device.as_bytes(),
            ":epoch_id": log.epoch.as_bytes(),
            ":seq": seq,
        })?;
    }
    tx.prepare_cached("UPDATE branches SET feed_head = :feed_head WHERE branch_id = :branch_id")?.execute(
        named_params! { ":feed_head": taking.feed_head, ":branch_id": append.log.branch.as_bytes() },
    )?;
    Ok(())
}
