//! How matters are sorted, which photos they need, who answers for them and what is done.

use domain::{
    Bilingual, CategoryCode, Policy, Slot,
    policy::{Category, PhotoSet, PlaybookStep},
};

use super::{
    TableTold, table,
    words::{both, bracketed, labelled, lines, list, name_in, nothing, parted, plain, term},
};

pub fn categories(policy: &Policy) -> Vec<TableTold> {
    let categories = policy.categories().iter().map(|it| (it.code.to_string(), category(policy, it)));
    let schemes = policy.schemes().iter().map(|scheme| {
        let classes = scheme.classes.iter().map(|class| bracketed(&class.name, &plain(&class.code)));
        let cells = [scheme.name.clone(), list(classes, nothing()), plain(&scheme.source)];
        (scheme.code.clone(), cells)
    });
    vec![
        table("categories", &["category", "unit", "playbook", "called_elsewhere"], categories),
        table("schemes", &["scheme", "classes", "source"], schemes),
    ]
}

fn category(policy: &Policy, category: &Category) -> [Bilingual; 4] {
    let rules = policy.classification();
    let unit = rules.unit_of(&category.code).map(|unit| name_in(rules.units(), unit));
    let playbook = rules.playbook_of(&category.code).map(|playbook| playbook.name.clone());
    let elsewhere = policy.schemes().iter().filter_map(|scheme| {
        let class = policy.mapped(&scheme.code, &category.code)?;
        let zh = format!("{}：{}", scheme.name.zh, class.name.zh);
        Some(both(zh, format!("{}: {}", scheme.name.en, class.name.en)))
    });
    let unsorted = || both("由人决定", "a person says");
    [
        policy.name_of_category(&category.code),
        unit.unwrap_or_else(unsorted),
        playbook.unwrap_or_else(unsorted),
        lines(elsewhere),
    ]
}

pub fn photos(policy: &Policy) -> Vec<TableTold> {
    let sets = policy.photo_sets().iter().map(|set| {
        let slots = |slots: &[Slot]| list(slots.iter().map(|slot| policy.name_of_slot(slot)), nothing());
        let kinds = list(set.kinds.iter().map(|kind| policy.name_of_kind(*kind)), nothing());
        (set_key(set), [kinds, named(policy, &set.categories), slots(&set.required), slots(&set.offered)])
    });
    let slots = policy
        .slots()
        .iter()
        .map(|slot| (slot.code.to_string(), [slot.name.clone(), slot.hint.clone().unwrap_or_else(nothing)]));
    vec![
        table("photo_sets", &["kind", "category", "required", "offered"], sets),
        table("slots", &["slot", "hint"], slots),
    ]
}

fn set_key(set: &PhotoSet) -> String {
    let kinds = set.kinds.iter().map(ToString::to_string);
    kinds.chain(set.categories.iter().map(ToString::to_string)).collect::<Vec<_>>().join("/")
}

fn named(policy: &Policy, categories: &[CategoryCode]) -> Bilingual {
    list(
        categories.iter().map(|it| policy.name_of_category(it)),
        both("其余所有分类", "all other categories"),
    )
}

pub fn playbooks(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.classification();
    let playbooks = rules.playbooks().iter().map(|playbook| {
        let steps = playbook.steps.iter().enumerate().map(|(place, it)| {
            let step = step(policy, it);
            both(format!("{}. {}", place + 1, step.zh), format!("{}. {}", place + 1, step.en))
        });
        let mut used: Vec<Bilingual> = rules
            .spoken()
            .filter(|it| *it.playbook == playbook.code)
            .map(|it| policy.name_of_category(it.category))
            .collect();
        if *rules.danger_playbook() == playbook.code {
            used.insert(0, both("人身可能有危险时", "where people may be in danger"));
        }
        (playbook.code.to_string(), [playbook.name.clone(), lines(steps), list(used, nothing())])
    });
    let units = rules.units().iter().map(|unit| {
        let of_unit = rules.spoken().filter(|it| *it.unit == unit.code);
        let used = of_unit.map(|it| policy.name_of_category(it.category)).collect::<Vec<_>>();
        (unit.code.to_string(), [unit.name.clone(), list(used, nothing())])
    });
    vec![
        table("playbooks", &["playbook", "steps", "used_for"], playbooks),
        table("units", &["unit", "answers_for"], units),
    ]
}

/// A step, and the task that it is proposed as.
fn step(policy: &Policy, step: &PlaybookStep) -> Bilingual {
    let Some(task) = &step.task else { return step.words.clone() };
    let unit = step.unit.as_ref().map(|unit| name_in(policy.classification().units(), unit));
    let said = [
        policy.name_of_task_kind(task),
        unit.unwrap_or_else(|| both("由责任部门", "by whoever answers for it")),
        term(step.term.unwrap_or(policy.investigation().task_term)),
    ];
    bracketed(&step.words, &labelled("任务", "task", &parted(said, "，", ", ")))
}
