//! Steps, each told with its time, and the account of them at the end.

use std::time::{Duration, Instant};

use crate::stop::Stop;

/// How a step ended.
enum Outcome {
    Passed,
    Failed(String),
    LeftOut(&'static str),
}

/// The account of the steps taken so far.
#[derive(Default)]
pub struct Steps(Vec<(&'static str, Outcome, Duration)>);

impl Steps {
    /// Takes a step; whether it passed.
    pub fn take(&mut self, name: &'static str, step: impl FnOnce() -> Result<(), Stop>) -> bool {
        println!("\n── {name}");
        let begun = Instant::now();
        let result = step();
        let took = begun.elapsed();
        let passed = result.is_ok();
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(stop) => Outcome::Failed(stop.to_string()),
        };
        self.0.push((name, outcome, took));
        println!("{}", self.0.last().map(row).unwrap_or_default());
        passed
    }

    /// Notes a step that is not taken, and why.
    pub fn leave_out(&mut self, name: &'static str, why: &'static str) {
        println!("\n── {name}: left out, {why}");
        self.0.push((name, Outcome::LeftOut(why), Duration::ZERO));
    }

    /// Prints the account; an error names what failed.
    pub fn conclude(self) -> Result<(), Stop> {
        println!("\n── all steps");
        for step in &self.0 {
            println!("{}", row(step));
        }
        let total: Duration = self.0.iter().map(|(_, _, took)| *took).sum();
        let failed: Vec<_> = self
            .0
            .iter()
            .filter(|(_, outcome, _)| matches!(outcome, Outcome::Failed(_)))
            .map(|(name, ..)| *name)
            .collect();
        if failed.is_empty() {
            println!("passed in {:.1} s", total.as_secs_f64());
            Ok(())
        } else {
            Err(Stop::Failed(format!("failed after {:.1} s: {}", total.as_secs_f64(), failed.join(", "))))
        }
    }
}

fn row((name, outcome, took): &(&'static str, Outcome, Duration)) -> String {
    let seconds = took.as_secs_f64();
    match outcome {
        Outcome::Passed => format!("✓ {name:<10} {seconds:>7.1} s"),
        Outcome::Failed(why) => format!("✗ {name:<10} {seconds:>7.1} s  {why}"),
        Outcome::LeftOut(why) => format!("· {name:<10}           {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_fails_the_whole_and_is_named() {
        let mut steps = Steps::default();
        assert!(steps.take("first", || Ok(())));
        assert!(!steps.take("second", || Err(Stop::Failed("it broke".to_owned()))));
        assert!(steps.take("third", || Ok(())));
        let stop = steps.conclude().unwrap_err().to_string();
        assert!(stop.ends_with(": second"), "{stop}");
    }

    #[test]
    fn what_was_left_out_is_no_failure() {
        let mut steps = Steps::default();
        steps.leave_out("window", "no driver here");
        assert!(steps.conclude().is_ok());
    }
}
