//! What is paid, by which measure, within which time, and what no document lowers.

use domain::{
    Bilingual, Policy,
    compensation::{Incident, ServiceCode},
    policy::compensation::{Cover, LineRule, Measure, Sum, TimeLimit, words_of},
};

use super::{
    TableTold, table,
    words::{
        area, both, bracketed, citation, confidence, counts_from, cover, labelled, lines, list, name_in,
        nothing, plain, regime, term, time_effect, yuan,
    },
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.compensation();
    let services = rules.services.iter().map(|it| {
        let carriers = it.carriers.iter().map(|carrier| policy.name_of_carrier(carrier));
        let cells = [it.name.clone(), regime(it.regime), list(carriers, nothing())];
        (it.code.to_string(), cells)
    });
    let incidents = rules.incidents_of.iter().map(|it| {
        let cells = [policy.name_of_category(&it.category), name_in(&rules.incidents, &it.incident)];
        (it.category.to_string(), cells)
    });
    let measures = rules.measures.iter().map(|it| (it.code.to_string(), measure(policy, it)));
    let time_limits = rules.time_limits.iter().map(|it| (limit_key(it), time_limit(policy, it)));
    let exemptions = rules.exemptions.iter().map(|it| {
        let used = rules.measures.iter().filter(|measure| measure.exempted_by.as_ref() == Some(&it.code));
        let grounds: std::collections::BTreeSet<_> = used.map(|measure| measure.rule.clone()).collect();
        let grounds = list(grounds.iter().map(|rule| citation(policy, rule)), nothing());
        (it.code.to_string(), [it.name.clone(), grounds])
    });
    let departures = rules.departures.iter().map(|it| (it.code.to_string(), [it.name.clone()]));
    let flags = rules.words.flags.iter().map(|it| {
        // What it is about stands where it is raised.
        let about = both("……", "…");
        let words = both(it.name.zh.replace("{about}", &about.zh), it.name.en.replace("{about}", &about.en));
        (it.code.to_string(), [words])
    });
    vec![
        table("services", &["service", "law", "carriers"], services),
        table("incidents", &["category", "incident"], incidents),
        table("measures", &["measure", "when", "reckoned", "why", "citation"], measures),
        table("floors", &["what", "least", "citation"], floors()),
        table("time_limits", &["what", "term", "counts_from", "for_whom", "effect", "citation"], time_limits),
        table("exemptions", &["exemption", "citation"], exemptions),
        table("reviews", &["what", "threshold"], reviews(policy)),
        table("flags", &["flag"], flags),
        table("departures", &["departure"], departures),
    ]
}

fn measure(policy: &Policy, measure: &Measure) -> [Bilingual; 5] {
    let rules = policy.compensation();
    let mut when = vec![labelled("服务", "service", &services(policy, &measure.services))];
    if !measure.incidents.is_empty() {
        when.push(labelled("情形", "what happened", &incidents(policy, &measure.incidents)));
    }
    if measure.cover != Cover::Any {
        when.push(labelled("保价", "cover", &cover(measure.cover)));
    }
    if let Some(exemption) = &measure.exempted_by {
        let name = name_in(&rules.exemptions, exemption);
        when.push(labelled("须经认定", "a person has upheld", &name));
    }
    if let Some(limit) = measure.limit.as_deref().and_then(|code| policy.limit(code)) {
        let ended = bracketed(&limit.what, &term(limit.term));
        when.push(labelled("期限已过", "over", &ended));
    }
    for circumstance in &measure.proposed_when {
        let words = words_of(&rules.words.circumstances, circumstance);
        when.push(labelled("前提", "only if", &words));
    }
    let reckoned = if measure.lines.is_empty() {
        both("不赔偿", "nothing is paid")
    } else {
        lines(measure.lines.iter().map(|it| line(policy, measure, it)))
    };
    [measure.name.clone(), lines(when), reckoned, measure.why.clone(), citation(policy, &measure.rule)]
}

