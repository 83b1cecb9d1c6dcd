//! Inputs that broke something: kept in files, examined again, made smaller.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::fuzz::{self, Target};
use crate::{MEMORY, say};

/// How much memory the work on one input may take at its peak: far more than any needs.
pub(crate) const MOST_BYTES: usize = 512 << 20;

/// How long [`shrink`] tries.
const PATIENCE: Duration = Duration::from_secs(60);

/// The message of the last panic of any thread; also of panics that are caught.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps what panics say, instead of printing it.
pub(crate) fn watch_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let mut last = PANIC.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        last.get_or_insert_with(|| panic.to_string());
    }));
}

/// Whether an input was accepted.
///
/// # Errors
/// The violated property: the target's message, a panic anywhere, too much memory.
pub(crate) fn examine(target: &Target, input: &[u8]) -> Result<bool, String> {
    let panic = || PANIC.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    drop(panic());
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let held = target.examine(input);
    if let Some(panic) = panic() {
        return Err(panic);
    }
    let taken = MEMORY.peak_usage().saturating_sub(before);
    if taken > MOST_BYTES {
        return Err(format!("the work on this input took {} MiB", taken >> 20));
    }
    held
}

/// Writes an input into its target's folder, and prints the command that replays it.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn keep(folder: &Path, target: &Target, input: &[u8], reason: &str) -> Result<PathBuf, String> {
    let digest: String = Sha256::digest(input).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let folder = folder.join(target.name);
    let file = folder.join(digest);
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, input));
    written.map_err(|error| format!("{}: {error}", file.display()))?;
    say(&format!(
        "FOUND by {}: {}\n  replay it with: cargo run --profile fuzz --example fuzz -- --replay {}",
        target.name,
        reason.trim().replace('\n', "\n  "),
        file.display()
    ));
    Ok(file)
}

/// Examines inputs that were kept.
///
/// # Errors
/// If one cannot be read, or its folder is not a target's.
pub(crate) fn replay(files: &[PathBuf]) -> Result<ExitCode, String> {
    watch_panics();
    let mut broke = 0;
    for file in files {
        let (target, input) = read(file)?;
        match examine(target, &input) {
            Ok(accepted) => say(&format!("{}: nothing is broken ({})", file.display(), if accepted { "accepted" } else { "refused" })),
            Err(reason) => {
                broke += 1;
                say(&format!("{}: {reason}", file.display()));
            }
        }
    }
    Ok(ExitCode::from(u8::from(broke > 0)))
}

fn read(file: &Path) -> Result<(&'static Target, Vec<u8>), String> {
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let target = fuzz::target(folder).ok_or_else(|| format!("{}: no target is called `{folder}`", file.display()))?;
    std::fs::read(file).map(|input| (target, input)).map_err(|error| format!("{}: {error}", file.display()))
}

/// Leaves out as much of an input as can be, and writes the rest beside it, with `-small` after the name.
///
/// # Errors
/// If the file cannot be read or written, or breaks nothing.
pub(crate) fn shrink(file: &Path) -> Result<ExitCode, String> {
    watch_panics();
    let (target, mut input) = read(file)?;
    let reason = examine(target, &input).err().ok_or("this input breaks nothing")?;
    let until = Instant::now() + PATIENCE;
    // Smaller and smaller pieces, until no single byte can go.
    let mut size = input.len().div_ceil(2);
    while size > 0 && Instant::now() < until {
        let mut at = 0;
        while at < input.len() && Instant::now() < until {
            let without = [&input[..at], input.get(at + size..).unwrap_or_default()].concat();
            // The same thing must break: its message begins in the same way.
            let same = examine(target, &without).is_err_and(|other| alike(&other) == alike(&reason));
            if same { input = without } else { at += size }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    let small = file.with_file_name(format!("{}-small", file.file_name().and_then(|name| name.to_str()).unwrap_or_default()));
    std::fs::write(&small, &input).map_err(|error| format!("{}: {error}", small.display()))?;
    say(&format!("{reason}\n{} bytes are left, in {}:\n{}", input.len(), small.display(), String::from_utf8_lossy(&input)));
    Ok(ExitCode::from(1))
}

/// The key of findings with one cause: their first words that hold neither numbers nor what a user wrote.
pub(crate) fn alike(reason: &str) -> String {
    let is_plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphabetic() || ",.:/_".contains(c));
    reason.split_whitespace().filter(is_plain).take(10).collect::<Vec<_>>().join(" ")
}
