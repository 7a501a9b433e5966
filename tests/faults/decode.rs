//! Reads the corpora and what becomes of them, and watches what each reading costs; ends with an error at the first that
//! costs too much. A process of its own, because a crash must not take its witness along, and memory is a process's.

use std::{
    env,
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write},
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

use fastrand::Rng;
use tests::{
    decoders::{self, Decoder},
    mutations::mutated,
    places,
};

/// What reading one input may need at once, beyond what was there before.
const MOST_MEMORY: u64 = 48 * 1_024 * 1_024;
/// What reading one input may take; far more than it does, for a machine that does other things too.
const MOST_TIME: Duration = Duration::from_secs(3);

/// One reading.
struct Cost {
    is_taken: bool,
    time: Duration,
    /// Bytes at the highest, beyond what was there before; zero where the system does not say.
    memory: u64,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [witness, changed, seed] = arguments.as_slice() else {
        eprintln!(
            "decode WITNESS CHANGED SEED: the file for what is being read, how many changed inputs, their seed"
        );
        return ExitCode::from(2);
    };
    let changed: u64 = changed.parse().expect("a count");
    let chance = Rng::with_seed(seed.parse().expect("a seed"));
    let witness = File::create(witness).expect("the folder can be written");
    for decoder in &decoders::ALL {
        if let Err(why) = try_decoder(decoder, &witness, changed, chance.clone()) {
            eprintln!("{}: {why}", decoder.name);
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn try_decoder(decoder: &Decoder, witness: &File, changed: u64, mut chance: Rng) -> Result<(), String> {
    let corpus = corpus_of(decoder);
    let read = |input: &[u8], name: &str| {
        keep(witness, input).expect("the folder has room");
        let cost = cost_of(decoder, input);
        if cost.time > MOST_TIME || cost.memory > MOST_MEMORY {
            return Err(format!("{name}: {:?} and {} KiB", cost.time, cost.memory / 1_024));
        }
        Ok(cost)
    };
    let (mut most_time, mut most_memory, mut taken) = (Duration::ZERO, 0, 0);
    for (name, input) in &corpus {
        let cost = read(input, name)?;
        if cost.is_taken != name.starts_with("good-") {
            return Err(format!("{name} was {}", if cost.is_taken { "taken" } else { "refused" }));
        }
        (most_time, most_memory) = (most_time.max(cost.time), most_memory.max(cost.memory));
    }
    for _ in 0..changed {
        let [one, other] = [0; 2].map(|_| &corpus[chance.usize(..corpus.len())]);
        let cost = read(&mutated(&one.1, &other.1, &mut chance), &format!("changed {}", one.0))?;
        (most_time, most_memory) = (most_time.max(cost.time), most_memory.max(cost.memory));
        taken += u64::from(cost.is_taken);
    }
    println!(
        "{:<15} {:>3} files, {changed} changed of which {taken} taken, at most {:>6.1} ms and {:>5} KiB",
        decoder.name,
        corpus.len(),
        most_time.as_secs_f64() * 1_000.0,
        most_memory / 1_024
    );
    Ok(())
}

/// If reading ends the process, this is what did it. Never emptied first: file systems hurry what was to the disk then.
fn keep(mut witness: &File, input: &[u8]) -> io::Result<()> {
    witness.seek(SeekFrom::Start(0))?;
    witness.write_all(input)?;
    witness.set_len(input.len() as u64)
}

fn corpus_of(decoder: &Decoder) -> Vec<(String, Vec<u8>)> {
    let folder: PathBuf = places::root().join("tests/corpora").join(decoder.name);
    let files = fs::read_dir(folder).expect("each decoder has a corpus");
    let mut corpus: Vec<_> = files
        .map(|file| file.expect("the corpus can be listed"))
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("a file")))
        .collect();
    corpus.sort();
    corpus
}

fn cost_of(decoder: &Decoder, input: &[u8]) -> Cost {
    // From now on the highest is counted anew.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = memory("VmRSS:");
    let begun = Instant::now();
    let is_taken = (decoder.read)(input);
    let time = begun.elapsed();
    Cost { is_taken, time, memory: memory("VmHWM:").saturating_sub(before) }
}

/// A figure that Linux gives of this process, in bytes.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let figure = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = figure.and_then(|figure| figure.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or(0) * 1_024
}
