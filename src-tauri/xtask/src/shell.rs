//! Programs run to their end, with their output shown or taken.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::repository;
use crate::stop::Stop;

/// A program, to be run at the top of the working copy with nothing to read.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(repository::root()).stdin(Stdio::null());
    command
}

/// Runs `command` with its output shown, after saying what is run.
pub fn run(command: &mut Command) -> Result<(), Stop> {
    let line = line(command);
    println!("$ {line}");
    let status = command.status().map_err(Stop::doing(format!("could not start {line}")))?;
    if status.success() { Ok(()) } else { Err(Stop::Failed(format!("{line}: {status}"))) }
}

/// What `name` printed, trimmed, when it is there and succeeded.
pub fn answer(name: &str, arguments: &[&str]) -> Option<String> {
    let path = find(name)?;
    let output = program(path).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where the program `name` lies, on the path or where Debian keeps those of an administrator.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let administrators = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    env::split_paths(&path).chain(administrators).find_map(|folder| runnable(&folder, name))
}

#[cfg(not(windows))]
fn runnable(folder: &Path, name: &str) -> Option<PathBuf> {
    let file = folder.join(name);
    file.is_file().then_some(file)
}

#[cfg(windows)]
fn runnable(folder: &Path, name: &str) -> Option<PathBuf> {
    [".exe", ".cmd", ".bat"]
        .iter()
        .map(|ending| folder.join(format!("{name}{ending}")))
        .find(|file| file.is_file())
}

/// The command as it would be typed, its program without folders.
fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_stops_with_its_command_line() {
        let stop = run(program("sh").args(["-c", "exit 7"])).unwrap_err();
        assert!(stop.to_string().starts_with("sh -c exit 7: exit status: 7"), "{stop}");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert!(find("sh").is_some());
        assert_eq!(find("no-program-of-this-name"), None);
        assert_eq!(answer("sh", &["-c", "exit 1"]), None);
        assert_eq!(answer("sh", &["-c", "echo yes"]).as_deref(), Some("yes"));
    }
}
