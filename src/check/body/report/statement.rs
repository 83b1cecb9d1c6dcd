//! The wording of what is wrong with statements, and with the variables that statements, loops and closures declare and change.

use super::Shown;
use super::none;
use crate::check::body::scope::{Info, Origin};
use crate::check::foreign::READ;
use crate::check::ty::Ty;
use crate::diagnostics::codes::types::{
    CAPTURED, CLOSURE_PARAMETERS, DUPLICATE_VARIABLE, FIXED, NODE_IN_CODE, NOT_A_PLACE, NOT_ITERABLE, OUTSIDE_OF_LOOP, TAKEN_APART,
};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::Variable;
use crate::source::Span;
use crate::syntax::ast::Ident;

pub(in crate::check::body) fn options_in_code(options: Span) -> Diagnostic {
    Diagnostic::new(&NODE_IN_CODE, "`with` overrides options of a node, which only workflows have")
        .at(options, "this is the code of a task or `fn`")
        .help("the options of a task are written in its declaration, before its body")
}

pub(in crate::check::body) fn order_in_code(after: Span) -> Diagnostic {
    Diagnostic::new(&NODE_IN_CODE, "`after` orders nodes, which only workflows have")
        .at(after, "this is the code of a task or `fn`")
        .help("statements of code already run in order")
}

/// `closure` is the closure whose code the `break` or `continue` is.
pub(in crate::check::body) fn outside_of_loop(word: &str, span: Span, closure: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(&OUTSIDE_OF_LOOP, format!("`{word}` outside of a loop")).at(span, "not in a loop");
    match closure {
        Some(closure) => found.at(closure, "a closure is not part of the loop around it").help("write a `for` loop instead of the closure"),
        None => found,
    }
}

pub(in crate::check::body) fn declared_twice(again: &Ident, first: Span, origin: Origin) -> Diagnostic {
    let found = Diagnostic::new(&DUPLICATE_VARIABLE, format!("`{}` is declared twice in this block", again.name))
        .at(again.span, "declared again here")
        .at(first, "first declared here");
    match origin {
        Origin::Let | Origin::Member => {
            found.help("give the second one another name; or declare the first with `var` and assign to it without `let`")
        }
        Origin::Param | Origin::Pattern => found.help("rename one of them"),
    }
}

/// An assignment to a part of a value that has none that can be assigned to.
pub(in crate::check::body) struct PartAssigned<'p> {
    pub(in crate::check::body) index: Option<&'p str>,
    /// The value that is assigned, if that is an assignment without an operator.
    pub(in crate::check::body) value: Option<&'p str>,
    pub(in crate::check::body) statement: Span,
}

pub(in crate::check::body) fn part_not_assignable(base: &Shown, part: &PartAssigned<'_>) -> Diagnostic {
    let shown = &base.shown;
    let found = Diagnostic::new(&NOT_A_PLACE, format!("cannot assign to a part of `{shown}`")).at(base.span, format!("this is `{shown}`"));
    let text = base.text_or("…");
    match &base.ty {
        Ty::Str => match (part.index.and_then(around), part.value) {
            (Some((before, after)), Some(value)) => {
                let code = format!(
                    "{text} = {text}[:{before}] + {value}{}",
                    after.map(|after| format!(" + {text}[{after}:]")).unwrap_or_default()
                );
                found.help(format!("a string cannot be changed in place: write `{code}`")).fix(
                    "make a new string",
                    Applicability::Unsafe,
                    vec![Edit { span: part.statement, text: code }],
                )
            }
            _ => found.help("a string cannot be changed in place: make a new one of its slices"),
        },
        Ty::Json => found.help(format!(
            "get its entries, `var entries = {text}.as_map()`, change those, and make a JSON value of them with `json(entries)`"
        )),
        Ty::Union(_) if base.ty.accepts_none() => none::may_be_none(found, base, none::Place::Target),
        Ty::Union(_) => found.help("get the value out with `match`, change it, and assign it back"),
        Ty::Tuple(_) => found.help("a tuple cannot be changed in place: assign a new one, `(a, b)`"),
        _ => found,
    }
}

/// The ends of the slices before and after the character at an index.
fn around(index: &str) -> Option<(String, Option<String>)> {
    let next = match index.parse::<i64>() {
        Ok(-1) => None,
        Ok(at) => Some(at.checked_add(1)?.to_string()),
        Err(_) if index.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => Some(format!("{index} + 1")),
        Err(_) => Some(format!("({index}) + 1")),
    };
    Some((index.to_owned(), next))
}

