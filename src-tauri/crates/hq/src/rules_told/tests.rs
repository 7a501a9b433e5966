use std::collections::HashSet;

use domain::{Bilingual, Policy, policy::BUNDLED_DOCUMENT};
use serde_json::{Value, json};

use super::*;

fn bundled() -> Vec<SectionTold> {
    rules_told(Policy::bundled())
}

fn find<'s>(sections: &'s [SectionTold], table: &str) -> &'s TableTold {
    sections.iter().flat_map(|section| &section.tables).find(|it| it.code == table).unwrap()
}

fn says(sections: &[SectionTold], table: &str, words: &Bilingual) -> bool {
    find(sections, table).rows.iter().any(|row| row.cells.contains(words))
}

fn document(change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    change(&mut document);
    document.to_string()
}

fn told(document: &str) -> Vec<SectionTold> {
    rules_told(&Policy::parse(document).unwrap())
}

/// The tables as somebody reads them in one language.
fn shown(section: &str, words: fn(&Bilingual) -> &str) -> String {
    let sections = bundled();
    let section = sections.iter().find(|it| it.code == section).unwrap();
    let mut lines = Vec::new();
    for table in &section.tables {
        lines.push(format!("== {} [{}]", table.code, table.columns.join(" | ")));
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| words(cell).replace('\n', " / "));
            lines.push(cells.collect::<Vec<_>>().join(" | "));
        }
    }
    lines.join("\n")
}

#[test]
fn every_rule_clock_and_measure_of_the_bundled_policy_is_told() {
    let (policy, sections) = (Policy::bundled(), bundled());
    for rule in policy.rules() {
        assert!(
            find(&sections, "rules").rows.iter().any(|row| row.key == rule.code.as_str()),
            "{}",
            rule.code
        );
        assert!(says(&sections, "rules", &rule.citation));
    }
    for clock in policy.clocks() {
        assert!(says(&sections, "clocks", &clock.what), "{}", clock.step);
        assert!(says(&sections, "clocks", &policy.rule_of(clock).citation), "{}", clock.step);
    }
    assert_eq!(find(&sections, "clocks").rows.len(), policy.clocks().len());
    let rules = policy.compensation();
    for measure in &rules.measures {
        assert!(find(&sections, "measures").rows.iter().any(|row| row.key == measure.code.as_str()));
        assert!(says(&sections, "measures", &measure.name), "{}", measure.code);
    }
    assert_eq!(find(&sections, "authority").rows.len(), rules.authority.len());
    assert_eq!(find(&sections, "proof_needs").rows.len(), rules.proof_needs.len());
    assert_eq!(find(&sections, "phrases").rows.len(), policy.phrases().len());
    assert_eq!(find(&sections, "categories").rows.len(), policy.categories().len());
    for playbook in policy.classification().playbooks() {
        let row = find(&sections, "playbooks").rows.iter().find(|row| row.key == playbook.code.as_str());
        assert!(playbook.steps.iter().all(|step| row.unwrap().cells[1].zh.contains(&step.words.zh)));
    }
}

#[test]
fn no_cell_is_empty_and_no_key_is_there_twice() {
    for section in bundled() {
        for table in &section.tables {
            let mut keys = HashSet::new();
            for row in &table.rows {
                assert!(keys.insert(&row.key), "{} {}", table.code, row.key);
                assert_eq!(row.cells.len(), table.columns.len());
                for cell in &row.cells {
                    assert!(!cell.is_incomplete(), "{} {} {:?}", table.code, row.key, row.cells);
                }
            }
        }
    }
}

#[test]
fn days_that_follow_each_other_are_one_span() {
    let days = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-05-01", "2026-10-01", "2026-10-02"];
    let spans = words::spans(days.map(|day| day.parse().unwrap()));
    let in_words = |of: fn(&Bilingual) -> &str| spans.iter().map(of).collect::<Vec<_>>().join(", ");
    assert_eq!(in_words(Bilingual::in_chinese), "2月27日—3月1日, 5月1日, 10月1日—2日");
    assert_eq!(in_words(Bilingual::in_english), "27 February – 1 March, 1 May, 1–2 October");
}

#[test]
fn who_may_approve_how_much_and_for_whom_clocks_run() {
    insta::assert_snapshot!("authority_zh", shown("authority", Bilingual::in_chinese));
    insta::assert_snapshot!("authority_en", shown("authority", Bilingual::in_english));
    insta::assert_snapshot!("clocks_zh", shown("clocks", Bilingual::in_chinese));
    insta::assert_snapshot!("clocks_en", shown("clocks", Bilingual::in_english));
}

#[test]
fn what_is_paid_reads_as_words() {
    insta::assert_snapshot!("compensation_zh", shown("compensation", Bilingual::in_chinese));
    insta::assert_snapshot!("compensation_en", shown("compensation", Bilingual::in_english));
}

