//! Papers on the screen and what became of them.

use serde::Serialize;
use specta::Type;

/// The receipt as it would print now.
#[derive(Clone, Debug, Serialize, Type)]
pub struct LivingReceipt {
    /// An SVG document a page.
    pub pages: Vec<String>,
    /// Characters that no font has.
    pub substituted: Vec<String>,
}

/// What became of a print.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrintResult {
    /// `printed` or `saved`.
    pub outcome: String,
    /// Where it went.
    pub printer: Option<String>,
    /// Where it was saved.
    pub path: Option<String>,
    /// 0 for the first; a Copy otherwise.
    pub copy: u32,
}
