//! Releases of the program: what was signed is read for ever, and who may take one is one rule.

use std::{fs, path::PathBuf};

use domain::Bilingual;
use proptest::prelude::*;
use protocol::{
    AppVersion, MOST_RELEASE_BYTES, Purpose, Release, ReleaseKeys, ReleaseRefusal, SignedRelease, SigningKey,
    hash_of, sign,
};

use crate::{golden::same, samples};

fn key() -> SigningKey {
    SigningKey::from_bytes(&[0x9e; 32])
}

fn keys() -> ReleaseKeys {
    key().verifying_key().into()
}

fn version(text: &str) -> AppVersion {
    text.parse().unwrap()
}

fn release() -> Release {
    Release {
        version: version("0.6.0"),
        target: "windows-x86_64".into(),
        file: "Counterfoil_0.6.0_x64-setup.exe".into(),
        size: 31_457_280,
        sha256: hash_of(b"the installer"),
        least_version: version("0.4.2"),
        notes: Bilingual::new("柜台可接收升级。", "Counters can take updates."),
        released_at: samples::at(1_000),
    }
}

fn signed(release: &Release) -> SignedRelease {
    SignedRelease::signed(release, &key()).unwrap()
}

/// What `statement` is to a counter when its maker signed exactly that.
fn read(statement: &str) -> Result<Release, ReleaseRefusal> {
    let signature = sign(&key(), Purpose::Release, &[statement.as_bytes()]);
    SignedRelease { statement: statement.into(), signature }.read(&keys())
}

#[test]
fn a_release_is_signed_as_ever() {
    let written = serde_json::to_string_pretty(&signed(&release())).unwrap();
    same("release.json", &format!("{written}\n"));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden/0.1.0/release.json");
    let kept: SignedRelease = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(kept.read(&keys()), Ok(release()));
}

#[test]
fn only_the_makers_keys_sign_and_only_what_was_signed_is_read() {
    let good = signed(&release());
    let other = SigningKey::from_bytes(&[1; 32]);
    let both = ReleaseKeys::from(other.verifying_key()).and(keys());
    assert_eq!(good.read(&both), Ok(release()), "one of several keys is enough");
    assert_eq!(good.read(&other.verifying_key().into()), Err(ReleaseRefusal::Signature));
    assert_eq!(good.read(&ReleaseKeys::default()), Err(ReleaseRefusal::Signature), "no key believes nothing");
    for place in [0, 40, good.statement.len() - 2] {
        let mut bytes = good.statement.clone().into_bytes();
        bytes[place] ^= 1;
        let changed = SignedRelease { statement: String::from_utf8(bytes).unwrap(), ..good.clone() };
        assert_eq!(changed.read(&keys()), Err(ReleaseRefusal::Signature), "byte {place}");
    }
    let signature = sign(&key(), Purpose::Policy, &[good.statement.as_bytes()]);
    let of_a_policy = SignedRelease { signature, ..good };
    assert_eq!(of_a_policy.read(&keys()), Err(ReleaseRefusal::Signature), "for another purpose");
}

