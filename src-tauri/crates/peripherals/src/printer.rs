//! A printer, as its queue or it itself describes it.

use ipp::attribute::{IppAttribute, IppAttributeName};
use ipp::model::{DelimiterTag, IppVersion, Operation};
use ipp::operation::{GetPrinterAttributes, IppOperation};
use ipp::payload::IppPayload;
use ipp::prelude::IppRequestResponse;
use ipp::value::IppValue;

use crate::attributes::{Attributes, reasons};
use crate::line::{Line, QUEUE_USER};
use crate::{AcceptedMedia, Job, Media, Patience, PrintError};

/// What a printer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterState {
    /// Waiting for a job.
    Idle,
    /// Printing.
    Processing,
    /// Stopped, by someone or by a fault.
    Stopped,
}

/// A printer that was found, with what was known of it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// The queue's name for it.
    pub name: String,
    /// What people call it, where that was said.
    pub description: Option<String>,
    /// Whether the queue prints here when no printer is named.
    pub is_default: bool,
    /// What it is doing.
    pub state: PrinterState,
    /// Whether its queue takes jobs.
    pub accepts_jobs: bool,
    /// What is the matter: `media-empty`, `offline`, `paused`; without how bad it is.
    pub state_reasons: Vec<String>,
    /// Which papers it takes.
    pub media: AcceptedMedia,
    /// Maker and model.
    pub make_and_model: Option<String>,
    line: Line,
    knows_scaling: bool,
}

impl Printer {
    /// The printer at its own address, such as `ipp://192.168.1.9/ipp/print`.
    pub async fn at(address: &str, patience: Patience) -> Result<Self, PrintError> {
        let line = Line::to(address, patience)?;
        let question = GetPrinterAttributes::new(line.uri.clone()).map_err(|_| PrintError::BadAddress)?;
        let answer = line.ask(question.into_ipp_request()).await?.granted()?;
        let printer = answer.first(DelimiterTag::PrinterAttributes).ok_or(PrintError::Unreachable)?;
        Self::read(&printer, line, None).ok_or(PrintError::Unreachable)
    }

    /// Reads a printer's description; `line` is where it is spoken to.
    pub(crate) fn read(printer: &Attributes<'_>, line: Line, default: Option<&str>) -> Option<Self> {
        let name = printer.text("printer-name")?;
        Some(Self {
            is_default: default == Some(&name),
            name,
            description: printer.text("printer-info"),
            state: state(printer),
            accepts_jobs: printer.boolean("printer-is-accepting-jobs").unwrap_or(true),
            state_reasons: reasons(printer.texts("printer-state-reasons")),
            media: AcceptedMedia::read(printer),
            make_and_model: printer.text("printer-make-and-model"),
            knows_scaling: printer.texts("print-scaling-supported").iter().any(|word| word == "none"),
            line,
        })
    }

    /// The address it is spoken to at, by which [`Printer::at`] finds it again.
    pub fn address(&self) -> String {
        self.line.uri.to_string()
    }

    /// Hands `pdf` to the printer, to come out on `media` in its true size. `job_name` is seen by everyone who can
    /// see the queue, so it holds no personal data.
    pub async fn print(&self, pdf: Vec<u8>, job_name: &str, media: Media) -> Result<Job, PrintError> {
        if !self.media.takes(media) {
            return Err(PrintError::UnsupportedMedia);
        }
        let question = self.print_job(pdf, job_name, media)?;
        let answer = self.line.exchange(question, self.line.patience.upload).await?.granted()?;
        let id = answer
            .first(DelimiterTag::JobAttributes)
            .and_then(|job| job.number("job-id"))
            .ok_or(PrintError::Rejected { said: String::new() })?;
        let job = Job::new(self.line.clone(), id);
        // A printer may take a job and quietly choose other paper; a receipt on the wrong paper is waste.
        let unsupported = answer.first(DelimiterTag::UnsupportedAttributes);
        if unsupported.is_some_and(|refused| refused.has("media") || refused.has("media-col")) {
            job.cancel().await?;
            return Err(PrintError::UnsupportedMedia);
        }
        Ok(job)
    }

