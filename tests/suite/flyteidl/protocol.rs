//! The declared messages are those of the protocol: nothing is missing, nothing is extra, nothing is different.

use super::declarations::Declarations;
use super::schema::Schema;

/// The messages that the project reads and writes; all their parts are declared.
const ROOTS: &[&str] = &[
    "flyteidl.admin.TaskSpec",
    "flyteidl.admin.WorkflowSpec",
    "flyteidl.admin.LaunchPlan",
    "flyteidl.core.LiteralMap",
    "flyteidl.core.ErrorDocument",
    "flyteidl.plugins.ArrayJob",
];

#[test]
fn declarations_are_those_of_the_protocol() {
    let schema = Schema::load();
    let expected = schema.facts(&schema.closure(ROOTS));
    let declared = Declarations::load(&schema).facts(&schema);
    let missing: Vec<&String> = expected.difference(&declared).collect();
    let extra: Vec<&String> = declared.difference(&expected).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:#?}\nextra: {extra:#?}");
    // Were nothing read, nothing would differ.
    assert!(expected.len() > 600, "{} facts", expected.len());
}

#[test]
fn every_field_says_how_json_writes_it() {
    let schema = Schema::load();
    let mistakes = Declarations::load(&schema).json_mistakes();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}
