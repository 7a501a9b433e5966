//! A headquarters that is set up by its file and the environment, from the command line to its log.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStderr, Command, Output, Stdio},
    time::Duration,
};

use serde_json::Value;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil-hq"));
    command.env_remove(hq::MASTER_KEY_VARIABLE).env_remove("RUST_LOG");
    command
}

fn config(file: &Path, what: &str) -> Output {
    let mut command = program();
    command.args(["config", what, "--config"]).arg(file);
    command.env("COUNTERFOIL_HQ_LIMITS_REQUEST_SECONDS", "30").output().unwrap()
}

/// Ends with the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Where the next line of the log says that somebody listens.
fn listening(log: &mut BufReader<ChildStderr>) -> String {
    loop {
        let mut line = String::new();
        assert!(log.read_line(&mut line).unwrap() > 0, "it ended before it listened");
        let line: Value =
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("the log is JSON, not {line}"));
        if line["message"].as_str().unwrap().starts_with("listening") {
            return line["address"].as_str().unwrap().to_owned();
        }
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: hq\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn headquarters_serves_as_its_file_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hq.toml");
    let text =
        "data = 'DATA'\nlisten = '127.0.0.1:0'\nadmin_listen = '127.0.0.1:0'\n[log]\nformat = 'json'\n";
    std::fs::write(&file, text.replace("DATA", folder.path().join("data").to_str().unwrap())).unwrap();
    let mut serve = program();
    serve.args(["serve", "--config"]).arg(&file).stderr(Stdio::piped());
    let system = std::os::unix::net::UnixDatagram::bind(folder.path().join("notify")).unwrap();
    system.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    serve.env("NOTIFY_SOCKET", folder.path().join("notify"));
    let mut serving = Serving(serve.spawn().unwrap());
    let mut log = BufReader::new(serving.0.stderr.take().unwrap());
    let (public, admin) = (listening(&mut log), listening(&mut log));

    let mut word = [0; 32];
    let length = system.recv(&mut word).unwrap();
    assert_eq!(&word[..length], b"READY=1");
    assert!(get(&admin, "/readyz").starts_with("HTTP/1.1 200"));
    let refused = get(&public, "/api/page/tickets?q=SF5550001112223&token=in-a-query");
    assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
    assert!(!get(&public, "/metrics").contains("counterfoil_"));
    let metrics = get(&admin, "/metrics");
    assert!(metrics.contains("path=\"/api/page/tickets\",status=\"4xx\""), "{metrics}");

    drop(serving);
    let mut rest = String::new();
    log.read_to_string(&mut rest).unwrap();
    let lines = rest.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let answered: Vec<_> = lines.filter(|line| line["message"] == "answered").collect();
    let line = answered.iter().find(|line| line["path"] == "/api/page/tickets").unwrap();
    assert_eq!(
        (&line["method"], &line["status"], &line["code"]),
        (&"GET".into(), &401.into(), &"unauthenticated".into())
    );
    assert!(line["ms"].is_number() && line["timestamp"].is_string());
    assert!(!rest.contains("SF555") && !rest.contains("in-a-query"), "{rest}");
}

#[test]
fn the_example_can_be_used() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/hq.toml");
    let checked = config(&file, "check");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn a_configuration_is_explained_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hq.toml");
    std::fs::write(&file, "data = '/srv/counterfoil'\n[database]\nurl = 'postgres://hq:hunter2@db/hq'\n")
        .unwrap();
    let told = config(&file, "explain");
    let told = String::from_utf8(told.stdout).unwrap();
    for line in [
        "data = /srv/counterfoil   (the file)",
        "database.url = set   (the file)",
        "limits.request_seconds = 30   (the environment)",
        "listen = 127.0.0.1:8443   (by itself)",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert!(!told.contains("hunter2"));
    assert!(config(&file, "check").status.success());

    std::fs::write(&file, "data = '/srv/counterfoil'\nlisen = '127.0.0.1:1'\n").unwrap();
    let refused = config(&file, "check");
    assert!(!refused.status.success());
    let words = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(words.trim_end(), "the file has lisen, which is no key; did you mean listen?");
}
