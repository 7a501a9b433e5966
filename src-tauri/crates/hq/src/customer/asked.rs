//! What the page sends: the text of a slip's QR, or number and code as typed.

use domain::TicketNumber;
use protocol::{ScannedSlip, SlipCode, typed_slip_code};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the page sends. Where there is a slip, the rest is not looked at.
#[derive(Deserialize, ToSchema)]
pub struct AskedForm {
    /// What follows `#` in the slip's link, or the whole of it.
    #[serde(default)]
    slip: Option<String>,
    #[serde(default)]
    number: Option<String>,
    /// Sixteen characters of Crockford's base32.
    #[serde(default)]
    code: Option<String>,
}

/// The same, read.
pub enum Asked {
    /// A slip, not to be believed before its signature is verified.
    Slip(Box<ScannedSlip>),
    /// What somebody typed.
    Typed {
        /// The ticket's number.
        number: TicketNumber,
        /// What proves that it is theirs.
        code: SlipCode,
    },
}

impl Asked {
    /// Reads what was sent; none where it is neither.
    pub fn read(form: AskedForm) -> Option<Self> {
        if let Some(text) = form.slip {
            let text = text.trim();
            let whole = if text.contains(':') { text.to_owned() } else { format!("counterfoil:{text}") };
            return ScannedSlip::parse(&whole).ok().map(|slip| Self::Slip(Box::new(slip)));
        }
        let number = form.number?.parse().ok()?;
        Some(Self::Typed { number, code: typed_slip_code(&form.code?)? })
    }
}
