//! The system's print queue and the printers it knows.

use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::prelude::{IppRequestResponse, Uri};

use crate::line::Line;
use crate::{Patience, PrintError, Printer};

/// Where CUPS listens unless it was told otherwise.
const LOCAL: &str = "http://localhost:631";

/// A print queue that speaks CUPS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintServer {
    line: Line,
}

impl PrintServer {
    /// The queue of this machine.
    pub fn local(patience: Patience) -> Self {
        Self { line: Line::to(LOCAL, patience).expect("the address is well formed") }
    }

    /// The queue at `address`, such as `http://localhost:631`.
    pub fn at(address: &str, patience: Patience) -> Result<Self, PrintError> {
        Line::to(address, patience)?.with_path("/").map(|line| Self { line })
    }

    /// All its printers; none is an answer too.
    pub async fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        let answer = self.ask(Operation::CupsGetPrinters).await?;
        // CUPS counts 'no printers' as 'not found'.
        if answer.status == StatusCode::ClientErrorNotFound {
            return Ok(Vec::new());
        }
        let answer = answer.granted()?;
        let default = self.default_name().await?;
        let printers = answer.all(DelimiterTag::PrinterAttributes).filter_map(|printer| {
            // The host it names may be known to the server alone; the path under our own address always works.
            let uri: Uri = printer.text("printer-uri-supported")?.parse().ok()?;
            let line = self.line.with_path(uri.path()).ok()?;
            Printer::read(&printer, line, default.as_deref())
        });
        Ok(printers.collect())
    }

    /// The printer of that name; without one the default, or the only one there is.
    pub async fn printer(&self, name: Option<&str>) -> Result<Printer, PrintError> {
        let printers = self.printers().await?;
        pick(&printers, name).cloned().ok_or(PrintError::NoPrinter)
    }

    async fn default_name(&self) -> Result<Option<String>, PrintError> {
        let answer = self.ask(Operation::CupsGetDefault).await?;
        let default = answer.first(DelimiterTag::PrinterAttributes);
        Ok(default.and_then(|printer| printer.text("printer-name")))
    }

    async fn ask(&self, operation: Operation) -> Result<crate::line::Answer, PrintError> {
        let question = IppRequestResponse::new(IppVersion::v2_0(), operation, None)
            .expect("a question without an address is well formed");
        self.line.ask(question).await.map_err(|_| PrintError::NoQueue)
    }
}

/// The printer of that name; without one the default, or the only one there is.
pub fn pick<'a>(printers: &'a [Printer], name: Option<&str>) -> Option<&'a Printer> {
    match (name, printers) {
        (Some(name), _) => printers.iter().find(|printer| printer.name == name),
        (None, [only]) => Some(only),
        (None, _) => printers.iter().find(|printer| printer.is_default),
    }
}
