//! Several nodes of one headquarters: the built program, a process a node, over one PostgreSQL and one photo store, behind a
//! balancer that gives each connection to the next node that answers.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::{
    held::Held,
    places,
    programs::output_of,
    running::{Running, free_port},
    s3::S3Server,
};

/// How long a node may take to answer.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The nodes, and what they share.
pub struct Nodes {
    /// The database's address.
    database: String,
    photos: S3Server,
    shared: TempDir,
    nodes: Vec<Node>,
    balancer: SocketAddr,
    balancing: JoinHandle<()>,
    /// Enrols one counter, once.
    pub code: String,
}

struct Node {
    folder: TempDir,
    port: u16,
    running: Option<Running>,
}

impl Nodes {
    /// Makes the demonstration in the database at `database`, and starts so many nodes over it.
    pub async fn start(database: &str, count: usize) -> Self {
        let shared = folder();
        let photos = S3Server::start(shared.path());
        let nodes: Vec<Node> =
            (0..count).map(|_| Node { folder: folder(), port: free_port(), running: None }).collect();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, free_port())).await.expect("the port is free");
        let balancer = listener.local_addr().expect("it listens");
        let ports: Vec<u16> = nodes.iter().map(|node| node.port).collect();
        let balancing = tokio::spawn(balance(listener, ports));
        let mut all = Self {
            database: database.to_owned(),
            photos,
            shared,
            nodes,
            balancer,
            balancing,
            code: String::new(),
        };
        let mut demo = all.command(0, &["demo", "--json", "--public-address"]);
        let made: Value =
            serde_json::from_str(&output_of(demo.arg(all.url()))).expect("headquarters prints JSON");
        made["code"].as_str().expect("the demonstration says how to get in").clone_into(&mut all.code);
        // Each node has the one master key.
        for node in &all.nodes[1..] {
            fs::copy(all.nodes[0].folder.path().join("master.key"), node.folder.path().join("master.key"))
                .expect("a new folder has room");
        }
        for node in 0..count {
            all.start_again(node);
        }
        all
    }

    /// Where counters reach whichever node is next.
    pub fn url(&self) -> String {
        format!("http://{}", self.balancer)
    }

    /// The same as an address.
    pub fn address(&self) -> SocketAddr {
        self.balancer
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// Ends a node at once and without warning.
    pub fn kill(&mut self, node: usize) {
        if let Some(running) = self.nodes[node].running.take() {
            running.kill();
        }
    }

    /// Starts a node that was killed.
    pub fn start_again(&mut self, node: usize) {
        let port = self.nodes[node].port;
        let mut serve = self.command(node, &["serve", "--listen", &format!("127.0.0.1:{port}")]);
        if std::env::var_os("RUST_LOG").is_none() {
            // What goes well, and a database that is being failed over, are no news to who reads a test's output.
            serve.env("RUST_LOG", "off");
        }
        let mut running = Running::start(&serve);
        running.wait_until_it_listens(port, START_LIMIT);
        self.nodes[node].running = Some(running);
    }

    /// Everything that they hold, checked by headquarters' own `verify`, and then read from a backup that was restored
    /// into a file.
    pub fn held(&self) -> Held {
        output_of(&mut self.command(0, &["verify"]));
        let (backup, restored) = (self.shared.path().join("backup"), self.shared.path().join("restored"));
        output_of(self.command(0, &["backup"]).arg(&backup));
        fs::create_dir(&restored).expect("a new folder has room");
        fs::copy(self.nodes[0].folder.path().join("master.key"), restored.join("master.key"))
            .expect("a new folder has room");
        output_of(
            Command::new(places::headquarters()).arg("restore").arg("--data").arg(&restored).arg(&backup),
        );
        output_of(Command::new(places::headquarters()).arg("rebuild").arg("--data").arg(&restored));
        Held::at(&restored)
    }

    fn command(&self, node: usize, arguments: &[&str]) -> Command {
        let mut command = Command::new(places::headquarters());
        command.args(&arguments[..1]).arg("--data").arg(self.nodes[node].folder.path()).args(&arguments[1..]);
        self.photos.told_to(command.env("COUNTERFOIL_HQ_DATABASE_URL", &self.database));
        command
    }
}

impl Drop for Nodes {
    fn drop(&mut self) {
        self.balancing.abort();
    }
}

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("node-").tempdir().expect("a temporary folder can be made")
}

/// Gives each connection to the next node that takes it; one that nobody takes is closed.
async fn balance(listener: TcpListener, ports: Vec<u16>) {
    let next = Arc::new(AtomicUsize::new(0));
    while let Ok((mut caller, _)) = listener.accept().await {
        let (next, ports) = (Arc::clone(&next), ports.clone());
        tokio::spawn(async move {
            for _ in 0..ports.len() {
                let port = ports[next.fetch_add(1, Ordering::Relaxed) % ports.len()];
                if let Ok(mut node) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await {
                    // Whichever end goes, the other does.
                    let _ = copy_bidirectional(&mut caller, &mut node).await;
                    return;
                }
            }
        });
    }
}
