//! Receipts as counters make them, invented.

use documents::receipt::{
    Amount, Cover, Demand, Ground, Kind, Outlet, ParcelStatus, Photo, Promise, Receipt, Role, SlotState,
    Visitor, Waybill,
};
use documents::{Bilingual, Moment, Weekday};

/// As long as a real slip's: number, ids, hash, dates, code and signature.
pub const SLIP: &str = "https://slip.example.cn/t#1.qmZudW1iZXJzV0MwNy0yNjExMjEtQTAwMTItNWZ0aWNrZXRQAZ4j1mZrfmqpYg4l5o8xHWZkZXZpY2VQAZ4j1mZrfmqpYg4l5o8xHWVlcG9jaANjc2VxGQIJZGhhc2hYICxyMVZ5m2kqZfE0oD2C0r8n0kYb7w3cV5xYt1sJq0uPZGtpbmRlY2xhaW1nd2F5YmlsbG9TRjEyMzQ1Njc4OTAxMjNmb3BlbmVkGmkgUqRjZHVlGmkpjSBkY29kZUoBI0VniavN7wEjY3NpZ1hA8n0kYb7w3cV5xYt1sJq0uPYg4l5o8xHQIJZGhhc2hYICxyMVZ5m2kqZfE0";

pub fn bi(zh: &str, en: &str) -> Bilingual {
    Bilingual::new(zh, en)
}

pub fn day(month: u8, day: u8, weekday: Weekday) -> Moment {
    Moment { year: 2026, month, day, weekday, time: None }
}

pub fn at(month: u8, on: u8, weekday: Weekday, hour: u8, minute: u8) -> Moment {
    Moment { time: Some((hour, minute)), ..day(month, on, weekday) }
}

pub fn outlet() -> Outlet {
    Outlet {
        carrier: Some(bi("顺丰速运", "SF Express")),
        name: bi("五常网点", "Wuchang outlet"),
        address: Some(bi("黑龙江省哈尔滨市五常市建设大街 18 号", "18 Jianshe Avenue, Wuchang, Harbin")),
        phone: Some("0451-5551 2345".into()),
    }
}

/// The teapot of the drawings: a claim, complete and saved.
pub fn claim() -> Receipt {
    Receipt {
        living: false,
        counter: Some("A".into()),
        clerk: Some("陈静".into()),
        number: Some("WC07-261121-A0012-5".into()),
        qr: Some(SLIP.into()),
        received: Some(at(11, 21, Weekday::Saturday, 14, 35)),
        waybill: Some(Waybill { number: "SF1234567890123".into(), carrier: Some(bi("顺丰速运", "SF Express")) }),
        visitor: Some(Visitor {
            role: Some(Role::Sender),
            name: Some("王**".into()),
            phone: Some("138******00".into()),
        }),
        category: Some(bi("损毁 › 内件破损", "Damage › contents broken")),
        story: Some(
            "上周六寄的一套紫砂茶具,今天收件人打开发现壶嘴断了,纸箱一个角也压扁了。寄的时候保了价一千五,要求按保价赔。".into(),
        ),
        demand: Some(Demand {
            what: bi("赔偿", "Compensation"),
            words: None,
            amount: Some(Amount { fen: 150_000, capitals: "人民币壹仟伍佰元整".into() }),
        }),
        cover: Some(Cover::Insured(150_000)),
        freight_fen: Some(2_300),
        parcel_status: Some(ParcelStatus {
            status: bi("已签收", "signed for"),
            at: Some(at(11, 21, Weekday::Saturday, 10, 20)),
            source: Some(bi("寄件人", "the sender")),
        }),
        left_with_us: vec!["纸箱 1".into(), "茶具 1 套".into()],
        photos: vec![
            photo("面单", "label", SlotState::Taken),
            photo("外箱 上+侧", "box, top and sides", SlotState::Taken),
            photo("外箱 下+侧", "box, bottom and sides", SlotState::Taken),
            photo("物品破损特写", "close-up of the damage", SlotState::Taken),
            photo("箱内原状", "as found in the box", SlotState::Owed),
            photo("价值证明", "proof of value", SlotState::Owed),
        ],
        answer: Some(bi("电话", "by phone")),
        promises: promises(),
        service_line: Some(bi(
            "服务热线 95338,每日 8:00–22:00。",
            "Service line 95338, daily 8:00–22:00.",
        )),
        appeal: Some(bi(
            "对处理结果不满意,或 7 日内未得到处理,可拨打 12305 或登录 sswz.spb.gov.cn 向邮政管理部门申诉。",
            "Not satisfied, or not dealt with within 7 days: appeal to the postal administration, 12305 or sswz.spb.gov.cn.",
        )),
        privacy: Some(bi(
            "您的信息仅用于处理本工单,结案后保存 3 年;您可向本网点查询、更正或要求删除。",
            "Your data serve this ticket only and are kept for 3 years after it is closed; ask us to see, correct or delete them.",
        )),
        ..Receipt::living(Kind::Claim, outlet())
    }
}

