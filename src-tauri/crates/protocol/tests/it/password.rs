//! Passwords.

use protocol::{hash_password, verify_password};

#[test]
fn a_password_is_known_again_and_no_other_is() {
    let phc = hash_password("正确的马", [9; 16]);
    assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
    assert!(verify_password("正确的马", &phc));
    assert!(!verify_password("正确的驴", &phc));
    assert!(!verify_password("", &phc));
    assert_ne!(phc, hash_password("正确的马", [8; 16]));
}

#[test]
fn a_damaged_hash_fits_no_password() {
    let phc = hash_password("x", [9; 16]);
    for damaged in ["", "x", "$argon2id$", &phc[..phc.len() - 1], &phc.replace("argon2id", "argon3")] {
        assert!(!verify_password("x", damaged), "{damaged}");
    }
}
