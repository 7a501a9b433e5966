//! Every paper of a counter but the receipt: short, as usual, and as long as it may get; invented.

pub mod claims;
pub mod days;
pub mod forms;
pub mod reports;
pub mod settlements;

use documents::summary::Period;
use documents::{
    Amount, Bilingual, Issue, Jpeg, Kind, Laid, MoneyLine, PaperLanguage, PaperSize, Role, Visitor, Weekday,
    appeal, claim_form, custody, decision, evidence, hand_over, notice, preliminary, proposal, receipt,
    refusal, satisfaction, screening, summary, test_page, visit, voucher, waiting,
};

use crate::samples::{self, at, bi};
use claims::{claim_form as claim_form_of, custody_tag, evidence_pack, screening_of};
use days::{daily_summary, hand_over_list, waiting_list};
use documents::preliminary::Exhibit;
use forms::{public_notice, satisfaction_form, test_page_of, visit_form};
use reports::{answer_of, preliminary_of};
use settlements::{decision_of, proposal_of, refusal_of, voucher_of};

/// How much stands on a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Short,
    Usual,
    Long,
    /// As usual, with names that no font has.
    Wild,
}

/// A paper, and what must stand on it in every language.
pub struct Paper {
    pub name: &'static str,
    pub sizes: &'static [PaperSize],
    pub said: Vec<String>,
    pub lay: Box<dyn Fn(PaperSize, PaperLanguage) -> Laid>,
}

/// A name as long as people have them.
pub const LONG_NAME: &str =
    "买买提·吐尔逊·阿不都热依木·阿卜杜克里木·艾合买提·玉素甫·努尔买买提·托合提·伊布拉音·萨迪克·巴拉提江";

/// Every paper at `length`; `picture` stands for each photograph.
pub fn papers(length: Length, picture: &Jpeg) -> Vec<Paper> {
    let (claim, screening) = (claim_form_of(length), screening_of(length));
    let (tag, pack) = (custody_tag(length), evidence_pack(length, picture));
    let (waiting, handed, form) = (waiting_list(length), hand_over_list(length), satisfaction_form(length));
    let (visit, notice, page) = (visit_form(length), public_notice(length), test_page_of(length));
    let (day, month) = (daily_summary(length, Period::Day), daily_summary(length, Period::Month));
    let (proposal, decision, refusal) = (proposal_of(length), decision_of(length), refusal_of(length));
    let report = preliminary_of(length);
    let report_said = said(&[NUMBER], hashes(&report.exhibits));
    let answer = answer_of(length);
    let answer_said = said(&[NUMBER, "0451-5551 2346"], hashes(&answer.exhibits));
    let voucher = voucher_of(length);
    let mut voucher_said = said_of(&voucher.lines, &voucher.total);
    voucher_said.retain(|said| said != "12305");
    voucher_said.push(voucher.voucher.clone());
    let pack_said = said(&["证据材料册|Evidence pack"], pack.photos.iter().map(|photo| photo.sha256.clone()));
    let day_said = said(&[NUMBER], day.tickets.iter().map(|ticket| ticket.number.clone()));
    vec![
        paper("claim-form", &claim_form::SIZES, said(&[NUMBER], name_of(length)), move |size, language| {
            claim_form::lay(&claim, size, language)
        }),
        paper("screening", &screening::SIZES, said(&[NUMBER, "12305"], []), move |size, language| {
            screening::lay(&screening, size, language)
        }),
        paper("evidence", &evidence::SIZES, pack_said, move |size, language| {
            evidence::lay(&pack, size, language)
        }),
        paper("custody", &custody::SIZES, said(&[claims::TAG, NUMBER], []), move |size, language| {
            custody::lay(&tag, size, language)
        }),
        paper("waiting", &waiting::SIZES, said(&["SF1234567890123"], []), move |size, language| {
            waiting::lay(&waiting, size, language)
        }),
        paper("hand-over", &hand_over::SIZES, said(&["李娜", "T-0042"], []), move |size, language| {
            hand_over::lay(&handed, size, language)
        }),
        paper("satisfaction", &satisfaction::SIZES, said(&[NUMBER], []), move |size, language| {
            satisfaction::lay(&form, size, language)
        }),
        paper("visit", &visit::SIZES, said(&[NUMBER], name_of(length)), move |size, language| {
            visit::lay(&visit, size, language)
        }),
        paper("notice", &notice::SIZES, said(&["12305", "2026.11"], []), move |size, language| {
            notice::lay(&notice, size, language)
        }),
        paper("summary-day", &summary::SIZES, day_said, move |size, language| {
            summary::lay(&day, size, language)
        }),
        paper("summary-month", &summary::SIZES, said(&["2026"], []), move |size, language| {
            summary::lay(&month, size, language)
        }),
        paper("test-page", &test_page::SIZES, said(&["龘", "1,234.56"], []), move |size, language| {
            test_page::lay(&page, size, language)
        }),
        paper(
            "proposal",
            &proposal::SIZES,
            said_of(&proposal.lines, &proposal.total),
            move |size, language| proposal::lay(&proposal, size, language),
        ),
        paper(
            "decision",
            &decision::SIZES,
            said_of(&decision.lines, &decision.total),
            move |size, language| decision::lay(&decision, size, language),
        ),
        paper("refusal", &refusal::SIZES, said(&[NUMBER, "12305", "95338"], []), move |size, language| {
            refusal::lay(&refusal, size, language)
        }),
        paper("voucher", &voucher::SIZES, voucher_said, move |size, language| {
            voucher::lay(&voucher, size, language)
        }),
        paper("preliminary", &preliminary::SIZES, report_said, move |size, language| {
            preliminary::lay(&report, size, language)
        }),
        paper("appeal", &appeal::SIZES, answer_said, move |size, language| {
            appeal::lay(&answer, size, language)
        }),
        paper("receipt", &RECEIPT, said(&[NUMBER], []), |size, language| {
            receipt::lay(&samples::claim(), size, language)
        }),
    ]
}

