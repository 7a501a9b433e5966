//! Where the papers come out: of a virtual printer behind a real queue, or as files where there is none.

use std::fs;
use std::path::PathBuf;

use tests::cups::{Cups, VirtualPrinter};
use tests::folders::Folders;
use tests::programs::NO_QUEUE;

/// The printer's name in the queue.
const PRINTER: &str = "Counter";

/// The way from a print to its paper.
pub struct Printing {
    queue: Option<(VirtualPrinter, Cups)>,
    spare: Option<VirtualPrinter>,
    saved: PathBuf,
    taken: Vec<Vec<u8>>,
}

impl Printing {
    /// Starts a queue with a printer where that is possible.
    pub fn start(folders: &Folders) -> Self {
        let queue = Cups::is_possible().then(|| {
            let cups = Cups::start();
            (cups.add_printer(PRINTER), cups)
        });
        Self { queue, spare: None, saved: folders.data().join("counterfoil/papers"), taken: Vec::new() }
    }

    /// Whether papers come out of a printer.
    pub fn has_printer(&self) -> bool {
        self.queue.is_some()
    }

    /// Puts a second printer beside the first.
    pub fn add_spare(&mut self) {
        self.spare = self.queue.as_ref().map(|(_, cups)| cups.add_printer("Spare"));
    }

    /// Takes the paper out of the first printer.
    pub fn run_out_of_paper(&self) {
        if let Some((printer, _)) = &self.queue {
            printer.load_paper(0);
        }
    }

    /// Puts paper into it again.
    pub fn load_paper(&self) {
        if let Some((printer, _)) = &self.queue {
            printer.load_paper(250);
        }
    }

    /// What there is to say of it.
    pub fn told(&self) -> String {
        match &self.queue {
            Some((_, cups)) => format!("CUPS serves a virtual printer, `{PRINTER}`, at {}.", cups.address()),
            None => "There is no CUPS here, so that papers are saved as files instead.".to_owned(),
        }
    }

    /// Tells the app where to print.
    pub fn environment(&self) -> (&'static str, &'static str) {
        // The app outlives nothing here: the walk ends with the process.
        let address = self.queue.as_ref().map_or(NO_QUEUE, |(_, cups)| cups.address().leak());
        ("COUNTERFOIL_PRINT_SERVER", address)
    }

    /// The paper that came out of the second printer; the first holds what it had no paper for.
    pub fn take_of_spare(&mut self) -> Vec<u8> {
        let stuck = self.queue.iter().flat_map(|(printer, _)| printer.documents());
        self.taken.extend(stuck);
        self.take()
    }

    /// The paper that came out since the last was taken.
    pub fn take(&mut self) -> Vec<u8> {
        let papers: Vec<Vec<u8>> = match &self.queue {
            Some((printer, _)) => {
                let spare = self.spare.iter().flat_map(VirtualPrinter::documents);
                printer.documents().into_iter().chain(spare).collect()
            }
            None => {
                let files = fs::read_dir(&self.saved).expect("papers were saved");
                files
                    .map(|file| fs::read(file.expect("a paper can be found").path()).expect("and read"))
                    .collect()
            }
        };
        let new: Vec<_> = papers.into_iter().filter(|paper| !self.taken.contains(paper)).collect();
        assert_eq!(new.len(), 1, "one print makes one paper");
        self.taken.extend(new.iter().cloned());
        new.into_iter().next().expect("there is one")
    }
}
