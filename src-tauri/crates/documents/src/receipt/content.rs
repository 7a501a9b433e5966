//! What a receipt says, as plain values.

use crate::moment::Moment;
use crate::paper::Bilingual;
use crate::values::{
    Cover, Demand, Issue, Kind, Late, Outlet, Promise, Signature, SlipWords, Visitor, Waybill,
};

/// A receipt, complete or still growing.
#[derive(Debug, Clone, PartialEq)]
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
    /// The same for who has nothing to scan it with.
    pub slip: Option<SlipWords>,
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
    /// The papers that bear the claim out, each with where it stands.
    pub proofs: Vec<Proof>,
    /// How, and perhaps where, the customer wants to be answered; masked.
    pub answer: Option<Bilingual>,
    /// On a copy: what is late when it is printed.
    pub late: Option<Late>,
    /// What happens next and by when, as promised.
    pub promises: Vec<Promise>,
    /// The carrier's own service line with its hours.
    pub service_line: Option<Bilingual>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
    /// What the data are used for and how long they are kept.
    pub privacy: Option<Bilingual>,
    /// The customer's signature, where it was given on a screen; otherwise there is a line to sign on.
    pub signature: Option<Signature>,
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
    /// A file was handed in, which the name says, and is kept as it is.
    HandedIn,
    /// A photo was taken.
    Taken,
    /// The customer still owes it.
    Owed,
}

/// A paper that bears the claim out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// As the policy words it.
    pub name: Bilingual,
    /// The papers of which one is enough, where there are several. A receipt in two languages has no room for them.
    pub any_of: Vec<Bilingual>,
    /// Whether it is here.
    pub state: ProofState,
}

/// Whether a proof is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProofState {
    /// It was handed in.
    Given,
    /// The customer brings it by this day.
    Owed(Moment),
    /// It is wanted, and nothing was said of it yet.
    ToBring,
    /// It is not asked for.
    Waived,
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
            slip: None,
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
            proofs: Vec::new(),
            answer: None,
            late: None,
            promises: Vec::new(),
            service_line: None,
            appeal: None,
            privacy: None,
            signature: None,
        }
    }

    pub(super) fn issue(&self) -> Issue {
        Issue {
            outlet: self.outlet.clone(),
            counter: self.counter.clone(),
            clerk: self.clerk.clone(),
            number: self.number.clone(),
            qr: self.qr.clone(),
            slip: self.slip.clone(),
            at: self.received,
            copy: self.copy,
            practice: self.practice,
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
