//! The papers of a claim as its receipt lists them: what was handed in, what is owed by which day, what is to be brought.

use documents::receipt::{Proof as PaperProof, ProofState};
use domain::{
    CategoryCode, Date, Demand, Fen, Kind, Policy, Role, Slot,
    compensation::{Claim, NeedStanding, Proof, ProofStanding, ProofTold, proofs_needed},
};

use crate::{
    SlotLook, TicketForm,
    paper_values::{moment_of_day, words},
};

/// The slots whose picture would be of a paper that the receipt lists as owed or to be brought: it asks for it once.
pub(crate) fn slots_of_owed(form: &TicketForm, noted: &[Proof], policy: &Policy) -> Vec<Slot> {
    let is_asked = |told: &&ProofTold| {
        !matches!(told.standing, NeedStanding::Given { .. } | NeedStanding::Waived { .. })
    };
    needed(form, noted, policy).iter().filter(is_asked).flat_map(|told| told.slots.clone()).collect()
}

/// What the policy wants for the claim as it was taken in, each with where it stands, and what was noted besides. Nothing is
/// asked for that a photo shows already, nor of who asks for no money.
pub(crate) fn paper_proofs(
    form: &TicketForm,
    noted: &[Proof],
    slots: &[SlotLook],
    policy: &Policy,
) -> Vec<PaperProof> {
    let needed = needed(form, noted, policy);
    let is_shown = |told: &ProofTold| {
        slots.iter().any(|look| told.slots.contains(&look.slot) && !look.photos.is_empty())
    };
    let needs = needed
        .iter()
        .filter(|told| told.standing != NeedStanding::Missing || !is_shown(told))
        .map(|told| paper_proof(told, policy));
    let is_listed =
        |proof: &&Proof| needed.iter().any(|told| told.any_of.iter().any(|(code, _)| *code == proof.code));
    let besides = noted.iter().filter(|proof| !is_listed(proof)).map(|proof| PaperProof {
        name: words(&policy.name_of_proof(&proof.code)),
        any_of: Vec::new(),
        state: match &proof.standing {
            ProofStanding::Given { .. } => ProofState::Given,
            ProofStanding::Owed { by } => ProofState::Owed(moment_of_day(*by)),
            ProofStanding::Waived { .. } => ProofState::Waived,
        },
    });
    needs.chain(besides).collect()
}

fn needed(form: &TicketForm, noted: &[Proof], policy: &Policy) -> Vec<ProofTold> {
    let wants_money = [Demand::COMPENSATION, Demand::REFUND]
        .iter()
        .any(|demand| form.demands.iter().any(|it| it == demand.as_str()));
    let Some(category) = form.category.as_deref().map(CategoryCode::from) else { return Vec::new() };
    if !(form.kind == Kind::Claim || wants_money) || policy.compensation().incident_of(&category).is_none() {
        return Vec::new();
    }
    let mut claim = Claim::told(form.carrier.as_deref(), &category, &Role::from(form.role.as_str()), policy);
    claim.values.claimed_fen = Fen::parse_yuan(&form.claimed).ok();
    claim.proofs = noted.to_vec();
    // A receipt says by when; what is late is another day's matter.
    let first_day = Date::new(1, 1, 1).expect("there is a first day");
    proofs_needed(&claim, first_day, policy)
}

/// The paper that was given or will be; else the need, with the papers of which one is enough.
fn paper_proof(told: &ProofTold, policy: &Policy) -> PaperProof {
    use NeedStanding::{Given, Late, Owed};
    let (name, any_of) = match (&told.standing, told.any_of.as_slice()) {
        (Given { proof, .. } | Owed { proof, .. } | Late { proof, .. }, _) => {
            (words(&policy.name_of_proof(proof)), Vec::new())
        }
        (_, [(_, only)]) => (words(only), Vec::new()),
        (_, any) => (words(&told.name), any.iter().map(|(_, paper)| words(paper)).collect()),
    };
    PaperProof { name, any_of, state: state_of(&told.standing) }
}

fn state_of(standing: &NeedStanding) -> ProofState {
    match standing {
        NeedStanding::Given { .. } => ProofState::Given,
        NeedStanding::Waived { .. } => ProofState::Waived,
        NeedStanding::Owed { by, .. } | NeedStanding::Late { by, .. } => ProofState::Owed(moment_of_day(*by)),
        NeedStanding::Missing => ProofState::ToBring,
    }
}

#[cfg(test)]
mod tests {
    use domain::compensation::{ProofCode, WaiverCode};
    use tempfile::tempdir;

    use super::*;
    use crate::{
        Desk,
        desk::tests::{desk_at, taken_in},
    };

    fn broken(desk: &Desk) -> domain::TicketId {
        taken_in(
            desk,
            TicketForm {
                category: Some("damage.contents".to_owned()),
                channel: "phone".to_owned(),
                waybill: "SF1234567890123".to_owned(),
                claimed: "1500".to_owned(),
                story: "壶嘴断了".to_owned(),
                ..TicketForm::default()
            },
        )
    }

    fn said(desk: &Desk, id: domain::TicketId) -> Vec<(String, ProofState)> {
        let sheet = desk.ticket(id).unwrap();
        let receipt = desk.receipt(&sheet, &desk.inner.place().unwrap()).unwrap();
        receipt.proofs.into_iter().map(|proof| (proof.name.en, proof.state)).collect()
    }

    #[test]
    fn a_receipt_lists_what_is_to_be_brought_and_what_was_said_of_it() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), "2026-11-24T04:00:00.000Z");
        let id = broken(&desk);
        let value = "Proof of value";
        let first = said(&desk, id);
        assert_eq!(first[0], ("Waybill or receipt of posting".to_owned(), ProofState::ToBring));
        assert_eq!(first[1], (value.to_owned(), ProofState::ToBring));
        let by = Date::new(2026, 12, 1).unwrap();
        let note = |code: ProofCode, standing| desk.note_proof(id, code, standing).unwrap();
        note("waybill".into(), ProofStanding::Given { on: Date::new(2026, 11, 24).unwrap() });
        note("invoice".into(), ProofStanding::Owed { by });
        note("weighing_record".into(), ProofStanding::Waived { why: WaiverCode::from("own_record") });
        let noted = said(&desk, id);
        assert_eq!(noted[0].1, ProofState::Given);
        assert_eq!(noted[1], ("Invoice or receipt".to_owned(), ProofState::Owed(moment_of_day(by))));
        assert_eq!(noted.last().unwrap(), &("Weighing record".to_owned(), ProofState::Waived));
    }

    #[test]
    fn who_asks_for_no_money_brings_nothing() {
        let form = TicketForm {
            kind: Kind::Complaint,
            category: Some("damage.contents".to_owned()),
            ..TicketForm::default()
        };
        let policy = Policy::bundled();
        assert_eq!(paper_proofs(&form, &[], &[], policy), []);
        let asks = TicketForm { demands: vec!["compensation".to_owned()], ..form };
        assert!(!paper_proofs(&asks, &[], &[], policy).is_empty());
        let unsorted = TicketForm { category: None, ..asks };
        assert_eq!(paper_proofs(&unsorted, &[], &[], policy), []);
    }
}
