//! The papers that bear a claim out: what was handed in, what is owed by which day, what is to be brought.

use crate::mark::{Ink, Weight};
use crate::paper::{PaperLanguage, Tongue};
use crate::sentence;
use crate::set::field::{Field, Paragraph};
use crate::set::setter::Setter;
use crate::words::{word, word_with};

use super::content::{Proof, ProofState, Receipt};

/// Papers of one state stand together, those that are owed by their days.
pub(super) fn field(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let mut states: Vec<ProofState> = receipt.proofs.iter().map(|proof| proof.state).collect();
    states.sort_unstable();
    states.dedup();
    let paragraph = |state: &ProofState| {
        let of_state = receipt.proofs.iter().filter(|proof| proof.state == *state);
        let proofs: Vec<&Proof> = of_state.collect();
        let is_long = setter.language != PaperLanguage::Both;
        let tongues = setter.language.tongues().iter();
        let versions = tongues.map(|tongue| said(*tongue, *state, (&proofs, is_long), receipt)).collect();
        let is_owed = matches!(state, ProofState::Owed(_) | ProofState::ToBring);
        let weight = if is_owed { Weight::Bold } else { Weight::Regular };
        Paragraph::Versions(versions, setter.style(setter.look.body, weight, Ink::Black))
    };
    let value: Vec<Paragraph> = states.iter().map(paragraph).collect();
    (!value.is_empty()).then_some(Field { label: "paper-proofs", value })
}

/// `is_long`: with the papers of which one is enough.
fn said(
    tongue: Tongue,
    state: ProofState,
    (proofs, is_long): (&[&Proof], bool),
    receipt: &Receipt,
) -> String {
    let year = receipt.received.map(|received| received.year);
    let state = match state {
        ProofState::Given => word(tongue, "paper-proofs-given"),
        ProofState::Owed(due) => {
            word_with(tongue, "paper-proofs-owed", &[("due", &due.as_term(tongue, year))])
        }
        ProofState::ToBring => word(tongue, "paper-proofs-to-bring"),
        ProofState::Waived => word(tongue, "paper-proofs-waived"),
    };
    let name = |proof: &&Proof| {
        let name = sentence::within(proof.name.pick(tongue));
        let papers = proof.any_of.iter().map(|paper| sentence::within(paper.pick(tongue)));
        let papers: Vec<String> = papers.filter(|_| is_long).collect();
        if papers.is_empty() {
            return name;
        }
        let papers = papers.join(" / ");
        word_with(tongue, "paper-one-of", &[("name", &name), ("papers", &papers)])
    };
    let names: Vec<String> = proofs.iter().map(name).collect();
    format!("{state}{}{}", word(tongue, "paper-colon"), names.join(&word(tongue, "paper-list")))
}
