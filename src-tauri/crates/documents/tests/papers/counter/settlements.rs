//! What is offered, decided, refused and paid, invented.

use documents::decision::{Decision, Ruling};
use documents::proposal::{Alternative, ProofOwed, Proposal};
use documents::refusal::{Reason, Refusal};
use documents::voucher::Voucher;
use documents::{
    Amount, Answer, Backed, Bilingual, Decider, Ground, InFull, MoneyLine, Pledge, Promise, Review, Term,
    Weekday,
};

use super::claims::signature;
use super::*;
use crate::samples::{self, at, bi, day};

/// A reason as adjusters write it: long, and without a space.
pub const LONG_REASON: &str = "经调取始发网点收寄视频、沿途三个分拨中心的过机称重记录和目的网点投递影像逐段比对，快件在第二分拨中心过机时重量由二点三五千克变为二点一零千克，且外包装封箱胶带出现二次粘贴痕迹，据此认定内件短少发生在中转环节，由承运方承担赔偿责任；客户所述另一件物品未在面单内件栏登记，也没有购买凭证，暂不能列入损失。";

pub fn money_lines(length: Length) -> Vec<MoneyLine> {
    let line =
        |head, fen, citation, steps: &[Bilingual]| MoneyLine { head, fen, citation, steps: steps.to_vec() };
    let usual = [
        line(
            bi("内件损失", "Loss of contents"),
            75_000,
            bi(
                "《快递暂行条例》（2025修订）第二十八条",
                "Interim Regulations on Express Delivery (2025), art. 28",
            ),
            &[
                bi("经证明的损失 ¥750.00", "Loss proven: ¥750.00"),
                bi(
                    "保价金额 ¥1,500.00，损失没有超过，按损失赔偿",
                    "Insured for ¥1,500.00; the loss is within it and is paid",
                ),
            ],
        ),
        line(
            bi("退还运费", "Refund of freight"),
            2_300,
            bi(
                "本公司服务承诺：延误退还运费、赔偿损失或发放优惠券",
                "Our promise: freight refunded, loss compensated, or a coupon",
            ),
            &[bi("已付运费 ¥23.00，全额退还", "Freight paid: ¥23.00, refunded whole")],
        ),
        line(
            bi("退回运费", "Return freight"),
            1_850,
            bi("服务合同条款第 9 条", "Terms of carriage, no. 9"),
            &[bi(
                "破损物品寄回检验的运费，凭运单",
                "Freight for sending the damaged item in, by its waybill",
            )],
        ),
    ];
    let long = [
        line(
            bi(
                "因迟延交付给收件人造成的直接损失（含收件人另行购买替代品的差价）",
                "Direct loss by late delivery, including what the recipient paid more for a replacement elsewhere",
            ),
            123_456_789_012_345,
            bi(
                "《中华人民共和国民法典》第八百三十二条、第八百三十三条；服务合同条款第 12 条第三款",
                "Civil Code, arts. 832 and 833; terms of carriage, no. 12, third paragraph",
            ),
            &[bi(
                LONG_REASON,
                "The weight changed between two sorting centres and the tape was opened and closed again, which is why the loss is held to have happened in transit and to be ours.",
            )],
        ),
        line(bi("优惠券", "Coupon"), 1_000, Bilingual::default(), &[]),
    ];
    match length {
        Length::Short => Vec::new(),
        Length::Usual | Length::Wild => usual.to_vec(),
        Length::Long => usual.iter().chain(&long).cycle().take(12).cloned().collect(),
    }
}

pub fn total_of(length: Length) -> Amount {
    let capitals = match length {
        Length::Short => "人民币零元整",
        Length::Usual | Length::Wild => "人民币柒佰玖拾壹元伍角整",
        Length::Long => "人民币贰万肆仟陆佰玖拾壹亿叁仟伍佰柒拾捌万贰仟柒佰壹拾陆元肆角整",
    };
    let fen = money_lines(length).iter().map(|line| line.fen).sum();
    Amount { fen, capitals: capitals.into() }
}

pub fn claimed() -> Option<Backed> {
    Some(Backed {
        fen: 150_000, by: bi("客户在索赔申告单中提出", "As the customer claimed on the form")
    })
}

pub fn proven(length: Length) -> Option<Backed> {
    let by = bi("购买凭证和定损报告", "Proof of purchase and damage report");
    unless_short(length, Backed { fen: 75_000, by })
}