#[test]
fn a_statement_says_one_thing_to_every_reader() {
    let good = signed(&release()).statement;
    let with_more = good.replacen('{', r#"{"later":["a field"],"#, 1);
    assert_eq!(read(&with_more), Ok(release()), "what a later version adds is passed over");
    let twice = good.replacen('{', r#"{"version":"9.0.0","#, 1);
    for bad in [
        twice,
        good.replace("31457280", "0"),
        good.replace("31457280", &(MOST_RELEASE_BYTES + 1).to_string()),
        good.replace("31457280", "1.5"),
        good.replace("Counterfoil_0.6.0", "../../start"),
        good.replace("Counterfoil_0.6.0", ".hidden"),
        good.replace("Counterfoil_0.6.0", "--option"),
        good.replace("Counterfoil_0.6.0", "C:setup"),
        good.replace("windows-x86_64", "windows x86"),
        good.replace("0.4.2", "0.6.1"),
        good.replace("Counters can take updates.", " "),
        "{}".into(),
        String::new(),
    ] {
        assert_eq!(read(&bad), Err(ReleaseRefusal::Statement), "{bad}");
    }
    let endless = Release { notes: Bilingual::new("长".repeat(30_000), "long"), ..release() };
    assert_eq!(SignedRelease::signed(&endless, &key()), None, "what no counter would read is not signed");
}

#[test]
fn a_program_goes_forward_within_reach_and_never_back() {
    let verdict = |target: &str, ours: &str| {
        let taken = signed(&release()).for_program(&keys(), target, &version(ours));
        taken.map_or_else(|refusal| format!("{refusal:?}"), |release| release.version.to_string())
    };
    let mut table = String::new();
    for (target, ours) in [
        ("windows-x86_64", "0.4.2"),
        ("windows-x86_64", "0.5.9"),
        ("windows-x86_64", "0.6.0-rc.2"),
        ("windows-x86_64", "0.6.0"),
        ("windows-x86_64", "0.6.1-rc.1"),
        ("windows-x86_64", "10.0.0"),
        ("windows-x86_64", "0.4.2-rc.1"),
        ("windows-x86_64", "0.4.1"),
        ("linux-x86_64", "0.5.9"),
    ] {
        table += &format!("{target} {ours} -> {}\n", verdict(target, ours));
    }
    let told = "\
windows-x86_64 0.4.2 -> 0.6.0
windows-x86_64 0.5.9 -> 0.6.0
windows-x86_64 0.6.0-rc.2 -> 0.6.0
windows-x86_64 0.6.0 -> NotNewer
windows-x86_64 0.6.1-rc.1 -> NotNewer
windows-x86_64 10.0.0 -> NotNewer
windows-x86_64 0.4.2-rc.1 -> TooFar { least: AppVersion { core: [0, 4, 2], before: [] } }
windows-x86_64 0.4.1 -> TooFar { least: AppVersion { core: [0, 4, 2], before: [] } }
linux-x86_64 0.5.9 -> Target
";
    assert_eq!(table, told);
}

#[test]
fn versions_come_in_the_order_of_the_specification() {
    let ordered = [
        "0.9.0",
        "0.10.0",
        "1.0.0-0",
        "1.0.0-2",
        "1.0.0-11",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.1",
        "18446744073709551615.0.0",
    ];
    for pair in ordered.windows(2) {
        assert!(version(pair[0]) < version(pair[1]), "{pair:?}");
    }
    for bad in [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "01.2.3",
        "1.2.03",
        "1.2.3-",
        "1.2.3-01",
        "1.2.3-a..b",
        "1.2.3+build",
        "1.2.3-a+build",
        "v1.2.3",
        "1.2.3 ",
        "-1.2.3",
        "+1.2.3",
        "1.2.３",
        "18446744073709551616.0.0",
    ] {
        assert!(bad.parse::<AppVersion>().is_err(), "{bad}");
    }
}

fn any_version() -> impl Strategy<Value = AppVersion> {
    "(0|[1-3]|1[01])\\.(0|[1-3])\\.(0|[1-3])(-(0|[1-9]|1[01]|a|b|rc|a-)(\\.(0|[1-9]|1[01]|a|rc)){0,2})?"
        .prop_map(|text| version(&text))
}

proptest! {
    #[test]
    fn a_version_is_written_as_it_was_read(version in any_version()) {
        prop_assert_eq!(version.to_string().parse(), Ok(version));
    }

    #[test]
    fn versions_have_one_order(a in any_version(), b in any_version(), c in any_version()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn no_chain_of_releases_leads_back(start in any_version(), offered in prop::collection::vec((any_version(), any_version()), 0..12)) {
        let mut runs = start.clone();
        for (version, least_version) in offered {
            let offered = Release { version, least_version, ..release() };
            if offered.takes("windows-x86_64", &runs).is_ok() {
                prop_assert!(offered.version > runs && offered.least_version <= runs);
                runs = offered.version;
            }
        }
        prop_assert!(runs >= start);
    }
}
