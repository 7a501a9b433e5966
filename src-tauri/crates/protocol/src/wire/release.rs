//! The release a counter may go to. `GET /update?target=&version=`; its file is `GET /releases/{sha256}`, by ranges.

use serde::{Deserialize, Serialize};

use crate::SignedRelease;

/// What headquarters has for a counter's program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct UpdateAnswer {
    /// The release; none when the program is to stay what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<SignedRelease>,
}
