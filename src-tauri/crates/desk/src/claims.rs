//! Claims at the counter: what bears them out, what they come to, and what was paid. The program proposes; people decide.

use domain::{
    Act, Amendment, AssessmentMade, AwardLine, Change, ContactMade, EventId, Fact, Fen, PaidTo, Payee,
    PaymentMade, PaymentMethod, ProofNoted, Sealed, Shipment, Ticket, TicketAction, TicketAmended, TicketId,
    compensation::{Assessment, Claim, DepartureCode, Proof, ProofCode, ProofStanding, Rung, Values, assess},
    policy::compensation::MeasureCode,
};

use crate::{Desk, DeskError, sorting::Looked};

/// What somebody says a claim comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessing {
    /// What is known of the claim; its proofs are noted one by one and not taken from here.
    pub claim: Claim,
    /// The measure that is taken; none: nothing is owed.
    pub measure: Option<MeasureCode>,
    /// Why it is above what was proven or asked for, where it is.
    pub departure: Option<DepartureCode>,
    /// What is to be said to it.
    pub words: String,
}

/// What is paid, how, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paying {
    /// How much.
    pub fen: Fen,
    /// How.
    pub method: PaymentMethod,
    /// To whom.
    pub payee: Payee,
    /// Whose name.
    pub name: String,
    /// The account, or the coupon's number.
    pub account: String,
    /// Why it is above what is still to be paid, where it is.
    pub departure: Option<DepartureCode>,
}

impl Desk {
    /// The claim of a ticket as it stands, and what it would come to today.
    pub fn claim(&self, ticket: &Ticket) -> (Claim, Assessment) {
        let zone = self.zone();
        let claim = ticket.claim_to_assess(|ticket| Claim::taken_in(ticket, zone, self.policy()));
        let assessment = self.assess(&claim);
        (claim, assessment)
    }

    /// What `claim` would come to today: every measure side by side.
    pub fn assess(&self, claim: &Claim) -> Assessment {
        assess(claim, self.today(), &self.calendar(), self.policy())
    }

    /// Notes where a paper stands that bears the claim out.
    pub fn note_proof(
        &self,
        id: TicketId,
        code: ProofCode,
        standing: ProofStanding,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        if let ProofStanding::Owed { by } = &standing
            && *by < self.today()
        {
            return Err(DeskError::DayPassed);
        }
        self.folded(id)?.refuse_merged()?;
        let noted = Fact::ProofNoted(ProofNoted { proof: Proof { code, standing } });
        self.append_to(id, person.id, vec![noted])
    }

    /// Keeps what somebody says a claim comes to: one of the measures that the rules give, or nothing. What it was
    /// reckoned from goes into the ticket too, so that both say the same.
    pub fn save_assessment(&self, id: TicketId, assessing: &Assessing) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let ticket = self.folded(id)?;
        ticket.refuse_merged()?;
        if ticket.status.is_finished() {
            return Err(DeskError::Finished(ticket.status));
        }
        let mut claim = assessing.claim.clone();
        claim.proofs.clone_from(&ticket.proofs);
        let lines = self.lines_of(&claim, assessing.measure.as_ref())?;
        let made = AssessmentMade {
            on: self.today(),
            measure: assessing.measure.clone(),
            lines,
            departure: assessing.departure.clone(),
            words: said(&assessing.words),
            claim,
        };
        let mut ladder = ticket.ladder();
        if let Some(claimed) = made.claim.values.claimed_fen.filter(|fen| *fen > Fen::ZERO) {
            ladder = ladder.set(Rung::Claimed, claimed, None)?;
        }
        if let Some(proven) = made.claim.values.proven_fen {
            ladder = ladder.set(Rung::Proven, proven, made.departure.clone())?;
        }
        ladder.set(Rung::Assessed, made.total(), made.departure.clone())?;
        let mut facts: Vec<Fact> = amendments(&ticket, &made.claim.values).into_iter().collect();
        facts.push(Fact::AssessmentMade(Box::new(AssessmentMade {
            claim: Claim { proofs: Vec::new(), ..made.claim.clone() },
            ..made
        })));
        self.append_to(id, person.id, facts)
    }

    /// What a measure gives, line by line, as it is shown.
    fn lines_of(&self, claim: &Claim, measure: Option<&MeasureCode>) -> Result<Vec<AwardLine>, DeskError> {
        let Some(measure) = measure else { return Ok(Vec::new()) };
        let assessment = self.assess(claim);
        let taken = assessment.alternative(measure).ok_or(DeskError::NoSuchMeasure)?;
        let line = |line: &domain::compensation::Line| {
            let fen = line.fen.map_err(|_| DeskError::FigureLacking)?;
            Ok(AwardLine {
                kind: line.kind,
                fen,
                rule: line.rule.clone(),
                ground: line.citation.clone(),
                reckoned: line.steps.iter().map(|step| step.in_words(self.policy())).collect(),
            })
        };
        taken.lines.iter().map(line).collect()
    }

    /// Writes down how the customer was reached, or was not.
    pub fn record_contact(&self, id: TicketId, contact: ContactMade) -> Result<(), DeskError> {
        let person = self.acting(Act::TellCustomer)?;
        self.append_to(id, person.id, vec![Fact::ContactMade(contact)])
    }

    /// Writes down that something was paid of what was agreed. With the last of it the ticket is settled. Answers the
    /// payment's event.
    pub fn pay(&self, id: TicketId, paying: &Paying) -> Result<EventId, DeskError> {
        let person = self.acting(Act::Settle)?;
        loop {
            let ticket = self.folded(id)?;
            // Where something came between, such as the same payment, it is looked at anew.
            if let Some(written) = self.append_seen(&ticket, person.id, facts_of_payment(&ticket, paying)?)? {
                return Ok(written[0]);
            }
        }
    }
}

