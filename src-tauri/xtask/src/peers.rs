//! What others made for the same purpose, to be measured against: optional, for it is much to fetch.

use std::fs;
use std::path::PathBuf;

use crate::node;
use crate::repository;
use crate::shell;

/// What npm is asked for.
const POUCHDB: [&str; 3] = ["pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4"];

/// Where PouchDB's modules lie; none where npm cannot bring them.
pub fn pouchdb() -> Option<PathBuf> {
    let folder = repository::root().join("target/peers/pouchdb");
    if folder.join("node_modules/express-pouchdb").exists() {
        return Some(folder);
    }
    fs::create_dir_all(&folder).ok()?;
    fs::write(folder.join("package.json"), "{ \"private\": true }\n").ok()?;
    let mut npm = node::npm().ok()?;
    npm.current_dir(&folder).args(["install", "--no-audit", "--no-fund", "--prefer-offline"]).args(POUCHDB);
    match shell::run(&mut npm) {
        Ok(()) => Some(folder),
        Err(stop) => {
            println!("PouchDB is not measured: {stop}");
            // What came of it would be taken for whole the next time.
            let _ = fs::remove_dir_all(&folder);
            None
        }
    }
}
