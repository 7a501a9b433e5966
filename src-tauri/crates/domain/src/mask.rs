//! Masks: what of a person's details lists, prints and exports may show.
//!
//! GB/T 41833 asks that at least six digits of a phone, one character of a name, and the unit and room of an address are
//! hidden. The familiar `138****1234` hides too little.

use unicode_normalization::UnicodeNormalization;

use crate::{Phone, PhoneKind, phone::landline_area};

/// More stars would only tell how long a name is, and fill a narrow slip.
const MOST_NAME_STARS: usize = 3;

/// The first character: `张*`, `欧***`. A name of one character is hidden whole.
pub fn mask_name(name: &str) -> String {
    let mut shown = name.chars().filter(|c| !c.is_control()).skip_while(|c| c.is_whitespace());
    let Some(first) = shown.next() else { return String::new() };
    let rest = shown.collect::<String>().trim_end().chars().count();
    if rest == 0 { "*".to_owned() } else { format!("{first}{}", "*".repeat(rest.min(MOST_NAME_STARS))) }
}

/// `138******00`, `021-******45`, `+852******67`. Whatever it is, at least six digits are hidden.
pub fn mask_phone(phone: &str) -> String {
    let Ok(phone) = phone.parse::<Phone>() else { return mask_digits("", &digits_of(phone), 3, 2) };
    let (number, _) = phone.main_and_extension();
    match phone.kind() {
        PhoneKind::Landline => match landline_area(&digits_of(number)) {
            Some(area) => mask_digits(&number[..=area], &number[area + 1..], 0, 2),
            None => mask_digits("", number, 0, 2),
        },
        PhoneKind::Abroad => {
            let code =
                if ["+852", "+853", "+886"].iter().any(|code| number.starts_with(code)) { 4 } else { 3 };
            let (code, rest) = number.split_at(code.min(number.len()));
            mask_digits(code, rest, 0, 2)
        }
        PhoneKind::Mobile | PhoneKind::ServiceLine | PhoneKind::Unknown => mask_digits("", number, 3, 2),
    }
}

/// `prefix`, then `digits` with at most `first` and `last` of them shown and at least six hidden.
fn mask_digits(prefix: &str, digits: &str, first: usize, last: usize) -> String {
    let showable = digits.len().saturating_sub(6);
    let last = last.min(showable);
    let first = first.min(showable - last);
    let hidden = digits.len() - first - last;
    format!("{prefix}{}{}{}", &digits[..first], "*".repeat(hidden), &digits[first + hidden..])
}

fn digits_of(text: &str) -> String {
    text.nfkc().filter(char::is_ascii_digit).collect()
}

/// The first and the last character of an identity document's number.
pub fn mask_id(id: &str) -> String {
    let characters: Vec<char> = id.trim().chars().collect();
    match characters.as_slice() {
        [first, hidden @ .., last] if hidden.len() >= 4 => {
            format!("{first}{}{last}", "*".repeat(hidden.len()))
        }
        short => "*".repeat(short.len()),
    }
}

/// The last four of a bank account; a mobile as a phone; of anything else the first character.
pub fn mask_account(account: &str) -> String {
    let plain: String = account.nfkc().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let all_digits = plain.bytes().all(|b| b.is_ascii_digit());
    if all_digits && plain.len() >= 12 {
        return format!("{}{}", "*".repeat(plain.len() - 4), &plain[plain.len() - 4..]);
    }
    if all_digits { mask_phone(&plain) } else { mask_name(&plain) }
}

/// Cut after the road and its number: `…科技园路1号***`. Where no road is found, nothing finer than a village or district
/// is shown; of an address in another script, the words without digits behind the last comma.
pub fn mask_address(address: &str) -> String {
    let text: Vec<char> = address.trim().chars().collect();
    let cut = after_road_number(&text).or_else(|| after_place_name(&text));
    match cut {
        Some(cut) if cut >= text.len() => text.iter().collect(),
        Some(cut) => text[..cut].iter().collect::<String>() + "***",
        None if text.is_empty() => String::new(),
        None => mask_foreign_address(address),
    }
}

const ROADS: &[char] = &['路', '街', '道', '巷', '弄', '里', '胡', '同', '村', '线', '段'];
const PLACES: &[char] =
    &['省', '市', '区', '县', '州', '盟', '旗', '乡', '镇', '村', '路', '街', '道', '巷', '弄'];

