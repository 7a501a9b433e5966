//! The journal of prints: every paper that this counter started, and what became of it.

use std::collections::HashMap;

use domain::{EventId, Fact, Instant, PersonId, PrintStarted, TicketId, TicketNumber};

use crate::{Desk, DeskError};

/// A print as the journal shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedPrint {
    /// The event that started it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom, where the name is known.
    pub by: Option<String>,
    /// Which paper, where to, in which language, the how manieth.
    pub started: PrintStarted,
    /// The ticket it was about.
    pub ticket: Option<(TicketId, TicketNumber)>,
    /// What became of it; none where nobody knows: a power cut, or a printer that died.
    pub outcome: Option<String>,
}

impl Desk {
    /// The newest `limit` prints of this counter, newest first.
    pub fn list_prints(&self, limit: usize) -> Result<Vec<NotedPrint>, DeskError> {
        let names: HashMap<PersonId, String> =
            self.people()?.into_iter().filter_map(|person| Some((person.id, person.name?))).collect();
        Ok(self.inner.store.read(|now| {
            // Every print has two lines at most; the end comes first where the newest come first.
            let mut outcomes = HashMap::new();
            let mut prints = Vec::new();
            for event in now.print_events(limit * 2)? {
                match event.fact {
                    Fact::PrintEnded(ended) => drop(outcomes.insert(ended.print, ended.outcome)),
                    Fact::PrintStarted(started) if prints.len() < limit => {
                        let row = event.ticket.map(|ticket| now.find_ticket_row(ticket)).transpose()?;
                        prints.push(NotedPrint {
                            event: event.id,
                            at: event.wall,
                            by: event.author.and_then(|author| names.get(&author).cloned()),
                            started,
                            ticket: row.flatten().map(|row| (row.id, row.number)),
                            outcome: outcomes.remove(&event.id),
                        });
                    }
                    _ => {}
                }
            }
            Ok::<_, store::Error>(prints)
        })?)
    }
}
