//! The second step of signing in: set up with a telephone, proven by its codes, and by recovery codes where it is lost.

use domain::PersonId;
use protocol::{FirstCode, LookupKey, OneTimeSecret, SealError};

use crate::{
    HqState, StoreError,
    clock::random,
    store::{Account, RecoveryMark, SecondStep},
};

/// Recovery codes that are given at once.
const RECOVERY_CODES: usize = 10;
/// What a telephone shows beside the account.
const ISSUER: &str = "Counterfoil";

/// A second step that is being set up: nothing of it counts before its first code was typed.
pub struct Offered {
    /// The secret as it is typed.
    pub text: String,
    /// The same as it is scanned.
    pub uri: String,
    /// The secret under the master key, for the page to bring back with the first code.
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
}

impl HqState {
    /// A new secret for an account.
    pub fn offer_second_step(&self, account: &Account) -> Offered {
        let bytes = random();
        let secret = OneTimeSecret::from_bytes(bytes);
        let sealed = self.keys.seal_second_step(account.person, &bytes);
        Offered { text: secret.text(), uri: secret.uri(ISSUER, &account.name), sealed }
    }

    /// Sets an account's second step up with the first code of a secret that was offered to it. Answers its recovery codes,
    /// which are told once.
    pub async fn set_second_step(
        &self,
        account: &Account,
        sealed: Vec<u8>,
        code: &str,
    ) -> Result<Vec<String>, SecondStepError> {
        let secret = OneTimeSecret::from_bytes(self.keys.open_second_step(account.person, &sealed)?);
        let now = self.clock.now();
        let used = secret.step_of(code, now.unix_ms(), 0).ok_or(SecondStepError::Code)?;
        let codes: Vec<FirstCode> = (0..RECOVERY_CODES).map(|_| FirstCode::new(random())).collect();
        let shown: Vec<String> = codes.iter().map(FirstCode::shown).collect();
        let marks =
            shown.iter().map(|code| recovery_mark(&self.keys.recovery, account.person, code)).collect();
        let step = SecondStep { sealed, since: now, used };
        self.store.set_second_step(&account.name, Some(step), marks).await?;
        Ok(shown)
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

/// What stands for a recovery code: without headquarters' keys nobody can try codes until one fits.
fn recovery_mark(key: &LookupKey, person: PersonId, typed: &str) -> RecoveryMark {
    key.mark(&format!("{person} {}", FirstCode::typed(typed)))
}
