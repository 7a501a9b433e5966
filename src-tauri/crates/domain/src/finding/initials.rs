//! Pinyin initials of names: 王小明 is typed wxm.
//!
//! A character that is read in several ways has several initials, and a name is found by each: 单 is dan, chan and shan.
//! Readings are those of the `pinyin` crate, which are Unihan's and the dictionaries' (pinyin-data).

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// Whether a word can be initials: as many as two letters say something.
pub fn can_be_initials(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether these initials stand side by side in a name of `names`.
pub fn stand_in(names: &str, initials: &str) -> bool {
    let typed: Vec<Letters> = initials.chars().map(Letters::one).collect();
    names.split(' ').any(|name| {
        let read: Vec<Letters> = name.chars().map(Letters::of).collect();
        read.windows(typed.len()).any(|part| part.iter().zip(&typed).all(|(read, typed)| read.meets(*typed)))
    })
}

/// Every two initials that stand side by side in a name of `names`.
pub fn pairs_of_initials(names: &str) -> BTreeSet<[char; 2]> {
    let mut pairs = BTreeSet::new();
    for name in names.split(' ') {
        let read: Vec<Letters> = name.chars().map(Letters::of).collect();
        for two in read.windows(2) {
            pairs.extend(two[0].each().flat_map(|first| two[1].each().map(move |second| [first, second])));
        }
    }
    pairs
}

/// A set of letters from a to z.
#[derive(Clone, Copy)]
struct Letters(u32);

impl Letters {
    /// The initials of one character; none where it is no Chinese one.
    fn of(c: char) -> Self {
        let readings = c.to_pinyin_multi().into_iter().flatten();
        Self(
            readings
                .filter_map(|reading| reading.plain().chars().next())
                .fold(0, |all, c| all | Self::one(c).0),
        )
    }

    fn one(c: char) -> Self {
        Self(if c.is_ascii_lowercase() { 1 << (c as u32 - 'a' as u32) } else { 0 })
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn each(self) -> impl Iterator<Item = char> {
        ('a'..='z').filter(move |c| self.meets(Self::one(*c)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_the_initials_of_each_reading() {
        for (name, found, not) in [
            ("王小明", &["wxm", "wx", "xm"][..], &["wm", "wxmm", "xw"][..]),
            ("单田芳", &["stf", "dtf", "ctf"], &["xtf"]),
            ("曾国藩", &["zgf", "cgf"], &["sgf"]),
            ("仇英", &["qy", "cy"], &["ry"]),
            ("解晓东", &["xxd", "jxd"], &["wxd"]),
            ("区文", &["ow", "qw"], &["aw"]),
            ("查良镛", &["zly", "cly"], &["xly"]),
            ("盖小燕", &["gxy"], &["hxy"]),
            ("朴智星", &["pzx"], &["bzx"]),
            ("翟天", &["zt", "dt"], &["at"]),
            ("吕布", &["lb"], &["vb"]),
            ("張𠮷明", &[], &["zm"]),
            ("sarah", &[], &["sa", "ar"]),
        ] {
            for initials in found {
                assert!(stand_in(name, initials), "{name} by {initials}");
            }
            for initials in not {
                assert!(!stand_in(name, initials), "{name} by {initials}");
            }
        }
        assert!(!stand_in("王小 明天", "xm"), "two names are not one");
    }

    #[test]
    fn what_stands_in_a_name_is_made_of_its_pairs() {
        let pairs = pairs_of_initials("单田芳 王明");
        assert!(pairs.contains(&['s', 't']) && pairs.contains(&['d', 't']) && pairs.contains(&['w', 'm']));
        assert!(!pairs.contains(&['f', 'w']));
    }
}
