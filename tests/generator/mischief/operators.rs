//! Operators whose result has the wanted type, and what is composed for it.

use super::scope::Variable;
use super::types::Ty;
use super::{Flavour, Mischief};

impl Mischief {
    pub(super) fn operation(&mut self, ty: &Ty, fuel: u32, open: bool) -> String {
        match ty {
            Ty::Int => self.whole(fuel),
            Ty::Float => self.fraction(fuel),
            Ty::Bool => self.truth(fuel),
            Ty::Str => self.text(fuel),
            Ty::Datetime => {
                let sign = *self.dice.pick(&["+", "-"]);
                format!("({} {sign} {})", self.expr(&Ty::Datetime, fuel), self.expr(&Ty::Duration, fuel))
            }
            Ty::Duration => self.span(fuel),
            Ty::List(item) => match self.dice.below(6) {
                0 | 1 => format!("({} + {})", self.open(ty, fuel), self.open(ty, fuel)),
                2 => format!("({} * {})", self.open(ty, fuel), self.index(fuel)),
                3..=5 if item.is_plain() => self.comprehension(item, fuel, open),
                _ => self.literal(ty, open, fuel),
            },
            Ty::Map(item) if item.is_plain() && self.dice.chance(60) => self.map_comprehension(item, fuel, open),
            Ty::Json => {
                let of = self.any_type(1);
                format!("json({})", self.open(&of, fuel))
            }
            _ => self.literal(ty, open, fuel),
        }
    }

    fn pair(&mut self, ty: &Ty, operator: &str, fuel: u32) -> String {
        let (left, mut right) = (self.expr(ty, fuel), self.expr(ty, fuel));
        if matches!(operator, "/" | "//" | "%") {
            right = self.varying(ty, right);
        }
        format!("({left} {operator} {right})")
    }

    fn whole(&mut self, fuel: u32) -> String {
        match self.dice.below(if self.flavour == Flavour::Any { 12 } else { 9 }) {
            0..=2 => self.pair(&Ty::Int, "+", fuel),
            3 => self.pair(&Ty::Int, "-", fuel),
            4 => self.pair(&Ty::Int, "*", fuel),
            5 => self.pair(&Ty::Int, "//", fuel),
            6 => self.pair(&Ty::Int, "%", fuel),
            7 => format!("({} ** {})", self.expr(&Ty::Int, fuel), self.dice.below(5)),
            8 => format!("(-{})", self.leaf_in_parentheses(&Ty::Int, fuel)),
            9 => self.pair(&Ty::Duration, "//", fuel),
            _ => {
                let imm = self.dice.between(0, 5);
                format!("({} + {imm})", self.expr(&Ty::Int, fuel))
            }
        }
    }

    fn divisor(&mut self, ty: &Ty, fuel: u32) -> String {
        let text = self.open(ty, fuel);
        self.varying(ty, text)
    }

    fn leaf_in_parentheses(&mut self, ty: &Ty, fuel: u32) -> String {
        format!("({})", self.expr(ty, fuel))
    }

    fn fraction(&mut self, fuel: u32) -> String {
        match self.dice.below(if self.flavour == Flavour::Any { 9 } else { 7 }) {
            0 => self.pair(&Ty::Float, "+", fuel),
            1 => self.pair(&Ty::Float, "-", fuel),
            2 => self.pair(&Ty::Float, "*", fuel),
            3 => {
                let operator = *self.dice.pick(&["/", "//", "%"]);
                self.pair(&Ty::Float, operator, fuel)
            }
            4 => self.pair(&Ty::Int, "/", fuel),
            5 => format!("({} + {})", self.open(&Ty::Float, fuel), self.open(&Ty::Int, fuel)),
            6 => format!("({} * {})", self.open(&Ty::Int, fuel), self.open(&Ty::Float, fuel)),
            7 => self.pair(&Ty::Duration, "/", fuel),
            _ => format!("(-{})", self.leaf_in_parentheses(&Ty::Float, fuel)),
        }
    }

