//! Printing: only what is durable, every print an event, and every outcome what the printer said.

use std::{path::PathBuf, time::Duration};

use documents::{Laid, PdfFacts};
use domain::{EventId, Fact, PrintEnded, PrintStarted, TicketId, Zone};
use peripherals::{Media, Patience, PrintError, PrintServer, Printer};

use crate::{Desk, DeskError, PaperLanguage, PaperSize, TicketSheet, error::print_code};

const RECEIPT: &str = "receipt";
/// The printer's name in the log when there is none and the paper becomes a file.
const FILE: &str = "file";
/// After this long a job that says nothing is told as late; it may still come out.
const JOB_LIMIT: Duration = Duration::from_secs(60);
/// The environment may name another queue than this machine's, as `http://127.0.0.1:8631`.
const QUEUE_VARIABLE: &str = "COUNTERFOIL_PRINT_SERVER";

/// What became of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintResult {
    /// It came out.
    Printed {
        /// Of this printer.
        printer: String,
        /// 0 for the first; a Copy otherwise.
        copy: u32,
    },
    /// There is no printer: it was saved, and is not printed.
    Saved {
        /// Where.
        path: PathBuf,
        /// 0 for the first; a Copy otherwise.
        copy: u32,
    },
}

impl Desk {
    /// Prints a ticket's receipt. A second print is a Copy and says so.
    ///
    /// Where no printer is found the PDF is saved instead; the ticket then says that it is not printed.
    pub async fn print_receipt(
        &self,
        id: TicketId,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let printer = self.printer().await.ok();
        let sheet = self.ticket(id)?;
        let copy =
            sheet.ticket.prints.iter().filter(|print| print.started.document == RECEIPT).count() as u32;
        let laid = self.lay_receipt(&sheet, copy, size, language)?;
        let pdf = documents::pdf(&laid, &self.pdf_facts(&sheet));
        let started = Fact::PrintStarted(PrintStarted {
            document: RECEIPT.to_owned(),
            paper: size.as_str().into(),
            language: language.as_str().to_owned(),
            copy,
            printer: printer.as_ref().map_or_else(|| FILE.to_owned(), |printer| printer.name.clone()),
        });
        let print = self.append_events(id, vec![started])?[0];
        match printer {
            Some(printer) => {
                let sent = send(&printer, pdf, &sheet, media(size, &laid)).await;
                let outcome = sent.as_ref().map_or_else(print_code, |()| "printed");
                self.end_print(id, print, outcome)?;
                sent?;
                Ok(PrintResult::Printed { printer: printer.name, copy })
            }
            None => {
                let saved = self.save_paper(&sheet, copy, &pdf);
                self.end_print(id, print, if saved.is_ok() { "saved" } else { "paper_not_saved" })?;
                Ok(PrintResult::Saved { path: saved.map_err(DeskError::Paper)?, copy })
            }
        }
    }

    /// The printers of the queue.
    pub async fn list_printers(&self) -> Result<Vec<Printer>, DeskError> {
        Ok(print_server()?.printers().await?)
    }

    /// The printer that papers go to: the one chosen in the settings, else the queue's default.
    pub async fn printer(&self) -> Result<Printer, DeskError> {
        let chosen = self.settings()?.printer;
        Ok(print_server()?.printer(chosen.as_deref()).await?)
    }

    fn end_print(&self, id: TicketId, print: EventId, outcome: &str) -> Result<(), DeskError> {
        self.append_to(id, vec![Fact::PrintEnded(PrintEnded { print, outcome: outcome.to_owned() })])
    }

    fn pdf_facts(&self, sheet: &TicketSheet) -> PdfFacts {
        let utc = "UTC".parse::<Zone>().expect("UTC is a zone").local(self.now());
        let author = self.place().map(|place| place.branch.name).unwrap_or_default();
        PdfFacts {
            title: format!("{} {}", sheet.ticket.number, self.policy().carrier().name.zh),
            author,
            created: (
                utc.date.year(),
                utc.date.month() as u8,
                utc.date.day() as u8,
                utc.hour as u8,
                utc.minute as u8,
                utc.second as u8,
            ),
        }
    }
}

async fn send(printer: &Printer, pdf: Vec<u8>, sheet: &TicketSheet, media: Media) -> Result<(), PrintError> {
    use PrintError::{Jammed, Offline, Open, OutOfPaper, Stopped, TimedOut};
    let job = printer.print(pdf, &sheet.ticket.number.to_string(), media).await?;
    let outcome = job.follow(JOB_LIMIT).await.map(drop);
    if matches!(outcome, Err(OutOfPaper | Jammed | Open | Offline { .. } | Stopped { .. } | TimedOut { .. }))
    {
        // It still waits in the queue. Left there it would come out beside the Copy that is printed next.
        let _ = job.cancel().await;
    }
    outcome
}

fn print_server() -> Result<PrintServer, DeskError> {
    match std::env::var(QUEUE_VARIABLE) {
        Ok(address) => Ok(PrintServer::at(&address, Patience::default())?),
        Err(_) => Ok(PrintServer::local(Patience::default())),
    }
}

/// The medium for a laid-out paper; a roll is cut at its own length.
fn media(size: PaperSize, laid: &Laid) -> Media {
    const POINTS_PER_MM: f32 = 72.0 / 25.4;
    let longest = laid.pages.iter().map(|page| page.height).fold(0.0, f32::max);
    let height_mm = (longest / POINTS_PER_MM).ceil() as u16;
    match size {
        PaperSize::A5 => Media::A5,
        PaperSize::Roll80 => Media::Roll80 { height_mm },
        PaperSize::Roll58 => Media::Roll58 { height_mm },
    }
}
