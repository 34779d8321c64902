//! One file a command.

mod migrate;
mod serve;
mod user;

use crate::cli::{Cli, Command};
use crate::config;
use crate::output::Outcome;

/// Does what the command line asks for.
pub fn run(cli: Cli) -> Outcome {
    let file = config::file(&cli.common)?;
    let place = config::place(&cli.common, &file);
    let json = cli.common.json;
    match cli.command {
        Command::Serve(options) => serve::run(&place, &file, &options),
        Command::Migrate => migrate::run(&place, json),
        Command::User(command) => user::run(&place, command, json),
    }
}
