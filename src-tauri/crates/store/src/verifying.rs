//! Checking all that is here against itself: chains, signatures, photos, and what lists show against the log.

use std::fmt;

use domain::{DeviceId, EpochId, EventId, Sha256, TicketId};
use protocol::{Chain, VerifyingKey};

use crate::{LogName, Reading, Result, StoredLine, projections};

/// Whose word counts.
#[derive(Clone, Copy, Debug)]
pub struct Vouching {
    /// Headquarters' own device in the branch's logs.
    pub headquarters: DeviceId,
    /// Verifies acknowledgements.
    pub ack_key: VerifyingKey,
    /// Verifies headquarters' lines and its word for other devices.
    pub feed_key: VerifyingKey,
}

/// What was checked and holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Lines.
    pub lines: u64,
    /// Signatures over heads, and acknowledgements.
    pub signatures: u64,
    /// Photos.
    pub photos: u64,
    /// Tickets, as lists show them.
    pub tickets: u64,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinePlace {
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation.
    pub epoch: EpochId,
    /// Its place.
    pub seq: u64,
    /// Its event, where that is known.
    pub event: Option<EventId>,
}

/// The first thing that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A line's bytes are not those that were written.
    #[error("{0} is not what was written")]
    Line(LinePlace),
    /// A line does not follow from the one before it.
    #[error("{0} does not follow from the line before it")]
    Chain(LinePlace),
    /// What was signed is not here, or was not signed by who is said to have.
    #[error("the signature over {0} does not hold")]
    Signature(LinePlace),
    /// What headquarters acknowledged is not here, or it was not headquarters that did.
    #[error("headquarters' acknowledgement of {0} does not hold")]
    Acknowledgement(LinePlace),
    /// A photo is missing, or not what its name says.
    #[error("the photo {0} is missing or damaged")]
    Photo(Sha256),
    /// A list shows something else than the log says.
    #[error("what lists show of the ticket {0} is not what its log says")]
    Ticket(TicketId),
}

impl fmt::Display for LinePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of device {}, epoch {}", self.seq, self.device, self.epoch)?;
        self.event.map_or(Ok(()), |event| write!(f, " (event {event})"))
    }
}

impl Reading {
    /// Checks all that is here; the first thing that does not hold, otherwise.
    ///
    /// The practice desk and one that is not enrolled have nobody who vouches. Lists are checked where the branch's key is
    /// here and they are complete.
    pub fn verify(&self, vouching: Option<&Vouching>) -> Result<Result<Verified, Flaw>> {
        let mut verified = Verified::default();
        let checked = self.check_logs(&mut verified).and_then(|()| {
            if let Some(vouching) = vouching {
                self.check_signatures(vouching, &mut verified)?;
                self.check_acknowledgements(vouching, &mut verified)?;
            }
            self.check_photos(&mut verified)?;
            self.check_lists(&mut verified)
        });
        match checked {
            Ok(()) => Ok(Ok(verified)),
            Err(Stopped::At(flaw)) => Ok(Err(flaw)),
            Err(Stopped::By(error)) => Err(error),
        }
    }

    fn check_logs(&self, verified: &mut Verified) -> Result<(), Stopped> {
        for log in self.now.logs()? {
            let mut own: Option<Chain> = None;
            let (mut before, mut here): (Vec<Sha256>, Vec<Sha256>) = Default::default();
            let mut last = 0;
            self.now.each_line::<Stopped>(&log, |stored| {
                let place = place(&log, &stored);
                let line = stored.read(&log).ok_or(Flaw::Line(place))?;
                verified.lines += 1;
                if log.is_own {
                    let extended = match &mut own {
                        Some(chain) => chain.extend(&line),
                        None => Chain::begin(&line).map(|chain| own = Some(chain)),
                    };
                    return extended.map_err(|_| Flaw::Chain(place).into());
                }
                // Another log may have lines missing, and two at one place: what is here must fit together.
                if stored.seq != last {
                    before = if stored.seq == last + 1 { std::mem::take(&mut here) } else { Vec::new() };
                    before.extend(self.own_parent(&log, stored.seq)?);
                    here.clear();
                    last = stored.seq;
                }
                here.push(stored.hash);
                if before.is_empty() || before.contains(&line.head().prev) {
                    Ok(())
                } else {
                    Err(Flaw::Chain(place).into())
                }
            })?;
        }
        Ok(())
    }

