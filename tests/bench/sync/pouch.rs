//! PouchDB at a counter and express-pouchdb at headquarters: what is usually taken for this, where npm has brought it.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use protocol::wire::Push;
use serde_json::Value;
use tests::places;
use tests::running::Running;

/// Where `cargo xtask bench` has put its modules.
const MODULES: &str = "COUNTERFOIL_POUCHDB";

/// PouchDB, installed.
pub struct Installed {
    modules: PathBuf,
}

impl Installed {
    /// It, if it is here.
    pub fn find() -> Option<Self> {
        let modules = PathBuf::from(env::var_os(MODULES).filter(|value| !value.is_empty())?);
        modules.join("node_modules/express-pouchdb").exists().then_some(Self { modules })
    }

    /// How long it takes to push the lines of `pushes`, a document each, and to pull them, in milliseconds.
    pub fn carry(&self, pushes: &[Push]) -> (f64, f64) {
        let folder = tempfile::tempdir().expect("there is room beside what was built");
        let told = |what: &str| {
            let mut node = Command::new("node");
            node.arg(places::root().join("tests/bench/sync/pouch.mjs")).arg(what);
            node.arg(&self.modules).arg(folder.path());
            node
        };
        let (_server, mut said) = Running::start_listened(&told("serve"));
        let port = said.next().expect("it says its port").expect("it prints UTF-8");
        let mut carry = told("carry");
        carry.arg(port).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut carrying = carry.spawn().expect("node is here: npm came with it");
        let mut input = carrying.stdin.take().expect("its input was asked for");
        for line in pushes.iter().flat_map(|push| &push.lines) {
            writeln!(input, "{line}").expect("it reads");
        }
        drop(input);
        let output = carrying.wait_with_output().expect("it ends by itself");
        assert!(output.status.success(), "every document arrives");
        let took: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
        let ms = |way: &str| took[way].as_f64().expect("it says how long it took");
        (ms("push"), ms("pull"))
    }
}
