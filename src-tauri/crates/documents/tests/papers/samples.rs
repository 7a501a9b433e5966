//! Receipts as counters make them, invented.

use documents::receipt::{
    Amount, Cover, Demand, Ground, Kind, Outlet, ParcelStatus, Photo, Promise, Proof, ProofState, Receipt,
    Role, Signature, SlipWords, SlotState, Visitor, Waybill,
};
use documents::{Bilingual, Moment, Weekday};

/// As long as a real slip's: number, ids, hash, dates, code and signature.
pub const SLIP: &str = "https://slip.example.cn/t#1.qmZudW1iZXJzV0MwNy0yNjExMjEtQTAwMTItNWZ0aWNrZXRQAZ4j1mZrfmqpYg4l5o8xHWZkZXZpY2VQAZ4j1mZrfmqpYg4l5o8xHWVlcG9jaANjc2VxGQIJZGhhc2hYICxyMVZ5m2kqZfE0oD2C0r8n0kYb7w3cV5xYt1sJq0uPZGtpbmRlY2xhaW1nd2F5YmlsbG9TRjEyMzQ1Njc4OTAxMjNmb3BlbmVkGmkgUqRjZHVlGmkpjSBkY29kZUoBI0VniavN7wEjY3NpZ1hA8n0kYb7w3cV5xYt1sJq0uPYg4l5o8xHQIJZGhhc2hYICxyMVZ5m2kqZfE0";

/// What is typed in place of scanning it.
pub fn slip_words() -> SlipWords {
    SlipWords { code: "0123-4567-89AB-CDEF".into(), typed_at: Some("slip.example.cn/t".into()) }
}

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
        slip: Some(slip_words()),
        received: Some(at(11, 21, Weekday::Saturday, 14, 35)),
        waybill: Some(Waybill { number: "SF1234567890123".into(), carrier: Some(bi("顺丰速运", "SF Express")) }),
        visitor: Some(Visitor {
            role: Some(Role::Sender),
            name: Some("王**".into()),
            phone: Some("138******00".into()),
        }),
        category: Some(bi("损毁 › 内件破损", "Damage › Contents damaged")),
        story: Some(
            "上周六寄的一套紫砂茶具，今天收件人打开发现壶嘴断了，纸箱一个角也压扁了。寄的时候保了价1500元，要求按保价赔。".into(),
        ),
        demand: Some(Demand {
            what: vec![bi("赔偿", "Compensation")],
            words: None,
            amount: Some(Amount { fen: 150_000, capitals: "人民币壹仟伍佰元整".into() }),
        }),
        cover: Some(Cover::Insured(150_000)),
        freight_fen: Some(2_300),
        parcel_status: Some(ParcelStatus {
            status: bi("已签收", "Signed for"),
            at: Some(at(11, 21, Weekday::Saturday, 10, 20)),
            source: Some(bi("客户", "The customer")),
        }),
        left_with_us: vec!["纸箱 1".into(), "茶具 1 套".into()],
        photos: vec![
            photo("面单特写", "Label, close up", SlotState::Taken),
            photo("外箱 上面和两侧", "Box, top and two sides", SlotState::Taken),
            photo("外箱 底面和另两侧", "Box, bottom and other sides", SlotState::Taken),
            photo("物品破损特写", "Damage to the item", SlotState::Taken),
            photo("箱内原状", "As found in the box", SlotState::Owed),
        ],
        proofs: vec![
            Proof {
                name: bi("价值证明", "Proof of value"),
                any_of: vec![
                    bi("发票或收据", "Invoice or receipt"),
                    bi("付款记录", "Record of payment"),
                    bi("订单", "Order"),
                ],
                state: ProofState::ToBring,
            },
            Proof {
                name: bi("维修报价", "Repair quote"),
                any_of: Vec::new(),
                state: ProofState::Owed(day(11, 30, Weekday::Monday)),
            },
        ],
        answer: Some(bi("电话", "By phone")),
        promises: promises(),
        service_line: Some(bi(
            "顺丰速运客服热线 95338（每天 8:00—22:00）",
            "SF Express service line 95338 (daily 8:00–22:00)",
        )),
        appeal: Some(bi(
            "如对处理结果不满意或7日内未得到处理，可拨打12305申诉。",
            "If you are not satisfied, or nothing is done within 7 days, you may appeal to the postal regulator at 12305.",
        )),
        privacy: Some(bi(
            "顺丰速运收集您的姓名、联系方式和寄递信息，仅用于处理本次事项，结案后保存3年，到期删除或匿名化。您有权查阅、复制、更正和删除。",
            "SF Express uses your name, contact and parcel details only to handle this matter, keeps them 3 years after it is closed, then deletes or anonymizes them. You may see, copy, correct or delete them.",
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
            "首次反馈，告知方案和进度",
            "First feedback: plan and progress",
            at(11, 22, Weekday::Sunday, 14, 35),
            Ground::Ours(Some(bi(
                "本公司服务承诺：24小时内首次反馈",
                "our promise: first feedback within 24 hours",
            ))),
        ),
        promise(
            "处理并答复",
            "Handled and answered",
            day(11, 25, Weekday::Wednesday),
            Ground::Ours(Some(bi(
                "本公司服务承诺：3个工作日内答复",
                "our promise: an answer within 3 working days",
            ))),
        ),
        promise(
            "法定期限，7日",
            "Legal limit, 7 days",
            day(11, 28, Weekday::Saturday),
            Ground::Law(bi(
                "《快递暂行条例》（2025修订）第二十九条",
                "Interim Regulations on Express Delivery (2025), art. 29",
            )),
        ),
        promise(
            "赔偿办结",
            "Compensation settled",
            day(12, 4, Weekday::Friday),
            Ground::Ours(Some(bi(
                "本公司服务承诺：理赔10个工作日内办结",
                "our promise: claims settled within 10 working days",
            ))),
        ),
    ]
}

