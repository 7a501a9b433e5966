//! How several values become one message that cannot be read another way.
//!
//! `counterfoil/<purpose>/1`, NUL, then each field as its length (u32, big endian) and its bytes. Signatures are over such
//! messages, and seals have them as associated data. Ids are their 16 bytes, counts u64 big endian, moments i64 big
//! endian milliseconds since 1970, hashes and keys their bytes, words UTF-8.

pub(crate) fn framed(purpose: &str, fields: &[&[u8]]) -> Vec<u8> {
    let mut message = format!("counterfoil/{purpose}/1\0").into_bytes();
    for field in fields {
        let len = u32::try_from(field.len()).expect("fields are far below 4 GiB");
        message.extend_from_slice(&len.to_be_bytes());
        message.extend_from_slice(field);
    }
    message
}
