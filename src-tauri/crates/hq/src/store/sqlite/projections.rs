//! What lists and searches read, made from the log.

use std::{collections::HashMap, sync::Arc};

use domain::{BranchId, DeviceId, Sha256, TicketId};
use protocol::WrappedKey;
use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{
    awaiting::{self, NEVER_DUE},
    errands,
    finding::{self, Change},
    forgetting, heads, kin, pieces,
    values::{bytes, moment, text},
};
use crate::store::{
    KEY_MISSING, LineReader, Projected, StoreError, TicketLine, TicketRow, Verdict, number_key, waybill_key,
};

/// The tables.
pub const TABLES: &str = include_str!("projections.sql");

/// Raised whenever the projections' tables or what they are made of changes.
const VERSION: i64 = 5;
/// So many changes of the index are gathered at most; each is about a kilobyte.
const MOST_CHANGES: usize = 20_000;

/// Whether the projections are whole and of this program's shape.
pub fn stand(tx: &Transaction<'_>) -> Result<bool, StoreError> {
    let version =
        tx.query_row("SELECT version FROM projections", [], |row| row.get::<_, i64>(0)).optional()?;
    Ok(version == Some(VERSION))
}

/// Makes the tables anew and folds every ticket from the log.
pub fn refold_all(
    tx: &Transaction<'_>,
    readers: &HashMap<BranchId, Arc<dyn LineReader>>,
) -> Result<u64, StoreError> {
    tx.execute_batch(TABLES)?;
    let (mut tickets, mut changes) = (0, Vec::new());
    for (branch, reader) in readers {
        tickets += refold_branch(tx, *branch, &**reader, &mut changes)?;
    }
    finding::tell_index(tx, changes)?;
    pieces::put_all_together(tx)?;
    tx.execute("INSERT INTO projections (version) VALUES (:version)", named_params! { ":version": VERSION })?;
    Ok(tickets)
}

fn refold_branch(
    tx: &Transaction<'_>,
    branch: BranchId,
    reader: &dyn LineReader,
    changes: &mut Vec<Change>,
) -> Result<u64, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT DISTINCT ticket_id FROM lines
         WHERE branch_id = :branch_id AND ticket_id IS NOT NULL AND (set_aside IS NULL OR set_aside = :key_missing)
         ORDER BY ticket_id DESC",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":key_missing": KEY_MISSING };
    let tickets: Vec<TicketId> =
        found.query_map(at, |row| bytes(row, "ticket_id"))?.collect::<Result<_, _>>()?;
    for ticket in &tickets {
        let key = heads::key_of(tx, branch, *ticket)?;
        let lines = refold(tx, branch, *ticket, key.as_ref(), reader, changes)?;
        for line in lines {
            if let Verdict::Good(Some((sha256, size))) = reader.judge(line.device, &line.line, key.as_ref()) {
                name_photo(tx, branch, sha256, size, *ticket)?;
            }
        }
        if changes.len() >= MOST_CHANGES {
            finding::tell_index(tx, std::mem::take(changes))?;
        }
    }
    Ok(tickets.len() as u64)
}

/// Folds one ticket from its lines, which it answers; `changes` gathers what the index is to be told behind all else.
pub fn refold(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
    key: Option<&WrappedKey>,
    reader: &dyn LineReader,
    changes: &mut Vec<Change>,
) -> Result<Vec<TicketLine>, StoreError> {
    let lines = lines_of(tx, branch, ticket)?;
    let Some(projected) = reader.ticket(&lines, key, None) else {
        if let Some(errand) = reader.errand(&lines, key) {
            errands::write(tx, branch, &errand)?;
        }
        return Ok(lines);
    };
    let others = kin::write(tx, branch, ticket, &projected.kin)?;
    let circle = kin::circle(tx, branch, ticket)?;
    let settled = circle.and_then(|circle| reader.ticket(&lines, key, Some(&circle)));
    let Projected { row, photos, tasks_elsewhere, words, .. } = settled.unwrap_or(projected);
    write(tx, &row)?;
    write_photos(tx, branch, ticket, &photos)?;
    errands::write_tasks(tx, branch, ticket, &tasks_elsewhere)?;
    changes.extend(finding::write(tx, (branch, ticket), row.opened_at, &words, reader)?);
    // Those in a circle with it stand otherwise now. To them it is no news, so this ends.
    for other in others {
        let key = heads::key_of(tx, branch, other)?;
        refold(tx, branch, other, key.as_ref(), reader, changes)?;
    }
    Ok(lines)
}

/// The lines that a ticket is folded from, in the order in which they came.
pub fn lines_of(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Vec<TicketLine>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT device_id, line, received_at FROM lines
         WHERE branch_id = :branch_id AND ticket_id = :ticket_id
            AND (set_aside IS NULL OR set_aside = :key_missing)
         ORDER BY rowid",
    )?;
    let at = named_params! {
        ":branch_id": branch.as_bytes(),
        ":ticket_id": ticket.as_bytes(),
        ":key_missing": KEY_MISSING,
    };
    let rows = found.query_map(at, ticket_line)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The line in a row of device, bytes and moment.
