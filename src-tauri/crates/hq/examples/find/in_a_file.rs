//! The country in headquarters' file.

use std::{collections::BTreeMap, fs, path::Path};

use domain::UnitId;
use hq::MasterKey;
use rusqlite::{Connection, Transaction, named_params};

use crate::{
    Failed,
    country::{Country, Written},
    open, tell,
};

/// Whether it is there.
pub fn is_written(folder: &Path, country: Country) -> bool {
    fs::read_to_string(note(folder)).is_ok_and(|built| built == country.told())
}

/// Writes it, in place of what was there.
pub async fn write(folder: &Path, country: Country) -> Result<(), Failed> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    drop(open(folder, None).await?);
    let master = MasterKey::find(folder, None)?;
    let mut database = Connection::open(folder.join("headquarters.sqlite"))?;
    database
        .execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; DELETE FROM projections")?;
    let tx = database.transaction()?;
    network(&tx, &master, country)?;
    for n in 0..country.tickets {
        let written = country.ticket(n)?;
        ticket(&tx, &written)?;
        tell(n, "tickets are written");
    }
    Ok(tx.commit()?)
}

/// Notes that it is there, and whole.
pub fn note_written(folder: &Path, country: Country) -> Result<(), Failed> {
    Ok(fs::write(note(folder), country.told())?)
}

/// What a ticket takes.
pub fn bytes(folder: &Path, tickets: u64) -> Result<BTreeMap<&'static str, f64>, Failed> {
    let file = folder.join("headquarters.sqlite");
    let database = Connection::open(&file)?;
    let of = |sql: &str| -> rusqlite::Result<f64> {
        Ok(database.query_row(sql, [], |row| row.get::<_, i64>(0))? as f64 / tickets as f64)
    };
    Ok([
        ("database", fs::metadata(&file)?.len() as f64 / tickets as f64),
        ("words", of("SELECT sum(length(words) + length(print) + 40) FROM ticket_words")?),
        ("index", of("SELECT sum(length(block)) FROM ticket_marks_data")?),
        ("lines", of("SELECT sum(length(CAST(line AS BLOB))) FROM lines")?),
    ]
    .into())
}

fn note(folder: &Path) -> std::path::PathBuf {
    folder.join("built")
}

fn network(tx: &Transaction<'_>, master: &MasterKey, country: Country) -> Result<(), Failed> {
    for place in country.places() {
        tx.prepare_cached(
            "INSERT INTO units (id, parent_id, level, name, code, address, phone)
             VALUES (:id, :parent_id, :level, :name, :code, '', '')",
        )?
        .execute(named_params! {
            ":id": place.id.as_bytes(),
            ":parent_id": place.parent.as_ref().map(UnitId::as_bytes),
            ":level": place.level.as_str(),
            ":name": place.name,
            ":code": place.code,
        })?;
    }
    for branch in country.branches() {
        tx.prepare_cached(
            "INSERT INTO branches (branch_id, zone, sealed_key, own_device, own_epoch, generation)
             VALUES (:branch_id, 'Asia/Shanghai', :sealed_key, :own_device, randomblob(16), randomblob(16))",
        )?
        .execute(named_params! {
            ":branch_id": branch.id.as_bytes(),
            ":sealed_key": master.seal(&format!("branch key of {}", branch.id), branch.key.as_bytes()),
            ":own_device": branch.own_device,
        })?;
    }
    for counter in country.counters() {
        tx.prepare_cached(
            "INSERT INTO devices (id, branch_id, counter_letter, counter_name, pc_name, app_version, signing_key,
                sealing_key, enrolled_at, contact_at)
             VALUES (:id, :branch_id, :letter, :letter, 'PC', '0.1.0', :signing_key, zeroblob(32), :at, :at)",
        )?
        .execute(named_params! {
            ":id": counter.id,
            ":branch_id": counter.branch.as_bytes(),
            ":letter": counter.letter,
            ":signing_key": counter.signing_key,
            ":at": counter.at.to_string(),
        })?;
    }
    Ok(())
}

fn ticket(tx: &Transaction<'_>, Written { line, ticket, wrapped }: &Written) -> Result<(), Failed> {
    let head = line.head();
    tx.prepare_cached(
        "INSERT INTO lines (branch_id, device_id, epoch_id, seq, hash, ticket_id, event_id, wall, line, received_at)
         VALUES (:branch_id, :device_id, :epoch_id, 2, :hash, :ticket_id, :event_id, :wall, :line, :wall)",
    )?
    .execute(named_params! {
        ":branch_id": head.branch.as_bytes(),
        ":device_id": head.device.as_bytes(),
        ":epoch_id": head.epoch.as_bytes(),
        ":hash": line.hash().0,
        ":ticket_id": ticket.as_bytes(),
        ":event_id": head.id.as_bytes(),
        ":wall": head.wall.to_string(),
        ":line": line.raw(),
    })?;
    tx.prepare_cached(
        "INSERT INTO ticket_keys (branch_id, ticket_id, wrapped) VALUES (:branch_id, :ticket_id, :wrapped)",
    )?
    .execute(named_params! {
        ":branch_id": head.branch.as_bytes(),
        ":ticket_id": ticket.as_bytes(),
        ":wrapped": wrapped,
    })?;
    Ok(())
}
