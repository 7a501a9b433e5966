//! The search beside a plain scan of all that was told: the same tickets, whatever was told and whatever is typed.

use domain::{Fact, NoteAdded, Sealed, TicketOpened};
use proptest::{prelude::*, test_runner::RngSeed};
use tempfile::tempdir;

use super::counter::{Counter, Walk, opening};

/// What is told at the counter, all of it.
#[derive(Clone, Debug)]
struct Told {
    waybill: String,
    names: [String; 2],
    phone: String,
    story: String,
    items: String,
    note: String,
}

impl Told {
    fn texts(&self) -> [&str; 7] {
        let [sender, recipient] = &self.names;
        [&self.waybill, sender, recipient, &self.phone, &self.story, &self.items, &self.note]
    }
}

fn take_in(counter: &Counter, told: &[Told]) {
    counter.write(|tx| {
        told.iter().try_for_each(|told| {
            let walk = Walk {
                name: told.names[0].clone(),
                phone: told.phone.clone(),
                story: told.story.clone(),
                waybill: told.waybill.clone(),
                ..Walk::default()
            };
            let ticket = counter.new_ticket(tx)?;
            let mut fact = opening(&walk, counter.number(tx)?);
            if let Fact::TicketOpened(opened) = &mut fact {
                let TicketOpened { private: Sealed::Open(private), .. } = opened.as_mut() else {
                    unreachable!()
                };
                private.parties.recipient.name = told.names[1].clone();
                private.items_kept = told.items.clone();
                private.demand_text = String::new();
            }
            counter.append(tx, Some(ticket), &fact)?;
            let note = Fact::NoteAdded(NoteAdded { text: Sealed::Open(told.note.clone()) });
            counter.append(tx, Some(ticket), &note).map(|_| ())
        })
    });
}

fn found(counter: &Counter, typed: &str) -> Vec<u16> {
    let rows = counter.store.read(|now| now.search(typed, 1_000)).unwrap();
    rows.iter().map(|row| row.number.serial()).collect()
}

/// Characters of every sort that people type, and of some that they do not.
fn odd_text(longest: usize) -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => prop::sample::select("的快递箱破损王小明单曾仇茶壶嘴".chars().collect::<Vec<_>>()),
        4 => prop::sample::select("abczABCZ0189".chars().collect::<Vec<_>>()),
        2 => prop::sample::select(" ，。-\"'*():^+{}_\\\n\u{3000}".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("😀𠮷１Ａａéßøñﬁ№①İſкЖяغमि한がｶﾞ\u{301}\u{200d}\u{fe0f}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(character, 0..=longest).prop_map(String::from_iter)
}

fn odd() -> impl Strategy<Value = Told> {
    (
        "[A-Za-z0-9 -]{0,16}",
        [odd_text(8), odd_text(4)],
        "[+0-9 -]{0,16}( 转 ?[0-9]{1,4})?",
        odd_text(40),
        odd_text(12),
        odd_text(20),
    )
        .prop_map(|(waybill, names, phone, story, items, note)| Told {
            waybill,
            names,
            phone,
            story,
            items,
            note,
        })
}

/// Of so few characters that much matches.
fn alike() -> impl Strategy<Value = Told> {
    (
        "SF[12]{3,9}",
        ["[一二]{1,4}( [一二])?", "[一二ab]{0,4}"],
        "1[12 -]{4,10}",
        "[一二ab12，-]{0,16}",
        "[一二ab12 ]{0,8}",
        "[一二ab12]{0,8}",
    )
        .prop_map(|(waybill, names, phone, story, items, note)| Told {
            waybill,
            names,
            phone,
            story,
            items,
            note,
        })
}

/// What a text of `alike` is by the eye: words of letters and digits.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn together(text: &str) -> String {
    words(text).collect()
}

/// Whether a reader who looks through everything would say that this ticket holds what is typed.
fn holds(told: &Told, serial: u16, typed: &str) -> bool {
    let number = format!("wc07261121a{serial:04}");
    let pieces: Vec<String> = [number, together(&told.waybill), together(&told.phone)]
        .into_iter()
        .chain(told.names.iter().map(|name| together(name)))
        .chain(told.texts().into_iter().skip(1).filter(|text| *text != told.phone).flat_map(words))
        .collect();
    let holds = |word: &str| pieces.iter().any(|piece| piece.contains(word));
    let mut typed_words = words(typed).peekable();
    let all = together(typed);
    let may_be_code = all.is_ascii() && all.bytes().any(|byte| byte.is_ascii_digit());
    typed_words.peek().is_some() && (typed_words.all(|word| holds(&word)) || (may_be_code && holds(&all)))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(0x5ea7c4),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_ticket_is_found_by_every_part_of_what_was_told(
        all in prop::collection::vec(odd(), 1..6),
        parts in prop::collection::vec((any::<prop::sample::Index>(), 0..7_usize, any::<prop::sample::Index>(), 2..12_usize), 40),
    ) {
        let folder = tempdir().unwrap();
        let counter = Counter::in_folder(folder.path());
        take_in(&counter, &all);
        for (ticket, text, start, length) in parts {
            let ticket = ticket.index(all.len());
            let characters: Vec<char> = all[ticket].texts()[text].chars().collect();
            if characters.len() < 2 {
                continue;
            }
            let start = start.index(characters.len() - 1);
            let part: String = characters[start..].iter().take(length).collect();
            if part.chars().any(char::is_alphanumeric) {
                let serial = ticket as u16 + 1;
                prop_assert!(found(&counter, &part).contains(&serial), "{part:?} of {:?}", all[ticket]);
            }
        }
    }

    #[test]
    fn what_is_found_is_what_a_reader_of_everything_would_find(
        all in prop::collection::vec(alike(), 1..25),
        typed in prop::collection::vec("[一二ab12]{1,6}([ -][一二ab12]{1,3})?", 40),
    ) {
        let folder = tempdir().unwrap();
        let counter = Counter::in_folder(folder.path());
        take_in(&counter, &all);
        for typed in typed {
            let expected: Vec<u16> =
                (1..=all.len() as u16).rev().filter(|serial| holds(&all[usize::from(*serial) - 1], *serial, &typed)).collect();
            prop_assert_eq!(found(&counter, &typed), expected, "{:?} in {:?}", typed, all);
        }
    }
}

/// Many tickets that the index cannot tell from what is asked for: the older ones are found behind them all the same.
#[test]
fn what_the_index_names_in_vain_hides_nothing() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let told = |story: &str| Told {
        waybill: String::new(),
        names: [String::new(), String::new()],
        phone: String::new(),
        story: story.into(),
        items: String::new(),
        note: String::new(),
    };
    let mut all = vec![told("一二一一"), told("二一一二")];
    all.extend((0..700).map(|_| told("一二二一，一一")));
    all.push(told("一二一一"));
    take_in(&counter, &all);
    assert_eq!(found(&counter, "一二一一"), [703, 1]);
    assert_eq!(found(&counter, "二一一二"), [2]);
    assert_eq!(found(&counter, "二一一"), [703, 2, 1]);
}
