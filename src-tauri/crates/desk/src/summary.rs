//! The daily summary: the figures of a day, week or month as a paper, and as rows for a spreadsheet.

use std::{fs, path::PathBuf};

use documents::{
    Issue, Laid,
    summary::{
        CategoryFigures, CountedMoney as PaperCounted, DailySummary, Figures as PaperFigures, KeptArticle,
        Manifest, Measure, Paid, Payment, Period as PaperPeriod, Scope as PaperScope,
        SilentCounter as PaperSilent, StateCount, Sum, SummaryTicket,
    },
};
use domain::{
    Act, Amounts, Fen, Figures, InCustody, Instant, Kind, Mean, PaymentMethod, Span, Tally, Ticket,
    TicketStatus, Zone, clocks, mask_name, mask_phone,
};

use crate::{
    Account, Desk, DeskError, PaperLanguage, PaperSize, Place, Scope,
    paper_values::{moment, moment_of_day, paper_kind, some_text, words},
    whole_file::write_whole,
};

/// In which form rows are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsFormat {
    /// A workbook.
    Xlsx,
    /// Text with commas.
    Csv,
}

impl Desk {
    /// The account as it prints: an SVG document a page, and what no font has.
    pub fn show_account(
        &self,
        account: &Account,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<(Vec<String>, Vec<char>), DeskError> {
        let laid = self.lay_account(account, size, language)?;
        Ok((documents::svg(&laid), laid.substituted))
    }

    pub(crate) fn lay_account(
        &self,
        account: &Account,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<Laid, DeskError> {
        Ok(documents::summary::lay(&self.summary(account)?, size.sheet(), language.tongue()))
    }

    /// Saves every ticket of the account as a row, beside the papers, and says where.
    pub fn save_rows(
        &self,
        account: &Account,
        format: RowsFormat,
        language: PaperLanguage,
    ) -> Result<PathBuf, DeskError> {
        self.acting(Act::GiveOutSummary)?;
        let rows = documents::summary::rows(&self.summary(account)?, language.tongue());
        let (bytes, extension) = match format {
            RowsFormat::Xlsx => (rows.xlsx(), "xlsx"),
            RowsFormat::Csv => (rows.csv(), "csv"),
        };
        let bytes = bytes.map_err(|_| DeskError::Rows)?;
        let folder = self.inner.folders.papers();
        let path = folder.join(format!("{}.{extension}", account_name(account)));
        let written =
            fs::create_dir_all(&folder).and_then(|()| write_whole(&path, |file| file.write_all(&bytes)));
        written.map_err(DeskError::Paper)?;
        Ok(path)
    }

    fn summary(&self, account: &Account) -> Result<DailySummary, DeskError> {
        let place = self.inner.place()?;
        let zone = place.branch.zone;
        let figures = account.figures();
        let state = self.sync_state()?;
        let claimed = figures.tickets.iter().filter(|(counted, _)| {
            counted.ticket.opened_at >= account.period.from && counted.ticket.claimed_fen.value().is_some()
        });
        let in_money = figures.paid.iter().filter(|(method, _)| **method != PaymentMethod::COUPON);
        let targets = self.policy().targets();
        Ok(DailySummary {
            issue: self.issue(&place, account.at)?,
            scope: match account.scope {
                Scope::Counter => PaperScope::Counter,
                Scope::Branch => PaperScope::Branch,
            },
            period: match account.span {
                Span::Day => PaperPeriod::Day,
                Span::Week => PaperPeriod::Week,
                Span::Month => PaperPeriod::Month,
            },
            from: moment_of_day(account.period.first),
            to: moment_of_day(account.period.last),
            silent: account.silent.iter().map(|counter| silent(*counter, zone)).collect(),
            figures: PaperFigures {
                opened: figures.all.opened,
                closed: figures.all.closed,
                carried_in: figures.all.carried_in,
                carried_out: figures.all.open,
                overdue: figures.all.overdue,
                due_today: figures.all.due_today,
                unconfirmed_lines: state.unconfirmed_events,
                unconfirmed_photos: state.unconfirmed_photos,
            },
            by_category: self.by_category(&figures),
            by_state: figures
                .by_status
                .iter()
                .map(|(status, count)| StateCount {
                    state: documents::stands(status.as_str()),
                    count: *count,
                })
                .collect(),
            claimed: Sum { count: claimed.count() as u64, fen: figures.all.claimed_fen.get() },
            offered: sum(figures.offered),
            paid: in_money
                .map(|(method, amounts)| Paid {
                    method: words(&self.policy().name_of_payment_method(method)),
                    sum: sum(*amounts),
                })
                .collect(),
            counted: self.counted_money(account)?,
            coupons: figures.paid.get(&PaymentMethod::COUPON).copied().map(sum).unwrap_or_default(),
            first_response: measure(figures.first_response, targets.first_response_s),
            handling: measure(figures.handling, targets.handling_s),
            satisfied: Measure {
                actual: figures.satisfied.of_10_000(),
                target: targets.satisfied_of_10_000,
                cases: figures.satisfied.rated,
            },
            // Causes have no events yet; the paper says that there is no data.
            causes: Vec::new(),
            in_custody: figures.in_custody.iter().map(|kept| article(kept, zone)).collect(),
            to_reconcile: figures
                .to_pay
                .iter()
                .map(|(ticket, owed)| still_to_pay(ticket, *owed, zone))
                .collect(),
            manifest: self.manifest(account)?,
            tickets: figures
                .tickets
                .iter()
                .map(|(counted, status)| self.summary_row(counted.ticket, *status, account.at))
                .collect(),
        })
    }

    /// Who issues a paper at this counter, and when.
    pub(crate) fn issue(&self, place: &Place, at: Instant) -> Result<Issue, DeskError> {
        let counter = some_text(&place.counter.name).unwrap_or_else(|| place.counter.letter.to_string());
        Ok(Issue {
            outlet: self.outlet(place),
            counter: Some(counter),
            clerk: self.last_person()?.and_then(|person| person.name),
            number: None,
            qr: None,
            slip: None,
            at: Some(moment(place.branch.zone.local(at), true)),
            copy: None,
            practice: place.is_practice(),
        })
    }

    /// Kinds with their categories, each kind's sum first.
    fn by_category(&self, figures: &Figures<'_>) -> Vec<CategoryFigures> {
        let mut rows = Vec::new();
        for kind in Kind::ALL {
            let of_kind: Vec<_> = figures.by_matter.iter().filter(|((of, _), _)| of == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let mut sum = Tally::default();
            of_kind.iter().for_each(|(_, tally)| sum.add(tally));
            rows.push(category_row(*kind, None, &sum));
            rows.extend(of_kind.into_iter().map(|((_, category), tally)| {
                category_row(*kind, Some(words(&self.policy().name_of_category(category))), tally)
            }));
        }
        rows
    }

    /// What was counted when the day was closed, where the paper is of one day of this counter.
    fn counted_money(&self, account: &Account) -> Result<Vec<PaperCounted>, DeskError> {
        if account.span != Span::Day || account.scope != Scope::Counter {
            return Ok(Vec::new());
        }
        let closed = self.day_marks(account.period.last)?.closed;
        let counted = closed.map(|(_, closed)| closed.counted).unwrap_or_default();
        let told = counted.into_iter().map(|money| PaperCounted {
            method: words(&self.policy().name_of_payment_method(&money.method)),
            paid_fen: money.paid_fen.get(),
            counted_fen: money.counted_fen.get(),
            words: crate::claims::read(money.words.as_ref()),
        });
        Ok(told.collect())
    }

    /// What headquarters has signed for: its own count where the paper is of one day of this counter, else what waits here.
    fn manifest(&self, account: &Account) -> Result<Manifest, DeskError> {
        let zone = self.zone();
        let state = self.sync_state()?;
        let (mut lines, mut photos) = (state.unconfirmed_events, state.unconfirmed_photos);
        if account.span == Span::Day && account.scope == Scope::Counter {
            let standing = self.day_standing(account.period.last)?;
            if let Some(counted_at) = standing.counted_at {
                if standing.is_complete {
                    let signed = moment(zone.local(counted_at), true);
                    return Ok(Manifest::Complete { lines: standing.events, signed });
                }
                lines = lines.max(standing.events.saturating_sub(standing.events_held));
                photos = photos.max(standing.photos.saturating_sub(standing.photos_held));
            }
        }
        let all_received = lines == 0 && photos == 0;
        Ok(if all_received { Manifest::Received } else { Manifest::Incomplete { lines, photos } })
    }

    fn summary_row(&self, ticket: &Ticket, status: TicketStatus, at: Instant) -> SummaryTicket {
        let zone = self.zone();
        let who = ticket.told().map(|told| told.parties.who_came(ticket.role.value()));
        let customer = who.map(|who| match mask_name(&who.name) {
            name if name.is_empty() => mask_phone(&who.phone),
            name => name,
        });
        let owed = clocks::owed(ticket, at, &self.calendar(), self.policy());
        let due = clocks::binding(&owed).map(|clock| clock.due_at);
        SummaryTicket {
            number: ticket.number.to_string(),
            kind: paper_kind(*ticket.kind.value()),
            category: Some(words(&self.policy().name_of_category(ticket.category.value()))),
            state: documents::stands(status.as_str()),
            waybill: some_text(&ticket.shipment.value().waybill),
            customer: customer.filter(|name| !name.is_empty()),
            opened: Some(moment(zone.local(ticket.opened_at), true)),
            due: due.map(|due| moment(zone.local(due), true)),
            claimed_fen: ticket.claimed_fen.value().map(Fen::get),
        }
    }
}

/// What an account's file is called: its first and last day, and whose it is.
pub(crate) fn account_name(account: &Account) -> String {
    let days = match account.span {
        Span::Day => account.period.first.to_string(),
        Span::Week | Span::Month => format!("{}--{}", account.period.first, account.period.last),
    };
    match account.scope {
        Scope::Counter => format!("{days}-counter"),
        Scope::Branch => format!("{days}-branch"),
    }
}

fn silent(counter: crate::SilentCounter, zone: Zone) -> PaperSilent {
    PaperSilent {
        name: counter.letter.map_or_else(|| "?".to_owned(), |letter| letter.to_string()),
        last_heard: Some(moment(zone.local(counter.last_line_at), true)),
    }
}

fn category_row(kind: Kind, category: Option<documents::Bilingual>, tally: &Tally) -> CategoryFigures {
    CategoryFigures {
        kind: paper_kind(kind),
        category,
        opened: tally.opened,
        closed: tally.closed,
        open: tally.open,
        overdue: tally.overdue,
        unconfirmed: tally.unconfirmed,
        claimed_fen: tally.claimed_fen.get(),
    }
}

fn sum(amounts: Amounts) -> Sum {
    Sum { count: amounts.count, fen: amounts.fen.get() }
}

/// What was agreed and not wholly paid, since it was agreed.
fn still_to_pay(ticket: &Ticket, owed: Fen, zone: Zone) -> Payment {
    Payment {
        number: ticket.number.to_string(),
        method: documents::stands(ticket.status.as_str()),
        fen: owed.get(),
        since: Some(moment(zone.local(ticket.status_since), true)),
    }
}

fn measure(mean: Option<Mean>, target: u64) -> Measure {
    Measure {
        actual: mean.map(|mean| mean.ms.unsigned_abs() / 1_000),
        target,
        cases: mean.map_or(0, |mean| mean.of),
    }
}

pub(crate) fn article(kept: &InCustody<'_>, zone: Zone) -> KeptArticle {
    let told = kept.item.taken.private.open().cloned().unwrap_or_default();
    KeptArticle {
        tag: kept.item.taken.tag.clone(),
        number: Some(kept.ticket.number.to_string()),
        article: told.item,
        place: told.place,
        since: Some(moment(zone.local(kept.item.since), true)),
    }
}
