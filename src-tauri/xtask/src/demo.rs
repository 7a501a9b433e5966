//! A demonstration: a headquarters on the loopback with one branch, and a counter of it with a dozen sample tickets.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::children::{self, Running};
use crate::needs::Purpose;
use crate::programs::{self, Programs};
use crate::repository;
use crate::setup;
use crate::shell;
use crate::stop::Stop;

/// What the counter's command line says of one that is no counter of any branch yet.
const NOT_ENROLLED: &str = "not enrolled";

/// How long headquarters may take to answer.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A headquarters that runs, with its demonstration branch.
pub struct Demo {
    headquarters: Running,
    /// Where it is reached.
    pub url: String,
    /// The code that enrols a counter, until one has used it.
    code: Option<String>,
    /// Who may look at the page.
    pub account: String,
    /// The account's password, made for this demonstration.
    pub password: String,
    /// Who works at the counter, with the code that lets them choose a PIN there.
    people: Vec<(String, String)>,
}

impl Demo {
    /// Starts it. A new one each time, unless `keep` asks to go on with the last.
    pub fn start(programs: &Programs, keep: bool) -> Result<Self, Stop> {
        if !keep && folder().exists() {
            fs::remove_dir_all(folder()).map_err(Stop::doing("could not remove the last demonstration"))?;
        }
        let data = folder().join("headquarters");
        fs::create_dir_all(&data).map_err(Stop::doing("could not make the demonstration's folder"))?;
        let port = port(keep)?;
        let url = format!("http://127.0.0.1:{port}");

        let mut make = Command::new(&programs.headquarters);
        make.arg("demo").arg("--data").arg(&data).args(["--public-address", &url]).arg("--json");
        let made = printed(&mut make)?;

        let mut serve = shell::program(&programs.headquarters);
        serve.arg("serve").arg("--open-door").arg("--data").arg(&data);
        serve.args(["--listen", &format!("127.0.0.1:{port}"), "--public-address", &url]);
        // What goes well would push the way in off the screen.
        if std::env::var_os("RUST_LOG").is_none() {
            serve.env("RUST_LOG", "warn");
        }
        let mut headquarters = Running::start(&serve)?;
        headquarters.wait_until_it_listens(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), START_LIMIT)?;

        let field = |name: &str| {
            text_field(&made, name)
                .ok_or_else(|| Stop::Failed(format!("the demonstration has no {name}: {made}")))
        };
        Ok(Self {
            headquarters,
            code: Some(field("code")?),
            account: field("account")?,
            password: field("password")?,
            people: people(&made),
            url,
        })
    }

    /// Makes the demonstration's counter one of the branch and opens the sample tickets there, unless it is one already.
    pub fn enrol_counter(&mut self, programs: &Programs) -> Result<(), Stop> {
        let tool = || {
            let mut tool = Command::new(&programs.desk);
            Self::with_own_folders(&mut tool);
            tool
        };
        if !printed(tool().arg("status"))?.starts_with(NOT_ENROLLED) {
            return Ok(());
        }
        if let Some(code) = self.code.take() {
            println!("{}", printed(tool().args(["enrol", &code]))?);
        }
        let pictures = repository::tests("photos");
        println!("{}", printed(tool().arg("samples").arg(samples()).arg("--photos").arg(pictures))?);
        Ok(())
    }

    /// Gives `app` folders of its own, so that a demonstration never touches a real counter's data.
    pub fn with_own_folders(app: &mut Command) -> &mut Command {
        let counter = folder().join("counter");
        if cfg!(target_os = "macos") {
            // There the folders follow from the home alone.
            app.env("HOME", counter.join("home"));
        }
        app.env("XDG_DATA_HOME", counter.join("data"))
            .env("XDG_CONFIG_HOME", counter.join("config"))
            .env("XDG_STATE_HOME", counter.join("state"))
            .env("XDG_CACHE_HOME", counter.join("cache"))
    }

    /// Says how to get in.
    pub fn announce(&self) {
        println!();
        println!("headquarters  {}", self.url);
        println!("  account     {}", self.account);
        println!("  password    {}", self.password);
        if let Some(code) = &self.code {
            println!("  enrolment   {code}");
        }
        for (name, code) in &self.people {
            println!("  first code  {code} ({name}, to choose a PIN at the counter)");
        }
        println!();
    }
}

/// Headquarters with its demonstration branch and nothing else, until it is interrupted.
pub fn headquarters_alone(keep: bool) -> Result<(), Stop> {
    setup::of(&[Purpose::Build])?;
    let programs = programs::build(None)?;
    let mut demo = Demo::start(&programs, keep)?;
    demo.announce();
    println!("Ctrl-C ends it");
    let status = demo.headquarters.wait()?;
    Err(Stop::Failed(format!("headquarters ended: {status}")))
}

fn folder() -> PathBuf {
    repository::output("demo")
}

fn samples() -> PathBuf {
    repository::tests("samples/walk-ins.json")
}

/// The port of this demonstration: one that is kept has counters that know the old one.
fn port(keep: bool) -> Result<u16, Stop> {
    let note = folder().join("port");
    let noted = fs::read_to_string(&note).ok().and_then(|text| text.trim().parse().ok());
    if let (true, Some(port)) = (keep, noted) {
        return Ok(port);
    }
    let port = children::free_port()?;
    fs::write(note, port.to_string()).map_err(Stop::doing("could not note the demonstration's port"))?;
    Ok(port)
}

/// What a program of ours printed, once it is done.
fn printed(command: &mut Command) -> Result<String, Stop> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(Stop::doing(format!("could not start {name}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Stop::Failed(format!("could not make the demonstration: {name}: {}\n{}", output.status, said.trim())))
}

/// The text of `name` in a flat JSON object whose texts hold no escapes, which is what headquarters prints here.
fn text_field(json: &str, name: &str) -> Option<String> {
    let (_, after) = json.split_once(&format!("\"{name}\""))?;
    let (_, text) = after.trim_start().strip_prefix(':')?.split_once('"')?;
    Some(text.split_once('"')?.0.to_owned())
}

/// Names and first codes, each pair in an object of its own.
fn people(json: &str) -> Vec<(String, String)> {
    let person = |object: &str| Some((text_field(object, "name")?, text_field(object, "first_code")?));
    json.split('{').filter_map(person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_one_by_one() {
        let json =
            r#"{"people":[{"first_code":"AB2","name":"陈静"},{"first_code":"CD3","name":"周敏"}],"x":"y"}"#;
        let read = people(json);
        assert_eq!(
            read,
            [("陈静", "AB2"), ("周敏", "CD3")].map(|(name, code)| (name.to_owned(), code.to_owned()))
        );
    }

    #[test]
    fn a_field_is_found_wherever_it_stands() {
        let json = r#"{ "account": "hq", "code" : "7K-3Q" ,"password":"x y"}"#;
        assert_eq!(text_field(json, "code").as_deref(), Some("7K-3Q"));
        assert_eq!(text_field(json, "password").as_deref(), Some("x y"));
        assert_eq!(text_field(json, "branch"), None);
    }
}
