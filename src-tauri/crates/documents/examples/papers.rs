//! Lays out every paper of a counter in every size and language it is made for, writes it as PDF, and prints how long a
//! warm one takes.
//!
//! `cargo run --release -p documents --example papers -- FOLDER [PHOTO.jpg] [PART OF A NAME]`

use std::path::PathBuf;
use std::time::Instant;

use documents::{Jpeg, PaperLanguage, PaperSize, PdfFacts, pdf};

#[path = "../tests/papers/counter/mod.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod counter;
#[path = "../tests/papers/samples.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1);
    let folder = args.next().map_or_else(|| PathBuf::from("target/papers"), PathBuf::from);
    let photo = args.next().map(std::fs::read).transpose()?;
    let photo = photo.unwrap_or_else(|| include_bytes!("../tests/papers/brown.jpg").to_vec());
    let wanted = args.next().and_then(|part| part.into_string().ok()).unwrap_or_default();
    let picture = Jpeg::new(photo)?;
    std::fs::create_dir_all(&folder)?;
    documents::warm_up();

    let lengths = [
        (counter::Length::Short, "short"),
        (counter::Length::Usual, "usual"),
        (counter::Length::Long, "long"),
    ];
    let languages =
        [(PaperLanguage::Chinese, "zh"), (PaperLanguage::English, "en"), (PaperLanguage::Both, "both")];
    for (length, length_name) in lengths {
        for paper in counter::papers(length, &picture) {
            for size in paper.sizes {
                for (language, language_name) in languages {
                    let stem = format!("{}-{}-{length_name}-{language_name}", paper.name, name_of(*size));
                    if !stem.contains(&wanted) {
                        continue;
                    }
                    let laid = (paper.lay)(*size, language);
                    std::fs::write(folder.join(format!("{stem}.pdf")), pdf(&laid, &facts()))?;
                    let (set, drawn) = best_ms(|| (paper.lay)(*size, language), |laid| pdf(laid, &facts()));
                    println!("{stem}: {} page(s), laid {set:.1} ms, drawn {drawn:.1} ms", laid.pages.len());
                }
            }
        }
    }
    Ok(())
}

fn name_of(size: PaperSize) -> &'static str {
    match size {
        PaperSize::A4 => "a4",
        PaperSize::A5 => "a5",
        PaperSize::Roll80 => "roll80",
        PaperSize::Roll58 => "roll58",
    }
}

fn facts() -> PdfFacts {
    PdfFacts {
        title: "WC07-261121-A0012-5".into(),
        author: "五常网点".into(),
        created: (2026, 11, 21, 6, 35, 2),
    }
}

/// The best of three runs of each.
fn best_ms<T, U>(first: impl Fn() -> T, second: impl Fn(&T) -> U) -> (f64, f64) {
    let mut best = (f64::INFINITY, f64::INFINITY);
    for _ in 0..3 {
        let start = Instant::now();
        let made = std::hint::black_box(first());
        let between = Instant::now();
        std::hint::black_box(second(&made));
        best.0 = best.0.min((between - start).as_secs_f64() * 1e3);
        best.1 = best.1.min(between.elapsed().as_secs_f64() * 1e3);
    }
    best
}
