//! Whose desk it is, what papers print, how long tickets are kept, and what is different in some places.

use domain::{
    Bilingual, Policy,
    policy::{Choice, Term, WaybillPattern},
};

use super::{
    TableTold, table,
    words::{both, list, nothing, opening, percent_of_10_000, plain, term, yes_or_no},
};

pub fn retention(policy: &Policy) -> Vec<TableTold> {
    let kept = policy.retention();
    let rows = [
        (
            "tickets".to_owned(),
            [both("工单，自结案起", "A ticket, from its closing"), kept.in_words(), kept.basis.clone()],
        ),
        (
            "payout_details".to_owned(),
            [
                both("收款证件号和账号，自付款起", "Id and account numbers of a payment, from the payment"),
                term(Term::CalendarDays(kept.payout_details_days)),
                both("此后抹去", "wiped after that"),
            ],
        ),
    ];
    let targets = policy.targets();
    let aims = [
        (
            "first_response".to_owned(),
            [both("咨询首次答复", "An enquiry is first answered"), length(targets.first_response_s)],
        ),
        ("handling".to_owned(), [both("工单办结", "A ticket is finished"), length(targets.handling_s)]),
        (
            "satisfied".to_owned(),
            [both("满意的客户", "Satisfied customers"), percent_of_10_000(targets.satisfied_of_10_000)],
        ),
    ];
    vec![table("retention", &["what", "term", "reason"], rows), table("targets", &["what", "target"], aims)]
}

/// Seconds in the largest unit that they fill.
fn length(seconds: u64) -> Bilingual {
    let units: [(u64, &str, &str); 4] =
        [(86_400, "天", "day"), (3_600, "小时", "hour"), (60, "分钟", "minute"), (1, "秒", "second")];
    let whole = units.into_iter().find(|(unit, ..)| seconds.is_multiple_of(*unit));
    let (unit, zh, en) = whole.unwrap_or((1, "秒", "second"));
    let count = seconds / unit;
    let plural = if count == 1 { "" } else { "s" };
    both(format!("{count}{zh}"), format!("{count} {en}{plural}"))
}

pub fn texts(policy: &Policy) -> Vec<TableTold> {
    let texts = policy.texts();
    let row =
        |key: &str, zh: &str, en: &str, words: &Bilingual| (key.to_owned(), [both(zh, en), words.clone()]);
    let mut rows = vec![
        row("service_line", "客服电话", "Whom to call", &texts.service_line),
        row("regulator_line", "申诉电话", "The regulator's number", &texts.regulator_line),
        row("rights_line", "申诉权利", "When and how to appeal", &texts.rights_line),
        row("privacy_line", "个人信息告知", "Personal data", &texts.privacy_line),
        row("not_an_invoice", "凭证性质", "What the slip is", &texts.not_an_invoice),
        row("provisional", "暂定日期", "A provisional date", &texts.provisional),
        row("signature_line", "签名含义", "What a signature means", &texts.signature_line),
    ];
    let grounds = texts.legal_grounds.iter().enumerate();
    rows.extend(grounds.map(|(place, words)| {
        row(&format!("legal_grounds/{}", place + 1), "赔偿依据", "What compensation rests on", words)
    }));
    vec![table("texts", &["what", "words"], rows), table("amount_words", &["what", "words"], amounts(policy))]
}

/// How a sum is explained. A figure stands in brackets where it is put in.
fn amounts(policy: &Policy) -> Vec<(String, [Bilingual; 2])> {
    let words = &policy.compensation().words;
    let mut rows = Vec::new();
    let mut add = |list: &str, what: Bilingual, named: Vec<(String, Bilingual)>| {
        rows.extend(named.into_iter().map(|(code, name)| {
            let name = words.figures.iter().fold(name, |name, figure| {
                let there = format!("{{{}}}", figure.code);
                both(
                    name.zh.replace(&there, &format!("〔{}〕", figure.name.zh)),
                    name.en.replace(&there, &format!("[{}]", figure.name.en)),
                )
            });
            let name = both(name.zh.replace("{about}", "……"), name.en.replace("{about}", "…"));
            (format!("{list}/{code}"), [what.clone(), name])
        }));
    };
    add("lines", both("赔付项目", "What is paid"), named(&words.lines));
    add("figures", both("数目", "Figures"), named(&words.figures));
    add("steps", both("计算说明", "How it is reckoned"), named(&words.steps));
    add("circumstances", both("前提", "On condition that"), named(&words.circumstances));
    add(
        "reasons",
        both("方案为何排在前面或后面", "Why a measure stands where it does"),
        named(&words.reasons),
    );
    add("findings", both("认定", "What a person finds"), named(&words.findings));
    add("phrases", both("连接用语", "Words between"), named(&words.phrases));
    rows
}

