//! One crate owns one foreign thing; and the versions that were found to work together stay.

use crate::breach::{self, Breach};
use crate::packages::{self, Package};

/// Who may ask for what. A name that ends in `*` stands for all that begin so. Tests may borrow.
const OWNERS: &[(&[&str], &[&str])] = &[
    (&["domain"], &["chrono*", "time", "jiff", "pinyin"]),
    (&["store", "hq"], &["rusqlite", "refinery*", "libsqlite3-sys"]),
    (&["documents"], &["printpdf", "lopdf", "barcoders", "qrcode", "fluent*", "csv", "rust_xlsxwriter"]),
    (&["documents", "hq"], &["fast_qr"]),
    (
        &["imaging"],
        &["zune-*", "png", "image", "image-webp", "jpeg-*", "fast_image_resize", "kamadak-exif", "rxing"],
    ),
    (&["peripherals"], &["ipp", "printers", "sysinfo"]),
    (
        &["protocol"],
        &[
            "argon2",
            "chacha20poly1305",
            "aes-gcm",
            "*25519-dalek",
            "sha1*",
            "sha2",
            "sha3",
            "blake*",
            "hmac",
            "hkdf",
            "ring",
        ],
    ),
    // Headquarters speaks to its photo store.
    (&["sync", "hq"], &["reqwest", "hyper*", "ureq"]),
    (
        &["hq"],
        &[
            "axum*",
            "object_store",
            "tower*",
            "governor",
            "tokio-postgres*",
            "deadpool*",
            "prometheus-client",
            "rust-embed",
            "toml",
            "utoipa-*",
        ],
    ),
    // What is published says its shape where it stands.
    (&["domain", "protocol", "hq"], &["utoipa"]),
    (&["counterfoil"], &["tauri*", "wry", "tao", "webkit2gtk", "specta*"]),
    (&["tests"], &["thirtyfour"]),
];

/// What later or earlier versions break.
const PINS: [(&str, &str); 5] = [
    ("rusqlite", "=0.40.2"),
    ("printpdf", "=0.12.8"),
    ("thirtyfour", "=0.38.1"),
    ("pinyin", "=0.11.0"),
    ("s3s-fs", "=0.14.1"),
];

fn is_named(pattern: &str, name: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(beginning), _) => name.starts_with(beginning),
        (_, Some(ending)) => name.ends_with(ending),
        _ => name == pattern,
    }
}

fn owned_by_others(packages: &[Package]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for package in packages.iter().filter(|package| package.name != "tests") {
        for need in package.needs.iter().filter(|need| !need.for_tests) {
            let owners =
                OWNERS.iter().find(|(_, things)| things.iter().any(|thing| is_named(thing, &need.name)));
            if let Some((owners, _)) = owners.filter(|(owners, _)| !owners.contains(&package.name.as_str())) {
                let why = format!(
                    "{} asks for {}, which belongs to {}",
                    package.name,
                    need.name,
                    owners.join(" and ")
                );
                breaches.push(Breach::of(&package.manifest, why));
            }
        }
    }
    breaches
}

fn unpinned(packages: &[Package]) -> Vec<Breach> {
    let needs = packages.iter().flat_map(|package| package.needs.iter().map(move |need| (package, need)));
    let wrong = needs.filter_map(|(package, need)| {
        let (_, pin) = PINS.iter().find(|(name, pin)| *name == need.name && *pin != need.version)?;
        Some(Breach::of(
            &package.manifest,
            format!("{} is asked for as {}, and must be {pin}", need.name, need.version),
        ))
    });
    wrong.collect()
}

/// The domain is told what time it is; a clock of its own would make its tests depend on the day.
fn clocks_of_chrono(packages: &[Package]) -> Vec<Breach> {
    let needs = packages.iter().flat_map(|package| package.needs.iter().map(move |need| (package, need)));
    let with_clock = needs.filter(|(_, need)| {
        need.name == "chrono"
            && need.features.iter().any(|feature| ["clock", "now", "default"].contains(&feature.as_str()))
    });
    with_clock.map(|(package, _)| Breach::of(&package.manifest, "chrono is asked for with a clock")).collect()
}

#[test]
fn a_foreign_thing_has_one_owner() {
    breach::none(owned_by_others(packages::all()));
}

#[test]
fn pinned_versions_stay_pinned() {
    breach::none(unpinned(packages::all()));
    for (name, _) in PINS {
        let is_used =
            packages::all().iter().any(|package| package.needs.iter().any(|need| need.name == name));
        assert!(is_used, "nobody asks for {name} any more: take its pin out of this list");
    }
}

#[test]
fn chrono_has_no_clock() {
    breach::none(clocks_of_chrono(packages::all()));
}

#[test]
fn a_borrowed_thing_is_noticed() {
    let planted = [
        Package::planted("desk", &[("rusqlite", "=0.40.2"), ("serde", "1")]),
        Package::planted("hq", &[("rusqlite", "=0.40.2"), ("x25519-dalek", "3")]),
        Package::planted("documents", &[("tauri-build", "2"), ("printpdf", "^0.12")]),
    ];
    assert_eq!(owned_by_others(&planted).len(), 3);
    assert_eq!(
        unpinned(&planted),
        [Breach::of("documents/Cargo.toml", "printpdf is asked for as ^0.12, and must be =0.12.8")]
    );
}

#[test]
fn a_clock_in_chrono_is_noticed() {
    let mut planted = Package::planted("domain", &[("chrono", "0.4")]);
    assert_eq!(clocks_of_chrono(std::slice::from_ref(&planted)), []);
    planted.needs[0].features.push("clock".to_owned());
    assert_eq!(clocks_of_chrono(&[planted]).len(), 1);
}