pub fn payment() -> Pledge {
    Pledge {
        what: bi("付款到账", "The money is paid"),
        term: Term::Within(bi("接受后7日内", "within 7 days of acceptance")),
        ground: Ground::Ours(Some(bi("服务合同条款第 15 条", "Terms of carriage, no. 15"))),
        provisional: false,
    }
}

pub fn proposal_of(length: Length) -> Proposal {
    let alternatives = [
        Alternative {
            name: bi("保价快件，按比例", "Insured, in proportion"),
            total_fen: Some(37_500),
            citation: bi("服务合同条款第 11 条", "Terms of carriage, no. 11"),
            why_not: bi(
                "合同没有约定按比例赔偿，也没有提示过",
                "The contract agrees on no proportion and pointed none out",
            ),
        },
        Alternative {
            name: bi("优惠券", "Coupon"),
            total_fen: Some(2_300),
            citation: bi("本公司服务承诺", "Our promise"),
            why_not: bi("客户没有选择优惠券", "The customer did not choose it"),
        },
        Alternative {
            name: bi("不适用保价限额，按实际损失", "No limit: the actual loss"),
            total_fen: None,
            citation: Bilingual::default(),
            why_not: bi(
                LONG_REASON,
                "The limit was pointed out and nobody found gross fault, so that it binds.",
            ),
        },
    ];
    let owed = [
        ProofOwed {
            proof: bi("修理费发票", "Invoice for the repair"),
            due: Some(day(11, 30, Weekday::Monday)),
        },
        ProofOwed {
            proof: bi("箱内原状照片", "Photo as found in the box"),
            due: Some(day(11, 20, Weekday::Friday)),
        },
        ProofOwed {
            proof: bi(
                "委托书和双方身份证件（核对原件）",
                "Authorization and both identity documents (shown)",
            ),
            due: None,
        },
    ];
    Proposal {
        issue: issue(length),
        waybill: samples::claim().waybill,
        visitor: visitor(length),
        category: unless_short(length, category()),
        claimed: claimed(),
        proven: proven(length),
        lines: money_lines(length),
        total: total_of(length),
        why: unless_short(length, bi("已保价，按约定的保价规则。", "Insured: by the agreed rule.")),
        alternatives: alternatives.into_iter().cycle().take(count(length, 2, 6)).collect(),
        proofs_owed: owed.into_iter().cycle().take(count(length, 2, 9)).collect(),
        answer_by: Some(Promise {
            what: bi("请您答复本方案", "Please answer this proposal"),
            due: day(12, 5, Weekday::Saturday),
            ground: Ground::Ours(Some(bi("服务合同条款第 14 条", "Terms of carriage, no. 14"))),
            provisional: false,
        }),
        payment: Some(payment()),
        review: Some(Review {
            rounds_left: if length == Length::Short { 0 } else { 2 },
            due: unless_short(length, day(12, 5, Weekday::Saturday)),
        }),
        policy: Some("2026.11".into()),
        service_line: samples::claim().service_line,
        appeal: Some(appeal_line()),
        privacy: unless_short(length, samples::claim().privacy.unwrap_or_default()),
        answer: (length == Length::Long).then_some(Answer::Accepts),
        signature: (length == Length::Long).then(signature),
    }
}

fn adjuster(length: Length) -> Decider {
    Decider {
        role: bi("理赔员", "Adjuster"),
        name: unless_short(length, name(length)),
        unit: Some(bi("总部客户服务中心", "Headquarters, customer service")),
        at: Some(at(11, 21, Weekday::Saturday, 11, 5)),
    }
}

