//! What is said to customers, when they are told and asked, and the words that people choose from.

use std::fmt::Display;

use domain::{
    Bilingual, Policy,
    policy::{Choice, Term},
};

use super::{
    TableTold, table,
    words::{both, list, nothing, phrase_place, plain, term},
};

pub fn phrases(policy: &Policy) -> Vec<TableTold> {
    let phrases = policy.phrases().iter().map(|phrase| {
        (phrase.key.clone(), [plain(&phrase.key), phrase_place(&phrase.place), phrase.words.clone()])
    });
    vec![table("phrases", &["shortcut", "place", "words"], phrases)]
}

pub fn follow_up(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.follow_up();
    let days = |days: u32| term(Term::CalendarDays(days));
    let row = |key: &str, what: Bilingual, how: Bilingual, by: &Bilingual| {
        (key.to_owned(), [what, how, by.clone()])
    };
    let every = term(rules.update_every);
    let every = both(format!("每{}", every.zh), format!("every {}", every.en));
    let holidays = if rules.moves_off_holidays {
        both("顺延到下一个工作日", "it moves to the next working day")
    } else {
        both("不顺延", "it stays")
    };
    let repeats = policy.repeats();
    let rows = [
        row("update", both("未办结时告知进度", "An open ticket: how far it is"), every, &rules.citation),
        row(
            "after_settling",
            both("办结后回访", "Asked after settling"),
            term(rules.after_settling),
            &rules.citation,
        ),
        row(
            "return_visit",
            both("抽查回访的比例", "Finished tickets asked about besides"),
            plain(format!("{}%", rules.return_visit_percent)),
            &rules.citation,
        ),
        row(
            "return_visit_within",
            both("抽查回访的时限", "These are asked within"),
            term(rules.return_visit_within),
            &rules.citation,
        ),
        row("holidays", both("遇休息日", "On a day off"), holidays, &rules.citation),
        row(
            "same_matter",
            both("同一快件视为同一事项", "One parcel again is the same matter"),
            days(repeats.same_matter_days),
            &repeats.citation,
        ),
        row(
            "repeat",
            both("同一电话、同类投诉视为重复", "The same complaint from the same phone is a repeat"),
            days(repeats.repeat_days),
            &repeats.citation,
        ),
    ];
    let asked = policy.satisfaction();
    vec![
        table("follow_up", &["what", "term", "citation"], rows),
        table("follow_up_outcomes", &["outcome"], named(&rules.outcomes)),
        table("aspects", &["aspect"], named(&asked.aspects)),
        table("rating_ways", &["way"], named(&asked.ways)),
    ]
}

fn named<C: Display>(choices: &[Choice<C>]) -> Vec<(String, [Bilingual; 1])> {
    choices.iter().map(|it| (it.code.to_string(), [it.name.clone()])).collect()
}

pub fn lists(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.compensation();
    let names =
        |key: &str, what: Bilingual, names: Vec<Bilingual>| (key.to_owned(), [what, list(names, nothing())]);
    let rows = [
        names("kinds", both("工单类型", "Kinds of ticket"), all(policy.kinds())),
        names("channels", both("来访渠道", "How matters reach us"), all(policy.channels())),
        names(
            "answer_by",
            both("希望的答复方式", "How customers want to be answered"),
            all(policy.answer_by()),
        ),
        names("demands", both("客户的要求", "What customers ask for"), all(policy.demands())),
        names("roles", both("来人身份", "Who comes"), all(policy.roles())),
        names("parcel_statuses", both("快件状态", "Where a parcel is"), all(policy.parcel_statuses())),
        names("status_sources", both("状态来源", "Who says where it is"), all(policy.status_sources())),
        names("contact_ways", both("联系方式", "How customers are reached"), all(policy.contact_ways())),
        names("contact_abouts", both("联系事由", "What a contact is about"), all(policy.contact_abouts())),
        names("contact_outcomes", both("联系结果", "What came of a contact"), all(policy.contact_outcomes())),
        names("skip_reasons", both("照片缺拍原因", "Why a photo is missing"), all(policy.skip_reasons())),
        names("incidents", both("索赔情形", "What befell a parcel"), all(&rules.incidents)),
        names("payment_methods", both("支付方式", "How something is paid"), all(&rules.payment_methods)),
        names("payees", both("收款人", "Who is paid"), all(&rules.payees)),
    ];
    vec![table("lists", &["what", "words"], rows)]
}

fn all<C>(choices: &[Choice<C>]) -> Vec<Bilingual> {
    choices.iter().map(|choice| choice.name.clone()).collect()
}
