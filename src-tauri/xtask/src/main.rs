//! The developer's command: `cargo xtask <what>`. Standard library alone, so that it builds in a second anywhere.
//!
//! `run` and `test` do their own set-up; everything may be repeated, and is quick when there is nothing to do.

mod apt;
mod asker;
mod bench;
mod bindings;
mod bundle;
mod cargo;
mod children;
mod demo;
mod dev;
mod display;
mod doctor;
mod needs;
mod node;
mod peers;
mod platform;
mod probe;
mod programs;
mod repository;
mod run;
mod rust;
mod setup;
mod shell;
mod steps;
mod stop;
mod target;
mod test;
mod walkthrough;

use std::process::ExitCode;

use stop::Stop;

const USAGE: &str = "\
cargo xtask <what>

  run [--walkthrough] [--keep]  the desktop app, enrolled to a headquarters of its own; without a display, or with
                                --walkthrough, the main job walked through on a virtual display (target/walkthrough/)
  test [--nightly] [step …]     every check and test: format, ui, clippy, rust, stores, tus, window, page, api; or only those named,
                                also faults, which are among rust's; --nightly tells their stories ten times as often
  setup                         what building, running and testing need; installs only what is missing
  dev                           the app over Vite's server: screens change as they are saved
  hq [--keep]                   headquarters alone, with a demonstration branch
  bench [name …]                the measures, each against a baseline of the same run
  bindings                      writes the TypeScript of the commands again
  bundle                        packages to install (deb and rpm on Linux)
  doctor                        what is here, what is missing

  --keep goes on with the last demonstration instead of a new one.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\n{stop}");
            stop.exit_code()
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<(), Stop> {
    let Some((what, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(());
    };
    match what.as_str() {
        "run" => run::run(&Options::read(rest, &["--walkthrough", "--keep"])?),
        "test" => test::test(rest),
        "setup" => none(rest).and_then(|()| setup::everything()),
        "dev" => none(rest).and_then(|()| dev::dev()),
        "hq" => demo::headquarters_alone(Options::read(rest, &["--keep"])?.has("--keep")),
        "bench" => bench::bench(rest),
        "bindings" => none(rest).and_then(|()| bindings::write()),
        "bundle" => none(rest).and_then(|()| bundle::bundle()),
        "doctor" => none(rest).and_then(|()| doctor::doctor()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Stop::Usage(format!("there is no '{other}'\n\n{USAGE}"))),
    }
}

/// The switches given to a command, each known to it.
struct Options(Vec<String>);

impl Options {
    fn read(given: &[String], known: &[&str]) -> Result<Self, Stop> {
        match given.iter().find(|one| !known.contains(&one.as_str())) {
            Some(unknown) => Err(Stop::Usage(format!("'{unknown}' is not known here\n\n{USAGE}"))),
            None => Ok(Self(given.to_vec())),
        }
    }

    fn has(&self, switch: &str) -> bool {
        self.0.iter().any(|one| one == switch)
    }
}

fn none(given: &[String]) -> Result<(), Stop> {
    Options::read(given, &[]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_refused_with_the_usage() {
        let stop = dispatch(&["dance".to_owned()]).unwrap_err();
        assert!(matches!(&stop, Stop::Usage(text) if text.contains("dance") && text.contains("cargo xtask")));
    }

    #[test]
    fn an_unknown_switch_is_refused() {
        assert!(Options::read(&["--kep".to_owned()], &["--keep"]).is_err());
        assert!(Options::read(&["--keep".to_owned()], &["--keep"]).unwrap().has("--keep"));
    }
}
