//! How long each thing may take.

use std::time::Duration;

/// How long each thing may take before it counts as an answer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To open a connection. A queue that is not there is told within this.
    pub connect: Duration,
    /// To answer a question.
    pub answer: Duration,
    /// To take a document.
    pub upload: Duration,
    /// Between two looks at a job.
    pub look: Duration,
    /// How long a reason such as 'no paper' must stand before it is told: many printers pass through it.
    pub standstill: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(800),
            answer: Duration::from_secs(5),
            upload: Duration::from_secs(30),
            look: Duration::from_millis(400),
            standstill: Duration::from_secs(3),
        }
    }
}
