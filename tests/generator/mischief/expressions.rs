//! Expressions of a wanted type: variables, literals, branches that leave, blocks that assign, comprehensions.

use super::scope::Variable;
use super::types::{BOX, EITHER, INNER, TIER, Ty, UNION};
use super::{Flavour, Mischief};

impl Mischief {
    /// An expression where the place says the type.
    pub(super) fn expr(&mut self, ty: &Ty, fuel: u32) -> String {
        self.expr_in(ty, fuel, false)
    }

    /// An expression that says its type itself.
    pub(super) fn open(&mut self, ty: &Ty, fuel: u32) -> String {
        self.expr_in(ty, fuel, true)
    }

    pub(super) fn expr_in(&mut self, ty: &Ty, fuel: u32, open: bool) -> String {
        if fuel == 0 || self.budget == 0 || matches!(ty, Ty::Rng) {
            return self.leaf(ty, open);
        }
        self.budget -= 1;
        let less = fuel - 1;
        match self.dice.below(100) {
            0..=13 => self.leaf(ty, open),
            14..=21 => self.literal(ty, open, less),
            22..=31 => self.leaving(ty, less, open),
            32..=37 => self.assigning(ty, less, open),
            38..=43 => self.branching(ty, less, open),
            44..=51 => self.coalescing(ty, less),
            52..=59 => self.taken(ty, less),
            60..=75 => self.operation(ty, less, open),
            76..=79 => self.helper_call(ty, less).unwrap_or_else(|| self.leaf(ty, open)),
            _ => self.builtin_call(ty, less).unwrap_or_else(|| self.operation(ty, less, open)),
        }
    }

    /// A variable, or a literal of literals.
    fn leaf(&mut self, ty: &Ty, open: bool) -> String {
        let named: Vec<String> = self.scope.visible().filter(|variable| variable.ty == *ty).map(|variable| variable.name.clone()).collect();
        if !named.is_empty() && self.dice.chance(80) { self.dice.pick(&named).clone() } else { self.literal(ty, open, 0) }
    }

    /// A statement that leaves the place.
    pub(super) fn exit(&mut self, fuel: u32) -> String {
        let result = self.scope.results.last().cloned().unwrap_or(Ty::Int);
        match self.dice.below(12) {
            0..=3 if self.scope.loops > 0 => "break".to_owned(),
            4..=7 if self.scope.loops > 0 => "continue".to_owned(),
            8 => format!("fail({})", self.expr(&Ty::Str, fuel.min(1))),
            9 if self.dice.chance(30) => format!("fail_retryable({})", self.expr(&Ty::Str, fuel.min(1))),
            // The type of a closure is inferred from its returns.
            _ => format!("return {}", self.expr_in(&result, fuel.min(1), self.scope.closures() > 0)),
        }
    }

    /// A value, unless the place is left.
    fn leaving(&mut self, ty: &Ty, fuel: u32, open: bool) -> String {
        let exit = self.exit(fuel);
        match self.dice.below(5) {
            0 | 1 => {
                let (condition, value) = (self.head(&Ty::Bool, fuel), self.expr_in(ty, fuel, open));
                if self.dice.chance(50) {
                    format!("(if {condition} {{ {exit} }} else {{ {value} }})")
                } else {
                    format!("(if {condition} {{ {value} }} else {{ {exit} }})")
                }
            }
            2 => {
                let optional = Ty::optional(Ty::Int);
                let subject = self.head(&optional, fuel);
                let (name, value) = self.with_name("v", Ty::Int, |this| this.expr_in(ty, fuel, open));
                format!("(match {subject} {{ none => {exit}, {name}: int => {value} }})")
            }
            3 if ty.is_plain() && !matches!(ty, Ty::Optional(_)) && *ty != UNION && *ty != EITHER => {
                let optional = Ty::optional(ty.clone());
                let subject = self.open(&optional, fuel);
                let other = self.expr(ty, fuel.min(1));
                let condition = self.head(&Ty::Bool, fuel.min(1));
                format!("({subject} ?? (if {condition} {{ {exit} }} else {{ {other} }}))")
            }
            3 if self.dice.chance(50) => {
                let subject = self.head(&UNION, fuel);
                let guard = self.expr(&Ty::Bool, fuel.min(1));
                let value = self.expr_in(ty, fuel, open);
                let (name, second) = self.with_name("v", Ty::Str, |this| this.expr_in(ty, fuel, open));
                format!("(match {subject} {{ none => {exit}, {name}: str if {guard} => {second}, _ => {value} }})")
            }
            _ => {
                let condition = self.head(&Ty::Bool, fuel.min(1));
                let value = self.expr_in(ty, fuel, open);
                format!("(if true {{ if {condition} {{ {exit} }}; {value} }} else {{ {value} }})")
            }
        }
    }

