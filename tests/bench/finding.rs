//! What a measure found, and the table of it.

use std::fmt;

/// A figure of ours beside its baseline.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was measured.
    pub what: String,
    /// What it is measured against.
    pub against: &'static str,
    /// Ours.
    pub ours: Figure,
    /// The baseline's.
    pub baseline: Figure,
    /// The most that ours may be, in its own unit.
    pub at_most: Option<f64>,
    /// The most that ours may be, in baselines.
    pub at_most_times: Option<f64>,
}

/// An amount with its unit.
#[derive(Debug, Clone, Copy)]
pub enum Figure {
    /// A time.
    Ms(f64),
    /// An amount of memory.
    Mib(f64),
}

impl Figure {
    fn amount(self) -> f64 {
        let (Self::Ms(amount) | Self::Mib(amount)) = self;
        amount
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount();
        let digits = if amount < 100.0 { 1 } else { 0 };
        let unit = match self {
            Self::Ms(_) => "ms",
            Self::Mib(_) => "MiB",
        };
        f.pad(&format!("{amount:.digits$} {unit}"))
    }
}

impl Finding {
    /// Ours in baselines.
    pub fn ratio(&self) -> f64 {
        self.ours.amount() / self.baseline.amount()
    }

    /// Whether it keeps its limits. What has none is only reported.
    pub fn is_met(&self) -> bool {
        self.at_most.is_none_or(|most| self.ours.amount() <= most)
            && self.at_most_times.is_none_or(|most| self.ratio() <= most)
    }

    fn limits(&self) -> String {
        let unit = |most| match self.ours {
            Figure::Ms(_) => Figure::Ms(most),
            Figure::Mib(_) => Figure::Mib(most),
        };
        let amount = self.at_most.map(|most| format!("≤ {}", unit(most)));
        let times = self.at_most_times.map(|most| format!("≤ {most:.1} ×"));
        amount.into_iter().chain(times).collect::<Vec<_>>().join(", ")
    }

    fn verdict(&self) -> &'static str {
        match (self.at_most.is_some() || self.at_most_times.is_some(), self.is_met()) {
            (false, _) => "",
            (true, true) => "✓",
            (true, false) => "✗",
        }
    }
}

/// The findings, a line each.
pub fn table(findings: &[Finding]) -> String {
    let row = |what: &str, ours: &str, ratio: &str, baseline: &str, against: &str, limit: &str| {
        format!("{what:<34} {ours:>9} {ratio:>8} {baseline:>9} {against:<20} {limit}")
    };
    let mut lines = vec![row("", "ours", "ratio", "baseline", "", "limit")];
    lines.extend(findings.iter().map(|finding| {
        let limit = format!("{:<18} {}", finding.limits(), finding.verdict());
        row(
            &finding.what,
            &finding.ours.to_string(),
            &format!("{:.2} ×", finding.ratio()),
            &finding.baseline.to_string(),
            finding.against,
            limit.trim_end(),
        )
    }));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}
