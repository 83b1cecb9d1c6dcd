//! The examples: each lints without a finding, compiles, and gives the results that its header or this file states. The values are
//! worked out by hand, or by the same formula in Python.

use std::path::Path;

use crate::support::{self, Ran, Scratch};

/// Calls the binary at the root of the repository.
fn flightplan(arguments: &[&str]) -> Ran {
    support::flightplan(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// The example that shows a mistake.
const MISTAKE: &str = "examples/task_in_task_mistake.fpl";

/// Every example: the files and the projects directly below `examples/`.
fn examples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the examples")
        .map(|entry| format!("examples/{}", entry.expect("an entry").file_name().to_str().expect("a plain name")))
        .filter(|name| name.ends_with(".fpl") || Path::new(env!("CARGO_MANIFEST_DIR")).join(name).is_dir())
        .collect();
    names.sort();
    names
}

#[test]
fn every_example_is_clean_and_compiles() {
    let scratch = Scratch::new();
    let clean: Vec<String> = examples().into_iter().filter(|name| name != MISTAKE).collect();
    assert!(clean.len() >= 5, "{clean:?}");
    for (at, example) in clean.iter().enumerate() {
        let linted = flightplan(&["lint", "--format", "concise", example]);
        assert_eq!(linted.success(), "", "{example} has findings");
        let out = scratch.path(&format!("{at}.tgz"));
        flightplan(&["compile", example, "-o", out.to_str().expect("a plain path")]).success();
        assert!(out.metadata().expect("an archive").len() > 0, "{example}");
    }
}

#[test]
fn the_mistake_is_refused_with_its_chain_of_calls() {
    let linted = flightplan(&["lint", MISTAKE]);
    assert_eq!(linted.status, 1);
    for part in ["M102", "`score`", "`weighted`", "`normalise`"] {
        assert!(linted.stdout.contains(part), "{part} is missing in:\n{}", linted.stdout);
    }
    let scratch = Scratch::new();
    let out = scratch.path("out.tgz");
    let compiled = flightplan(&["compile", MISTAKE, "-o", out.to_str().expect("a plain path")]);
    assert_eq!(compiled.status, 1);
    assert!(!out.exists(), "something was written");
}

#[test]
fn runs_give_what_was_worked_out() {
    let cases: &[(&[&str], &str)] = &[
        // 1 + 2 to 5 + 2, one after the other.
        (&["map_tasks.fpl", "my_map_workflow", "--a", "[1,2,3,4,5]"], "34567"),
        // q * 6 * 7
        (&["map_tasks.fpl", "multiple_workflow", "--list-q", "[1,2,3,4,5]", "--p", "6", "--s", "7"], "[42.0, 84.0, 126.0, 168.0, 210.0]"),
        // 50 / 100 * 0.75 + 1, 100 / 100 * 0.75 + 1
        (&["task_in_task_repaired.fpl", "scores", "--xs", "[50, 100]"], "[1.375, 1.75]"),
        (&["task_in_task_repaired.fpl", "scores_in_two_steps", "--xs", "[50, 100]"], "[1.375, 1.75]"),
        // 3 + 1 + 4 + 1 + 5 + 9 + 2 + 6 = 31, over 8
        (
            &["batches.fpl", "summarise", "--readings", "[3, 1, 4, 1, 5, 9, 2, 6]", "--batch-size", "3"],
            r#"{"mean": 3.875, "low": 1.0, "high": 9.0}"#,
        ),
    ];
    for (arguments, wanted) in cases {
        let mut all = vec!["run".to_owned(), format!("examples/{}", arguments[0])];
        all.extend(arguments[1..].iter().map(|argument| (*argument).to_owned()));
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(flightplan(&all).success(), *wanted, "{arguments:?}");
    }
}

#[test]
fn no_reading_is_an_error_that_says_so() {
    let ran = flightplan(&["run", "examples/batches.fpl", "summarise", "--readings", "[]"]);
    assert!(ran.failure(1).contains("there is no reading to summarise"), "{}", ran.stderr);
    let ran = flightplan(&["run", "examples/batches.fpl", "summarise", "--readings", "[1]", "--batch-size", "0"]);
    assert!(ran.failure(1).contains("a batch needs at least one reading"), "{}", ran.stderr);
}

#[test]
fn the_order_is_priced() {
    let ran = flightplan(&["run", "examples/orders/price_orders.fpl", "invoice", "--inputs", "examples/orders/order.json"]);
    let printed: serde_json::Value = serde_json::from_str(ran.success()).expect("an object");
    // 40 bolts at 0.25 with a tenth off are 9; 2 wings at 149.5 without are 299.
    assert_eq!(printed["total"], 308.0);
    let lines: Vec<&str> = printed["text"].as_str().expect("text").lines().collect();
    assert_eq!(lines, ["Invoice for Ada", "bolt              9.00", "wing            299.00", "total           308.00"]);
}

#[test]
fn an_article_without_a_price_is_named() {
    let scratch =
        Scratch::with(&[("order.json", r#"{"customer": "Ada", "order": [{"sku": "nut", "quantity": 1}], "prices": {"bolt": 1}}"#)]);
    let order = scratch.path("order.json");
    let ran = flightplan(&["run", "examples/orders/price_orders.fpl", "invoice", "--inputs", order.to_str().expect("a plain path")]);
    assert!(ran.failure(1).contains("there is no price for `nut`"), "{}", ran.stderr);
}

/// The example's data and its gradient descent, in the same order of operations.
fn train(rate: f64, passes: u32) -> (f64, f64, f64) {
    let samples = [(0.0, 1.1), (0.5, 1.9), (1.0, 3.2), (1.5, 3.8), (2.0, 5.1), (2.5, 6.1), (3.0, 6.8), (3.5, 8.1)];
    let count = samples.len() as f64;
    let (mut slope, mut intercept) = (0.0, 0.0);
    for _ in 0..passes {
        let (mut toward_slope, mut toward_intercept) = (0.0, 0.0);
        for (x, y) in samples {
            let error: f64 = slope * x + intercept - y;
            toward_slope += 2.0 * error * x / count;
            toward_intercept += 2.0 * error / count;
        }
        slope -= rate * toward_slope;
        intercept -= rate * toward_intercept;
    }
    let loss = samples.iter().map(|(x, y)| (slope * x + intercept - y).powi(2)).sum::<f64>() / count;
    (slope, intercept, loss)
}

#[test]
fn the_search_finds_the_best_candidate() {
    // The best of the grid, by the same descent here: rates of 1.0 diverge or are worse, 0.1 with 100 passes is the nearest.
    let rates = [0.001, 0.01, 0.1, 1.0];
    let candidates: Vec<(f64, u32)> = rates.iter().flat_map(|rate| [(*rate, 10), (*rate, 100)]).collect();
    let diverged = candidates.iter().filter(|(rate, passes)| train(*rate, *passes).2 > 1_000_000.0).count();
    let best = candidates.iter().map(|(rate, passes)| (train(*rate, *passes), *rate, *passes)).min_by(|a, b| a.0.2.total_cmp(&b.0.2));
    let ((slope, intercept, loss), rate, passes) = best.expect("a candidate");
    let ran = flightplan(&["run", "examples/hyperparameter_search.fpl", "search"]);
    let printed: serde_json::Value = serde_json::from_str(ran.success()).expect("an object");
    let close = |value: &serde_json::Value, wanted: f64| {
        let value = value.as_f64().expect("a number");
        assert!((value - wanted).abs() < 1e-9, "{value} is not {wanted}");
    };
    close(&printed["model"]["slope"], slope);
    close(&printed["model"]["intercept"], intercept);
    close(&printed["model"]["loss"], loss);
    close(&printed["model"]["candidate"]["rate"], rate);
    assert_eq!(printed["model"]["candidate"]["passes"], passes);
    let report = format!("y = {slope:.3}x + {intercept:.3}, loss {loss:.5}, at rate {rate} with {passes} passes ({diverged} diverged)");
    assert_eq!(printed["report"], report);
}
