//! Printing: only what is durable, every print an event, and every outcome what the printer said.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use documents::{Laid, PdfFacts};
use domain::{Act, Document, EventId, Fact, PersonId, PrintEnded, PrintStarted, TicketId, Zone};
use peripherals::{PrintError, Printer};

use crate::{
    Account, Desk, DeskError, PaperLanguage, PaperSize, error::print_code, paper_values::media,
    summary::account_name,
};

/// The printer's name in the log when there is none and the paper becomes a file.
const FILE: &str = "file";
/// After this long a job that says nothing is told as late; it may still come out.
const JOB_LIMIT: Duration = Duration::from_secs(60);

/// What became of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintResult {
    /// It came out.
    Printed {
        /// Of this printer.
        printer: String,
        /// 0 for the first; a Copy otherwise.
        copy: u32,
        /// The printer it should have come out of, and did not.
        instead_of: Option<NotPrinted>,
    },
    /// There is no printer: it was saved, and is not printed.
    Saved {
        /// Where.
        path: PathBuf,
        /// 0 for the first; a Copy otherwise.
        copy: u32,
    },
}

/// A printer that a paper did not come out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPrinted {
    /// Its name in the queue.
    pub printer: String,
    /// The code of what was the matter: `print_out_of_paper`.
    pub code: &'static str,
}

/// A paper that is ready to be printed.
pub(crate) struct Paper {
    pub document: Document,
    /// Whose, where it is about one ticket.
    pub ticket: Option<TicketId>,
    /// What of the ticket it is about; none: all of it.
    pub about: Option<EventId>,
    /// What the job and the file are called.
    pub name: String,
    /// 0 for the first; a Copy otherwise.
    pub copy: u32,
    pub language: PaperLanguage,
    pub laid: Laid,
}

impl Paper {
    /// One of the counter itself, about no ticket; such a paper has no copies.
    pub fn of_counter(document: Document, name: String, language: PaperLanguage, laid: Laid) -> Self {
        Self { document, ticket: None, about: None, name, copy: 0, language, laid }
    }
}

/// Why a paper did not come out.
pub(crate) struct Failed {
    pub error: PrintError,
    /// It cannot come out any more, so that another printer may print it.
    is_over: bool,
}

impl Desk {
    /// Prints the figures of a day, a week or a month.
    pub async fn print_account(
        &self,
        account: &Account,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let person = self.acting(Act::GiveOutSummary)?.id;
        let laid = self.lay_account(account, size, language)?;
        let name = account_name(account);
        self.print(person, Paper::of_counter(Document::DAILY_SUMMARY, name, language, laid)).await
    }

    /// Sends a paper on its way, to the printer chosen for it or, where it certainly did not come out there, to the spare
    /// one. Without a printer the PDF is saved instead.
    pub(crate) async fn print(&self, person: PersonId, paper: Paper) -> Result<PrintResult, DeskError> {
        let route = self.route(&paper.document).await?;
        let pdf = documents::pdf(&paper.laid, &self.pdf_facts(&paper.name));
        let mut first = route.missing.map(|printer| (printer, PrintError::NoPrinter));
        for printer in route.printers {
            let Err(failed) = self.print_at(person, &paper, &printer, pdf.clone()).await? else {
                let instead_of =
                    first.map(|(printer, error)| NotPrinted { printer, code: print_code(&error) });
                return Ok(PrintResult::Printed { printer: printer.name, copy: paper.copy, instead_of });
            };
            if !failed.is_over {
                return Err(failed.error.into());
            }
            first.get_or_insert((printer.name, failed.error));
        }
        match first {
            Some((_, error)) if error != PrintError::NoPrinter => Err(error.into()),
            _ => self.save_instead(person, &paper, &pdf),
        }
    }