/// Where the number of a road ends: 号 or 弄 behind digits behind a road. `1号楼` is a building, not a road's number.
fn after_road_number(text: &[char]) -> Option<usize> {
    let roads = (0..text.len()).filter(|&place| ROADS.contains(&text[place]));
    roads
        .filter_map(|road| {
            let start = road + 1 + text[road + 1..].iter().take_while(|c| **c == ' ').count();
            let end = start + text[start..].iter().take_while(|c| is_number_part(**c)).count();
            let building = matches!(text.get(end + 1), Some('楼' | '房' | '室' | '门'));
            (end > start && matches!(text.get(end), Some('号' | '號' | '弄')) && !building).then_some(end + 1)
        })
        .next()
}

fn is_number_part(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '-' | '－' | '之' | '附' | '甲' | '乙' | '丙')
        || "一二三四五六七八九十百千零〇".contains(c)
}

/// Behind the last place name that stands before the first digit.
fn after_place_name(text: &[char]) -> Option<usize> {
    let digits = text.iter().position(|c| c.is_numeric()).unwrap_or(text.len());
    text[..digits].iter().rposition(|c| PLACES.contains(c)).map(|place| place + 1)
}

/// `***, Dublin`
fn mask_foreign_address(address: &str) -> String {
    let place = address.rsplit_once(',').map_or("", |(_, place)| place);
    let words: Vec<&str> =
        place.split_whitespace().filter(|word| !word.contains(|c: char| c.is_numeric())).collect();
    if words.is_empty() { "***".to_owned() } else { format!("***, {}", words.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mask: fn(&str) -> String, cases: &[(&str, &str)]) {
        for (given, shown) in cases {
            assert_eq!(mask(given), *shown, "{given}");
        }
    }

    #[test]
    fn a_name_shows_its_first_character() {
        check(
            mask_name,
            &[
                ("王小明", "王**"),
                ("  王小明 ", "王**"),
                ("𠮷田", "𠮷*"),
                ("Margaret Whitfield", "M***"),
                ("某某食品(上海)有限公司", "某***"),
                ("", ""),
            ],
        );
    }

    #[test]
    fn a_phone_hides_at_least_six_digits() {
        check(
            mask_phone,
            &[
                ("13800138000", "138******00"),
                ("138 0013 8000", "138******00"),
                ("+86 138 0013 8000", "138******00"),
                ("021-55512345", "021-******45"),
                ("0574-8712345", "0574-******5"),
                ("021-55512345转12", "021-******45"),
                ("87123456", "******56"),
                ("+85291234567", "+852******67"),
                ("+353 1 234 5678", "+35*******78"),
                ("95338", "*****"),
                ("13800138000打这个", "138******00"),
                ("not a number", ""),
            ],
        );
    }

    #[test]
    fn an_id_and_an_account_show_next_to_nothing() {
        check(mask_id, &[("H12345678", "H*******8"), ("1234", "****"), ("", "")]);
        check(
            mask_account,
            &[
                ("6222 0200 0000 1234 567", "***************4567"),
                ("13800138000", "138******00"),
                ("wang@example.cn", "w***"),
            ],
        );
    }

    #[test]
    fn an_address_ends_at_the_road() {
        check(
            mask_address,
            &[
                ("黑龙江省五常市金山大街88号", "黑龙江省五常市金山大街88号"),
                ("上海市徐汇区漕溪北路18弄5号302室", "上海市徐汇区漕溪北路18弄***"),
                ("杭州市西湖区文三路阳光小区1号楼2单元", "杭州市西湖区文三路阳光小区***"),
                ("北京市朝阳区", "北京市朝阳区"),
                ("五常市民乐乡友好村3组", "五常市民乐乡友好村***"),
                ("12 Harbour Street, Flat 5, Dublin 2", "***, Dublin"),
                ("somewhere", "***"),
                ("", ""),
            ],
        );
    }

    proptest::proptest! {
        #[test]
        fn no_phone_shows_more_than_five_of_its_own_digits(number in "1[3-9][0-9]{9}") {
            let shown = mask_phone(&number).chars().filter(char::is_ascii_digit).count();
            proptest::prop_assert_eq!(shown, 5);
        }

        #[test]
        fn any_text_can_be_masked(text in ".*") {
            for mask in [mask_name, mask_phone, mask_id, mask_account, mask_address] {
                mask(&text);
            }
        }
    }
}
