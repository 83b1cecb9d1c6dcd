//! Task code: expressions and statements, driven by the type that is wanted. Nothing that is made here can fail: divisors
//! are constants, indices come after what has elements, and arithmetic takes tame operands.

mod branches;
mod expressions;
mod leaves;
mod statements;

use super::declarations::Field;
use super::expr::{ATOM, Expr, PRODUCT};
use super::program::{Naming, Output, Program};
use super::types::Type;

/// Whether a variable can be assigned, and captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `let`, parameters, variables of loops and closures.
    Fixed,
    /// `var`: no closure captures it, because it may be assigned later.
    Assigned,
    /// A `var` that starts small and is only changed in small steps.
    Accumulator,
    /// A `var` list that keeps its length, and has an element.
    Indexed,
}

#[derive(Clone, Debug)]
struct Variable {
    name: String,
    ty: Type,
    tame: bool,
    kind: Kind,
}

/// Where an expression is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Whether the place does not determine the type, so that the expression has to.
    pub closed: bool,
    /// How deep the expression may become.
    pub fuel: u32,
}

impl Place {
    /// A place whose type is expected.
    pub(super) fn expected(fuel: u32) -> Self {
        Self { closed: false, fuel }
    }

    /// A place that takes its type from the expression.
    pub(super) fn open(fuel: u32) -> Self {
        Self { closed: true, fuel }
    }

    fn deeper(self) -> Self {
        Self { fuel: self.fuel.saturating_sub(1), ..self }
    }
}

/// The code of one `fn` or task.
pub(super) struct Code<'p> {
    pub program: &'p mut Program,
    scope: Vec<Variable>,
    /// How many closures are around the expression.
    closures: usize,
    /// Whether a task may be called, and whether one was.
    pub may_call_tasks: bool,
    pub calls_tasks: bool,
    /// The type that `return` needs in a task.
    returns: Option<(Vec<Output>, Naming)>,
    lines: Vec<String>,
    indent: usize,
}

impl<'p> Code<'p> {
    /// Code with these parameters in scope.
    pub(super) fn new(program: &'p mut Program, parameters: &[Field]) -> Self {
        let variable = |field: &Field| Variable { name: field.name.clone(), ty: field.ty.clone(), tame: false, kind: Kind::Fixed };
        let scope = parameters.iter().map(variable).collect();
        Self { program, scope, closures: 0, may_call_tasks: false, calls_tasks: false, returns: None, lines: Vec::new(), indent: 1 }
    }

    /// Code that may end early, with these outputs.
    pub(super) fn returning(self, outputs: &[Output], naming: Naming) -> Self {
        Self { returns: Some((outputs.to_vec(), naming)), ..self }
    }

    /// The lines of the body so far, indented.
    pub(super) fn finish(self) -> String {
        self.lines.into_iter().map(|line| line + "\n").collect()
    }

    /// A name for a value whose type is known by what it is.
    fn declare(&mut self, ty: &Type, kind: Kind, tame: bool) -> String {
        let name = self.program.fresh();
        self.scope.push(Variable { name: name.clone(), ty: ty.clone(), tame, kind });
        name
    }

    /// The result of `make` where these variables are known, too.
    fn with<T>(&mut self, variables: Vec<Variable>, make: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.scope.len();
        self.scope.extend(variables);
        let made = make(self);
        self.scope.truncate(before);
        made
    }

    /// The variables that an expression at this place can name.
    fn visible(&self) -> impl Iterator<Item = &Variable> {
        self.scope.iter().filter(|variable| self.closures == 0 || variable.kind == Kind::Fixed)
    }

    /// A small value.
    fn tame(&mut self, ty: &Type, fuel: u32) -> Expr {
        let made = self.expr(ty, Place::open(fuel));
        if made.tame {
            return made;
        }
        let text = match ty {
            Type::Int if self.program.dice.chance(50) => format!("clamp({}, -99, 99)", made.text),
            Type::Int => format!("({} % 100)", made.at(PRODUCT)),
            Type::Float => format!("clamp({}, -99.5, 99.5)", made.text),
            Type::Str => format!("{}[:12]", made.at(ATOM)),
            Type::List(_) if self.program.dice.chance(50) => format!("{}[:4]", made.at(ATOM)),
            Type::List(_) => format!("{}.take(4)", made.at(ATOM)),
            Type::Map(_) => format!("{}.items().take(3).to_map()", made.at(ATOM)),
            Type::Duration => format!("min(max({}, -30d), 30d)", made.text),
            Type::Datetime => {
                format!("min(max({}, datetime(\"1950-01-01T00:00:00Z\")), datetime(\"2050-01-01T00:00:00Z\"))", made.text)
            }
            _ => return made,
        };
        Expr { tame: true, ..Expr::new(text, ATOM) }
    }
}
