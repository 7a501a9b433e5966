//! A headquarters that outgrew its file, carried into PostgreSQL while it serves.
//!
//! Every line has a place in its branch's feed, so a branch is carried along its feed: lines, keys, what is named and forgotten,
//! and the tickets they make, some positions in one transaction, which also notes how far it came. Whoever stops goes on
//! there. What a feed does not tell (accounts, devices, unfinished photos) is small and carried whole, at the end, when nobody
//! writes the file any more. What was written is read back and compared, row by row.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::Arc,
};

use deadpool_postgres::Transaction;
use domain::{BranchId, TicketId};
use protocol::{Wrapped, WrappedKey};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{
    pages::Rows,
    part::{named_in, read_back, write_feed, write_heads, write_lines},
    rows::{Value, Values, write},
    standing::Turn,
    sums::{Sum, sum_of},
    tables::{AUDIT, BRANCHES, FORGOTTEN_TICKETS, PHOTOS, PUSHES, TICKET_KEYS, Table, WHOLE},
};
use crate::clock::random;
use crate::store::{
    LineReader, StoreError,
    postgres::{
        BEING_FILLED, CARRIED, Postgres, UNHURRIED, append, forgetting, projections,
        values::{Id, count, whole},
    },
    sqlite::OldFile,
};

/// Positions of a feed that are carried in one transaction.
const AT_ONCE: u32 = 500;

/// How far a move has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// Positions of feeds that are carried.
    pub carried: u64,
    /// Positions that there are.
    pub of: u64,
}

/// Carries a file into an empty database, or goes on with one that it began.
pub struct Mover {
    file: PathBuf,
    to: Postgres,
    readers: HashMap<BranchId, Arc<dyn LineReader>>,
}

/// A line of a feed on its way.
pub struct Carried {
    /// Where it is told.
    pub position: u64,
    /// As its row has it.
    pub line: Values,
}

impl Mover {
    /// Reads `file`; `readers` open what its branches hold.
    pub fn new(file: PathBuf, to: Postgres, readers: HashMap<BranchId, Arc<dyn LineReader>>) -> Self {
        Self { file, to, readers }
    }

    /// Carries what is there now, while others may write it. `tell` is told of each step.
    pub async fn carry(&self, mut tell: impl FnMut(Behind)) -> Result<Behind, StoreError> {
        self.lay_ground().await?;
        let heads = self.reading(OldFile::feed_heads).await?;
        let mut behind = Behind { carried: 0, of: heads.iter().map(|(_, head)| head).sum() };
        for (branch, head) in heads {
            let mut at = self.carried_of(branch).await?;
            behind.carried += at;
            while at < head {
                let next = self.carry_some(branch, at).await?;
                behind.carried += next - at;
                at = next;
                tell(behind);
            }
        }
        for table in [&FORGOTTEN_TICKETS, &TICKET_KEYS, &PUSHES, &PHOTOS, &AUDIT] {
            self.carry_new(table).await?;
        }
        tell(behind);
        Ok(behind)
    }

    /// Carries the rest of a file that nobody writes any more, and compares everything. Nodes may start then.
    pub async fn finish(&self, turn: &mut Turn, tell: impl FnMut(Behind)) -> Result<Behind, StoreError> {
        let behind = self.carry(tell).await?;
        // A photo that a forgotten ticket named went with it, although another names it that was carried later.
        self.forget_how_far(&PHOTOS).await?;
        self.carry_new(&PHOTOS).await?;
        let filed = self.reading(OldFile::filed_lines).await?;
        // While it is not known whether this was kept, nobody else has the turn.
        let tx = turn.transaction().await?;
        tx.batch_execute(UNHURRIED).await?;
        for row in filed {
            let keys: Vec<Box<dyn ToSql + Sync + Send>> =
                row.iter().take(4).map(key).collect::<Result<_, _>>()?;
            let Value::Moment(at) = row[4] else { return Err(StoreError::Damaged("filed_at")) };
            let at = crate::store::postgres::values::moment(at);
            tx.execute(
                "UPDATE lines SET filed_at = $5 WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4",
                &[&*keys[0], &*keys[1], &*keys[2], &*keys[3], &at],
            )
            .await?;
        }
        // Those that refer to others first.
        for table in WHOLE.iter().rev().filter(|table| table.name != "units") {
            tx.execute(&format!("DELETE FROM {}", table.name), &[]).await?;
        }
        for table in WHOLE {
            let mut upto = 0;
            loop {
                let (rows, last) = self.reading(move |file| file.page_after(table, upto)).await?;
                if rows.is_empty() {
                    break;
                }
                write(&tx, table, &rows, &[], &on_conflict(table)).await?;
                upto = last;
            }
        }
        tx.execute("DELETE FROM projections", &[]).await?;
        tx.execute("INSERT INTO projections (version) VALUES ($1)", &[&projections::VERSION]).await?;
        self.compare(&tx).await?;
        tx.commit().await?;
        Ok(behind)
    }

