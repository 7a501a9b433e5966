//! Two thousand tickets from one counter to headquarters, from there to another counter, and a round with nothing to do.

use std::path::Path;

use desk::{Desk, TicketForm};
use domain::{DeviceId, EpochId, Kind, TicketId};
use hq::make_demonstration;
use protocol::wire::{Push, compress};
use protocol::{Line, Signature, Wrapped, WrappedKey};
use rusqlite::{Connection, OpenFlags};
use tests::counter::a_damaged_parcel;

use super::place::{Prepared, Round};
use super::{ROUNDS, pouch, sketch};
use crate::finding::{Figure, Finding};
use crate::turns::Times;

const TICKETS: usize = 2_000;
const TAKES_IN: &str = "takes-in";
const READS: &str = "reads";

/// A counter goes quiet rounds so often for one figure.
const QUIET_ROUNDS: usize = 10;
/// Lines of a body whose length on the wire is told.
const BATCH: usize = 100;

/// Carries them, and lets the bare sketch and PouchDB carry the same in turns with it.
pub async fn measure() -> Vec<Finding> {
    let prepared = prepare().await;
    let peer = pouch::Installed::find();
    let (mut pushes, mut pulls, mut quiet) = (Vec::new(), Vec::new(), Vec::new());
    let (mut bare, mut theirs) = (Vec::new(), Vec::new());
    let mut lengths = (0.0, 0.0);
    for _ in 0..ROUNDS {
        let round = prepared.round();
        let (takes_in, reads) = (round.desk(TAKES_IN), round.desk(READS));
        let pushed = timed_round(&takes_in).await;
        assert!(pushed.1.lines_confirmed >= TICKETS as u64, "every line is acknowledged");
        assert_eq!(takes_in.sync_state().expect("the database answers").unconfirmed_events, 0);
        pushes.push(pushed.0);
        let pulled = timed_round(&reads).await;
        assert!(pulled.1.lines_read >= TICKETS as u64, "every line is kept");
        pulls.push(pulled.0);
        for _ in 0..QUIET_ROUNDS {
            quiet.push(timed_round(&takes_in).await.0);
        }
        let pushes_as_sent = sent(&round);
        drop((takes_in, reads, round));
        lengths = lengths_of(&pushes_as_sent);
        bare.push(sketch::carry(&pushes_as_sent).await);
        if let Some(peer) = &peer {
            theirs.push(peer.carry(&pushes_as_sent));
        }
    }
    let median = |times: Vec<f64>| (!times.is_empty()).then(|| Figure::Ms(Times::of(times).median()));
    let (pushed, pulled) = theirs.into_iter().unzip();
    let (pushed, pulled): (Option<Figure>, Option<Figure>) = (median(pushed), median(pulled));
    let ours = |times: Vec<f64>| median(times).expect("it was measured");
    let of_pouch = if peer.is_some() { "PouchDB" } else { "PouchDB, not installed" };
    let (push, pull, quiet) = (ours(pushes), ours(pulls), ours(quiet));
    let finding = |what: &str, ours, against, baseline, at_most_times| Finding {
        what: what.into(),
        against,
        ours,
        baseline,
        at_most: None,
        at_least: None,
        at_most_times: Some(at_most_times),
    };
    let alone = |what: &str, ours, at_most| Finding {
        at_most: Some(at_most),
        at_most_times: None,
        ..finding(what, ours, "", None, 0.0)
    };
    let told = |what: &str, bytes| Finding { at_most: None, ..alone(what, Figure::Bytes(bytes), 0.0) };
    vec![
        finding("2,000 tickets pushed, durable", push, "a bare sketch", median(bare), 2.0),
        finding("2,000 tickets pushed, durable", push, of_pouch, pushed, 0.5),
        finding("2,000 tickets pulled, durable", pull, of_pouch, pulled, 0.5),
        alone("a round with nothing to do", quiet, 30.0),
        told("a ticket's line", lengths.0),
        told("the same on the wire, with its key", lengths.1),
    ]
}

async fn timed_round(desk: &Desk) -> (f64, sync::Round) {
    let begun = std::time::Instant::now();
    let round = desk.sync_now().await.expect("headquarters answers");
    (begun.elapsed().as_secs_f64() * 1e3, round)
}

