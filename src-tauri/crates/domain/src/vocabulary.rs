//! The words a ticket is described with.
//!
//! What the program decides by is an enum. What people choose from a list is an open word: a newer policy, or a newer
//! counter, may add to it, and a reader keeps what it does not know. Lists, names and order are the policy's.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A word that this version does not know where it must know all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this version does not know the word")]
pub struct UnknownWord;

macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every one, in the order in which lists show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in logs, SQL and on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word { $($word => Ok(Self::$variant),)* _ => Err(UnknownWord) }
            }
        }

        #[cfg(feature = "schemas")]
        $crate::as_schema!($name, $crate::schemas::word(&[$($word),*]));
    };
}
pub(crate) use closed;

macro_rules! open {
    ($(#[$doc:meta])* $name:ident { $($(#[$cdoc:meta])* $constant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(std::borrow::Cow<'static, str>);

        impl $name {
            $($(#[$cdoc])* pub const $constant: Self = Self(std::borrow::Cow::Borrowed($word));)*

            /// The word in logs, SQL and on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                Self(std::borrow::Cow::Owned(word.to_owned()))
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self(std::borrow::Cow::Owned(word))
            }
        }

        #[cfg(feature = "schemas")]
        $crate::as_schema!($name, $crate::schemas::open_word(&[$($word),*]));
    };
}
pub(crate) use open;

closed! {
    /// What a ticket is. Convertible; the number stays.
    Kind {
        /// A question. 咨询
        Enquiry = "enquiry",
        /// Where is it? 查询
        Trace = "trace",
        /// Something went wrong. 投诉
        Complaint = "complaint",
        /// Something could be better. 建议
        Suggestion = "suggestion",
        /// Money is demanded. 理赔
        Claim = "claim",
    }
}

open! {
    /// What went wrong, in two levels: `damage.contents`.
    CategoryCode {
        /// What nobody has sorted yet.
        OTHER = "other.other",
    }
}

open! {
    /// How the matter reached us.
    Channel {
        /// A customer at the counter: what a desk assumes.
        COUNTER = "counter",
        /// An appeal that the regulator forwarded.
        REGULATOR = "12305",
    }
}

open! {
    /// How the customer wants to be answered.
    AnswerBy {
        /// By a call.
        PHONE = "phone",
    }
}

open! {
    /// What the customer asks for.
    Demand {
        /// To be told where it is.
        TRACE = "trace",
        /// Money.
        COMPENSATION = "compensation",
        /// Words.
        APOLOGY = "apology",
        /// Delivery elsewhere.
        REDIRECTION = "redirection",
        /// The freight back.
        REFUND = "refund",
        /// The goods taken back or replaced.
        RETURN_OR_EXCHANGE = "return_or_exchange",
        /// Anything else.
        OTHER = "other",
    }
}

open! {
    /// Who came to the counter.
    Role {
        /// Who posted it. 寄件人
        SENDER = "sender",
        /// Whom it was for. 收件人
        RECIPIENT = "recipient",
        /// Who acts for one of them. 受托人
        AGENT = "agent",
        /// Neither.
        OTHER = "other",
    }
}

open! {
    /// Where the parcel was last said to be.
    ParcelStatus {
        /// 已揽收
        COLLECTED = "collected",
        /// 运输中
        IN_TRANSIT = "in_transit",
        /// 派送中
        OUT_FOR_DELIVERY = "out_for_delivery",
        /// 已签收
        SIGNED = "signed",
    }
}

open! {
    /// Who said where the parcel was: a word of a list, never a person's name, for it stands open in the log.
    StatusSource {
        /// This carrier's own system. 本系统
        OWN_SYSTEM = "own_system",
        /// Another carrier's page. 承运方网站
        CARRIER_SITE = "carrier_site",
        /// Who came to the counter. 来客
        CUSTOMER = "customer",
        /// Whom it was for. 收件人
        RECIPIENT = "recipient",
        /// Who carried it. 快递员
        COURIER = "courier",
        /// Anyone else.
        OTHER = "other",
    }
}

impl StatusSource {
    /// The word that `said` is, or `other`: what is not of the list may be somebody's name.
    pub fn listed(said: &str) -> Self {
        let list = [Self::OWN_SYSTEM, Self::CARRIER_SITE, Self::CUSTOMER, Self::RECIPIENT, Self::COURIER];
        list.into_iter().find(|source| source.as_str() == said).unwrap_or(Self::OTHER)
    }
}

open! {
    /// A guided place for a photo: label, six sides in two shots, damage to the box… 拍摄位
    Slot {
        /// What the contents were worth.
        PROOF_OF_VALUE = "proof_of_value",
        /// That it was handed over, and to whom.
        DELIVERY_PROOF = "delivery_proof",
        /// A photo that answers no question of the policy.
        OTHER = "other",
    }
}

open! {
    /// Why a slot stays empty.
    SkipReason {
        /// There is nothing to photograph.
        NOT_APPLICABLE = "not_applicable",
    }
}

open! {
    /// A paper's format: `a5`, `roll80`, `roll58`.
    PaperName {
        /// Half of A4.
        A5 = "a5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_the_log_are_for_ever() {
        let words = |kinds: &[Kind]| kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>();
        assert_eq!(words(Kind::ALL), ["enquiry", "trace", "complaint", "suggestion", "claim"]);
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{kind}\""));
        }
    }

    #[test]
    fn an_open_word_is_kept_as_it_came() {
        let word: Channel = serde_json::from_str("\"telepathy\"").unwrap();
        assert_eq!(serde_json::to_string(&word).unwrap(), "\"telepathy\"");
    }
}
