//! The names in scope and the possible exits at a place.

use super::types::Ty;

/// A variable.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub name: String,
    pub ty: Ty,
    /// Whether code may assign it.
    pub assignable: bool,
    /// Whether it is assigned at all: closures take no such variable from outside.
    pub changes: bool,
    /// How many closures are around its declaration.
    pub closures: usize,
}

impl Variable {
    pub(super) fn fixed(name: &str, ty: Ty) -> Self {
        Self { name: name.to_owned(), ty, assignable: false, changes: false, closures: 0 }
    }

    pub(super) fn assigned(name: &str, ty: Ty) -> Self {
        Self { assignable: true, changes: true, ..Self::fixed(name, ty) }
    }

    /// The counter of a loop, which has to end.
    pub(super) fn counter(name: &str) -> Self {
        Self { changes: true, ..Self::fixed(name, Ty::Int) }
    }
}

/// The scope of a place.
#[derive(Default)]
pub(super) struct Scope {
    pub variables: Vec<Variable>,
    /// The type that `return` needs, of the task and of each closure around the place.
    pub results: Vec<Ty>,
    /// How many loops are around the place, within the innermost closure.
    pub loops: usize,
    /// Variables that are known to be `none` here, and so have another type.
    pub hidden: Option<String>,
}

impl Scope {
    pub(super) fn of(result: Ty) -> Self {
        Self { variables: Vec::new(), results: vec![result], ..Self::default() }
    }

    pub(super) fn closures(&self) -> usize {
        self.results.len() - 1
    }

    pub(super) fn add(&mut self, variable: Variable) {
        let closures = self.closures();
        self.variables.push(Variable { closures, ..variable });
    }

    /// The variables that can be read; of one that is narrowed, the narrow one.
    pub(super) fn visible(&self) -> impl Iterator<Item = &Variable> {
        let closures = self.closures();
        let is_last = |at: usize, name: &str| self.variables[at + 1..].iter().all(|later| later.name != name);
        let known =
            self.variables.iter().enumerate().filter(move |(at, variable)| is_last(*at, &variable.name)).map(|(_, variable)| variable);
        let shown = known.filter(|variable| self.hidden.as_ref() != Some(&variable.name));
        shown.filter(move |variable| !variable.changes || variable.closures == closures)
    }
}
