//! Prepares one picture: `prepare SOURCE TARGET.jpg`. Benches time it as a whole process; it serves by hand too.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use imaging::Limits;

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(source), Some(target)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: prepare SOURCE TARGET.jpg");
        return ExitCode::from(2);
    };
    match prepare(&source, &target) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn prepare(source: &PathBuf, target: &PathBuf) -> Result<String, Box<dyn std::error::Error>> {
    let photo = imaging::prepare(&fs::read(source)?, &Limits::default())?;
    fs::write(target, &photo.jpeg)?;
    fs::write(target.with_extension("thumbnail.jpg"), &photo.thumbnail)?;
    Ok(format!(
        "{} -> {} x {}, {} bytes, thumbnail {} bytes, camera {:?}, taken {:?}",
        photo.source_media_type,
        photo.width,
        photo.height,
        photo.jpeg.len(),
        photo.thumbnail.len(),
        photo.camera_model,
        photo.camera_taken_at
    ))
}
