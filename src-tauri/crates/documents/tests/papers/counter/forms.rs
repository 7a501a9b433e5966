//! Forms to fill in, the notice and the test page, invented.

use documents::notice::{PublicNotice, Section};
use documents::satisfaction::SatisfactionForm;
use documents::test_page::TestPage;
use documents::visit::VisitForm;
use documents::{Bilingual, Issue, Role, Visitor, Weekday};

use super::*;
use crate::samples::{self, at, bi, day};

pub fn satisfaction_form(length: Length) -> SatisfactionForm {
    SatisfactionForm {
        issue: issue(length),
        waybill: samples::claim().waybill,
        visitor: visitor(length),
        category: unless_short(length, category()),
        privacy: samples::claim().privacy,
    }
}

pub fn visit_form(length: Length) -> VisitForm {
    VisitForm {
        issue: issue(length),
        customer: Some(Visitor {
            role: Some(Role::Recipient),
            name: Some(name(length)),
            phone: Some("159******21".into()),
        }),
        address: unless_short(length, "上海市徐汇区漕溪北路**".into()),
        visited_by: vec!["陈静".into(), "李娜".into()],
        agreed: Some(at(11, 23, Weekday::Monday, 10, 0)),
        waybill: samples::claim().waybill,
        purpose: Some(bi("当面查看破损物品并致歉", "See the damaged item and apologize in person")),
        to_check: [
            bi("外箱和内包装", "Box and filling"),
            bi("破损物品本身", "The damaged item itself"),
            bi("购买凭证", "Proof of purchase"),
        ]
        .into_iter()
        .cycle()
        .take(count(length, 3, 15))
        .collect(),
        findings: (length == Length::Long).then(|| samples::long_story(1_200)),
    }
}

pub fn public_notice(length: Length) -> PublicNotice {
    let section = |title, paragraphs: Vec<Bilingual>, citation| Section { title, paragraphs, citation };
    let mut sections = vec![
        section(
            bi("怎样投诉", "How to complain"),
            vec![bi(
                "您可以在本柜台、拨打客服热线 95338（每天 8:00—22:00）或扫描受理回执上的二维码提出投诉、查询和索赔。受理后当场给您受理回执。",
                "Tell us at this counter, call 95338 (daily 8:00–22:00), or scan the code on your receipt. You get a receipt at once.",
            )],
            None,
        ),
        section(
            bi("多久答复", "When we answer"),
            vec![bi(
                "自受理之日起7日内处理并答复。索赔自受理之日起30日内提出赔偿方案。",
                "We handle and answer within 7 days, and propose compensation for a claim within 30 days.",
            )],
            Some(bi(
                "《快递暂行条例》（2025修订）第二十九条",
                "Interim Regulations on Express Delivery (2025), art. 29",
            )),
        ),
        section(
            bi("赔偿规则", "Compensation"),
            vec![
                bi(
                    "保价快件：丢失、全部损毁的，按保价金额赔偿；部分损毁、短少的，按保价金额与实际价值的比例赔偿。",
                    "Insured: the insured amount for loss or total damage; in proportion for partial damage or shortage.",
                ),
                bi(
                    "未保价快件：按实际损失赔偿，最高不超过所付运费的若干倍，以服务合同的约定为准。",
                    "Not insured: the actual loss, up to the limit that the terms of carriage set.",
                ),
            ],
            Some(bi(
                "《快递暂行条例》（2025修订）第二十八条；服务合同条款",
                "Interim Regulations on Express Delivery (2025), art. 28; terms of carriage",
            )),
        ),
        section(
            bi("不满意怎么办", "If you are not satisfied"),
            vec![bi(
                "对处理结果不满意或7日内未得到处理，可向邮政管理部门申诉，电话 12305。",
                "Appeal to the postal regulator at 12305 if you are not satisfied or nothing is done within 7 days.",
            )],
            None,
        ),
    ];
    match length {
        Length::Short => drop(sections.drain(..3)),
        Length::Usual | Length::Wild => {}
        Length::Long => sections = sections.iter().cycle().take(14).cloned().collect(),
    }
    PublicNotice {
        issue: Issue { copy: None, ..issue_of_list(length) },
        sections,
        policy: "2026.11".into(),
        in_force: Some(day(11, 1, Weekday::Sunday)),
    }
}

pub fn test_page_of(length: Length) -> TestPage {
    TestPage {
        issue: Issue { number: None, qr: Some("XP-80C-counter-A".into()), ..issue(length) },
        printer: if length == Length::Long {
            "Hewlett-Packard LaserJet Professional M1136 Multifunction (copy 2)".into()
        } else {
            "XP-80C".into()
        },
        bar_code: NUMBER.into(),
    }
}
