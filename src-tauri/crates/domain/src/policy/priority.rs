//! What the degrees of impact and risk mean, what they count, and what follows from the sum.

use std::collections::HashSet;
use std::hash::Hash;

use serde::Deserialize;

use super::check::PolicyError;
use super::{Bilingual, Policy};
use crate::{ImpactDegree, ImpactFactor, Priority, RiskDegree, RiskFactor, RiskGrade};

/// How factors `F` of degrees `D` lead to a result `R`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FactorTable<F, D, R> {
    /// Every factor once.
    pub factors: Vec<Factor<F, D>>,
    /// Every result once, the least first; the first holds from nothing on.
    pub results: Vec<FactorResult<R>>,
}

/// One question of the form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Factor<F, D> {
    /// Which.
    pub factor: F,
    /// What people read.
    pub name: Bilingual,
    /// Its answers, the least first.
    pub degrees: Vec<FactorDegree<D>>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FactorDegree<D> {
    /// Which.
    pub degree: D,
    /// What it means for this factor.
    pub meaning: Bilingual,
    /// What it counts; never less than a lower degree.
    pub points: u32,
}

/// What follows from so many points.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FactorResult<R> {
    /// Which.
    pub result: R,
    /// What people read.
    pub name: Bilingual,
    /// From how many points on.
    pub from: u32,
    /// What it asks of people; documents of before it was said have none.
    #[serde(default)]
    pub asks: Option<Bilingual>,
}

/// Four factors, added up, give a priority.
pub type ImpactTable = FactorTable<ImpactFactor, ImpactDegree, Priority>;

/// Three factors, multiplied, give a grade.
pub type RiskTable = FactorTable<RiskFactor, RiskDegree, RiskGrade>;

impl<F: PartialEq, D: PartialEq, R: Copy> FactorTable<F, D, R> {
    /// What a degree of a factor means and counts.
    pub fn degree(&self, factor: F, degree: D) -> &FactorDegree<D> {
        let factor = self.factors.iter().find(|it| it.factor == factor);
        let degree = factor.and_then(|it| it.degrees.iter().find(|it| it.degree == degree));
        degree.expect("a checked policy has every degree of every factor")
    }

    /// What follows from `points`.
    pub fn result(&self, points: u32) -> R {
        let reached = self.results.iter().rev().find(|it| it.from <= points);
        reached.expect("the first result of a checked policy holds from nothing on").result
    }
}

impl<F: Copy + Eq + Hash, D: Copy + Eq + Hash, R: Copy + Eq + Hash> FactorTable<F, D, R> {
    /// What a document may not say: a factor, degree or result left out, twice or out of order, or words left out.
    fn check(&self, name: &'static str, all: (&[F], &[D], &[R])) -> Result<(), PolicyError> {
        let (factors, degrees, results) = all;
        let is_rising = |from: Vec<u32>| from.is_sorted();
        let are_degrees = |it: &Factor<F, D>| {
            it.degrees.iter().map(|it| it.degree).eq(degrees.iter().copied())
                && is_rising(it.degrees.iter().map(|it| it.points).collect())
        };
        let named: HashSet<F> = self.factors.iter().map(|it| it.factor).collect();
        let is_whole = named.len() == factors.len()
            && self.factors.len() == factors.len()
            && self.factors.iter().all(are_degrees)
            && self.results.iter().map(|it| it.result).eq(results.iter().copied())
            && self.results.windows(2).all(|pair| pair[0].from < pair[1].from)
            && self.results.first().is_some_and(|first| first.from == 0)
            // Points are few, so that no sum or product leaves its type.
            && self.factors.iter().flat_map(|it| &it.degrees).all(|it| it.points <= 1_000);
        if !is_whole {
            return Err(PolicyError::Absurd(format!("the table of {name}")));
        }
        let of_factors = self.factors.iter().map(|it| &it.name);
        let of_degrees = self.factors.iter().flat_map(|it| &it.degrees).map(|it| &it.meaning);
        let of_results = self.results.iter().map(|it| &it.name);
        let of_asks = self.results.iter().filter_map(|it| it.asks.as_ref());
        if of_factors.chain(of_degrees).chain(of_results).chain(of_asks).any(Bilingual::is_incomplete) {
            return Err(PolicyError::Words(name.to_owned()));
        }
        Ok(())
    }
}

pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    policy.impact().check("impact", (ImpactFactor::ALL, ImpactDegree::ALL, Priority::ALL))?;
    policy.risk().check("risk", (RiskFactor::ALL, RiskDegree::ALL, RiskGrade::ALL))
}
