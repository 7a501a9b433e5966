//! Passwords and PINs: argon2id, kept as PHC strings.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};

/// The PHC string of `password`: argon2id, 19 MiB, 2 passes. `salt` is fresh randomness.
pub fn hash_password(password: &str, salt: [u8; 16]) -> String {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .expect("only passwords of 4 GiB cannot be hashed");
    hash.to_string()
}

/// Whether `password` is the one that `phc` was made from. A damaged string fits no password.
pub fn verify_password(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}
