//! What must have happened by when, and the limits that are known but not promised.

use domain::{
    Bilingual, Kind, Policy, PromiseStep,
    policy::{Clock, ClockRegion, EscalationStep, RegionalTerm},
};

use super::{
    TableTold, table,
    words::{
        area, both, citation, effect, labelled, lines, list, name_in, nothing, pause, plain, roles, start,
        stop, term,
    },
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    let clocks = policy.clocks().iter().map(|clock| (key_of(clock), cells(policy, clock)));
    let columns = &["what", "for_whom", "begins", "ends", "pauses", "term", "told", "reminders", "citation"];
    let limits = policy.limits().iter().map(|limit| {
        let cells = [limit.what.clone(), term(limit.term), citation(policy, &limit.rule)];
        (limit.code.clone(), cells)
    });
    let regions = policy
        .clock_regions()
        .iter()
        .flat_map(|region| region.terms.iter().map(move |regional| regional_row(policy, region, regional)));
    vec![
        table("clocks", columns, clocks),
        table("usual_reminders", &["when", "who"], policy.escalation().iter().map(usual)),
        table("regions", &["region", "what", "for_whom", "term", "citation"], regions),
        table("limits", &["what", "term", "citation"], limits),
    ]
}

fn cells(policy: &Policy, clock: &Clock) -> [Bilingual; 9] {
    let mut terms = vec![term(clock.term)];
    if clock.moves_off_holidays {
        terms
            .push(both("末日为休息日的，顺延到下一个工作日", "a last day off moves to the next working day"));
    }
    if let Some(within) = &clock.within {
        let other = name_of_step(policy, within);
        terms.push(both(format!("最迟不晚于“{}”", other.zh), format!("never later than “{}”", other.en)));
    }
    if let Some(calendar) = &clock.calendar {
        terms.push(labelled("日历", "calendar", &plain(calendar)));
    }
    let told = if clock.promised {
        both("告知客户，是承诺", "promised to the customer")
    } else {
        both("内部掌握", "kept among ourselves")
    };
    let told = lines([told, labelled("到期", "at its end", &effect(clock.effect))]);
    [
        clock.what.clone(),
        for_whom(policy, clock),
        start(clock.start),
        list(clock.stop.iter().map(|it| stop(*it)), nothing()),
        pause(clock.pauses_while),
        lines(terms),
        told,
        if clock.escalation.is_empty() {
            both("按通常安排", "as usual")
        } else {
            lines(clock.escalation.iter().map(reminder))
        },
        citation(policy, &clock.rule),
    ]
}

fn for_whom(policy: &Policy, clock: &Clock) -> Bilingual {
    let rules = policy.compensation();
    let mut said = vec![kinds(policy, &clock.kinds)];
    let mut say = |zh: &str, en: &str, words: Vec<Bilingual>| {
        if !words.is_empty() {
            said.push(labelled(zh, en, &list(words, nothing())));
        }
    };
    say("分类", "category", clock.categories.iter().map(|it| policy.name_of_category(it)).collect());
    say("要求", "asked for", clock.demands.iter().map(|it| policy.name_of_demand(it)).collect());
    say("渠道", "reached us by", clock.channels.iter().map(|it| policy.name_of_channel(it)).collect());
    say("范围", "sent", clock.areas.iter().map(|it| area(*it)).collect());
    let service = |code| rules.service(code).map_or_else(|| plain(code), |it| it.name.clone());
    say("服务", "service", clock.services.iter().map(service).collect());
    say("承运方", "carrier", clock.carriers.iter().map(|it| policy.name_of_carrier(it)).collect());
    lines(said)
}

fn kinds(policy: &Policy, kinds: &[Kind]) -> Bilingual {
    if kinds.is_empty() || kinds.len() == Kind::ALL.len() {
        return both("所有工单", "every ticket");
    }
    list(kinds.iter().map(|kind| name_in(policy.kinds(), kind)), nothing())
}

fn reminder(step: &EscalationStep) -> Bilingual {
    let who = roles(&step.roles);
    both(format!("用时{}%：{}", step.at_percent, who.zh), format!("{}% used: {}", step.at_percent, who.en))
}

fn usual(step: &EscalationStep) -> (String, [Bilingual; 2]) {
    let when = if step.at_percent == 100 {
        both("到期时", "when it is due")
    } else {
        both(format!("用时{}%", step.at_percent), format!("{}% of its time used", step.at_percent))
    };
    (step.at_percent.to_string(), [when, roles(&step.roles)])
}

fn regional_row(policy: &Policy, region: &ClockRegion, regional: &RegionalTerm) -> (String, [Bilingual; 5]) {
    let cells = [
        region.name.clone(),
        name_of_step(policy, &regional.step),
        kinds(policy, &regional.kinds),
        term(regional.term),
        citation(policy, &regional.rule),
    ];
    (format!("{}/{}", region.code, regional.step), cells)
}

fn name_of_step(policy: &Policy, step: &PromiseStep) -> Bilingual {
    let known = policy.clocks().iter().find(|clock| clock.step == *step);
    known.map_or_else(|| plain(step), |clock| clock.what.clone())
}

/// Clocks of one step differ by whom they run for.
fn key_of(clock: &Clock) -> String {
    let mut key = vec![clock.step.to_string()];
    key.extend(clock.kinds.iter().map(ToString::to_string));
    key.extend(clock.categories.iter().map(ToString::to_string));
    key.extend(clock.demands.iter().map(ToString::to_string));
    key.extend(clock.areas.iter().map(ToString::to_string));
    key.join("/")
}