const RECEIPT: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];
const NUMBER: &str = "WC07-261121-A0012-5";

fn paper(
    name: &'static str,
    sizes: &'static [PaperSize],
    said: Vec<String>,
    lay: impl Fn(PaperSize, PaperLanguage) -> Laid + 'static,
) -> Paper {
    Paper { name, sizes, said, lay: Box::new(lay) }
}

fn said(fixed: &[&str], more: impl IntoIterator<Item = String>) -> Vec<String> {
    fixed.iter().map(|said| (*said).to_owned()).chain(more).collect()
}

/// The number, every head's figure, and the total in figures and capitals.
fn said_of(lines: &[MoneyLine], total: &Amount) -> Vec<String> {
    let figures = lines.iter().map(|line| yuan(line.fen)).chain([yuan(total.fen), total.capitals.clone()]);
    said(&[NUMBER, "12305"], figures)
}

/// As a bank writes it; amounts here are not below nothing.
fn yuan(fen: i64) -> String {
    let whole = (fen / 100).to_string();
    let mut grouped: Vec<&str> =
        whole.as_bytes().rchunks(3).map(|part| std::str::from_utf8(part).expect("digits")).collect();
    grouped.reverse();
    format!("¥{}.{:02}", grouped.join(","), fen % 100)
}

fn hashes(exhibits: &[Exhibit]) -> impl Iterator<Item = String> {
    exhibits.iter().filter_map(|exhibit| exhibit.sha256.clone())
}

fn name_of(length: Length) -> Vec<String> {
    if length == Length::Wild { Vec::new() } else { vec![name(length)] }
}

fn name(length: Length) -> String {
    match length {
        Length::Long => LONG_NAME.to_owned(),
        Length::Wild => "张𠮷🎁陈龘".to_owned(),
        Length::Short | Length::Usual => "王**".to_owned(),
    }
}

fn unless_short<T>(length: Length, value: T) -> Option<T> {
    (length != Length::Short).then_some(value)
}

/// `usual` on a usual paper, none on a short one, and `long` on a long one.
fn count(length: Length, usual: usize, long: usize) -> usize {
    match length {
        Length::Short => 0,
        Length::Usual | Length::Wild => usual,
        Length::Long => long,
    }
}

pub fn issue(length: Length) -> Issue {
    Issue {
        outlet: if length == Length::Long { samples::with_long_names().outlet } else { samples::outlet() },
        counter: Some("A".into()),
        clerk: Some(if length == Length::Long { LONG_NAME.into() } else { "陈静".into() }),
        number: Some(NUMBER.into()),
        qr: Some(samples::SLIP.into()),
        slip: Some(samples::slip_words()),
        at: Some(at(11, 21, Weekday::Saturday, 14, 40)),
        copy: (length == Length::Long).then_some(2),
        practice: length == Length::Long,
    }
}

/// Of a list, which is about no one ticket.
fn issue_of_list(length: Length) -> Issue {
    Issue { number: None, qr: None, ..issue(length) }
}

fn visitor(length: Length) -> Option<Visitor> {
    unless_short(
        length,
        Visitor { role: Some(Role::Sender), name: Some(name(length)), phone: Some("138******00".into()) },
    )
}

fn category() -> Bilingual {
    bi("损毁 › 内件破损", "Damage › Contents damaged")
}

fn appeal_line() -> Bilingual {
    bi(
        "如对处理结果不满意或7日内未得到处理，可拨打12305申诉。",
        "If you are not satisfied, or nothing is done within 7 days, you may appeal to the postal regulator at 12305.",
    )
}

const KINDS: [Kind; 5] = [Kind::Claim, Kind::Complaint, Kind::Trace, Kind::Enquiry, Kind::Suggestion];
