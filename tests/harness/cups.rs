//! A real print queue with virtual printers, all of it on the loopback and in folders of its own.
//!
//! The printers are CUPS's own `ippeveprinter`, which announces itself through Avahi or not at all; so a message bus and
//! an Avahi of the test's own come first. Nothing here touches the machine's own queue, bus or announcements.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Lines, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command};
use std::time::Duration;

use tempfile::TempDir;

use crate::running::{Running, free_port, wait_until};

const START_LIMIT: Duration = Duration::from_secs(20);

/// There while the machine's own Avahi runs.
const AVAHI_OF_THE_MACHINE: &str = "/run/avahi-daemon/socket";

/// A print queue of a test's own, gone when it is dropped.
pub struct Cups {
    port: u16,
    queue: Option<Running>,
    announcements: Option<Announcements>,
    folder: TempDir,
}

/// A printer that takes A4, A5 and rolls of 70 to 80 mm, and keeps what it printed as files.
pub struct VirtualPrinter {
    name: String,
    port: u16,
    printed: PathBuf,
    _running: Running,
}

/// The bus and the Avahi that the printers need.
struct Announcements {
    bus: String,
    _running: [(Running, Lines<BufReader<ChildStdout>>); 2],
}

impl Cups {
    /// Whether this machine has what a queue with a virtual printer takes.
    pub fn is_possible() -> bool {
        let folders = ["/usr/sbin", "/usr/bin"].map(Path::new);
        let has = |program: &str| folders.iter().any(|folder| folder.join(program).exists());
        ["cupsd", "lpadmin", "ippeveprinter", "avahi-daemon"].into_iter().all(has)
            && (is_root() || Path::new(AVAHI_OF_THE_MACHINE).exists())
    }

    /// Starts a queue without printers, and waits until it answers.
    pub fn start() -> Self {
        let folder =
            tempfile::Builder::new().prefix("cups-").tempdir().expect("a temporary folder can be made");
        // CUPS runs its filters as another user, who must get at its folders.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("the folder is ours");
        for name in ["root", "state", "cache", "spool", "tmp", "log"] {
            fs::create_dir(folder.path().join(name)).expect("a new folder has room");
        }
        let announcements = Announcements::start(folder.path());
        let port = free_port();
        let queue = write(folder.path(), "cupsd.conf", &queue_settings(port));
        let files = write(folder.path(), "cups-files.conf", &file_settings(folder.path()));
        let mut command = Command::new(system("cupsd"));
        command.arg("-f").arg("-c").arg(queue).arg("-s").arg(files);
        let mut queue = Running::start(told_of(announcements.as_ref(), &mut command));
        queue.wait_until_it_listens(port, START_LIMIT);
        Self { port, queue: Some(queue), announcements, folder }
    }

    /// Where the queue is spoken to.
    pub fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Starts a printer with paper in it and puts it into the queue under `name`, as the default.
    pub fn add_printer(&self, name: &str) -> VirtualPrinter {
        let printer = VirtualPrinter::start(name, self.folder.path(), self.announcements.as_ref());
        let device = printer.address();
        self.administer(&["-p", name, "-E", "-v", &device, "-m", "everywhere"]);
        self.administer(&["-d", name]);
        let told = wait_until(START_LIMIT, || self.options_of(name).contains("A5"));
        assert!(told, "the queue does not know the papers of {name}");
        printer
    }

    /// How many jobs the queue has taken in so far: it keeps a file of each.
    pub fn jobs_taken(&self) -> usize {
        let spool = fs::read_dir(self.folder.path().join("spool")).expect("the queue stands");
        spool.flatten().filter(|file| file.file_name().to_string_lossy().starts_with('d')).count()
    }

    /// Stops the printer's queue, as an administrator would.
    pub fn pause(&self, name: &str) {
        self.run(Command::new(system("cupsdisable")).arg("-h").arg(self.host()).arg(name));
    }

