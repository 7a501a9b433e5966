//! What the author of an event had seen, told by the events that it comes after.

use std::collections::{HashMap, HashSet};

use crate::{Event, EventId};

/// The events of one ticket, by their ids.
pub(crate) struct Ancestry<'a>(HashMap<EventId, &'a Event>);

impl<'a> Ancestry<'a> {
    /// Of `events`, in any order.
    pub(crate) fn of(events: &[&'a Event]) -> Self {
        Self(events.iter().map(|event| (event.id, *event)).collect())
    }

    /// The event of an id, if it is here.
    pub(crate) fn find(&self, id: EventId) -> Option<&'a Event> {
        self.0.get(&id).copied()
    }

    /// `event`, and all that its author had seen when writing it.
    pub(crate) fn seen_by(&self, event: EventId) -> HashSet<EventId> {
        let mut seen = HashSet::new();
        let mut before = vec![event];
        while let Some(id) = before.pop() {
            if seen.insert(id) {
                before.extend(self.find(id).into_iter().flat_map(|event| event.after.iter().copied()));
            }
        }
        seen
    }
}
