//! The programs that read papers from outside.

use std::path::Path;
use std::process::Command;

use documents::{Laid, Mark, PdfFacts, pdf};

pub fn facts() -> PdfFacts {
    PdfFacts {
        title: "理赔受理回执".into(), author: "五常网点".into(), created: (2026, 11, 21, 6, 35, 2)
    }
}

/// A folder with `paper.pdf` in it.
pub fn printed(laid: &Laid) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the paper");
    std::fs::write(folder.path().join("paper.pdf"), pdf(laid, &facts())).expect("the paper is written");
    folder
}

/// What `program` writes, run in `folder`; it must be installed and succeed.
pub fn run(folder: &Path, program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is not installed: {error}"));
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("programs write utf-8")
}

/// The text of a PDF as a viewer copies it.
pub fn text_of(laid: &Laid) -> String {
    run(printed(laid).path(), "pdftotext", &["-raw", "paper.pdf", "-"])
}

/// Without any white space, which a viewer guesses.
pub fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The laid lines from top to bottom, columns apart by bars.
pub fn lines_of(laid: &Laid) -> String {
    let mut out = String::new();
    for (index, page) in laid.pages.iter().enumerate() {
        out.push_str(&format!(
            "-- page {} of {}, {:.0} × {:.0} --\n",
            index + 1,
            laid.pages.len(),
            page.width,
            page.height
        ));
        let mut texts: Vec<(i64, f32, String)> = page
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text(text) => Some(((text.baseline * 2.0).round() as i64, text.x, text.text.clone())),
                Mark::Polygon { x, y, modules, .. } => {
                    Some(((y * 2.0).round() as i64, *x, format!("[code {} × {}]", modules.0, modules.1)))
                }
                _ => None,
            })
            .collect();
        texts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut before = None;
        for (baseline, _, text) in texts {
            out.push_str(match before {
                None => "",
                Some(same) if same == baseline => " | ",
                Some(_) => "\n",
            });
            out.push_str(&text);
            before = Some(baseline);
        }
        out.push('\n');
    }
    out
}
