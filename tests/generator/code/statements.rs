//! Statements of task code, and the results at their end.

use super::branches::Known;
use super::{Code, Kind, Place, Variable};
use crate::generator::builtins::DRAWS;
use crate::generator::expr::{ATOM, Expr, PRODUCT};
use crate::generator::program::{Naming, Output};
use crate::generator::shape::Shape;
use crate::generator::types::Type;

/// How deep the expressions of statements may become.
const FUEL: u32 = 2;

impl Code<'_> {
    /// That many statements, and the ones that they need.
    pub(crate) fn statements(&mut self, count: usize) {
        for _ in 0..count {
            match self.program.dice.below(15) {
                0..3 => self.binding(),
                3 | 4 => self.variable_statement(),
                5 => self.taken_apart(),
                6 => self.draws(),
                7 => self.path_assignments(),
                8 => self.for_loop(0),
                9 => self.while_loop(),
                10 => self.if_statement(FUEL),
                11 => self.match_statement(FUEL),
                12 => self.assertion(),
                13 => self.chain(),
                _ => self.assignment(FUEL),
            }
        }
    }

    /// `let x = e`, `let x: T = e`
    fn binding(&mut self) {
        let ty = self.program.any_type(2);
        let stated = !ty.is_self_typed() || self.program.dice.chance(30);
        let annotation = if stated { format!(": {}", self.program.type_text(&ty)) } else { String::new() };
        let fuel = if self.program.dice.chance(25) { FUEL + 1 } else { FUEL };
        let value = self.expr(&ty, Place { closed: !stated, fuel });
        let name = self.declare(&ty, Kind::Fixed, value.tame);
        self.line(format!("let {name}{annotation} = {}", value.text));
    }

    /// `var x = e`; half of them start small.
    fn variable_statement(&mut self) {
        if self.program.dice.chance(50) {
            let ty = [Type::Int, Type::Float, Type::Str, Type::Duration][self.program.dice.below(4)].clone();
            let value = self.tame(&ty, 1);
            let name = self.declare(&ty, Kind::Accumulator, false);
            self.line(format!("var {name} = {}", value.text));
            return;
        }
        let ty = self.program.any_type(2);
        let value = self.expr(&ty, Place::expected(FUEL));
        let annotation = self.program.type_text(&ty);
        let name = self.declare(&ty, Kind::Assigned, false);
        self.line(format!("var {name}: {annotation} = {}", value.text));
    }

    /// `let (a, (b, _)) = e`
    fn taken_apart(&mut self) {
        let part = self.program.any_type(1);
        let list = Type::list(part.clone());
        let other = self.program.any_type(1);
        let ty = match self.program.dice.below(4) {
            0 => Type::Tuple(vec![Type::Int, Type::Int]),
            1 => Type::Tuple(vec![Type::Float, Type::Float]),
            2 => Type::Tuple(vec![list.clone(), list]),
            _ => Type::Tuple(vec![part, Type::Tuple(vec![other, Type::Int])]),
        };
        let value = self.expr(&ty, Place::open(FUEL));
        let mut locals = Vec::new();
        let pattern = self.pattern(&ty, &mut locals);
        let assigned = self.program.dice.chance(20);
        if assigned {
            locals.iter_mut().for_each(|local| local.kind = Kind::Assigned);
        }
        self.line(format!("{} {pattern} = {}", if assigned { "var" } else { "let" }, value.text));
        self.scope.extend(locals);
    }

    /// A chain of calls over several lines.
    fn chain(&mut self) {
        let (from, to) = (self.program.any_type(1), self.program.any_type(1));
        let list = self.tame(&Type::list(from.clone()), 1);
        let kept = self.closure(std::slice::from_ref(&from), &Type::Bool, false, 1);
        let made = self.closure(std::slice::from_ref(&from), &to, false, 1);
        let name = self.declare(&Type::list(to), Kind::Fixed, true);
        self.line(format!("let {name} = {}", list.at(ATOM)));
        self.line(format!("    .filter({kept})"));
        self.line(format!("    .map({made})"));
    }

    /// A seeded source of random numbers, and what is drawn from it.
    fn draws(&mut self) {
        let seed = self.expr(&Type::Int, Place::open(1));
        let source = self.program.fresh_as("rng");
        self.line(format!("var {source} = rng({})", seed.text));
        for _ in 0..self.program.dice.between(1, 3) {
            let template = self.program.dice.pick(&DRAWS);
            let ty = match &template.result {
                Type::Var(_) => self.program.any_type(1),
                Type::List(item) if matches!(**item, Type::Var(_)) => Type::list(self.program.any_type(1)),
                ty => ty.clone(),
            };
            let drawn = self.instance(template, &ty, 1);
            let name = self.declare(&ty, Kind::Fixed, drawn.tame);
            self.line(format!("let {name} = {}", drawn.text.replacen("r.", &format!("{source}."), 1)));
        }
    }

    /// Assignments through fields, indices and keys that are there.
    fn path_assignments(&mut self) {
        match self.program.dice.below(3) {
            0 => {
                let item = self.program.any_type(1);
                let list = self.list(&item, 2, Place::expected(1));
                let annotation = self.program.type_text(&Type::list(item.clone()));
                let name = self.declare(&Type::list(item.clone()), Kind::Indexed, false);
                self.line(format!("var {name}: {annotation} = {}", list.text));
                let value = self.expr(&item, Place::expected(FUEL));
                let index = self.program.dice.between(-2, 1);
                self.line(format!("{name}[{index}] = {}", value.text));
                self.step(&format!("{name}[0]"), &item);
            }
            1 => {
                let item = self.program.any_type(1);
                let annotation = self.program.type_text(&Type::map(item.clone()));
                let name = self.declare(&Type::map(item.clone()), Kind::Assigned, false);
                self.line(format!("var {name}: {annotation} = {{}}"));
                let value = self.tame(&item, 1);
                self.line(format!("{name}[\"bolt\"] = {}", value.text));
                self.step(&format!("{name}[\"bolt\"]"), &item);
            }
            _ if !self.program.declarations.structs.is_empty() => {
                let at = self.program.dice.below(self.program.declarations.structs.len());
                let record = self.literal(&Type::Struct(at), Place::open(FUEL));
                let name = self.declare(&Type::Struct(at), Kind::Assigned, false);
                self.line(format!("var {name} = {}", record.text));
                let fields = self.program.declarations.structs[at].1.clone();
                let field = self.program.dice.pick(&fields).clone();
                if self.can_make(&field.ty) {
                    let value = self.expr(&field.ty, Place::expected(FUEL));
                    self.line(format!("{name}.{} = {}", field.name, value.text));
                }
                if let Type::Struct(inner) = field.ty {
                    let fields = self.program.declarations.structs[inner].1.clone();
                    let inner = self.program.dice.pick(&fields).clone();
                    if self.can_make(&inner.ty) {
                        let value = self.expr(&inner.ty, Place::expected(1));
                        self.line(format!("{name}.{}.{} = {}", field.name, inner.name, value.text));
                    }
                }
            }
            _ => {}
        }
    }

    /// A change of what is at the place, by an operator, that stays in range however often it is made.
    fn step(&mut self, place: &str, ty: &Type) {
        let operand = match ty {
            Type::Int | Type::Float | Type::Str | Type::Duration => self.tame(ty, 1).at(PRODUCT),
            Type::List(_) => self.expr(ty, Place::open(1)).at(PRODUCT),
            _ => return,
        };
        let divisor = self.program.dice.between(2, 9);
        let choice = self.program.dice.below(7);
        let (smaller, text) = match (ty, choice) {
            (Type::Int | Type::Float, 0) => (true, format!("{place} *= {divisor}")),
            (Type::Int | Type::Float, 1) => (true, format!("{place} **= 2")),
            (Type::Int | Type::Float, 2) => (false, format!("{place} //= {divisor}")),
            (Type::Int | Type::Float, 3) => (false, format!("{place} %= {divisor}")),
            (Type::Float, 4) => (false, format!("{place} /= {divisor}")),
            (Type::Int | Type::Float | Type::Duration, 5) => (true, format!("{place} -= {operand}")),
            (Type::Duration, _) => (true, format!("{place} += {operand}")),
            (Type::Str | Type::List(_), _) => (false, format!("{place} = {place}[:6] + {operand}")),
            _ => (true, format!("{place} += {operand}")),
        };
        if smaller {
            self.line(match ty {
                Type::Duration => format!("{place} %= 9d"),
                _ => format!("{place} %= 1000"),
            });
        }
        self.line(text);
    }

    /// An assignment to a variable that is there, or a new one.
    pub(super) fn assignment(&mut self, fuel: u32) {
        match self.variable(|variable| variable.kind != Kind::Indexed) {
            Some(variable) if variable.kind == Kind::Accumulator => {
                let grows = variable.ty == Type::Str && self.program.dice.chance(50);
                if grows {
                    let value = self.tame(&Type::Str, fuel.saturating_sub(1));
                    self.line(format!("{} += {}", variable.name, value.text));
                } else {
                    self.step(&variable.name, &variable.ty);
                }
            }
            Some(variable) => {
                let value = self.expr(&variable.ty, Place::expected(fuel));
                self.line(format!("{} = {}", variable.name, value.text));
            }
            None => {
                let ty = self.program.any_type(1);
                let value = self.expr(&ty, Place::open(fuel));
                let name = self.program.fresh();
                self.line(format!("let {name} = {}", value.text));
            }
        }
    }

    /// `for x in xs { … }` in its forms.
    fn for_loop(&mut self, depth: usize) {
        let item = self.program.any_type(1);
        let mut locals = Vec::new();
        let (pattern, head) = match self.program.dice.below(4) {
            0 => {
                let (key, value) = (self.pattern(&Type::Str, &mut locals), self.pattern(&item, &mut locals));
                (format!("{key}, {value}"), self.tame(&Type::map(item), 1))
            }
            1 => {
                let pair = Type::Tuple(vec![Type::Int, item]);
                (self.pattern(&pair, &mut locals), self.tame(&Type::list(pair), 1))
            }
            2 => {
                let end = self.program.dice.between(0, 4);
                (self.pattern(&Type::Int, &mut locals), Expr::new(format!("range({end})"), ATOM))
            }
            _ => (self.pattern(&item, &mut locals), self.tame(&Type::list(item), 1)),
        };
        self.line(format!("for {pattern} in {} {{", head.head()));
        self.block(locals, |code| {
            if code.program.dice.chance(30) {
                let condition = code.condition(1);
                code.line(format!("if {} {{", condition.head()));
                let leave = if code.program.dice.chance(50) { "continue" } else { "break" };
                code.line(format!("    {leave}"));
                code.line("}");
            }
            if code.program.dice.chance(15) {
                code.early_end();
            }
            code.assignment(1);
            if depth == 0 && code.program.dice.chance(30) {
                code.for_loop(1);
            } else if code.program.dice.chance(50) {
                code.if_statement(1);
            }
        });
        self.line("}");
    }

    /// An end of the task within a loop, on a condition.
    fn early_end(&mut self) {
        let Some((outputs, naming)) = self.returns.clone() else { return };
        let condition = self.condition(1);
        self.line(format!("if {} {{", condition.head()));
        let result = self.result(&outputs, naming, 0);
        self.line(format!("    return {result}").trim_end());
        self.line("}");
    }

    /// A `while` that ends: its counter only grows.
    fn while_loop(&mut self) {
        let counter = self.program.fresh_as("round");
        let end = self.program.dice.between(1, 5);
        self.line(format!("var {counter} = 0"));
        self.scope.push(Variable { name: counter.clone(), ty: Type::Int, tame: true, kind: Kind::Indexed });
        self.line(format!("while {counter} < {end} {{"));
        self.block(vec![], |code| {
            code.line(format!("{counter} += 1"));
            if code.program.dice.chance(40) {
                let condition = code.condition(1);
                let leave = if code.program.dice.chance(50) { "continue" } else { "break" };
                code.line(format!("if {} {{ {leave} }}", condition.head()));
            }
            code.assignment(1);
        });
        self.line("}");
    }

    /// `assert` of something that holds.
    fn assertion(&mut self) {
        let ty = Type::list(self.program.any_type(1));
        let value = self.expr(&ty, Place::open(1));
        let length = format!("{}.len()", value.at(ATOM));
        let line = match self.program.dice.below(3) {
            0 => format!("assert {length} >= 0"),
            1 => format!("assert {length} >= 0, \"a list has a length\""),
            _ => format!("if {length} < 0 {{ fail(\"never\") }}"),
        };
        self.line(line);
    }

    /// An optional parameter that is known from here on, because the task ends where it is `none`.
    pub(crate) fn early_return(&mut self) {
        let Some((outputs, naming)) = self.returns.clone() else { return };
        let is_optional = |variable: &Variable| matches!(&variable.ty, Type::Optional(item) if !matches!(**item, Type::Union(_)));
        let Some(at) = self.scope.iter().position(|variable| variable.kind == Kind::Fixed && is_optional(variable)) else { return };
        let name = self.scope[at].name.clone();
        let result = self.knowing(&name, &Known::IsNone, |code| code.result(&outputs, naming, 1));
        self.line(format!("if {name} == none {{"));
        self.line(format!("    return {result}").trim_end());
        self.line("}");
        if let Type::Optional(item) = self.scope[at].ty.clone() {
            self.scope[at].ty = *item;
        }
    }

    /// The value at the end of a task: what its outputs promise.
    pub(crate) fn result(&mut self, outputs: &[Output], naming: Naming, fuel: u32) -> String {
        let mut texts: Vec<_> = outputs.iter().map(|output| self.shaped(&output.ty, &output.shape, fuel)).collect();
        if naming == Naming::Named {
            texts = outputs.iter().zip(texts).map(|(output, text)| format!("{}: {text}", output.name)).collect();
            self.program.dice.shuffle(&mut texts);
        }
        match texts.as_slice() {
            [single] if naming == Naming::Unnamed => single.clone(),
            [] => String::new(),
            _ => format!("({})", texts.join(", ")),
        }
    }

    /// A value of which that much is known.
    fn shaped(&mut self, ty: &Type, shape: &Shape, fuel: u32) -> String {
        match (ty, shape) {
            (Type::List(item), Shape::List(length, inner)) => {
                let items: Vec<_> = (0..*length).map(|_| self.shaped(item, inner, fuel.saturating_sub(1))).collect();
                format!("[{}]", items.join(", "))
            }
            (Type::Map(item), Shape::Map(keys, inner)) => {
                let entries: Vec<_> =
                    keys.iter().map(|key| format!("\"{key}\": {}", self.shaped(item, inner, fuel.saturating_sub(1)))).collect();
                format!("{{{}}}", entries.join(", "))
            }
            _ => self.expr(ty, Place::expected(fuel)).text,
        }
    }

    /// The line that ends the body.
    pub(crate) fn end_with(&mut self, result: &str) {
        if !result.is_empty() {
            let text = if self.program.dice.chance(10) { format!("return {result}") } else { result.to_owned() };
            self.line(text);
        }
    }
}