    /// A value of a block that does something before.
    fn assigning(&mut self, ty: &Ty, fuel: u32, open: bool) -> String {
        let effects: Vec<String> = (0..1 + self.dice.below(2)).map(|_| self.effect(fuel.min(1))).collect();
        let (condition, value) = (self.head(&Ty::Bool, fuel.min(1)), self.expr_in(ty, fuel, open));
        let other = self.leaf(ty, open);
        let condition = if self.dice.chance(70) { "true".to_owned() } else { condition };
        format!("(if {condition} {{ {}; {value} }} else {{ {other} }})", effects.join("; "))
    }

    /// `if` and `match` with values.
    fn branching(&mut self, ty: &Ty, fuel: u32, open: bool) -> String {
        match self.dice.below(if self.flavour == Flavour::Any { 5 } else { 3 }) {
            0 | 1 => {
                let condition = self.head(&Ty::Bool, fuel);
                let (a, b) = (self.expr_in(ty, fuel, open), self.expr_in(ty, fuel, open));
                format!("(if {condition} {{ {a} }} else {{ {b} }})")
            }
            2 => {
                let subject = self.head(&Ty::Int, fuel);
                let guard = self.expr(&Ty::Bool, fuel.min(1));
                let (a, b) = (self.expr_in(ty, fuel, open), self.expr_in(ty, fuel.min(1), open));
                let (name, c) = self.with_name("v", Ty::Int, |this| this.expr_in(ty, fuel.min(1), open));
                format!("(match {subject} {{ 0 => {a}, 1 | 2 if {guard} => {b}, {name} => {c} }})")
            }
            3 => {
                let subject = self.head(&TIER, fuel);
                let (a, b) = (self.expr_in(ty, fuel, open), self.expr_in(ty, fuel, open));
                format!("(match {subject} {{ Tier.gold => {a}, Tier.basic | Tier.none_left => {b} }})")
            }
            _ => {
                let subject = self.head(&EITHER, fuel);
                let (number, a) = self.with_name("v", Ty::Int, |this| this.expr_in(ty, fuel, open));
                let (span, b) = self.with_name("v", Ty::Duration, |this| this.expr_in(ty, fuel, open));
                format!("(match {subject} {{ {number}: int => {a}, {span}: duration => {b} }})")
            }
        }
    }

    /// An optional and what represents `none`; what a map or list has or has not comes first, for it is what machines take a short way with.
    fn coalescing(&mut self, ty: &Ty, fuel: u32) -> String {
        if !ty.is_plain() || matches!(ty, Ty::Optional(_)) || *ty == UNION || *ty == EITHER {
            return self.taken(ty, fuel);
        }
        let right = self.expr(ty, fuel);
        let left = match self.dice.below(4) {
            0 => format!("{}.get({})", self.open(&Ty::map(ty.clone()), fuel), self.key(fuel)),
            1 => format!("{}.get({})", self.open(&Ty::map(Ty::optional(ty.clone())), fuel), self.key(fuel)),
            2 => format!("{}.get({})", self.open(&Ty::list(ty.clone()), fuel), self.index(fuel)),
            _ => self.open(&Ty::optional(ty.clone()), fuel),
        };
        if self.dice.chance(15) {
            let map = self.open(&Ty::map(ty.clone()), fuel);
            return format!("{map}.get({}, {right})", self.key(fuel));
        }
        format!("({left} ?? {right})")
    }