/// A headquarters with two counters: one that has taken everything in, and one that is to read it.
async fn prepare() -> Prepared {
    let prepared = Prepared::new();
    let state = prepared.headquarters().await;
    let made = make_demonstration(&state, "hq", "a long pass phrase").await.expect("it is empty");
    let letter = "B".parse().expect("B is a letter");
    let offer = state.offer_enrolment(made.branch_id, letter, "B 柜", 3_600_000).await;
    let second = offer.expect("the branch is known").code.to_string();
    let at = ([127, 0, 0, 1], prepared.port).into();
    let listening = hq::Listening::start(state.clone(), at).await.expect("the port is free");
    for (name, code) in [(TAKES_IN, &made.code), (READS, &second)] {
        let desk = prepared.desk(name);
        desk.enrol(code).await.expect("a fresh code enrols");
        // What headquarters said to the branch so far, and a clock that has been measured.
        desk.sync_now().await.expect("headquarters answers");
        if name == TAKES_IN {
            take_in(&desk);
        }
    }
    listening.stop().await.expect("it finishes what is under way");
    prepared
}

fn take_in(desk: &Desk) {
    for ticket in 0..TICKETS {
        let form = TicketForm {
            waybill: format!("SF{ticket:013}"),
            kind: Kind::Trace,
            category: Some("delay.tracking".to_owned()),
            demands: vec!["trace".to_owned()],
            claimed: String::new(),
            story: story(ticket),
            ..a_damaged_parcel()
        };
        let draft = desk.start_draft().expect("an enrolled counter starts drafts").id;
        desk.open_ticket(draft, &form).expect("a whole form is saved");
    }
}

/// No two customers say the same.
fn story(ticket: usize) -> String {
    format!(
        "第 {ticket} 件:上周六寄出,三天前到了转运中心,之后物流信息一直没有更新,收件人等着用,请查一下在哪里。"
    )
}

/// The pushes of the counter that took everything in, as headquarters holds them: their ends are where it signed.
fn sent(round: &Round) -> Vec<Push> {
    pushes(&round.database()).expect("headquarters' database can be read")
}

fn pushes(database: &Path) -> rusqlite::Result<Vec<Push>> {
    let held = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut ends = held.prepare(
        "SELECT device_id, epoch_id, seq, signature FROM pushes
         WHERE device_id NOT IN (SELECT own_device FROM branches) ORDER BY device_id, epoch_id, seq",
    )?;
    let ends = ends.query_map([], |row| {
        let log = (DeviceId::from_bytes(row.get(0)?), EpochId::from_bytes(row.get(1)?));
        Ok((log, row.get::<_, u64>(2)?, Signature::from_bytes(row.get(3)?)))
    })?;
    let mut lines = held.prepare(
        "SELECT line FROM lines WHERE device_id = ?1 AND epoch_id = ?2 AND seq > ?3 AND seq <= ?4 ORDER BY seq",
    )?;
    let mut key = held.prepare("SELECT wrapped FROM ticket_keys WHERE ticket_id = ?1")?;
    let (mut pushes, mut last) = (Vec::new(), None);
    for end in ends {
        let ((device, epoch), seq, signature) = end?;
        let after = last.filter(|(log, _)| *log == (device, epoch)).map_or(0, |(_, seq)| seq);
        last = Some(((device, epoch), seq));
        let at = (device.as_bytes(), epoch.as_bytes(), after, seq);
        let lines: Vec<String> = lines.query_map(at, |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut keys = Vec::new();
        for ticket in tickets(&lines) {
            let wrapped = key.query_row([ticket.as_bytes()], |row| row.get(0)).map(Wrapped::from_bytes)?;
            keys.push(WrappedKey { ticket, wrapped });
        }
        pushes.push(Push { device, epoch, lines, keys, signature, carried_by: None, heads: Vec::new() });
    }
    Ok(pushes)
}

/// The tickets that these lines open: only those bring a key.
fn tickets(lines: &[String]) -> Vec<TicketId> {
    let opened = lines.iter().filter_map(|line| Line::parse(line).ok());
    opened.filter(|line| line.kind() == "TicketOpened").filter_map(|line| line.head().ticket).collect()
}

/// How long a line is, and how long on the wire, where a hundred go together with the keys beside them.
fn lengths_of(pushes: &[Push]) -> (f64, f64) {
    let (mut written, mut sent, mut lines) = (0, 0, 0);
    for push in pushes {
        for some in push.lines.chunks(BATCH).filter(|some| some.len() == BATCH) {
            let of_these = tickets(some);
            let keys = push.keys.iter().filter(|key| of_these.contains(&key.ticket)).cloned().collect();
            written += some.iter().map(String::len).sum::<usize>();
            sent += compress(&Push { lines: some.to_vec(), keys, ..push.clone() }).len();
            lines += BATCH;
        }
    }
    (written as f64 / lines as f64, sent as f64 / lines as f64)
}