    async fn reading<T: Send + 'static>(
        &self,
        read: impl FnOnce(&OldFile) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let file = self.file.clone();
        append::aside(move || read(&OldFile::open(&file)?)).await?
    }

    /// Units and branches, to which everything else refers; nobody may serve what is not whole yet.
    async fn lay_ground(&self) -> Result<(), StoreError> {
        let (units, branches) = self.reading(|file| Ok((file.all(&WHOLE[0])?, file.all(&BRANCHES)?))).await?;
        let mut client = self.to.client().await?;
        let tx = client.transaction().await?;
        let is_others = tx
            .query_one(
                "SELECT EXISTS (SELECT 1 FROM trust) AND NOT EXISTS (SELECT 1 FROM settings WHERE name = $1)",
                &[&BEING_FILLED],
            )
            .await?;
        if is_others.try_get(0)? {
            return Err(StoreError::Taken);
        }
        tx.execute(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            &[&BEING_FILLED, &Uuid::from_bytes(random()).to_string()],
        )
        .await?;
        write(&tx, &WHOLE[0], &units, &[], &on_conflict(&WHOLE[0])).await?;
        // How far a branch was carried is its feed's head here.
        let nothing_yet: Vec<Values> = branches
            .into_iter()
            .map(|mut row| {
                row[6] = Value::Whole(0);
                row
            })
            .collect();
        let others =
            "ON CONFLICT (branch_id) DO UPDATE SET zone = EXCLUDED.zone, sealed_key = EXCLUDED.sealed_key,
            own_epoch = EXCLUDED.own_epoch, generation = EXCLUDED.generation";
        write(&tx, &BRANCHES, &nothing_yet, &[], others).await?;
        Ok(tx.commit().await?)
    }

    async fn carried_of(&self, branch: BranchId) -> Result<u64, StoreError> {
        let client = self.to.client().await?;
        let head = "SELECT feed_head FROM branches WHERE branch_id = $1";
        count(&client.query_one(head, &[&branch.uuid()]).await?, "feed_head")
    }

    /// Carries some positions behind `after`; answers the last.
    async fn carry_some(&self, branch: BranchId, after: u64) -> Result<u64, StoreError> {
        let part = self.reading(move |file| file.feed_after(branch, after, AT_ONCE)).await?;
        let reader = self.readers.get(&branch).cloned().ok_or(StoreError::Damaged("branch"))?;
        let last = part.positions.last().map(|(position, _)| *position).ok_or(StoreError::Damaged("feed"))?;
        let mut client = self.to.client().await?;
        let tx = client.transaction().await?;
        let head = "SELECT feed_head FROM branches WHERE branch_id = $1 FOR UPDATE";
        if count(&tx.query_one(head, &[&branch.uuid()]).await?, "feed_head")? != after {
            return Err(StoreError::Taken);
        }
        let carried: Vec<Carried> =
            part.positions.into_iter().map(|(position, line)| Carried { position, line }).collect();
        write_keys(&tx, &part.keys).await?;
        let months = write_lines(&tx, branch, &carried).await?;
        write_feed(&tx, &carried, &months).await?;
        write_heads(&tx, &carried).await?;
        let keys = keys_of(&part.keys)?;
        let named = named_in(&*reader, &carried, &keys)?;
        projections::name_photos(&tx, branch, &named).await?;
        write(&tx, &FORGOTTEN_TICKETS, &part.forgotten, &[], "ON CONFLICT DO NOTHING").await?;
        for row in &part.forgotten {
            forgetting::forget(&tx, branch, ticket_in(&row[1])?).await?;
        }
        let touched: BTreeSet<TicketId> = carried
            .iter()
            .filter(|it| it.line[5] != Value::None)
            .map(|it| ticket_in(&it.line[5]))
            .collect::<Result<_, _>>()?;
        let touched = touched.into_iter().map(|ticket| (ticket, keys.get(&ticket).cloned())).collect();
        projections::refold(&tx, branch, touched, reader).await?;
        tx.execute(
            "UPDATE branches SET feed_head = $2 WHERE branch_id = $1",
            &[&branch.uuid(), &whole(last)],
        )
        .await?;
        read_back(&tx, branch, &carried).await?;
        tx.commit().await?;
        Ok(last)
    }

    async fn forget_how_far(&self, table: &Table) -> Result<(), StoreError> {
        let name = format!("{}{}", CARRIED, table.name);
        self.to.client().await?.execute("DELETE FROM settings WHERE name = $1", &[&name]).await?;
        Ok(())
    }

    /// Carries the rows of a table that grows and is otherwise only forgotten from.
    async fn carry_new(&self, table: &'static Table) -> Result<(), StoreError> {
        let name = format!("{}{}", CARRIED, table.name);
        loop {
            let mut client = self.to.client().await?;
            let tx = client.transaction().await?;
            let upto = tx.query_opt("SELECT value FROM settings WHERE name = $1", &[&name]).await?;
            let upto: i64 = upto.map_or(Ok(0), |row| {
                row.try_get::<_, &str>(0)?.parse().map_err(|_| StoreError::Damaged("settings"))
            })?;
            let (rows, last) = self.reading(move |file| file.page_after(table, upto)).await?;
            if rows.is_empty() {
                return Ok(());
            }
            write(&tx, table, &rows, &[], "ON CONFLICT DO NOTHING").await?;
            tx.execute(
                "INSERT INTO settings (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
                &[&name, &last.to_string()],
            )
            .await?;
            tx.commit().await?;
        }
    }

    /// Compares what is here with the file: every row of every table but the lines, which were read back one by one.
    async fn compare(&self, tx: &Transaction<'_>) -> Result<(), StoreError> {
        for table in
            WHOLE.iter().chain([&BRANCHES, &TICKET_KEYS, &FORGOTTEN_TICKETS, &PHOTOS, &PUSHES, &AUDIT])
        {
            let theirs = self.reading(move |file| file.sum(table, sum_of)).await?;
            let mut ours = Sum::default();
            let mut found = Rows::of(tx, table, "", &[]).await?;
            loop {
                let rows = found.page().await?;
                if rows.is_empty() {
                    break;
                }
                rows.iter().for_each(|row| ours.add(sum_of(row)));
            }
            if ours != theirs {
                return Err(StoreError::Differs(table.name));
            }
        }
        let lines = self.reading(OldFile::count_lines).await?;
        let here = tx.query_one("SELECT count(*) FROM lines", &[]).await?;
        let told = tx.query_one("SELECT count(*) FROM feed", &[]).await?;
        if (count(&here, "count")?, count(&told, "count")?) != lines {
            return Err(StoreError::Differs("lines"));
        }
        Ok(())
    }
}