/// The payment, and the settlement where it was the last of what was approved.
fn facts_of_payment(ticket: &Ticket, paying: &Paying) -> Result<Vec<Fact>, DeskError> {
    ticket.refuse_merged()?;
    ticket.status.after(TicketAction::Settle)?;
    let decided = ticket.decision().filter(|decided| decided.made.awards());
    let decision = decided.ok_or(DeskError::NothingDecided)?.event;
    if paying.fen == Fen::ZERO {
        return Err(DeskError::NothingToPay);
    }
    let needs_account = paying.method != PaymentMethod::CASH;
    let (name, account) = (paying.name.trim(), paying.account.trim());
    if name.is_empty() || needs_account && account.is_empty() {
        return Err(DeskError::PayeeIncomplete);
    }
    let waiver = ticket.proof(&ProofCode::SENDER_WAIVER);
    if paying.payee == Payee::RECIPIENT && !matches!(waiver, Some(ProofStanding::Given { .. })) {
        return Err(DeskError::WaiverLacking);
    }
    let ladder = ticket.ladder().pay(paying.fen, paying.departure.clone())?;
    let paid = Fact::PaymentMade(PaymentMade {
        voucher: format!("{}/P{}", ticket.number, ticket.payments.len() + 1),
        decision,
        fen: paying.fen,
        method: paying.method.clone(),
        payee: paying.payee.clone(),
        departure: paying.departure.clone(),
        private: Sealed::Open(PaidTo { name: name.to_owned(), account: account.to_owned() }),
    });
    let mut facts = vec![paid];
    if ladder.fen(Rung::Paid) >= ladder.fen(Rung::Approved) {
        let action = TicketAction::Settle;
        facts.push(Fact::ActionTaken(domain::ActionTaken { action, words: None }));
    }
    Ok(facts)
}

/// What is said, if anything is.
pub fn said(words: &str) -> Option<Sealed<String>> {
    let words = words.trim();
    (!words.is_empty()).then(|| Sealed::Open(words.to_owned()))
}

/// What was said, where it can be read.
pub fn read(words: Option<&Sealed<String>>) -> Option<String> {
    words.and_then(Sealed::open).cloned()
}

/// The change that brings a ticket's amounts to those that its claim was reckoned from; none where they are the same.
fn amendments(ticket: &Ticket, values: &Values) -> Option<Fact> {
    let mut changes = Vec::new();
    if *ticket.claimed_fen.value() != values.claimed_fen {
        let replaces = ticket.claimed_fen.set_by().collect();
        changes.push(Change { replaces, to: Amendment::ClaimedFen(values.claimed_fen) });
    }
    let before = ticket.shipment.value();
    let shipment = Shipment {
        freight_fen: values.freight_fen,
        insured_fen: values.insured_fen,
        declared_fen: values.declared_fen,
        ..before.clone()
    };
    if shipment != *before {
        let replaces = ticket.shipment.set_by().collect();
        changes.push(Change { replaces, to: Amendment::Shipment(shipment) });
    }
    (!changes.is_empty()).then_some(Fact::TicketAmended(TicketAmended { changes }))
}
