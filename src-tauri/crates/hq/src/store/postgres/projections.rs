//! What lists and searches read, made from the log.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use deadpool_postgres::{GenericClient, Object, Transaction};
use domain::{BranchId, Sha256, TicketId};
use protocol::WrappedKey;
use tokio_postgres::Row;

use super::{
    UNHURRIED,
    append::aside,
    awaiting, errands, finding, heads, kin,
    nul::told,
    pool::all_done,
    tickets,
    values::{Id, at, id, uuids, whole},
};
use crate::store::{KEY_MISSING, LineReader, Projected, StoreError, TicketLine, Verdict};

/// The tables, with every index but the one of marks.
pub const TABLES: &str = include_str!("projections.sql");

/// The index of marks, behind all else: whole it is made sooner than ticket by ticket. What is pending in it is gone through
/// at every search, so little is left pending.
pub const MARKS: &str =
    "CREATE INDEX ticket_marks ON ticket_words USING gin (marks) WITH (gin_pending_list_limit = 512)";

/// Raised whenever the projections' tables or what they are made of changes.
pub const VERSION: i64 = 2;

/// So many tickets are folded at once.
const AT_ONCE: usize = 500;

/// Whether the tables are there, of whatever shape.
pub async fn are_there(client: &Object) -> Result<bool, StoreError> {
    Ok(client.query_one("SELECT to_regclass('tickets') IS NOT NULL", &[]).await?.try_get(0)?)
}

/// Whether the projections are whole and of this program's shape.
pub async fn stand(client: &Object) -> Result<bool, StoreError> {
    let found = client.query_opt("SELECT version FROM projections", &[]).await?;
    let version: Option<i64> = found.map(|row| row.try_get(0)).transpose()?;
    Ok(version == Some(VERSION))
}

/// Makes the tables anew and folds every ticket from the log.
pub async fn refold_all(
    tx: &Transaction<'_>,
    readers: HashMap<BranchId, Arc<dyn LineReader>>,
) -> Result<u64, StoreError> {
    // It may take as long as there are tickets.
    tx.batch_execute(UNHURRIED).await?;
    tx.batch_execute("SET LOCAL lock_timeout = 0").await?;
    tx.batch_execute(TABLES).await?;
    let mut tickets = 0;
    for (branch, reader) in readers {
        tickets += refold_branch(tx, branch, reader).await?;
    }
    tx.batch_execute(MARKS).await?;
    tx.execute("INSERT INTO projections (version) VALUES ($1)", &[&VERSION]).await?;
    Ok(tickets)
}

async fn refold_branch(
    tx: &Transaction<'_>,
    branch: BranchId,
    reader: Arc<dyn LineReader>,
) -> Result<u64, StoreError> {
    let found = tx
        .prepare_cached(
            "SELECT DISTINCT ticket_id FROM lines
             WHERE branch_id = $1 AND ticket_id IS NOT NULL AND (set_aside IS NULL OR set_aside = $2)
             ORDER BY ticket_id DESC",
        )
        .await?;
    let rows = tx.query(&found, &[&branch.uuid(), &KEY_MISSING]).await?;
    let all: Vec<TicketId> = rows.iter().map(|row| id(row, "ticket_id")).collect::<Result<_, _>>()?;
    for some in all.chunks(AT_ONCE) {
        let mut keys: BTreeMap<TicketId, Option<WrappedKey>> =
            some.iter().map(|ticket| (*ticket, None)).collect();
        for key in heads::keys_of(tx, branch, some.iter().copied()).await? {
            keys.insert(key.ticket, Some(key));
        }
        let lines = lines_of(tx, branch, some.iter().copied()).await?;
        let (judging, of_keys) = (Arc::clone(&reader), keys.clone());
        let named = aside(move || named_in(&*judging, &lines, &of_keys)).await?;
        name_photos(tx, branch, &named).await?;
        refold(tx, branch, keys, Arc::clone(&reader)).await?;
    }
    Ok(all.len() as u64)
}

