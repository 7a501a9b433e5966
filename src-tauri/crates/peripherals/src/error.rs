//! Why nothing was printed, in variants a clerk can do something about.

/// Why a printer could not be found, or a job did not come out.
///
/// `said` is what the printer or its queue said of it, in their words, for the log and the details.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// This machine has no print queue that answers: none is installed, or it is stopped.
    #[error("no print queue answers here")]
    NoQueue,
    /// The queue has no printer, or none of that name.
    #[error("the queue has no such printer")]
    NoPrinter,
    /// The address is none that a printer can have.
    #[error("this is not the address of a printer")]
    BadAddress,
    /// The printer's tray is empty; the job waits in the queue.
    #[error("the printer is out of paper")]
    OutOfPaper,
    /// Paper is stuck; the job waits in the queue.
    #[error("paper is stuck in the printer")]
    Jammed,
    /// The printer stands open; the job waits in the queue.
    #[error("the printer is open")]
    Open,
    /// The printer is switched off or its cable is out; the job waits in the queue.
    #[error("the printer is off or not connected")]
    Offline {
        /// Empty where nothing was said.
        said: String,
    },
    /// The printer or its queue was stopped by someone; the job waits in the queue.
    #[error("the printer is stopped")]
    Stopped {
        /// Empty where nothing was said.
        said: String,
    },
    /// The printer or its queue would not take the job, or gave it up.
    #[error("the printer refused the job")]
    Rejected {
        /// Empty where nothing was said.
        said: String,
    },
    /// The printer has no paper of this size.
    #[error("the printer does not take this paper")]
    UnsupportedMedia,
    /// The job did not end in time and nothing says why; it may still come out.
    #[error("the job did not end in time")]
    TimedOut {
        /// Empty where nothing was said.
        said: String,
    },
    /// Someone cancelled the job at the queue or at the printer.
    #[error("the job was cancelled")]
    Cancelled,
    /// The queue no longer knows the job: whether it came out only the printer's tray tells.
    #[error("the queue no longer knows the job")]
    Forgotten,
    /// The queue or printer stopped answering.
    #[error("the printer cannot be reached")]
    Unreachable,
}
