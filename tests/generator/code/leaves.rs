//! The ends of expressions: variables, their fields, constants and literals.

use super::{Code, Kind, Place, Variable};
use crate::generator::expr::{ATOM, Expr, NEGATION};
use crate::generator::types::Type;
use crate::generator::values;

impl Code<'_> {
    /// An expression without parts of that kind.
    pub(super) fn leaf(&mut self, ty: &Type, place: Place) -> Expr {
        let mut known = self.known(ty);
        if !place.closed {
            let fitting = self.visible().filter(|variable| variable.ty != *ty && variable.ty.fits(ty));
            known.extend(fitting.map(|variable| Expr::new(variable.name.clone(), ATOM)).collect::<Vec<_>>());
        }
        if !known.is_empty() && self.program.dice.chance(75) {
            return self.program.dice.pick(&known).clone();
        }
        self.literal(ty, place)
    }

    /// The names in scope with exactly this type.
    fn known(&self, ty: &Type) -> Vec<Expr> {
        let declarations = &self.program.declarations;
        let mut known = Vec::new();
        for variable in self.visible() {
            if variable.ty == *ty {
                known.push(Expr { tame: variable.tame, ..Expr::new(variable.name.clone(), ATOM) });
            }
            if let Type::Struct(at) = &variable.ty {
                let fields = declarations.structs[*at].1.iter().filter(|field| field.ty == *ty);
                known.extend(fields.map(|field| Expr::new(format!("{}.{}", variable.name, field.name), ATOM)));
            }
        }
        known.extend(declarations.constants.iter().filter(|constant| constant.ty == *ty).map(|c| Expr::new(c.name.clone(), ATOM)));
        known
    }

    /// A literal, or what comes nearest to one.
    pub(super) fn literal(&mut self, ty: &Type, place: Place) -> Expr {
        let inner = place.deeper();
        if place.closed && !ty.is_self_typed() && !ty.has_tuple() {
            let value = self.literal(ty, Place { closed: false, ..place });
            let identity = self.program.identity(ty);
            return Expr::new(format!("{identity}({})", value.text), ATOM);
        }
        match ty {
            Type::Float if place.closed => {
                let number = self.program.dice.between(-400, 400) as f64 / 8.0;
                let level = if number.is_sign_negative() { NEGATION } else { ATOM };
                Expr { tame: true, ..Expr::new(format!("{number:?}"), level) }
            }
            Type::Bytes => Expr::new(format!("encode(\"{}\")", ["", "Hi", "é", "a b"][self.program.dice.below(4)]), ATOM),
            Type::Json if place.closed => {
                let value = self.leaf(&Type::Int, Place::open(0));
                Expr::new(format!("json({{\"model\": {}}})", value.text), ATOM)
            }
            Type::Enum(at) => {
                let (name, variants) = &self.program.declarations.enums[*at];
                let (variant, _) = &variants[self.program.dice.below(variants.len())];
                Expr::new(format!("{name}.{variant}"), ATOM)
            }
            Type::List(item) => {
                let least = usize::from(place.closed);
                let count = least + self.program.dice.below(3);
                self.list(item, count, inner)
            }
            Type::Map(item) => {
                let least = usize::from(place.closed);
                let count = least + self.program.dice.below(2);
                self.map(item, count, inner)
            }
            Type::Tuple(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.expr(part, inner).text).collect();
                Expr::new(format!("({})", parts.join(", ")), ATOM)
            }
            Type::Struct(at) => self.record(*at, inner.fuel),
            // No interface states a tuple's type, so no `fn` can say it.
            Type::Optional(item) if place.closed => Expr::new(format!("[{}].first()", self.expr(item, inner).text), ATOM),
            Type::Optional(item) if item.has_address() || self.program.dice.chance(40) => Expr::new("none", ATOM),
            Type::Optional(item) => self.leaf(item, Place { closed: !item.is_self_typed(), ..inner }),
            Type::Union(parts) => {
                let part = self.program.dice.pick(parts).clone();
                self.leaf(&part, Place { closed: true, ..inner })
            }
            _ => {
                let program = &mut *self.program;
                let value = values::any(&program.declarations, &mut program.dice, ty);
                values::text(&program.declarations, &mut program.dice, &value, ty)
            }
        }
    }

    /// A list of that many elements.
    pub(super) fn list(&mut self, item: &Type, count: usize, place: Place) -> Expr {
        let items: Vec<_> = (0..count).map(|_| self.expr(item, place).text).collect();
        let comma = if count > 0 && self.program.dice.chance(10) { "," } else { "" };
        Expr { tame: true, ..Expr::new(format!("[{}{comma}]", items.join(", ")), ATOM) }
    }

    /// A map of that many entries, up to four.
    pub(super) fn map(&mut self, item: &Type, count: usize, place: Place) -> Expr {
        let entries: Vec<_> =
            ["a", "b", "key", "é"].iter().take(count).map(|key| format!("\"{key}\": {}", self.expr(item, place).text)).collect();
        Expr { tame: true, ..Expr::new(format!("{{{}}}", entries.join(", ")), ATOM) }
    }

    /// A struct whose fields are expressions; those with a default are left out now and then.
    fn record(&mut self, at: usize, fuel: u32) -> Expr {
        let (name, fields) = self.program.declarations.structs[at].clone();
        let mut entries = Vec::new();
        for field in &fields {
            if field.default.is_some() && (field.ty.has_address() || self.program.dice.chance(40)) {
                continue;
            }
            entries.push(format!("{}: {}", field.name, self.expr(&field.ty, Place::expected(fuel)).text));
        }
        let text = if entries.is_empty() { format!("{name} {{}}") } else { format!("{name} {{ {} }}", entries.join(", ")) };
        Expr::new(text, ATOM)
    }

    /// A value with an address in it, which has to come from a variable.
    pub(super) fn address(&mut self, ty: &Type, place: Place) -> Expr {
        let known = self.known(ty);
        if !known.is_empty() {
            return self.program.dice.pick(&known).clone();
        }
        match ty {
            Type::List(item) if self.can_make(item) => self.list(item, 1, place),
            Type::Map(item) if self.can_make(item) => self.map(item, 1, place),
            Type::List(_) => Expr::new("[]", ATOM),
            Type::Map(_) => Expr::new("{}", ATOM),
            _ => self.literal(ty, place),
        }
    }

    /// Whether an expression of the type can be made here.
    pub(super) fn can_make(&self, ty: &Type) -> bool {
        matches!(ty, Type::Optional(_)) || !ty.has_address() || !self.known(ty).is_empty()
    }

    /// A variable that is known inside of a part of the code only.
    pub(super) fn local(&mut self, ty: &Type, tame: bool) -> Variable {
        Variable { name: self.program.fresh(), ty: ty.clone(), tame, kind: Kind::Fixed }
    }
}
