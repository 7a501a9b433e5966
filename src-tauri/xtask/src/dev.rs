//! The app over Vite's server: screens change as they are saved.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::cargo;
use crate::children::Running;
use crate::demo::Demo;
use crate::display;
use crate::needs::Purpose;
use crate::node;
use crate::programs;
use crate::setup;
use crate::shell;
use crate::stop::Stop;

/// Where Vite serves the screens; `ui/vite.config.ts` and the window's configuration say the same.
pub const SCREENS_PORT: u16 = 5173;

/// Runs until the window is closed or the command interrupted.
pub fn dev() -> Result<(), Stop> {
    if let Some(obstacle) = display::obstacle() {
        return Err(Stop::Missing(format!("{obstacle}; cargo xtask run --walkthrough needs none")));
    }
    setup::of(&[Purpose::Build])?;
    let programs = programs::build(None)?;
    let mut demo = Demo::start(&programs, true)?;
    demo.enrol_counter(&programs)?;
    demo.announce();
    let mut vite = node::npm()?;
    vite.args(["run", "dev", "--", "--host", "127.0.0.1"]);
    let mut screens = Running::start(&vite)?;
    screens.wait_until_it_listens(
        SocketAddr::from((Ipv4Addr::LOCALHOST, SCREENS_PORT)),
        Duration::from_secs(60),
    )?;
    // Without `custom-protocol` the window loads Vite's address.
    let mut app = cargo::cargo("run");
    app.args(["-p", "counterfoil", "--bin", "counterfoil"]);
    shell::run(Demo::with_own_folders(&mut app))
}
