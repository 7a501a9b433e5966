//! What a measure found, and the table of it.

use std::fmt;

/// A figure of ours beside its baseline.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was measured.
    pub what: String,
    /// What it is measured against; empty where there is no such thing.
    pub against: &'static str,
    /// Ours.
    pub ours: Figure,
    /// The baseline's; none where there is none on this machine.
    pub baseline: Option<Figure>,
    /// The most that ours may be, in its own unit.
    pub at_most: Option<f64>,
    /// The least that ours may be, in its own unit.
    pub at_least: Option<f64>,
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
    /// A length.
    Bytes(f64),
    /// So many in a second.
    PerSecond(f64),
    /// So many million bytes in a second.
    MbPerSecond(f64),
    /// A share, in hundredths.
    Percent(f64),
    /// So many tickets.
    Tickets(f64),
    /// A long time, or time of processors.
    Seconds(f64),
    /// Million bytes.
    Mb(f64),
    /// So many of whatever was counted.
    Count(f64),
}

impl Figure {
    fn amount(self) -> f64 {
        self.parts().0
    }

    fn parts(self) -> (f64, &'static str) {
        match self {
            Self::Ms(amount) => (amount, "ms"),
            Self::Mib(amount) => (amount, "MiB"),
            Self::Bytes(amount) => (amount, "B"),
            Self::PerSecond(amount) => (amount, "/s"),
            Self::MbPerSecond(amount) => (amount, "MB/s"),
            Self::Percent(amount) => (amount, "%"),
            Self::Tickets(amount) => (amount, "tickets"),
            Self::Seconds(amount) => (amount, "s"),
            Self::Mb(amount) => (amount, "MB"),
            Self::Count(amount) => (amount, ""),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, unit) = self.parts();
        let digits = if amount < 100.0 { 1 } else { 0 };
        f.pad(format!("{amount:.digits$} {unit}").trim_end())
    }
}

impl Finding {
    /// One that is only told, until limits are put to it.
    pub fn of(what: impl Into<String>, ours: Figure) -> Self {
        Self {
            what: what.into(),
            against: "",
            ours,
            baseline: None,
            at_most: None,
            at_least: None,
            at_most_times: None,
        }
    }

    /// Ours in baselines, where there is one.
    pub fn ratio(&self) -> Option<f64> {
        self.baseline.map(|baseline| self.ours.amount() / baseline.amount())
    }

    /// Whether it keeps its limits. What has none is only reported, and so is a ratio to what is not there.
    pub fn is_met(&self) -> bool {
        let amount = self.ours.amount();
        self.at_most.is_none_or(|most| amount <= most)
            && self.at_least.is_none_or(|least| amount >= least)
            && self.at_most_times.zip(self.ratio()).is_none_or(|(most, ratio)| ratio <= most)
    }

    fn limits(&self) -> String {
        let (_, unit) = self.ours.parts();
        let most = self.at_most.map(|most| format!("≤ {most} {unit}"));
        let least = self.at_least.map(|least| format!("≥ {least} {unit}"));
        let times = self.at_most_times.map(|most| format!("≤ {most:.1} ×"));
        most.into_iter().chain(least).chain(times).collect::<Vec<_>>().join(", ")
    }

    fn verdict(&self) -> &'static str {
        let is_judged = self.at_most.is_some()
            || self.at_least.is_some()
            || (self.at_most_times.is_some() && self.baseline.is_some());
        match (is_judged, self.is_met()) {
            (false, _) => "",
            (true, true) => "✓",
            (true, false) => "✗",
        }
    }
}

/// The findings, a line each.
pub fn table(findings: &[Finding]) -> String {
    let row = |what: &str, ours: &str, ratio: &str, baseline: &str, against: &str, limit: &str| {
        format!("{what:<46} {ours:>10} {ratio:>8} {baseline:>10} {against:<22} {limit}")
    };
    let mut lines = vec![row("", "ours", "ratio", "baseline", "", "limit")];
    lines.extend(findings.iter().map(|finding| {
        let limit = format!("{:<18} {}", finding.limits(), finding.verdict());
        row(
            &finding.what,
            &finding.ours.to_string(),
            &finding.ratio().map(|ratio| format!("{ratio:.2} ×")).unwrap_or_default(),
            &finding.baseline.map(|baseline| baseline.to_string()).unwrap_or_default(),
            finding.against,
            limit.trim_end(),
        )
    }));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}
