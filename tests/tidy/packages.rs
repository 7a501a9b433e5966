//! The packages of the workspace, as cargo reads them.

use std::sync::LazyLock;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// A package and what it asks for.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its manifest, from the top.
    pub manifest: String,
    /// What it depends on.
    pub needs: Vec<Need>,
}

/// A dependency as its package asks for it.
pub struct Need {
    /// The name of what is asked for.
    pub name: String,
    /// The version asked for.
    pub version: String,
    /// The features asked for.
    pub features: Vec<String>,
    /// Whether only its tests ask for it.
    pub for_tests: bool,
}

static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(|| {
    let mut command = MetadataCommand::new();
    // What the manifests say is enough: nothing is resolved, nothing is fetched.
    command.manifest_path(crate::sources::root().join("Cargo.toml")).no_deps();
    let metadata = command.exec().expect("cargo reads the workspace");
    read(&metadata)
});

/// Every package of the workspace.
pub fn all() -> &'static [Package] {
    &PACKAGES
}

impl Package {
    /// A package that only a test knows.
    pub fn planted(name: &str, needs: &[(&str, &str)]) -> Self {
        let need = |(name, version): &(&str, &str)| Need {
            name: (*name).to_owned(),
            version: (*version).to_owned(),
            features: Vec::new(),
            for_tests: false,
        };
        Self {
            name: name.to_owned(),
            manifest: format!("{name}/Cargo.toml"),
            needs: needs.iter().map(need).collect(),
        }
    }
}

fn read(metadata: &Metadata) -> Vec<Package> {
    let root = metadata.workspace_root.as_str();
    let packages = metadata.packages.iter().map(|package| Package {
        name: package.name.to_string(),
        manifest: package.manifest_path.as_str().trim_start_matches(root).trim_start_matches('/').to_owned(),
        needs: package.dependencies.iter().map(need).collect(),
    });
    packages.collect()
}

fn need(dependency: &cargo_metadata::Dependency) -> Need {
    Need {
        name: dependency.name.clone(),
        version: dependency.req.to_string(),
        features: dependency.features.clone(),
        for_tests: dependency.kind == DependencyKind::Development,
    }
}
