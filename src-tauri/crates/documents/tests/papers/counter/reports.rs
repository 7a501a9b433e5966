//! What is reported of a matter while it is looked into and when the regulator asks, invented.

use documents::appeal::{AppealAnswer, ClockTold, Happening, Outcome, Satisfied};
use documents::claim_form::{Party, Shipment};
use documents::preliminary::{Exhibit, Preliminary, Task};
use documents::{Bilingual, Weekday};

use super::claims::hash;
use super::settlements::{LONG_REASON, money_lines, total_of};
use super::*;
use crate::samples::{self, at, bi, day};

pub fn exhibits(length: Length) -> Vec<Exhibit> {
    let places = [
        bi("五常网点柜台", "Wuchang outlet, counter"),
        bi("沈阳分拨中心 3 号线过机记录", "Shenyang sorting centre, line 3"),
        bi("收件人提供", "From the recipient"),
    ];
    let kinds = [
        bi("面单特写照片", "Photo of the label, close up"),
        bi("分拨中心称重记录", "Weighing record of the sorting centre"),
        bi("拆封视频", "Video of the unpacking"),
        bi("购买凭证", "Proof of purchase"),
    ];
    (0..count(length, 4, 30))
        .map(|index| Exhibit {
            kind: kinds[index % kinds.len()].clone(),
            file: (index % 4 != 1).then(|| {
                format!("{:02}-{}", index + 1, if index % 4 == 2 { "unpacking.mp4" } else { "photo.jpg" })
            }),
            at: (index % 5 != 3).then(|| at(11, 21, Weekday::Saturday, 14, index as u8 % 60)),
            place: (index % 4 != 3).then(|| places[index % places.len()].clone()),
            sha256: (index % 4 != 1).then(|| hash(index)),
        })
        .collect()
}

pub fn findings(length: Length) -> String {
    match length {
        Length::Short => String::new(),
        Length::Usual | Length::Wild => "收寄称重 2.35 千克，沈阳分拨中心过机称重 2.10 千克，差 0.25 千克。\n封箱胶带有二次粘贴痕迹，投递录像显示签收时外箱一角已压扁。".into(),
        Length::Long => format!("{}\n{}", LONG_REASON.repeat(4), samples::long_story(900)),
    }
}

pub fn preliminary_of(length: Length) -> Preliminary {
    let tasks = [
        Task {
            what: bi("调取沈阳分拨中心 11-19 的监控", "Get the recording of 19 November from Shenyang"),
            whose: Some(bi("沈阳分拨中心", "Shenyang sorting centre")),
            due: Some(at(11, 20, Weekday::Friday, 18, 0)),
        },
        Task {
            what: bi("定损：核对修理费报价", "Reckon the damage: check the quote for the repair"),
            whose: Some(Bilingual::same("李娜")),
            due: Some(day(11, 24, Weekday::Tuesday)),
        },
        Task {
            what: bi(
                LONG_REASON,
                "Compare every recording between the two sorting centres, minute by minute, and say where the tape was opened.",
            ),
            whose: Some(Bilingual::same(LONG_NAME)),
            due: None,
        },
    ];
    Preliminary {
        issue: issue(length),
        received: samples::claim().received,
        waybill: samples::claim().waybill,
        visitor: visitor(length),
        category: unless_short(length, category()),
        findings: findings(length),
        stage: unless_short(length, bi("中转", "Transit")),
        cause: unless_short(
            length,
            bi(
                "分拣时受挤压，封箱胶带开裂后重新粘贴",
                "Crushed while sorted; the tape burst and was closed again",
            ),
        ),
        responsible_unit: (length == Length::Long).then(|| bi("沈阳分拨中心", "Shenyang sorting centre")),
        exhibits: exhibits(length),
        tasks: tasks.into_iter().cycle().take(count(length, 2, 24)).collect(),
        next_steps: [
            bi("收到监控后确定责任部门", "Establish who caused it when the recording is there"),
            bi("提出赔付方案并告知客户", "Make a proposal and tell the customer"),
        ]
        .into_iter()
        .cycle()
        .take(count(length, 2, 10))
        .collect(),
        service_line: samples::claim().service_line,
    }
}

