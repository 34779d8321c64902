//! Kith, the program: `kith serve` and the commands of the console.
//!
//! Results go to standard output, words to standard error. The exit status is 0 when the work is done, 1 when it failed,
//! 2 when the command line is wrong.

mod cli;
mod commands;
mod failure;
mod house;
mod lock;
mod output;
mod progress;
mod settings;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    small_pages();
    let cli = cli::Cli::parse();
    let output = output::Output::new(cli.json);
    match commands::run(cli, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.failure(&failure),
    }
}

/// Memory in pieces of 2 MiB has a server that rests hold a third more than it uses. Where this cannot be said, it does not.
fn small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}
