//! Copies of this counter's data that wrote, or were written over, elsewhere: what the desk does, and what it says of it.

use domain::{EpochId, Instant};
use protocol::{HybridClock, NewPlace};
use serde::{Deserialize, Serialize};
use store::Tx;

use crate::{Desk, DeskError, desk::Inner};

/// So many lines are issued again in one transaction.
const LINES_AT_ONCE: usize = 500;

/// Something that befell a log, told on both screens until someone has looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Incident {
    /// The database here is older than what was delivered from it: it was restored, or copied from another PC.
    Restored,
    /// Another copy of this counter's data wrote in its name; what was written here was issued again.
    Copied,
    /// Headquarters was restored, and is given again what it lost.
    HeadquartersRestored,
    /// This counter's keys were lost, and it went on with new ones.
    Recovered,
    /// Headquarters published a policy that cannot be followed; the one in force stays.
    PolicyRefused,
}

impl Incident {
    /// The code the screen has words for.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Copied => "copied",
            Self::HeadquartersRestored => "headquarters_restored",
            Self::Recovered => "recovered",
            Self::PolicyRefused => "policy_refused",
        }
    }
}

/// An incident and its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What.
    pub incident: Incident,
    /// When it was noticed, by this counter's clock.
    pub at: Instant,
}

impl Desk {
    /// What befell this counter's log and nobody has looked at yet, newest last.
    pub fn incidents(&self) -> Result<Vec<Told>, DeskError> {
        Ok(self.inner.store.read(store::Snapshot::incidents)?.unwrap_or_default())
    }

    /// Someone has looked at all of them.
    pub fn see_incidents(&self) -> Result<(), DeskError> {
        self.inner.store.write(|tx| tx.set_incidents::<Vec<Told>>(&Vec::new()))?;
        self.inner.changed();
        Ok(())
    }
}

impl Inner {
    /// Notes an incident in a transaction, once for as long as nobody has looked.
    pub(crate) fn note_incident(&self, tx: &Tx, incident: Incident) -> Result<(), DeskError> {
        let mut told: Vec<Told> = tx.incidents()?.unwrap_or_default();
        if told.iter().any(|told| told.incident == incident) {
            return Ok(());
        }
        told.push(Told { incident, at: self.around.now() });
        Ok(tx.set_incidents(&told)?)
    }

    /// Issues the lines of an epoch from `at` on again in the present one, whose place at headquarters nobody else has.
    pub(crate) fn settle_fork(&self, epoch: EpochId, at: u64) -> Result<(), DeskError> {
        if self.store.read(store::Snapshot::epoch)? == Some(epoch) {
            self.open_epoch()?;
        }
        self.store.write(|tx| {
            let mut after = at - 1;
            loop {
                let lines = tx.own_lines(epoch, after, LINES_AT_ONCE)?;
                let Some(last) = lines.last() else { break };
                after = last.head().seq;
                for line in lines.iter().filter(|line| line.kind() != "EpochOpened") {
                    let end = tx.log_end()?.expect("an epoch begins with its first line");
                    let last = tx.hybrid_last()?.unwrap_or(line.head().hlc);
                    let place = NewPlace {
                        device: self.identity.device,
                        epoch: end.epoch,
                        seq: end.seq + 1,
                        prev: end.hash,
                        hlc: HybridClock::new(last).tick(self.around.now()),
                    };
                    let again = line.reissue(&place).expect("a line that was read can be issued again");
                    tx.append(&again)?;
                }
            }
            tx.set_forked(epoch, at)?;
            self.note_incident(tx, Incident::Copied)
        })
    }
}
