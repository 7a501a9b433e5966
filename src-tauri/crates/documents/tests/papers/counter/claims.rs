//! A claim, its screening, its evidence and what was left, invented.

use documents::claim_form::{Article, ClaimForm, Party, Payee, Shipment};
use documents::custody::CustodyTag;
use documents::evidence::{Annotation, Attachment, EvidencePack, Photo, hash_list};
use documents::screening::{Outcome, Screening};
use documents::{Bilingual, Ground, Issue, Jpeg, Promise, Role, Signature, Weekday};

use super::*;
use crate::samples::{self, at, bi, day};

pub fn claim_form(length: Length) -> ClaimForm {
    let party = |role, name: &str, phone: &str, address: &str| Party {
        role,
        name: Some(name.into()),
        phone: Some(phone.into()),
        address: unless_short(length, address.to_owned()),
    };
    let claim = samples::claim();
    let articles: Vec<Article> = (0..count(length, 3, 45))
        .map(|index| Article {
            name: match index % 3 {
                0 => "紫砂壶（朱泥，西施壶型，160 ml）".into(),
                1 => "品茗杯".into(),
                _ => "Tea tray, bamboo, with drawer and drain".into(),
            },
            quantity: 1 + index as u32 % 6,
            value_fen: (index != 2).then_some(80_000 + index as i64 * 1_550),
            claimed_fen: 75_000 + index as i64 * 1_550,
        })
        .collect();
    let documents = |usual: usize| -> Vec<Bilingual> {
        [
            bi("面单特写", "Label, close up"),
            bi("物品破损特写", "Damage to the item"),
            bi("购买凭证或发票", "Proof of purchase or invoice"),
            bi("身份证件（核对原件，不留复印件）", "Identity document (shown, not copied)"),
        ]
        .into_iter()
        .cycle()
        .take(count(length, usual, 20))
        .collect()
    };
    ClaimForm {
        issue: issue(length),
        parties: vec![
            party(Role::Sender, &name(length), "138******00", "黑龙江省哈尔滨市五常市建设大街**"),
            party(Role::Recipient, "李**", "159******21", "上海市徐汇区漕溪北路**"),
        ],
        shipment: Shipment {
            waybill: claim.waybill,
            posted: unless_short(length, day(11, 14, Weekday::Saturday)),
            delivered: unless_short(length, at(11, 21, Weekday::Saturday, 10, 20)),
            contents: unless_short(length, "紫砂茶具 1 套".into()),
            freight_fen: claim.freight_fen,
            cover: claim.cover,
        },
        category: Some(category()),
        story: match length {
            Length::Short => None,
            Length::Usual | Length::Wild => claim.story,
            Length::Long => Some(samples::long_story(1_500)),
        },
        demand: if length == Length::Long {
            samples::with_long_names().demand.unwrap_or_default()
        } else {
            claim.demand.unwrap_or_default()
        },
        articles,
        evidence: documents(3),
        owed: documents(2),
        payee: unless_short(
            length,
            Payee {
                name: name(length),
                method: Some(bi("银行转账", "Bank transfer")),
                account: Some("中国工商银行 尾号 4821".into()),
            },
        ),
        deadlines: vec![
            Promise {
                what: bi("答复本索赔单", "Answer to this claim form"),
                due: at(11, 22, Weekday::Sunday, 14, 40),
                ground: Ground::Ours(Some(bi(
                    "本公司服务承诺：24小时内答复",
                    "our promise: within 24 hours",
                ))),
                provisional: false,
            },
            Promise {
                what: bi("提出赔偿方案", "Proposal for compensation"),
                due: day(12, 21, Weekday::Monday),
                ground: Ground::Law(bi(
                    "《快递服务》（GB/T 27917.3）：索赔处理时限30日",
                    "GB/T 27917.3: a claim is handled within 30 days",
                )),
                provisional: length == Length::Long,
            },
        ],
        appeal: Some(appeal_line()),
        privacy: samples::claim().privacy,
        signature: unless_short(length, signature()),
    }
}

pub fn screening_of(length: Length) -> Screening {
    Screening {
        issue: issue(length),
        outcome: if length == Length::Short { Outcome::NotOurs } else { Outcome::NotJustified },
        waybill: samples::claim().waybill,
        visitor: visitor(length),
        category: Some(category()),
        found: match length {
            Length::Short => "运单属于另一家快递公司。".into(),
            Length::Usual | Length::Wild => "快件于11-18 10:20由收件人本人当面签收，签收时外包装完好，收件人未提出异议。\n投递录像已核对。".into(),
            Length::Long => samples::long_story(2_000),
        },
        ground: (length != Length::Short).then(|| {
            bi(
            "收件人当面验收并签收，未在签收时提出外包装异常。",
            "The recipient checked and signed in person and did not object to the packaging.",
            )
        }),
        citation: Some(bi(
            "《快递暂行条例》（2025修订）第二十五条",
            "Interim Regulations on Express Delivery (2025), art. 25",
        )),
        can_do: [
            bi(
                "补充签收时的照片、录像或证人说明，我们会重新审核。",
                "Bring photos, a video or a witness of the delivery; we will review it again.",
            ),
            bi("请网点经理复核本结论。", "Ask the branch manager to review this outcome."),
        ]
        .into_iter()
        .cycle()
        .take(count(length, 2, 12).max(1))
        .collect(),
        service_line: samples::claim().service_line,
        appeal: Some(appeal_line()),
    }
}