pub fn decision_of(length: Length) -> Decision {
    let reason = match length {
        Length::Long => bi(
            LONG_REASON,
            "The damage report came in after the assessment and shows that a part of the set can be used, which was not known when the loss was reckoned.",
        ),
        _ => bi(
            "定损后客户补交了修理费发票，按发票核减。",
            "After the assessment the customer handed in an invoice for the repair, by which it is lowered.",
        ),
    };
    let mut lines = money_lines(length);
    let changed = Ruling::Changed {
        assessed: Backed { fen: 104_150, by: bi("按规则 2026.11 核算", "Assessed by policy 2026.11") },
        reason,
    };
    // What an adjuster changed is not in the lines that were reckoned.
    if length == Length::Usual
        && let Some(loss) = lines.first_mut()
    {
        loss.fen += 25_000;
    }
    Decision {
        issue: issue(length),
        received: samples::claim().received,
        waybill: samples::claim().waybill,
        visitor: visitor(length),
        category: unless_short(length, category()),
        claimed: claimed(),
        proven: proven(length),
        ruling: if length == Length::Short { Ruling::AsAssessed } else { changed },
        lines,
        total: total_of(length),
        decided_by: adjuster(length),
        released_by: unless_short(
            length,
            Decider {
                role: bi("复核人", "Approver"),
                at: Some(at(11, 21, Weekday::Saturday, 13, 40)),
                ..adjuster(length)
            },
        ),
        policy: Some("2026.11".into()),
        payment: Some(payment()),
        review: Some(Review { rounds_left: 1, due: Some(day(12, 5, Weekday::Saturday)) }),
        late: None,
        service_line: samples::claim().service_line,
        appeal: Some(appeal_line()),
        answer: (length == Length::Long).then_some(Answer::Refuses),
        signature: (length == Length::Long).then(signature),
    }
}

pub fn refusal_of(length: Length) -> Refusal {
    let reasons = [
        Reason {
            words: bi(
                "快件由收件人本人当面验收并签收，签收时没有对外包装提出异议，投递录像显示外包装完好。",
                "The recipient checked and signed in person without an objection; the video of the delivery shows the box whole.",
            ),
            citation: bi("《中华人民共和国民法典》第八百三十一条", "Civil Code, art. 831"),
        },
        Reason {
            words: bi(
                "没有提交能证明内件价值的材料。",
                "Nothing was handed in that proves the value of the contents.",
            ),
            citation: bi("服务合同条款第 10 条", "Terms of carriage, no. 10"),
        },
        Reason {
            words: bi(
                LONG_REASON,
                "The second article is not on the waybill and nothing proves that it was bought.",
            ),
            citation: Bilingual::default(),
        },
    ];
    let claim = samples::claim();
    Refusal {
        issue: issue(length),
        waybill: claim.waybill,
        visitor: visitor(length),
        category: unless_short(length, category()),
        asked: if length == Length::Long { samples::with_long_names().demand.unwrap_or_default() } else { claim.demand.unwrap_or_default() },
        found: match length {
            Length::Short => String::new(),
            Length::Usual | Length::Wild => "投递录像：11-21 10:18 收件人当面拆开外包装查看，10:20 签收。\n称重记录：收寄 2.35 千克，投递 2.35 千克。".into(),
            Length::Long => samples::long_story(1_500),
        },
        reasons: reasons.into_iter().cycle().take(count(length, 2, 12)).collect(),
        would_change: [
            bi("签收当时的照片、录像，或在场的人的书面说明", "Photos or a video of the delivery, or a written statement of somebody who was there"),
            bi("能证明内件价值的发票、订单或付款记录", "An invoice, an order or a record of payment that proves the value"),
        ]
        .into_iter()
        .cycle()
        .take(count(length, 2, 8))
        .collect(),
        decided_by: Some(adjuster(length)),
        policy: Some("2026.11".into()),
        review: Some(Review {
            rounds_left: 2,
            due: unless_short(length, day(12, 5, Weekday::Saturday)),
        }),
        late: None,
        service_line: claim.service_line,
        appeal: Some(appeal_line()),
        signature: (length == Length::Long).then(signature),
    }
}

pub fn voucher_of(length: Length) -> Voucher {
    Voucher {
        issue: issue(length),
        voucher: "PV07-261121-0031".into(),
        payee: name(length),
        payee_for_finance: (length == Length::Usual).then(|| InFull("王小明".into())),
        method: bi("银行转账", "Bank transfer"),
        account: unless_short(length, "中国工商银行 尾号 4821".into()),
        waybill: samples::claim().waybill,
        lines: money_lines(length),
        total: total_of(length),
        paid_at: unless_short(length, at(11, 21, Weekday::Saturday, 15, 10)),
        paid_by: unless_short(length, "李娜".into()),
        approved_by: Some(Bilingual::new("复核人 赵**", "Approver Zhao**")),
        corrected: None,
        signature: unless_short(length, signature()),
    }
}
