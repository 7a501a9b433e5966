//! The second step of signing in: set up with a telephone, proven by its codes, and by recovery codes where it is lost.

use domain::{PersonId, Sha256};
use protocol::{FirstCode, LookupKey, OneTimeSecret, SealError, hash_of};

use crate::{
    HqState, StoreError,
    clock::random,
    store::{Account, RecoveryMark, SecondStep, StepChange},
};

/// Recovery codes that are given at once.
const RECOVERY_CODES: usize = 10;
/// What a telephone shows beside the account.
const ISSUER: &str = "Counterfoil";
/// So long a second step that was offered may be set up.
const OFFERED_MS: i64 = 10 * 60 * 1_000;

/// A second step that is being set up: nothing of it counts before its first code was typed.
pub struct Offered {
    /// The secret as it is typed.
    pub text: String,
    /// The same as it is scanned.
    pub uri: String,
    /// The secret under the master key, for the page to bring back with the first code from the session that it was offered to.
    pub sealed: Vec<u8>,
}

/// What was typed as a second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A code of the telephone.
    Code,
    /// A recovery code, which is used up.
    Recovery,
    /// Neither.
    Wrong,
}

/// Why a second step could not be set up or proven.
#[derive(Debug, thiserror::Error)]
pub enum SecondStepError {
    /// The store failed.
    #[error("could not keep the second step")]
    Store(#[from] StoreError),
    /// It is sealed for another, or not by headquarters.
    #[error("the second step's secret does not open")]
    Seal(#[from] SealError),
    /// What was typed is not the telephone's code.
    #[error("this is not the code of the telephone")]
    Code,
    /// It was offered too long ago, to another session, or in place of another second step than there is.
    #[error("this second step is no longer offered, or not here")]
    NotOffered,
}

impl HqState {
    /// A new secret for an account, good for ten minutes in the session that has proven itself.
    pub fn offer_second_step(&self, account: &Account, session: Sha256) -> Offered {
        let bytes = random();
        let secret = OneTimeSecret::from_bytes(bytes);
        let until = self.clock.now().plus_ms(OFFERED_MS);
        let sealed = self.keys.seal_offered_step(&offered_to(account, session), &bytes, until);
        Offered { text: secret.text(), uri: secret.uri(ISSUER, &account.name), sealed }
    }

    /// Sets an account's second step up with the first code of a secret that was offered to it. Answers its recovery codes,
    /// which are told once. Its other sessions end.
    pub async fn set_second_step(
        &self,
        account: &Account,
        session: Sha256,
        sealed: &[u8],
        code: &str,
    ) -> Result<Vec<String>, SecondStepError> {
        let offered = self.keys.open_offered_step(&offered_to(account, session), sealed);
        let (bytes, until) = offered.map_err(|_| SecondStepError::NotOffered)?;
        let now = self.clock.now();
        if until <= now {
            return Err(SecondStepError::NotOffered);
        }
        let secret = OneTimeSecret::from_bytes(bytes);
        let used = secret.step_of(code, now.unix_ms(), 0).ok_or(SecondStepError::Code)?;
        let codes: Vec<FirstCode> = (0..RECOVERY_CODES).map(|_| FirstCode::new(random())).collect();
        let shown: Vec<String> = codes.iter().map(FirstCode::shown).collect();
        let marks =
            shown.iter().map(|code| recovery_mark(&self.keys.recovery, account.person, code)).collect();
        let sealed = self.keys.seal_second_step(account.person, &bytes);
        let change = StepChange {
            step: Some(SecondStep { sealed, since: now, used }),
            recovery: marks,
            but_not: Some(session),
            if_still: Some(account.credentials()),
        };
        let is_set = self.store.set_second_step(&account.name, change).await?;
        if is_set { Ok(shown) } else { Err(SecondStepError::NotOffered) }
    }

    /// Whether what was typed is the code of an account's telephone, or one of its recovery codes; either is used up.
    pub async fn prove_second_step(&self, account: &Account, typed: &str) -> Result<Proof, SecondStepError> {
        let Some(step) = &account.second_step else { return Ok(Proof::Wrong) };
        let secret = OneTimeSecret::from_bytes(self.keys.open_second_step(account.person, &step.sealed)?);
        if let Some(step) = secret.step_of(typed, self.clock.now().unix_ms(), step.used) {
            let is_first = self.store.use_step(&account.name, step).await?;
            return Ok(if is_first { Proof::Code } else { Proof::Wrong });
        }
        let mark = recovery_mark(&self.keys.recovery, account.person, typed);
        let is_one = self.store.use_recovery_code(&account.name, mark).await?;
        Ok(if is_one { Proof::Recovery } else { Proof::Wrong })
    }
}

/// Whom a second step is offered to: an account, in one session, in place of the one that it has.
fn offered_to(account: &Account, session: Sha256) -> String {
    let before = account
        .second_step
        .as_ref()
        .map_or_else(|| "none".to_owned(), |step| hash_of(&step.sealed).to_string());
    format!("{} in {session} in place of {before}", account.person)
}

/// What stands for a recovery code: without headquarters' keys nobody can try codes until one fits.
fn recovery_mark(key: &LookupKey, person: PersonId, typed: &str) -> RecoveryMark {
    key.mark(&format!("{person} {}", FirstCode::typed(typed)))
}
