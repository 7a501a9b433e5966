//! Lays out sample receipts in every size and language, writes them as PDF and SVG, and prints how long a warm one takes.
//!
//! `cargo run --release -p documents --example receipt -- FOLDER`

use std::path::PathBuf;
use std::time::Instant;

use documents::receipt::{self, Receipt};
use documents::{PaperLanguage, PaperSize, PdfFacts, pdf, svg};

#[path = "../tests/papers/samples.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod samples;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("target/receipts"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let cold = Instant::now();
    documents::warm_up();
    println!("fonts loaded in {:.0} ms", cold.elapsed().as_secs_f64() * 1e3);

    let claim = samples::claim();
    let papers: [(&str, Receipt); 8] = [
        ("claim", claim.clone()),
        ("copy", Receipt { copy: Some(2), practice: true, ..claim.clone() }),
        ("living", samples::living()),
        ("long", Receipt { story: Some(samples::long_story(10_000)), ..claim.clone() }),
        ("bare", Receipt { left_with_us: Vec::new(), photos: Vec::new(), ..claim.clone() }),
        ("names", samples::with_long_names()),
        ("medium", Receipt { story: Some(samples::long_story(700)), ..samples::with_long_names() }),
        ("wild", Receipt { story: Some(samples::WILD.into()), ..claim }),
    ];
    let sizes = [
        (PaperSize::A4, "a4"),
        (PaperSize::A5, "a5"),
        (PaperSize::Roll80, "roll80"),
        (PaperSize::Roll58, "roll58"),
    ];
    let languages =
        [(PaperLanguage::Chinese, "zh"), (PaperLanguage::English, "en"), (PaperLanguage::Both, "both")];
    for (name, paper) in &papers {
        for (size, size_name) in sizes {
            for (language, language_name) in languages {
                let laid = receipt::lay(paper, size, language);
                let stem = format!("{name}-{size_name}-{language_name}");
                std::fs::write(folder.join(format!("{stem}.pdf")), pdf(&laid, &facts()))?;
                for (page, drawn) in svg(&laid).iter().enumerate() {
                    std::fs::write(folder.join(format!("{stem}-{}.svg", page + 1)), drawn)?;
                }
                println!(
                    "{stem}: {} page(s), warm {:.1} ms, screen {:.1} ms",
                    laid.pages.len(),
                    median_ms(|| pdf(&receipt::lay(paper, size, language), &facts()).len()),
                    median_ms(|| svg(&receipt::lay(paper, size, language)).len())
                );
            }
        }
    }
    Ok(())
}

fn facts() -> PdfFacts {
    PdfFacts {
        title: "WC07-261121-A0012-5".into(),
        author: "五常网点".into(),
        created: (2026, 11, 21, 6, 35, 2),
    }
}

/// The median of eleven runs, after one that does not count.
fn median_ms(run: impl Fn() -> usize) -> f64 {
    std::hint::black_box(run());
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[5]
}