    /// A part of a value: an element, a field, an entry, a member.
    fn taken(&mut self, ty: &Ty, fuel: u32) -> String {
        let fields: &[(Ty, &str)] = &[
            (Ty::Int, "n"),
            (Ty::list(Ty::Int), "xs"),
            (Ty::map(Ty::Int), "m"),
            (Ty::optional(Ty::Int), "o"),
            (INNER, "inner"),
            (Ty::list(Ty::Str), "inner.ws"),
            (Ty::Int, "inner.k"),
        ];
        let fields: Vec<&str> = fields.iter().filter(|(of, _)| of == ty).map(|(_, name)| *name).collect();
        match self.dice.below(5) {
            0 | 1 if !fields.is_empty() => {
                let field = (*self.dice.pick(&fields)).to_owned();
                format!("{}.{field}", self.open(&BOX, fuel))
            }
            2 if ty.is_plain() => {
                let key = self.key(fuel);
                format!("{}[{key}]", self.open(&Ty::map(ty.clone()), fuel))
            }
            3 if *ty == Ty::Str => format!("{}[{}]", self.open(ty, fuel), self.index(fuel)),
            3 if matches!(ty, Ty::List(_) | Ty::Str | Ty::Bytes) => {
                let whole = self.open(ty, fuel);
                let (from, to) = (self.index(fuel.min(1)), self.index(fuel.min(1)));
                match self.dice.below(3) {
                    0 => format!("{whole}[{from}:]"),
                    1 => format!("{whole}[:{to}]"),
                    _ => format!("{whole}[{from}:{to}]"),
                }
            }
            3 if *ty == Ty::Json => format!("{}[{}]", self.open(ty, fuel), self.key(fuel)),
            _ => {
                let whole = self.open(&Ty::list(ty.clone()), fuel);
                format!("{whole}[{}]", self.index(fuel))
            }
        }
    }

    pub(super) fn key(&mut self, fuel: u32) -> String {
        if self.dice.chance(70) { self.key_literal() } else { self.expr(&Ty::Str, fuel.min(1)) }
    }

    pub(super) fn index(&mut self, fuel: u32) -> String {
        if self.dice.chance(65) { self.small_int() } else { self.expr(&Ty::Int, fuel.min(1)) }
    }

    /// An expression for the head of a statement, where `{` would begin the block.
    pub(super) fn head(&mut self, ty: &Ty, fuel: u32) -> String {
        let text = self.open(ty, fuel);
        if text.contains('{') { format!("({text})") } else { text }
    }

    /// The result of `make` where a variable is known.
    pub(super) fn with_name(&mut self, word: &str, ty: Ty, make: impl FnOnce(&mut Self) -> String) -> (String, String) {
        let name = self.fresh(word);
        let before = self.scope.variables.len();
        self.scope.add(Variable::fixed(&name, ty));
        let made = make(self);
        self.scope.variables.truncate(before);
        (name, made)
    }

    /// `[… for …]` of such elements.
    pub(super) fn comprehension(&mut self, item: &Ty, fuel: u32, open: bool) -> String {
        let before = self.scope.variables.len();
        let clauses = self.clauses(fuel);
        let value = self.expr_in(item, fuel, open);
        self.scope.variables.truncate(before);
        format!("[{value} {clauses}]")
    }

    /// `{… for …}` of such values.
    pub(super) fn map_comprehension(&mut self, item: &Ty, fuel: u32, open: bool) -> String {
        let before = self.scope.variables.len();
        let clauses = self.clauses(fuel);
        let (key, value) = (self.expr(&Ty::Str, fuel), self.expr_in(item, fuel, open));
        self.scope.variables.truncate(before);
        format!("({{{key}: {value} {clauses}}})")
    }

    /// `for` and `if`; what they name is known until the caller forgets it.
    fn clauses(&mut self, fuel: u32) -> String {
        let mut clauses = Vec::new();
        for _ in 0..1 + usize::from(self.dice.chance(25)) {
            clauses.push(format!("for {}", self.rounds(fuel)));
        }
        if self.dice.chance(40) {
            clauses.push(format!("if {}", self.expr(&Ty::Bool, fuel)));
        }
        clauses.join(" ")
    }

    /// `x in xs` or `k, v in m`, with the variables in scope from then on.
    pub(super) fn rounds(&mut self, fuel: u32) -> String {
        let item = self.any_type(0);
        let name = self.fresh("i");
        match self.dice.below(5) {
            0 => {
                let map = self.head(&Ty::map(item.clone()), fuel);
                let key = self.fresh("k");
                self.scope.add(Variable::fixed(&key, Ty::Str));
                self.scope.add(Variable::fixed(&name, item));
                format!("{key}, {name} in {map}")
            }
            1 => {
                let end = self.dice.below(5);
                self.scope.add(Variable::fixed(&name, Ty::Int));
                format!("{name} in range({end})")
            }
            2 => {
                let list = self.head(&Ty::list(Ty::Tuple(vec![Ty::Int, item.clone()])), fuel);
                let first = self.fresh("i");
                self.scope.add(Variable::fixed(&first, Ty::Int));
                self.scope.add(Variable::fixed(&name, item));
                format!("({first}, {name}) in {list}")
            }
            _ => {
                let list = self.head(&Ty::list(item.clone()), fuel);
                self.scope.add(Variable::fixed(&name, item));
                format!("{name} in {list}")
            }
        }
    }
}
