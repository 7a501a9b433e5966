//! What was done and what was seen, told on the way and kept to be read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tests::driver::Window;
use tests::paper;

/// The screens that counters have: an old laptop's, and a new monitor's.
const SIZES: [(u32, u32); 2] = [(1366, 768), (1920, 1080)];

/// The report, its pictures and its papers.
pub struct Report {
    folder: PathBuf,
    begun: Instant,
    body: String,
    /// Captions with the files that they belong to.
    screens: Vec<(String, Vec<String>)>,
    papers: Vec<(String, Vec<String>)>,
}

impl Report {
    /// Begins one in `folder`, which is made anew.
    pub fn in_folder(folder: &Path) -> Self {
        if folder.exists() {
            fs::remove_dir_all(folder).expect("the last walkthrough can be removed");
        }
        for below in ["screens", "papers"] {
            fs::create_dir_all(folder.join(below)).expect("the walkthrough's folders can be made");
        }
        let (body, screens, papers) = (String::new(), Vec::new(), Vec::new());
        Self { folder: folder.to_owned(), begun: Instant::now(), body, screens, papers }
    }

    /// Begins a chapter.
    pub fn chapter(&mut self, title: &str) {
        println!("\n{title}");
        write!(self.body, "\n## {title}\n\n").expect("a text grows");
        self.write();
    }

    /// Tells one thing that was done or seen.
    pub fn say(&mut self, what: &str) {
        let at = self.begun.elapsed().as_secs_f64();
        println!("  {at:6.1} s  {what}");
        writeln!(self.body, "- `{at:5.1} s` {what}").expect("a text grows");
    }

    /// Takes a picture at every size of screen.
    pub async fn screen(&mut self, window: &Window, name: &str, caption: &str) {
        let at = self.screens.len() + 1;
        let mut files = Vec::new();
        for (width, height) in SIZES {
            window.resize(width, height).await;
            window.wait_for(&format!("Math.abs(innerWidth - {width}) < 40")).await;
            let file = format!("screens/{at:02}-{name}-{width}.png");
            let picture = window.capture().await.expect("a picture can be taken of a window");
            fs::write(self.folder.join(&file), picture).expect("a picture can be kept");
            files.push(file);
        }
        window.resize(SIZES[0].0, SIZES[0].1).await;
        let shown =
            files.iter().zip(SIZES).map(|(file, (width, height))| format!("[{width} × {height}]({file})"));
        self.say(&format!("{caption}: {}", shown.collect::<Vec<_>>().join(", ")));
        write!(self.body, "\n  ![{caption}]({})\n\n", files[0]).expect("a text grows");
        self.screens.push((caption.to_owned(), files));
    }

    /// Keeps a paper, draws its pages, and tells what a reader and a scanner get from it.
    pub fn paper(&mut self, pdf: &[u8], name: &str, caption: &str) {
        let codes = self.list(pdf, name, caption);
        assert!(codes > 0, "the codes of {name} scan back");
    }

    /// The same of a paper that may have no codes; how many it has.
    pub fn list(&mut self, pdf: &[u8], name: &str, caption: &str) -> usize {
        let folder = self.folder.join("papers");
        let path = folder.join(format!("{name}.pdf"));
        fs::write(&path, pdf).expect("a paper can be kept");
        let mut files = vec![format!("papers/{name}.pdf")];
        let mut codes = String::new();
        for page in paper::draw(&path, &folder) {
            let file = page.file_name().expect("a page has a name").to_string_lossy().into_owned();
            files.push(format!("papers/{file}"));
            for code in paper::codes(&page) {
                writeln!(codes, "{}: {}", code.kind, code.text).expect("a text grows");
            }
        }
        self.say(&format!("{caption}: [{name}.pdf]({}), {} page(s)", files[0], files.len() - 1));
        let text = paper::text(&path);
        let pictures =
            files[1..].iter().map(|file| format!("![{caption}]({file})")).collect::<Vec<_>>().join(" ");
        write!(
            self.body,
            "\n  {pictures}\n\n  What `zbarimg` reads:\n\n```text\n{codes}```\n\n  What `pdftotext` extracts:\n\n```text\n{}\n```\n\n",
            text.trim_end()
        )
        .expect("a text grows");
        self.papers.push((caption.to_owned(), files));
        codes.lines().count()
    }

    /// Writes the whole, with an index.
    pub fn finish(&mut self) {
        let took = self.begun.elapsed().as_secs_f64();
        self.chapter("Done");
        let (screens, papers) = (self.screens.len(), self.papers.len());
        self.say(&format!("{papers} papers and {screens} screens at two sizes, in {took:.0} s."));
        self.write();
        let mut index = "# Walkthrough\n\n[The report](report.md) tells what was done.\n".to_owned();
        for (title, kept) in [("Papers", &self.papers), ("Screens", &self.screens)] {
            write!(index, "\n## {title}\n\n").expect("a text grows");
            for (caption, files) in kept {
                let links = files.iter().map(|file| {
                    let name = file.rsplit('/').next().unwrap_or(file);
                    format!("[{name}]({file})")
                });
                writeln!(index, "- {caption}: {}", links.collect::<Vec<_>>().join(", "))
                    .expect("a text grows");
            }
        }
        fs::write(self.folder.join("index.md"), index).expect("the index can be kept");
    }

    /// Writes what there is so far, so that a walk that ends early still tells how far it came.
    fn write(&self) {
        let text = format!(
            "# The main job, walked through\n\nEvery step below was done by the programs themselves: the app's own window under \
             WebDriver, a headquarters of its own, and a browser. The times are since the beginning.\n{}",
            self.body
        );
        fs::write(self.folder.join("report.md"), text).expect("the report can be kept");
    }
}
