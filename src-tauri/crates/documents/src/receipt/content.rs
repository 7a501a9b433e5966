//! What a receipt says, as plain values.

use crate::moment::Moment;
use crate::paper::Bilingual;

/// A receipt, complete or still growing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What the matter is; gives the title.
    pub kind: Kind,
    /// Whether the ticket is not yet saved, so that what is missing shows as a gap.
    pub living: bool,
    /// Which copy this is, where it is not the first print.
    pub copy: Option<u32>,
    /// Whether it was made for practice, and says so loudly.
    pub practice: bool,
    /// Who took the matter in.
    pub outlet: Outlet,
    /// The counter's letter or name.
    pub counter: Option<String>,
    /// The clerk's name.
    pub clerk: Option<String>,
    /// The ticket's number; given on saving.
    pub number: Option<String>,
    /// What the slip's QR code says; given on saving.
    pub qr: Option<String>,
    /// When it was taken in.
    pub received: Option<Moment>,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who came.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was said, in the customer's words; lines are kept.
    pub story: Option<String>,
    /// What the customer asks for.
    pub demand: Option<Demand>,
    /// Whether and for how much the shipment was insured.
    pub cover: Option<Cover>,
    /// What was paid for the carriage, in fen.
    pub freight_fen: Option<i64>,
    /// Where the parcel was last known to be.
    pub parcel_status: Option<ParcelStatus>,
    /// What the customer left at the counter, each with its count.
    pub left_with_us: Vec<String>,
    /// The photo slots that were taken or are still owed.
    pub photos: Vec<Photo>,
    /// How, and perhaps where, the customer wants to be answered; masked.
    pub answer: Option<Bilingual>,
    /// What happens next and by when, as promised.
    pub promises: Vec<Promise>,
    /// The carrier's own service line with its hours.
    pub service_line: Option<Bilingual>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
    /// What the data are used for and how long they are kept.
    pub privacy: Option<Bilingual>,
}

/// What a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A question.
    Enquiry,
    /// Where is the parcel?
    Trace,
    /// A complaint.
    Complaint,
    /// A suggestion.
    Suggestion,
    /// A demand for money.
    Claim,
}

/// Who took the matter in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlet {
    /// The brand that the outlet works for.
    pub carrier: Option<Bilingual>,
    /// The outlet's name.
    pub name: Bilingual,
    /// Its address.
    pub address: Option<Bilingual>,
    /// Its phone.
    pub phone: Option<String>,
}

/// A waybill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waybill {
    /// Its number, as it is known.
    pub number: String,
    /// Who carries it.
    pub carrier: Option<Bilingual>,
}

/// Who came to the counter. Name and phone are masked before they come here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visitor {
    /// As whom.
    pub role: Option<Role>,
    /// The masked name.
    pub name: Option<String>,
    /// The masked phone.
    pub phone: Option<String>,
}

/// As whom a visitor came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who posted the shipment.
    Sender,
    /// To whom it goes.
    Recipient,
    /// Who acts for one of them.
    Agent,
    /// Somebody else.
    Other,
}

/// What the customer asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// As the policy words each.
    pub what: Vec<Bilingual>,
    /// In the customer's own words.
    pub words: Option<String>,
    /// How much.
    pub amount: Option<Amount>,
}

/// An amount in figures and in capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// In fen.
    pub fen: i64,
    /// In Chinese capitals, with their prefix.
    pub capitals: String,
}

/// Whether a shipment was insured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// For this many fen.
    Insured(i64),
    /// It was not.
    NotInsured,
}

/// Where a parcel was last known to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelStatus {
    /// As the policy words it.
    pub status: Bilingual,
    /// Since when.
    pub at: Option<Moment>,
    /// Who says so.
    pub source: Option<Bilingual>,
}

/// A photo slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// As the policy words it.
    pub slot: Bilingual,
    /// Whether it is filled.
    pub state: SlotState,
}

/// Whether a photo slot is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotState {
    /// A photo was taken.
    Taken,
    /// The customer still owes it.
    Owed,
}

/// One line of the promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What will have happened.
    pub what: Bilingual,
    /// By when: the end of a day, or a minute of it.
    pub due: Moment,
    /// Where this date comes from.
    pub ground: Ground,
    /// Whether the calendar of that year is not yet published.
    pub provisional: bool,
}

/// Where a date comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// The law, with the words to cite.
    Law(Bilingual),
    /// The carrier's own promise, perhaps with the rule that makes it.
    Ours(Option<Bilingual>),
}

impl Receipt {
    /// An empty living receipt of `kind` at `outlet`.
    pub fn living(kind: Kind, outlet: Outlet) -> Self {
        Self {
            kind,
            living: true,
            copy: None,
            practice: false,
            outlet,
            counter: None,
            clerk: None,
            number: None,
            qr: None,
            received: None,
            waybill: None,
            visitor: None,
            category: None,
            story: None,
            demand: None,
            cover: None,
            freight_fen: None,
            parcel_status: None,
            left_with_us: Vec::new(),
            photos: Vec::new(),
            answer: None,
            promises: Vec::new(),
            service_line: None,
            appeal: None,
            privacy: None,
        }
    }
}

impl Kind {
    pub(super) fn title_id(self) -> &'static str {
        match self {
            Self::Enquiry => "paper-title-enquiry",
            Self::Trace => "paper-title-trace",
            Self::Complaint => "paper-title-complaint",
            Self::Suggestion => "paper-title-suggestion",
            Self::Claim => "paper-title-claim",
        }
    }

    /// Whether a ticket of this kind is about one shipment.
    pub(super) fn needs_waybill(self) -> bool {
        matches!(self, Self::Trace | Self::Complaint | Self::Claim)
    }

    /// Whether something is asked for.
    pub(super) fn needs_demand(self) -> bool {
        matches!(self, Self::Complaint | Self::Claim)
    }
}

impl Role {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Sender => "paper-role-sender",
            Self::Recipient => "paper-role-recipient",
            Self::Agent => "paper-role-agent",
            Self::Other => "paper-role-other",
        }
    }
}
