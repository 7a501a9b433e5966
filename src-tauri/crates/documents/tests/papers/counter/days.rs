//! Lists and summaries of a day's work, invented.

use documents::hand_over::{HandOver, KeptArticle};
use documents::summary::{
    CategoryFigures, Cause, CountedMoney, DailySummary, Figures, Manifest, Measure, Paid, Payment, Period,
    Scope, SilentCounter, StateCount, Sum, SummaryTicket,
};
use documents::waiting::{WaitingGroup, WaitingList, WaitingTicket, WaitsFor};
use documents::{Kind, Moment, Weekday};

use super::*;
use crate::samples::{self, at, bi, day};

pub fn waiting_list(length: Length) -> WaitingList {
    let group =
        |waits_for, usual, long| WaitingGroup { waits_for, tickets: waiting_tickets(length, usual, long) };
    let mut groups = vec![
        group(WaitsFor::Customer, 6, 70),
        group(WaitsFor::Headquarters, 3, 60),
        group(WaitsFor::ToBeTold, 0, 10),
    ];
    if length == Length::Short {
        groups[0].tickets = waiting_tickets(Length::Usual, 1, 1);
    }
    WaitingList { issue: issue_of_list(length), groups }
}

pub fn hand_over_list(length: Length) -> HandOver {
    HandOver {
        issue: issue_of_list(length),
        from: if length == Length::Long { LONG_NAME.into() } else { "陈静".into() },
        to: "李娜".into(),
        open: waiting_tickets(length, 8, 90),
        in_custody: kept(length),
        drafts: vec!["SF9876543210987，投诉，客户去取面单照片".into(); count(length, 1, 12)],
        unconfirmed: 14,
        remarks: match length {
            Length::Short => None,
            Length::Usual | Length::Wild => Some("下午三点客户来取壶，请先核对领取联。".into()),
            Length::Long => Some(samples::long_story(900)),
        },
    }
}

pub fn daily_summary(length: Length, period: Period) -> DailySummary {
    let kinds = match length {
        Length::Short => Vec::new(),
        _ => by_category(),
    };
    let tickets: Vec<SummaryTicket> = (0..count(length, 24, 500))
        .map(|index| SummaryTicket {
            number: format!("WC07-261121-A{:04}-5", index + 12),
            kind: KINDS[index % KINDS.len()],
            category: (index % 6 != 5).then(category),
            state: match index % 3 {
                0 => bi("待总部核定", "Waiting for headquarters"),
                1 => bi("已结案", "Closed"),
                _ => bi("处理中", "In hand"),
            },
            waybill: (index % 4 != 3).then(|| "SF1234567890123".into()),
            customer: Some(if index == 3 { name(length) } else { "王**".into() }),
            opened: Some(at(11, 21, Weekday::Saturday, 8 + (index / 60 % 10) as u8, index as u8 % 60)),
            due: Some(day(11, 28, Weekday::Saturday)),
            claimed_fen: (index % 5 == 0).then_some(150_000 + index as i64 * 731),
        })
        .collect();
    DailySummary {
        issue: issue_of_list(length),
        scope: if length == Length::Usual || length == Length::Wild { Scope::Branch } else { Scope::Counter },
        period,
        from: day(11, if period == Period::Day { 21 } else { 1 }, Weekday::Saturday),
        to: day(11, if period == Period::Day { 21 } else { 30 }, Weekday::Saturday),
        silent: match length {
            Length::Short => Vec::new(),
            _ => vec![
                SilentCounter { name: "C".into(), last_heard: Some(at(11, 20, Weekday::Friday, 18, 2)) },
                SilentCounter { name: "D".into(), last_heard: None },
            ],
        },
        figures: Figures {
            opened: tickets.len() as u64,
            closed: 9,
            carried_in: 31,
            carried_out: 46,
            overdue: 2,
            due_today: 5,
            unconfirmed_lines: 14,
            unconfirmed_photos: 3,
        },
        by_category: kinds,
        by_state: [
            bi("处理中", "In hand"),
            bi("待总部核定", "Waiting for headquarters"),
            bi("已结案", "Closed"),
        ]
        .into_iter()
        .take(count(length, 3, 3))
        .map(|state| StateCount { state, count: 8 })
        .collect(),
        claimed: Sum { count: 5, fen: 1_234_500 },
        offered: Sum { count: 3, fen: 345_600 },
        paid: [bi("现金", "Cash"), bi("转账", "Transfer"), bi("优惠券", "Coupon")]
            .into_iter()
            .take(count(length, 3, 3))
            .map(|method| Paid { method, sum: Sum { count: 2, fen: 20_000 } })
            .collect(),
        counted: match length {
            Length::Long if period == Period::Day => counted_money(),
            _ => Vec::new(),
        },
        coupons: Sum { count: 4, fen: 4_000 },
        first_response: Measure { actual: unless_short(length, 160), target: 180, cases: 6 },
        handling: Measure { actual: unless_short(length, 221_400), target: 259_200, cases: 9 },
        satisfied: Measure { actual: None, target: 9_000, cases: 0 },
        causes: [bi("中转", "Transit"), bi("派送网点", "Delivering branch")]
            .into_iter()
            .take(count(length, 2, 2))
            .map(|cause| Cause { cause, count: 4 })
            .collect(),
        in_custody: kept(length),
        to_reconcile: (0..count(length, 2, 30))
            .map(|_| Payment {
                number: NUMBER.into(),
                method: bi("转账", "Transfer"),
                fen: 55_50,
                since: Some(at(11, 20, Weekday::Friday, 16, 10)),
            })
            .collect(),
        manifest: match length {
            Length::Usual | Length::Wild => Manifest::Incomplete { lines: 14, photos: 3 },
            Length::Short => Manifest::Received,
            Length::Long => Manifest::Complete { lines: 214, signed: at(11, 21, Weekday::Saturday, 20, 1) },
        },
        tickets,
    }
}