/// The same claim, signed on a screen.
pub fn signed() -> Receipt {
    let stroke = |points: &[(f32, f32)]| points.to_vec();
    Receipt {
        signature: Some(Signature {
            strokes: vec![
                stroke(&[(0.0, 0.2), (0.3, 0.1), (0.1, 0.9)]),
                stroke(&[(0.4, 0.0), (0.5, 1.0), (0.7, 0.4), (1.0, 0.5)]),
            ],
            aspect: 2.5,
            at: at(11, 21, Weekday::Saturday, 14, 44),
            shown: "9f86d081884c7d65".into(),
        }),
        ..claim()
    }
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
    let sentence = "派件员说已经放到门口了，可是我下班回家什么也没有看到，问了楼下的驿站和保安“都说没见过”，电话打了三次没有人接。I called 3 times & nobody answered.\n";
    sentence.chars().cycle().take(characters).collect()
}

/// A claim whose names, addresses and words are as long as people's are.
pub fn with_long_names() -> Receipt {
    let name = "买买提·吐尔逊·阿不都热依木·阿卜杜克里木·艾合买提·玉素甫·努尔买买提·托合提·伊布拉音·萨迪克·巴拉提江先生的委托代理人";
    Receipt {
        clerk: Some(name.into()),
        outlet: Outlet {
            carrier: Some(bi("顺丰速运", "SF Express")),
            name: Bilingual::same("新疆维吾尔自治区巴音郭楞蒙古自治州和静县巴音布鲁克镇天鹅湖路旅游服务中心综合便民网点"),
            address: Some(Bilingual::same("新疆维吾尔自治区巴音郭楞蒙古自治州和静县巴音布鲁克镇天鹅湖路 118 号旅游服务中心 2 层 203 室")),
            phone: Some("0996-5551 2345".into()),
        },
        visitor: Some(Visitor {
            role: Some(Role::Agent),
            name: Some("Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Alexandra".into()),
            phone: Some("138******00".into()),
        }),
        demand: Some(Demand {
            what: vec![bi("赔偿", "Compensation"), bi("道歉", "Apology"), bi("退还运费", "Refund of freight")],
            words: Some("请在《快递暂行条例》（2025修订）第二十九条规定的7日内书面答复，并按保价金额1500元全额赔偿，另退运费23元。".into()),
            amount: Some(Amount { fen: 1_234_567_890, capitals: "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整".into() }),
        }),
        left_with_us: vec!["破损的紫砂壶 1 把".into(), "原包装纸箱（含气泡膜、泡沫）1 个".into(), "宜兴市陶瓷鉴定中心出具的鉴定证书复印件 2 份".into()],
        ..claim()
    }
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
            proofs: Vec::new(),
            ..claim
        },
        Kind::Trace => Receipt {
            kind,
            demand: None,
            cover: None,
            freight_fen: None,
            photos: Vec::new(),
            proofs: Vec::new(),
            ..claim
        },
        Kind::Enquiry | Kind::Suggestion => Receipt {
            kind,
            waybill: None,
            demand: None,
            cover: None,
            freight_fen: None,
            parcel_status: None,
            left_with_us: Vec::new(),
            photos: Vec::new(),
            proofs: Vec::new(),
            ..claim
        },
    }
}
