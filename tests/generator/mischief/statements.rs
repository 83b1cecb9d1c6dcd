//! Statements: variables, assignments to every place, loops that end.

use super::Mischief;
use super::scope::Variable;
use super::types::{self, BOX, Ty};

impl Mischief {
    /// The variables that a body begins with.
    pub(super) fn openings(&mut self) -> Vec<String> {
        const TYPES: [&str; 9] = ["int", "[int]", "str", "{str: int}", "Box", "int?", "{str: int?}", "[[int]]", "float"];
        let mut lines = Vec::new();
        for text in TYPES {
            if self.dice.chance(45) {
                let ty = types::parse(text).0;
                lines.push(self.declare(&ty, true, 1));
            }
        }
        if self.dice.chance(25) {
            let name = self.fresh("r");
            lines.push(format!("var {name} = rng({})", self.small_int()));
            self.scope.add(Variable::assigned(&name, Ty::Rng));
            if let Some(last) = self.scope.variables.last_mut() {
                last.assignable = false;
            }
        }
        lines
    }

    /// `let` or `var`.
    fn declare(&mut self, ty: &Ty, assigned: bool, fuel: u32) -> String {
        let name = self.fresh("v");
        let is_stated = ty.is_plain() && self.dice.chance(70);
        let value = self.expr_in(ty, fuel, !is_stated);
        let stated = if is_stated { format!(": {ty}") } else { String::new() };
        self.scope.add(if assigned { Variable::assigned(&name, ty.clone()) } else { Variable::fixed(&name, ty.clone()) });
        format!("{} {name}{stated} = {value}", if assigned { "var" } else { "let" })
    }

    /// A statement on lines of its own.
    pub(super) fn statement(&mut self, depth: u32) -> String {
        match self.dice.below(20) {
            0..=3 => {
                let ty = self.any_type(1);
                let assigned = self.dice.chance(40);
                self.declare(&ty, assigned, 3)
            }
            4..=9 => self.assignment(3),
            10 | 11 => {
                let ty = self.any_type(1);
                format!("log({})", self.open(&ty, 3))
            }
            12 if depth > 0 => {
                let condition = self.head(&Ty::Bool, 2);
                let (then, otherwise) = (self.nested(depth - 1, ""), self.nested(depth - 1, ""));
                if self.dice.chance(50) {
                    format!("if {condition} {{{then}}}")
                } else {
                    format!("if {condition} {{{then}}} else {{{otherwise}}}")
                }
            }
            13..=15 if depth > 0 => {
                let before = self.scope.variables.len();
                let rounds = self.rounds(2);
                self.scope.loops += 1;
                let body = self.nested(depth - 1, "");
                self.scope.loops -= 1;
                self.scope.variables.truncate(before);
                format!("for {rounds} {{{body}}}")
            }
            16 if depth > 0 => {
                let name = self.fresh("n");
                self.scope.add(Variable::counter(&name));
                let condition = self.expr(&Ty::Bool, 2);
                self.scope.loops += 1;
                let body = self.nested(depth - 1, &format!("{name} += 1; "));
                self.scope.loops -= 1;
                format!("var {name} = 0\n    while ({name} < {} and {condition}) {{{body}}}", 1 + self.dice.below(4))
            }
            17 => {
                let (condition, message) = (self.expr(&Ty::Bool, 2), self.expr(&Ty::Str, 2));
                if self.dice.chance(50) { format!("assert {condition}, {message}") } else { format!("assert {condition}") }
            }
            18 => {
                let condition = self.head(&Ty::Bool, 1);
                format!("if {condition} {{ {} }}", self.exit(2))
            }
            _ => self.narrowed(),
        }
    }

    /// The statements of a block.
    fn nested(&mut self, depth: u32, first: &str) -> String {
        let before = self.scope.variables.len();
        let mut lines = String::from(" ") + first;
        for _ in 0..1 + self.dice.below(3) {
            lines += &format!("\n        {}", self.statement(depth));
        }
        self.scope.variables.truncate(before);
        lines + "\n    "
    }

    /// A variable that is known not to be `none` from then on.
    fn narrowed(&mut self) -> String {
        let is_fixed = |variable: &&Variable| !variable.changes && matches!(variable.ty, Ty::Optional(_));
        let Some(found) = self.scope.visible().filter(is_fixed).last().cloned() else { return self.assignment(2) };
        let Ty::Optional(item) = &found.ty else { return self.assignment(2) };
        self.scope.hidden = Some(found.name.clone());
        let exit = self.exit(2);
        self.scope.hidden = None;
        self.scope.variables.push(Variable { ty: (**item).clone(), ..found.clone() });
        format!("if {} == none {{ {exit} }}", found.name)
    }

