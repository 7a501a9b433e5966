//! The lines that papers print, with the policy's own figures in them.

use serde::Deserialize;

use super::{Bilingual, OwnCarrier};

/// What every slip says besides the ticket. In the document they may hold `{carrier}`, `{service_number}`,
/// `{service_hours}` and `{retention}`; in a `Policy` those are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Texts {
    /// Whom to call, and when.
    pub service_line: Bilingual,
    /// The regulator's number.
    pub regulator_line: Bilingual,
    /// When and how to appeal.
    pub rights_line: Bilingual,
    /// Who keeps which data, what for, how long, and which rights there are (PIPL 17).
    pub privacy_line: Bilingual,
    /// That the paper proves acceptance and nothing else.
    pub not_an_invoice: Bilingual,
    /// What compensation rests on, line by line.
    pub legal_grounds: Vec<Bilingual>,
    /// What stands beside a date whose holidays are not yet published.
    pub provisional: Bilingual,
    /// What the customer's signature means.
    pub signature_line: Bilingual,
}

/// How long a ticket is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Retention {
    /// Counted from the closing of the ticket.
    pub months: u32,
    /// Why so long.
    pub basis: Bilingual,
    /// Days after payment until the id and account numbers are wiped.
    pub payout_details_days: u32,
}

/// What a branch aims at; the daily summary holds its means against them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Targets {
    /// Seconds until an enquiry is first answered.
    pub first_response_s: u64,
    /// Seconds until a ticket is finished.
    pub handling_s: u64,
    /// Satisfied customers, of ten thousand that were asked.
    pub satisfied_of_10_000: u64,
}

impl Retention {
    /// `3年`, `18个月`; "3 years", "18 months".
    pub fn in_words(&self) -> Bilingual {
        let plural = |n: u32| if n == 1 { "" } else { "s" };
        match self.months {
            months if months.is_multiple_of(12) => {
                let years = months / 12;
                Bilingual::new(format!("{years}年"), format!("{years} year{}", plural(years)))
            }
            months => Bilingual::new(format!("{months}个月"), format!("{months} month{}", plural(months))),
        }
    }
}

impl Texts {
    /// Puts the policy's figures where the document names them.
    pub(crate) fn fill(&mut self, carrier: &OwnCarrier, retention: &Retention) {
        let figures = [
            ("carrier", carrier.name.clone()),
            ("service_number", Bilingual::untranslated(&carrier.service_number)),
            ("service_hours", carrier.service_hours.clone()),
            ("retention", retention.in_words()),
        ];
        for line in self.lines_mut() {
            *line = figures.iter().fold(line.clone(), |line, (name, figure)| line.filled(name, figure));
        }
    }

    /// Every line with its name.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&'static str, &Bilingual)> {
        [
            ("service_line", &self.service_line),
            ("regulator_line", &self.regulator_line),
            ("rights_line", &self.rights_line),
            ("privacy_line", &self.privacy_line),
            ("not_an_invoice", &self.not_an_invoice),
            ("provisional", &self.provisional),
            ("signature_line", &self.signature_line),
        ]
        .into_iter()
        .chain(self.legal_grounds.iter().map(|line| ("legal_grounds", line)))
    }

    fn lines_mut(&mut self) -> impl Iterator<Item = &mut Bilingual> {
        [
            &mut self.service_line,
            &mut self.regulator_line,
            &mut self.rights_line,
            &mut self.privacy_line,
            &mut self.not_an_invoice,
            &mut self.provisional,
            &mut self.signature_line,
        ]
        .into_iter()
        .chain(&mut self.legal_grounds)
    }
}