pub fn evidence_pack(length: Length, picture: &Jpeg) -> EvidencePack {
    let slots = samples::claim().photos;
    let annotations = vec![
        Annotation::Arrow { from: (0.15, 0.2), to: (0.45, 0.5) },
        Annotation::Ring { centre: (0.6, 0.6), radii: (0.2, 0.15) },
        Annotation::Cover { corner: (0.7, 0.05), size: (0.25, 0.12) },
        Annotation::Ring { centre: (0.02, 0.98), radii: (2.0, f32::NAN) },
    ];
    let photos: Vec<Photo> = (0..count(length, 5, 40).max(1))
        .map(|index| Photo {
            slot: slots[index % slots.len()].slot.clone(),
            file: format!("{:02}.jpg", index + 1),
            jpeg: picture.clone(),
            camera_at: (index % 3 != 2).then(|| at(11, 21, Weekday::Saturday, 10, index as u8 % 60)),
            taken_in_at: Some(at(11, 21, Weekday::Saturday, 14, index as u8 % 60)),
            operator: if length == Length::Long { LONG_NAME.into() } else { "陈静".into() },
            sha256: hash(index),
            annotations: if index % 2 == 0 { annotations.clone() } else { Vec::new() },
            remark: (index == 0).then(|| "壶嘴断口新，箱角压痕与断口方向一致。".into()),
        })
        .collect();
    let attachments: Vec<Attachment> = (0..count(length, 2, 12))
        .map(|index| Attachment {
            file: if index % 2 == 0 {
                format!("unpacking-{index}.mp4")
            } else {
                format!("invoice-{index}.pdf")
            },
            kind: if index % 2 == 0 { bi("视频", "Video") } else { bi("PDF 文件", "PDF document") },
            bytes: 18_400_000 + index as u64,
            taken_in_at: Some(at(11, 21, Weekday::Saturday, 15, 2)),
            operator: "陈静".into(),
            sha256: hash(900 + index),
        })
        .collect();
    assert_eq!(hash_list(&photos, &attachments).lines().count(), photos.len() + attachments.len());
    let claim = samples::claim();
    EvidencePack {
        issue: issue(length),
        received: claim.received,
        waybill: claim.waybill,
        visitor: visitor(length),
        category: Some(category()),
        story: unless_short(length, claim.story.unwrap_or_default()),
        photos,
        attachments,
        list_hash: hash(7_777),
    }
}

/// An article's tag: its ticket's number, and which of its articles it is. Its code says the same.
pub const TAG: &str = "WC07-261121-A0012-5/1";

pub fn custody_tag(length: Length) -> CustodyTag {
    CustodyTag {
        issue: Issue { qr: Some(TAG.into()), ..issue(length) },
        tag: TAG.into(),
        article: match length {
            Length::Long => {
                "宜兴紫砂茶具一套（壶一把、杯六只、茶盘一个，壶嘴断裂，原包装纸箱和气泡膜一并留存）".into()
            }
            _ => "紫砂茶具 1 套".into(),
        },
        condition: unless_short(length, "壶嘴断裂，其余完好".into()),
        place: "三号柜 2 层".into(),
        since: Some(at(11, 21, Weekday::Saturday, 14, 40)),
        taken_by: if length == Length::Long { LONG_NAME.into() } else { "陈静".into() },
        owner: unless_short(length, name(length)),
    }
}

/// As it is given on a screen.
pub fn signature() -> Signature {
    Signature {
        strokes: strokes(),
        aspect: 3.0,
        at: at(11, 21, Weekday::Saturday, 14, 44),
        shown: "9f86d081884c7d65".into(),
    }
}

/// A name written with a pen, roughly.
fn strokes() -> Vec<Vec<(f32, f32)>> {
    let wave = |from: f32, to: f32, height: f32| {
        (0..=20_u8)
            .map(|step| {
                let along = f32::from(step) / 20.0;
                (from + (to - from) * along, height + 0.18 * (along * 9.0).sin())
            })
            .collect()
    };
    vec![
        vec![(0.05, 0.15), (0.25, 0.12)],
        vec![(0.06, 0.45), (0.24, 0.42)],
        vec![(0.02, 0.85), (0.28, 0.8)],
        vec![(0.15, 0.14), (0.14, 0.83)],
        wave(0.35, 0.95, 0.5),
        vec![(0.62, 0.95)],
    ]
}

pub fn hash(index: usize) -> String {
    let half = |seed: u128| (index as u128 + seed).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    format!("{:032x}{:032x}", half(3), half(0x7f4a_0000_0005))
}