fn line(policy: &Policy, measure: &Measure, line: &LineRule) -> Bilingual {
    let head = words_of(&policy.compensation().words.lines, &line.line);
    let how = sum(line.sum);
    let mut more = Vec::new();
    if line.rule != measure.rule {
        more.push(citation(policy, &line.rule));
    }
    if !line.incidents.is_empty() {
        more.insert(0, labelled("仅限", "only for", &incidents(policy, &line.incidents)));
    }
    if line.optional {
        more.push(both("金额不详时不计入", "left out while its figure is not known"));
    }
    let more = super::words::parted(more, "；", "; ");
    let said = both(format!("{}：{}", head.zh, how.zh), format!("{}: {}", head.en, how.en));
    if more.is_incomplete() { said } else { bracketed(&said, &more) }
}

fn sum(sum: Sum) -> Bilingual {
    match sum {
        Sum::Insured => both("保价金额", "the insured amount"),
        Sum::InsuredProportion { held_to_loss } => {
            let held =
                if held_to_loss { ("，不超过实际损失", ", no more than the loss") } else { ("", "") };
            both(
                format!("实际损失×保价金额÷全部价值{}", held.0),
                format!("the loss × insured amount ÷ whole value{}", held.1),
            )
        }
        Sum::Loss => both("实际损失", "the loss"),
        Sum::LossUpToInsured => both("实际损失，不超过保价金额", "the loss, up to the insured amount"),
        Sum::LossUpToFreight { times } => {
            both(format!("实际损失，不超过资费的{times}倍"), format!("the loss, up to {times} times the fee"))
        }
        Sum::LossUpToAgreedFreight => both(
            "实际损失，不超过合同约定的资费倍数",
            "the loss, up to the multiple of the fee that the contract has",
        ),
        Sum::FreightTimes { times } => both(
            format!("资费的{times}倍，不论损失多少"),
            format!("{times} times the fee, whatever the loss"),
        ),
        Sum::Freight => both("本次服务费用", "the fee of this service"),
        Sum::ReturnFreight => both("退回所收的费用", "what was charged for carrying it back"),
        Sum::Fixed { fen } => {
            let amount = yuan(fen);
            both(format!("固定 {}", amount.zh), format!("a fixed {}", amount.en))
        }
        Sum::Promised => both("本公司对本件承诺的金额", "what we promised for this parcel"),
    }
}

fn limit_key(bearing: &TimeLimit) -> String {
    let areas = bearing.areas.iter().map(ToString::to_string).collect::<Vec<_>>().join("/");
    format!("{}/{areas}", bearing.limit)
}

fn time_limit(policy: &Policy, bearing: &TimeLimit) -> [Bilingual; 6] {
    let limit = policy.limit(&bearing.limit);
    let mut whom = vec![services(policy, &bearing.services)];
    if !bearing.areas.is_empty() {
        whom.push(list(bearing.areas.iter().map(|it| area(*it)), nothing()));
    }
    if !bearing.incidents.is_empty() {
        whom.push(incidents(policy, &bearing.incidents));
    }
    [
        limit.map_or_else(|| plain(&bearing.limit), |limit| limit.what.clone()),
        limit.map_or_else(nothing, |limit| term(limit.term)),
        counts_from(bearing.from),
        lines(whom),
        time_effect(bearing.effect),
        limit.map_or_else(nothing, |limit| citation(policy, &limit.rule)),
    ]
}

/// Services by name, or that it is for all of them.
pub fn services(policy: &Policy, listed: &[ServiceCode]) -> Bilingual {
    let rules = policy.compensation();
    if listed.is_empty() || listed.len() == rules.services.len() {
        return both("所有服务", "every service");
    }
    let name = |code| rules.service(code).map_or_else(|| plain(code), |service| service.name.clone());
    list(listed.iter().map(name), nothing())
}

