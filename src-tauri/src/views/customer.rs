//! What the customer's window shows, and how that stands.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, Kind, Language, PromiseView, count};
use crate::error::CommandError;

/// What the customer's window shows. It is told, and asks for nothing.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(tag = "page", rename_all = "snake_case")]
pub enum CustomerPage {
    /// Nobody's matter.
    Idle {
        /// The carrier.
        carrier: Option<Bilingual>,
        /// The branch.
        branch: String,
    },
    /// The matter, to be found right or not.
    ReadBack {
        /// In which it is read.
        language: Language,
        /// The zone in which times are said.
        zone: String,
        /// What is read.
        matter: Box<ReadBack>,
    },
    /// They have answered, and wait for the clerk.
    Answered {
        /// In which they read.
        language: Language,
        /// Whether they found it right.
        right: bool,
    },
    /// A paper, to be signed.
    Sign {
        /// In which it is written.
        language: Language,
        /// An SVG document a page.
        pages: Vec<String>,
        /// Who signs.
        name: String,
    },
    /// They have signed.
    Signed {
        /// In which they read.
        language: Language,
    },
}

/// A matter as it is read back.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReadBack {
    /// Given on saving.
    pub number: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: Option<Bilingual>,
    /// Empty where there is none.
    pub waybill: String,
    /// Who carries it.
    pub carrier: Option<Bilingual>,
    /// Who came, masked.
    pub who: Vec<String>,
    /// In the customer's words.
    pub story: Option<String>,
    /// What is asked for.
    pub demands: Vec<Bilingual>,
    /// The same in the customer's words.
    pub demand_text: Option<String>,
    /// How much.
    #[specta(type = Option<specta_typescript::Number>)]
    pub claimed_fen: Option<f64>,
    /// What was left with us.
    pub items_kept: Vec<String>,
    /// Photos that were taken.
    pub photos: u32,
    /// PDFs and videos that were handed in.
    pub attachments: u32,
    /// Photos still owed.
    pub owed: Vec<Bilingual>,
    /// How we answer.
    pub answer_by: Option<Bilingual>,
    /// What happens next.
    pub promises: Vec<PromiseView>,
}

/// How far a customer has come at their window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CustomerStage {
    /// Nothing of anybody is shown.
    Idle,
    /// They read.
    Reading,
    /// They found it right.
    Right,
    /// They ask for a correction.
    Wrong,
    /// A paper waits for their signature.
    Signing,
    /// They have signed.
    Signed,
}

/// How the customer's window stands, for the clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct CustomerState {
    /// Whether it is there.
    pub open: bool,
    /// How far they have come.
    pub stage: CustomerStage,
    /// Of which draft or ticket.
    pub about: Option<String>,
    /// Why what they drew is no signature.
    pub trouble: Option<CommandError>,
}

impl From<desk::ReadBack> for ReadBack {
    fn from(read: desk::ReadBack) -> Self {
        let all = |texts: &[domain::Bilingual]| texts.iter().map(Bilingual::from).collect();
        Self {
            number: read.number.map(|number| number.to_string()),
            kind: read.kind.into(),
            category: read.category.as_ref().map(Bilingual::from),
            waybill: read.waybill,
            carrier: read.carrier.as_ref().map(Bilingual::from),
            who: read.who,
            story: read.story,
            demands: all(&read.demands),
            demand_text: read.demand_text,
            claimed_fen: read.claimed.map(|fen| fen.get() as f64),
            items_kept: read.items_kept,
            photos: count(read.photos as u64),
            attachments: count(read.attachments as u64),
            owed: all(&read.owed),
            answer_by: read.answer_by.as_ref().map(Bilingual::from),
            promises: read.promises.iter().map(PromiseView::from).collect(),
        }
    }
}
