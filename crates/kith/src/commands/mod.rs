//! One file a command.

mod backup;
mod bench;
mod demo;
mod doctor;
mod export;
mod import;
mod migrate;
mod password;
mod restore;
mod serve;
mod setup;
mod user;

use crate::cli::{Cli, Command};
use crate::failure::Outcome;
use crate::output::Output;
use crate::settings::Settings;

/// Does what the command line asks.
pub fn run(cli: Cli, output: &Output) -> Outcome {
    let settings = Settings::read(&cli.place)?;
    log(&settings, matches!(cli.command, Command::Serve(_)));
    match cli.command {
        Command::Serve(args) => serve::run(&settings, &args, output),
        Command::Demo(args) => demo::run(&settings, &args, output),
        Command::Import(args) => import::run(&settings, &args, output),
        Command::Export(args) => export::run(&settings, &args, output),
        Command::Backup(args) => backup::run(&settings, &args, output),
        Command::Restore(args) => restore::run(&settings, &args, output),
        Command::User { command } => user::run(&settings, &command, output),
        Command::Doctor => doctor::run(&settings, output),
        Command::Migrate => migrate::run(&settings, output),
        Command::Bench(args) => bench::run(&args),
    }
}

/// Sends the log to standard error: what a server has to say, of other commands only warnings.
fn log(settings: &Settings, serving: bool) {
    use std::io::IsTerminal as _;

    use tracing_subscriber::EnvFilter;
    let usual = if serving { "info" } else { "warn" };
    let wanted = std::env::var("RUST_LOG").ok().or_else(|| settings.file.log.clone());
    let filter = wanted.and_then(|wanted| EnvFilter::try_new(wanted).ok()).unwrap_or_else(|| EnvFilter::new(usual));
    // Colours are for a terminal, not for a file.
    let log = tracing_subscriber::fmt().with_ansi(std::io::stderr().is_terminal());
    let _ = log.with_env_filter(filter).with_writer(std::io::stderr).with_target(false).try_init();
}
