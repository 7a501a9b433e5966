//! Some positions of a branch's feed, written into PostgreSQL and read back.

use std::collections::{BTreeMap, HashMap};

use deadpool_postgres::Transaction;
use domain::{BranchId, DeviceId, Sha256, TicketId};
use protocol::WrappedKey;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{
    into_postgres::{Carried, id_in, key, ticket_in},
    rows::{Beside, Value, Values, of_postgres, write},
    tables::{FEED, Kind, LINES, Table},
};
use crate::store::{
    LineReader, StoreError, Verdict,
    postgres::{
        append,
        months::month,
        values::{Id, whole},
    },
};

/// Which line this is: its device's, epoch's and own place.
fn place(line: &Values) -> (Value, Value, Value) {
    (line[1].clone(), line[2].clone(), line[3].clone())
}

/// The month of each line.
pub type Months = HashMap<(Vec<u8>, Vec<u8>, i64), i32>;

fn named_place(line: &Values) -> Result<(Vec<u8>, Vec<u8>, i64), StoreError> {
    match place(line) {
        (Value::Bytes(device), Value::Bytes(epoch), Value::Whole(seq)) => Ok((device, epoch, seq)),
        _ => Err(StoreError::Damaged("lines")),
    }
}

/// Writes the lines that are new, each where it was told first, and what became of those that are told again. Answers the
/// month of each.
pub async fn write_lines(
    tx: &Transaction<'_>,
    branch: BranchId,
    carried: &[Carried],
) -> Result<Months, StoreError> {
    let mut months = known(tx, branch, carried).await?;
    let (mut rows, mut of_months, mut positions, mut photos) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for it in carried {
        let name = named_place(&it.line)?;
        if months.contains_key(&name) {
            let keys: Vec<Box<dyn ToSql + Sync + Send>> =
                it.line[..4].iter().map(key).collect::<Result<_, _>>()?;
            let reason = match &it.line[10] {
                Value::Text(reason) => Some(reason.clone()),
                _ => None,
            };
            tx.execute(
                "UPDATE lines SET set_aside = $5, filed_at = NULL
                 WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4",
                &[&*keys[0], &*keys[1], &*keys[2], &*keys[3], &reason],
            )
            .await?;
            continue;
        }
        let Value::Moment(received_at) = it.line[8] else { return Err(StoreError::Damaged("received_at")) };
        let Value::Text(line) = &it.line[11] else { return Err(StoreError::Damaged("line")) };
        months.insert(name, month(received_at));
        of_months.push(month(received_at));
        positions.push(whole(it.position));
        photos.push(append::named_photo(line).map(|photo| photo.0.to_vec()));
        rows.push(it.line.clone());
    }
    let beside: [Beside<'_>; 3] =
        [("month", "integer", &of_months), ("position", "bigint", &positions), ("photo", "bytea", &photos)];
    // Those told twice in this part are written once, by what they came to in the end.
    write(tx, &LINES, &rows, &beside, "").await?;
    Ok(months)
}

/// The months of those lines that are here already.
async fn known(tx: &Transaction<'_>, branch: BranchId, carried: &[Carried]) -> Result<Months, StoreError> {
    let names = carried.iter().map(|it| named_place(&it.line)).collect::<Result<Vec<_>, _>>()?;
    let id = |bytes: &Vec<u8>| Uuid::from_slice(bytes).map_err(|_| StoreError::Damaged("id"));
    let devices = names.iter().map(|(device, _, _)| id(device)).collect::<Result<Vec<_>, _>>()?;
    let epochs = names.iter().map(|(_, epoch, _)| id(epoch)).collect::<Result<Vec<_>, _>>()?;
    let seqs: Vec<i64> = names.iter().map(|(_, _, seq)| *seq).collect();
    let found = tx
        .prepare_cached(
            "SELECT lines.device_id, lines.epoch_id, lines.seq, lines.month
             FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS wanted (device_id, epoch_id, seq)
             JOIN lines USING (device_id, epoch_id, seq) WHERE lines.branch_id = $1",
        )
        .await?;
    let rows = tx.query(&found, &[&branch.uuid(), &devices, &epochs, &seqs]).await?;
    let name = |row: &tokio_postgres::Row| {
        let bytes = |column| Ok::<_, StoreError>(row.try_get::<_, Uuid>(column)?.as_bytes().to_vec());
        Ok(((bytes("device_id")?, bytes("epoch_id")?, row.try_get("seq")?), row.try_get("month")?))
    };
    rows.iter().map(name).collect()
}

pub async fn write_feed(
    tx: &Transaction<'_>,
    carried: &[Carried],
    months: &Months,
) -> Result<(), StoreError> {
    let mut of_months = Vec::with_capacity(carried.len());
    let mut rows = Vec::with_capacity(carried.len());
    for it in carried {
        of_months.push(*months.get(&named_place(&it.line)?).ok_or(StoreError::Damaged("feed"))?);
        let (device, epoch, seq) = place(&it.line);
        rows.push(vec![it.line[0].clone(), Value::Whole(whole(it.position)), device, epoch, seq]);
    }
    let beside: [Beside<'_>; 1] = [("month", "integer", &of_months)];
    write(tx, &FEED, &rows, &beside, "").await
}

/// Where logs stand, which PostgreSQL notes and the file reads from the lines.
pub async fn write_heads(tx: &Transaction<'_>, carried: &[Carried]) -> Result<(), StoreError> {
    const LOGS: Table = Table {
        name: "logs",
        columns: &[
            ("branch_id", Kind::Id),
            ("device_id", Kind::Id),
            ("epoch_id", Kind::Id),
            ("seq", Kind::Whole),
            ("hash", Kind::Bytes),
            ("position", Kind::Whole),
            ("since", Kind::Moment),
        ],
    };
    let mut heads: HashMap<(Vec<u8>, Vec<u8>), (i64, Values)> = HashMap::new();
    for it in carried {
        let (device, epoch, seq) = named_place(&it.line)?;
        let row = vec![
            it.line[0].clone(),
            it.line[1].clone(),
            it.line[2].clone(),
            it.line[3].clone(),
            it.line[4].clone(),
            Value::Whole(whole(it.position)),
            it.line[8].clone(),
        ];
        let head = heads.entry((device, epoch)).or_insert_with(|| (seq, row.clone()));
        if seq > head.0 {
            // Since its first line, which came with or before this one.
            let since = std::mem::replace(&mut head.1[6], Value::None);
            *head = (seq, row);
            head.1[6] = since;
        }
    }
    let rows: Vec<Values> = heads.into_values().map(|(_, row)| row).collect();
    let later = "ON CONFLICT (branch_id, device_id, epoch_id) DO UPDATE
        SET seq = EXCLUDED.seq, hash = EXCLUDED.hash, position = EXCLUDED.position WHERE EXCLUDED.seq > logs.seq";
    write(tx, &LOGS, &rows, &[], later).await
}

pub fn named_in(
    reader: &dyn LineReader,
    carried: &[Carried],
    keys: &BTreeMap<TicketId, WrappedKey>,
) -> Result<Vec<(Sha256, u64, TicketId)>, StoreError> {
    let mut named = Vec::new();
    for it in carried {
        let (Value::Text(line), Value::None) = (&it.line[11], &it.line[10]) else { continue };
        if it.line[5] == Value::None {
            continue;
        }
        let ticket = ticket_in(&it.line[5])?;
        let device = id_in(&it.line[1], DeviceId::from_bytes)?;
        if let Verdict::Good(Some((sha256, size))) = reader.judge(device, line, keys.get(&ticket)) {
            named.push((sha256, size, ticket));
        }
    }
    Ok(named)
}

/// Compares what was written with what was to be.
pub async fn read_back(
    tx: &Transaction<'_>,
    branch: BranchId,
    carried: &[Carried],
) -> Result<(), StoreError> {
    let positions: Vec<i64> = carried.iter().map(|it| whole(it.position)).collect();
    let columns: Vec<String> = LINES.columns.iter().map(|(name, _)| format!("lines.{name}")).collect();
    let found = tx
        .prepare_cached(&format!(
            "SELECT {} FROM feed JOIN lines USING (branch_id, device_id, epoch_id, seq, month)
             WHERE feed.branch_id = $1 AND feed.position = ANY ($2) ORDER BY feed.position",
            columns.join(", ")
        ))
        .await?;
    let rows = tx.query(&found, &[&branch.uuid(), &positions]).await?;
    if rows.len() != carried.len() {
        return Err(StoreError::Differs("lines"));
    }
    for (row, it) in rows.iter().zip(carried) {
        let mut line = of_postgres(&LINES, row)?;
        // Whoever filed a line does so beside the feed; that is carried at the end.
        line[9].clone_from(&it.line[9]);
        if line != it.line {
            return Err(StoreError::Differs("lines"));
        }
    }
    Ok(())
}