    /// What the queue knows of a printer; it learns that a moment after it has taken the printer in.
    fn options_of(&self, name: &str) -> String {
        let mut command = Command::new(system("lpoptions"));
        command.arg("-h").arg(self.host()).args(["-l", "-p", name]);
        let output = told_of(self.announcements.as_ref(), &mut command)
            .output()
            .expect("CUPS's own tools are installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn administer(&self, arguments: &[&str]) {
        self.run(Command::new(system("lpadmin")).arg("-h").arg(self.host()).args(arguments));
    }

    fn run(&self, command: &mut Command) {
        let output =
            told_of(self.announcements.as_ref(), command).output().expect("CUPS's own tools are installed");
        assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        // It writes into its folder until it is gone.
        drop(self.queue.take());
    }
}

impl VirtualPrinter {
    fn start(name: &str, folder: &Path, announcements: Option<&Announcements>) -> Self {
        let port = free_port();
        let printed = folder.join(format!("printed-{name}"));
        fs::create_dir(&printed).expect("no two printers have one name");
        let settings = write(folder, &format!("{name}.conf"), PRINTER_SETTINGS);
        let mut command = talking_into(folder, name, &system("ippeveprinter"));
        command.arg("-k").arg("-d").arg(&printed).arg("-a").arg(settings);
        // Without a command it would pretend to work, for five to fifteen seconds.
        command.args(["-c", "/bin/true", "-n", "localhost", "-p", &port.to_string()]);
        // Announced names must differ on a network, and all tests share the loopback.
        command.arg(format!("{name} {port}"));
        let mut running = Running::start(told_of(announcements, &mut command));
        running.wait_until_it_listens(port, START_LIMIT);
        Self { name: name.to_owned(), port, printed, _running: running }
    }

    /// Its name in the queue.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its own address, past the queue.
    pub fn address(&self) -> String {
        format!("ipp://localhost:{}/ipp/print", self.port)
    }

