//! A branch with as many tickets as are asked for, written line by line as counters write them, and kept for the next run.

use std::{error::Error, fs, path::Path, time::Instant};

use domain::{ActionTaken, Fact, Kind, NoteAdded, Promise, Sealed, TicketAction, TicketId, TicketOpened};

use crate::counter::{Counter, Walk, at, opening};
use crate::tickets::{EDITION, Told};

/// So many tickets are still open; all others are answered.
pub const OPEN: u64 = 10_000;

/// So many are written in one transaction.
const BATCH: u64 = 500;

/// So many events has the first ticket.
const EVENTS: usize = 50;

/// A branch's counter, and the ticket to which most happened.
pub struct Branch {
    pub counter: Counter,
    pub longest: TicketId,
    /// How long it took to write, in seconds; none when it was there.
    pub built_s: Option<f64>,
}

impl Branch {
    /// The one in a folder; written first where there is none, or another edition of it.
    pub fn in_folder(folder: &Path, tickets: u64) -> Result<Self, Box<dyn Error>> {
        let note = folder.join("built");
        let wanted = format!("edition {EDITION} with {tickets} tickets");
        let is_built = fs::read_to_string(&note).is_ok_and(|built| built == wanted);
        if !is_built && folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        let counter = Counter::in_folder(folder);
        let begun = Instant::now();
        if is_built {
            // A line takes less than so many numbers.
            counter.count_from(counter.store.read(store::Snapshot::log_end)?.map_or(0, |end| end.seq * 5));
            if counter.store.needs_rebuild()? {
                counter.store.rebuild(|_| ())?;
                eprintln!("rebuilt in {:.0} s", begun.elapsed().as_secs_f64());
            }
        } else {
            write(&counter, tickets)?;
            fs::write(&note, wanted)?;
        }
        let longest = counter.store.read(|now| now.search("四五十件事情", 1))?.first().map(|row| row.id);
        let longest = longest.ok_or("the first ticket is found by what it tells")?;
        Ok(Self { counter, longest, built_s: (!is_built).then(|| begun.elapsed().as_secs_f64()) })
    }
}

fn write(counter: &Counter, tickets: u64) -> store::Result<()> {
    for first in (0..tickets).step_by(BATCH as usize) {
        counter.store.write(|tx| {
            for n in first..(first + BATCH).min(tickets) {
                let ticket = counter.new_ticket(tx)?;
                let is_open = n + OPEN >= tickets;
                let mut opening = opening_of(&Told::of(n));
                if is_open && let Fact::TicketOpened(opened) = &mut opening {
                    opened.promises = vec![promise(n)];
                }
                counter.append(tx, Some(ticket), &opening)?;
                if !is_open {
                    let answered = ActionTaken { action: TicketAction::Answer, words: None };
                    counter.append(tx, Some(ticket), &Fact::ActionTaken(answered))?;
                }
                if n == 0 {
                    for event in 2..EVENTS {
                        let text = Sealed::Open(format!("四五十件事情之第{event}件：已打电话"));
                        counter.append(tx, Some(ticket), &Fact::NoteAdded(NoteAdded { text }))?;
                    }
                }
            }
            Ok::<_, store::Error>(())
        })?;
        if first % 50_000 == 0 {
            eprintln!("{first} tickets are written");
        }
    }
    Ok(())
}

/// The opening line of what a customer told.
fn opening_of(told: &Told) -> Fact {
    let walk = Walk {
        name: told.names[0].clone(),
        phone: told.phones[0].clone(),
        story: told.story.clone(),
        waybill: told.waybill.clone(),
        kind: Kind::Enquiry,
        channel: domain::Channel::COUNTER,
        promises: Vec::new(),
    };
    let mut fact = opening(&walk, told.number);
    if let Fact::TicketOpened(opened) = &mut fact
        && let TicketOpened { private: Sealed::Open(private), .. } = opened.as_mut()
    {
        private.parties.recipient.name = told.names[1].clone();
        private.parties.recipient.phone = told.phones[1].clone();
    }
    fact
}

fn promise(n: u64) -> Promise {
    let words = domain::Bilingual::new("首次反馈", "first feedback");
    let due_at = at((n % 1_000) as i64 * 3_600);
    Promise {
        step: "first_feedback".into(),
        what: words.clone(),
        due: domain::Due::By(due_at),
        due_at,
        rule: "ours".into(),
        ground: words,
        by_law: false,
        provisional: false,
    }
}
