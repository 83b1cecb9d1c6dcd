//! Expressions of a wanted type: templates of builtins and operators, comprehensions, interpolated text and calls.

use super::branches::Known;
use super::{Code, Place, Variable};
use crate::generator::builtins::TEMPLATES;
use crate::generator::declarations::Field;
use crate::generator::expr::{AND, ATOM, COMPARISON, Expr, LOOSE, NOT, SUM};
use crate::generator::template::{Elements, Hole, Part, Template};
use crate::generator::text;
use crate::generator::types::{Binding, Type};

impl Code<'_> {
    /// An expression of the type.
    pub(crate) fn expr(&mut self, ty: &Type, place: Place) -> Expr {
        if ty.has_address() {
            return self.address(ty, place);
        }
        if place.fuel == 0 || self.program.dice.chance(30) {
            return self.leaf(ty, place);
        }
        let inner = place.deeper();
        let made = match self.program.dice.below(20) {
            0..10 => self.template(ty, inner),
            10 | 11 => Some(self.branches(ty, inner)),
            12 => Some(self.matched(ty, inner)),
            13 => self.narrowed(ty, inner),
            14 | 15 => self.comprehension(ty, inner),
            16 | 17 => self.call(ty, inner),
            18 if *ty == Type::Str => Some(self.interpolated(inner)),
            _ => Some(self.literal(ty, place)),
        };
        made.unwrap_or_else(|| self.leaf(ty, place))
    }

    /// An expression from the table of builtins and operators.
    fn template(&mut self, ty: &Type, place: Place) -> Option<Expr> {
        let fitting: Vec<_> = TEMPLATES.iter().filter(|template| template.result.unify(ty, &mut Binding::new())).collect();
        // Candidates for any type would outnumber those for this one.
        let special: Vec<_> = fitting.iter().copied().filter(|template| !matches!(template.result, Type::Var(_))).collect();
        let choice = if special.is_empty() || self.program.dice.chance(15) { &fitting } else { &special };
        if choice.is_empty() {
            return None;
        }
        let template = *self.program.dice.pick(choice);
        Some(self.instance(template, ty, place.fuel))
    }

    /// A template with its holes filled.
    pub(super) fn instance(&mut self, template: &Template, ty: &Type, fuel: u32) -> Expr {
        let mut binding = Binding::new();
        template.result.unify(ty, &mut binding);
        let mut out = String::new();
        for part in &template.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Hole(hole) => out.push_str(&self.hole(hole, &mut binding, fuel)),
            }
        }
        Expr { tame: template.tame, ..Expr::new(out, template.level) }
    }

    fn bound(&mut self, ty: &Type, binding: &mut Binding) -> Type {
        let program = &mut *self.program;
        ty.bind(binding, &mut |name| match name {
            'O' => program.declarations.ordered_type(&mut program.dice),
            'C' => program.declarations.compared_type(&mut program.dice),
            _ => program.declarations.any_type(&mut program.dice, 1),
        })
    }

    fn hole(&mut self, hole: &Hole, binding: &mut Binding, fuel: u32) -> String {
        match hole {
            Hole::Number(low, high) => self.program.dice.between(*low, *high).to_string(),
            Hole::Closure { parameters, result, tame } => {
                let parameters: Vec<_> = parameters.iter().map(|ty| self.bound(ty, binding)).collect();
                let result = self.bound(result, binding);
                self.closure(&parameters, &result, *tame, fuel)
            }
            Hole::Value { ty, tame, simple, elements, level } => {
                let ty = self.bound(ty, binding);
                let made = match &ty {
                    Type::List(item) if elements.tame || elements.at_least > 0 => self.elements(item, *elements, fuel),
                    _ if *tame => self.tame(&ty, fuel),
                    _ if *simple => self.leaf(&ty, Place::open(0)),
                    _ => self.expr(&ty, Place::open(fuel)),
                };
                made.at(*level)
            }
        }
    }

    /// A list that has elements, or whose elements are tame.
    fn elements(&mut self, item: &Type, asked: Elements, fuel: u32) -> Expr {
        let fuel = fuel.saturating_sub(1);
        let element = |code: &mut Self| if asked.tame { code.tame(item, fuel) } else { code.expr(item, Place::open(fuel)) };
        let count = asked.at_least + self.program.dice.below(2);
        let mut items: Vec<_> = (0..count.max(1)).map(|_| element(self).text).collect();
        let some = format!("[{}]", items.join(", "));
        let others = self.tame(&Type::list(item.clone()), fuel);
        if self.program.dice.chance(50) {
            return Expr::new(some, ATOM);
        }
        if !asked.tame {
            return Expr::new(format!("({} + {some})", others.at(SUM)), ATOM);
        }
        let local = self.local(item, false);
        let (name, item) = (local.name.clone(), item.clone());
        items.truncate(asked.at_least);
        let small = self.with(vec![local], |code| code.tamed_variable(&name, &item));
        let mapped = format!("[{small} for {name} in {}]", others.text);
        let text = if items.is_empty() { mapped } else { format!("({mapped} + [{}])", items.join(", ")) };
        Expr::new(text, ATOM)
    }

    /// A variable, made small.
    fn tamed_variable(&mut self, name: &str, ty: &Type) -> String {
        match ty {
            Type::Int => format!("{name} % 10"),
            Type::Float => format!("clamp({name}, -10, 10.5)"),
            Type::Duration => format!("min({name}, 1h).max(-1h)"),
            _ => name.to_owned(),
        }
    }

    /// `|x| e`, `|(a, b)| { let c = …; e }`
    pub(super) fn closure(&mut self, parameters: &[Type], result: &Type, tame: bool, fuel: u32) -> String {
        let (mut patterns, mut locals) = (Vec::new(), Vec::new());
        for ty in parameters {
            patterns.push(self.pattern(ty, &mut locals));
        }
        self.closures += 1;
        let as_block = self.program.dice.chance(15);
        let extra = self.program.any_type(1);
        let body = self.with(locals, |code| {
            let make = |code: &mut Self| if tame { code.tame(result, fuel) } else { code.expr(result, Place::open(fuel)) };
            if !as_block {
                return make(code).body();
            }
            let value = code.expr(&extra, Place::open(fuel.saturating_sub(1)));
            let local = code.local(&extra, value.tame);
            let name = local.name.clone();
            let body = code.with(vec![local], make);
            format!("{{ let {name} = {}; {} }}", value.text, body.text)
        });
        self.closures -= 1;
        format!("|{}| {body}", patterns.join(", "))
    }

    /// A pattern for a value of the type: a name, or a tuple of them.
    pub(super) fn pattern(&mut self, ty: &Type, locals: &mut Vec<Variable>) -> String {
        if let Type::Tuple(parts) = ty {
            let parts: Vec<_> = parts.iter().map(|part| self.pattern(part, locals)).collect();
            return format!("({})", parts.join(", "));
        }
        if self.program.dice.chance(10) {
            return "_".to_owned();
        }
        let local = self.local(ty, false);
        let name = local.name.clone();
        locals.push(local);
        name
    }

    /// A list or map built by going over another one.
    fn comprehension(&mut self, ty: &Type, place: Place) -> Option<Expr> {
        let (opening, closing) = match ty {
            Type::List(_) => ("[", "]"),
            Type::Map(_) => ("{", "}"),
            _ => return None,
        };
        let mut locals = Vec::new();
        let mut clauses = self.clause(&mut locals, place.fuel);
        if self.program.dice.chance(25) {
            clauses += &self.with(locals.clone(), |code| {
                let mut more = Vec::new();
                let clause = code.clause(&mut more, place.fuel.saturating_sub(1));
                locals.extend(more);
                clause
            });
        }
        if self.program.dice.chance(40) {
            let condition = self.with(locals.clone(), |code| code.condition(place.fuel));
            clauses += &format!(" if {}", condition.at(1));
        }
        let element = self.with(locals, |code| match ty {
            Type::List(item) => code.expr(item, place).at(1),
            Type::Map(item) => format!("{}: {}", code.tame(&Type::Str, place.fuel).at(1), code.expr(item, place).at(1)),
            _ => String::new(),
        });
        Some(Expr::new(format!("{opening}{element}{clauses}{closing}"), ATOM))
    }

    /// ` for x in xs`, over few elements.
    fn clause(&mut self, locals: &mut Vec<Variable>, fuel: u32) -> String {
        let item = self.program.any_type(1);
        match self.program.dice.below(5) {
            0 => {
                let key = self.local(&Type::Str, false);
                let value = self.local(&item, false);
                let text = format!(" for {}, {} in {}", key.name, value.name, self.tame(&Type::map(item), fuel).at(1));
                locals.extend([key, value]);
                text
            }
            1 => {
                let pair = Type::Tuple(vec![Type::Int, item]);
                let pattern = self.pattern(&pair, locals);
                format!(" for {pattern} in {}", self.tame(&Type::list(pair), fuel).at(1))
            }
            _ => {
                let pattern = self.pattern(&item, locals);
                format!(" for {pattern} in {}", self.tame(&Type::list(item), fuel).at(1))
            }
        }
    }

    /// `f"…{e:.2f}…"`
    fn interpolated(&mut self, place: Place) -> Expr {
        let mut out = String::new();
        for _ in 0..self.program.dice.between(1, 3) {
            let words = ["", "n = ", "{x}", "é ", "\"q\"", "\\", ", "];
            let word = *self.program.dice.pick(&words);
            out += &text::interpolated(&mut self.program.dice, word);
            let (ty, formats): (_, &[&str]) = match self.program.dice.below(6) {
                0 => (Type::Int, &["", ":05d", ":x", ":#06x", ":b", ":,", ":>8", ":+d", ":^7", ":o"]),
                1 => (Type::Float, &["", ":.2f", ":,.0f", ":.1%", ":e", ":g", ":>12.1f", ":+.3e"]),
                2 => (Type::Str, &["", ":<6", ":^7", ":*>5", ":.3"]),
                3 => (Type::Datetime, &["", ":%Y-%m-%d", ":%H:%M:%S", ":%d %b %Y", ":%j"]),
                4 => (Type::Duration, &[""]),
                _ => (Type::Bool, &[""]),
            };
            let value = self.tame(&ty, place.fuel.saturating_sub(1));
            // A part that begins or ends with a brace would be read as an escaped one.
            let value = if value.text.starts_with('{') || value.text.ends_with('}') { format!("({})", value.text) } else { value.at(1) };
            out += &format!("{{{value}{}}}", self.program.dice.pick(formats));
        }
        let quotes = if self.program.dice.chance(15) { "\"\"\"" } else { "\"" };
        Expr::new(format!("f{quotes}{out}{quotes}"), ATOM)
    }

    /// A call of a `fn`, or, where that is allowed, of a task.
    fn call(&mut self, ty: &Type, place: Place) -> Option<Expr> {
        let functions = self.program.functions.iter().filter(|function| function.result == *ty);
        let mut callees: Vec<_> = functions.map(|function| (function.name.clone(), function.parameters.clone(), false)).collect();
        if self.may_call_tasks {
            let tasks = self.program.callables.iter().filter(|c| c.is_mappable && c.outputs.len() == 1 && c.outputs[0].ty == *ty);
            let tasks = tasks.filter(|task| task.parameters.iter().all(|field| self.can_make(&field.ty)));
            callees.extend(tasks.map(|task| (task.name.clone(), task.parameters.clone(), true)));
        }
        if callees.is_empty() {
            return None;
        }
        let (name, parameters, is_task) = self.program.dice.pick(&callees).clone();
        self.calls_tasks |= is_task;
        Some(self.call_of(&name, &parameters, is_task, place.fuel))
    }

    fn call_of(&mut self, name: &str, parameters: &[Field], is_task: bool, fuel: u32) -> Expr {
        let mut named = false;
        let mut arguments = Vec::new();
        for (at, field) in parameters.iter().enumerate() {
            if field.default.is_some() && self.program.dice.chance(40) {
                named = true;
                continue;
            }
            named |= self.program.dice.chance(25);
            let as_receiver = at == 0 && parameters.len() > 1 && !is_task && !named && self.program.dice.chance(25);
            let place = if as_receiver { Place::open(fuel) } else { Place::expected(fuel) };
            let value = self.expr(&field.ty, place);
            if as_receiver && !matches!(field.ty, Type::Struct(_)) {
                let receiver = value.at(ATOM);
                let rest: Vec<_> = parameters[1..]
                    .iter()
                    .map(|field| format!("{}: {}", field.name, self.expr(&field.ty, Place::expected(fuel)).text))
                    .collect();
                return Expr::new(format!("{receiver}.{name}({})", rest.join(", ")), ATOM);
            }
            arguments.push(if named { format!("{}: {}", field.name, value.text) } else { value.text });
        }
        Expr::new(format!("{name}({})", arguments.join(", ")), ATOM)
    }

    /// A value that is used only where it is not `none`.
    fn narrowed(&mut self, ty: &Type, place: Place) -> Option<Expr> {
        let optionals: Vec<_> = self
            .visible()
            .filter(|variable| variable.kind == super::Kind::Fixed)
            .filter_map(|variable| match &variable.ty {
                Type::Optional(item) if !matches!(**item, Type::Union(_)) => Some((variable.name.clone(), (**item).clone())),
                _ => None,
            })
            .collect();
        if optionals.is_empty() {
            return None;
        }
        let (name, item) = self.program.dice.pick(&optionals).clone();
        let more = if self.program.dice.chance(30) {
            let condition = self.knowing(&name, &Known::Is(item.clone()), |code| code.condition(place.fuel));
            format!(" and {}", condition.at(NOT))
        } else {
            String::new()
        };
        let inside = self.knowing(&name, &Known::Is(item), |code| code.expr(ty, place));
        if *ty == Type::Bool && self.program.dice.chance(50) {
            return Some(Expr::new(format!("{name} != none and {}", inside.at(COMPARISON)), AND));
        }
        let otherwise = self.knowing(&name, &Known::IsNone, |code| code.expr(ty, place));
        let head = if more.contains('{') { format!("({name} != none{more})") } else { format!("{name} != none{more}") };
        Some(Expr::new(format!("if {head} {{ {} }} else {{ {} }}", inside.text, otherwise.text), LOOSE))
    }

    /// A literal of a type, as patterns have them.
    pub(super) fn pattern_literals(&mut self, ty: &Type) -> Vec<String> {
        let texts: &[&str] = match ty {
            Type::Int => &["0", "-1", "42", "7"],
            Type::Float => &["2.5", "0.1", "-1.0"],
            Type::Str => &["\"\"", "\"a\"", "\"two words\"", "\"é\""],
            Type::Duration => &["30s", "1h30m", "-2d"],
            _ => &[],
        };
        let mut texts: Vec<_> = texts.iter().map(|text| (*text).to_owned()).collect();
        self.program.dice.shuffle(&mut texts);
        texts.truncate(self.program.dice.between(1, 3) as usize);
        texts
    }

    /// The number of the variants of an enum.
    pub(super) fn variants(&self, at: usize) -> Vec<String> {
        let (name, variants) = &self.program.declarations.enums[at];
        variants.iter().map(|(variant, _)| format!("{name}.{variant}")).collect()
    }
}
