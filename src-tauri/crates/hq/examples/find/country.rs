//! A headquarters of a whole country: thirty thousand branches and their tickets, written into its log as counters write
//! them and folded by headquarters itself, and kept for the next run.

use std::{
    error::Error,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use domain::{
    BranchId, CategoryCode, Channel, Demand, DeviceId, EpochId, EventId, Fact, Fen, Kind, Party, Policy,
    Role, Sealed, Sha256, Shipment, TicketId, TicketOpened, UnitId, UnitLevel, promises,
};
use hq::{Config, HqState, MasterKey};
use protocol::{BranchKey, Head, HybridClock, Keys, Line, NO_HASH, TicketKey};
use rusqlite::{Connection, named_params};

use crate::{
    dice::Dice,
    tickets::{EDITION, Told},
};

/// So many branches has a region.
const IN_A_REGION: u64 = 1_000;
/// Tickets come so far apart: fifty thousand a day.
const APART_MS: i64 = 1_728;
/// 2026-11-01 in Shanghai.
const BEGIN_MS: i64 = 1_793_462_400_000;

/// A headquarters that is open, and units of it.
pub struct Country {
    pub state: HqState,
    pub top: UnitId,
    pub region: UnitId,
    pub branch: BranchId,
    /// How long it took to fold everything from the log; none when it was there.
    pub folded: Option<Duration>,
}

impl Country {
    /// The one in a folder; written first where there is none, or another one.
    pub async fn in_folder(folder: &Path, branches: u64, tickets: u64) -> Result<Self, Box<dyn Error>> {
        let note = folder.join("built");
        let wanted = format!("edition {EDITION} with {branches} branches and {tickets} tickets");
        let is_built = fs::read_to_string(&note).is_ok_and(|built| built == wanted);
        if !is_built {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            write(folder, branches, tickets).await?;
            fs::write(&note, wanted)?;
        }
        let begun = Instant::now();
        let state = open(folder).await?;
        let folded = (!is_built).then(|| begun.elapsed());
        let (top, region) = (unit(UnitLevel::Headquarters, 0), unit(UnitLevel::Region, 0));
        Ok(Self { state, top, region, branch: branch(1), folded })
    }
}

async fn open(folder: &Path) -> Result<HqState, Box<dyn Error>> {
    let master = MasterKey::find(folder, None)?;
    Ok(HqState::open(Config::new(folder.to_owned(), master)).await?)
}

async fn write(folder: &Path, branches: u64, tickets: u64) -> Result<(), Box<dyn Error>> {
    drop(open(folder).await?);
    let master = MasterKey::find(folder, None)?;
    let mut database = Connection::open(folder.join("headquarters.sqlite"))?;
    database
        .execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; DELETE FROM projections")?;
    let tx = database.transaction()?;
    let add = |id: UnitId, parent: Option<UnitId>, level: UnitLevel, name: String, code: Option<String>| {
        tx.prepare_cached(
            "INSERT INTO units (id, parent_id, level, name, code, address, phone)
             VALUES (:id, :parent_id, :level, :name, :code, '', '')",
        )?
        .execute(named_params! {
            ":id": id.as_bytes(),
            ":parent_id": parent.as_ref().map(UnitId::as_bytes),
            ":level": level.as_str(),
            ":name": name,
            ":code": code,
        })
    };
    let top = unit(UnitLevel::Headquarters, 0);
    add(top, None, UnitLevel::Headquarters, "总部".into(), None)?;
    for n in 0..branches.div_ceil(IN_A_REGION) {
        add(unit(UnitLevel::Region, n), Some(top), UnitLevel::Region, format!("第{n}大区"), None)?;
    }
    for n in 0..branches {
        let (id, region) = (branch(n), unit(UnitLevel::Region, n / IN_A_REGION));
        add(id.into(), Some(region), UnitLevel::Branch, format!("第{n}网点"), Some(code(n)))?;
        tx.prepare_cached(
            "INSERT INTO branches (branch_id, zone, sealed_key, own_device, own_epoch, generation)
             VALUES (:branch_id, 'Asia/Shanghai', :sealed_key, :own_device, randomblob(16), randomblob(16))",
        )?
        .execute(named_params! {
            ":branch_id": id.as_bytes(),
            ":sealed_key": master.seal(&format!("branch key of {id}"), key(n).as_bytes()),
            ":own_device": bytes(3, n),
        })?;
    }
    for n in 0..tickets {
        ticket(&tx, n, Dice::of(n).next() % branches)?;
        if n % 100_000 == 0 {
            eprintln!("{n} tickets are written");
        }
    }
    Ok(tx.commit()?)
}

fn ticket(tx: &rusqlite::Transaction<'_>, n: u64, at_branch: u64) -> Result<(), Box<dyn Error>> {
    let at = domain::Instant::from_unix_ms(BEGIN_MS + n as i64 * APART_MS);
    let (ticket, branch) = (TicketId::new(at.unix_ms() as u64, short(n)), branch(at_branch));
    let (device, epoch) = (DeviceId::from_bytes(bytes(4, n)), EpochId::from_bytes(bytes(5, n)));
    let head = Head {
        id: EventId::new(at.unix_ms() as u64, short(n)),
        branch,
        device,
        epoch,
        seq: 2,
        prev: NO_HASH,
        wall: at,
        hlc: HybridClock::new(domain::Hlc::new(at, 0)).tick(at),
        author: None,
        ticket: Some(ticket),
        after: Vec::new(),
        policy: Policy::bundled().version().clone(),
    };
    let ticket_key = TicketKey::from_bytes(protocol::hash_of(&n.to_be_bytes()).0);
    let line = Line::write(head, &opening(&Told::of(n), at), Keys::ticket(&ticket_key), nonce(n))?;
    tx.prepare_cached(
        "INSERT INTO lines (branch_id, device_id, epoch_id, seq, hash, ticket_id, event_id, wall, line, received_at)
         VALUES (:branch_id, :device_id, :epoch_id, 2, :hash, :ticket_id, :event_id, :wall, :line, :wall)",
    )?
    .execute(named_params! {
        ":branch_id": branch.as_bytes(),
        ":device_id": device.as_bytes(),
        ":epoch_id": epoch.as_bytes(),
        ":hash": line.hash().0,
        ":ticket_id": ticket.as_bytes(),
        ":event_id": line.head().id.as_bytes(),
        ":wall": at.to_string(),
        ":line": line.raw(),
    })?;
    let wrapped = key(at_branch).wrap(ticket, &ticket_key, nonce(n));
    tx.prepare_cached(
        "INSERT INTO ticket_keys (branch_id, ticket_id, wrapped) VALUES (:branch_id, :ticket_id, :wrapped)",
    )?
    .execute(named_params! {
        ":branch_id": branch.as_bytes(),
        ":ticket_id": ticket.as_bytes(),
        ":wrapped": wrapped.wrapped.as_bytes(),
    })?;
    Ok(())
}

/// A claim, which waits for a decision.
fn opening(told: &Told, at: domain::Instant) -> Fact {
    let policy = Policy::bundled();
    let (kind, category) = (Kind::Claim, CategoryCode::from("damage.contents"));
    let party =
        |n: usize| Party { name: told.names[n].clone(), phone: told.phones[n].clone(), ..Party::default() };
    let mut private = domain::Told { story: told.story.clone(), ..domain::Told::default() };
    private.parties.sender = party(0);
    private.parties.recipient = party(1);
    Fact::TicketOpened(Box::new(TicketOpened {
        number: told.number,
        kind,
        promises: promises(kind, &category, at, policy.calendar(), policy),
        category,
        channel: Channel::COUNTER,
        answer_by: domain::default_answer_by(),
        role: Role::SENDER,
        demands: vec![Demand::COMPENSATION],
        claimed_fen: Fen::new(150_000).ok(),
        shipment: Shipment { waybill: told.waybill.clone(), ..Shipment::default() },
        last_known: None,
        slip_code: Sha256([7; 32]),
        practice: false,
        private: Sealed::Open(private),
    }))
}

fn unit(level: UnitLevel, n: u64) -> UnitId {
    UnitId::from_bytes(bytes(if level == UnitLevel::Region { 1 } else { 0 }, n))
}

fn branch(n: u64) -> BranchId {
    BranchId::from_bytes(bytes(2, n))
}

/// Four characters that differ from branch to branch.
fn code(n: u64) -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKLMNPQRSTUVWX";
    let digit = |place: u32| char::from(DIGITS[(n >> (5 * place)) as usize % 32]);
    ['B', digit(2), digit(1), digit(0)].iter().collect()
}

fn key(branch: u64) -> BranchKey {
    BranchKey::from_bytes(protocol::hash_of(&[&b"branch"[..], &branch.to_be_bytes()].concat()).0)
}

fn bytes(what: u8, n: u64) -> [u8; 16] {
    let n = n.to_be_bytes();
    std::array::from_fn(|place| match place {
        0 => what + 1,
        8.. => n[place - 8],
        _ => 7,
    })
}

fn short(n: u64) -> [u8; 10] {
    let hash = protocol::hash_of(&n.to_be_bytes());
    std::array::from_fn(|place| hash.0[place])
}

fn nonce(n: u64) -> [u8; 24] {
    std::array::from_fn(|place| if place < 8 { n.to_be_bytes()[place] } else { 1 })
}