/// Incidents by name, or that it is for all of them.
pub fn incidents(policy: &Policy, listed: &[Incident]) -> Bilingual {
    if listed.is_empty() {
        return both("任何情形", "anything");
    }
    list(listed.iter().map(|it| name_in(&policy.compensation().incidents, it)), nothing())
}

fn reviews(policy: &Policy) -> [(String, [Bilingual; 2]); 4] {
    let review = &policy.compensation().review;
    let (above, within) = (yuan(review.above_fen), term(review.earlier_claims_within));
    let often = both(
        format!("{}内{}次或以上", within.zh, review.earlier_claims),
        format!("{} or more within {}", review.earlier_claims, within.en),
    );
    let sure = confidence(review.less_sure_than);
    let rounds = &policy.compensation().rounds;
    [
        (
            "rounds".to_owned(),
            [
                both("一件索赔最多作几次决定，含复核", "How often a claim is decided, reviews included"),
                both(
                    format!("{}次（{}）", rounds.most, rounds.citation.zh),
                    format!("{} times ({})", rounds.most, rounds.citation.en),
                ),
            ],
        ),
        (
            "above".to_owned(),
            [
                both("金额较大", "A large amount"),
                both(format!("高于 {}", above.zh), format!("more than {}", above.en)),
            ],
        ),
        ("often".to_owned(), [both("同一客户多次索赔", "The same customer claims often"), often]),
        (
            "unsure".to_owned(),
            [
                both("依据不够确定", "A rule that is not sure"),
                both(format!("低于“{}”", sure.zh), format!("less sure than “{}”", sure.en)),
            ],
        ),
    ]
}

/// What the program holds every document to; the same in every version.
fn floors() -> [(String, [Bilingual; 3]); 8] {
    let postal = |article: &str, number: u32| {
        both(format!("《邮政法》第{article}条"), format!("Postal Law, art. {number}"))
    };
    let floor =
        |key: &str, what: Bilingual, least: Bilingual, by: Bilingual| (key.to_owned(), [what, least, by]);
    [
        floor(
            "recorded",
            both("未保价的给据邮件", "Recorded mail, not insured"),
            both("实际损失，限额不低于资费的3倍", "the loss; a limit is no lower than 3 times the fee"),
            postal("四十七", 47),
        ),
        floor(
            "registered",
            both("未保价的挂号信件", "Registered letter, not insured"),
            both("不低于资费的3倍", "no less than 3 times the fee"),
            postal("四十七", 47),
        ),
        floor(
            "insured",
            both("保价邮件全部损失", "Insured mail, wholly lost"),
            both("保价金额或实际损失", "the insured amount, or the loss"),
            postal("四十七", 47),
        ),
        floor(
            "limit_falls",
            both(
                "限额未按规定告知，或有故意、重大过失",
                "The limit was not shown, or intent or gross negligence was found",
            ),
            both("限额不适用，按实际损失", "no limit holds: the loss"),
            both(
                "《邮政法》第四十七条；《民法典》第四百九十六条、第五百零六条",
                "Postal Law, art. 47; Civil Code, art. 496 and 506",
            ),
        ),
        floor(
            "express",
            both("快件的限额", "A limit for an express item"),
            both(
                "只有合同约定并已提示的才适用",
                "holds only where the contract has it and it was pointed out",
            ),
            both("《民法典》第四百九十六条、第八百三十三条", "Civil Code, art. 496 and 833"),
        ),
        floor(
            "force_majeure",
            both("不可抗力", "Force majeure"),
            both("不免除保价邮件的赔偿", "does not touch insured mail"),
            postal("四十八", 48),
        ),
        floor(
            "inquiry",
            both("邮件查询期限", "Time to inquire about mail"),
            both("国内不短于1年，国际不短于180日", "no shorter than 1 year, 180 days where international"),
            postal("四十九", 49),
        ),
        floor(
            "limitation",
            both("诉讼时效", "Limitation of actions"),
            both("不短于3年", "no shorter than 3 years"),
            both("《民法典》第一百八十八条", "Civil Code, art. 188"),
        ),
    ]
}
