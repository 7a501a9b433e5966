//! Releases of the program, signed by a maker whom the tests' headquarters believe.

use std::{fs, path::PathBuf};

use desk::this_target;
use domain::Bilingual;
use hq::Named;
use protocol::{Release, Sha256, SignedRelease, SigningKey, hash_of};

use crate::headquarters::TestHq;

/// The maker's key: known to everyone, and good for nothing else.
pub fn maker() -> SigningKey {
    SigningKey::from_bytes(&[0x9e; 32])
}

/// The file of a version: of several parts, the last of them short.
pub fn file_of(version: &str) -> Vec<u8> {
    version.bytes().cycle().take(3_500_000).collect()
}

/// A version for this machine, signed.
pub fn signed(version: &str) -> SignedRelease {
    let bytes = file_of(version);
    let release = Release {
        version: version.parse().expect("a version"),
        target: this_target(),
        file: "Counterfoil.AppImage".to_owned(),
        size: bytes.len() as u64,
        sha256: hash_of(&bytes),
        least_version: "0.0.1".parse().expect("a version"),
        notes: Bilingual::new("新版本", "A new version"),
        released_at: "2026-11-20T00:00:00.000Z".parse().expect("a time"),
    };
    SignedRelease::signed(&release, &maker()).expect("it can be read back")
}

impl TestHq {
    /// Takes a version in and gives it to so many of a hundred.
    pub async fn roll_out(&self, version: &str, percent: u8) {
        let file = self.data().join("new-version");
        fs::write(&file, file_of(version)).expect("a temporary folder has room");
        self.state().add_release(signed(version), &file, "hq").await.expect("it is the maker's");
        fs::remove_file(&file).expect("it was written just now");
        self.stage(version, percent).await;
    }

    /// Gives a version that it has to so many of a hundred.
    pub async fn stage(&self, version: &str, percent: u8) {
        let named = Named { target: &this_target(), version };
        self.state().stage_release(named, percent, Vec::new(), "hq").await.expect("it is here");
    }

    /// Gives a version to nobody any more.
    pub async fn pause(&self, version: &str) {
        let named = Named { target: &this_target(), version };
        self.state().pause_release(named, "hq").await.expect("it is here");
    }

    /// Where a version's file lies; the photos lie in the folder.
    pub fn shelved(&self, version: &str) -> PathBuf {
        let sha256: Sha256 = hash_of(&file_of(version));
        self.data().join("photos/releases").join(sha256.to_string())
    }
}