/// `kind` is what the name means instead of a variable, with its article.
pub(in crate::check::body) fn not_a_variable(name: &str, kind: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&FIXED, format!("`{name}` is {kind}, and cannot be assigned to"))
        .at(span, "assigned here")
        .at(declared, "declared here")
        .help("only a `var` in the body can be assigned to")
}

/// What can be changed in place of a name that cannot.
pub(in crate::check::body) enum Copied {
    /// A copy of it, which all uses name.
    Variable(Vec<Edit>),
    /// The element of the list itself, if the list has a name.
    Element(Option<ElementOf>),
}

/// The element of a list, which a loop goes over.
pub(in crate::check::body) struct ElementOf {
    pub(in crate::check::body) list: String,
    /// The head of a loop over the positions.
    pub(in crate::check::body) head: String,
    /// The element at such a position.
    pub(in crate::check::body) place: String,
    /// What writes both, if the list can be changed.
    pub(in crate::check::body) edits: Option<Vec<Edit>>,
}

/// A change of a variable that was not declared with `var`, by a builtin or by an assignment.
pub(in crate::check::body) fn fixed(name: &str, by: Option<&str>, changed: Span, info: &Info, copied: Option<Copied>) -> Diagnostic {
    let message = match by {
        Some(builtin) => format!("`{builtin}` changes `{name}`, which is not a `var`"),
        None => format!("cannot assign to `{name}`, which is not a `var`"),
    };
    let found = Diagnostic::new(&FIXED, message).at(changed, "changed here");
    let found = match info.origin {
        Origin::Param => copied_first(found.at(info.span, "parameters cannot be changed"), name, copied),
        Origin::Pattern => copied_first(found.at(info.span, "a copy of each element"), name, copied),
        Origin::Let | Origin::Member => found.at(info.span, "declared with `let` here"),
    };
    match info.stmt {
        Some(stmt) => {
            let keyword = Span::new(stmt.file, stmt.start, stmt.start + 3);
            found.fix("declare it with `var`", Applicability::Safe, vec![Edit { span: keyword, text: "var".to_owned() }])
        }
        None => found,
    }
}

fn copied_first(found: Diagnostic, name: &str, copied: Option<Copied>) -> Diagnostic {
    let copy = format!("copy it to a variable first, `var {name}_now = {name}`, and use `{name}_now` from there on");
    match copied {
        None => found.help(copy),
        Some(Copied::Variable(edits)) => found.help(copy).fix("change a copy", Applicability::Unsafe, edits),
        Some(Copied::Element(None)) => found.help(format!(
            "a change of `{name}` changes nothing else: give the list a name with `var`, and change its elements by their positions"
        )),
        Some(Copied::Element(Some(ElementOf { list, head, place, edits }))) => {
            let found = found
                .help(format!("a change of `{name}` would not change `{list}`: go over the positions, `{head}`, and change `{place}`"));
            match edits {
                Some(edits) => found.fix("change the elements of the list", Applicability::Unsafe, edits),
                None => found.help(format!("`{list}` has to be a `var` for that: copy it with `var {list}_now = {list}`")),
            }
        }
    }
}

pub(in crate::check::body) fn outer_changed(name: &str, changed: Span, declared: Span, closure: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(&CAPTURED, format!("a closure cannot change `{name}`, which is declared outside of it"))
        .at(changed, "changed here")
        .at(declared, "declared here");
    let found = match closure {
        Some(closure) => found.at(closure, "a closure has copies of the variables that it uses"),
        None => found,
    };
    found.help("return the result from the closure and use what the builtin returns, or write a `for` loop")
}

pub(in crate::check::body) fn captured_changed(name: &str, changed: Span, captured: Span) -> Diagnostic {
    Diagnostic::new(&CAPTURED, format!("`{name}` is changed after a closure used it"))
        .at(changed, "changed here")
        .at(captured, "the closure has a copy of its value from here")
        .help(format!("copy it before the closure, and use the copy: `let {name}_then = {name}`"))
}

pub(in crate::check::body) fn not_taken_apart(names: usize, pattern: Span, ty: &Ty, shown: &str) -> Diagnostic {
    let message = match ty {
        Ty::Tuple(members) => format!("{names} names for a tuple of {}", members.len()),
        _ => format!("cannot split `{shown}`, which is not a tuple, into {names} names"),
    };
    let found = Diagnostic::new(&TAKEN_APART, message).at(pattern, format!("the value is `{shown}`"));
    match ty {
        Ty::Tuple(_) => found.help("give each member a name, or `_` where it is not needed"),
        Ty::List(_) => found.help("the element of a list is read by its position: `xs[0]`"),
        Ty::Struct(_) => found.help("the field of a struct is read with a `.`"),
        _ => found.help("give it one name, without parentheses"),
    }
}

