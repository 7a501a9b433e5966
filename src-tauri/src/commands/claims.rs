//! A ticket's claim: what bears it out, what it comes to, and what is paid.

use desk::{Assessing, Desk, DeskError, Paying};
use domain::{
    ContactMade, Date, TicketId,
    compensation::{ProofStanding, WaiverCode},
};
use tauri::State;

use super::{Answer, ticket_id, tickets::seen_after};
use crate::{
    state::Shell,
    views::{AssessingForm, AssessmentView, ClaimForm, ContactForm, PaymentForm, ProofForm, TicketView},
};

/// What a claim would come to today, as it is typed.
#[tauri::command]
#[specta::specta]
pub async fn look_at_claim(shell: State<'_, Shell>, id: String, claim: ClaimForm) -> Answer<AssessmentView> {
    let id = ticket_id(&id)?;
    let look = move |desk: &Desk| {
        let claim = read(desk, id, claim)?;
        Ok::<_, DeskError>(AssessmentView::of(&desk.assess(&claim), desk.policy()))
    };
    shell.at_desk(look).await
}

/// Keeps what somebody says a claim comes to.
#[tauri::command]
#[specta::specta]
pub async fn save_assessment(
    shell: State<'_, Shell>,
    id: String,
    assessing: AssessingForm,
) -> Answer<TicketView> {
    let save = move |desk: &Desk, id| {
        let assessing = Assessing {
            claim: read(desk, id, assessing.claim)?,
            measure: assessing.measure.map(Into::into),
            departure: assessing.departure.map(Into::into),
            words: assessing.words,
        };
        desk.save_assessment(id, &assessing)
    };
    seen_after(&shell, ticket_id(&id)?, save).await
}

/// Notes where a paper stands that bears the claim out.
#[tauri::command]
#[specta::specta]
pub async fn note_proof(shell: State<'_, Shell>, id: String, noted: ProofForm) -> Answer<TicketView> {
    let note = move |desk: &Desk, id| {
        let day = |day: Option<String>| -> Result<Date, DeskError> {
            day.and_then(|day| day.parse().ok()).ok_or_else(|| DeskError::form("on", "not_a_date"))
        };
        let standing = match (noted.standing.as_str(), noted.why) {
            ("given", _) => ProofStanding::Given { on: day(noted.on)? },
            ("owed", _) => ProofStanding::Owed { by: day(noted.on)? },
            ("waived", Some(why)) => ProofStanding::Waived { why: WaiverCode::from(why) },
            _ => return Err(DeskError::form("why", "missing")),
        };
        desk.note_proof(id, noted.proof.into(), standing)
    };
    seen_after(&shell, ticket_id(&id)?, note).await
}

/// Writes down that something was paid.
#[tauri::command]
#[specta::specta]
pub async fn pay(shell: State<'_, Shell>, id: String, payment: PaymentForm) -> Answer<TicketView> {
    let pay = move |desk: &Desk, id| {
        let paying = Paying {
            fen: desk::read_amount("amount", &payment.amount)?,
            method: payment.method.into(),
            payee: payment.payee.into(),
            name: payment.name,
            account: payment.account,
            departure: payment.departure.map(Into::into),
        };
        desk.pay(id, &paying).map(drop)
    };
    seen_after(&shell, ticket_id(&id)?, pay).await
}

/// Writes down how the customer was reached, or was not.
#[tauri::command]
#[specta::specta]
pub async fn record_contact(shell: State<'_, Shell>, id: String, contact: ContactForm) -> Answer<TicketView> {
    let record = move |desk: &Desk, id| {
        let made = ContactMade {
            way: contact.way.into(),
            about: contact.about.into(),
            outcome: contact.outcome.into(),
            words: desk::said(&contact.words),
        };
        desk.record_contact(id, made)
    };
    seen_after(&shell, ticket_id(&id)?, record).await
}

/// The claim that a form says, with what the form does not have as the ticket has it.
fn read(desk: &Desk, id: TicketId, form: ClaimForm) -> Result<domain::compensation::Claim, DeskError> {
    let (base, _) = desk.claim(&desk.ticket(id)?.ticket);
    desk::ClaimForm::from(form).read(&base).map_err(DeskError::Form)
}
