//! Why the command stopped: three kinds, told apart by their exit codes.

use std::fmt;
use std::process::ExitCode;

/// Why the command stopped.
#[derive(Debug)]
pub enum Stop {
    /// Something that was tried failed (exit code 1).
    Failed(String),
    /// The command line was not understood (exit code 2).
    Usage(String),
    /// Pieces are missing that this command does not install here; the text names each (exit code 3).
    Missing(String),
}

impl Stop {
    /// What the shell is told.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) => 1,
            Self::Usage(_) => 2,
            Self::Missing(_) => 3,
        })
    }

    /// For `map_err`: says what was being done when the system refused.
    pub fn doing(what: impl fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self::Failed(format!("{what}: {error}"))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Failed(text) | Self::Usage(text) | Self::Missing(text)) = self;
        f.write_str(text)
    }
}