    /// The documents it has taken in.
    pub fn documents(&self) -> Vec<Vec<u8>> {
        let files = fs::read_dir(&self.printed).expect("its folder stands as long as the queue");
        files
            .map(|file| file.expect("the folder can be read").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
            .map(|path| fs::read(path).expect("so can its files"))
            .collect()
    }

    /// Puts this many sheets of A5 into its only tray.
    pub fn load_paper(&self, sheets: u16) {
        let form = format!("/media?size0=iso_a5_148x210mm&type0=stationery&level0={sheets}");
        let mut page = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("the printer is on");
        write!(page, "GET {form} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port)
            .expect("the printer listens");
        // It keeps the line open for half a minute, so the page's own end is waited for.
        let lines = BufReader::new(page).lines().map_while(Result::ok);
        let page: Vec<String> = lines.take_while(|line| line.trim() != "</html>").collect();
        assert!(page.first().is_some_and(|status| status.starts_with("HTTP/1.1 200")), "{page:?}");
    }
}

impl Announcements {
    /// Starts a bus and an Avahi on it. Nobody but root may, so others need the machine's own.
    fn start(folder: &Path) -> Option<Self> {
        if !is_root() {
            let is_there = Path::new(AVAHI_OF_THE_MACHINE).exists();
            assert!(is_there, "a virtual printer needs Avahi: start avahi-daemon, or run the tests as root");
            return None;
        }
        let bus = format!("unix:path={}", folder.join("bus").display());
        let settings = write(folder, "bus.conf", &BUS_SETTINGS.replace("ADDRESS", &bus));
        let mut daemon = talking_into(folder, "bus", Path::new("dbus-daemon"));
        daemon.args(["--nofork", "--nopidfile", "--print-address=1"]);
        daemon.arg(format!("--config-file={}", settings.display()));
        let (daemon, mut daemon_lines) = Running::start_listened(&daemon);
        let address = daemon_lines.next().and_then(Result::ok);
        address.expect("the message bus starts: is dbus-daemon installed?");

        let mut avahi = Command::new("sh");
        let settings = write(folder, "avahi.conf", AVAHI_SETTINGS);
        avahi.args(["-c", AVAHI_BY_ITSELF, "sh"]).arg(settings).env("DBUS_SYSTEM_BUS_ADDRESS", &bus);
        let (avahi, mut avahi_lines) = Running::start_listened(&avahi);
        let mut said = Vec::new();
        for line in avahi_lines.by_ref().map_while(Result::ok) {
            assert!(line != AVAHI_HAS_ENDED, "Avahi did not start:\n{}", said.join("\n"));
            if line.contains("Server startup complete") {
                break;
            }
            said.push(line);
        }
        Some(Self { bus, _running: [(avahi, avahi_lines), (daemon, daemon_lines)] })
    }
}

/// Tells `command` where the announcements are, and to speak English.
fn told_of<'a>(announcements: Option<&Announcements>, command: &'a mut Command) -> &'a mut Command {
    if let Some(announcements) = announcements {
        command.env("DBUS_SYSTEM_BUS_ADDRESS", &announcements.bus);
    }
    command.env("LC_ALL", "C")
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// A program of the system's; a user's path may lack the folder where the administrator's are.
fn system(program: &str) -> PathBuf {
    let found = ["/usr/sbin", "/usr/bin"].map(|folder| Path::new(folder).join(program));
    let found = found.into_iter().find(|path| path.exists());
    found.unwrap_or_else(|| panic!("{program} is missing: install cups, cups-client and cups-ipp-utils"))
}

/// Starts `program` with what it says of itself kept in a file instead of between the test's own lines.
fn talking_into(folder: &Path, name: &str, program: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", r#"talk=$1; shift; exec "$@" 2>"$talk""#, "sh"]);
    command.arg(folder.join("log").join(name)).arg(program);
    command
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a new folder has room");
    path
}

fn queue_settings(port: u16) -> String {
    format!(
        "Listen 127.0.0.1:{port}\nLogLevel info\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n\
         ErrorPolicy retry-job\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n\
         <Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n"
    )
}

fn file_settings(folder: &Path) -> String {
    let at = folder.display();
    // Filters may not run as root; anyone else runs them as themselves.
    let user = if is_root() { "User lp\nGroup lp\nSystemGroup root\n" } else { "" };
    format!(
        "ServerRoot {at}/root\nStateDir {at}/state\nCacheDir {at}/cache\nRequestRoot {at}/spool\nTempDir {at}/tmp\n\
         DataDir /usr/share/cups\nServerBin /usr/lib/cups\nAccessLog {at}/log/access\nErrorLog {at}/log/error\n\
         PageLog {at}/log/page\nFatalErrors none\n{user}"
    )
}

/// What the shell around it says when it is gone.
const AVAHI_HAS_ENDED: &str = "Avahi has ended";

const BUS_SETTINGS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>ADDRESS</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
"#;

const AVAHI_SETTINGS: &str = "[server]\nhost-name=counterfoil-test\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\n\
     enable-dbus=yes\n[publish]\npublish-addresses=no\npublish-hinfo=no\npublish-workstation=no\n";

/// Avahi has one place for its process number and starts only once a machine, and two that hear each other argue about
/// names for seconds. Where it may, it gets a place and a network of its own; the bus reaches it all the same.
const AVAHI_BY_ITSELF: &str = r#"
start='avahi-daemon -f "$1" --no-chroot --no-drop-root --no-rlimits 2>&1'
if unshare --mount --net true 2>/dev/null; then
  unshare --mount --net sh -c "mount -t tmpfs tmpfs /run && $start" sh "$1"
else
  # Then they take turns. One that was killed counts as running until it has died and somebody has reaped it.
  exec 9>"${TMPDIR:-/tmp}/counterfoil-avahi-$(id -u).lock"
  flock 9
  last=$(cat /run/avahi-daemon/pid 2>/dev/null)
  for try in 1 2 3 4 5 6 7 8 9 10; do
    case "$(cut -d ' ' -f 3 "/proc/$last/stat" 2>/dev/null)" in
      Z | "") rm -f /run/avahi-daemon/pid; break ;;
      *) sleep 0.1 ;;
    esac
  done
  eval "$start"
fi
echo "Avahi has ended"
"#;

/// What the printer says of itself: CUPS learns its papers from here.
const PRINTER_SETTINGS: &str = include_str!("printer.conf");
