//! The screens: only `backend` knows Tauri, `shared` knows no domain word, and colour comes from tokens.

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

/// Words of the counter's work, which a component that could serve any other program does not know.
const DOMAIN_WORDS: &[&str] = &[
    "adjuster",
    "adjudication",
    "appeal",
    "claim",
    "clerk",
    "compensation",
    "counterfoil",
    "enquiry",
    "enrol",
    "enrolment",
    "evidence",
    "headquarters",
    "outlet",
    "parcel",
    "payout",
    "receipt",
    "recipient",
    "sender",
    "shipment",
    "ticket",
    "voucher",
    "waybill",
    "工单",
    "理赔",
    "索赔",
    "运单",
    "快件",
    "寄件人",
    "收件人",
];

fn tauri_elsewhere(sources: &[Source]) -> Vec<Breach> {
    let package = concat!("@tauri-", "apps/");
    let screens = sources.iter().filter(|source| {
        source.is_in("ui/src/", &["ts", "svelte", "js"]) && !source.path.starts_with("ui/src/backend/")
    });
    let mut breaches = Vec::new();
    for source in screens {
        let lines = source.lines().filter(|(_, line)| line.contains(package));
        breaches.extend(
            lines.map(|(number, _)| Breach::at(&source.path, number, "only ui/src/backend talks to Tauri")),
        );
    }
    breaches
}

fn domain_words_in_shared(sources: &[Source]) -> Vec<Breach> {
    let shared = sources
        .iter()
        .filter(|source| source.is_in("ui/src/shared/", &["ts", "svelte"]) && !source.is_test());
    let mut breaches = Vec::new();
    for source in shared {
        for (number, line) in source.code() {
            if let Some(word) = DOMAIN_WORDS.iter().find(|word| says(line, word)) {
                breaches.push(Breach::at(
                    &source.path,
                    number,
                    format!("a shared component knows the domain word '{word}'"),
                ));
            }
        }
    }
    breaches
}

/// Whether one of the words of a line, also within `camelCase` and `kebab-case`, is `word` or its plural.
fn says(line: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return line.contains(word);
    }
    let mut current = String::new();
    let is = |current: &str| current == word || current.strip_suffix('s') == Some(word);
    for letter in line.chars() {
        if (!letter.is_ascii_alphabetic() || letter.is_ascii_uppercase()) && is(&std::mem::take(&mut current))
        {
            return true;
        }
        if letter.is_ascii_alphabetic() {
            current.push(letter.to_ascii_lowercase());
        }
    }
    is(&current)
}

fn colours_of_their_own(sources: &[Source]) -> Vec<Breach> {
    let drawn = sources.iter().filter(|source| {
        source.is_in("ui/src/", &["svelte", "css"])
            && !source.path.ends_with("/tokens.css")
            && !source.is_test()
    });
    let mut breaches = Vec::new();
    for source in drawn {
        let coloured = source.code().filter(|(_, line)| has_colour(line));
        breaches.extend(
            coloured.map(|(number, _)| Breach::at(&source.path, number, "a colour that is no token")),
        );
    }
    breaches
}

fn has_colour(line: &str) -> bool {
    let is_mixed =
        ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "hwb("].iter().any(|call| line.contains(call));
    is_mixed || line.match_indices('#').any(|(at, _)| is_hex_colour(&line[at + 1..]))
}

fn is_hex_colour(after: &str) -> bool {
    let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
    let goes_on =
        after[digits..].starts_with(|next: char| next.is_alphanumeric() || next == '-' || next == '_');
    [3, 4, 6, 8].contains(&digits) && !goes_on
}

#[test]
fn only_the_backend_talks_to_tauri() {
    breach::none(tauri_elsewhere(sources::all()));
}

#[test]
fn shared_components_know_no_domain_word() {
    breach::none(domain_words_in_shared(sources::all()));
}

#[test]
fn colours_come_from_tokens() {
    breach::none(colours_of_their_own(sources::all()));
}

#[test]
fn tauri_outside_the_backend_is_noticed() {
    let text = concat!("import x from './x';\nimport { invoke } from '@tauri-", "apps/api/core';\n");
    let planted = [Source::planted("ui/src/board/a.ts", text), Source::planted("ui/src/backend/a.ts", text)];
    breach::found(&tauri_elsewhere(&planted), &[2]);
}

#[test]
fn a_domain_word_in_shared_is_noticed() {
    let text = "let openTickets = 1;\n// a claim in words\nlet claimed = 2;\n<p class=\"waybill-row\">\nlet outletCount = '运单';\n";
    breach::found(&domain_words_in_shared(&[Source::planted("ui/src/shared/A.svelte", text)]), &[1, 4, 5]);
    breach::found(&domain_words_in_shared(&[Source::planted("ui/src/board/A.svelte", text)]), &[]);
}

#[test]
fn a_colour_of_its_own_is_noticed() {
    let text = "{#each rows as row}\ncolor: #0b6b4f;\ncolor: var(--post);\nhref=\"#add-row\"\nborder: 1px solid #FFF\nfill: rgb(1 2 3)\n";
    breach::found(&colours_of_their_own(&[Source::planted("ui/src/board/A.svelte", text)]), &[2, 5, 6]);
    breach::found(&colours_of_their_own(&[Source::planted("ui/src/shared/tokens.css", text)]), &[]);
}
