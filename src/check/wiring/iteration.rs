//! A task for every element of a list, as code and other languages write it: in a loop, a comprehension or a closure, or with `map` as a function.
//!
//! In a workflow each of them is a `map`, which is written out for the message.

use super::Wiring;
use crate::check::context::Def;
use crate::program::{Callee, Signature};
use crate::source::Name;
use crate::syntax::ast::uses;
use crate::syntax::ast::{Arg, Block, ComprehensionClause, Expr, ExprKind, Pattern, Stmt, StmtKind};

/// How flytekit's functions are called that make a map of a task.
const MAKERS: [&str; 3] = ["map_task", "map", "array_node"];

/// The longest `map` that is written out, in bytes.
const LONGEST: usize = 120;

/// What a loop is as maps.
pub(super) struct Maps {
    /// The name that each map gets, and the map.
    pub(super) statements: Vec<(Option<String>, String)>,
    /// The list that the loop fills.
    pub(super) filled: Option<Name>,
}

/// A task that is called for every element.
pub(super) struct Iteration<'e> {
    task: &'e str,
    /// What is bound to its inputs: the name, if it is given, and the value.
    arguments: Vec<(Option<&'e str>, Bound<'e>)>,
}

/// What an input gets.
enum Bound<'e> {
    /// An element of this list.
    Each(&'e Expr),
    /// The same for every element.
    Same(&'e Expr),
}

impl Wiring<'_, '_> {
    /// The `map` that an expression of code means, written out.
    pub(super) fn as_map(&self, expr: &Expr) -> Option<String> {
        self.written(&of_expr(expr)?)
    }

    /// The maps that a `for` loop means: a statement for each of its calls, and the list that it fills, if it fills one.
    pub(super) fn loop_as_maps(&self, stmt: &Stmt) -> Option<Maps> {
        let StmtKind::For { pattern: Pattern::Name(element), iterable, body } = &stmt.kind else { return None };
        let mut lists: Vec<(&str, Option<&Expr>)> = vec![(&element.name, Some(iterable))];
        let mut maps = Maps { statements: Vec::new(), filled: None };
        for (at, stmt) in body.stmts.iter().enumerate() {
            let is_last = at + 1 == body.stmts.len();
            let (name, call) = match &stmt.kind {
                StmtKind::Let { pattern: Pattern::Name(name), value, tail, .. } if tail.options.is_none() && tail.after.is_empty() => {
                    (Some(name.name.as_str()), value)
                }
                StmtKind::Expr { value, .. } if !is_last => (None, value),
                _ if is_last => match filled(stmt) {
                    Some((list, value)) => {
                        maps.filled = Some(list.clone());
                        if let ExprKind::Name(last) = value.kind() {
                            let (name, map) = maps.statements.pop().filter(|(name, _)| name.as_deref() == Some(last.as_str()))?;
                            maps.statements.push((name.map(|_| list.to_string()), map));
                            break;
                        }
                        (Some(list.as_str()), value)
                    }
                    None => (None, plain_value(stmt)?),
                },
                _ => return None,
            };
            maps.statements.push((name.map(str::to_owned), self.written(&called_with(&lists, call)?)?));
            lists.extend(name.map(|name| (name, None)));
        }
        (!maps.statements.is_empty()).then_some(maps)
    }

    /// Why it can be written: the callee is a task, the lists are values of the workflow, and each argument has its input.
    fn written(&self, iteration: &Iteration<'_>) -> Option<String> {
        let Def::Task(id) = self.cx.lookup(iteration.task)?.def else { return None };
        let callee = self.cx.program.signature(Callee::Task(id));
        let lists = || iteration.arguments.iter().filter_map(|(_, bound)| if let Bound::Each(list) = bound { Some(*list) } else { None });
        if lists().next().is_none() || !lists().all(|list| self.is_value(list)) {
            return None;
        }
        let zip = if lists().count() > 1 { "zip " } else { "" };
        let arguments = match iteration.arguments.as_slice() {
            [(_, Bound::Each(list))] if callee.interface.inputs.len() == 1 => self.cx.sources.text(list.span).to_owned(),
            several => {
                let mut open = open_inputs(callee, several);
                let written: Option<Vec<String>> = several.iter().map(|(name, bound)| self.argument(*name, bound, &mut open)).collect();
                written?.join(", ")
            }
        };
        let map = format!("map {zip}{}({arguments})", iteration.task);
        (map.len() <= LONGEST && !map.contains('\n')).then_some(map)
    }

    fn argument(&self, name: Option<&str>, bound: &Bound<'_>, open: &mut Vec<&str>) -> Option<String> {
        let name = match (name, bound) {
            (Some(name), _) => name,
            (None, Bound::Same(value)) => match value.kind() {
                ExprKind::Name(name) if open.contains(&name.as_str()) => name.as_str(),
                _ => *open.first()?,
            },
            (None, Bound::Each(_)) => *open.first()?,
        };
        open.retain(|input| *input != name);
        let text = |value: &Expr| self.cx.sources.text(value.span).to_owned();
        Some(match bound {
            Bound::Each(list) => format!("{name}: each {}", text(list)),
            Bound::Same(value) => format!("{name}: {}", text(value)),
        })
    }

    /// Whether a workflow can bind an expression as it is.
    fn is_value(&self, expr: &Expr) -> bool {
        match expr.kind() {
            ExprKind::Name(_) | ExprKind::MapNode(_) => true,
            ExprKind::Field { base, .. } | ExprKind::Index { base, .. } => self.is_value(base),
            ExprKind::List(elements) => elements.iter().all(|element| self.is_value(element) || self.constant(element)),
            ExprKind::Call { callee, .. } => match callee.kind() {
                ExprKind::Name(name) => self.cx.lookup(name).is_some_and(|entry| matches!(entry.def, Def::Task(_) | Def::Workflow(_))),
                _ => false,
            },
            _ => false,
        }
    }
}

/// The inputs that no argument names.
fn open_inputs<'c>(callee: Signature<'c>, arguments: &[(Option<&str>, Bound<'_>)]) -> Vec<&'c str> {
    let inputs = callee.interface.inputs.iter().map(|input| input.name.as_str());
    inputs.filter(|input| !arguments.iter().any(|(name, _)| *name == Some(*input))).collect()
}

fn of_expr(expr: &Expr) -> Option<Iteration<'_>> {
    match expr.kind() {
        ExprKind::ListComprehension(of) => match of.clauses.as_slice() {
            [ComprehensionClause::For { pattern, iterable }] => called_in(pattern, iterable, &of.value),
            _ => None,
        },
        ExprKind::Call { callee, args } => match (callee.kind(), args.as_slice()) {
            (ExprKind::Name(list), [Arg { name: None, value, .. }]) if list == "list" => of_expr(value),
            (ExprKind::Name(map), [Arg { name: None, value: task, .. }, lists @ ..]) if map == "map" && !lists.is_empty() => {
                let ExprKind::Name(task) = task.kind() else { return None };
                Some(Iteration { task, arguments: lists.iter().map(|list| (name_of(list), Bound::Each(&list.value))).collect() })
            }
            (ExprKind::Field { base, name }, [Arg { name: None, value, .. }]) if name.name == "map" => match value.kind() {
                ExprKind::Name(task) => Some(Iteration { task, arguments: vec![(None, Bound::Each(base))] }),
                ExprKind::Closure(closure) => match closure.params.as_slice() {
                    [pattern] => called_in(pattern, base, only_value(&closure.body)?),
                    _ => None,
                },
                _ => None,
            },
            (ExprKind::Call { callee: maker, args: made }, lists) => {
                let (ExprKind::Name(maker), Some(Arg { value: task, .. })) = (maker.kind(), made.first()) else { return None };
                let ExprKind::Name(task) = task.kind() else { return None };
                let arguments = lists.iter().map(|list| (name_of(list), Bound::Each(&list.value))).collect();
                MAKERS.contains(&maker.as_str()).then_some(Iteration { task, arguments })
            }
            _ => None,
        },
        _ => None,
    }
}

/// A call with the elements of a list, which `pattern` names.
fn called_in<'e>(pattern: &'e Pattern, list: &'e Expr, call: &'e Expr) -> Option<Iteration<'e>> {
    let Pattern::Name(element) = pattern else { return None };
    called_with(&[(&element.name, Some(list))], call)
}

