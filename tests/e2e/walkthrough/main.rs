//! The main job from end to end, done by itself as a clerk and an adjuster would do it, told as it goes.
//!
//! Leaves the papers, pictures of the screens and a readable report in the folder that `COUNTERFOIL_WALKTHROUGH_DIR`
//! names, else in `target/walkthrough`.

mod at_headquarters;
mod award;
mod counter;
mod day;
mod life;
mod network;
mod pages;
mod printing;
mod report;
mod walk_ins;

use std::path::PathBuf;

use tests::display::Display;
use tests::fault_proxy::FaultProxy;
use tests::places;
use tests::programs::{self, HqProgram};

use printing::Printing;
use report::Report;

#[tokio::main]
async fn main() {
    let folder = std::env::var_os("COUNTERFOIL_WALKTHROUGH_DIR").filter(|value| !value.is_empty());
    let folder = folder.map_or_else(|| places::root().join("target/walkthrough"), PathBuf::from);
    let mut report = Report::in_folder(&folder);

    report.chapter("A headquarters, a counter, a printer");
    let mut hq = HqProgram::start();
    report.say(&format!(
        "`counterfoil-hq demo` made a branch, and `counterfoil-hq serve` answers at {}.",
        hq.url()
    ));
    let network = FaultProxy::start(hq.address(), 1).await;
    let folders = programs::enrolled_through(&network.url(), &hq);
    report.say("`counterfoil-desk enrol` made this machine counter A of the branch.");
    let mut printing = Printing::start(&folders);
    report.say(&printing.told());

    let display = Display::start();
    // The camera is the engine's own test picture.
    let environment = [printing.environment(), ("COUNTERFOIL_MOCK_CAMERA", "1")];
    let window = programs::app_with(&display, &folders, &environment).await;
    window.see_fresh_form().await;
    report.say("`counterfoil` opened its window on a virtual display.");

    day::is_opened(&window, &mut printing, &mut report).await;
    let number = counter::takes_a_claim(&window, &mut printing, &mut report).await;
    walk_ins::come(&window, &mut printing, &mut report).await;
    counter::looks_around(&window, "zh", &number, &mut report).await;
    counter::reprints(&window, &number, &mut printing, &mut report).await;
    let [slow, out] =
        network::is_lost_in_the_middle_of_a_photo(&window, &network, &mut printing, &mut report).await;
    day::is_lived(&window, &number, &mut printing, &mut report).await;
    life::is_followed(&window, &mut printing, &mut report).await;
    award::is_made(&window, &hq, &number, &mut printing, &mut report).await;
    day::is_closed(&window, &hq, &mut printing, &mut report).await;
    counter::changes_language(&window, &mut report).await;
    counter::looks_around(&window, "en", &number, &mut report).await;
    let other = counter::works_without_headquarters(&window, &mut hq, &mut printing, &mut report).await;
    at_headquarters::looks(&hq, &[&number, &slow, &out, &other], &mut report).await;

    report.finish();
    println!("\n{}", folder.join("report.md").display());
}
