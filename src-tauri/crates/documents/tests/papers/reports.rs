//! What is reported while a matter is looked into, and what the regulator is answered.

use documents::appeal::{self, AppealAnswer, ClockTold, Outcome, Satisfied};
use documents::{Bilingual, PaperLanguage, PaperSize, Weekday, preliminary};

use crate::LANGUAGES;
use crate::counter::{Length, reports};
use crate::samples::{at, bi, day};
use crate::tools::{lines_of, tight};

fn words_of(answer: &AppealAnswer, size: PaperSize, language: PaperLanguage) -> String {
    tight(&lines_of(&appeal::lay(answer, size, language))).replace('|', "")
}

#[test]
fn what_is_not_established_says_so() {
    for (length, count) in [(Length::Short, 3), (Length::Usual, 1), (Length::Long, 0)] {
        let report = reports::preliminary_of(length);
        for size in preliminary::SIZES {
            let lines = tight(&lines_of(&preliminary::lay(&report, size, PaperLanguage::Chinese)));
            assert_eq!(lines.matches("尚未查明").count(), count, "{length:?} {size:?} {lines}");
        }
    }
}

#[test]
fn a_task_that_is_overdue_says_so() {
    let mut report = reports::preliminary_of(Length::Usual);
    let overdue = |report: &_, language| {
        let lines = lines_of(&preliminary::lay(report, PaperSize::A4, language));
        (lines.matches("超期").count() + lines.matches("overdue").count(), lines)
    };
    for language in LANGUAGES {
        let (count, lines) = overdue(&report, language);
        assert_eq!(count, 1, "{language:?}\n{lines}");
    }
    report.tasks.retain(|task| task.due == Some(day(11, 24, Weekday::Tuesday)));
    assert_eq!(overdue(&report, PaperLanguage::Chinese).0, 0);
}

#[test]
fn every_clock_says_whether_it_was_kept() {
    let told = |due, done, is_late| {
        let clock =
            ClockTold { name: bi("答复", "Answer"), citation: bi("条例", "Rules"), due, done, is_late };
        let answer = AppealAnswer { clocks: vec![clock], ..reports::answer_of(Length::Usual) };
        words_of(&answer, PaperSize::A4, PaperLanguage::Chinese)
    };
    let today = day(11, 21, Weekday::Saturday);
    let said = ["按时", "超期完成", "超期，未完成", "未到期"];
    let check = |due, done, is_late, expected: usize| {
        let words = told(due, done, is_late);
        for (index, said) in said.iter().enumerate() {
            assert_eq!(words.contains(said), index == expected, "{said}: {words}");
        }
    };
    let minute = |minute| at(11, 21, Weekday::Saturday, 14, minute);
    check(minute(35), Some(minute(34)), false, 0);
    check(minute(35), Some(minute(35)), false, 0);
    check(minute(35), Some(minute(35)), true, 1); // By seconds, which no paper shows.
    check(minute(35), Some(minute(36)), false, 1);
    check(today, Some(minute(59)), false, 0);
    check(day(11, 20, Weekday::Friday), Some(minute(0)), false, 1);
    check(day(11, 20, Weekday::Friday), None, false, 2);
    check(minute(39), None, false, 2); // The paper is of 14:40.
    check(today, None, false, 3);
}

#[test]
fn a_clock_stands_over_its_rule_or_says_that_none_is_recorded() {
    let answer = reports::answer_of(Length::Usual);
    for size in appeal::SIZES {
        let words = words_of(&answer, size, PaperLanguage::Chinese);
        assert!(words.contains("依据：《快递暂行条例》（2025修订）第二十九条"), "{size:?} {words}");
        assert_eq!(words.matches("依据：未记录").count(), 1, "{size:?} {words}");
    }
}

#[test]
fn each_outcome_says_what_the_regulator_asks() {
    let agreed = reports::answer_of(Length::Usual);
    let explained = AppealAnswer { outcome: Outcome::Explained, ..agreed.clone() };
    let unfinished = AppealAnswer {
        outcome: Outcome::Unfinished {
            progress: "已调取监控".into(),
            principle: "先行赔付".into(),
            negotiation: "用户要求全额".into(),
        },
        ..agreed.clone()
    };
    let mut unpaid = agreed.clone();
    if let Outcome::Agreed { paid_at, .. } = &mut unpaid.outcome {
        *paid_at = None;
    }
    let every = [
        "达成的协议",
        "¥791.50",
        "付款时间",
        "解释或道歉",
        "尚未办结",
        "办理进度",
        "处理原则",
        "用户要求全额",
        "尚未付款",
    ];
    for size in appeal::SIZES {
        for (answer, expected) in [
            (&agreed, &[0, 1, 2, 3][..]),
            (&explained, &[3]),
            (&unfinished, &[3, 4, 5, 6, 7]),
            (&unpaid, &[0, 1, 2, 3, 8]),
        ] {
            let mut answer = answer.clone();
            answer.timeline.clear();
            let words = words_of(&answer, size, PaperLanguage::Chinese);
            for (index, said) in every.iter().enumerate() {
                assert_eq!(words.contains(said), expected.contains(&index), "{said} {size:?} {words}");
            }
        }
    }
}

#[test]
fn whether_the_customer_is_satisfied_is_never_left_open() {
    for (satisfied, zh, en) in [
        (Satisfied::Yes, "用户是否满意满意", "CustomerSatisfied"),
        (Satisfied::No, "用户是否满意不满意", "CustomerNotsatisfied"),
        (Satisfied::NotReached, "未联系上", "Called,notreached"),
        (Satisfied::NotAsked, "尚未回访", "Notaskedyet"),
    ] {
        let answer = AppealAnswer { satisfied, ..reports::answer_of(Length::Usual) };
        let words = words_of(&answer, PaperSize::A4, PaperLanguage::Chinese);
        assert!(words.contains(zh), "{zh} {words}");
        let words = words_of(&answer, PaperSize::A4, PaperLanguage::English);
        assert!(words.contains(en), "{en} {words}");
    }
}

#[test]
fn an_answer_names_its_handler_and_every_hash() {
    let answer = reports::answer_of(Length::Long);
    for size in appeal::SIZES {
        for language in LANGUAGES {
            let words = words_of(&answer, size, language);
            assert!(words.contains("0451-55512346"), "{size:?} {language:?} {words}");
            for hash in answer.exhibits.iter().filter_map(|exhibit| exhibit.sha256.as_ref()) {
                assert!(words.contains(&format!("SHA-256{hash}")), "{hash} {size:?} {language:?} {words}");
            }
        }
    }
    let bare = AppealAnswer { exhibits: Vec::new(), ..answer };
    let words = words_of(&bare, PaperSize::A4, PaperLanguage::Chinese);
    assert!(!words.contains("SHA-256"), "a notice about hashes where there are none: {words}");
}

#[test]
fn an_answer_of_which_nothing_is_known_says_so_of_each_part() {
    let empty = AppealAnswer {
        issue: reports::answer_of(Length::Usual).issue,
        cause: Some(Bilingual::default()),
        ..AppealAnswer::default()
    };
    let words = words_of(&empty, PaperSize::A4, PaperLanguage::Chinese);
    assert_eq!(words.matches("未记录").count(), 4, "{words}");
    assert_eq!(words.matches("尚未查明").count(), 3, "{words}");
    assert_eq!(words.matches("没有").count(), 3, "{words}");
}
