//! How large types are. Flyte describes a type as its full tree, so a few structs that double each other would need more memory than there
//! is. A type over the bounds is reported where it is declared, and is unknown afterwards.

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::recursion::StructGraph;
use super::report::sizes;
use super::ty::Ty;
use crate::diagnostics::Diagnostic;
use crate::program::ty::{Invalid, Type};
use crate::program::{Interface, Program, StructDef};
use crate::source::Span;

/// How many types a described type may contain: about half of what etcd accepts for a whole workflow.
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

    /// The extent of a type; `structs` are those measured so far, the others count as leaves.
    fn of(ty: &Type, structs: &[Extent]) -> Extent {
        match ty {
            Type::Struct(id) => structs.get(id.0 as usize).copied().unwrap_or(Extent::LEAF),
            _ => Extent::around(ty.parts(), structs),
        }
    }

    /// The extent of a type around others. Stops where the bounds are passed, because the rest can be exponential in the length of the source.
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

/// What there is too much of in a type that is inferred within a body. `known` resolves inference variables.
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

/// How large the structs of a program are, each with all that it contains.
pub(super) struct Extents(Vec<Extent>);

/// What there is too much of in the type of an alias. Structs count as one part here: they are not measured yet, and what uses the alias is
/// measured with them.
pub(super) fn of_alias(ty: &Type) -> Option<String> {
    Extent::of(ty, &[]).excess()
}

/// Reports structs that are too large, and makes the types of their fields unknown, as well as those of all structs that contain them.
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
                let header = &program.structs[at].header;
                diagnostics.push(sizes::struct_type(&header.name, &excess, header.span));
            }
            refused[at] = true;
            extents[at] = Extent::LEAF;
            program.structs[at].fields.iter_mut().for_each(|field| field.ty = Type::Hole(Invalid));
        }
    }
    Extents(extents)
}

/// Reports inputs, outputs, parameters and results whose types are too large, and makes these types unknown.
pub(super) fn interfaces(program: &mut Program, extents: &Extents, diagnostics: &mut Vec<Diagnostic>) {
    // All messages together may take some hundred megabytes, and more for long sources.
    let most = program.volume.most() / 8;
    let mut together = 0_usize;
    let mut check = |what: &str, ty: &mut Type, span: Span| {
        let extent = Extent::of(ty, &extents.0);
        let before = together;
        together = together.saturating_add(extent.parts);
        if let Some(excess) = extent.excess() {
            diagnostics.push(sizes::interface_type(what, &excess, span));
        } else if together <= most {
            return extent.parts;
        } else if before <= most {
            diagnostics.push(sizes::all_interfaces(most, what, extent.parts, span));
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