fn photo(zh: &str, en: &str, state: SlotState) -> Photo {
    Photo { slot: bi(zh, en), state }
}

fn promises() -> Vec<Promise> {
    let promise = |zh, en, due, ground| Promise { what: bi(zh, en), due, ground, provisional: false };
    vec![
        promise(
            "首次反馈,告知方案和进度",
            "First answer: what we will do",
            at(11, 22, Weekday::Sunday, 14, 35),
            Ground::Law(bi(
                "《快递服务》国家标准 GB/T 27917,索赔 24 小时内答复",
                "GB/T 27917, claims answered within 24 h",
            )),
        ),
        promise(
            "处理并答复",
            "Dealt with and answered",
            day(11, 25, Weekday::Wednesday),
            Ground::Ours(Some(bi("服务承诺,3 个工作日", "service promise, 3 working days"))),
        ),
        promise(
            "处理投诉并告知结果",
            "Complaint dealt with, result told",
            day(11, 28, Weekday::Saturday),
            Ground::Law(bi(
                "《快递暂行条例》(2025 修订)第二十九条,7 日",
                "Express Delivery Regulations (2025), art. 29, 7 days",
            )),
        ),
        promise(
            "赔偿办结",
            "Compensation settled",
            day(12, 4, Weekday::Friday),
            Ground::Ours(Some(bi("服务承诺,10 个工作日", "service promise, 10 working days"))),
        ),
    ]
}

/// The same claim while it is typed.
pub fn living() -> Receipt {
    Receipt {
        counter: Some("A".into()),
        clerk: Some("陈静".into()),
        waybill: Some(Waybill {
            number: "SF1234567890123".into(),
            carrier: Some(bi("顺丰速运", "SF Express")),
        }),
        visitor: Some(Visitor { role: Some(Role::Sender), name: Some("王**".into()), phone: None }),
        photos: claim().photos,
        service_line: claim().service_line,
        appeal: claim().appeal,
        privacy: claim().privacy,
        ..Receipt::living(Kind::Claim, outlet())
    }
}

/// A story of `characters` characters in many paragraphs.
pub fn long_story(characters: usize) -> String {
    let sentence = "派件员说已经放到门口了,可是我下班回家什么也没有看到,问了楼下的驿站和保安“都说没见过”,电话打了三次没有人接。I called 3 times & nobody answered.\n";
    sentence.chars().cycle().take(characters).collect()
}

/// What people type that is not plain text.
pub const WILD: &str = "张𠮷和龘、喆🎁👨‍👩‍👧;<b>&\"'</b> =SUM(A1) {{x}} \u{0}\u{1b}[31m\t制表\u{202e}反\u{200b}零 שלום مرحبا עִבְרִית ﹏ ① ㎏ ½ ﷺ e\u{301} \u{feff}end";

/// A receipt of `kind` that says what such a ticket says.
pub fn of_kind(kind: Kind) -> Receipt {
    let claim = claim();
    match kind {
        Kind::Claim => claim,
        Kind::Complaint => Receipt {
            kind,
            cover: Some(Cover::NotInsured),
            left_with_us: Vec::new(),
            photos: Vec::new(),
            ..claim
        },
        Kind::Trace => {
            Receipt { kind, demand: None, cover: None, freight_fen: None, photos: Vec::new(), ..claim }
        }
        Kind::Enquiry | Kind::Suggestion => Receipt {
            kind,
            waybill: None,
            demand: None,
            cover: None,
            freight_fen: None,
            parcel_status: None,
            left_with_us: Vec::new(),
            photos: Vec::new(),
            ..claim
        },
    }
}