    fn truth(&mut self, fuel: u32) -> String {
        const COMPARED: [Ty; 5] = [Ty::Int, Ty::Int, Ty::Float, Ty::Str, Ty::Duration];
        match self.dice.below(12) {
            0..=2 => {
                let ty = COMPARED[self.dice.below(if self.flavour == Flavour::Any { 5 } else { 4 })].clone();
                let operator = *self.dice.pick(&["<", "<=", ">", ">="]);
                format!("({} {operator} {})", self.open(&ty, fuel), self.open(&ty, fuel))
            }
            3 | 4 => {
                let ty = self.any_type(1);
                let operator = *self.dice.pick(&["==", "!="]);
                format!("({} {operator} {})", self.open(&ty, fuel), self.open(&ty, fuel))
            }
            5 | 6 => {
                let operator = *self.dice.pick(&["and", "or"]);
                self.pair(&Ty::Bool, operator, fuel)
            }
            7 => format!("(not {})", self.leaf_in_parentheses(&Ty::Bool, fuel)),
            8 => {
                let ty = self.any_type(0);
                let operator = *self.dice.pick(&["in", "not in"]);
                format!("({} {operator} {})", self.open(&ty, fuel), self.open(&Ty::list(ty.clone()), fuel))
            }
            9 => format!("({} in {})", self.key(fuel), self.open(&Ty::map(Ty::Int), fuel)),
            10 => self.pair(&Ty::Str, "in", fuel),
            _ => {
                let operator = *self.dice.pick(&["==", "!="]);
                let ty = Ty::optional(self.any_type(0));
                let text = self.open(&ty, fuel);
                if self.dice.chance(60) { self.narrowing(fuel) } else { format!("({} {operator} none)", self.same(&ty, &text)) }
            }
        }
    }

    /// `v != none and …`, in which the variable is known not to be `none`.
    fn narrowing(&mut self, fuel: u32) -> String {
        let is_optional = |variable: &&Variable| !variable.changes && matches!(variable.ty, Ty::Optional(_));
        let Some(found) = self.scope.visible().filter(is_optional).last().cloned() else { return self.pair(&Ty::Bool, "or", fuel) };
        let Ty::Optional(item) = &found.ty else { return self.pair(&Ty::Bool, "or", fuel) };
        let before = self.scope.variables.len();
        self.scope.variables.push(Variable { ty: (**item).clone(), ..found.clone() });
        let more = self.expr(&Ty::Bool, fuel);
        self.scope.variables.truncate(before);
        if self.dice.chance(50) { format!("({} != none and {more})", found.name) } else { format!("({} == none or {more})", found.name) }
    }

    fn text(&mut self, fuel: u32) -> String {
        match self.dice.below(8) {
            0 | 1 => self.pair(&Ty::Str, "+", fuel),
            2 => format!("({} * {})", self.expr(&Ty::Str, fuel), self.small_int()),
            3 => {
                let ty = self.any_type(2);
                format!("str({})", self.open(&ty, fuel))
            }
            _ => {
                let mut text = String::from("f\"");
                for _ in 0..1 + self.dice.below(3) {
                    text += *self.dice.pick(&["", "-", "x ", "{{", "}}", "é"]);
                    text += &self.interpolated(fuel);
                }
                text + "\""
            }
        }
    }

    fn interpolated(&mut self, fuel: u32) -> String {
        match self.dice.below(5) {
            0 => format!("{{({}):05d}}", self.open(&Ty::Int, fuel)),
            1 => format!("{{({}):.2f}}", self.open(&Ty::Float, fuel)),
            2 => format!("{{({}):>5}}", self.open(&Ty::Str, fuel)),
            _ => {
                let ty = self.any_type(1);
                format!("{{({})}}", self.open(&ty, fuel))
            }
        }
    }

    fn span(&mut self, fuel: u32) -> String {
        match self.dice.below(8) {
            0 => self.pair(&Ty::Duration, "+", fuel),
            1 => self.pair(&Ty::Duration, "-", fuel),
            2 => self.pair(&Ty::Datetime, "-", fuel),
            3 => format!("({} * {})", self.expr(&Ty::Duration, fuel), self.open(&Ty::Int, fuel)),
            4 => format!("({} * {})", self.open(&Ty::Float, fuel), self.expr(&Ty::Duration, fuel)),
            5 => format!("({} / {})", self.expr(&Ty::Duration, fuel), self.divisor(&Ty::Float, fuel)),
            6 => format!("({} // {})", self.expr(&Ty::Duration, fuel), self.divisor(&Ty::Int, fuel)),
            _ => format!("(-{})", self.leaf_in_parentheses(&Ty::Duration, fuel)),
        }
    }
}
