//! Lines that were set aside: looked at, tried again, put away. None of them is ever lost, and none is in the way.

use domain::{EventId, Instant, TicketId, TicketNumber};

use crate::{Desk, DeskError};

/// A line that was set aside, by headquarters or here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The event.
    pub event: EventId,
    /// The ticket it is about, where it is here.
    pub ticket: Option<(TicketId, TicketNumber)>,
    /// What kind of event, as the log has it.
    pub kind: String,
    /// Why, as a code.
    pub reason: String,
    /// Headquarters set it aside; it was written here, and counts here all the same.
    pub by_headquarters: bool,
    /// When it was written.
    pub at: Instant,
    /// When someone put it away.
    pub filed_at: Option<Instant>,
}

impl Desk {
    /// Every line that was set aside: those that nobody has put away first, newest first.
    pub fn list_set_aside(&self) -> Result<Vec<SetAside>, DeskError> {
        Ok(self.inner.store.read(|now| {
            let lines = now.list_set_aside()?;
            lines
                .into_iter()
                .map(|line| {
                    let row = line.ticket.map(|ticket| now.find_ticket_row(ticket)).transpose()?.flatten();
                    Ok(SetAside {
                        event: line.event,
                        ticket: line.ticket.zip(row.map(|row| row.number)),
                        kind: line.kind,
                        reason: line.reason,
                        by_headquarters: line.is_own,
                        at: line.at,
                        filed_at: line.filed_at,
                    })
                })
                .collect::<store::Result<_>>()
        })?)
    }

    /// Has a line judged once more: by headquarters, or here when it was set aside here.
    pub async fn retry_set_aside(&self, event: EventId) -> Result<(), DeskError> {
        match self.inner.store.read(|now| now.place_set_aside(event))? {
            Some((epoch, seq)) => {
                if let Some(mut courier) = self.courier()? {
                    courier.push_again(epoch, seq).await?;
                }
            }
            None => {
                self.inner.store.write(store::Tx::judge_again)?;
            }
        }
        self.inner.changed();
        Ok(())
    }

    /// Puts a line away, having looked at it, or takes it out again.
    pub fn file_set_aside(&self, event: EventId, is_filed: bool) -> Result<(), DeskError> {
        let at = is_filed.then(|| self.now());
        self.inner.store.write(|tx| tx.file_set_aside(event, at))?;
        self.inner.changed();
        Ok(())
    }
}
