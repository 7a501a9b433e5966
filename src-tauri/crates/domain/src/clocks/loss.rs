//! A delay after which the parcel counts as lost.

use super::{Reckoning, Standing, TicketClock};
use crate::{Calendar, CategoryCode, Instant, Policy, Ticket, compensation::Area, policy::ClockEffect};

/// What a delay becomes: the whole parcel, or else what stands above.
const LOST: [&str; 2] = ["loss.whole", "loss"];

/// A delay that may be turned into a loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossOffer {
    /// The clock that is over.
    pub clock: TicketClock,
    /// Where how far the parcel went is not known: it holds only for these.
    pub only_for: Vec<Area>,
}

impl LossOffer {
    /// Whether it holds for a parcel that went so far, as somebody says where the ticket does not.
    pub fn holds_for(&self, area: Option<Area>) -> bool {
        self.only_for.is_empty() || area.is_some_and(|area| self.only_for.contains(&area))
    }
}

/// Whether the delay of this ticket's parcel may be turned into a loss at `now`, and by which rule.
pub fn offers_loss(ticket: &Ticket, now: Instant, calendar: &Calendar, policy: &Policy) -> Option<LossOffer> {
    let reckoning = Reckoning::of(ticket, calendar, policy);
    let offering =
        reckoning.running().into_iter().filter(|(clock, _)| clock.effect == ClockEffect::OffersLoss);
    let reached = offering.filter_map(|(clock, kind)| {
        let reckoned = reckoning.reckoned(clock, kind, now)?;
        matches!(reckoned.standing, Standing::Reached { .. }).then_some((clock, reckoned))
    });
    let (clocks, mut reached): (Vec<_>, Vec<_>) = reached.unzip();
    let latest = (0..reached.len()).max_by_key(|place| reached[*place].due_at)?;
    let is_known = reckoning.claim().is_some();
    let only_for =
        if is_known { Vec::new() } else { clocks.iter().flat_map(|it| it.areas.clone()).collect() };
    Some(LossOffer { clock: reached.swap_remove(latest), only_for })
}

/// The category of a parcel that counts as lost; none where the policy knows no loss.
pub fn lost_category(policy: &Policy) -> Option<CategoryCode> {
    LOST.into_iter().map(CategoryCode::from).find(|code| policy.category(code).is_some())
}
