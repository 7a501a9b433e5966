//! Types are named after what they are, not after the fact that they do something.

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

/// Endings that say nothing.
const EMPTY_ENDINGS: [&str; 9] =
    ["Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Processor", "Info", "Item"];

/// As above, but a common word's ending too.
const DATA: &str = "Data";

/// What a type's name follows, in either language.
const DECLARES: [&str; 7] = ["struct ", "enum ", "trait ", "type ", "union ", "class ", "interface "];

fn empty_names(sources: &[Source]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| source.is_in("", &["rs", "ts", "svelte"])) {
        for (number, line) in source.lines() {
            if let Some(name) = declared(line).filter(|name| is_empty(name)) {
                breaches.push(Breach::at(
                    &source.path,
                    number,
                    format!("{name} says nothing with its ending: use the field's own noun"),
                ));
            }
        }
    }
    breaches
}

/// The type that a line declares.
fn declared(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    for word in ["export ", "default ", "declare ", "abstract ", "pub "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if let Some(inside) = rest.strip_prefix("pub(") {
        rest = inside.split_once(") ")?.1;
    }
    let name = DECLARES.iter().find_map(|word| rest.strip_prefix(word))?;
    let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len());
    Some(&name[..end]).filter(|name| name.starts_with(|letter: char| letter.is_ascii_uppercase()))
}

fn is_empty(name: &str) -> bool {
    // Alone it is a role: the person who runs a branch.
    let is_role = name == "Manager";
    !is_role && EMPTY_ENDINGS.iter().chain([&DATA]).any(|ending| name.ends_with(ending))
}

#[test]
fn no_type_has_an_empty_name() {
    breach::none(empty_names(sources::all()));
}

#[test]
fn an_empty_name_is_noticed() {
    let rust = "pub struct PhotoManager {\npub(crate) enum TicketInfo {\nstruct Metadata;\npub enum Role { Manager }\ntype Manager = Clerk;\n";
    breach::found(&empty_names(&[Source::planted("src-tauri/src/a.rs", rust)]), &[1, 2]);
    let screens = "export interface ListItem {\nexport class Draft {\nexport type FormData = string;\ntype of thing = 1;\n";
    breach::found(&empty_names(&[Source::planted("ui/src/a.ts", screens)]), &[1, 3]);
}
