//! The words by which a matter is sorted before anybody has judged it.

use domain::{
    Bilingual, Policy,
    policy::{Keywords, Spoken},
};

use super::{
    TableTold, table,
    words::{both, lines, nothing, parted, plain, yuan},
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    let rules = policy.classification();
    let categories = rules.spoken().map(|it| {
        let cells = [policy.name_of_category(it.category), weighted(policy, &it)];
        (it.category.to_string(), cells)
    });
    let special = rules.word_lists().map(|(code, words)| (code.to_owned(), [list_name(code), said(words)]));
    let groups =
        rules.word_groups().map(|(code, words)| (code.to_owned(), [first_word(code, words), said(words)]));
    let (least, ahead) = rules.thresholds();
    let danger = lines(rules.danger_together().map(|groups| together_said(policy, groups)));
    let valuable = domain::Fen::new(rules.valuable_from_fen()).map_or_else(|_| nothing(), yuan);
    let limits = [
        ("least", both("低于此分不建议", "Nothing is offered below"), plain(least)),
        ("ahead", both("领先此分才建议", "The first must be ahead by"), plain(ahead)),
        ("valuable", both("贵重物品，自", "Much is at stake from"), valuable),
        ("danger", both("同时出现即为危险", "Said together they mean danger"), danger),
    ];
    let limits = limits.map(|(key, what, value)| (key.to_owned(), [what, value]));
    vec![
        table("keywords", &["category", "keywords"], categories),
        table("word_lists", &["what", "keywords"], special),
        table("word_groups", &["group", "keywords"], groups),
        table("suggesting", &["what", "threshold"], limits),
    ]
}

/// The words of each language in its own cell; what they count stands before them.
fn weighted(policy: &Policy, spoken: &Spoken) -> Bilingual {
    let words = spoken.words.iter().map(|words| {
        let listed = said(*words);
        both(format!("{}分：{}", words.weight, listed.zh), format!("{} points: {}", words.weight, listed.en))
    });
    let together = spoken.together.iter().map(|(weight, groups)| {
        let groups = together_said(policy, groups);
        both(
            format!("{weight}分，同时出现：{}", groups.zh),
            format!("{weight} points, said together: {}", groups.en),
        )
    });
    let kinds = spoken.kinds.iter().map(|(kind, weight)| {
        let kind = policy.name_of_kind(*kind);
        both(
            format!("{weight}分：工单类型为{}", kind.zh),
            format!("{weight} points: the ticket is a {}", kind.en),
        )
    });
    lines(words.chain(together).chain(kinds))
}

/// The words of each language; a list may have none in one of them.
fn said(words: Keywords) -> Bilingual {
    let nothing = nothing();
    let or_nothing = |joined: String, nothing: String| if joined.is_empty() { nothing } else { joined };
    both(or_nothing(words.zh.join("、"), nothing.zh), or_nothing(words.en.join(", "), nothing.en))
}

/// Groups by their first words, for they have no names.
fn together_said(policy: &Policy, groups: &[String]) -> Bilingual {
    let all: Vec<_> = policy.classification().word_groups().collect();
    let name = |code: &String| {
        let known = all.iter().find(|(group, _)| *group == code.as_str());
        known.map_or_else(|| plain(code), |(group, words)| first_word(group, *words))
    };
    parted(groups.iter().map(name), " + ", " + ")
}

fn first_word(group: &str, words: Keywords) -> Bilingual {
    let of = |words: &[String]| words.first().cloned().unwrap_or_else(|| group.to_owned());
    both(format!("{}等", of(words.zh)), format!("{}…", of(words.en)))
}

fn list_name(code: &str) -> Bilingual {
    match code {
        "denials" => both("否定", "Denials"),
        "ignored" => both("不计的话", "Not counted"),
        "titles_before" => both("姓名前的称呼", "Titles before a name"),
        "titles_after" => both("姓名后的称呼", "Titles after a name"),
        "introductions" => both("自我介绍", "Introductions"),
        "danger" => both("人身危险", "Danger to people"),
        "urgent" => both("紧急", "Urgent"),
        "valuable" => both("贵重", "Valuable"),
        other => plain(other),
    }
}