/// One method that differs, one that does not.
pub fn counted_money() -> Vec<CountedMoney> {
    let money = |method, paid_fen, counted_fen, words: Option<&str>| CountedMoney {
        method,
        paid_fen,
        counted_fen,
        words: words.map(str::to_owned),
    };
    vec![
        money(bi("现金", "Cash"), 28_000, 27_950, Some("客户王先生少拿五角，明早补给他。")),
        money(bi("转账", "Transfer"), 120_000, 120_000, None),
    ]
}

fn waiting_tickets(length: Length, usual: usize, long: usize) -> Vec<WaitingTicket> {
    (0..count(length, usual, long))
        .map(|index| WaitingTicket {
            number: format!("WC07-261121-A{:04}-5", index + 12),
            kind: KINDS[index % KINDS.len()],
            waybill: (index % 4 != 3).then(|| "SF1234567890123".into()),
            customer: Some(if index == 3 { name(length) } else { "王**".into() }),
            awaited: match index % 3 {
                0 => bi("价值证明、箱内原状照片", "Proof of value; photo as found in the box"),
                1 => bi("接受或拒绝方案", "Accepts or refuses the proposal"),
                _ => bi("身份证件", "Identity document"),
            },
            since: Some(at(11, 18, Weekday::Wednesday, 9, index as u8 % 60)),
            due: Some(Moment {
                year: if index == 5 { 2027 } else { 2026 },
                ..day(11, 25, Weekday::Wednesday)
            }),
        })
        .collect()
}

fn kept(length: Length) -> Vec<KeptArticle> {
    (0..count(length, 2, 40).max(1))
        .map(|index| KeptArticle {
            tag: format!("T-{:04}", index + 42),
            number: Some(NUMBER.into()),
            article: if index % 2 == 0 {
                "紫砂茶具 1 套".into()
            } else {
                "原包装纸箱（含气泡膜、泡沫）1 个".into()
            },
            place: "三号柜 2 层".into(),
            since: Some(at(11, 21, Weekday::Saturday, 14, 40)),
        })
        .collect()
}

fn by_category() -> Vec<CategoryFigures> {
    let categories = [
        (Kind::Claim, None),
        (Kind::Claim, Some(category())),
        (Kind::Claim, Some(bi("丢失 › 全部丢失", "Loss › Lost entirely"))),
        (Kind::Complaint, None),
        (
            Kind::Complaint,
            Some(bi(
                "投递服务 › 未按约定投递，也没有事先联系收件人",
                "Delivery › Not as agreed, and the recipient was not called first",
            )),
        ),
        (Kind::Enquiry, None),
    ];
    categories
        .into_iter()
        .map(|(kind, category)| CategoryFigures {
            kind,
            category,
            opened: 12,
            closed: 4,
            open: 19,
            overdue: 1,
            unconfirmed: 3,
            claimed_fen: if kind == Kind::Claim { 1_234_500 } else { 0 },
        })
        .collect()
}
