//! How much memory this process may have, as far as the system reports it: on Linux under `/proc` and `/sys`, elsewhere it is unknown.

#![expect(clippy::disallowed_methods, reason = "the system says only in files how much memory a container has")]

use std::fs;
use std::path::Path;

/// The share that values may use. The rest is for the allocator's gaps, a list that is copied while it grows, documents, and the program.
const SHARE: u64 = 2;

/// The bytes that the values of this process may use: half of the least of the machine's memory, the bound of the container, and what there is
/// of the address space. `None` if the system does not report it.
pub(crate) fn for_values() -> Option<u64> {
    let bounds = [machine(), container(Path::new("/sys/fs/cgroup")), address_space()];
    bounds.into_iter().flatten().min().map(|bytes| bytes / SHARE)
}

fn machine() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

/// The least bound of the process's control group and those around it. Within a container its own group is the root that it sees.
fn container(root: &Path) -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let bound = |folder: &Path, name: &str| fs::read_to_string(folder.join(name)).ok()?.trim().parse::<u64>().ok();
    let mut least = None;
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (parts.next(), parts.next()) else { continue };
        let (top, name) = match controllers {
            "" => (root.to_path_buf(), "memory.max"),
            _ if controllers.split(',').any(|controller| controller == "memory") => (root.join("memory"), "memory.limit_in_bytes"),
            _ => continue,
        };
        let own = top.join(path.trim_start_matches('/'));
        let around = own.ancestors().take_while(|folder| folder.starts_with(&top));
        least = around.chain([top.as_path()]).filter_map(|folder| bound(folder, name)).chain(least).min();
    }
    least
}

/// Half of `ulimit -v`: stacks and the allocator's reserves use address space but no memory.
fn address_space() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/limits").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|bytes| bytes / 2)
}
