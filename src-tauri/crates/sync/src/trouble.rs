//! What can stand between a counter and headquarters, as the status bar says it.

use std::{error::Error, io};

/// Why headquarters could not be asked, or what it answered instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nothing answers: no network, no such host, no one listening, or too slow.
    #[error("headquarters cannot be reached")]
    Offline,
    /// Something answers with a certificate that is not headquarters'.
    #[error("the certificate is not headquarters'")]
    WrongCertificate,
    /// Something answers, and it is not headquarters: a hotel's or a carrier's sign-in page.
    #[error("something other than headquarters answers")]
    CaptivePortal,
    /// Headquarters answers, and its keys are not those this device was enrolled with.
    #[error("this is another headquarters")]
    OtherHeadquarters,
    /// Headquarters has shut this device out.
    #[error("this device was revoked")]
    Revoked,
    /// Headquarters refuses, with its code.
    #[error("headquarters refuses: {code}")]
    Refused {
        /// The error's code.
        code: String,
    },
    /// Headquarters is in trouble itself, with its code.
    #[error("headquarters is in trouble: {code}")]
    AtHeadquarters {
        /// The error's code.
        code: String,
    },
    /// A signature of headquarters does not hold.
    #[error("headquarters' signature does not hold")]
    Signature,
    /// The counter's own database.
    #[error("the counter's database failed")]
    Store,
}

impl Trouble {
    /// The code the screen has words for.
    pub fn code(&self) -> &str {
        match self {
            Self::Offline => "offline",
            Self::WrongCertificate => "wrong_certificate",
            Self::CaptivePortal => "captive_portal",
            Self::OtherHeadquarters => "other_headquarters",
            Self::Revoked => "revoked",
            Self::Refused { code } if code == "login_refused" => "not_known",
            Self::Refused { .. } => "refused",
            Self::AtHeadquarters { .. } | Self::Signature | Self::Store => "trouble",
        }
    }

    /// Whether headquarters takes the token no longer.
    pub fn is_about_the_token(&self) -> bool {
        matches!(self, Self::Refused { code } if code == "unauthenticated")
    }

    /// Whether headquarters holds another head of the log than the one that was signed for.
    pub(crate) fn is_of_another_head(&self) -> bool {
        matches!(self, Self::Refused { code } if code == "signature")
    }

    /// Whether headquarters refuses just this, and would take something else.
    pub(crate) fn is_a_refusal(&self) -> bool {
        matches!(self, Self::Refused { .. }) && !self.is_about_the_token()
    }

    /// Whether it is headquarters' own trouble.
    pub(crate) fn is_at_headquarters(&self) -> bool {
        matches!(self, Self::AtHeadquarters { .. })
    }

    /// Whether headquarters itself was heard.
    pub fn is_from_headquarters(&self) -> bool {
        !matches!(
            self,
            Self::Offline
                | Self::WrongCertificate
                | Self::CaptivePortal
                | Self::OtherHeadquarters
                | Self::Store
        )
    }
}

impl From<reqwest::Error> for Trouble {
    fn from(error: reqwest::Error) -> Self {
        match tls_error(&error) {
            Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => {
                Self::WrongCertificate
            }
            // Not TLS at all on the other side: whatever it is, it is not headquarters.
            Some(rustls::Error::InvalidMessage(_)) => Self::CaptivePortal,
            _ if error.is_decode() => Self::CaptivePortal,
            _ => Self::Offline,
        }
    }
}

/// The TLS error somewhere within `error`. One that stands inside an I/O error is passed over by its `source`.
fn tls_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(found) = error.downcast_ref() {
        return Some(found);
    }
    let inside = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let cause = inside.map(|inside| inside as &(dyn Error + 'static)).or_else(|| error.source());
    cause.and_then(tls_error)
}
