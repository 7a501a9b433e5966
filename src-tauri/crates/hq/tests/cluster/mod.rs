//! A PostgreSQL of the tests' own: a cluster in a temporary folder, on loopback, from the system's packages.
//!
//! `Cluster::shared` is one for all tests of a process, without the disk's promises, for nothing of it outlives the process.
//! Each test takes a database of its own. `Cluster::start` is one that keeps its promises, to be killed and failed over.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(dead_code, reason = "each suite uses what it needs")]

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

/// How long it may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(60);

/// One server with its folder. It is killed when it is dropped, and with the process whatever becomes of that.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    settings: Vec<String>,
    server: Option<Child>,
    databases: AtomicU32,
}

impl Cluster {
    /// One for all tests of this process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| {
            sweep();
            let quick = ["fsync=off", "full_page_writes=off", "max_connections=400", "shared_buffers=64MB"];
            Self::start(&quick)
        })
    }

    /// A new one with these settings.
    pub fn start(settings: &[&str]) -> Self {
        let folder = new_folder();
        run(as_postgres("initdb")
            .args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
            .arg(&folder));
        let mut cluster = Self::over(folder, settings);
        cluster.launch();
        cluster
    }

    /// A standby that follows `primary`.
    pub fn standby_of(primary: &Self, settings: &[&str]) -> Self {
        let folder = new_folder();
        let port = primary.port.to_string();
        run(as_postgres("pg_basebackup")
            .args([
                "-h",
                "127.0.0.1",
                "-U",
                "postgres",
                "-p",
                &port,
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-D",
            ])
            .arg(&folder));
        let mut cluster = Self::over(folder, settings);
        cluster.launch();
        cluster
    }

    fn over(folder: PathBuf, settings: &[&str]) -> Self {
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        Self { folder, port: free_port(), settings, server: None, databases: AtomicU32::new(0) }
    }

    /// Starts the server, again after it was killed, and waits until it answers.
    pub fn launch(&mut self) {
        let mut server = as_postgres("postgres");
        server.arg("-D").arg(&self.folder).args(["-p", &self.port.to_string(), "-h", "127.0.0.1"]);
        server.args(["-c", "unix_socket_directories=", "-c", "logging_collector=off"]);
        for setting in &self.settings {
            server.args(["-c", setting]);
        }
        let log = fs::File::create(self.folder.join("server.log")).unwrap();
        server.stdout(Stdio::null()).stderr(log);
        self.server = Some(from_a_thread_that_stays(server));
        let begun = Instant::now();
        while !self.is_up() {
            let ended = self.server.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "PostgreSQL ended: {}", self.log());
            assert!(begun.elapsed() < PATIENCE, "PostgreSQL does not answer: {}", self.log());
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn is_up(&self) -> bool {
        let port = self.port.to_string();
        let asked = Command::new(program("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port]).status();
        asked.unwrap().success()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("server.log")).unwrap_or_default()
    }

    /// Kills the server at once, as a power cut would; what it had promised is in its folder.
    pub fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().unwrap();
            server.wait().unwrap();
            // Its children notice by themselves, and hold the port until then.
            let begun = Instant::now();
            while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                assert!(begun.elapsed() < PATIENCE, "the port is still held");
                thread::sleep(Duration::from_millis(20));
            }
            let _ = fs::remove_file(self.folder.join("postmaster.pid"));
        }
    }

    /// Makes a standby the one that is written to.
    pub fn promote(&self) {
        run(as_postgres("pg_ctl").args(["promote", "-w", "-D"]).arg(&self.folder));
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// An empty database of this name.
    pub fn make_database(&self, name: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING UTF8"));
        self.url(name)
    }

    /// Has the tables of a database lie in `folder`, which is made: on a disk of their own, say.
    pub fn put_tables(&self, database: &str, folder: &Path) {
        fs::create_dir(folder).unwrap();
        let whose = fs::metadata(&self.folder).unwrap();
        chown(folder, Some(whose.uid()), Some(whose.gid())).unwrap();
        let place = folder.to_str().unwrap();
        self.sql("postgres", &format!("CREATE TABLESPACE apart LOCATION '{place}'"));
        self.sql("postgres", &format!("ALTER DATABASE {database} SET TABLESPACE apart"));
    }

    /// A database for one test, which goes with it.
    pub fn database(&'static self) -> TestDatabase {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        TestDatabase { url: self.make_database(&name), cluster: self, name }
    }

    /// Does what an administrator types; answers what is printed: rows, or what was done to how many.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        self.try_sql(database, sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal}"))
    }

    /// The same where it may be refused.
    pub fn try_sql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(program("psql"));
        psql.args(["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", &self.url(database), "-c", sql]);
        let done = psql.stdin(Stdio::null()).output().expect("PostgreSQL is installed: cargo xtask setup");
        let words = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim_end().to_owned();
        if done.status.success() { Ok(words(done.stdout)) } else { Err(words(done.stderr)) }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A database for one test.
