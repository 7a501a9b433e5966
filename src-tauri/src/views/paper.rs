//! Papers on the screen and what became of them.

use domain::{EventId, Instant, PrintStarted};
use serde::Serialize;
use specta::Type;

use super::PrintOutcome;

/// A paper as it would print now.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PaperPages {
    /// An SVG document a page.
    pub pages: Vec<String>,
    /// Characters that no font has.
    pub substituted: Vec<String>,
}

/// What became of a print.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PrintResult {
    /// Whether it came out.
    pub outcome: PrintOutcome,
    /// Where it went.
    pub printer: Option<String>,
    /// The printer it should have come out of, and did not.
    pub instead_of: Option<NotPrinted>,
    /// Where it was saved.
    pub path: Option<String>,
    /// 0 for the first; a Copy otherwise.
    pub copy: u32,
}

/// One print of a paper.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrintView {
    /// The event that started it.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Which paper.
    pub document: String,
    /// Its format.
    pub paper: String,
    /// Its language.
    pub language: String,
    /// 0 for the first.
    pub copy: u32,
    /// Where it went.
    pub printer: String,
    /// What became of it; none: look at the printer.
    pub outcome: Option<String>,
}

/// A printer that a paper did not come out of.
#[derive(Clone, Debug, Serialize, Type)]
pub struct NotPrinted {
    /// Its name in the queue.
    pub printer: String,
    /// The code of what was the matter: `print_out_of_paper`.
    pub code: String,
}

/// A print as the journal shows it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct NotedPrint {
    /// The print.
    pub print: PrintView,
    /// The ticket it was about.
    pub ticket: Option<String>,
    /// That ticket's number.
    pub number: Option<String>,
}

impl From<(Vec<String>, Vec<char>)> for PaperPages {
    fn from((pages, substituted): (Vec<String>, Vec<char>)) -> Self {
        Self { pages, substituted: substituted.into_iter().map(String::from).collect() }
    }
}

impl From<desk::PrintResult> for PrintResult {
    fn from(result: desk::PrintResult) -> Self {
        match result {
            desk::PrintResult::Printed { printer, copy, instead_of } => Self {
                outcome: PrintOutcome::Printed,
                printer: Some(printer),
                instead_of: instead_of.map(NotPrinted::from),
                path: None,
                copy,
            },
            desk::PrintResult::Saved { path, copy } => Self {
                outcome: PrintOutcome::Saved,
                printer: None,
                instead_of: None,
                path: Some(path.display().to_string()),
                copy,
            },
        }
    }
}

impl PrintView {
    pub(super) fn new(
        event: EventId,
        at: Instant,
        by: Option<String>,
        started: &PrintStarted,
        outcome: Option<String>,
    ) -> Self {
        Self {
            event: event.to_string(),
            at: at.to_string(),
            by,
            document: started.document.to_string(),
            paper: started.paper.to_string(),
            language: started.language.clone(),
            copy: started.copy,
            printer: started.printer.clone(),
            outcome,
        }
    }
}

impl From<desk::NotPrinted> for NotPrinted {
    fn from(not: desk::NotPrinted) -> Self {
        Self { printer: not.printer, code: not.code.to_owned() }
    }
}

impl From<desk::NotedPrint> for NotedPrint {
    fn from(noted: desk::NotedPrint) -> Self {
        let (ticket, number) = noted.ticket.map(|(id, number)| (id.to_string(), number.to_string())).unzip();
        let print = PrintView::new(noted.event, noted.at, noted.by, &noted.started, noted.outcome);
        Self { print, ticket, number }
    }
}
