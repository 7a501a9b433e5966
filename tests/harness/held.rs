//! What headquarters holds, read straight from its folder and looked at as an auditor would.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use protocol::{Chain, DeviceId, EpochId, Line, Sha256, hash_of};
use rusqlite::{Connection, Row};

use crate::fault_proxy::Told;

/// The logs and photos of a headquarters.
pub struct Held {
    /// Every log, its lines in their order.
    logs: BTreeMap<([u8; 16], [u8; 16]), Vec<String>>,
    photos: BTreeSet<[u8; 32]>,
    named: BTreeSet<[u8; 32]>,
    set_aside: Vec<String>,
    forked: u64,
    feed: Vec<(u64, u64)>,
    tickets: Vec<String>,
}

impl Held {
    /// Reads what lies in the folder `data`; headquarters may have been killed a moment ago.
    pub fn at(data: &Path) -> Self {
        let database = Connection::open(data.join("headquarters.sqlite")).expect("the database is there");
        let mut logs: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let lines = "SELECT device_id, epoch_id, seq, line FROM lines ORDER BY device_id, epoch_id, seq";
        for (device, epoch, seq, line) in
            list(&database, lines, |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, u64>(2)?, row.get(3)?)))
        {
            let log = logs.entry((device, epoch)).or_default();
            log.push(line);
            assert_eq!(log.len() as u64, seq, "a log at headquarters has a gap");
        }
        let held: BTreeSet<[u8; 32]> =
            list(&database, "SELECT sha256 FROM photos", |row| row.get(0)).into_iter().collect();
        let shelf = fs::read_dir(data.join("photos")).expect("the shelf is there");
        let branches = shelf.map(|branch| branch.expect("the shelf can be listed").path());
        let branches: Vec<_> = branches.filter(|path| path.is_dir()).collect();
        for sha256 in &held {
            let name = Sha256(*sha256).to_string();
            let photo = branches.iter().find_map(|branch| fs::read(branch.join(&name)).ok());
            let photo = photo.unwrap_or_else(|| panic!("the photo {name} is held and not on the shelf"));
            assert_eq!(hash_of(&photo).0, *sha256, "the photo {name} is not what its name says");
        }
        Self {
            logs,
            photos: held,
            named: list(&database, "SELECT sha256 FROM named_photos", |row| row.get(0)).into_iter().collect(),
            set_aside: list(&database, "SELECT set_aside FROM lines WHERE set_aside IS NOT NULL", |row| {
                row.get(0)
            }),
            forked: list(&database, "SELECT count(*) FROM forked_lines", |row| row.get(0))[0],
            feed: list(&database, "SELECT count(*), max(position) FROM feed GROUP BY branch_id", |row| {
                Ok((row.get(0)?, row.get(1)?))
            }),
            tickets: list(&database, "SELECT number FROM tickets", |row| row.get(0)),
        }
    }

    /// Stops the test unless everything that headquarters gave its word for is here.
    pub fn keeps_its_word(&self, told: &Told) {
        for ack in &told.acks {
            let log = self.logs.get(&(*ack.device.as_bytes(), *ack.epoch.as_bytes()));
            let line = log.and_then(|log| log.get((ack.seq as usize).checked_sub(1)?));
            let line = line.unwrap_or_else(|| panic!("line {} was acknowledged and is lost", ack.seq));
            assert_eq!(hash_of(line.as_bytes()), ack.head, "line {} is another than acknowledged", ack.seq);
        }
        for photo in &told.photos {
            assert!(self.photos.contains(&photo.0), "the photo {photo} was confirmed and is lost");
        }
    }

    /// Stops the test unless every log follows from its first line, no event is there twice, nothing was set aside, and
    /// every photo that a line names is here.
    pub fn is_whole(&self) {
        let mut events = BTreeSet::new();
        for ((device, epoch), log) in &self.logs {
            let (device, epoch) = (DeviceId::from_bytes(*device), EpochId::from_bytes(*epoch));
            let mut chain: Option<Chain> = None;
            for line in log {
                let line = Line::parse(line).expect("what is not set aside can be read");
                assert!(events.insert(*line.head().id.as_bytes()), "an event is at headquarters twice");
                assert_eq!((line.head().device, line.head().epoch), (device, epoch), "a line is in its log");
                match &mut chain {
                    None => chain = Some(Chain::begin(&line).expect("a log begins as every log does")),
                    Some(chain) => chain.extend(&line).expect("each line follows from the one before"),
                }
            }
        }
        assert_eq!(self.set_aside, Vec::<String>::new(), "headquarters can use every line");
        assert_eq!(self.forked, 0, "no place has two lines");
        for (count, last) in &self.feed {
            assert_eq!(count, last, "the feed has no gap");
        }
        assert!(self.named.is_subset(&self.photos), "every photo that a line names is here");
    }

    /// The number of every ticket; stops the test where one is there twice.
    pub fn ticket_numbers(&self) -> BTreeSet<String> {
        let numbers: BTreeSet<_> = self.tickets.iter().cloned().collect();
        assert_eq!(numbers.len(), self.tickets.len(), "a number is at headquarters twice");
        numbers
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.logs.values().map(Vec::len).sum()
    }

    /// How many photos there are.
    pub fn photos(&self) -> usize {
        self.photos.len()
    }
}

fn list<T>(database: &Connection, sql: &str, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let mut found = database.prepare(sql).expect("the tables are there");
    let rows = found.query_map([], |row| read(row)).expect("the tables can be read");
    rows.collect::<Result<_, _>>().expect("the rows are as they were written")
}
