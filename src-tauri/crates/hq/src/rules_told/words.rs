//! What the policy itself has no words for: figures, dates, and the words that the program decides by.

use domain::{
    Bilingual, Date, Fen, Policy, RuleCode, StaffRole,
    compensation::Area,
    policy::{
        Choice, ClockEffect, ClockPause, ClockStart, ClockStop, Confidence, Opening, PhrasePlace, Term,
        compensation::{CountsFrom, Cover, Regime, TimeEffect},
    },
};

/// The same words in both languages.
pub fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual::new(zh, en)
}

/// What needs no translation.
pub fn plain(word: impl std::fmt::Display) -> Bilingual {
    Bilingual::untranslated(&word.to_string())
}

/// A cell in which nothing is said.
pub fn nothing() -> Bilingual {
    both("无", "none")
}

/// Several words, one after the other, parted as each language parts them.
pub fn parted(words: impl IntoIterator<Item = Bilingual>, zh: &str, en: &str) -> Bilingual {
    let words: Vec<Bilingual> = words.into_iter().collect();
    let all = |of: fn(&Bilingual) -> &str, by: &str| words.iter().map(of).collect::<Vec<_>>().join(by);
    both(all(Bilingual::in_chinese, zh), all(Bilingual::in_english, en))
}

/// A list of words; `or_else` where it is empty.
pub fn list(words: impl IntoIterator<Item = Bilingual>, or_else: Bilingual) -> Bilingual {
    let listed = parted(words, "、", ", ");
    if listed.is_incomplete() { or_else } else { listed }
}

/// Words one below the other.
pub fn lines(words: impl IntoIterator<Item = Bilingual>) -> Bilingual {
    parted(words, "\n", "\n")
}

/// `标签：词`, "label: words".
pub fn labelled(zh: &str, en: &str, words: &Bilingual) -> Bilingual {
    both(format!("{zh}：{}", words.zh), format!("{en}: {}", words.en))
}

/// Words with more in brackets.
pub fn bracketed(words: &Bilingual, more: &Bilingual) -> Bilingual {
    both(format!("{}（{}）", words.zh, more.zh), format!("{} ({})", words.en, more.en))
}

/// The name of a word in a list; one that is not in it stands for itself.
pub fn name_in<C: PartialEq + std::fmt::Display>(choices: &[Choice<C>], code: &C) -> Bilingual {
    let known = choices.iter().find(|choice| choice.code == *code);
    known.map_or_else(|| plain(code), |choice| choice.name.clone())
}

/// What a rule is cited as.
pub fn citation(policy: &Policy, rule: &RuleCode) -> Bilingual {
    policy.rule(rule).map_or_else(|| plain(rule), |rule| rule.citation.clone())
}

/// `1,500.00 元`, `¥1,500.00`.
pub fn yuan(amount: Fen) -> Bilingual {
    both(format!("{amount} 元"), format!("¥{amount}"))
}

/// Days of one year, those that follow each other as one span: `10月1日—10月7日`.
pub fn spans(days: impl IntoIterator<Item = Date>) -> Vec<Bilingual> {
    let mut spans: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.plus_days(1) == day => *last = day,
            _ => spans.push((day, day)),
        }
    }
    let in_words = |(first, last): (Date, Date)| match () {
        () if first == last => both(zh_day(first), format!("{} {}", first.day(), month(first))),
        () if first.month() == last.month() => both(
            format!("{}—{}日", zh_day(first), last.day()),
            format!("{}–{} {}", first.day(), last.day(), month(first)),
        ),
        () => both(
            format!("{}—{}", zh_day(first), zh_day(last)),
            format!("{} {} – {} {}", first.day(), month(first), last.day(), month(last)),
        ),
    };
    spans.into_iter().map(in_words).collect()
}

fn zh_day(date: Date) -> String {
    format!("{}月{}日", date.month(), date.day())
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[date.month() as usize - 1]
}

/// How long, also where it depends on whether somebody is at the desk.
pub fn term(term: Term) -> Bilingual {
    match term {
        Term::Attended { minutes, closed_minutes } => {
            let (open, closed) =
                (Term::Minutes(minutes).in_words(), Term::Minutes(closed_minutes).in_words());
            both(
                format!("服务时间内{}，其他时间{}", open.zh, closed.zh),
                format!("{} in service hours, {} outside them", open.en, closed.en),
            )
        }
        Term::CalendarDays(days) => {
            let plural = if days == 1 { "" } else { "s" };
            both(format!("{days}个自然日"), format!("{days} calendar day{plural}"))
        }
        other => other.in_words(),
    }
}

/// `08:00—20:00`.
pub fn opening(opening: Opening) -> Bilingual {
    let at = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    both(
        format!("{}—{}", at(opening.from), at(opening.until)),
        format!("{}–{}", at(opening.from), at(opening.until)),
    )
}

pub fn role(role: StaffRole) -> Bilingual {
    match role {
        StaffRole::Clerk => both("经办人", "Clerk"),
        StaffRole::BackOffice => both("后台客服", "Back office"),
        StaffRole::Operations => both("运营", "Operations"),
        StaffRole::Quality => both("质控", "Quality"),
        StaffRole::Manager => both("网点经理", "Branch manager"),
        StaffRole::Adjuster => both("理赔员", "Adjuster"),
        StaffRole::Approver => both("复核人", "Approver"),
        StaffRole::Administrator => both("管理员", "Administrator"),
        StaffRole::Auditor => both("审计员", "Auditor"),
    }
}

pub fn roles(listed: &[StaffRole]) -> Bilingual {
    list(listed.iter().map(|it| role(*it)), nothing())
}

pub fn area(area: Area) -> Bilingual {
    match area {
        Area::SameCity => both("同城", "same city"),
        Area::OtherCity => both("国内异地", "elsewhere in the country"),
        Area::International => both("国际", "international"),
    }
}

