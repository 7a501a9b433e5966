//! The counter's day.

use desk::{Account, Count, Desk, DeskError};
use domain::{Date, PaymentMethod};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, DayScope, DaySpan, PaperLanguage, PaperSize, count, fen};
use crate::error::CommandError;

/// Which figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DayAsked {
    /// Any day of the time.
    pub day: String,
    /// How long.
    pub span: DaySpan,
    /// Whose.
    pub scope: DayScope,
}

/// The figures as they would print now.
#[derive(Clone, Debug, Serialize, Type)]
pub struct DayPaper {
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
    /// An SVG document a page.
    pub pages: Vec<String>,
    /// Characters that no font has.
    pub substituted: Vec<String>,
    /// Counters whose lines may be missing, by their letters.
    pub silent: Vec<String>,
}

/// How this counter's day stands.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayState {
    /// Today.
    pub day: String,
    /// When it was opened.
    pub opened_at: Option<String>,
    /// When it was closed last.
    pub closed_at: Option<String>,
    /// Whether headquarters had counted all of it by then.
    pub is_complete: bool,
    /// Lines that it had not confirmed by then.
    pub unconfirmed_events: u32,
    /// Photos that it had not confirmed by then.
    pub unconfirmed_photos: u32,
    /// What this counter paid today, a method each; all of it is counted before the day is closed.
    pub paid: Vec<PaidByMethod>,
}

/// What was paid by one method.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
pub struct PaidByMethod {
    /// Its code.
    pub method: String,
    /// Its name.
    pub name: Bilingual,
    /// By how many vouchers.
    pub vouchers: u32,
    /// What they come to, in fen.
    #[specta(type = specta_typescript::Number)]
    pub fen: f64,
}

/// The money of one method as somebody counted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CountForm {
    /// Its code.
    pub method: String,
    /// In yuan, as typed.
    pub amount: String,
    /// Why that is not what the vouchers come to; empty where it is.
    pub words: String,
}

impl DayAsked {
    /// What the figures are made of.
    pub fn account(&self, desk: &Desk) -> Result<Account, CommandError> {
        let day: Date = self.day.parse().map_err(|_| CommandError::malformed("the day"))?;
        Ok(desk.account(day, self.span.into(), self.scope.into())?)
    }
}

impl DayPaper {
    /// The figures, laid out.
    pub fn of(
        desk: &Desk,
        asked: &DayAsked,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<Self, CommandError> {
        let account = asked.account(desk)?;
        let (pages, substituted) = desk.show_account(&account, size.into(), language.into())?;
        let letter = |counter: &desk::SilentCounter| {
            counter.letter.map_or("?".to_owned(), |letter| letter.to_string())
        };
        Ok(Self {
            first: account.period.first.to_string(),
            last: account.period.last.to_string(),
            pages,
            substituted: substituted.into_iter().map(String::from).collect(),
            silent: account.silent.iter().map(letter).collect(),
        })
    }
}

impl DayState {
    /// How today stands.
    pub fn of(desk: &Desk) -> Result<Self, DeskError> {
        let day = desk.today();
        let marks = desk.day_marks(day)?;
        let (closed_at, closed) = marks.closed.unzip();
        let policy = desk.policy();
        let paid = desk.payments_of_day(day)?.into_iter().map(|(method, paid)| PaidByMethod {
            name: Bilingual::from(&policy.name_of_payment_method(&method)),
            method: method.to_string(),
            vouchers: count(paid.count),
            fen: fen(paid.fen),
        });
        let paid = paid.collect();
        Ok(Self {
            day: day.to_string(),
            opened_at: marks.opened_at.map(|at| at.to_string()),
            closed_at: closed_at.map(|at| at.to_string()),
            is_complete: closed.as_ref().is_some_and(|closed| closed.is_complete),
            unconfirmed_events: closed.as_ref().map_or(0, |closed| count(closed.unconfirmed_events)),
            unconfirmed_photos: closed.as_ref().map_or(0, |closed| count(closed.unconfirmed_photos)),
            paid,
        })
    }
}

impl CountForm {
    /// What was counted, as a desk takes it.
    pub fn read(self) -> Result<Count, DeskError> {
        let fen = desk::read_amount("amount", &self.amount)?;
        Ok(Count { method: PaymentMethod::from(self.method), fen, words: self.words })
    }
}
