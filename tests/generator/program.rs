//! A program in the making: what it declares so far, what can be called, and the names that are taken.

use super::declarations::{Declarations, Field};
use super::dice::Dice;
use super::shape::Shape;
use super::types::Type;

/// A helper of task code.
#[derive(Clone, Debug)]
pub(super) struct Function {
    pub name: String,
    pub parameters: Vec<Field>,
    pub result: Type,
}

/// An output of a task or workflow, and what is known of every value that it gives.
#[derive(Clone, Debug)]
pub(super) struct Output {
    /// Its name in Flyte.
    pub name: String,
    pub ty: Type,
    pub shape: Shape,
}

/// The outputs of a task or workflow in its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// `-> T`, `-> (A, B)`
    Unnamed,
    /// `-> (mean: float)`
    Named,
}

/// A task or workflow that a workflow can call.
#[derive(Clone, Debug)]
pub(super) struct Callable {
    pub name: String,
    pub parameters: Vec<Field>,
    pub outputs: Vec<Output>,
    pub naming: Naming,
    pub is_task: bool,
    /// Whether it is a task that calls no other, which is what can be mapped.
    pub is_mappable: bool,
}

/// The program so far.
pub(super) struct Program {
    pub dice: Dice,
    pub declarations: Declarations,
    pub functions: Vec<Function>,
    pub callables: Vec<Callable>,
    /// The text of the items, in their order.
    pub items: Vec<String>,
    /// How large the program should be.
    pub size: usize,
    identities: Vec<(Type, String)>,
    names: usize,
}

const WORDS: [&str; 14] =
    ["price", "rows", "item", "score", "batch", "model", "total", "word", "part", "step", "note", "limit", "shipped_on", "netValue"];

impl Program {
    pub(super) fn new(seed: u64, size: u32) -> Self {
        let mut dice = Dice::new(seed);
        let size = size as usize;
        let declarations = Declarations::new(&mut dice, size);
        Self { dice, declarations, functions: Vec::new(), callables: Vec::new(), items: Vec::new(), size, identities: Vec::new(), names: 0 }
    }

    /// A name that nothing else has.
    pub(super) fn fresh(&mut self) -> String {
        self.names += 1;
        let word = self.dice.pick(&WORDS);
        format!("{word}{}", self.names)
    }

    /// A name that nothing else has, with a word for what it is.
    pub(super) fn fresh_as(&mut self, word: &str) -> String {
        self.names += 1;
        format!("{word}_{}", self.names)
    }

    /// A type of values that code can make.
    pub(super) fn any_type(&mut self, depth: usize) -> Type {
        self.declarations.any_type(&mut self.dice, depth)
    }

    pub(super) fn type_text(&mut self, ty: &Type) -> String {
        self.declarations.type_text(&mut self.dice, ty)
    }

    /// The parameters as written in a header, each on a line of its own now and then.
    pub(super) fn parameters(&mut self, parameters: &[Field]) -> String {
        let texts: Vec<_> = parameters.iter().map(|field| self.declarations.parameter(&mut self.dice, field)).collect();
        if texts.is_empty() || self.dice.chance(80) {
            return texts.join(", ");
        }
        let lines: String = texts.iter().map(|text| format!("    ## What it is.\n    {text},\n")).collect();
        format!("\n{lines}")
    }

    /// The outputs as written in a header.
    pub(super) fn outputs(&mut self, outputs: &[Output], naming: Naming) -> String {
        let named = naming == Naming::Named;
        let mut text = |output: &Output| {
            let ty = self.type_text(&output.ty);
            if named { format!("{}: {ty}", output.name) } else { ty }
        };
        let texts: Vec<_> = outputs.iter().map(&mut text).collect();
        match texts.as_slice() {
            [] => String::new(),
            [single] if !named => format!(" -> {single}"),
            _ => format!(" -> ({})", texts.join(", ")),
        }
    }

    /// A `fn` that returns what it takes: it makes the type of its argument known.
    pub(super) fn identity(&mut self, ty: &Type) -> String {
        if let Some((_, name)) = self.identities.iter().find(|(known, _)| known == ty) {
            return name.clone();
        }
        let name = self.fresh_as("same");
        let (from, to) = (self.type_text(ty), self.type_text(ty));
        self.items.push(format!("fn {name}(x: {from}) -> {to} {{ x }}\n"));
        self.identities.push((ty.clone(), name.clone()));
        name
    }
}
