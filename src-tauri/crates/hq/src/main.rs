//! `counterfoil-hq`: headquarters in one program.

mod commands;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    hq::outlive_file_limits();
    match commands::Arguments::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", commands::in_full(&*error));
            ExitCode::FAILURE
        }
    }
}
