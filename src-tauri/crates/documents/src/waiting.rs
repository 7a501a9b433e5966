//! The waiting list: tickets that wait for the customer, for headquarters, or to be told.

pub use crate::lists::WaitingTicket;

use crate::lists;
use crate::mark::Laid;
use crate::paper::{PaperLanguage, PaperSize};
use crate::set::foot;
use crate::set::head::{self, Heading};
use crate::set::part;
use crate::set::sheet::{Composed, lay_usual, made_for};
use crate::strip::Strip;
use crate::values::Issue;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A4, PaperSize::A5];

/// Tickets that wait for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaitingList {
    /// By whom and when.
    pub issue: Issue,
    /// What waits, by whom it waits for.
    pub groups: Vec<WaitingGroup>,
}

/// Tickets that wait for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingGroup {
    /// For whom.
    pub waits_for: WaitsFor,
    /// The tickets, the first due first.
    pub tickets: Vec<WaitingTicket>,
}

/// For whom a ticket waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitsFor {
    /// The customer owes something.
    Customer,
    /// Headquarters decides.
    Headquarters,
    /// It is decided, and the customer has to be told.
    ToBeTold,
}

impl WaitsFor {
    fn id(self) -> &'static str {
        match self {
            Self::Customer => "paper-waits-for-customer",
            Self::Headquarters => "paper-waits-for-headquarters",
            Self::ToBeTold => "paper-waits-to-be-told",
        }
    }
}

/// Lays out `list` on `size`, or on A4 if it is not made for that, in `language`.
pub fn lay(list: &WaitingList, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&list.issue, "paper-title-waiting");
    lay_usual(made_for(&SIZES, size), language, &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(lists::printed(setter, &list.issue));
        for group in &list.groups {
            let title = lists::counted(setter, group.waits_for.id(), group.tickets.len());
            body.extend(part::heading(setter, &title));
            body.extend(lists::tickets(setter, &group.tickets, list.issue.at));
        }
        let mut foot = vec![Strip::space(0.0).after(setter.look.around)];
        foot.extend(foot::substituted(setter));
        Composed { body, foot }
    })
}
