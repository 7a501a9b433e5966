//! Every rule that something rests on, where it was found, and how sure it is.

use domain::Policy;

use super::{
    TableTold, table,
    words::{both, confidence, plain},
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.rules().iter().map(|rule| {
        let by = if rule.by_law {
            both("法律法规", "the law")
        } else {
            both("标准、合同或本公司", "a standard, the contract or us")
        };
        let cells =
            [rule.citation.clone(), by, confidence(rule.confidence), plain(&rule.source), plain(&rule.code)];
        (rule.code.to_string(), cells)
    });
    vec![table("rules", &["citation", "whose", "confidence", "source", "code"], rules)]
}
