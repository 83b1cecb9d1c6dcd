//! Secrets and environment variables: what code reads must be listed by the task in which it runs.
//!
//! A `fn` does not know which tasks call it, so this is checked once all bodies are known: for each task, over what it reaches through `fn`s. A
//! task that is called by code runs in its caller's container, but has its own options, so it is checked separately.

use rustc_hash::FxHashSet;

use super::report::declarations::{self as report, Advice, Mounted, Unlisted};
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::builtins::{BuiltinOp, RunOp};
use crate::program::call_graph::CodeRef;
use crate::program::{Body, Const, Expr, ExprKind, Program, Secret, TaskDef};
use crate::source::Name;

/// Reports reads of what a task does not list, once for each place.
pub(super) fn check(program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    let mut reported = FxHashSet::default();
    for task in program.tasks.iter().filter(|task| !task.options.unread) {
        let Some(body) = &task.body else { continue };
        let mut reads = Vec::new();
        collect(program, body, &mut reads);
        for read in reads {
            if let Some(finding) = finding(task, &read).filter(|_| reported.insert(read.name.span)) {
                diagnostics.push(finding);
            }
        }
    }
}

/// A call of `secret` or `env`.
struct Read<'a> {
    op: BuiltinOp,
    name: &'a Expr,
    /// The `fn` that it is in, if it is not in the task itself.
    within: Option<&'a Name>,
}

/// The reads of a body and of what it calls; a chain of calls may be as long as the program.
fn collect<'a>(program: &'a Program, body: &'a Body, reads: &mut Vec<Read<'a>>) {
    let mut seen = FxHashSet::default();
    let mut open: Vec<(&Body, Option<&Name>)> = vec![(body, None)];
    while let Some((body, within)) = open.pop() {
        let mut called = Vec::new();
        body.walk(&mut |expr| {
            if let ExprKind::Builtin(op @ BuiltinOp::Run(RunOp::Secret | RunOp::Env), args) = &expr.kind {
                reads.extend(args.first().map(|name| Read { op: *op, name, within }));
            }
            match expr.kind.called() {
                Some(CodeRef::Fn(id)) if seen.insert(id) => called.push(program.fn_(id)),
                Some(CodeRef::Fn(_) | CodeRef::Task(_)) | None => {}
            }
        });
        open.extend(called.into_iter().rev().filter_map(|def| Some((def.body.as_ref()?, Some(&def.header.name)))));
    }
}

fn finding(task: &TaskDef, read: &Read<'_>) -> Option<Diagnostic> {
    let what = if read.op == BuiltinOp::Run(RunOp::Secret) { "secret" } else { "variable" };
    let ExprKind::Const(Const::Str(name)) = &read.name.kind else { return Some(report::environment_not_constant(what, read.name.span)) };
    let secrets = &task.options.secrets;
    let (listed, advice): (Vec<String>, Advice) = match read.op {
        BuiltinOp::Run(RunOp::Secret) => {
            let listed = secrets.iter().map(|secret| format!("{}/{}", secret.group, secret.key));
            (listed.collect(), Advice::Option(format!("secrets: [\"{name}\"]")))
        }
        _ => {
            // Flyte puts a secret into the variable that its `env_var` names.
            let listed = task.options.env.iter().map(|(key, _)| key).chain(secrets.iter().filter_map(|secret| secret.env_var.as_ref()));
            let advice = match mounted(name) {
                Some(parts) => Advice::Mounted(secret_of(parts, secrets)),
                None if is_like_a_secret(name) => Advice::Secret,
                None => Advice::Option(format!("env: {{ {name}: \"…\" }}")),
            };
            (listed.cloned().collect(), advice)
        }
    };
    if listed.iter().any(|known| **known == **name) {
        return None;
    }
    let near = suggest::nearest(name, listed.iter().map(String::as_str)).filter(|_| mounted(name).is_none());
    let read = Unlisted { what, name, span: read.name.span, within: read.within.map(Name::as_str), near, advice };
    Some(report::unlisted_environment(&read, &task.header.name, task.header.span))
}

