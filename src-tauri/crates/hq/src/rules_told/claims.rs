//! Who may approve how much, and what a claim must be borne out by.

use domain::{Bilingual, Fen, Policy, policy::compensation::AuthorityBand};

use super::{
    TableTold,
    measures::{incidents, services},
    table,
    words::{both, citation, list, name_in, roles, yuan},
};

pub fn authority(policy: &Policy) -> Vec<TableTold> {
    let bands = policy.compensation().authority.iter().enumerate().map(|(place, band)| {
        // Where a band ends and the next begins changes together.
        ((place + 1).to_string(), [amounts(band), roles(&band.roles), second(band)])
    });
    vec![table("authority", &["amount", "role", "second_person"], bands)]
}

fn amounts(band: &AuthorityBand) -> Bilingual {
    let above = (band.above_fen > Fen::ZERO).then(|| yuan(band.above_fen));
    match (above, band.up_to_fen.map(yuan)) {
        (None, None) => both("任何金额", "any amount"),
        (None, Some(to)) => both(format!("{}及以下", to.zh), format!("up to {}", to.en)),
        (Some(above), None) => both(format!("{}以上", above.zh), format!("more than {}", above.en)),
        (Some(above), Some(to)) => both(
            format!("{}以上，{}及以下", above.zh, to.zh),
            format!("more than {}, up to {}", above.en, to.en),
        ),
    }
}

fn second(band: &AuthorityBand) -> Bilingual {
    if band.second_roles.is_empty() {
        return both("不需要", "not needed");
    }
    let who = roles(&band.second_roles);
    both(format!("另一人：{}", who.zh), format!("another person: {}", who.en))
}

pub fn documents(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.compensation();
    let needs = rules.proof_needs.iter().map(|need| {
        let claimants = need.claimants.iter().map(|role| policy.name_of_role(role));
        let from = if need.from_fen > Fen::ZERO {
            let from = yuan(need.from_fen);
            both(format!("{}起", from.zh), format!("from {}", from.en))
        } else {
            both("任何金额", "any amount")
        };
        let any_of = need.any_of.iter().map(|proof| name_in(&rules.proofs, proof));
        let any_of: Vec<Bilingual> = any_of.collect();
        let cells = [
            need.name.clone(),
            super::words::parted(any_of, "或", " or "),
            services(policy, &need.services),
            incidents(policy, &need.incidents),
            list(claimants, both("任何人", "anyone")),
            from,
            citation(policy, &need.rule),
        ];
        (need.code.clone(), cells)
    });
    let proofs = rules.proofs.iter().map(|it| (it.code.to_string(), [it.name.clone()]));
    let waivers = rules.waivers.iter().map(|it| (it.code.to_string(), [it.name.clone()]));
    let columns = &["need", "any_of", "service", "incident", "claimant", "from", "citation"];
    vec![
        table("proof_needs", columns, needs),
        table("proofs", &["proof"], proofs),
        table("waivers", &["waiver"], waivers),
    ]
}