fn named_in(
    reader: &dyn LineReader,
    lines: &HashMap<TicketId, Vec<TicketLine>>,
    keys: &BTreeMap<TicketId, Option<WrappedKey>>,
) -> Vec<(Sha256, u64, TicketId)> {
    let mut named = Vec::new();
    for (ticket, lines) in lines {
        let key = keys.get(ticket).and_then(Option::as_ref);
        for line in lines {
            if let Verdict::Good(Some((sha256, size))) = reader.judge(line.device, &line.line, key) {
                named.push((sha256, size, *ticket));
            }
        }
    }
    named
}

/// A ticket as its lines make it, or an errand.
enum Made {
    Ticket(Box<Projected>),
    Errand(crate::store::ErrandRow),
    Nothing,
}

/// Folds tickets from their lines. Those that were in a circle of mergings with one of them, or are now, are folded too.
pub async fn refold(
    tx: &Transaction<'_>,
    branch: BranchId,
    tickets: BTreeMap<TicketId, Option<WrappedKey>>,
    reader: Arc<dyn LineReader>,
) -> Result<(), StoreError> {
    let mut keys = tickets;
    while !keys.is_empty() {
        let lines = lines_of(tx, branch, keys.keys().copied()).await?;
        let (folding, of_keys) = (Arc::clone(&reader), keys.clone());
        let (lines, made) = aside(move || {
            let fold = |ticket: &TicketId, key: &Option<WrappedKey>| {
                let lines = lines.get(ticket).map_or(&[][..], Vec::as_slice);
                match folding.ticket(lines, key.as_ref(), None) {
                    Some(projected) => Made::Ticket(Box::new(projected)),
                    None => folding.errand(lines, key.as_ref()).map_or(Made::Nothing, Made::Errand),
                }
            };
            let made: Vec<(TicketId, Made)> =
                of_keys.iter().map(|(ticket, key)| (*ticket, fold(ticket, key))).collect();
            (lines, made)
        })
        .await?;
        let mut folded = Vec::new();
        for (ticket, made) in made {
            match made {
                Made::Ticket(projected) => folded.push((ticket, *projected)),
                Made::Errand(errand) => errands::write(tx, branch, &errand).await?,
                Made::Nothing => {}
            }
        }
        let said: Vec<_> = folded.iter().map(|(ticket, projected)| (*ticket, &projected.kin[..])).collect();
        let others = kin::write(tx, branch, &said).await?;
        for (ticket, projected) in &mut folded {
            // Only whoever goes on in another can be in a circle.
            if projected.kin.iter().all(|said| said.kin.is_some()) {
                continue;
            }
            let Some(circle) = kin::circle(tx, branch, *ticket).await? else { continue };
            let lines = lines.get(ticket).map_or(&[][..], Vec::as_slice);
            let key = keys.get(ticket).and_then(Option::as_ref);
            if let Some(settled) = reader.ticket(lines, key, Some(&circle)) {
                *projected = settled;
            }
        }
        write(tx, branch, &folded, &reader).await?;
        // Those in a circle with one of them stand otherwise now. To them it is no news, so this ends.
        let mut next: BTreeMap<TicketId, Option<WrappedKey>> =
            others.iter().map(|other| (*other, None)).collect();
        for key in heads::keys_of(tx, branch, others).await? {
            next.insert(key.ticket, Some(key));
        }
        keys = next;
    }
    Ok(())
}

async fn write(
    tx: &Transaction<'_>,
    branch: BranchId,
    folded: &[(TicketId, Projected)],
    reader: &Arc<dyn LineReader>,
) -> Result<(), StoreError> {
    if folded.is_empty() {
        return Ok(());
    }
    let photos: Vec<_> = folded.iter().map(|(ticket, projected)| (*ticket, &projected.photos[..])).collect();
    let tasks: Vec<_> =
        folded.iter().map(|(ticket, projected)| (*ticket, &projected.tasks_elsewhere[..])).collect();
    // Counted by how they stood, so before they are written.
    awaiting::count(tx, branch, folded).await?;
    let done = futures::join!(
        finding::write(tx, branch, folded, reader),
        tickets::write(tx, folded.iter().map(|(_, projected)| &projected.row)),
        write_photos(tx, branch, &photos),
        errands::write_tasks(tx, branch, &tasks),
    );
    all_done(done.into())
}