/// The group and the key in the name of the variable in which flytekit finds a secret: `_FSEC_GROUP_KEY`.
pub(super) fn mounted(variable: &str) -> Option<&str> {
    variable.strip_prefix("_FSEC_").filter(|parts| !parts.is_empty())
}

/// The secret whose group and key are `parts`: one that the task lists, or else the one that has a single `_` between them.
fn secret_of(parts: &str, listed: &[Secret]) -> Mounted {
    let of = |secret: &&Secret| format!("{}_{}", secret.group, secret.key).eq_ignore_ascii_case(parts);
    match (listed.iter().find(of), parts.split_once('_')) {
        (Some(secret), _) => Mounted { name: format!("{}/{}", secret.group, secret.key), listed: true },
        (None, Some((group, key))) if !key.contains('_') => {
            Mounted { name: format!("{}/{}", group.to_ascii_lowercase(), key.to_ascii_lowercase()), listed: false }
        }
        (None, _) => Mounted { name: "GROUP/KEY".to_owned(), listed: false },
    }
}

/// Whether a variable is most likely a secret by its name: its value does not belong in options, where everyone who sees the pod reads it.
fn is_like_a_secret(variable: &str) -> bool {
    const WORDS: [&str; 12] =
        ["TOKEN", "SECRET", "SECRETS", "PASSWORD", "PASSWD", "PASS", "PASSPHRASE", "KEY", "APIKEY", "CREDENTIAL", "CREDENTIALS", "PAT"];
    variable.to_ascii_uppercase().split(['_', '-', '.']).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::config::Settings;
    use crate::source::{FileId, SourceMap};
    use crate::syntax;
    use crate::testing::check_marks;

    #[track_caller]
    fn marked(text: &str) {
        check_marks(text, |text| {
            let mut sources = SourceMap::new();
            sources.add("m.fpl", "m", text);
            let modules = [syntax::parse(sources.file(FileId(0))).value];
            check(&sources, &modules, &Settings::default()).diagnostics
        });
    }

    #[test]
    fn a_helper_reads_for_the_task_that_calls_it() {
        marked(
            r#"
            fn region() -> str {
                env("REGION")
            }

            task t() -> str with { env: { REGION: "eu" } } {
                region()
            }
            "#,
        );
        marked(
            r#"
            fn region() -> str {
                env("REGION")
                    ^^^^^^^^ T119 the task `t` runs `region`, but does not list the variable `REGION`
            }

            task t() -> str {
                region()
            }
            "#,
        );
        marked(
            r#"
            fn region() -> str {
                env("REGION")
            }
            "#,
        );
    }

    #[test]
    fn the_name_is_constant() {
        marked(
            "
            task t(name: str) -> str {
                secret(name)
                       ^^^^ T119 the name of a secret must be a string literal or a constant
            }
            ",
        );
    }

    #[test]
    fn the_variable_of_a_secret_is_listed_with_it() {
        marked(
            r#"
            task t() -> str with { secrets: [{ group: "registry", key: "apikey", mount: env, env_var: "MY_TOKEN" }] } {
                env("MY_TOKEN") + env("MY_TOKENS")
                                      ^^^^^^^^^^^ T119 the task does not list the variable `MY_TOKENS`
            }
            "#,
        );
    }

    #[test]
    fn the_value_of_a_secret_does_not_go_into_the_options() {
        let advice = |name: &str| {
            let text = format!("task t() -> str {{ env(\"{name}\") }}\n");
            let mut sources = SourceMap::new();
            sources.add("m.fpl", "m", text.as_str());
            let modules = [syntax::parse(sources.file(FileId(0))).value];
            check(&sources, &modules, &Settings::default()).diagnostics.remove(0).help.join(" ")
        };
        assert!(advice("GITHUB_TOKEN").contains("secret(\"GROUP/KEY\")") && !advice("GITHUB_TOKEN").contains("env: {"));
        assert!(advice("REGION").contains("env: { REGION: "));
        assert!(advice("_FSEC_DB_PASSWORD").contains("`secret(\"db/password\")`") && !advice("_FSEC_DB_PASSWORD").contains("env"));
    }
}
