//! Papers looked at from outside: what a reader extracts from them, and what a scanner reads off their pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// As a document printer draws it; finer than the 203 dots of a roll printer would flatter the codes.
const DOTS_PER_INCH: &str = "203";

/// The text of a PDF, in the order in which people read it.
pub fn text(pdf: &Path) -> String {
    output_of(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(pdf).arg("-"))
}

/// The text of a PDF without any white space: how words are set in lines says nothing.
pub fn words(pdf: &Path) -> String {
    text(pdf).split_whitespace().collect()
}

/// Draws each page into `folder`; the pictures' paths, in order.
pub fn draw(pdf: &Path, folder: &Path) -> Vec<PathBuf> {
    let stem = pdf.file_stem().expect("a paper has a name").to_string_lossy().into_owned();
    output_of(Command::new("pdftoppm").args(["-png", "-r", DOTS_PER_INCH]).arg(pdf).arg(folder.join(&stem)));
    let files = fs::read_dir(folder).expect("the folder can be read");
    let mut pages: Vec<_> = files.map(|file| file.expect("the folder can be listed").path()).collect();
    pages.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with('-') && rest.ends_with(".png"))
    });
    pages.sort();
    pages
}

/// A code that was read off a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// As the scanner calls it: `QR-Code`, `CODE-128`.
    pub kind: String,
    /// What it holds.
    pub text: String,
}

/// The codes on a drawn page.
pub fn codes(page: &Path) -> Vec<Code> {
    // It ends with an error where it finds nothing; then there is nothing to read.
    let output = Command::new("zbarimg").arg("--quiet").arg(page).output().expect("zbar-tools are installed");
    let lines = String::from_utf8(output.stdout).expect("our codes hold ASCII");
    let codes = lines.lines().filter_map(|line| line.split_once(':'));
    codes.map(|(kind, text)| Code { kind: kind.to_owned(), text: text.to_owned() }).collect()
}

fn output_of(command: &mut Command) -> String {
    let output = command.output().expect("poppler-utils are installed");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the text is UTF-8")
}
