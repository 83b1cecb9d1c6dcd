//! How large types are. Flyte describes a type by its full tree, so a few lines that double each other would describe more than fits on
//! earth: what passes the bounds is reported where it is declared, and is unknown to all that comes after.

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::recursion::StructGraph;
use super::ty::Ty;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::written_types::TYPE_SIZE;
use crate::program::ty::{Invalid, StructId, Type};
use crate::program::{Interface, Program, StructDef};
use crate::source::Span;

/// How many types a described type may hold: about half of what etcd takes of a whole workflow.
const MOST_PARTS: usize = 50_000;

/// How deep the types in a type may be nested: as deep as brackets.
const MOST_LEVELS: usize = 256;

/// The tree of a type, as Flyte's message has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent {
    /// The types in its message, where every struct brings the schema of its fields as well.
    parts: usize,
    /// The types in its schema.
    schema: usize,
    /// The types from its root to its lowest leaf.
    levels: usize,
}

impl Extent {
    /// A type without parts.
    const LEAF: Extent = Extent { parts: 1, schema: 1, levels: 1 };

    /// That of a type; `structs` are those measured so far, the others count as leaves.
    fn of(ty: &Type, structs: &[Extent]) -> Extent {
        match ty {
            Type::Struct(id) => structs.get(id.0 as usize).copied().unwrap_or(Extent::LEAF),
            _ => Extent::around(ty.parts(), structs),
        }
    }

    /// That of a type around others. Stops where the bounds are passed, because what follows can be exponential in what was written.
    fn around<'a>(inner: impl IntoIterator<Item = &'a Type>, structs: &[Extent]) -> Extent {
        let mut whole = Extent::LEAF;
        for ty in inner {
            let part = Extent::of(ty, structs);
            whole.parts += part.parts;
            whole.schema += part.schema;
            whole.levels = whole.levels.max(part.levels + 1);
            if whole.excess().is_some() {
                break;
            }
        }
        whole
    }

    fn of_struct(def: &StructDef, structs: &[Extent]) -> Extent {
        let fields = Extent::around(def.fields.iter().map(|field| &field.ty), structs);
        Extent { parts: fields.parts + fields.schema, ..fields }
    }

    /// What there is too much of.
    fn excess(self) -> Option<String> {
        if self.levels > MOST_LEVELS {
            Some(format!("is nested more than {MOST_LEVELS} levels deep"))
        } else if self.parts > MOST_PARTS {
            Some(format!("has more than {MOST_PARTS} parts"))
        } else {
            None
        }
    }
}

/// What there is too much of in a type that is inferred in a body. `known` says what a variable is.
pub(super) fn of_inferred(ty: &Ty, known: &impl Fn(&Ty) -> Ty) -> Option<String> {
    fn of(ty: &Ty, known: &impl Fn(&Ty) -> Ty) -> Extent {
        let ty = known(ty);
        let mut whole = Extent::around(ty.columns().iter().map(|(_, ty)| ty), &[]);
        for member in ty.members() {
            let part = of(member, known);
            whole.parts += part.parts;
            whole.levels = whole.levels.max(part.levels + 1);
            if whole.excess().is_some() {
                break;
            }
        }
        whole
    }
    of(ty, known).excess()
}

/// The finding for such a type.
pub(super) fn inferred_finding(what: &str, excess: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&TYPE_SIZE, format!("the type of {what} {excess}"))
        .at(span, excess.to_owned())
        .help("move the inner part into a `struct`: in code, it counts as one part whatever it holds")
}

/// How large the structs of a program are, each with all that it contains.
pub(super) struct Extents(Vec<Extent>);

/// The finding for an alias whose type is too large. Structs count as one part here: they are not measured yet, and what uses the alias is measured with
/// them.
pub(super) fn of_alias(ty: &Type, name: &str, span: Span) -> Option<Diagnostic> {
    let excess = Extent::of(ty, &[]).excess()?;
    Some(finding(format!("the type `{name}` {excess}")).at(span, excess))
}

/// Reports structs that are too large, and takes the types out of their fields, and out of those of all structs that contain them.
///
/// `order` are the structs, each after those that it contains.
pub(super) fn structs(
    program: &mut Program,
    graph: &StructGraph,
    order: impl Iterator<Item = NodeIndex>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Extents {
    let mut extents = vec![Extent::LEAF; program.structs.len()];
    let mut refused = vec![false; program.structs.len()];
    for node in order {
        let at = node.index();
        let within = graph.edges(node).any(|edge| refused[edge.target().index()]);
        extents[at] = Extent::of_struct(&program.structs[at], &extents);
        let excess = extents[at].excess();
        if within || excess.is_some() {
            if let (false, Some(excess)) = (within, excess) {
                diagnostics.push(of_struct(program, StructId(at as u32), &excess));
            }
            refused[at] = true;
            extents[at] = Extent::LEAF;
            program.structs[at].fields.iter_mut().for_each(|field| field.ty = Type::Hole(Invalid));
        }
    }
    Extents(extents)
}

/// Reports inputs, outputs, parameters and results whose types are too large, and takes the types away.
pub(super) fn interfaces(program: &mut Program, extents: &Extents, diagnostics: &mut Vec<Diagnostic>) {
    // What all messages together may take: some hundred megabytes, and more for long sources.
    let most = program.volume.most() / 8;
    let mut together = 0_usize;
    let mut check = |what: &str, ty: &mut Type, span: Span| {
        let extent = Extent::of(ty, &extents.0);
        let before = together;
        together = together.saturating_add(extent.parts);
        if let Some(excess) = extent.excess() {
            diagnostics.push(finding(format!("the type of {what} {excess}")).at(span, excess));
        } else if together <= most {
            return extent.parts;
        } else if before <= most {
            let found = finding(format!("the types of the interfaces of this program have more than {most} parts in total"));
            diagnostics.push(found.at(span, format!("with {what}, which has {}", extent.parts)));
        }
        *ty = Type::Hole(Invalid);
        1
    };
    let mut measure = |interface: &mut Interface| -> usize {
        let variables = interface.inputs.iter_mut().chain(&mut interface.outputs);
        variables.map(|variable| check(&format!("`{}`", variable.name), &mut variable.ty, variable.span)).sum()
    };
    for task in &mut program.tasks {
        measure(&mut task.interface);
    }
    program.interface_parts = program.workflows.iter_mut().map(|workflow| measure(&mut workflow.interface)).collect();
    for helper in &mut program.fns {
        for param in &mut helper.params {
            check(&format!("`{}`", param.name), &mut param.ty, param.span);
        }
        check(&format!("the result of `{}`", helper.header.name), &mut helper.result, helper.header.span);
    }
}

fn of_struct(program: &Program, id: StructId, excess: &str) -> Diagnostic {
    let header = &program.struct_(id).header;
    finding(format!("the struct `{}` {excess}, including the structs that it contains", header.name)).at(header.span, excess.to_owned())
}

fn finding(message: String) -> Diagnostic {
    Diagnostic::new(&TYPE_SIZE, message)
        .help("keep the inner values in files, or use `json`, which counts as one part whatever it holds")
        .note("Flyte describes a type as the full tree of its parts, and repeats a struct wherever it is used")
}