/// A call with elements of lists, by the names of the elements; a list without an expression has the name of its elements.
fn called_with<'e>(lists: &[(&str, Option<&'e Expr>)], call: &'e Expr) -> Option<Iteration<'e>> {
    let ExprKind::Call { callee, args } = call.kind() else { return None };
    let ExprKind::Name(task) = callee.kind() else { return None };
    let list_of = |name: &str| lists.iter().find(|(element, _)| *element == name);
    let bound = |arg: &'e Arg| match arg.value.kind() {
        ExprKind::Name(name) if let Some((_, list)) = list_of(name) => Some((name_of(arg), Bound::Each(list.unwrap_or(&arg.value)))),
        // What is made of an element is computed.
        _ if uses::of_expr(&arg.value).iter().any(|used| list_of(&used.name).is_some()) => None,
        _ => Some((name_of(arg), Bound::Same(&arg.value))),
    };
    Some(Iteration { task, arguments: args.iter().map(bound).collect::<Option<_>>()? })
}

fn name_of(arg: &Arg) -> Option<&str> {
    arg.name.as_ref().map(|name| name.name.as_str())
}

/// The only statement of a block, if it is an expression.
fn only_value(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [stmt] => plain_value(stmt),
        _ => None,
    }
}

fn plain_value(stmt: &Stmt) -> Option<&Expr> {
    match &stmt.kind {
        StmtKind::Expr { value, tail } if tail.options.is_none() && tail.after.is_empty() => Some(value),
        _ => None,
    }
}

/// The list that a statement adds an element to, and the element: `out.append(x)`, `out += [x]`, `out = out + [x]`.
fn filled(stmt: &Stmt) -> Option<(&Name, &Expr)> {
    match &stmt.kind {
        StmtKind::Expr { value, .. } => {
            let ExprKind::Call { callee, args } = value.kind() else { return None };
            let (ExprKind::Field { base, name }, [arg]) = (callee.kind(), args.as_slice()) else { return None };
            let ExprKind::Name(list) = base.kind() else { return None };
            matches!(name.name.as_str(), "append" | "push" | "add" | "push_back" | "extend").then_some((list, &arg.value))
        }
        StmtKind::Assign { target, value, .. } => {
            let ExprKind::Name(list) = target.kind() else { return None };
            let added = match value.kind() {
                ExprKind::Binary { right, .. } => right,
                _ => value,
            };
            match added.kind() {
                ExprKind::List(elements) if elements.len() == 1 => Some((list, elements.first()?)),
                _ => None,
            }
        }
        _ => None,
    }
}
