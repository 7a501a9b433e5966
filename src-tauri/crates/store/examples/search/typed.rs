//! What clerks type, by kind.

use crate::dice::Dice;
use crate::tickets::{APART, Told};

/// So many questions of each kind.
const EACH: u64 = 60;

/// Questions of one kind.
pub struct Typed {
    pub kind: &'static str,
    pub questions: Vec<String>,
}

/// Questions of every kind, about tickets of so many.
pub fn all(tickets: u64) -> Vec<Typed> {
    let of = |kind: &'static str, ask: &dyn Fn(&mut Dice, &Told) -> String| {
        let mut dice = Dice::of(kind.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)));
        let questions = (0..EACH)
            .map(|_| {
                let told = Told::of(dice.next() % tickets);
                ask(&mut dice, &told)
            })
            .collect();
        Typed { kind, questions }
    };
    const COMMON: [&str; 8] = ["破损", "包裹", "没有", "要求", "收件", "赔偿", "快递", "更新"];
    vec![
        of("common_word", &|dice, _| COMMON[dice.below(COMMON.len())].into()),
        of("rare_word", &|dice, _| {
            let one = |dice: &mut Dice| {
                char::from_u32(0x4e00 + dice.below(4_000) as u32).expect("this block is full")
            };
            [one(dice), one(dice)].iter().collect()
        }),
        of("phrase", &|dice, told| part(dice, &told.story, 4, 8)),
        of("phone_tail", &|_, told| told.phones[1][7..].into()),
        of("phone_part", &|dice, told| part(dice, &told.phones[0], 4, 8)),
        of("waybill_part", &|dice, told| part(dice, &told.waybill, 5, 10)),
        of("number", &|_, told| told.number.to_string()),
        of("name", &|_, told| told.names[0].clone()),
        of("initials", &|dice, told| {
            const INITIALS: [&str; 12] =
                ["wxm", "lj", "zwf", "ly", "chm", "zgf", "stf", "xjh", "zly", "yhq", "hlm", "gj"];
            let _ = told;
            INITIALS[dice.below(INITIALS.len())].into()
        }),
        of("two_common_rarely_together", &|dice, _| match dice.below(3) {
            0 => format!("{} {}", APART[0], APART[1]),
            1 => format!("{} {}", &APART[1][..6], &APART[0][..6]),
            _ => format!("{} {}", &APART[0][6..], &APART[1][..6]),
        }),
        of("name_and_word", &|dice, told| format!("{} {}", told.names[1], COMMON[dice.below(COMMON.len())])),
        of("english_part", &|dice, _| {
            ["roke", "elive", "mage", "ighb", "ustom", "arce", "eal wa"][dice.below(7)].into()
        }),
        of("no_hit", &|dice, _| match dice.below(3) {
            0 => format!("139{:08}77", dice.next() % 100_000_000),
            1 => "快递箱破损破快递".into(),
            _ => format!("鼋鼍{}", dice.below(10)),
        }),
    ]
}

/// A part of a text, so long at least and at most, within one word.
pub fn part(dice: &mut Dice, text: &str, shortest: usize, longest: usize) -> String {
    let words: Vec<Vec<char>> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.chars().collect())
        .filter(|word: &Vec<char>| word.len() >= shortest)
        .collect();
    let Some(word) = words.get(dice.below(words.len().max(1))) else { return text.to_owned() };
    let length = (shortest + dice.below(longest - shortest + 1)).min(word.len());
    let start = dice.below(word.len() - length + 1);
    word[start..start + length].iter().collect()
}
