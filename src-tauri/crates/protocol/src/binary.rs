//! Binary values of one length, written as base64url without padding.

use data_encoding::BASE64URL_NOPAD;

/// A text that is not base64url of the right length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not base64url of the right length")]
pub struct BinaryError;

pub(crate) fn to_text(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

pub(crate) fn from_text(text: &str) -> Result<Vec<u8>, BinaryError> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| BinaryError)
}

pub(crate) fn fixed_from_text<const N: usize>(text: &str) -> Result<[u8; N], BinaryError> {
    from_text(text)?.try_into().map_err(|_| BinaryError)
}

/// Serde, `Display` and `FromStr` as base64url for a type with `as_bytes` and `TryFrom<[u8; N]>`-like `$read`.
macro_rules! as_base64url {
    ($name:ident, $read:expr) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::binary::to_text(&self.as_bytes()[..]))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::BinaryError;

            fn from_str(text: &str) -> Result<Self, $crate::BinaryError> {
                let read: fn(_) -> Option<Self> = $read;
                $crate::binary::fixed_from_text(text).and_then(|bytes| read(bytes).ok_or($crate::BinaryError))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "schemas")]
        domain::as_schema!($name, domain::schemas::text(None, Some("^[A-Za-z0-9_-]*$")));
    };
}
pub(crate) use as_base64url;

/// A newtype over so many bytes.
macro_rules! fixed_binary {
    ($(#[$doc:meta])* $name:ident, $len:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Exactly these bytes.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes, as stored.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        $crate::binary::as_base64url!($name, |bytes: [u8; $len]| Some(Self(bytes)));
    };
}
pub(crate) use fixed_binary;
