//! How a matter's priority and its risk are judged.

use std::fmt::Display;

use domain::{Bilingual, Policy, policy::FactorTable};

use super::{
    TableTold, table,
    words::{both, plain},
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    let added = both("各项分数相加", "the points of all factors, added up");
    let multiplied = both("各项分数相乘", "the points of all factors, multiplied");
    vec![
        table("impact", &["factor", "meaning", "points"], factors(policy.impact())),
        table("priorities", &["priority", "from_points", "reckoned"], results(policy.impact(), &added)),
        table("risk", &["factor", "meaning", "points"], factors(policy.risk())),
        table("grades", &["grade", "from_points", "reckoned"], results(policy.risk(), &multiplied)),
    ]
}

fn factors<F: Display, D: Display, R>(rules: &FactorTable<F, D, R>) -> Vec<(String, [Bilingual; 3])> {
    let rows = rules.factors.iter().flat_map(|factor| {
        factor.degrees.iter().map(move |degree| {
            let key = format!("{}/{}", factor.factor, degree.degree);
            (key, [factor.name.clone(), degree.meaning.clone(), plain(degree.points)])
        })
    });
    rows.collect()
}

fn results<F, D, R: Display>(rules: &FactorTable<F, D, R>, how: &Bilingual) -> Vec<(String, [Bilingual; 3])> {
    let result = |it: &domain::policy::FactorResult<R>| {
        let from = both(format!("{}分起", it.from), format!("from {}", it.from));
        (it.result.to_string(), [it.name.clone(), from, how.clone()])
    };
    rules.results.iter().map(result).collect()
}
