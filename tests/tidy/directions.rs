//! Who may use whom: each crate only what stands beside it here.

use crate::breach::{self, Breach};
use crate::packages::{self, Package};

/// The table of the design. `tests` may use what it tests.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("counterfoil", &["desk", "domain"]),
    ("desk", &["domain", "protocol", "store", "documents", "imaging", "peripherals", "sync", "planted"]),
    ("sync", &["protocol", "store", "planted"]),
    ("store", &["domain", "protocol", "planted"]),
    ("documents", &["domain"]),
    ("protocol", &["domain"]),
    ("domain", &[]),
    ("imaging", &[]),
    ("peripherals", &[]),
    ("planted", &[]),
    ("hq", &["domain", "protocol", "documents", "imaging", "planted"]),
    ("xtask", &[]),
];

fn directions(packages: &[Package]) -> Vec<Breach> {
    let is_ours = |name: &str| name == "tests" || MAY_USE.iter().any(|(ours, _)| *ours == name);
    let mut breaches = Vec::new();
    for package in packages.iter().filter(|package| package.name != "tests") {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == package.name) else {
            breaches.push(Breach::of(&package.manifest, "a crate that the design does not know"));
            continue;
        };
        for need in
            package.needs.iter().filter(|need| is_ours(&need.name) && !allowed.contains(&need.name.as_str()))
        {
            breaches
                .push(Breach::of(&package.manifest, format!("{} may not use {}", package.name, need.name)));
        }
    }
    breaches
}

/// The developer's command builds in a second on a fresh machine, because it waits for nobody.
fn developers_command_needs_nothing(packages: &[Package]) -> Vec<Breach> {
    let commands = packages.iter().filter(|package| package.name == "xtask");
    let needs = commands.flat_map(|package| package.needs.iter().map(move |need| (package, need)));
    needs
        .map(|(package, need)| {
            Breach::of(&package.manifest, format!("xtask needs {}, and may need nothing", need.name))
        })
        .collect()
}

#[test]
fn crates_use_only_what_the_design_allows() {
    breach::none(directions(packages::all()));
}

#[test]
fn every_crate_of_the_design_is_there() {
    for (name, _) in MAY_USE {
        assert!(packages::all().iter().any(|package| package.name == name), "there is no crate {name}");
    }
}

#[test]
fn the_developers_command_depends_on_nothing() {
    breach::none(developers_command_needs_nothing(packages::all()));
}

#[test]
fn a_use_against_the_direction_is_noticed() {
    let planted = [
        Package::planted("store", &[("imaging", "*"), ("domain", "*")]),
        Package::planted("domain", &[("serde", "1")]),
        Package::planted("gadgets", &[]),
        Package::planted("xtask", &[("serde", "1")]),
    ];
    let told: Vec<_> = directions(&planted).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "store/Cargo.toml: store may not use imaging",
            "gadgets/Cargo.toml: a crate that the design does not know"
        ]
    );
    assert_eq!(developers_command_needs_nothing(&planted).len(), 1);
}
