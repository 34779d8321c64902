//! `kith bench`

use std::path::Path;

use kith_bench::{Host, Options};
use kith_engine::{Store, StoreConfig, Workspace};

use crate::cli::Bench;
use crate::failure::{Failure, Outcome};
use crate::house;

/// Measures in workspaces of its own.
pub fn run(args: &Bench) -> Outcome {
    let options = Options {
        sizes: args.sizes.clone(),
        out: args.out.clone(),
        folder: args.folder.clone(),
        load: args.load.clone(),
        seconds: args.seconds,
        seed: args.seed,
    };
    let host = Host { open: &open, database: &house::database_in };
    kith_bench::run(&options, &host).map_err(|error| Failure::new("bench", error.to_string()))
}

fn open(folder: &Path) -> Result<Workspace, Box<dyn std::error::Error>> {
    std::fs::create_dir_all(folder)?;
    let store = Store::open(StoreConfig::sqlite(house::database_in(folder)))?;
    Ok(house::open_on(store)?)
}
