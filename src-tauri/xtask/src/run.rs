//! The app as a clerk sees it, enrolled to a headquarters of its own.

use crate::Options;
use crate::children::Running;
use crate::demo::Demo;
use crate::display;
use crate::needs::Purpose;
use crate::programs;
use crate::setup;
use crate::shell;
use crate::stop::Stop;
use crate::walkthrough;

/// Shows the window; where there is no display, or when asked to, walks through the main job instead.
pub fn run(options: &Options) -> Result<(), Stop> {
    let obstacle = display::obstacle();
    if let Some(obstacle) = obstacle {
        println!("{obstacle}: walking through the main job on a virtual one");
    }
    if obstacle.is_some() || options.has("--walkthrough") {
        return walkthrough::walkthrough();
    }
    setup::of(&[Purpose::Build])?;
    let programs = programs::build(None)?;
    let mut demo = Demo::start(&programs, options.has("--keep"))?;
    demo.enrol_counter(&programs)?;
    demo.announce();
    let mut app = shell::program(&programs.app);
    Demo::with_own_folders(&mut app);
    let status = Running::start(&app)?.wait()?;
    if status.success() { Ok(()) } else { Err(Stop::Failed(format!("the app ended: {status}"))) }
}
