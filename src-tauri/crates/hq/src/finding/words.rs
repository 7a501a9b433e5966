//! What a ticket can be found by at headquarters, opened for a moment: it is kept sealed, and shown by nothing.

use std::fmt;

use domain::{
    Party, Ticket,
    finding::{can_be_initials, code, digits, split, stand_in},
};

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The ticket's number.
    Number,
    /// The parcel.
    Waybill,
    /// The phone of a party.
    Phone,
    /// The name of a party.
    Name,
    /// Another way to reach a party, or what was written beside a phone.
    Contact,
    /// Where a party lives.
    Address,
    /// What happened.
    Story,
    /// What is asked for.
    Demand,
    /// What was in the parcel and is kept.
    Goods,
    /// What was noted since.
    Note,
}

impl Field {
    const ALL: [Self; 10] = [
        Self::Number,
        Self::Waybill,
        Self::Phone,
        Self::Name,
        Self::Contact,
        Self::Address,
        Self::Story,
        Self::Demand,
        Self::Goods,
        Self::Note,
    ];

    /// The word on the wire, and before the words that are kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Waybill => "waybill",
            Self::Phone => "phone",
            Self::Name => "name",
            Self::Contact => "contact",
            Self::Address => "address",
            Self::Story => "story",
            Self::Demand => "demand",
            Self::Goods => "goods",
            Self::Note => "note",
        }
    }
}

/// The words of one ticket, made alike, by where they stand. Words of one field are parted by spaces.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<(Field, String)>);

/// What is personal is in no log.
impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({} fields)", self.0.len())
    }
}

impl Words {
    /// What a ticket can be found by. Of one that is shut or forgotten, its number and its parcel.
    pub fn of(ticket: &Ticket) -> Self {
        let mut words = Self::default();
        words.add(Field::Number, [code(&ticket.number.to_string())]);
        words.add(Field::Waybill, [code(&ticket.shipment.value().waybill)]);
        if let Some(told) = ticket.told() {
            let parties: [&Party; 3] = [&told.parties.sender, &told.parties.recipient, &told.parties.agent];
            for party in parties {
                words.add(Field::Phone, [digits(&party.phone)]);
                // In one piece, for its initials; what is typed in pieces is part of it all the same.
                words.add(Field::Name, [code(&party.name)]);
                if party.phone.chars().any(char::is_alphabetic) {
                    words.add(Field::Contact, split(&party.phone));
                }
                words.add(Field::Contact, split(&party.other_contact));
                words.add(Field::Address, split(&party.address));
            }
            words.add(Field::Story, split(&told.story));
            words.add(Field::Demand, split(&told.demand_text));
            words.add(Field::Goods, split(&told.items_kept));
        }
        for note in ticket.notes.iter().filter_map(|(_, note)| note.open()) {
            words.add(Field::Note, split(note));
        }
        words
    }

    fn add(&mut self, field: Field, words: impl IntoIterator<Item = String>) {
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            match self.0.iter_mut().find(|(known, _)| *known == field) {
                Some((_, text)) => {
                    text.push(' ');
                    text.push_str(&word);
                }
                None => self.0.push((field, word)),
            }
        }
    }

    /// As they are sealed: a line for each field, its name first. Words hold neither spaces nor line ends.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|(field, text)| format!("{} {text}\n", field.as_str())).collect()
    }

    /// What `to_text` wrote; a field that this version does not know is left out.
    pub fn from_text(text: &str) -> Self {
        let field = |line: &str| {
            let (name, words) = line.split_once(' ')?;
            let field = Field::ALL.into_iter().find(|field| field.as_str() == name)?;
            Some((field, words.to_owned()))
        };
        Self(text.lines().filter_map(field).collect())
    }

    /// Every word, and where it stands.
    pub fn each(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().flat_map(|(field, text)| text.split(' ').map(|word| (*field, word)))
    }

    /// The first word that holds this one, and where; a name also by its initials.
    pub fn holding(&self, typed: &str) -> Option<(Field, &str)> {
        let within = self.0.iter().find(|(_, text)| text.contains(typed));
        if let Some((field, text)) = within {
            let word = text.split(' ').find(|word| word.contains(typed));
            return word.map(|word| (*field, word));
        }
        if !can_be_initials(typed) {
            return None;
        }
        let names = self.0.iter().filter(|(field, _)| *field == Field::Name);
        let mut names = names.flat_map(|(_, text)| text.split(' '));
        names.find(|name| stand_in(name, typed)).map(|name| (Field::Name, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Words {
        Words(vec![
            (Field::Number, "wc07261121a0001".into()),
            (Field::Phone, "13812345678 02155512345".into()),
            (Field::Name, "王小明 sarahlee".into()),
            (Field::Story, "外箱压扁 茶壶碎了".into()),
        ])
    }

    #[test]
    fn what_was_kept_is_read_again() {
        assert_eq!(Words::from_text(&some().to_text()), some());
        assert_eq!(Words::from_text("later 甲\nstory 茶壶\n").to_text(), "story 茶壶\n");
        assert_eq!(Words::from_text(""), Words::default());
    }

    #[test]
    fn a_word_is_found_where_it_stands() {
        for (typed, found) in [
            ("茶壶", Some((Field::Story, "茶壶碎了"))),
            ("5678", Some((Field::Phone, "13812345678"))),
            ("小明", Some((Field::Name, "王小明"))),
            ("xm", Some((Field::Name, "王小明"))),
            ("lee", Some((Field::Name, "sarahlee"))),
            ("扁茶", None),
            ("7802", None),
            ("mx", None),
        ] {
            assert_eq!(some().holding(typed), found, "{typed}");
        }
    }

    #[test]
    fn nothing_of_them_is_told_in_a_log() {
        assert_eq!(format!("{:?}", some()), "Words(4 fields)");
    }
}