#[test]
fn rules_that_are_new_other_and_gone_are_told_by_table() {
    let later = document(|it| {
        it["compensation"]["authority"][0]["up_to_fen"] = json!(200_000);
        it["compensation"]["authority"][1]["above_fen"] = json!(200_000);
        it["phrases"].as_array_mut().unwrap().remove(0);
        it["phrases"].as_array_mut().unwrap().push(
            json!({ "key": "new", "place": "answer", "words": { "zh": "新的一句", "en": "A new one" } }),
        );
    });
    let changes = changes(&bundled(), &told(&later));
    let tables: Vec<_> = changes.iter().map(|it| it.table).collect();
    assert_eq!(tables, ["authority", "phrases"]);
    let [authority, phrases] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!(authority.changed[0].old[0].en, "up to ¥1,000.00");
    assert_eq!(authority.changed[0].new[0].en, "up to ¥2,000.00");
    assert_eq!(authority.changed[1].new[0].en, "more than ¥2,000.00, up to ¥5,000.00");
    assert_eq!((authority.added.len(), authority.gone.len()), (0, 0));
    assert_eq!((phrases.added[0].cells[2].en.as_str(), phrases.gone[0].key.as_str()), ("A new one", "wx"));
    assert!(untold(BUNDLED_DOCUMENT, &later, &changes).is_empty());
}

#[test]
fn what_no_table_shows_is_named_as_a_part_of_the_document() {
    let later = document(|it| {
        it["something_of_tomorrow"] = json!(1);
    });
    let changes = changes(&bundled(), &told(&later));
    assert_eq!(changes, []);
    assert_eq!(untold(BUNDLED_DOCUMENT, &later, &changes), ["something_of_tomorrow"]);
    assert_eq!(untold(BUNDLED_DOCUMENT, BUNDLED_DOCUMENT, &[]), [""; 0]);
}

#[test]
fn no_part_of_the_bundled_policy_is_without_a_table() {
    let whole: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    let told = |part: &str| {
        changes::TOLD.iter().any(|(_, parts)| parts.contains(&part)) || changes::TOLD_BESIDE.contains(&part)
    };
    for name in whole.as_object().unwrap().keys().filter(|name| *name != "compensation") {
        assert!(told(name), "{name}");
    }
    for name in whole["compensation"].as_object().unwrap().keys() {
        assert!(told(&format!("compensation.{name}")), "{name}");
    }
    let sections: Vec<_> = bundled().iter().map(|section| section.code).collect();
    let missing = changes::TOLD.iter().filter(|(section, _)| !sections.contains(section));
    let missing: Vec<_> = missing.map(|(section, _)| *section).collect();
    assert_eq!(missing, ["sections"], "the bundled document holds everywhere");
}

/// A word of every list that a person reads, said otherwise: a table shows it.
#[test]
fn a_word_of_what_is_found_out_and_of_how_sums_are_explained_is_told_by_a_table() {
    let bundled = bundled();
    for (pointer, table) in [
        ("/investigation/stages/1/questions/0/name/zh", "stages"),
        ("/investigation/causes/0/causes/0/measure/en", "causes"),
        ("/investigation/search/words/zh", "inquiry"),
        ("/investigation/task_kinds/0/name/zh", "inquiry"),
        ("/investigation/evidence_kinds/5/name/en", "inquiry"),
        ("/compensation/words/steps/0/name/zh", "amount_words"),
        ("/compensation/words/phrases/0/name/en", "amount_words"),
        ("/satisfaction/aspects/0/name/zh", "aspects"),
        ("/satisfaction/ways/0/name/zh", "rating_ways"),
        ("/follow_up/outcomes/0/name/en", "follow_up_outcomes"),
        ("/repeats/citation/zh", "follow_up"),
        ("/phrases/0/words/zh", "phrases"),
    ] {
        let later = document(|it| {
            let word = it.pointer_mut(pointer).unwrap();
            *word = json!(format!("{}改", word.as_str().unwrap()));
        });
        let changes = changes(&bundled, &told(&later));
        assert!(changes.iter().any(|it| it.table == table), "{pointer}: {changes:?}");
        assert_eq!(untold(BUNDLED_DOCUMENT, &later, &changes), [""; 0], "{pointer}");
    }
    let later = document(|it| {
        let step = it["classification"]["playbooks"][0]["steps"][2].as_object_mut().unwrap();
        step.insert("term".to_owned(), json!({ "hours": 6 }));
        it["investigation"]["task_term"] = json!({ "working_days": 3 });
    });
    let tables: Vec<_> = changes(&bundled, &told(&later)).iter().map(|it| it.table).collect();
    assert!(tables.contains(&"playbooks") && tables.contains(&"inquiry"), "{tables:?}");
}

/// Whatever part of the document says something else, somebody who publishes it is told.
#[test]
fn a_change_anywhere_is_told() {
    let bundled = bundled();
    let whole: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    let mut pointers = Vec::new();
    words_within(&whole, "", &mut pointers);
    let mut looked_at = 0;
    // Every word would take minutes; these are of every part.
    for pointer in pointers.iter().step_by(29) {
        let later = document(|it| {
            let word = it.pointer_mut(pointer).unwrap();
            *word = json!(format!("{}改", word.as_str().unwrap()));
        });
        // Words on which something rests cannot be changed alone.
        let Ok(policy) = Policy::parse(&later) else { continue };
        let changes = changes(&bundled, &rules_told(&policy));
        let untold = untold(BUNDLED_DOCUMENT, &later, &changes);
        let is_version = pointer == "/version";
        assert!(is_version || !changes.is_empty() || !untold.is_empty(), "{pointer}");
        looked_at += 1;
    }
    assert!(looked_at > 40, "{looked_at} of {}", pointers.len());
}

fn words_within(value: &Value, at: &str, pointers: &mut Vec<String>) {
    match value {
        Value::String(_) => pointers.push(at.to_owned()),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(n, it)| words_within(it, &format!("{at}/{n}"), pointers));
        }
        Value::Object(all) => {
            all.iter().for_each(|(name, it)| words_within(it, &format!("{at}/{name}"), pointers));
        }
        _ => {}
    }
}