/// Agreed and paid as usual; long while it is not finished; short where nothing is known yet.
pub fn answer_of(length: Length) -> AppealAnswer {
    let claim = samples::claim();
    let party = |role, name: String, phone: &str, address: &str| Party {
        role,
        name: Some(name),
        phone: Some(phone.into()),
        address: unless_short(length, address.to_owned()),
    };
    AppealAnswer {
        issue: issue(length),
        appeal: unless_short(length, "SSWZ-2026-1120-00482".into()),
        forwarded: Some(at(11, 20, Weekday::Friday, 9, 30)),
        received: Some(at(11, 12, Weekday::Thursday, 14, 35)),
        parties: vec![
            party(Role::Sender, name(length), "138******00", "黑龙江省哈尔滨市五常市建设大街**"),
            party(Role::Recipient, "李**".into(), "159******21", "上海市徐汇区漕溪北路**"),
        ],
        shipment: Shipment {
            waybill: claim.waybill,
            posted: Some(day(11, 7, Weekday::Saturday)),
            delivered: unless_short(length, at(11, 12, Weekday::Thursday, 10, 20)),
            contents: unless_short(length, "紫砂茶具 1 套".into()),
            freight_fen: claim.freight_fen,
            cover: claim.cover,
        },
        category: Some(category()),
        story: unless_short(
            length,
            if length == Length::Long { samples::long_story(900) } else { claim.story.unwrap_or_default() },
        ),
        asked: claim.demand.unwrap_or_default(),
        findings: findings(length),
        stage: unless_short(length, bi("中转", "Transit")),
        cause: unless_short(length, bi("分拣时受挤压", "Crushed while sorted")),
        responsible_unit: unless_short(length, bi("沈阳分拨中心", "Shenyang sorting centre")),
        outcome: match length {
            Length::Short => Outcome::default(),
            Length::Usual | Length::Wild => Outcome::Agreed {
                agreement: bi(
                    "双方同意按已证明的损失赔偿，并退还运费。",
                    "Both agree that the proven loss is paid and the freight refunded.",
                ),
                lines: money_lines(length),
                total: total_of(length),
                paid_at: Some(at(11, 21, Weekday::Saturday, 11, 10)),
            },
            Length::Long => Outcome::Unfinished {
                progress: LONG_REASON.into(),
                principle: "按已证明的实际损失赔偿，以保价金额为限；责任由本公司先行承担，再向责任部门追偿。"
                    .into(),
                negotiation: samples::long_story(700),
            },
        },
        explanation: unless_short(length, "网点经理已当面向用户说明查证结果并致歉。".into()),
        satisfied: match length {
            Length::Short => Satisfied::NotAsked,
            Length::Usual | Length::Wild => Satisfied::Yes,
            Length::Long => Satisfied::No,
        },
        remark: unless_short(length, "处理结果可以接受，希望以后快一些。".into()),
        timeline: timeline(length),
        clocks: clocks(length),
        exhibits: exhibits(length),
        handler: if length == Length::Long { LONG_NAME.into() } else { "陈静".into() },
        handler_phone: Some("0451-5551 2346".into()),
    }
}

fn timeline(length: Length) -> Vec<Happening> {
    let usual = [
        (
            12,
            Weekday::Thursday,
            bi("网点受理，出具受理回执", "Taken in at the counter; receipt handed over"),
            bi("经办人", "Clerk"),
        ),
        (
            13,
            Weekday::Friday,
            bi("首次反馈，告知用户正在核查", "First feedback: the matter is looked into"),
            bi("经办人", "Clerk"),
        ),
        (18, Weekday::Wednesday, bi("提出赔付方案 ¥791.50", "Proposal of ¥791.50"), bi("理赔员", "Adjuster")),
        (
            21,
            Weekday::Saturday,
            bi("用户接受方案，转账付款", "The customer accepts; paid by transfer"),
            bi("网点经理", "Manager"),
        ),
    ];
    (0..count(length, 4, 40))
        .map(|index| {
            let (on, weekday, what, by) = &usual[index % 4];
            let what =
                if index % 7 == 6 { bi(LONG_REASON, "Every recording was compared.") } else { what.clone() };
            Happening {
                at: at(11, *on, *weekday, 9, index as u8 % 60),
                what,
                by: (index % 5 != 4).then(|| by.clone()),
            }
        })
        .collect()
}

pub fn clocks(length: Length) -> Vec<ClockTold> {
    let clock = |name, citation, due, done| ClockTold { name, citation, due, done, is_late: false };
    let usual = [
        clock(
            bi("首次反馈", "First feedback"),
            bi("本公司服务承诺：24小时内首次反馈", "Our promise: first feedback within 24 hours"),
            at(11, 13, Weekday::Friday, 14, 35),
            Some(at(11, 13, Weekday::Friday, 9, 1)),
        ),
        clock(
            bi("处理并告知用户", "Handled, and the customer told"),
            bi(
                "《快递暂行条例》（2025修订）第二十九条",
                "Interim Regulations on Express Delivery (2025), art. 29",
            ),
            day(11, 19, Weekday::Thursday),
            Some(at(11, 20, Weekday::Friday, 10, 0)),
        ),
        clock(
            bi("赔偿办结", "Compensation settled"),
            bi("本公司服务承诺：理赔10个工作日内办结", "Our promise: claims settled within 10 working days"),
            day(11, 20, Weekday::Friday),
            None,
        ),
        clock(
            bi("向邮政管理部门答复", "Answer to the regulator"),
            Bilingual::default(),
            day(11, 30, Weekday::Monday),
            None,
        ),
    ];
    usual.into_iter().cycle().take(count(length, 4, 14)).collect()
}
