//! What a job's and its printer's words mean, as one pure rule.

use std::time::Duration;

use crate::{PrintError, PrintOutcome};

/// What was seen at one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sight {
    pub(crate) job_state: i32,
    pub(crate) job_reasons: Vec<String>,
    /// The printer's reasons, without how bad they are.
    pub(crate) printer_reasons: Vec<String>,
    pub(crate) printer_is_stopped: bool,
    /// The newest words of printer or queue.
    pub(crate) said: String,
}

/// What it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// The job has ended.
    Ended(Result<PrintOutcome, PrintError>),
    /// It goes on, as far as can be told.
    Working,
    /// It will not go on until someone does this; true only when it stands for a while.
    Standing(PrintError),
}

/// Judges one look.
pub(crate) fn judge(sight: &Sight) -> Judgement {
    const CANCELLED: i32 = 7;
    const COMPLETED: i32 = 9;
    match sight.job_state {
        COMPLETED if sight.job_has("job-completed-with-errors") => {
            Judgement::Ended(Ok(PrintOutcome::PrintedWithFaults))
        }
        COMPLETED => Judgement::Ended(Ok(PrintOutcome::Printed)),
        // Either a person took it back, or the printer did, which then says why. One that is away says nothing: its
        // sentence stays from before.
        CANCELLED if sight.was_cancelled_by_someone() || sight.said.is_empty() || sight.says_it_is_away() => {
            Judgement::Ended(Err(PrintError::Cancelled))
        }
        CANCELLED.. => Judgement::Ended(Err(PrintError::Rejected { said: sight.said.clone() })),
        _ => sight.obstacle().map_or(Judgement::Working, Judgement::Standing),
    }
}

impl Sight {
    fn job_has(&self, reason: &str) -> bool {
        self.job_reasons.iter().any(|word| word == reason)
    }

    fn printer_has(&self, reasons: &[&str]) -> bool {
        self.printer_reasons.iter().any(|word| reasons.contains(&word.as_str()))
    }

    fn was_cancelled_by_someone(&self) -> bool {
        ["job-canceled-by-user", "job-canceled-by-operator", "job-canceled-at-device"]
            .iter()
            .any(|reason| self.job_has(reason))
    }

    /// What keeps the job from going on.
    fn obstacle(&self) -> Option<PrintError> {
        let said = || self.said.clone();
        if self.printer_has(&["media-empty", "media-needed"]) {
            Some(PrintError::OutOfPaper)
        } else if self.printer_has(&["media-jam"]) {
            Some(PrintError::Jammed)
        } else if self.printer_has(&["cover-open", "door-open", "interlock-open"]) {
            Some(PrintError::Open)
        } else if self.printer_has(&["offline", "shutdown", "timed-out", "connecting-to-device"])
            || self.says_it_is_away()
        {
            Some(PrintError::Offline { said: said() })
        } else if self.printer_is_stopped || self.printer_has(&["paused", "moving-to-paused", "stopping"]) {
            Some(PrintError::Stopped { said: said() })
        } else {
            None
        }
    }

    /// CUPS tells of a printer that does not answer in no attribute but this sentence, which it writes in the
    /// language a job was sent in: always English here.
    fn says_it_is_away(&self) -> bool {
        const SENTENCES: [&str; 7] = [
            "may not exist or is unavailable",
            "is not responding",
            "is unreachable",
            "unable to locate printer",
            "unable to connect",
            "not connected",
            "waiting for printer to become available",
        ];
        let said = self.said.to_lowercase();
        SENTENCES.iter().any(|sentence| said.contains(sentence))
    }
}

/// How long an obstacle has stood.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    obstacle: Option<(PrintError, Duration)>,
}

impl Standing {
    /// Notes what was seen `at` this long after the first look, and tells the obstacle once it has stood for
    /// `standstill`. Another word of the same obstacle does not start it anew.
    pub(crate) fn note(
        &mut self,
        seen: Option<PrintError>,
        at: Duration,
        standstill: Duration,
    ) -> Option<PrintError> {
        let since = match (&self.obstacle, &seen) {
            (Some((before, since)), Some(now)) if same_kind(before, now) => *since,
            _ => at,
        };
        self.obstacle = seen.map(|obstacle| (obstacle, since));
        self.obstacle.clone().filter(|_| at - since >= standstill).map(|(obstacle, _)| obstacle)
    }

