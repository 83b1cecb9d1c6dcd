//! Writes generated programs to a folder: `cargo run --example generate -- --seed 1 --count 500 --out DIR`.
//!
//! `p0000.fpl` is a program and `p0000.json` says what to run: `{"workflow": …, "inputs": {…}}`. The first program is the
//! smallest. (The names of modules do not begin with a digit.)

#[path = "mod.rs"]
mod generator;

use std::path::PathBuf;

use clap::Parser;

/// Writes well-typed programs and the inputs of a run of each, the smallest first.
#[derive(Debug, Parser)]
struct Arguments {
    /// The seed of the programs: the same seed gives the same programs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many programs to write.
    #[arg(long, default_value_t = 500)]
    count: u32,
    /// The folder that they are written to.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.out)?;
    for n in 0..arguments.count {
        let made = generator::numbered(arguments.seed, n, arguments.count);
        let run = serde_json::json!({"workflow": made.workflow, "inputs": made.inputs});
        std::fs::write(arguments.out.join(format!("p{n:04}.fpl")), &made.source)?;
        std::fs::write(arguments.out.join(format!("p{n:04}.json")), format!("{run:#}\n"))?;
    }
    Ok(())
}
