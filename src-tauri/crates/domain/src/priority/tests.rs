use super::*;

fn impacts() -> impl Iterator<Item = Impact> {
    let all = || ImpactDegree::ALL.iter().copied();
    all().flat_map(move |loss| {
        all().flat_map(move |spread| {
            all().flat_map(move |urgency| {
                all().map(move |repair| Impact { loss, spread, urgency, repair, endangers_people: false })
            })
        })
    })
}

/// `0`, `1`, `2`, `3`: the place of a degree.
fn place<D: PartialEq>(all: &[D], degree: D) -> usize {
    all.iter().position(|it| *it == degree).unwrap()
}

#[test]
fn the_priority_of_every_impact_can_be_checked_by_a_manager() {
    let policy = Policy::bundled();
    let degrees =
        |one, other| format!("{}{}", place(ImpactDegree::ALL, one), place(ImpactDegree::ALL, other));
    let impacts: Vec<Impact> = impacts().collect();
    let columns: Vec<String> = impacts[..16].iter().map(|it| degrees(it.urgency, it.repair)).collect();
    let mut table = format!("loss, spread \\ urgency, repair: {}\n", columns.join(" "));
    for row in impacts.chunks(16) {
        let cells = row.iter().map(|it| match it.priority(policy) {
            Priority::Low => "· ",
            Priority::Normal => "n ",
            Priority::High => "H ",
            Priority::Highest => "!!",
        });
        table +=
            &format!("{:30}  {}\n", degrees(row[0].loss, row[0].spread), cells.collect::<Vec<_>>().join(" "));
    }
    insta::assert_snapshot!(table, @r"
    loss, spread \ urgency, repair: 00 01 02 03 10 11 12 13 20 21 22 23 30 31 32 33
    00                              ·  ·  n  n  ·  n  n  n  n  n  H  H  H  H  H  H 
    01                              ·  n  n  n  n  n  n  H  n  H  H  H  H  H  H  !!
    02                              n  n  n  H  n  n  H  H  H  H  H  H  H  H  !! !!
    03                              H  H  H  H  H  H  H  !! H  !! !! !! !! !! !! !!
    10                              ·  n  n  n  n  n  n  H  n  H  H  H  H  H  H  !!
    11                              n  n  n  H  n  n  H  H  H  H  H  H  H  H  !! !!
    12                              n  n  H  H  n  H  H  H  H  H  H  !! H  !! !! !!
    13                              H  H  H  !! H  H  !! !! !! !! !! !! !! !! !! !!
    20                              n  n  n  H  n  n  H  H  H  H  H  H  H  H  !! !!
    21                              n  n  H  H  n  H  H  H  H  H  H  !! H  !! !! !!
    22                              n  H  H  H  H  H  H  H  H  H  !! !! !! !! !! !!
    23                              H  H  !! !! H  !! !! !! !! !! !! !! !! !! !! !!
    30                              H  H  H  H  H  H  H  !! H  !! !! !! !! !! !! !!
    31                              H  H  H  !! H  H  !! !! !! !! !! !! !! !! !! !!
    32                              H  H  !! !! H  !! !! !! !! !! !! !! !! !! !! !!
    33                              !! !! !! !! !! !! !! !! !! !! !! !! !! !! !! !!
    ");
}

#[test]
fn the_grade_of_every_risk_can_be_checked_by_a_manager() {
    let mut table = String::new();
    for probability in RiskDegree::ALL.iter().copied() {
        for impact in RiskDegree::ALL.iter().copied() {
            let grades = RiskDegree::ALL.iter().map(|controllability| {
                let risk = Risk { probability, impact, controllability: *controllability };
                format!("{} {}", risk.points(Policy::bundled()), risk.grade(Policy::bundled()))
            });
            let grades = grades.collect::<Vec<_>>().join(", ");
            table += &format!("probability {probability}, impact {impact}: {grades}\n");
        }
    }
    insta::assert_snapshot!(table, @r"
    probability low, impact low: 1 minor, 2 minor, 3 minor
    probability low, impact medium: 2 minor, 4 moderate, 6 moderate
    probability low, impact high: 4 moderate, 8 moderate, 12 major
    probability medium, impact low: 2 minor, 4 moderate, 6 moderate
    probability medium, impact medium: 4 moderate, 8 moderate, 12 major
    probability medium, impact high: 8 moderate, 16 major, 24 critical
    probability high, impact low: 3 minor, 6 moderate, 9 moderate
    probability high, impact medium: 6 moderate, 12 major, 18 major
    probability high, impact high: 12 major, 24 critical, 36 critical
    ");
}

#[test]
fn what_each_degree_means_and_counts_can_be_checked_by_a_manager() {
    let policy = Policy::bundled();
    let mut table = String::new();
    for factor in &policy.impact().factors {
        for degree in &factor.degrees {
            table +=
                &format!("{} {}: {} {}\n", factor.name.zh, degree.points, degree.meaning.zh, degree.degree);
        }
    }
    for factor in &policy.risk().factors {
        for degree in &factor.degrees {
            table +=
                &format!("{} {}: {} {}\n", factor.name.zh, degree.points, degree.meaning.zh, degree.degree);
        }
    }
    insta::assert_snapshot!(table, @r"
    实际损失 0: 没有损失 none
    实际损失 1: 损失很小，可用运费或致歉弥补 slight
    实际损失 2: 有明显的财物损失 considerable
    实际损失 5: 损失重大，影响客户生计或经营 severe
    影响范围 0: 只涉及一票快件 none
    影响范围 1: 同一客户的多票快件 slight
    影响范围 2: 多位客户 considerable
    影响范围 5: 整个片区，或已引起公众关注 severe
    紧急程度 0: 可以按正常顺序处理 none
    紧急程度 1: 几天内需要结果 slight
    紧急程度 3: 当天需要结果 considerable
    紧急程度 5: 每过一小时损失都在扩大 severe
    可补救性 0: 可以完全补救 none
    可补救性 1: 大部分可以补救 slight
    可补救性 2: 只能部分补救 considerable
    可补救性 3: 无法补救 severe
    可能性 1: 偶然一次，不大会再发生 low
    可能性 2: 可能再发生 medium
    可能性 3: 正在发生，或已多次发生 high
    影响程度 1: 一位客户，可以弥补 low
    影响程度 2: 可能升级为申诉或多位客户 medium
    影响程度 4: 可能涉及安全、监管处罚或公众舆论 high
    可控性 1: 网点自己能控制 low
    可控性 2: 需要其他部门配合 medium
    可控性 3: 难以控制 high
    ");
}

#[test]
fn a_danger_to_life_or_health_is_always_the_highest() {
    for impact in impacts() {
        let endangering = Impact { endangers_people: true, ..impact };
        assert_eq!(endangering.priority(Policy::bundled()), Priority::Highest);
    }
}

#[test]
fn a_higher_degree_never_lowers_what_follows() {
    let policy = Policy::bundled();
    let impacts: Vec<Impact> = impacts().collect();
    for low in &impacts {
        for high in &impacts {
            let is_higher = ImpactFactor::ALL.iter().all(|it| low.degree(*it) <= high.degree(*it));
            assert!(!is_higher || low.priority(policy) <= high.priority(policy), "{low:?} {high:?}");
        }
    }
}

#[test]
fn the_words_in_the_log_are_for_ever() {
    let join = |words: Vec<&str>| words.join(" ");
    let words = [
        join(Priority::ALL.iter().map(|it| it.as_str()).collect()),
        join(ImpactFactor::ALL.iter().map(|it| it.as_str()).collect()),
        join(ImpactDegree::ALL.iter().map(|it| it.as_str()).collect()),
        join(RiskFactor::ALL.iter().map(|it| it.as_str()).collect()),
        join(RiskDegree::ALL.iter().map(|it| it.as_str()).collect()),
        join(RiskGrade::ALL.iter().map(|it| it.as_str()).collect()),
    ];
    insta::assert_snapshot!(words.join("\n"), @r"
    low normal high highest
    loss spread urgency repair
    none slight considerable severe
    probability impact controllability
    low medium high
    minor moderate major critical
    ");
}
