//! What a failed command gives: a code that screens have words for, and a message for the log.

use std::collections::BTreeMap;

use desk::{DeskError, NoHome, PinError, RecoverError, StartError};
use serde::Serialize;
use specta::Type;

/// Why a command was not carried out. Screens translate by `code`; nobody matches `message`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct CommandError {
    /// What happened.
    pub code: String,
    /// The same for the log: no personal data.
    pub message: String,
    /// What a technician may do about it.
    pub hint: Option<String>,
    /// What the words speak of; for `form_incomplete` each field with its problem.
    pub details: BTreeMap<String, String>,
}

impl CommandError {
    /// An error of the border itself.
    pub fn new(code: &str, message: &str) -> Self {
        Self {
            hint: hint(code).map(str::to_owned),
            code: code.to_owned(),
            message: message.to_owned(),
            details: BTreeMap::new(),
        }
    }

    /// A value that no screen of ours sends.
    pub fn malformed(what: &str) -> Self {
        Self::new("malformed", &format!("{what} is malformed"))
    }

    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.details.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<DeskError> for CommandError {
    fn from(error: DeskError) -> Self {
        let given = Self::new(error.code(), &error.to_string());
        match error {
            DeskError::Form(problems) => {
                problems.iter().fold(given, |given, problem| given.with(problem.field, problem.code))
            }
            DeskError::NotPermitted(act) => given.with("act", act),
            DeskError::Pin(PinError::Wrong { left }) => given.with("left", left),
            DeskError::Pin(PinError::TooSoon { wait_s }) => given.with("seconds", wait_s),
            DeskError::NotAllowed(not) => given.with("status", not.status).with("action", not.action),
            _ => given,
        }
    }
}

impl From<StartError> for CommandError {
    fn from(error: StartError) -> Self {
        Self::new(error.code(), &error.to_string())
    }
}

impl From<RecoverError> for CommandError {
    fn from(error: RecoverError) -> Self {
        Self::new(error.code(), &error.to_string())
    }
}

impl From<NoHome> for CommandError {
    fn from(error: NoHome) -> Self {
        Self::new("no_home", &error.to_string())
    }
}

impl From<tauri::Error> for CommandError {
    /// A use case that ended in a panic; what was written before it is whole, for a transaction is all or nothing.
    fn from(_: tauri::Error) -> Self {
        Self::new("unexpected", "a use case did not come to its end")
    }
}

fn hint(code: &str) -> Option<&'static str> {
    Some(match code {
        "second_instance" => "switch to the window that is open, or end the other process",
        "disk_full" => "free some space on the disk that holds the data folder",
        "disk_unwritable" | "state_unwritable" => "see who may write to the data and state folders",
        "database_damaged" => "keep the data folder as it is, and restore a backup into another",
        "database_key_lost" => {
            "the key is in the system's key store or in the state folder of the first start; a code of `counterfoil-hq enrol \
             --recovers` replaces it"
        }
        "database_newer" => "start the version that wrote this database, or a later one",
        "key_store_silent" => "unlock the system's key store, and start again",
        "key_files_unusable" => "see who may read and write the key files in the state folder",
        "no_home" => "set HOME, or the folders that this system uses instead",
        "headquarters_wrong_certificate" => "look at the certificate that the network shows for headquarters",
        "headquarters_not_known" => {
            "headquarters was restored from before this device was enrolled: enrol it again"
        }
        "headquarters_captive_portal" => "sign in to the network with a browser",
        _ => return None,
    })
}