async fn write_photos(
    tx: &Transaction<'_>,
    branch: BranchId,
    photos: &[(TicketId, &[Sha256])],
) -> Result<(), StoreError> {
    let all = uuids(photos.iter().map(|(ticket, _)| *ticket));
    let drop =
        tx.prepare_cached("DELETE FROM ticket_photos WHERE branch_id = $1 AND ticket_id = ANY ($2)").await?;
    tx.execute(&drop, &[&branch.uuid(), &all]).await?;
    let named = photos.iter().flat_map(|(ticket, photos)| photos.iter().map(|photo| (*ticket, photo)));
    let (of, hashes): (Vec<TicketId>, Vec<&[u8]>) =
        named.map(|(ticket, photo)| (ticket, &photo.0[..])).unzip();
    if of.is_empty() {
        return Ok(());
    }
    let keep = tx
        .prepare_cached(
            "INSERT INTO ticket_photos (branch_id, ticket_id, sha256)
             SELECT $1, * FROM unnest($2::uuid[], $3::bytea[]) ON CONFLICT DO NOTHING",
        )
        .await?;
    tx.execute(&keep, &[&branch.uuid(), &uuids(of), &hashes]).await?;
    Ok(())
}

/// The lines that tickets are folded from, of each in the order in which they came.
pub async fn lines_of(
    client: &impl GenericClient,
    branch: BranchId,
    tickets: impl IntoIterator<Item = TicketId>,
) -> Result<HashMap<TicketId, Vec<TicketLine>>, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT ticket_id, device_id, line, received_at FROM lines
             WHERE branch_id = $1 AND ticket_id = ANY ($2) AND (set_aside IS NULL OR set_aside = $3)
             ORDER BY position",
        )
        .await?;
    let rows = client.query(&found, &[&branch.uuid(), &uuids(tickets), &KEY_MISSING]).await?;
    let mut lines: HashMap<TicketId, Vec<TicketLine>> = HashMap::new();
    for row in rows {
        lines.entry(id(&row, "ticket_id")?).or_default().push(ticket_line(&row)?);
    }
    Ok(lines)
}

/// The same of one.
pub async fn lines_of_one(
    client: &impl GenericClient,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Vec<TicketLine>, StoreError> {
    Ok(lines_of(client, branch, [ticket]).await?.remove(&ticket).unwrap_or_default())
}

/// The line in a row of device, bytes and moment.
pub fn ticket_line(row: &Row) -> Result<TicketLine, StoreError> {
    Ok(TicketLine {
        device: id(row, "device_id")?,
        line: told(row, "line")?,
        received_at: at(row, "received_at")?,
    })
}

/// Notes that lines name photos; a forgotten ticket names none.
pub async fn name_photos(
    tx: &Transaction<'_>,
    branch: BranchId,
    named: &[(Sha256, u64, TicketId)],
) -> Result<(), StoreError> {
    if named.is_empty() {
        return Ok(());
    }
    let hashes: Vec<&[u8]> = named.iter().map(|(sha256, _, _)| &sha256.0[..]).collect();
    let sizes: Vec<i64> = named.iter().map(|(_, size, _)| whole(*size)).collect();
    let tickets = uuids(named.iter().map(|(_, _, ticket)| *ticket));
    let keep = tx
        .prepare_cached(
            "INSERT INTO named_photos (branch_id, sha256, size, ticket_id)
             SELECT $1, new.* FROM unnest($2::bytea[], $3::bigint[], $4::uuid[]) AS new (sha256, size, ticket_id)
             WHERE NOT EXISTS (SELECT 1 FROM forgotten_tickets AS forgotten
                WHERE forgotten.branch_id = $1 AND forgotten.ticket_id = new.ticket_id)
             ON CONFLICT DO NOTHING",
        )
        .await?;
    let stays = tx
        .prepare_cached(
            "DELETE FROM forgotten_photos WHERE branch_id = $1 AND sha256 = ANY ($2) AND EXISTS (
                SELECT 1 FROM named_photos AS named
                WHERE named.branch_id = $1 AND named.sha256 = forgotten_photos.sha256)",
        )
        .await?;
    tx.execute(&keep, &[&branch.uuid(), &hashes, &sizes, &tickets]).await?;
    tx.execute(&stays, &[&branch.uuid(), &hashes]).await?;
    Ok(())
}
