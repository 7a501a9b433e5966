//! A job that was handed over, followed to its end.

use std::time::Duration;

use ipp::model::{DelimiterTag, StatusCode};
use ipp::operation::{CancelJob, GetJobAttributes, GetPrinterAttributes, IppOperation};
use tokio::time::{self, Instant};

use crate::PrintError;
use crate::attributes::reasons;
use crate::judgement::{Judgement, Sight, Standing, judge};
use crate::line::{Line, QUEUE_USER};

/// How a job ended on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintOutcome {
    /// It came out.
    Printed,
    /// It came out, but the printer reports faults: look at the paper.
    PrintedWithFaults,
}

/// A job in a printer's queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    line: Line,
    id: i32,
}

impl Job {
    pub(crate) fn new(line: Line, id: i32) -> Self {
        Self { line, id }
    }

    /// The number the queue gave it.
    pub fn id(&self) -> i32 {
        self.id
    }

    /// Follows the job until it has ended, until something has stood in its way for a while, or until `limit`.
    ///
    /// After `OutOfPaper`, `Jammed`, `Open`, `Offline`, `Stopped` and `TimedOut` the job is still in the queue and may
    /// come out later: follow it again, or cancel it before printing another.
    pub async fn follow(&self, limit: Duration) -> Result<PrintOutcome, PrintError> {
        let started = Instant::now();
        let mut standing = Standing::default();
        loop {
            let sight = self.look().await?;
            let obstacle = match judge(&sight) {
                Judgement::Ended(ended) => return ended,
                Judgement::Working => None,
                Judgement::Standing(obstacle) => Some(obstacle),
            };
            let elapsed = started.elapsed();
            if let Some(obstacle) = standing.note(obstacle, elapsed, self.line.patience.standstill) {
                return Err(obstacle);
            }
            if elapsed + self.line.patience.look > limit {
                return Err(standing.now().unwrap_or(PrintError::TimedOut { said: sight.said }));
            }
            time::sleep(self.line.patience.look).await;
        }
    }

    /// Takes the job out of the queue; one that has ended already counts as taken out.
    pub async fn cancel(&self) -> Result<(), PrintError> {
        let question = CancelJob::new(self.line.uri.clone(), self.id, Some(QUEUE_USER))
            .map_err(|_| PrintError::BadAddress)?;
        let answer = self.line.ask(question.into_ipp_request()).await?;
        match answer.status {
            StatusCode::ClientErrorNotPossible | StatusCode::ClientErrorNotFound => Ok(()),
            _ => answer.granted().map(|_| ()),
        }
    }

    async fn look(&self) -> Result<Sight, PrintError> {
        let question = GetJobAttributes::new(self.line.uri.clone(), self.id, Some(QUEUE_USER))
            .map_err(|_| PrintError::BadAddress)?;
        let answer = self.line.ask(question.into_ipp_request()).await?;
        if matches!(answer.status, StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone) {
            return Err(PrintError::Forgotten);
        }
        let answer = answer.granted()?;
        let job = answer.first(DelimiterTag::JobAttributes).ok_or(PrintError::Forgotten)?;
        let mut sight = Sight {
            job_state: job.number("job-state").unwrap_or_default(),
            job_reasons: job.texts("job-state-reasons"),
            printer_reasons: reasons(job.texts("job-printer-state-reasons")),
            printer_is_stopped: false,
            said: job.text("job-printer-state-message").or(job.text("job-state-message")).unwrap_or_default(),
        };
        if sight.job_state < 7 {
            self.look_at_printer(&mut sight).await?;
        }
        Ok(sight)
    }

    async fn look_at_printer(&self, sight: &mut Sight) -> Result<(), PrintError> {
        let wanted = ["printer-state", "printer-state-reasons", "printer-state-message"];
        let question = GetPrinterAttributes::with_attributes(self.line.uri.clone(), wanted)
            .map_err(|_| PrintError::BadAddress)?;
        let answer = self.line.ask(question.into_ipp_request()).await?.granted()?;
        let Some(printer) = answer.first(DelimiterTag::PrinterAttributes) else { return Ok(()) };
        const STOPPED: i32 = 5;
        sight.printer_is_stopped = printer.number("printer-state") == Some(STOPPED);
        sight.printer_reasons.extend(reasons(printer.texts("printer-state-reasons")));
        if sight.said.is_empty() {
            sight.said = printer.text("printer-state-message").unwrap_or_default();
        }
        Ok(())
    }
}