    /// The line of our own that another copy of this device may have gone on from.
    fn own_parent(&self, log: &LogName, seq: u64) -> Result<Option<Sha256>> {
        let parent = self.now.own_hash(log.epoch, seq - 1)?;
        Ok(parent.filter(|_| seq > 1))
    }

    fn check_signatures(&self, vouching: &Vouching, verified: &mut Verified) -> Result<(), Stopped> {
        for signed in self.now.all_signatures()? {
            let (device, epoch, head) = (signed.device, signed.epoch, signed.head);
            let event = self.now.event_at((device, epoch), head.seq, head.head)?;
            let keys = if device == vouching.headquarters {
                vec![vouching.feed_key]
            } else {
                let mut certificates = self.now.device_certificates(device)?;
                certificates.retain(|found| found.verify(&vouching.feed_key).is_ok());
                certificates.into_iter().map(|found| found.key).collect()
            };
            let holds = keys.iter().any(|key| head.verify(device, epoch, key).is_ok());
            if event.is_none() || !holds {
                return Err(Flaw::Signature(LinePlace { device, epoch, seq: head.seq, event }).into());
            }
            verified.signatures += 1;
        }
        Ok(())
    }

    fn check_acknowledgements(&self, vouching: &Vouching, verified: &mut Verified) -> Result<(), Stopped> {
        for ack in self.now.all_acks()? {
            let event = self.now.event_at((ack.device, ack.epoch), ack.seq, ack.head)?;
            if event.is_none() || ack.verify(&vouching.ack_key).is_err() {
                let place = LinePlace { device: ack.device, epoch: ack.epoch, seq: ack.seq, event };
                return Err(Flaw::Acknowledgement(place).into());
            }
            verified.signatures += 1;
        }
        Ok(())
    }

    fn check_photos(&self, verified: &mut Verified) -> Result<(), Stopped> {
        for sha256 in self.now.photos_here()? {
            if !self.is_whole(sha256)? {
                return Err(Flaw::Photo(sha256).into());
            }
            verified.photos += 1;
        }
        Ok(())
    }

    fn check_lists(&self, verified: &mut Verified) -> Result<(), Stopped> {
        if self.now.branch_key.is_none() || !projections::are_complete(&self.now)? {
            return Ok(());
        }
        for ticket in self.now.tickets_named()? {
            let shown = self.now.find_ticket_row(ticket)?;
            let folded = self.now.ticket(ticket)?;
            let shared = shown.as_ref().is_some_and(|row| row.is_number_shared);
            let mut told = folded.map(|folded| projections::row_of(&folded, shared, &self.rules));
            if let (Some(told), Some(shown)) = (&mut told, &shown)
                && !self.now.is_reckoned_by(ticket, self.rules.mark())?
            {
                // By which rules its date was reckoned is not known here; it is no flaw of the log.
                told.next_due.clone_from(&shown.next_due);
            }
            if shown != told {
                return Err(Flaw::Ticket(ticket).into());
            }
            verified.tickets += u64::from(shown.is_some());
        }
        Ok(())
    }
}

fn place(log: &LogName, stored: &StoredLine) -> LinePlace {
    LinePlace { device: log.device, epoch: log.epoch, seq: stored.seq, event: Some(stored.event) }
}

enum Stopped {
    At(Flaw),
    By(crate::Error),
}

impl From<Flaw> for Stopped {
    fn from(flaw: Flaw) -> Self {
        Self::At(flaw)
    }
}

impl From<crate::Error> for Stopped {
    fn from(error: crate::Error) -> Self {
        Self::By(error)
    }
}
