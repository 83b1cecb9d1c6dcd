//! Tasks that are called by the code of mapped tasks.

use crate::check::check;
use crate::config::Settings;
use crate::diagnostics::render::{Style, human};
use crate::diagnostics::{self, Diagnostic};
use crate::program::call_graph::CallGraph;
use crate::program::{Program, TaskId};
use crate::source::SourceMap;
use crate::syntax::parse;

struct Checked {
    sources: SourceMap,
    program: Program,
    findings: Vec<Diagnostic>,
}

impl Checked {
    /// Checks modules that are correct but for what the graphs show; each has a name and a text.
    fn of(modules: &[(&str, &str)]) -> Self {
        let mut sources = SourceMap::new();
        for (name, text) in modules {
            sources.add(format!("{name}.fpl"), *name, *text);
        }
        let parsed: Vec<_> = sources.files().iter().map(|file| parse(file).value).collect();
        let settings = Settings::default();
        let checked = check(&sources, &parsed, &settings);
        assert_eq!(checked.diagnostics, []);
        let mut findings = super::build(&checked.value, &settings).diagnostics;
        diagnostics::sort(&sources, &mut findings);
        Self { sources, program: checked.value, findings }
    }

    /// Each finding with its code and every labelled text, the primary one first.
    fn labelled(&self) -> Vec<String> {
        let labels =
            |finding: &Diagnostic| finding.labels.iter().map(|label| self.sources.text(label.span)).collect::<Vec<_>>().join(" | ");
        self.findings.iter().map(|finding| format!("{} {}", finding.code.id, labels(finding))).collect()
    }
}

fn check_one(text: &str) -> Checked {
    Checked::of(&[("m", text)])
}

const TASKS: &str = "task clean(x: int) -> int { abs(x) }\nfn both(x: int) -> int { clean(x) + 1 }\n";

#[test]
fn a_direct_call_is_found_at_the_call() {
    let checked = check_one(
        "task clean(x: int) -> int { abs(x) }\ntask score(x: int) -> int { clean(x) * 2 }\nworkflow w(xs: [int]) -> [int] {\n    map score(xs)\n}\n",
    );
    assert_eq!(checked.labelled(), ["M102 clean(x) | clean | map score(xs)"]);
    let fix = checked.findings[0].fix.as_ref().expect("a fix");
    assert_eq!((checked.sources.text(fix.edits[0].span), fix.edits[0].text.as_str()), ("task", "fn"));
}

#[test]
fn a_call_through_helpers_and_modules_shows_the_whole_way() {
    let deep = "import a.{both}\nfn deep(x: int) -> int { both(x) }\n";
    let top = "import b.{deep}\ntask score(x: int) -> int { deep(x) }\nworkflow w(xs: [int]) -> [int] {\n    map score(xs)\n}\n";
    let checked = Checked::of(&[("a", TASKS), ("b", deep), ("m", top)]);
    assert_eq!(checked.labelled(), ["M102 clean(x) | deep(x) | both(x) | clean | map score(xs)"]);
    assert_eq!(checked.findings[0].notes[0], "the call chain: score → deep → both → clean");
}

#[test]
fn one_call_is_reported_once_however_many_maps_reach_it() {
    let text = format!(
        "{TASKS}task p(x: int) -> int {{ both(x) }}\ntask q(x: int) -> int {{ both(x) }}\n\
         workflow w(xs: [int]) -> [int] {{\n    let a = map p(xs)\n    map q(each a)\n}}\nworkflow v(xs: [int]) -> [int] {{\n    map p(xs)\n}}\n"
    );
    assert_eq!(check_one(&text).labelled(), ["M102 clean(x) | both(x) | clean | map p(xs)"]);
}

#[test]
fn a_task_that_is_not_mapped_may_call() {
    assert_eq!(
        check_one(&format!("{TASKS}task p(x: int) -> int {{ both(x) }}\nworkflow w(x: int) -> int {{\n    p(x)\n}}\n")).labelled(),
        [""; 0]
    );
}

#[test]
fn chains_are_the_shortest_and_end_at_tasks() {
    let checked = check_one(
        "task inner(x: int) -> int { x }\ntask mid(x: int) -> int { inner(x) }\nfn h(x: int) -> int { g(x) }\nfn g(x: int) -> int { mid(x) }\n\
         task top(x: int) -> int { h(x) + g(x) }\n",
    );
    assert_eq!(checked.labelled(), [""; 0]);
    let graph = CallGraph::build(&checked.program);
    let chains = graph.chains_to_tasks(TaskId(2));
    let names = |at: usize| -> Vec<String> { chains[at].steps.iter().map(|step| step.callee.name(&checked.program).to_string()).collect() };
    assert_eq!((chains.len(), names(0)), (1, vec!["g".to_owned(), "mid".to_owned()]));
    assert_eq!(chains[0].task, TaskId(1));
}

#[test]
fn the_whole_way_is_shown() {
    let text = "\
import helpers.{normalise}

task score(x: float) -> float {
    normalise(x) * 2.0
}

workflow scores(xs: [float]) -> [float] {
    map score(xs)
}
";
    let helpers = "\
## Into the unit range.
task clip(x: float) -> float {
    min(max(x, 0.0), 1.0)
}

fn normalise(x: float) -> float {
    clip(x / 100.0)
}
";
    let checked = Checked::of(&[("scoring", text), ("helpers", helpers)]);
    let style = Style { color: false, ..Style::default() };
    let text: Vec<String> = checked.findings.iter().map(|finding| human(&checked.sources, finding, style)).collect();
    insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"), omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("graph_task_in_mapped_task", text.join("\n"));
    });
}
