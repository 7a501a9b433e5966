//! Reads the lines of one branch: judges them, and folds tickets from them.

use std::collections::BTreeSet;

use domain::{BranchId, DeviceId, Due, Event, Fact, Origin, Sha256, Ticket, fold, mask_name, may_write};
use protocol::{BranchKey, Keys, Line, TicketKey, WrappedKey};

use crate::store::{KEY_MISSING, LineReader, NextDue, TicketLine, TicketRow, Verdict};

/// Holds the branch's key while lines are read.
pub struct BranchReader {
    /// Whose lines.
    pub branch: BranchId,
    /// Headquarters' own hand in it.
    pub own_device: DeviceId,
    /// What its tickets' keys are wrapped with.
    pub key: BranchKey,
}

impl BranchReader {
    /// The events of a ticket's lines; those that cannot be opened are left out.
    pub fn events(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Vec<Event> {
        let key = key.and_then(|key| self.key.unwrap(key).ok());
        let keys = self.keys(key.as_ref());
        let open =
            |line: &TicketLine| Line::parse(&line.line).ok()?.open(self.origin(line.device), keys).ok();
        lines.iter().filter_map(open).collect()
    }

    /// The ticket that these lines make.
    pub fn fold(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Option<Ticket> {
        fold(&self.events(lines, key))
    }

    fn keys<'a>(&'a self, ticket: Option<&'a TicketKey>) -> Keys<'a> {
        Keys { ticket, branch: Some(&self.key) }
    }

    /// A line comes from whoever's log it stands in: only that device's key could have put it there.
    fn origin(&self, device: DeviceId) -> Origin {
        if device == self.own_device { Origin::Headquarters } else { Origin::Counter }
    }
}

impl LineReader for BranchReader {
    fn judge(&self, device: DeviceId, line: &str, key: Option<&WrappedKey>) -> Verdict {
        let line = match Line::parse(line) {
            Ok(line) => line,
            Err(error) => return Verdict::SetAside(error.code().into()),
        };
        let origin = self.origin(device);
        if line.head().branch != self.branch {
            return Verdict::SetAside("line_other_branch".into());
        }
        if !may_write(line.kind(), origin) {
            return Verdict::SetAside("line_not_allowed".into());
        }
        let ticket_key = key.and_then(|key| self.key.unwrap(key).ok());
        if line.is_sealed() && line.head().ticket.is_some() && ticket_key.is_none() {
            return Verdict::SetAside(KEY_MISSING.into());
        }
        match line.open(origin, self.keys(ticket_key.as_ref())) {
            Ok(event) => Verdict::Good(match event.fact {
                Fact::PhotoAdded(photo) => Some((photo.sha256, photo.size)),
                _ => None,
            }),
            Err(error) => Verdict::SetAside(error.code().into()),
        }
    }

    fn ticket(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Option<(TicketRow, Vec<Sha256>)> {
        let ticket = self.fold(lines, key)?;
        let opening = lines.iter().find(|line| {
            Line::parse(&line.line)
                .is_ok_and(|line| (line.head().epoch, line.head().seq) == (ticket.epoch, ticket.seq))
        })?;
        let who = ticket.told().map(|told| mask_name(&told.parties.who_came(ticket.role.value()).name));
        let next_due = ticket.next_due().map(|promise| NextDue {
            step: promise.step.as_str().to_owned(),
            at: promise.due_at,
            on: match promise.due {
                Due::On(day) => Some(day.to_string()),
                Due::By(_) => None,
            },
        });
        let photos: BTreeSet<Sha256> = ticket.photos.iter().map(|photo| photo.added.sha256).collect();
        let row = TicketRow {
            id: ticket.id,
            branch: self.branch,
            number: ticket.number.to_string(),
            kind: ticket.kind.value().as_str().to_owned(),
            category: ticket.category.value().as_str().to_owned(),
            status: ticket.status.as_str().to_owned(),
            waybill: ticket.shipment.value().waybill.clone(),
            who,
            device: ticket.device,
            opened_at: ticket.opened_at,
            received_at: opening.received_at,
            next_due,
            claimed_fen: ticket.claimed_fen.value().map(domain::Fen::get),
            photos: u32::try_from(photos.len()).unwrap_or(u32::MAX),
            photos_held: 0,
            conflicts: u32::try_from(ticket.conflicts().len()).unwrap_or(u32::MAX),
            forgotten: ticket.forgotten,
        };
        Some((row, photos.into_iter().collect()))
    }

    fn fits(&self, key: &WrappedKey) -> bool {
        self.key.unwrap(key).is_ok()
    }
}