    /// Prints at one printer. That it starts is durable before the printer hears of it, and its end is the printer's word.
    pub(crate) async fn print_at(
        &self,
        person: PersonId,
        paper: &Paper,
        printer: &Printer,
        pdf: Vec<u8>,
    ) -> Result<Result<(), Failed>, DeskError> {
        let print = self.start_print(person, paper, &printer.name)?;
        let _under_way = UnderWay::begun(&self.inner.printing);
        let sent = send(printer, pdf, paper).await;
        let outcome = sent.as_ref().map_or_else(|failed| print_code(&failed.error), |()| "printed");
        self.end_print(person, paper, print, outcome)?;
        Ok(sent)
    }

    fn save_instead(&self, person: PersonId, paper: &Paper, pdf: &[u8]) -> Result<PrintResult, DeskError> {
        let print = self.start_print(person, paper, FILE)?;
        let saved = self.save_paper(&paper.name, paper.copy, pdf);
        self.end_print(person, paper, print, if saved.is_ok() { "saved" } else { "paper_not_saved" })?;
        Ok(PrintResult::Saved { path: saved.map_err(DeskError::Paper)?, copy: paper.copy })
    }

    fn start_print(&self, person: PersonId, paper: &Paper, printer: &str) -> Result<EventId, DeskError> {
        let started = PrintStarted {
            document: paper.document.clone(),
            paper: PaperSize::of(&paper.laid).as_str().into(),
            language: paper.language.as_str().to_owned(),
            copy: paper.copy,
            about: paper.about,
            printer: printer.to_owned(),
        };
        self.append_about(paper.ticket, person, Fact::PrintStarted(started))
    }

    /// The end is its starter's too, whoever is at the desk by then.
    fn end_print(
        &self,
        person: PersonId,
        paper: &Paper,
        print: EventId,
        outcome: &str,
    ) -> Result<(), DeskError> {
        let ended = PrintEnded { print, outcome: outcome.to_owned() };
        self.append_about(paper.ticket, person, Fact::PrintEnded(ended)).map(drop)
    }

    /// Appends a fact about a ticket, or about none.
    fn append_about(
        &self,
        ticket: Option<TicketId>,
        author: PersonId,
        fact: Fact,
    ) -> Result<EventId, DeskError> {
        match ticket {
            Some(id) => Ok(self.append_events(id, author, vec![fact])?[0]),
            None => self.write_of_day(author, fact),
        }
    }

    pub(crate) fn pdf_facts(&self, name: &str) -> PdfFacts {
        let utc = "UTC".parse::<Zone>().expect("UTC is a zone").local(self.now());
        let author = self.place().map(|place| place.branch.name).unwrap_or_default();
        PdfFacts {
            title: format!("{name} {}", self.policy().carrier().name.zh),
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

/// Counts a paper for as long as it is on its way, however that ends.
struct UnderWay<'a>(&'a AtomicUsize);

impl<'a> UnderWay<'a> {
    fn begun(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn send(printer: &Printer, pdf: Vec<u8>, paper: &Paper) -> Result<(), Failed> {
    use PrintError::{Jammed, Offline, Open, OutOfPaper, Rejected, Stopped, TimedOut, UnsupportedMedia};
    let failed = |error: PrintError, is_over| Failed { error, is_over };
    let job = match printer.print(pdf, &paper.name, media(&paper.laid)).await {
        Ok(job) => job,
        // It was not taken.
        Err(error @ (Rejected { .. } | UnsupportedMedia)) => return Err(failed(error, true)),
        Err(error) => return Err(failed(error, false)),
    };
    match job.follow(JOB_LIMIT).await {
        Ok(_) => Ok(()),
        Err(error @ (OutOfPaper | Jammed | Open | Offline { .. } | Stopped { .. })) => {
            // It still waits in the queue. Left there it would come out beside the one that is printed next.
            let is_over = job.cancel().await.is_ok();
            Err(failed(error, is_over))
        }
        Err(error @ TimedOut { .. }) => {
            // Nobody knows how much of it has come out.
            let _ = job.cancel().await;
            Err(failed(error, false))
        }
        Err(error) => {
            let is_over = matches!(error, Rejected { .. });
            Err(failed(error, is_over))
        }
    }
}
