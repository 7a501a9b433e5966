//! Finding sealed words: what headquarters keeps to find a ticket by, without keeping anything that can be read.
//!
//! A part of a word is kept as a mark, HMAC-SHA256 under a key of headquarters' own, cut to 32 bits: whoever holds what
//! has a mark can only ask whether it also holds the word. The words themselves are sealed, bound to their ticket, to be
//! compared; and a print of them, 16 bytes of the same HMAC, tells whether they changed.
//!
//! Parts of different kinds of words have different marks, so that knowing some (a waybill stands in clear beside them)
//! says nothing of others (a phone).

use domain::{BranchId, TicketId};
use hkdf::{
    Hkdf,
    hmac::{Hmac, KeyInit, Mac},
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    Nonce24, SealError,
    framed::framed,
    lookup::MARK_LEN,
    seal::{open_bytes, seal_bytes},
};

/// What words are marked and sealed with. Never leaves headquarters; has no `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct WordsKey {
    #[zeroize(skip)]
    marks: Hmac<sha2::Sha256>,
    #[zeroize(skip)]
    prints: Hmac<sha2::Sha256>,
    seal: [u8; 32],
}

impl WordsKey {
    /// The key from a secret that is kept anyway.
    pub fn derived_from(secret: &[u8; 32]) -> Self {
        let hkdf = Hkdf::<sha2::Sha256>::new(None, secret);
        let key = |what: &str| {
            let mut key = Zeroizing::new([0; 32]);
            hkdf.expand(format!("counterfoil/words/{what}/1").as_bytes(), &mut key[..])
                .expect("so few bytes are within what HKDF gives");
            key
        };
        let mac = |what| Hmac::new_from_slice(&key(what)[..]).expect("HMAC takes a key of any length");
        Self { marks: mac("marks"), prints: mac("prints"), seal: *key("seal") }
    }

    /// The mark of a part of a word of this kind.
    pub fn mark(&self, kind: u8, part: &str) -> u32 {
        let mac = self.marks.clone().chain_update([kind]).chain_update(part).finalize().into_bytes();
        u32::from_be_bytes([mac[0], mac[1], mac[2], mac[3]])
    }

    /// The print of these words, which is another for any others.
    pub fn print(&self, words: &[u8]) -> [u8; MARK_LEN] {
        let mac = self.prints.clone().chain_update(words).finalize().into_bytes();
        std::array::from_fn(|place| mac[place])
    }

    /// Seals a ticket's words. `nonce` is fresh randomness.
    pub fn seal(&self, (branch, ticket): (BranchId, TicketId), nonce: Nonce24, words: &[u8]) -> Vec<u8> {
        seal_bytes(&self.seal, nonce, &sealed_for(branch, ticket), words)
    }

    /// A ticket's words, if they were sealed for it.
    pub fn open(
        &self,
        (branch, ticket): (BranchId, TicketId),
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open_bytes(&self.seal, &sealed_for(branch, ticket), sealed)
    }
}

fn sealed_for(branch: BranchId, ticket: TicketId) -> Vec<u8> {
    framed("words", &[branch.as_bytes(), ticket.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_the_kind_the_part_and_the_key() {
        let key = WordsKey::derived_from(&[1; 32]);
        assert_eq!(key.mark(1, "破损"), key.clone().mark(1, "破损"));
        assert_ne!(key.mark(1, "破损"), key.mark(1, "损破"));
        assert_ne!(key.mark(1, "1380"), key.mark(2, "1380"), "a waybill's digits are not a phone's");
        assert_ne!(key.mark(1, "破损"), WordsKey::derived_from(&[2; 32]).mark(1, "破损"));
        assert_eq!(key.mark(1, "破损"), 0x4f19_84c6, "marks are kept: they are the same in every version");
    }

    #[test]
    fn words_open_for_their_ticket_alone() {
        let key = WordsKey::derived_from(&[1; 32]);
        let at = |ticket| (BranchId::from_bytes([1; 16]), TicketId::from_bytes([ticket; 16]));
        let sealed = key.seal(at(2), [3; 24], "王小明".as_bytes());
        assert_eq!(&key.open(at(2), &sealed).unwrap()[..], "王小明".as_bytes());
        assert!(key.open(at(3), &sealed).is_err());
        assert!(WordsKey::derived_from(&[2; 32]).open(at(2), &sealed).is_err());
        assert_ne!(key.print(b"one"), key.print(b"other"));
    }
}