    fn print_job(
        &self,
        pdf: Vec<u8>,
        job_name: &str,
        media: Media,
    ) -> Result<IppRequestResponse, PrintError> {
        let name =
            |text: &str| IppValue::NameWithoutLanguage(text.try_into().expect("the name was cut short"));
        let keyword = |text: &str| text.try_into().expect("a keyword is short");
        let mut question =
            IppRequestResponse::new(IppVersion::v2_0(), Operation::PrintJob, Some(self.line.uri.clone()))
                .map_err(|_| PrintError::BadAddress)?;
        let mut add = |tag, attribute| question.attributes_mut().add(tag, attribute);
        let operation = DelimiterTag::OperationAttributes;
        add(operation, IppAttribute::new(IppAttributeName::REQUESTING_USER_NAME, name(QUEUE_USER)));
        add(operation, IppAttribute::new(IppAttributeName::JOB_NAME, name(cut_short(job_name))));
        let format = IppValue::MimeMediaType("application/pdf".try_into().expect("a media type is short"));
        add(operation, IppAttribute::new(IppAttributeName::DOCUMENT_FORMAT, format));
        add(DelimiterTag::JobAttributes, media.attribute());
        if self.knows_scaling {
            // The page is laid out for this paper; bar codes must keep their size.
            let scaling = IppAttribute::with_name("print-scaling", IppValue::Keyword(keyword("none")));
            add(DelimiterTag::JobAttributes, scaling.expect("the name is short"));
        }
        *question.payload_mut() = IppPayload::new(std::io::Cursor::new(pdf));
        Ok(question)
    }
}

fn state(printer: &Attributes<'_>) -> PrinterState {
    match printer.number("printer-state") {
        Some(4) => PrinterState::Processing,
        Some(5) => PrinterState::Stopped,
        _ => PrinterState::Idle,
    }
}

/// The longest beginning that IPP's 255 bytes for a name hold.
fn cut_short(name: &str) -> &str {
    let end = (0..=name.len().min(255)).rev().find(|&end| name.is_char_boundary(end));
    &name[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::tests::{group, keyword, text};

    fn line() -> Line {
        Line::to("http://localhost:631/printers/Counter", Patience::default()).unwrap()
    }

    #[test]
    fn a_printer_is_read_as_its_queue_describes_it() {
        let group = group(&[
            ("printer-name", text("Counter")),
            ("printer-info", text("By the window")),
            ("printer-make-and-model", text("XP-80C")),
            ("printer-state", IppValue::Enum(5)),
            ("printer-state-reasons", IppValue::Array(vec![keyword("media-empty-error"), keyword("paused")])),
            ("printer-is-accepting-jobs", IppValue::Boolean(false)),
            ("media-supported", keyword("iso_a5_148x210mm")),
        ]);
        let printer = Printer::read(&Attributes::of(&group), line(), Some("Counter")).unwrap();
        assert!(printer.is_default && !printer.accepts_jobs);
        assert_eq!(printer.description.as_deref(), Some("By the window"));
        assert_eq!(printer.make_and_model.as_deref(), Some("XP-80C"));
        assert_eq!(printer.state, PrinterState::Stopped);
        assert_eq!(printer.state_reasons, ["media-empty", "paused"]);
        assert!(printer.media.takes(Media::A5) && !printer.media.takes(Media::A4));
        assert_eq!(printer.address(), "http://localhost:631/printers/Counter");
    }

    #[test]
    fn a_printer_without_a_name_is_none() {
        let group = group(&[("printer-state", IppValue::Enum(3))]);
        assert_eq!(Printer::read(&Attributes::of(&group), line(), None), None);
    }

    #[test]
    fn a_long_job_name_is_cut_between_letters() {
        let name = "单".repeat(100);
        assert_eq!(cut_short(&name).chars().count(), 85);
        assert_eq!(cut_short("HX-2026-000123"), "HX-2026-000123");
    }
}
