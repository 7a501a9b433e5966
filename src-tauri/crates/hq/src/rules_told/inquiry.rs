//! What is found out and how: what is asked of each stage, what usually follows from a cause, what is asked of units, and
//! when a parcel is looked for before all else.

use domain::{Bilingual, Policy, policy::Choice};

use super::{
    TableTold, table,
    words::{area, both, citation, labelled, lines, list, name_in, nothing, plain, term},
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    vec![
        table("stages", &["stage", "question"], stages(policy)),
        table("causes", &["category", "cause", "measure"], causes(policy)),
        table("search", &["area", "service", "term", "citation"], search(policy)),
        table("inquiry", &["what", "words"], inquiry(policy)),
    ]
}

fn stages(policy: &Policy) -> impl Iterator<Item = (String, [Bilingual; 2])> {
    policy.investigation().stages.iter().flat_map(|stage| {
        let row = |it: &Choice<_>| (ToString::to_string(&it.code), [stage.name.clone(), it.name.clone()]);
        stage.questions.iter().map(row)
    })
}

fn causes(policy: &Policy) -> impl Iterator<Item = (String, [Bilingual; 3])> {
    policy.investigation().causes.iter().flat_map(|of| {
        of.causes.iter().map(|cause| {
            let category = policy.name_of_category(&of.category);
            let cells = [category, cause.name.clone(), cause.measure.clone()];
            (format!("{}/{}", of.category, cause.code), cells)
        })
    })
}

/// By when a parcel must be found.
fn search(policy: &Policy) -> impl Iterator<Item = (String, [Bilingual; 4])> {
    let any = || both("其余所有服务", "all other services");
    policy.investigation().search.terms.iter().map(move |it| {
        let services = it.services.iter().map(|code| {
            policy.compensation().service(code).map_or_else(|| plain(code), |service| service.name.clone())
        });
        let limit = policy.limit(&it.limit);
        let cells = [
            list(it.areas.iter().map(|it| area(*it)), nothing()),
            list(services, any()),
            limit.map_or_else(|| plain(&it.limit), |limit| term(limit.term)),
            limit.map_or_else(nothing, |limit| citation(policy, &limit.rule)),
        ];
        let services: Vec<String> = it.services.iter().map(ToString::to_string).collect();
        (format!("{}/{}", it.limit, services.join("+")), cells)
    })
}

fn inquiry(policy: &Policy) -> Vec<(String, [Bilingual; 2])> {
    let rules = policy.investigation();
    let row = |key: &str, zh: &str, en: &str, words: Bilingual| (key.to_owned(), [both(zh, en), words]);
    let kinds = rules.search.kinds.iter().map(|kind| policy.name_of_kind(*kind));
    let named = |codes: &[domain::CategoryCode]| {
        list(codes.iter().map(|code| policy.name_of_category(code)), nothing())
    };
    let first = [
        list(kinds, nothing()),
        labelled("分类", "category", &named(&rules.search.categories)),
        labelled("除外", "but not", &named(&rules.search.except)),
    ];
    let unit = name_in(policy.classification().units(), &rules.search.unit);
    vec![
        row("search_first", "先查找快件的工单", "Tickets that begin with a search", lines(first)),
        row("search_unit", "由谁查找", "Who searches", unit),
        row("search_words", "怎样交办", "What is asked", rules.search.words.clone()),
        row("task_term", "任务的通常时限", "A task is usually done within", term(rules.task_term)),
        row("task_kinds", "任务", "Tasks", all(&rules.task_kinds)),
        row("task_outcomes", "任务结果", "What comes of a task", all(&rules.task_outcomes)),
        row("evidence_kinds", "证据", "What bears out how it happened", all(&rules.evidence_kinds)),
    ]
}

fn all<C>(choices: &[Choice<C>]) -> Bilingual {
    list(choices.iter().map(|choice| choice.name.clone()), nothing())
}
