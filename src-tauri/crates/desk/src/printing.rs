//! Printing: only what is durable, every print an event, and every outcome what the printer said.

use std::{path::PathBuf, time::Duration};

use documents::{Laid, PdfFacts};
use domain::{Act, EventId, Fact, PersonId, PrintEnded, PrintStarted, TicketId, Zone};
use peripherals::{Media, Patience, PrintError, PrintServer, Printer};

use crate::{Account, Desk, DeskError, PaperLanguage, PaperSize, error::print_code, summary::account_name};

const RECEIPT: &str = PrintStarted::RECEIPT;
pub(crate) const WAITING_LIST: &str = "waiting_list";
pub(crate) const HAND_OVER_LIST: &str = "hand_over_list";
pub(crate) const CUSTODY_TAG: &str = "custody_tag";
const SUMMARY: &str = "daily_summary";
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
    },
    /// There is no printer: it was saved, and is not printed.
    Saved {
        /// Where.
        path: PathBuf,
        /// 0 for the first; a Copy otherwise.
        copy: u32,
    },
}

/// A paper that is ready to be printed.
pub(crate) struct Paper {
    /// Which: `receipt`.
    pub document: &'static str,
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
        let person = self.acting(Act::Print)?.id;
        let sheet = self.ticket(id)?;
        let copy =
            sheet.ticket.prints.iter().filter(|print| print.started.document == RECEIPT).count() as u32;
        let laid = self.lay_receipt(&sheet, copy, size, language)?;
        let number = sheet.ticket.number.to_string();
        let paper =
            Paper { document: RECEIPT, ticket: Some(id), about: None, name: number, copy, language, laid };
        self.print(person, paper).await
    }

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
        self.print(
            person,
            Paper { document: SUMMARY, ticket: None, about: None, name, copy: 0, language, laid },
        )
        .await
    }

    /// Sends a paper on its way: that it starts is durable before the printer hears of it, and its end is the printer's word.
    pub(crate) async fn print(&self, person: PersonId, paper: Paper) -> Result<PrintResult, DeskError> {
        let printer = self.printer().await.ok();
        let pdf = documents::pdf(&paper.laid, &self.pdf_facts(&paper.name));
        let started = Fact::PrintStarted(PrintStarted {
            document: paper.document.to_owned(),
            paper: PaperSize::of(&paper.laid).as_str().into(),
            language: paper.language.as_str().to_owned(),
            copy: paper.copy,
            about: paper.about,
            printer: printer.as_ref().map_or_else(|| FILE.to_owned(), |printer| printer.name.clone()),
        });
        let print = self.append_about(paper.ticket, person, started)?;
        // The end is its starter's too, whoever is at the desk by then.
        let end = |outcome: &str| {
            let ended = Fact::PrintEnded(PrintEnded { print, outcome: outcome.to_owned() });
            self.append_about(paper.ticket, person, ended).map(drop)
        };
        match printer {
            Some(printer) => {
                let sent = send(&printer, pdf, &paper.name, media(&paper.laid)).await;
                end(sent.as_ref().map_or_else(print_code, |()| "printed"))?;
                sent?;
                Ok(PrintResult::Printed { printer: printer.name, copy: paper.copy })
            }
            None => {
                let saved = self.save_paper(&paper.name, paper.copy, &pdf);
                end(if saved.is_ok() { "saved" } else { "paper_not_saved" })?;
                Ok(PrintResult::Saved { path: saved.map_err(DeskError::Paper)?, copy: paper.copy })
            }
        }
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

    /// The printers of the queue.
    pub async fn list_printers(&self) -> Result<Vec<Printer>, DeskError> {
        Ok(self.print_server()?.printers().await?)
    }

    /// The printer that papers go to: the one chosen in the settings, else the queue's default.
    pub async fn printer(&self) -> Result<Printer, DeskError> {
        let chosen = self.settings()?.printer;
        Ok(self.print_server()?.printer(chosen.as_deref()).await?)
    }

    fn print_server(&self) -> Result<PrintServer, DeskError> {
        match self.inner.around.print_server() {
            Some(address) => Ok(PrintServer::at(&address, Patience::default())?),
            None => Ok(PrintServer::local(Patience::default())),
        }
    }

    fn pdf_facts(&self, name: &str) -> PdfFacts {
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

async fn send(printer: &Printer, pdf: Vec<u8>, name: &str, media: Media) -> Result<(), PrintError> {
    use PrintError::{Jammed, Offline, Open, OutOfPaper, Stopped, TimedOut};
    let job = printer.print(pdf, name, media).await?;
    let outcome = job.follow(JOB_LIMIT).await.map(drop);
    if matches!(outcome, Err(OutOfPaper | Jammed | Open | Offline { .. } | Stopped { .. } | TimedOut { .. }))
    {
        // It still waits in the queue. Left there it would come out beside the Copy that is printed next.
        let _ = job.cancel().await;
    }
    outcome
}

/// The medium for a laid-out paper; a roll is cut at its own length.
fn media(laid: &Laid) -> Media {
    const POINTS_PER_MM: f32 = 72.0 / 25.4;
    let longest = laid.pages.iter().map(|page| page.height).fold(0.0, f32::max);
    let height_mm = (longest / POINTS_PER_MM).ceil() as u16;
    match PaperSize::of(laid) {
        PaperSize::A4 => Media::A4,
        PaperSize::A5 => Media::A5,
        PaperSize::Roll80 => Media::Roll80 { height_mm },
        PaperSize::Roll58 => Media::Roll58 { height_mm },
    }
}
