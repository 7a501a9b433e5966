//! The rules, as an administrator lists, reads and publishes them.

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use domain::{AuditAct, Bilingual};
use hq::{
    By, Clock, HqState, PolicyFault, PolicyOutlook, PolicyStanding, PublishError, RowTold, SectionTold,
    SystemClock, outcome, rules_told,
};
use serde_json::json;

use super::{Outcome, Place};

/// Who published what comes from here.
const BY: &str = "command line";

#[derive(Subcommand)]
pub enum PolicyCommand {
    /// Lists every version, the newest first.
    List {
        #[command(flatten)]
        place: Place,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints the rules of a version as tables, or its document.
    Show {
        #[command(flatten)]
        place: Place,
        /// Which, as `list` prints it.
        version: String,
        /// Prints the document, byte for byte.
        #[arg(long, conflicts_with = "json")]
        document: bool,
        /// In which language.
        #[arg(long, value_enum, default_value_t = Language::En)]
        language: Language,
        /// Prints JSON, in both languages.
        #[arg(long)]
        json: bool,
    },
    /// Says what a document would change, or why it cannot be published. Nothing is kept.
    Examine {
        #[command(flatten)]
        place: Place,
        /// The document.
        file: PathBuf,
        /// In which language.
        #[arg(long, value_enum, default_value_t = Language::En)]
        language: Language,
        /// Prints JSON, in both languages.
        #[arg(long)]
        json: bool,
    },
    /// Publishes a document, for ever. Counters take it up at their next contact.
    Publish {
        #[command(flatten)]
        place: Place,
        /// The document.
        file: PathBuf,
        /// What is new in it.
        #[arg(long)]
        words: String,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

/// In which language rules are printed.
#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    Zh,
    En,
}

impl Language {
    fn of(self, words: &Bilingual) -> &str {
        match self {
            Self::Zh => words.in_chinese(),
            Self::En => words.in_english(),
        }
    }

    /// A rule on one line, whatever its cells hold.
    fn row(self, cells: &[Bilingual]) -> String {
        let cells = cells.iter().map(|cell| self.of(cell).replace('\n', "; "));
        cells.collect::<Vec<_>>().join(" | ")
    }
}

impl PolicyCommand {
    pub async fn run(self) -> Outcome {
        match self {
            Self::List { place, json } => list(&place.open().await?, json).await,
            Self::Show { place, version, document, language, json } => {
                let state = place.open().await?;
                if document {
                    let document =
                        state.policy_document(&version).await?.ok_or("there is no such version")?;
                    print!("{document}");
                    return Ok(());
                }
                let policy = state.find_policy(&version).ok_or("there is no such version")?;
                let sections = rules_told(policy);
                if json {
                    println!("{}", json!({ "version": version, "sections": sections }));
                } else {
                    sections.iter().for_each(|section| print_section(section, language));
                }
                Ok(())
            }
            Self::Examine { place, file, language, json } => {
                let state = place.open().await?;
                let outlook = state.outlook(read(&file)?).await.map_err(|error| refused(&error, json))?;
                if json {
                    println!("{}", serde_json::to_string(&outlook)?);
                } else {
                    print_outlook(&outlook, language);
                }
                Ok(())
            }
            Self::Publish { place, file, words, json } => {
                let state = place.open().await?;
                let did = |about: &str, outcome| {
                    By::command_line().did(AuditAct::PolicyPublished, about, outcome, SystemClock.now())
                };
                state.audit(did("", outcome::BEGUN)).await?;
                let published = state.publish_policy(read(&file)?, BY, words).await;
                let version = published.map_err(|error| refused(&error, json))?;
                state.audit(did(version.as_str(), outcome::DONE)).await?;
                if json {
                    println!("{}", json!({ "version": version }));
                } else {
                    println!("{version} is published; counters take it up at their next contact");
                }
                Ok(())
            }
        }
    }
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("could not read the document: {error}"))
}

/// With JSON the fault is printed as the page is told it; the error is the same in words.
fn refused(error: &PublishError, json: bool) -> String {
    let fault = PolicyFault::of(error);
    if json {
        println!("{}", json!({ "fault": fault }));
    }
    fault.message
}

async fn list(state: &HqState, json: bool) -> Outcome {
    let policies = state.list_policies().await?;
    if json {
        println!("{}", serde_json::to_string(&policies)?);
        return Ok(());
    }
    for policy in policies {
        let standing = match policy.standing {
            PolicyStanding::InForce => "in force",
            PolicyStanding::ToCome => "to come",
            PolicyStanding::Past => "past",
            PolicyStanding::Replaced => "replaced",
        };
        let from = policy.valid_from.map_or_else(|| "with the program".to_owned(), |from| from.to_string());
        let until = policy.until.map_or_else(|| "further notice".to_owned(), |until| until.to_string());
        let by = policy.published_by.unwrap_or_default();
        println!("{}  {standing}  {from} to {until}  {by}  {}", policy.version, policy.words);
    }
    Ok(())
}

fn print_section(section: &SectionTold, language: Language) {
    for table in &section.tables {
        println!("\n{} / {}\n{}", section.code, table.code, table.columns.join(" | "));
        table.rows.iter().for_each(|row| println!("{}", language.row(&row.cells)));
    }
}

fn print_outlook(outlook: &PolicyOutlook, language: Language) {
    let from = outlook.valid_from.map(|from| from.to_string()).unwrap_or_default();
    println!("{} from {from}, against {}", outlook.version, outlook.against);
    for change in &outlook.changes {
        println!("\n{} / {}", change.section, change.table);
        let print = |mark: char, rows: &[RowTold]| {
            rows.iter().for_each(|row| println!("{mark} {}", language.row(&row.cells)));
        };
        print('+', &change.added);
        for row in &change.changed {
            println!("< {}\n> {}", language.row(&row.old), language.row(&row.new));
        }
        print('-', &change.gone);
    }
    outlook.untold.iter().for_each(|part| println!("\nalso differs: {part}"));
    outlook.warnings.iter().for_each(|warning| println!("look at: {} {}", warning.code, warning.about));
}