fn named<C: std::fmt::Display>(choices: &[Choice<C>]) -> Vec<(String, Bilingual)> {
    choices.iter().map(|it| (it.code.to_string(), it.name.clone())).collect()
}

pub fn sections(policy: &Policy) -> Vec<TableTold> {
    let rows = policy.sections().iter().map(|section| {
        let region = section.region.as_deref().map(|code| {
            let known = policy.clock_regions().iter().find(|region| region.code == code);
            known.map_or_else(|| plain(code), |region| region.name.clone())
        });
        let branch = section.branch.as_deref().map(plain);
        let any = || both("全部", "all");
        let parts = section.instead.iter().map(|(name, instead)| plain(format!("{name}: {instead}")));
        let key = [section.region.as_deref(), section.branch.as_deref()].map(Option::unwrap_or_default);
        (key.join("/"), [region.unwrap_or_else(any), branch.unwrap_or_else(any), super::words::lines(parts)])
    });
    let rows: Vec<_> = rows.collect();
    vec![table("sections", &["region", "branch", "instead"], rows)]
}

pub fn carriers(policy: &Policy) -> Vec<TableTold> {
    let own = policy.carrier();
    let row = |key: &str, zh: &str, en: &str, words: Bilingual| (key.to_owned(), [both(zh, en), words]);
    let carrier = [
        row("name", "公司", "Carrier", own.name.clone()),
        row("code", "单号规则中的代码", "Its code among the carriers", plain(&own.code)),
        row("service_number", "客服电话", "Service number", plain(&own.service_number)),
        row("service_hours", "客服时间", "Service hours", own.service_hours.clone()),
        row("opening", "柜台时间", "The desk is open", opening(own.opening)),
        row(
            "public_address",
            "客户查询网址",
            "Where customers look up a ticket",
            own.public_address.as_deref().map_or_else(nothing, plain),
        ),
    ];
    let patterns = policy.carriers().iter().flat_map(|carrier| {
        carrier.patterns.iter().enumerate().map(move |(place, it)| {
            let key = format!("{}/{}", carrier.code, place + 1);
            (key, [carrier.name.clone(), shape(it), yes_or_no(it.sure), plain(&it.source)])
        })
    });
    vec![
        table("own_carrier", &["what", "words"], carrier),
        table("waybills", &["carrier", "shape", "sure", "source"], patterns),
    ]
}

/// The shape of a number, from its beginning to its end.
fn shape(pattern: &WaybillPattern) -> Bilingual {
    let so_many = |[least, most]: [usize; 2]| {
        if least == most { least.to_string() } else { format!("{least}–{most}") }
    };
    let mut parts = Vec::new();
    if !pattern.prefixes.is_empty() {
        let prefixes = list(pattern.prefixes.iter().map(plain), nothing());
        parts.push(both(format!("以 {} 开头", prefixes.zh), format!("begins with {}", prefixes.en)));
    }
    if pattern.letters[1] > 0 {
        let letters = so_many(pattern.letters);
        parts.push(both(format!("{letters}个字母"), format!("{letters} letters")));
    }
    if pattern.alphanumeric > 0 {
        let n = pattern.alphanumeric;
        parts.push(both(format!("{n}个字母或数字"), format!("{n} letters or digits")));
    }
    let digits = so_many(pattern.digits);
    parts.push(both(format!("{digits}位数字"), format!("{digits} digits")));
    if !pattern.ending.is_empty() {
        parts.push(both(format!("以 {} 结尾", pattern.ending), format!("ends with {}", pattern.ending)));
    }
    if pattern.child_suffix {
        parts.push(both("可带子件号 -1-2-", "-1-2- may follow"));
    }
    if pattern.s10 {
        parts.push(both("校验位须符合", "its check digit must match"));
    }
    super::words::parted(parts, "，", ", ")
}