    /// What stands in the way now, however short.
    pub(crate) fn now(&self) -> Option<PrintError> {
        self.obstacle.clone().map(|(obstacle, _)| obstacle)
    }
}

fn same_kind(one: &PrintError, other: &PrintError) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight(job_state: i32, job_reason: &str, printer_reasons: &[&str], said: &str) -> Sight {
        Sight {
            job_state,
            job_reasons: vec![job_reason.to_owned()],
            printer_reasons: printer_reasons.iter().map(|&reason| reason.to_owned()).collect(),
            printer_is_stopped: false,
            said: said.to_owned(),
        }
    }

    #[test]
    fn what_is_seen_is_judged() {
        use Judgement::{Ended, Working};
        let away = "The printer may not exist or is unavailable at this time.";
        let options = "Printer cannot print with supplied options.";
        let said = str::to_owned;
        let cases = [
            (sight(9, "job-completed-successfully", &[], ""), Ended(Ok(PrintOutcome::Printed))),
            (sight(9, "job-completed-with-errors", &[], ""), Ended(Ok(PrintOutcome::PrintedWithFaults))),
            (sight(7, "job-canceled-by-user", &[], away), Ended(Err(PrintError::Cancelled))),
            (sight(7, "none", &[], ""), Ended(Err(PrintError::Cancelled))),
            (sight(7, "processing-to-stop-point", &[], away), Ended(Err(PrintError::Cancelled))),
            (
                sight(7, "processing-to-stop-point", &[], options),
                Ended(Err(PrintError::Rejected { said: said(options) })),
            ),
            (
                sight(8, "aborted-by-system", &[], "Filter failed"),
                Ended(Err(PrintError::Rejected { said: said("Filter failed") })),
            ),
            (sight(3, "none", &[], ""), Working),
            (sight(5, "job-printing", &["cups-waiting-for-job-completed"], "Printing."), Working),
            (
                sight(5, "job-printing", &["media-empty", "media-needed"], ""),
                Judgement::Standing(PrintError::OutOfPaper),
            ),
            (sight(5, "job-printing", &["media-jam"], ""), Judgement::Standing(PrintError::Jammed)),
            (sight(5, "job-printing", &["cover-open"], ""), Judgement::Standing(PrintError::Open)),
            (
                sight(5, "job-printing", &["offline"], ""),
                Judgement::Standing(PrintError::Offline { said: said("") }),
            ),
            (
                sight(5, "job-printing", &[], away),
                Judgement::Standing(PrintError::Offline { said: said(away) }),
            ),
            (
                sight(3, "printer-stopped", &["paused"], ""),
                Judgement::Standing(PrintError::Stopped { said: said("") }),
            ),
        ];
        for (sight, expected) in cases {
            assert_eq!(judge(&sight), expected, "{sight:?}");
        }
        let stopped = Sight { printer_is_stopped: true, ..sight(3, "none", &[], "") };
        assert_eq!(judge(&stopped), Judgement::Standing(PrintError::Stopped { said: said("") }));
    }

    #[test]
    fn an_obstacle_is_told_when_it_has_stood_and_not_before() {
        let mut standing = Standing::default();
        let second = Duration::from_secs;
        let mut note = |seen, at| standing.note(seen, second(at), second(3));
        let offline = |said: &str| Some(PrintError::Offline { said: said.to_owned() });
        assert_eq!(note(Some(PrintError::OutOfPaper), 0), None);
        assert_eq!(note(Some(PrintError::OutOfPaper), 2), None);
        assert_eq!(note(None, 3), None, "it was gone in between");
        assert_eq!(note(Some(PrintError::OutOfPaper), 4), None);
        assert_eq!(note(offline("connecting"), 6), None, "another obstacle starts anew");
        assert_eq!(note(offline("not responding"), 9), offline("not responding"));
        assert_eq!(standing.now(), offline("not responding"));
    }
}