/// The name of an output is given to the output at another position.
pub(in crate::check::body) fn output_misplaced(name: &Ident, own: usize, used_for: usize, output: &Variable) -> Diagnostic {
    let message = format!("`{}` is output {} of the task, but is used here for output {}", name.name, own + 1, used_for + 1);
    Diagnostic::new(&TAKEN_APART, message)
        .at(name.span, "outputs are named in their order")
        .at(output.span, "declared here")
        .help("put the names in the order of the outputs, or choose other names")
}

/// `text` is what is iterated, as written.
pub(in crate::check::body) fn element_not_split(pattern: Span, element: &str, iterable: Span, shown: &str, text: &str) -> Diagnostic {
    Diagnostic::new(&TAKEN_APART, format!("cannot split `{element}`, which is not a tuple, into several names"))
        .at(pattern, "one element at a time")
        .at(iterable, format!("this is `{shown}`"))
        .help(format!("to get the position with each element, go through `{text}.enumerate()`"))
}

pub(in crate::check::body) fn map_needs_two_names(name: &Ident, iterable: Span, shown: &str, text: &str) -> Diagnostic {
    let key = &name.name;
    Diagnostic::new(&NOT_ITERABLE, "a map is iterated as pairs of a key and a value")
        .at(name.span, "two names are needed here")
        .at(iterable, format!("this is `{shown}`"))
        .help(format!("write `for {key}, value in {text}`, or go through the keys: `for {key} in {text}.keys()`"))
}

pub(in crate::check::body) fn not_iterable(iterable: Span, ty: &Ty, shown: &str, text: &str) -> Diagnostic {
    let found = Diagnostic::new(&NOT_ITERABLE, format!("`{shown}` cannot be iterated")).at(iterable, format!("this is `{shown}`"));
    match ty {
        Ty::Int => found.help(format!("to count from 0 up to, but not including, `{text}`, write `range({text})`")),
        Ty::Str => found.help(format!("use `{text}.chars()` for its characters, or `{text}.lines()` for its lines")),
        Ty::Json => {
            found.help(format!("use `{text}.as_list()` for the elements of a list, or `{text}.as_map()` for the entries of an object"))
        }
        Ty::Bytes => found.help(format!("use `{text}.values()` for the bytes as numbers")),
        Ty::Union(_) if ty.accepts_none() => found.help(format!("it may be `none`: use an empty list for that case with `{text} ?? []`")),
        Ty::File(_) | Ty::Dir(_) | Ty::Table(_) => found.help(READ),
        _ => found.help("only lists and maps can be iterated"),
    }
}

/// What a closure whose parameters do not match may have been meant to be.
#[derive(Clone, Copy)]
pub(in crate::check::body) enum Meant<'m> {
    /// One parameter that is split into its members.
    Split,
    /// Several parameters instead of one that is split.
    Separate,
    /// The element and its position, as other languages pass them.
    Position {
        element: &'m Ident,
        position: &'m Ident,
    },
    Unclear,
}

/// `types` are those of the parameters that `builtin` passes.
pub(in crate::check::body) fn closure_parameters(
    builtin: &str,
    given: usize,
    types: &[String],
    span: Span,
    meant: Meant<'_>,
) -> Diagnostic {
    let expected = if types.len() == 1 { "one parameter".to_owned() } else { format!("{} parameters", types.len()) };
    let arguments = match types.len() {
        1 => "one argument".to_owned(),
        2 => "two arguments".to_owned(),
        count => format!("{count} arguments"),
    };
    let given = if given == 0 { "none".to_owned() } else { given.to_string() };
    let types = types.iter().map(|ty| format!("`{ty}`")).collect::<Vec<_>>().join(", ");
    let found = Diagnostic::new(&CLOSURE_PARAMETERS, format!("`{builtin}` expects a closure with {expected}, but this one has {given}"))
        .at(span, format!("`{builtin}` calls it with {arguments}: {types}"));
    match meant {
        Meant::Split => found.help("to name the members of a tuple, use parentheses: `|(a, b)| …`"),
        Meant::Separate => found.help("these are separate parameters: `|a, b| …`, without parentheses"),
        Meant::Position { element, position } => found.help(format!(
            "to get the position of each element as well, write `.enumerate().{builtin}(|({}, {})| …)`",
            position.name, element.name
        )),
        Meant::Unclear => found,
    }
}
