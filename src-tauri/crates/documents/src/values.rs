//! What several papers say, as plain values. Names, phones and addresses come in masked.

use crate::moment::Moment;
use crate::paper::Bilingual;

/// By whom, about which ticket and when a paper is issued.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// Who issues it.
    pub outlet: Outlet,
    /// The counter's letter or name.
    pub counter: Option<String>,
    /// The clerk's name.
    pub clerk: Option<String>,
    /// The ticket's number.
    pub number: Option<String>,
    /// What the slip's QR code says.
    pub qr: Option<String>,
    /// The same for who has nothing to scan it with.
    pub slip: Option<SlipWords>,
    /// When it was made.
    pub at: Option<Moment>,
    /// Which copy this is, where it is not the first print.
    pub copy: Option<u32>,
    /// Whether it was made for practice, and says so loudly.
    pub practice: bool,
}

/// What is typed in place of scanning a slip's code, beside the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipWords {
    /// In groups of four.
    pub code: String,
    /// Where it is typed, without `https://`; none while headquarters has no address that customers reach.
    pub typed_at: Option<String>,
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demand {
    /// As the policy words each.
    pub what: Vec<Bilingual>,
    /// In the customer's own words.
    pub words: Option<String>,
    /// How much.
    pub amount: Option<Amount>,
}

/// An amount in figures and in capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

/// What was promised and had not been done when a paper was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// When the paper was made.
    pub at: Moment,
    /// What, and by when it should have been.
    pub promises: Vec<(Bilingual, Moment)>,
}

/// Where a date comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// The law, with the words to cite.
    Law(Bilingual),
    /// The carrier's own promise, perhaps with the rule that makes it.
    Ours(Option<Bilingual>),
}

/// A customer's signature, drawn with a pen or a finger.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The strokes, each a line through points from the top left, both sides from 0 to 1.
    pub strokes: Vec<Vec<(f32, f32)>>,
    /// The width of the field it was drawn in, for one unit of height.
    pub aspect: f32,
    /// When it was given.
    pub at: Moment,
    /// The first sixteen hexadecimal digits of the hash of what was shown when it was given.
    pub shown: String,
}

impl Kind {
    /// The words of the kind alone.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Enquiry => "paper-kind-enquiry",
            Self::Trace => "paper-kind-trace",
            Self::Complaint => "paper-kind-complaint",
            Self::Suggestion => "paper-kind-suggestion",
            Self::Claim => "paper-kind-claim",
        }
    }
}

impl Role {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Sender => "paper-role-sender",
            Self::Recipient => "paper-role-recipient",
            Self::Agent => "paper-role-agent",
            Self::Other => "paper-role-other",
        }
    }
}
