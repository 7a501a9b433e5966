//! A breach of a rule, and how a test tells of it.

use std::fmt;

/// Where a rule is broken, and how.
#[derive(Debug, PartialEq, Eq)]
pub struct Breach {
    /// The file, from the top of the working copy.
    pub file: String,
    /// The line, where one line is to blame; 0 where it is the file.
    pub line: usize,
    /// What is wrong, and what to do instead.
    pub why: String,
}

impl Breach {
    /// A breach at one line.
    pub fn at(file: &str, line: usize, why: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, why: why.into() }
    }

    /// A breach by a whole file.
    pub fn of(file: &str, why: impl Into<String>) -> Self {
        Self::at(file, 0, why)
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.why),
            line => write!(f, "{}:{line}: {}", self.file, self.why),
        }
    }
}

/// Fails with every breach on a line of its own.
#[track_caller]
pub fn none(breaches: Vec<Breach>) {
    let told: String = breaches.iter().map(|breach| format!("\n  {breach}")).collect();
    assert!(breaches.is_empty(), "{} breaches of a rule of the house:{told}\n", breaches.len());
}

/// Fails unless exactly the planted lines were found.
#[track_caller]
pub fn found(breaches: &[Breach], planted: &[usize]) {
    let lines: Vec<_> = breaches.iter().map(|breach| breach.line).collect();
    assert_eq!(lines, planted, "{breaches:#?}");
}
