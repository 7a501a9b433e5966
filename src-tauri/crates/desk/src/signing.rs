//! A customer's signature, bound to the very paper that was shown.
//!
//! What is shown is always the A5 paper in the customer's language, first print and unsigned. Its hash is the SHA-256 of its
//! pages as SVG, in their order: before each page its length in bytes as decimal digits and a line feed.

use documents::{Laid, svg};
use domain::{
    Document, EventId, Fact, Role, Sealed, Sha256, Signature, SignatureGiven, SignaturePurpose, TicketId,
};
use protocol::hash_of;

use crate::{Desk, DeskError, PaperLanguage, PaperSize, TicketSheet};

/// A paper as a customer is shown it before signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPaper {
    /// An SVG document a page.
    pub pages: Vec<String>,
    /// What no font has.
    pub substituted: Vec<char>,
    /// Of these pages; the signature names it.
    pub shown: Sha256,
    /// As whom the customer came.
    pub role: Role,
    /// The name they gave.
    pub name: String,
}

/// What a customer signs, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// What it says.
    pub purpose: SignaturePurpose,
    /// In which the paper was shown.
    pub language: SignLanguage,
    /// Of the paper that was shown.
    pub shown: Sha256,
    /// As whom.
    pub role: Role,
    /// The drawing, and whose name stands for it.
    pub signature: Signature,
}

/// The language in which a customer reads what they sign: one, never two beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignLanguage {
    /// Chinese.
    Chinese,
    /// English.
    English,
}

impl SignLanguage {
    fn of_paper(self) -> PaperLanguage {
        match self {
            Self::Chinese => PaperLanguage::Chinese,
            Self::English => PaperLanguage::English,
        }
    }
}

impl Desk {
    /// The paper that is signed for `purpose`, as it stands now.
    pub fn show_for_signature(
        &self,
        id: TicketId,
        purpose: &SignaturePurpose,
        language: SignLanguage,
    ) -> Result<ShownPaper, DeskError> {
        self.acting(purpose.act())?;
        let sheet = self.ticket(id)?;
        let told = sheet.ticket.told().ok_or(DeskError::NoTicketKey)?;
        let (_, laid) = self.lay_for_signature(&sheet, purpose, language)?;
        let role = sheet.ticket.role.value().clone();
        let pages = svg(&laid);
        Ok(ShownPaper {
            shown: hash_of_shown(&pages),
            pages,
            substituted: laid.substituted,
            name: told.parties.who_came(&role).name.trim().to_owned(),
            role,
        })
    }

    /// Writes a signature under the paper that was shown. Refuses when that paper says something else by now.
    pub fn sign(&self, id: TicketId, signing: &Signing) -> Result<EventId, DeskError> {
        let person = self.acting(signing.purpose.act())?;
        signing.signature.check()?;
        loop {
            let sheet = self.ticket(id)?;
            let (document, laid) = self.lay_for_signature(&sheet, &signing.purpose, signing.language)?;
            if hash_of_shown(&svg(&laid)) != signing.shown {
                return Err(DeskError::PaperChanged);
            }
            let given = Fact::SignatureGiven(SignatureGiven {
                purpose: signing.purpose.clone(),
                document: document.clone(),
                shown: signing.shown,
                language: signing.language.of_paper().as_str().to_owned(),
                role: signing.role.clone(),
                private: Sealed::Open(Signature {
                    name: signing.signature.name.trim().to_owned(),
                    strokes: signing.signature.strokes.clone(),
                }),
            });
            // Where something came between, it is laid out and compared again.
            if let Some(written) = self.append_seen(&sheet.ticket, person.id, vec![given])? {
                return Ok(written[0]);
            }
        }
    }

    /// The paper for a purpose, and its layout for a purpose.
    fn lay_for_signature(
        &self,
        sheet: &TicketSheet,
        purpose: &SignaturePurpose,
        language: SignLanguage,
    ) -> Result<(Document, Laid), DeskError> {
        let place = self.inner.place()?;
        let receipt = self.receipt(sheet, &place)?;
        let on = (PaperSize::A5, language.of_paper());
        if *purpose == SignaturePurpose::INTAKE {
            return Ok((Document::RECEIPT, documents::receipt::lay(&receipt, on.0.sheet(), on.1.tongue())));
        }
        let signed: &[Document] = match purpose.as_str() {
            "decision" => &[Document::DECISION, Document::REFUSAL, Document::PROPOSAL],
            "payment" => &[Document::VOUCHER],
            _ => &[],
        };
        let papers = Self::papers_of(&sheet.ticket);
        let document = signed.iter().find(|document| papers.contains(document));
        let document = document.ok_or(DeskError::NoPaperToSign)?;
        // As it was before anybody signed or answered it.
        let mut blank = sheet.clone();
        blank.ticket.signatures.clear();
        let issue = self.issue_of(&blank.ticket, document, 0, &place)?;
        let laid = self.lay_award_paper(&blank, document, issue, receipt, on);
        Ok((document.clone(), laid.ok_or(DeskError::NoPaperToSign)?))
    }
}

/// The hash of a paper as it was drawn; see the head of this file.
fn hash_of_shown(pages: &[String]) -> Sha256 {
    let measured = pages.iter().map(|page| format!("{}\n{page}", page.len()));
    hash_of(measured.collect::<String>().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_what_was_shown_can_be_computed_by_others() {
        let hash = hash_of_shown(&["<svg/>".to_owned(), "<a>".to_owned()]);
        // printf '6\n<svg/>3\n<a>' | sha256sum
        assert_eq!(hash.to_string(), "d79328516cbd6dffcf0087457c33f9b37f0d783936a21db36961beaa46a917f8");
        assert_ne!(hash, hash_of_shown(&["<svg/><a>".to_owned()]));
    }
}