pub fn start(start: ClockStart) -> Bilingual {
    match start {
        ClockStart::Received => both("受理时", "when it is taken in"),
        ClockStart::ComplaintMade => both("提出投诉或索赔时", "when it is a complaint or a claim"),
        ClockStart::Claimed => both("首次要求赔钱时", "when money is first asked for"),
        ClockStart::OfKind => both("成为此类工单时", "when it becomes a ticket of this kind"),
        ClockStart::Demanded => both("首次提出此要求时", "when this is first asked for"),
        ClockStart::ClaimFormGiven => {
            both("客户拿到索赔申请书时", "when the claim form is in the customer's hand")
        }
        ClockStart::HandedOver => both("开始调查时", "when somebody begins to find out"),
        ClockStart::Agreed => both("客户同意方案时", "when the customer accepts what is proposed"),
        ClockStart::Reopened => both("重新受理时", "when it is taken up again"),
        ClockStart::ArrivalPromised => both("承诺送达日", "on the day on which it was to arrive"),
        ClockStart::AppealReceived => {
            both("收到邮政管理部门转来的申诉时", "when the regulator forwards an appeal")
        }
    }
}

pub fn stop(stop: ClockStop) -> Bilingual {
    match stop {
        ClockStop::Acknowledged => both("出具回执", "the receipt is given"),
        ClockStop::FedBack => both("联系上客户", "the customer is reached"),
        ClockStop::HandedOver => both("转责任部门", "it is passed on"),
        ClockStop::Proposed => both("提出方案或拒绝", "an outcome is proposed or declined"),
        ClockStop::Told => both("结果已告知客户", "the customer is told the outcome"),
        ClockStop::Settled => both("已按约办结", "what was agreed is done"),
        ClockStop::Paid => both("赔款已付清", "all is paid"),
        ClockStop::Delivered => both("快件送达", "the parcel arrives"),
        ClockStop::Withdrawn => both("客户撤回", "the customer takes it back"),
        ClockStop::Finished => both("已无待办义务", "nothing is owed any more"),
        ClockStop::Closed => both("结案", "it is closed"),
        ClockStop::AppealReported => both("已报告邮政管理部门", "the regulator has our report"),
    }
}

pub fn pause(pause: ClockPause) -> Bilingual {
    match pause {
        ClockPause::Never => both("从不暂停", "never"),
        ClockPause::WaitingForCustomer => both("等客户答复时", "while the customer owes an answer"),
    }
}

pub fn effect(effect: ClockEffect) -> Bilingual {
    match effect {
        ClockEffect::Breach => both("逾期", "we are late"),
        ClockEffect::OffersLoss => both("可按丢失处理", "it may count as lost"),
    }
}

pub fn counts_from(from: CountsFrom) -> Bilingual {
    match from {
        CountsFrom::Posted => both("交寄之日", "the day of posting"),
        CountsFrom::Promised => both("承诺送达日", "the promised day"),
        CountsFrom::Delivered => both("签收之日", "the day of delivery"),
        CountsFrom::Discovered => both("客户得知之日", "the day on which the customer learned of it"),
        CountsFrom::Inquired => both("客户查询之日", "the day on which the customer asked"),
    }
}

pub fn time_effect(effect: TimeEffect) -> Bilingual {
    match effect {
        TimeEffect::Bars => both(
            "此后提出的，可认定超过期限（由人认定）",
            "a later claim may be out of time; a person decides",
        ),
        TimeEffect::Ripens => both("此后才能确定丢失", "only then is it certain that it is lost"),
    }
}

pub fn regime(regime: Regime) -> Bilingual {
    match regime {
        Regime::RecordedMail => both("《邮政法》：给据邮件", "Postal Law: recorded items"),
        Regime::RegisteredLetter => both("《邮政法》：挂号信件", "Postal Law: registered letters"),
        Regime::OrdinaryMail => both("《邮政法》：平常邮件", "Postal Law: ordinary mail"),
        Regime::Express => both("《快递暂行条例》和民事法律", "the express regulation and civil law"),
    }
}

pub fn cover(cover: Cover) -> Bilingual {
    match cover {
        Cover::Any => both("保价或未保价", "insured or not"),
        Cover::Insured => both("已保价", "insured"),
        Cover::Uninsured => both("未保价", "not insured"),
    }
}

pub fn confidence(confidence: Confidence) -> Bilingual {
    match confidence {
        Confidence::A => both("A：已核对原文", "A: the text itself was read"),
        Confidence::B => both("B：两处独立来源，或官方摘录", "B: two sources, or an official excerpt"),
        Confidence::C => both("C：一处间接来源", "C: one secondary source"),
        Confidence::M => {
            both("M：公司自定或常识，使用前请核实", "M: our own choice; confirm before relying on it")
        }
    }
}

pub fn phrase_place(place: &PhrasePlace) -> Bilingual {
    match place.as_str() {
        "story" => both("记录客户陈述", "What the customer tells"),
        "answer" => both("答复", "An answer"),
        "decision_decline" => both("拒赔理由", "Why a claim is declined"),
        "contact" => both("联系记录", "A contact"),
        "note" => both("内部备注", "A note"),
        other => plain(other),
    }
}

/// A share of ten thousand as a percentage: `90%`, `92.5%`.
pub fn percent_of_10_000(share: u64) -> Bilingual {
    let (whole, rest) = (share / 100, share % 100);
    plain(if rest == 0 { format!("{whole}%") } else { format!("{whole}.{rest:02}%").replace("0%", "%") })
}

pub fn yes_or_no(yes: bool) -> Bilingual {
    if yes { both("是", "yes") } else { both("否", "no") }
}
