//! Programs that run beside this command and end with it, however it ends.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::stop::Stop;

/// Starts the program it is given, in a process group of its own, and ends the group when its own input closes.
///
/// The input is a pipe that only this command holds: it closes when this command lets go, is interrupted or is killed.
/// No signal handler is needed, which the standard library does not have.
#[cfg(unix)]
const LIFELINE: &str = r#"
exec 3<&0
"$@" 3<&- </dev/null &
program=$!
( cat <&3 >/dev/null; kill -s TERM -- "-$$" ) 2>/dev/null &
exec 3<&-
wait "$program"
"#;

/// A program that runs beside this command.
pub struct Running {
    name: String,
    child: Child,
}

impl Running {
    /// Starts `command`.
    pub fn start(command: &Command) -> Result<Self, Stop> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = spawn(command).map_err(Stop::doing(format!("could not start {name}")))?;
        Ok(Self { name, child })
    }

    /// Waits until it ends by itself.
    pub fn wait(&mut self) -> Result<ExitStatus, Stop> {
        // `Child::wait` would close its input first, and with it the lifeline.
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until it answers at `address`.
    pub fn wait_until_it_listens(&mut self, address: SocketAddr, limit: Duration) -> Result<(), Stop> {
        let begun = Instant::now();
        while !answers(address) {
            if let Some(status) = self.ended()? {
                return Err(Stop::Failed(format!("{} ended before it answered: {status}", self.name)));
            }
            if begun.elapsed() > limit {
                return Err(Stop::Failed(format!(
                    "{} did not answer at {address} within {} s",
                    self.name,
                    limit.as_secs()
                )));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn ended(&mut self) -> Result<Option<ExitStatus>, Stop> {
        self.child.try_wait().map_err(Stop::doing(format!("could not ask after {}", self.name)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        #[cfg(not(unix))]
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answers(address: SocketAddr) -> bool {
    // A connection to a free port may meet itself: both ends are then the same.
    TcpStream::connect_timeout(&address, Duration::from_millis(200))
        .is_ok_and(|stream| stream.local_addr().ok() != Some(address))
}

/// A port of the loopback that nobody listens on.
pub fn free_port() -> Result<u16, Stop> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Stop::doing("could not find a free port"))?;
    Ok(listener.local_addr().map_err(Stop::doing("could not read the free port"))?.port())
}

#[cfg(unix)]
fn spawn(command: &Command) -> io::Result<Child> {
    use std::os::unix::process::CommandExt;

    let mut keeper = Command::new("sh");
    keeper.args(["-c", LIFELINE, "sh"]).arg(command.get_program()).args(command.get_args());
    carry_over(command, &mut keeper);
    keeper.process_group(0).stdin(Stdio::piped()).spawn()
}

#[cfg(not(unix))]
fn spawn(command: &Command) -> io::Result<Child> {
    let mut again = Command::new(command.get_program());
    again.args(command.get_args());
    carry_over(command, &mut again);
    again.stdin(Stdio::null()).spawn()
}

fn carry_over(from: &Command, to: &mut Command) {
    if let Some(folder) = from.get_current_dir() {
        to.current_dir(folder);
    }
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => to.env(name, value),
            None => to.env_remove(name),
        };
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_ends_when_it_is_let_go() {
        let mut sleeper = Command::new("sleep");
        sleeper.arg("600");
        let running = Running::start(&sleeper).unwrap();
        let begun = Instant::now();
        drop(running);
        assert!(begun.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn how_a_program_ended_by_itself_is_known() {
        let mut command = Command::new("sh");
        command.args(["-c", "exit 3"]);
        assert_eq!(Running::start(&command).unwrap().wait().unwrap().code(), Some(3));
    }

    #[test]
    fn a_program_that_dies_instead_of_listening_is_reported() {
        // Port 1 needs root and serves nothing; a free one might be taken by a test that runs beside this.
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
        let mut running = Running::start(&Command::new("false")).unwrap();
        let stop = running.wait_until_it_listens(address, Duration::from_secs(20)).unwrap_err();
        assert!(stop.to_string().contains("ended before it answered"), "{stop}");
    }

    #[test]
    fn folder_and_environment_reach_the_program() {
        let mut command = Command::new("sh");
        command
            .args(["-c", "test \"$PWD\" = / && test \"$GREETING\" = hello"])
            .current_dir("/")
            .env("GREETING", "hello");
        assert!(Running::start(&command).unwrap().wait().unwrap().success());
    }
}