pub fn ticket_line(row: &rusqlite::Row<'_>) -> rusqlite::Result<TicketLine> {
    let device: DeviceId = bytes(row, "device_id")?;
    Ok(TicketLine { device, line: row.get("line")?, received_at: text(row, "received_at")? })
}

/// Notes that a line of the ticket names a photo; a forgotten ticket names none.
pub fn name_photo(
    tx: &Transaction<'_>,
    branch: BranchId,
    sha256: Sha256,
    size: u64,
    ticket: TicketId,
) -> Result<(), StoreError> {
    if forgetting::is_forgotten(tx, branch, ticket)? {
        return Ok(());
    }
    forgetting::stays(tx, branch, sha256)?;
    tx.prepare_cached(
        "INSERT OR IGNORE INTO named_photos (branch_id, sha256, size, ticket_id)
         VALUES (:branch_id, :sha256, :size, :ticket_id)",
    )?
    .execute(named_params! {
        ":branch_id": branch.as_bytes(),
        ":sha256": sha256.0,
        ":size": size,
        ":ticket_id": ticket.as_bytes(),
    })?;
    Ok(())
}

fn write(tx: &Transaction<'_>, row: &TicketRow) -> Result<(), StoreError> {
    let awaits = row.awaits.as_ref();
    let mut standing = tx.prepare_cached(
        "SELECT awaits FROM tickets WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
    )?;
    let at = named_params! { ":branch_id": row.branch.as_bytes(), ":ticket_id": row.id.as_bytes() };
    let was: Option<String> = standing.query_row(at, |row| row.get(0)).optional()?.flatten();
    awaiting::count(tx, row.branch, was.as_deref(), awaits.map(|awaits| awaits.what.as_str()))?;
    let due_at = row.next_due.as_ref().map(|due| moment(due.at));
    tx.prepare_cached(
        "INSERT OR REPLACE INTO tickets (branch_id, ticket_id, number, number_key, kind, category, status, waybill,
            waybill_key, who, device_id, opened_at, received_at, next_step, next_due_at, next_due_on, claimed_fen,
            photos, conflicts, forgotten, phone_mark, assessed_fen, approved_fen, paid_fen, awaits, awaits_since,
            awaits_due_at, round, second_roles, decided_by, decided_fen, merged_into)
         VALUES (:branch_id, :ticket_id, :number, :number_key, :kind, :category, :status, :waybill, :waybill_key,
            :who, :device_id, :opened_at, :received_at, :next_step, :next_due_at, :next_due_on, :claimed_fen,
            :photos, :conflicts, :forgotten, :phone_mark, :assessed_fen, :approved_fen, :paid_fen, :awaits,
            :awaits_since, :awaits_due_at, :round, :second_roles, :decided_by, :decided_fen, :merged_into)",
    )?
    .execute(named_params! {
        ":branch_id": row.branch.as_bytes(),
        ":ticket_id": row.id.as_bytes(),
        ":number": row.number,
        ":number_key": number_key(&row.number),
        ":kind": row.kind,
        ":category": row.category,
        ":status": row.status,
        ":waybill": row.waybill,
        ":waybill_key": waybill_key(&row.waybill),
        ":who": row.who,
        ":device_id": row.device.as_bytes(),
        ":opened_at": moment(row.opened_at),
        ":received_at": moment(row.received_at),
        ":next_step": row.next_due.as_ref().map(|due| &due.step),
        ":next_due_at": row.next_due.as_ref().map(|due| moment(due.at)),
        ":next_due_on": row.next_due.as_ref().and_then(|due| due.on.as_ref()),
        ":claimed_fen": row.claimed_fen,
        ":photos": row.photos,
        ":conflicts": row.conflicts,
        ":forgotten": row.forgotten,
        ":phone_mark": row.phone_mark,
        ":assessed_fen": row.assessed_fen,
        ":approved_fen": row.approved_fen,
        ":paid_fen": row.paid_fen,
        ":awaits": awaits.map(|awaits| awaits.what.as_str()),
        ":awaits_since": awaits.map(|awaits| moment(awaits.since)),
        ":awaits_due_at": awaits.map(|_| due_at.unwrap_or_else(|| NEVER_DUE.to_owned())),
        ":round": awaits.map(|awaits| awaits.round),
        ":second_roles": awaits.map(|awaits| awaits.second_roles.join(" ")),
        ":decided_by": awaits.and_then(|awaits| awaits.decided_by).map(|person| *person.as_bytes()),
        ":decided_fen": awaits.and_then(|awaits| awaits.decided_fen),
        ":merged_into": row.merged_into,
    })?;
    Ok(())
}

fn write_photos(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
    photos: &[Sha256],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM ticket_photos WHERE branch_id = :branch_id AND ticket_id = :ticket_id")?
        .execute(named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() })?;
    let mut keep = tx.prepare_cached(
        "INSERT INTO ticket_photos (branch_id, ticket_id, sha256) VALUES (:branch_id, :ticket_id, :sha256)",
    )?;
    for sha256 in photos {
        keep.execute(named_params! {
            ":branch_id": branch.as_bytes(),
            ":ticket_id": ticket.as_bytes(),
            ":sha256": sha256.0,
        })?;
    }
    Ok(())
}