    /// A statement for a block on one line.
    pub(super) fn inline_statement(&mut self, fuel: u32) -> String {
        match self.dice.below(4) {
            0 => format!("if {} {{ {} }}", self.head(&Ty::Bool, fuel), self.exit(fuel)),
            1 => format!("for {} in [1, 2, 3] {{ {} }}", self.fresh("z"), self.looped(fuel)),
            _ => self.effect(fuel),
        }
    }

    fn looped(&mut self, fuel: u32) -> String {
        self.scope.loops += 1;
        let (effect, condition, exit) = (self.effect(fuel), self.head(&Ty::Bool, fuel), self.exit(fuel));
        self.scope.loops -= 1;
        format!("{effect}; if {condition} {{ {exit} }}")
    }

    /// An observable effect: a line of the log or an assignment.
    pub(super) fn effect(&mut self, fuel: u32) -> String {
        if self.dice.chance(30) { format!("log({})", self.open(&Ty::Int, fuel)) } else { self.assignment(fuel) }
    }

    /// An assignment to a variable or a place in it.
    pub(super) fn assignment(&mut self, fuel: u32) -> String {
        let variables: Vec<Variable> = self.scope.visible().filter(|variable| variable.assignable).cloned().collect();
        if variables.is_empty() {
            return format!("log({})", self.open(&Ty::Int, fuel));
        }
        let root = self.dice.pick(&variables).clone();
        let (mut place, mut ty) = (root.name, root.ty);
        let mut last = None;
        while self.dice.chance(75) {
            let (step, inner) = match &ty {
                Ty::List(item) => (format!("[{}]", self.index(fuel)), (**item).clone()),
                Ty::Map(item) => (format!("[{}]", self.key(fuel)), (**item).clone()),
                ty if *ty == BOX => {
                    let fields = ["n: int", "xs: [int]", "m: {str: int}", "o: int?", "inner.k: int", "inner.ws: [str]"];
                    let (name, ty) = self.dice.pick(&fields).split_once(": ").unwrap_or(("n", "int"));
                    (format!(".{name}"), types::parse(ty).0)
                }
                _ => break,
            };
            last = step.starts_with('[').then(|| (place.clone(), step[1..step.len() - 1].to_owned()));
            place += &step;
            ty = inner;
        }
        if self.dice.chance(55)
            && let Some(update) = self.update(&place, &ty, fuel)
        {
            return update;
        }
        if ty == Ty::Int
            && let Some((whole, key)) = last
            && self.dice.chance(30)
        {
            return self.counted(&whole, &key, fuel);
        }
        let value = self.expr(&ty, fuel);
        format!("{place} = {value}")
    }

    /// `place op= value`
    fn update(&mut self, place: &str, ty: &Ty, fuel: u32) -> Option<String> {
        let (operator, value) = match ty {
            Ty::Int => match self.dice.below(8) {
                0..=4 => (*self.dice.pick(&["+", "-", "*"]), self.expr(ty, fuel)),
                5 => ("+", "1".to_owned()),
                6 => {
                    let value = self.expr(ty, fuel);
                    (*self.dice.pick(&["//", "%"]), self.varying(ty, value))
                }
                _ => ("**", "2".to_owned()),
            },
            Ty::Float => {
                let value = self.expr(ty, fuel);
                (*self.dice.pick(&["+", "-", "*", "/", "//", "%"]), self.varying(ty, value))
            }
            Ty::Str | Ty::List(_) if self.dice.chance(20) => ("*", self.index(fuel)),
            Ty::Str | Ty::List(_) => ("+", self.expr(ty, fuel)),
            Ty::Duration => (*self.dice.pick(&["+", "-"]), self.expr(ty, fuel)),
            Ty::Datetime => (*self.dice.pick(&["+", "-"]), self.expr(&Ty::Duration, fuel)),
            _ => return None,
        };
        Some(format!("{place} {operator}= {value}"))
    }

    /// Counting things in a map or list: `m[k] = (m.get(k) ?? 0) + 1`.
    fn counted(&mut self, whole: &str, key: &str, fuel: u32) -> String {
        let (value, other) = (self.expr(&Ty::Int, fuel), self.expr(&Ty::Int, fuel));
        match self.dice.chance(50) {
            true => format!("{whole}[{key}] = ({whole}.get({key}) ?? {other}) + {value}"),
            false => format!("{whole}[{key}] = {whole}.get({key}, {other}) + {value}"),
        }
    }
}