pub struct TestDatabase {
    /// Its address.
    pub url: String,
    cluster: &'static Cluster,
    name: String,
}

impl TestDatabase {
    /// Does what an administrator types; answers what is printed.
    pub fn sql(&self, sql: &str) -> String {
        self.cluster.sql(&self.name, sql)
    }
}

impl TestDatabase {
    /// The same where it may be refused.
    pub fn try_sql(&self, sql: &str) -> Result<String, String> {
        self.cluster.try_sql(&self.name, sql)
    }

    /// A copy of it as it stands; nobody may have it open.
    pub fn copy(&self) -> Self {
        let copy = self.cluster.database();
        drop_database(self.cluster, &copy.name);
        // Connections that were let go a moment ago may still be ending.
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ";
        self.cluster.sql("postgres", &format!("{end}'{}'", self.name));
        self.cluster.sql("postgres", &format!("CREATE DATABASE {} TEMPLATE {}", copy.name, self.name));
        copy
    }

    /// Everything that stands in it, as text; bytes are hex.
    pub fn dump(&self) -> Vec<u8> {
        let mut dump = Command::new(program("pg_dump"));
        run(dump.args(["--data-only", "--inserts", "-d", &self.url])).into_bytes()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if !thread::panicking() {
            drop_database(self.cluster, &self.name);
        }
    }
}

fn drop_database(cluster: &Cluster, name: &str) {
    cluster.sql("postgres", &format!("DROP DATABASE {name} WITH (FORCE)"));
}

/// PostgreSQL refuses to run as root, and dies with whoever started it.
fn as_postgres(name: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=KILL");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg("--").arg(program(name)).current_dir("/");
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// A program of PostgreSQL's newest version here, which Debian keeps out of the way.
fn program(name: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|version| version.path()).max_by_key(|path| number(path));
    let debian = newest.map(|home| home.join("bin").join(name)).filter(|path| path.exists());
    debian.unwrap_or_else(|| PathBuf::from(name))
}

/// What is to die with the process dies with the thread that started it, so that one has to stay.
fn from_a_thread_that_stays(mut command: Command) -> Child {
    type Order = (Command, mpsc::Sender<std::io::Result<Child>>);
    static ORDERS: OnceLock<mpsc::Sender<Order>> = OnceLock::new();
    let orders = ORDERS.get_or_init(|| {
        let (sender, orders) = mpsc::channel::<Order>();
        thread::spawn(move || {
            for (mut command, answer) in orders {
                answer.send(command.spawn()).unwrap();
            }
        });
        sender
    });
    let (sender, answer) = mpsc::channel();
    command.stdin(Stdio::null());
    orders.send((command, sender)).unwrap();
    answer.recv().unwrap().expect("PostgreSQL is installed: cargo xtask setup")
}

fn run(command: &mut Command) -> String {
    let done = command.stdin(Stdio::null()).output().expect("PostgreSQL is installed: cargo xtask setup");
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim_end().to_owned()
}

const FOLDERS: &str = "counterfoil-postgres-";

/// A folder that PostgreSQL may use; the system's temporary one, for others may be closed to its user.
fn new_folder() -> PathBuf {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let name = format!("{FOLDERS}{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst));
    let folder = env::temp_dir().join(name);
    fs::create_dir(&folder).unwrap();
    if is_root() {
        let id = |option| run(Command::new("id").args([option, "postgres"])).parse::<u32>().unwrap();
        chown(&folder, Some(id("-u")), Some(id("-g"))).unwrap();
    }
    run(Command::new("chmod").arg("700").arg(&folder));
    folder
}

/// What processes left that were killed.
fn sweep() {
    for folder in fs::read_dir(env::temp_dir()).unwrap().flatten() {
        let name = folder.file_name();
        let of =
            name.to_str().and_then(|name| name.strip_prefix(FOLDERS)).and_then(|rest| rest.split_once('-'));
        if of.is_some_and(|(process, _)| !Path::new("/proc").join(process).exists()) {
            let _ = fs::remove_dir_all(folder.path());
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
