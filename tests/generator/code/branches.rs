//! `if` and `match`, as expressions and as statements: the head, the patterns that cover every value, and what they name.

use super::{Code, Kind, Place, Variable};
use crate::generator::expr::{Expr, LOOSE};
use crate::generator::types::Type;

/// An arm of a `match`.
#[derive(Clone, Debug)]
pub(super) struct Arm {
    /// The pattern with its condition.
    pattern: String,
    names: Vec<Variable>,
    /// The type of the subject within the arm, if the pattern narrows it.
    subject: Known,
}

/// The fact that a test establishes about its variable.
#[derive(Clone, Debug)]
pub(super) enum Known {
    Nothing,
    /// It has this type there.
    Is(Type),
    /// It is `none` there, and of no use.
    IsNone,
}

impl Arm {
    fn new(pattern: impl Into<String>) -> Self {
        Self { pattern: pattern.into(), names: Vec::new(), subject: Known::Nothing }
    }
}

impl Code<'_> {
    /// `if c { … } else if d { … } else { … }`
    pub(super) fn branches(&mut self, ty: &Type, place: Place) -> Expr {
        let mut text = String::new();
        for _ in 0..self.program.dice.between(1, 2) {
            let condition = self.condition(place.fuel);
            let value = self.expr(ty, place);
            text += &format!("if {} {{ {} }} else ", condition.head(), value.text);
        }
        let otherwise = self.expr(ty, place);
        Expr::new(format!("{text}{{ {} }}", otherwise.text), LOOSE)
    }

    /// A condition that says nothing about the variables in its branch.
    pub(super) fn condition(&mut self, fuel: u32) -> Expr {
        let made = self.expr(&Type::Bool, Place::open(fuel));
        if made.text.contains("!= none and") { self.leaf(&Type::Bool, Place::open(0)) } else { made }
    }

    /// `match e { … }` with a value for every arm.
    pub(super) fn matched(&mut self, ty: &Type, place: Place) -> Expr {
        let (head, arms) = self.arms(place.fuel);
        let mut texts = Vec::new();
        for arm in arms {
            let value = self.knowing(&head, &arm.subject, |code| code.with(arm.names, |code| code.expr(ty, place)));
            texts.push(format!("{} => {}", arm.pattern, value.body()));
        }
        Expr::new(format!("match {head} {{ {} }}", texts.join(", ")), LOOSE)
    }

    /// The head of a `match`, and arms that cover every value of its type.
    fn arms(&mut self, fuel: u32) -> (String, Vec<Arm>) {
        let subjects: Vec<_> = self.visible().filter(|variable| self.is_matched(variable)).cloned().collect();
        let (head, ty) = if subjects.is_empty() || self.program.dice.chance(20) {
            let ty = [Type::Int, Type::Str, Type::Bool, Type::Duration][self.program.dice.below(4)].clone();
            (self.expr(&ty, Place::open(fuel)).head(), ty)
        } else {
            let subject = self.program.dice.pick(&subjects).clone();
            (subject.name, subject.ty)
        };
        let mut arms = match &ty {
            Type::Enum(at) => self.enum_arms(*at),
            Type::Bool => vec![Arm::new("true"), Arm::new("false")],
            Type::Optional(item) => {
                let mut arms = vec![Arm { subject: Known::IsNone, ..Arm::new("none") }];
                match &**item {
                    Type::Union(parts) => arms.extend(parts.clone().iter().map(|part| self.typed_arm(part))),
                    item => arms.push(self.typed_arm(item)),
                }
                arms
            }
            Type::Union(parts) => parts.clone().iter().map(|part| self.typed_arm(part)).collect(),
            _ => self.literal_arms(&ty),
        };
        if self.program.dice.chance(25) {
            self.add_guard(&mut arms, &head, fuel);
        }
        (head, arms)
    }

    fn is_matched(&self, variable: &Variable) -> bool {
        match &variable.ty {
            Type::Optional(item) => variable.kind == Kind::Fixed && !item.has_address(),
            Type::Union(_) => variable.kind == Kind::Fixed,
            Type::Enum(_) | Type::Bool | Type::Int | Type::Str => true,
            _ => false,
        }
    }

    /// Every variant once, several in one arm now and then, and the last ones by `_`.
    fn enum_arms(&mut self, at: usize) -> Vec<Arm> {
        let mut variants = self.variants(at);
        self.program.dice.shuffle(&mut variants);
        let mut arms: Vec<Arm> = Vec::new();
        let rest = self.program.dice.chance(30) && variants.len() > 1;
        if rest {
            variants.pop();
        }
        for variant in variants {
            match arms.last_mut() {
                Some(arm) if self.program.dice.chance(30) => arm.pattern += &format!(" | {variant}"),
                _ => arms.push(Arm::new(variant)),
            }
        }
        if rest {
            arms.push(Arm::new("_"));
        }
        arms
    }

    /// `n: int`, `_: int`
    fn typed_arm(&mut self, ty: &Type) -> Arm {
        let text = self.program.type_text(ty);
        if self.program.dice.chance(20) {
            return Arm { subject: Known::Is(ty.clone()), ..Arm::new(format!("_: {text}")) };
        }
        let local = self.local(ty, false);
        Arm { pattern: format!("{}: {text}", local.name), names: vec![local], subject: Known::Is(ty.clone()) }
    }

    /// Some literals, and an arm for everything else.
    fn literal_arms(&mut self, ty: &Type) -> Vec<Arm> {
        let mut arms: Vec<Arm> = Vec::new();
        for literal in self.pattern_literals(ty) {
            match arms.last_mut() {
                Some(arm) if self.program.dice.chance(30) => arm.pattern += &format!(" | {literal}"),
                _ => arms.push(Arm::new(literal)),
            }
        }
        if self.program.dice.chance(50) {
            arms.push(Arm::new("_"));
        } else {
            let local = self.local(ty, false);
            arms.push(Arm { names: vec![local.clone()], ..Arm::new(local.name) });
        }
        arms
    }

    /// An arm with a condition in front of one without.
    fn add_guard(&mut self, arms: &mut Vec<Arm>, head: &str, fuel: u32) {
        let at = self.program.dice.below(arms.len());
        let mut arm = arms[at].clone();
        let fuel = fuel.saturating_sub(1);
        let guard = self.knowing(head, &arm.subject, |code| code.with(arm.names.clone(), |code| code.condition(fuel)));
        arm.pattern += &format!(" if {}", guard.at(1));
        arms.insert(at, arm);
    }

    /// The result of `make` where a test has said something about the variable.
    pub(super) fn knowing<T>(&mut self, name: &str, known: &Known, make: impl FnOnce(&mut Self) -> T) -> T {
        let place = match known {
            Known::Nothing => None,
            _ => self.scope.iter().position(|variable| variable.name == name),
        };
        let Some(at) = place else { return make(self) };
        let before = self.scope[at].clone();
        match known {
            Known::Is(ty) => self.scope[at].ty = ty.clone(),
            // No other variable has a tuple's type, so nothing will look for this one.
            _ => self.scope[at].ty = Type::Tuple(Vec::new()),
        }
        let made = make(self);
        self.scope[at] = before;
        made
    }

    /// `match e { … }` whose arms are blocks that assign.
    pub(super) fn match_statement(&mut self, fuel: u32) {
        let (head, arms) = self.arms(fuel);
        self.line(format!("match {head} {{"));
        self.indent += 1;
        for arm in arms {
            self.line(format!("{} => {{", arm.pattern));
            self.knowing(&head, &arm.subject, |code| code.block(arm.names, |code| code.assignment(fuel)));
            self.line("}");
        }
        self.indent -= 1;
        self.line("}");
    }

    /// `if c { … }`, with and without an `else`, whose blocks assign.
    pub(super) fn if_statement(&mut self, fuel: u32) {
        let condition = self.condition(fuel);
        self.line(format!("if {} {{", condition.head()));
        self.block(vec![], |code| code.assignment(fuel));
        if self.program.dice.chance(50) {
            self.line("} else {");
            self.block(vec![], |code| code.assignment(fuel));
        }
        self.line("}");
    }

    /// Lines of a block, one step further in, with what is known there only.
    pub(super) fn block(&mut self, names: Vec<Variable>, make: impl FnOnce(&mut Self)) {
        self.indent += 1;
        self.with(names, make);
        self.indent -= 1;
    }

    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        let comment = if self.program.dice.chance(2) { "  # why" } else { "" };
        self.lines.push(format!("{}{}{comment}", "    ".repeat(self.indent), text.as_ref()));
    }

    /// A variable of the scope, of a kind and type.
    pub(super) fn variable(&mut self, is: impl Fn(&Variable) -> bool) -> Option<Variable> {
        let found: Vec<_> = self.scope.iter().filter(|variable| variable.kind != Kind::Fixed && is(variable)).cloned().collect();
        (!found.is_empty()).then(|| self.program.dice.pick(&found).clone())
    }
}
