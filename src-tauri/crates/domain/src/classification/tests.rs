use super::*;

/// The words of each candidate, as they are written.
fn led_by(text: &str, kind: Kind) -> String {
    let suggestion = suggest(text, kind, Policy::bundled());
    let line = |candidate: &Candidate| {
        let words: Vec<&str> = candidate.words().into_iter().map(|word| &text[word]).collect();
        format!("{} {}: {}\n", candidate.category, candidate.score, words.join(" · "))
    };
    suggestion.candidates.iter().map(line).collect()
}

fn category(text: &str) -> Option<CategoryCode> {
    suggest(text, Kind::Complaint, Policy::bundled()).category
}

fn danger(text: &str) -> bool {
    let priority = suggest(text, Kind::Complaint, Policy::bundled()).priority;
    priority.is_some_and(|it| it.priority == Priority::Highest)
}

#[test]
fn a_suggestion_names_the_words_that_led_to_it() {
    insta::assert_snapshot!(led_by("纸箱压扁了,里面的花瓶碎了,全是渣", Kind::Claim), @r"
    damage.contents 15: 扁了 · 花瓶 · 碎了 · 全是渣
    damage.packaging 8: 纸箱 · 纸箱压扁 · 压扁
    ");
    insta::assert_snapshot!(led_by("It says DELIVERED but I　didn't receive it", Kind::Complaint), @"delivery.false_delivery 19: It says · It says DELIVERED · says DELIVERED but · DELIVERED · didn't receive");
}

#[test]
fn a_suggestion_says_who_answers_and_what_is_done() {
    let policy = Policy::bundled();
    let suggestion = suggest("拆开一看花瓶碎了,全是渣", Kind::Claim, policy);
    assert_eq!(suggestion.category, Some("damage.contents".into()));
    assert_eq!(suggestion.unit.unwrap().as_str(), "claims");
    let playbook = policy.classification().playbook(&suggestion.playbook.unwrap()).unwrap();
    assert_eq!(playbook.name.in_english(), "Inspect, assess, compensate");
}

#[test]
fn where_nothing_is_known_nothing_is_suggested() {
    for text in ["", "  ", "你好,我又来了", "Good morning", "🙂", "123456789012", "。。。"] {
        assert_eq!(suggest(text, Kind::Claim, Policy::bundled()), Suggestion::default(), "{text}");
    }
}

#[test]
fn what_is_close_to_another_is_left_to_the_clerk_or_to_what_stands_above_both() {
    assert_eq!(category("签收人写的是别人,花瓶也碎了"), None);
    let damage = suggest("外箱破了,里面湿透了", Kind::Complaint, Policy::bundled());
    assert!(damage.candidates.len() > 1);
    assert_eq!(damage.category, Some("damage".into()));
}

#[test]
fn a_denied_word_speaks_for_nothing() {
    for text in ["没有碎", "并没有在路上摔坏", "不是丢失", "It is not broken", "nothing was ever cracked"]
    {
        assert_eq!(category(text), None, "{text}");
    }
    assert_eq!(category("不是送错了,是花瓶碎了,全是渣"), Some("damage.contents".into()));
    assert_eq!(
        category("花瓶是不是碎了,全是渣"),
        Some("damage.contents".into()),
        "a question denies nothing"
    );
}

#[test]
fn a_danger_comes_first_unless_it_is_denied() {
    for text in ["电池冒烟了", "孩子手割伤了", "我爸的药断了", "He is bleeding", "The battery caught fire"]
    {
        assert!(danger(text), "{text}");
    }
    for text in ["没有人受伤", "nobody was hurt", "火车站那边的药店", "他冲我发火", "两瓶打火机油寄不了"]
    {
        assert!(!danger(text), "{text}");
    }
    let first = suggest("电池冒烟了", Kind::Complaint, Policy::bundled()).priority.unwrap().first.unwrap();
    assert_eq!(first.as_str(), "protect_people");
}

#[test]
fn urgency_and_value_ask_for_a_high_priority_and_say_why() {
    let text = "赶不上投标了,货值三千多块,另一件两百元";
    let priority = suggest(text, Kind::Claim, Policy::bundled()).priority.unwrap();
    let words = |reason: &PriorityReason| {
        reason.words().iter().map(|word| text[word.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(priority.priority, Priority::High);
    assert_eq!(
        priority.reasons.iter().map(words).collect::<Vec<_>>(),
        [vec!["赶不上", "投标"], vec!["三千多块"]]
    );
    assert_eq!(suggest("东西碎了", Kind::Claim, Policy::bundled()).priority, None);
}

#[test]
fn a_name_says_nothing_about_the_matter() {
    for text in ["我叫丁丢失,昨天来过", "找一下破损先生", "My name is Robert Broken.", "Ms. Damage Lost"]
    {
        assert_eq!(led_by(text, Kind::Complaint), "", "{text}");
    }
    assert_eq!(category("王先生,花瓶碎了,全是渣"), Some("damage.contents".into()));
    assert_ne!(led_by("my name is broken", Kind::Complaint), "", "a name is written large");
}

#[test]
fn width_and_case_make_no_difference() {
    let plain = suggest("the vase is smashed", Kind::Claim, Policy::bundled());
    let wide = suggest("ＴＨＥ ＶＡＳＥ ＩＳ ＳＭＡＳＨＥＤ", Kind::Claim, Policy::bundled());
    assert_eq!(plain.category, wide.category);
    assert_eq!(plain.candidates[0].score, wide.candidates[0].score);
}

#[test]
fn the_clerk_has_the_last_word() {
    let offered = suggest("花瓶碎了,全是渣", Kind::Claim, Policy::bundled());
    assert_eq!(offered.answered_by(&"damage.contents".into()), Answered::Accepted);
    assert_eq!(offered.answered_by(&"damage".into()), Answered::Overridden);
    assert_eq!(Suggestion::default().answered_by(&"damage".into()), Answered::Unprompted);
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_read_and_every_word_lies_in_it(
        text in "(碎|没|签收|送错|先生|我叫|药|三千|Mr|broken|not|lost|[A-Za-z火车 ,。¥0-9Ａ]){0,30}",
    ) {
        let suggestion = suggest(&text, Kind::Claim, Policy::bundled());
        proptest::prop_assert_eq!(&suggestion, &suggest(&text, Kind::Claim, Policy::bundled()));
        let of_priority = suggestion.priority.iter().flat_map(|it| &it.reasons).flat_map(PriorityReason::words);
        let words = suggestion.candidates.iter().flat_map(Candidate::words).chain(of_priority.cloned());
        for word in words {
            proptest::prop_assert!(!text[word].is_empty());
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(text in ".{0,60}") {
        suggest(&text, Kind::Claim, Policy::bundled());
    }
}
