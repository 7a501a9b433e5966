//! Programs that run beside a test and end with it, however it ends.

use std::io::{BufRead, BufReader, Lines};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Starts the program it is given, in a process group of its own, and ends the group when its own input closes.
///
/// The input is a pipe that only the test's process holds: it closes when the test lets go, panics or is killed.
const LIFELINE: &str = r#"
exec 3<&0
"$@" 3<&- </dev/null &
program=$!
( cat <&3 >/dev/null; kill -s TERM -- "-$$" ) 2>/dev/null &
exec 3<&-
wait "$program"
"#;

/// A program that runs beside a test, with everything that it started itself.
pub struct Running {
    name: String,
    child: Child,
}

impl Running {
    /// Starts `command`, its output going where the test's goes.
    pub fn start(command: &Command) -> Self {
        Self::spawn(command, Stdio::inherit())
    }

    /// Starts `command`; the lines it prints are read by the test.
    pub fn start_listened(command: &Command) -> (Self, Lines<BufReader<ChildStdout>>) {
        let mut running = Self::spawn(command, Stdio::piped());
        let output = running.child.stdout.take().expect("its output was asked for");
        (running, BufReader::new(output).lines())
    }

    fn spawn(command: &Command, output: Stdio) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut keeper = Command::new("sh");
        keeper.args(["-c", LIFELINE, "sh"]).arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            keeper.current_dir(folder);
        }
        for (variable, value) in command.get_envs() {
            match value {
                Some(value) => keeper.env(variable, value),
                None => keeper.env_remove(variable),
            };
        }
        let child = keeper.process_group(0).stdin(Stdio::piped()).stdout(output).spawn();
        Self { child: child.unwrap_or_else(|error| panic!("could not start {name}: {error}")), name }
    }

    /// Whether it, or its keeper, still runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits until it answers on `port` of the loopback.
    pub fn wait_until_it_listens(&mut self, port: u16, limit: Duration) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let answered = wait_until(limit, || answers(address) || !self.is_alive());
        assert!(self.is_alive(), "{} ended before it answered", self.name);
        assert!(answered, "{} did not answer on port {port} within {} s", self.name, limit.as_secs());
    }

    /// Ends the whole group at once and without warning, as a power cut would.
    pub fn kill(mut self) {
        self.signal("KILL");
        let _ = self.child.wait();
    }

    /// The process group's number.
    pub fn group(&self) -> u32 {
        self.child.id()
    }

    fn signal(&self, signal: &str) {
        // The shell's own `kill`: the program of that name is a package that a minimal system lacks.
        let line = format!("kill -s {signal} -- -{}", self.child.id());
        let _ = Command::new("sh").args(["-c", &line]).stderr(Stdio::null()).status();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let ended = wait_until(Duration::from_secs(5), || !self.is_alive());
        if !ended {
            self.signal("KILL");
        }
        let _ = self.child.wait();
    }
}

/// A port of the loopback that nobody listens on, and that no connection is given by chance: whoever was killed finds it
/// free when it comes back.
pub fn free_port() -> u16 {
    /// Below what systems give to connections.
    const FIRST: u16 = 15_000;
    const COUNT: u32 = 15_000;
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // Tests of several processes begin at different places.
    let first = std::process::id().wrapping_mul(997);
    let free = (0..COUNT).find_map(|_| {
        let place = first.wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let port = FIRST + u16::try_from(place).expect("the count fits a port");
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok().then_some(port)
    });
    free.expect("the loopback has free ports")
}

/// Asks again and again until `is_so`, or until `limit` is over; whether it became so.
pub fn wait_until(limit: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    loop {
        if is_so() {
            return true;
        }
        if begun.elapsed() > limit {
            return false;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn answers(address: SocketAddr) -> bool {
    // A connection to a free port may meet itself: both ends are then the same.
    TcpStream::connect_timeout(&address, Duration::from_millis(200))
        .is_ok_and(|stream| stream.local_addr().ok() != Some(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_ends_with_the_test_that_started_it() {
        let mut command = Command::new("sh");
        // The grandchild holds the output open: reading to its end shows that it too is gone.
        command.args(["-c", "sleep 600 & echo started; wait"]);
        let (running, mut lines) = Running::start_listened(&command);
        assert_eq!(lines.next().unwrap().unwrap(), "started");
        drop(running);
        assert!(lines.next().is_none());
    }

    #[test]
    fn a_killed_group_is_gone_at_once() {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' TERM; echo started; sleep 600"]);
        let (running, mut lines) = Running::start_listened(&command);
        assert_eq!(lines.next().unwrap().unwrap(), "started");
        running.kill();
        assert!(lines.next().is_none());
    }
}