fn on_conflict(table: &Table) -> String {
    if table.name != "units" {
        return String::new();
    }
    let others: Vec<String> =
        table.columns[1..].iter().map(|(name, _)| format!("{name} = EXCLUDED.{name}")).collect();
    format!("ON CONFLICT (id) DO UPDATE SET {}", others.join(", "))
}

pub fn key(value: &Value) -> Result<Box<dyn ToSql + Sync + Send>, StoreError> {
    match value {
        Value::Bytes(bytes) => {
            Ok(Box::new(Uuid::from_slice(bytes).map_err(|_| StoreError::Damaged("lines"))?))
        }
        Value::Whole(number) => Ok(Box::new(*number)),
        _ => Err(StoreError::Damaged("lines")),
    }
}

pub fn ticket_in(value: &Value) -> Result<TicketId, StoreError> {
    id_in(value, TicketId::from_bytes)
}

pub fn id_in<T>(value: &Value, of: fn([u8; 16]) -> T) -> Result<T, StoreError> {
    let Value::Bytes(bytes) = value else { return Err(StoreError::Damaged("id")) };
    bytes.as_slice().try_into().map(of).map_err(|_| StoreError::Damaged("id"))
}

fn keys_of(rows: &[Values]) -> Result<BTreeMap<TicketId, WrappedKey>, StoreError> {
    let key = |row: &Values| {
        let ticket = ticket_in(&row[1])?;
        let Value::Bytes(wrapped) = &row[2] else { return Err(StoreError::Damaged("key")) };
        let wrapped = wrapped.as_slice().try_into().map_err(|_| StoreError::Damaged("key"))?;
        Ok((ticket, WrappedKey { ticket, wrapped: Wrapped::from_bytes(wrapped) }))
    };
    rows.iter().map(key).collect()
}

async fn write_keys(tx: &Transaction<'_>, keys: &[Values]) -> Result<(), StoreError> {
    write(tx, &TICKET_KEYS, keys, &[], "ON CONFLICT DO NOTHING").await
}
