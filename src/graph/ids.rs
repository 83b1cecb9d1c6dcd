//! Ids of nodes: from `let` names in DNS form, counted for nodes without a name.

use rustc_hash::{FxBuildHasher, FxHashMap};
use sha2::{Digest, Sha224};

use super::report;
use crate::diagnostics::Diagnostic;
use crate::parallel;
use crate::program::{Node, WorkflowDef};
use crate::source::Span;

/// Ids that Flyte gives to its own nodes (`flytepropeller/pkg/compiler/common/id_set.go`), and flytekit to the failure handler.
const RESERVED: [(&str, &str); 3] = [
    ("start-node", "Flyte's own id for the start of a workflow"),
    ("end-node", "Flyte's own id for the end of a workflow"),
    ("fn0", "the id of the failure handler's node"),
];

/// The longest id, that of a DNS label.
const LONGEST: usize = 63;

/// The id of each node of a workflow, in order; reports those that Flyte would not accept.
pub(super) fn assign(workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let made = parallel::map_light(&workflow.nodes, |node| node.name.as_ref().map(|(name, _)| dns_form(name)));
    let mut taken: FxHashMap<&str, (&str, Span)> = FxHashMap::with_capacity_and_hasher(made.len(), FxBuildHasher);
    for (node, id) in workflow.nodes.iter().zip(&made) {
        let (Some((name, span)), Some(id)) = (&node.name, id) else { continue };
        if let Some(finding) = refused(name, *span, id) {
            diagnostics.push(finding);
        } else if let Some((other, first)) = taken.get(id.as_str()) {
            diagnostics.push(report::same_id(id, (other, *first), (name, *span)));
        } else {
            taken.insert(id, (name, *span));
        }
    }
    let mut nameless = 0_usize;
    let mut count = || {
        nameless += 1;
        format!("n{}", nameless - 1)
    };
    made.into_iter().map(|id| id.unwrap_or_else(&mut count)).collect()
}

/// The id that a node would have in a report: its `let` name, else what it runs.
pub(super) fn shown(node: &Node, id: &str) -> String {
    node.name.as_ref().map_or_else(|| id.to_owned(), |(name, _)| name.to_string())
}

fn refused(name: &str, span: Span, id: &str) -> Option<Diagnostic> {
    if id.is_empty() {
        return Some(report::no_id(name, span));
    }
    if let Some((_, owner)) = RESERVED.iter().find(|(reserved, _)| *reserved == id) {
        return Some(report::reserved_id(name, id, owner, span));
    }
    let number = id.strip_prefix('n')?;
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    numbered.then(|| report::id_without_name(name, id, span))
}

/// `_dnsify` of `flytekit/core/utils.py`; what it leaves longer than a DNS label is shortened once more, in the same way.
pub(super) fn dns_form(name: &str) -> String {
    let shortened = if name.chars().count() >= LONGEST { shorten(name) } else { name.to_owned() };
    let mut id = String::with_capacity(shortened.len() + 4);
    for c in shortened.chars() {
        match c {
            '_' | '-' | '.' if !id.is_empty() && id.len() < LONGEST - 1 => id.push('-'),
            'a'..='z' | '0'..='9' => id.push(c),
            'A'..='Z' => {
                if !id.is_empty() && !id.ends_with('-') && id.len() < LONGEST - 1 {
                    id.push('-');
                }
                id.push(c.to_ascii_lowercase());
            }
            _ => {}
        }
    }
    if id.ends_with('-') {
        id.pop();
    }
    if id.len() > LONGEST { shorten(&id) } else { id }
}

/// Ten digits of a hash, and the last 52 characters.
fn shorten(name: &str) -> String {
    let hash: String = Sha224::digest(name.as_bytes()).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    let skipped = name.chars().count().saturating_sub(LONGEST - 11);
    let rest: String = name.chars().skip(skipped).collect();
    format!("{hash}-{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_as_in_flytekit() {
        // flytekit.core.utils._dnsify, read off its source.
        for (name, id) in [
            ("mapped_out", "mapped-out"),
            ("aB", "a-b"),
            ("a_B", "a-b"),
            ("HTTPServer", "h-t-t-p-server"),
            ("_private_", "private"),
            ("x__y", "x--y"),
            ("a.b", "a-b"),
            ("übung", "bung"),
            ("_", ""),
        ] {
            assert_eq!(dns_form(name), id, "{name}");
        }
    }

    #[test]
    fn long_names_are_shortened_to_a_dns_label() {
        let long = "a".repeat(70);
        let id = dns_form(&long);
        assert_eq!(id.len(), 63);
        assert_eq!(&id[10..], format!("-{}", "a".repeat(52)));
        assert_eq!(dns_form(&"a".repeat(62)).len(), 62);
        assert!(dns_form(&"aB".repeat(31)).len() <= 63);
    }
}
