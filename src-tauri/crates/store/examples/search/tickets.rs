//! Tickets as a branch has them after years, each the same on every machine: names and words by how common they are, and
//! every field filled.

use domain::TicketNumber;

use crate::dice::Dice;

/// Raised when any ticket changes: what was built of others is built anew.
pub const EDITION: u32 = 1;

/// Two words that every third ticket has; these tickets have both.
pub const APART: [&str; 2] = ["甲类货物", "乙种情况"];
const TOGETHER_EVERY: u64 = 333_331;

const PHRASES: &[&str] = &[
    "快递箱破损",
    "包裹少了一件",
    "迟迟没有送到",
    "要求按保价赔偿",
    "收件人说没有收到",
    "外包装完好里面碎了",
    "派送员没有打电话",
    "放在驿站没有通知",
    "物流信息三天没有更新",
    "玻璃杯碎了两个",
    "牛奶漏了一半",
    "手机屏幕有裂痕",
    "客户态度很着急",
    "要求尽快答复",
    "已经联系过客服",
    "寄件时没有验视",
    "水果全部烂掉",
    "家具一个角压扁了",
    "签收不是本人",
    "地址写错要求改派",
    "快件被退回",
    "多收了运费",
    "重量不符",
    "要求开具证明",
    "电饭煲外壳变形",
    "茶具壶嘴断了",
    "红酒瓶破裂",
    "衣服沾了油污",
    "书本被雨水打湿",
    "化妆品泄漏",
];
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈\
    钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常单仇解区查";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红玲芬燕彩春菊华建国文辉力东海波宁贵福生龙元全胜学祥才发武新\
    利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆友裕河哲江浩亮政谦亨奇固之轮翰朗\
    伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘";
const ENGLISH: &[&str] = &[
    "the",
    "seal",
    "was",
    "broken",
    "box",
    "arrived",
    "wet",
    "parcel",
    "missing",
    "items",
    "refund",
    "please",
    "call",
    "back",
    "delivered",
    "neighbour",
    "damaged",
    "glass",
    "courier",
    "left",
    "outside",
    "signature",
    "customs",
    "invoice",
];

/// What one customer told.
pub struct Told {
    pub number: TicketNumber,
    pub waybill: String,
    pub phones: [String; 2],
    pub names: [String; 2],
    pub story: String,
}

impl Told {
    /// The ticket of one number.
    pub fn of(n: u64) -> Self {
        let mut dice = Dice::of(n);
        let day = n / 600;
        let on = format!("{}-{:02}-{:02}", 2021 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let letter = ["A", "B", "C"][dice.below(3)];
        let number = TicketNumber::new(
            "WC07".parse().expect("this is a branch code"),
            on.parse().expect("this is a date"),
            letter.parse().expect("this is a letter"),
            (n % 600) as u16 + 1,
        )
        .expect("this is a number");
        let carrier = dice.common(&["SF", "YT", "JD", "ZTO", "EMS"]);
        Self {
            number,
            waybill: format!("{carrier}{:013}", dice.next() % 10_000_000_000_000),
            phones: [(); 2].map(|()| {
                format!("1{}{:09}", dice.common(&["3", "5", "8", "7"]), dice.next() % 1_000_000_000)
            }),
            names: [(); 2].map(|()| name(&mut dice)),
            story: story(n, &mut dice),
        }
    }

    /// Everything that it can be found by, with ends between the fields.
    pub fn text(&self) -> String {
        let number = self.number.to_string().replace('-', "");
        let [sender, recipient] = &self.names;
        let [phone, other] = &self.phones;
        format!("{number} {} {phone} {sender} {other} {recipient} {} 按保价赔", self.waybill, self.story)
            .to_lowercase()
    }
}

fn name(dice: &mut Dice) -> String {
    let (surnames, given): (Vec<char>, Vec<char>) = (letters(SURNAMES), letters(GIVEN));
    let mut name = String::from(dice.common(&surnames));
    name.push(dice.common(&given));
    if dice.below(4) > 0 {
        name.push(dice.common(&given));
    }
    name
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn story(n: u64, dice: &mut Dice) -> String {
    let mut story = String::new();
    for _ in 0..3 + dice.below(4) {
        story.push_str(dice.common(PHRASES));
        story.push(if dice.below(3) == 0 { '。' } else { '，' });
    }
    for _ in 0..dice.below(12) {
        // What is in no list: one of the four thousand characters that are printed most.
        story.push(char::from_u32(0x4e00 + dice.below(4_000) as u32).expect("this block is full"));
    }
    let has_both = n % TOGETHER_EVERY == 7;
    for (at, word) in APART.into_iter().enumerate() {
        if has_both || n % 3 == at as u64 {
            story.push('，');
            story.push_str(word);
        }
    }
    if dice.below(20) == 0 {
        for _ in 0..8 {
            story.push(' ');
            story.push_str(ENGLISH[dice.below(ENGLISH.len())]);
        }
    }
    story
}
