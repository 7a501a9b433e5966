//! The system's key store: Keychain, Credential Manager, Secret Service.

use std::{sync::mpsc, thread, time::Duration};

use keyring::{Entry, Error};

use super::{KeyStore, KeyStoreError, KeyStoreForm};

const SERVICE: &str = "counterfoil";
/// A key store that asks its user first may never answer where nobody sits.
const TIME_LIMIT: Duration = Duration::from_secs(3);

/// The system's key store, for one state folder.
#[derive(Debug)]
pub struct SystemKeyStore {
    account: String,
}

impl SystemKeyStore {
    /// The store, if it answers: it keeps a secret, gives it back, and drops it.
    pub fn for_account(account: String) -> Option<Self> {
        let store = Self { account };
        let answers = store.keep("probe", b"probe").is_ok()
            && matches!(store.secret("probe"), Ok(Some(secret)) if secret == b"probe")
            && store.drop_secret("probe").is_ok();
        answers.then_some(store)
    }

    fn within_time<T: Send + 'static>(
        &self,
        name: &str,
        call: impl FnOnce(Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let user = format!("{}/{name}", self.account);
        let (answer, answered) = mpsc::channel();
        thread::spawn(move || {
            // Nobody waits any more when the time was up; the answer is then dropped.
            let _ = answer.send(Entry::new(SERVICE, &user).and_then(call));
        });
        answered.recv_timeout(TIME_LIMIT).unwrap_or(Err(Error::NoDefaultStore))
    }
}

impl KeyStore for SystemKeyStore {
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, KeyStoreError> {
        match self.within_time(name, |entry| entry.get_secret()) {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(_) => Err(KeyStoreError::NoAnswer),
        }
    }

    fn keep(&self, name: &str, secret: &[u8]) -> Result<(), KeyStoreError> {
        let secret = secret.to_vec();
        self.within_time(name, move |entry| entry.set_secret(&secret)).map_err(|_| KeyStoreError::NoAnswer)
    }

    fn drop_secret(&self, name: &str) -> Result<(), KeyStoreError> {
        match self.within_time(name, |entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(_) => Err(KeyStoreError::NoAnswer),
        }
    }

    fn form(&self) -> KeyStoreForm {
        KeyStoreForm::System
    }
}
