//! Schemathesis, asking as one caller.

use std::{env, fs, process::Command};

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{headquarters::TestHq, places};

/// What is looked at in every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,ignored_auth";

/// So many requests of what is told by chance, an operation; those that follow from the document come on top.
const BY_CHANCE: &str = "15";
const BY_CHANCE_NIGHTLY: &str = "300";

/// What is there, by the name that a path has for it: asked for more often than what chance comes to.
pub struct Asker {
    folder: TempDir,
    url: String,
}

impl Asker {
    /// One that knows what is there.
    pub fn new(hq: &TestHq, there: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let hooks = places::root().join("tests/e2e/headquarters_api/hooks.py");
        let mut config = format!("hooks = {}\n", json!(hooks));
        for (name, value) in there {
            config += &format!("[dictionaries.{name}]\nvalues = [{}]\n", json!(value));
        }
        config += "[parameters]\n";
        for (name, _) in there {
            config += &format!("\"path.{name}\" = {{ dictionary = \"{name}\", probability = 0.7 }}\n");
        }
        fs::write(folder.path().join("schemathesis.toml"), config).expect("the folder can be written to");
        Self { folder, url: hq.url() }
    }

    /// Asks all that `chosen` takes of the document, with these headers; answers what was not in order.
    #[must_use]
    pub fn ask(&self, chosen: &[&str], headers: &[(&str, &str)]) -> Option<String> {
        let program = env::var_os("COUNTERFOIL_ASKER").expect("`cargo xtask test api` says where it is");
        let is_nightly = env::var("COUNTERFOIL_NIGHTLY").is_ok_and(|nightly| !nightly.is_empty());
        let mut asker = Command::new(program);
        asker.arg("--config-file").arg(self.folder.path().join("schemathesis.toml"));
        asker.arg("run").arg(places::root().join("src-tauri/crates/hq/openapi.json"));
        asker.args(["--url", &self.url, "--checks", CHECKS, "--phases", "examples,coverage,fuzzing"]);
        asker.args(["--max-examples", if is_nightly { BY_CHANCE_NIGHTLY } else { BY_CHANCE }]);
        // Two workers now and then trip each other in the parser of Python 3.11, which counts one depth for all threads.
        asker.args(["--workers", "1", "--warnings", "off", "--output-truncate", "false"]);
        if !is_nightly {
            asker.args(["--seed", "1"]);
        }
        for (name, value) in headers {
            asker.args(["--header", &format!("{name}: {value}")]);
        }
        let told = asker.args(chosen).current_dir(self.folder.path()).output().expect("it can be started");
        let text = String::from_utf8_lossy(&told.stdout);
        let count = text.lines().find(|line| line.contains("generated")).unwrap_or_default().trim();
        println!("{}: {count}", chosen.join(" "));
        (!told.status.success()).then(|| format!("{text}\n{}", String::from_utf8_lossy(&told.stderr)))
    }
}

/// A text of an answer.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text, not {value}")).to_owned()
}
