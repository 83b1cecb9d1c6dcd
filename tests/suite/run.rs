//! `flightplan run`, from outside: what depends on folders and on time.

use crate::support::{Scratch, flightplan};

#[test]
fn a_project_is_the_same_from_every_folder() {
    let scratch = Scratch::with(&[
        ("flightplan.toml", ""),
        ("main.fpl", "import shared.deep.rates.{RATE}\n\ntask t(x: int) -> int { x * RATE }\n"),
        ("shared/deep/rates.fpl", "const RATE: int = 3\n"),
    ]);
    for (folder, file) in [(".", "main.fpl"), ("shared", "../main.fpl"), ("shared/deep", "../../main.fpl")] {
        let folder = scratch.path(folder);
        assert_eq!(flightplan(&folder, &["lint", "--format", "concise"]).success(), "", "{}", folder.display());
        assert_eq!(flightplan(&folder, &["run", file, "t", "--x", "5"]).success(), "15", "{}", folder.display());
    }
}

/// As propeller has it: a node has twice its timeout for all its attempts.
#[test]
fn attempts_share_twice_the_timeout() {
    let source = r#"
task endless(x: int) -> int with { timeout: 200ms, retries: 9 } {
    var n = x
    while true { n = (n + 1) % 1000 }
    n
}
"#;
    let started = std::time::Instant::now();
    let ran = Scratch::with(&[("flow.fpl", source)]).flightplan(&["run", "flow.fpl", "endless", "--x", "1"]);
    let report = ran.failure(1);
    assert!(report.contains("2 attempts"), "{report}");
    assert!(started.elapsed() < std::time::Duration::from_secs(2), "{:?}", started.elapsed());
}
