//! Papers on the screen and what became of them.

use serde::Serialize;
use specta::Type;

use super::PrintOutcome;

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
    /// Whether it came out.
    pub outcome: PrintOutcome,
    /// Where it went.
    pub printer: Option<String>,
    /// Where it was saved.
    pub path: Option<String>,
    /// 0 for the first; a Copy otherwise.
    pub copy: u32,
}

impl From<(Vec<String>, Vec<char>)> for LivingReceipt {
    fn from((pages, substituted): (Vec<String>, Vec<char>)) -> Self {
        Self { pages, substituted: substituted.into_iter().map(String::from).collect() }
    }
}

impl From<desk::PrintResult> for PrintResult {
    fn from(result: desk::PrintResult) -> Self {
        match result {
            desk::PrintResult::Printed { printer, copy } => {
                Self { outcome: PrintOutcome::Printed, printer: Some(printer), path: None, copy }
            }
            desk::PrintResult::Saved { path, copy } => Self {
                outcome: PrintOutcome::Saved,
                printer: None,
                path: Some(path.display().to_string()),
                copy,
            },
        }
    }
}
