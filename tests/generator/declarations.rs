//! The declarations of a program before its code: structs, enums, aliases and constants; and how types are written with them.

use super::dice::Dice;
use super::types::Type;
use super::values::{self, Value};

/// A field of a struct, or a parameter of a `fn`, task or workflow.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub name: String,
    pub ty: Type,
    pub default: Option<Value>,
}

/// A constant.
#[derive(Debug)]
pub(super) struct Constant {
    pub name: String,
    pub ty: Type,
    /// The value of its text; for scalars it may be unknown.
    pub value: Value,
    text: String,
    annotated: bool,
}

/// A variant's name, and its value if that is another text.
pub(super) type Variant = (String, Option<String>);

/// Everything that is declared outside of code.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    pub structs: Vec<(String, Vec<Field>)>,
    pub enums: Vec<(String, Vec<Variant>)>,
    pub constants: Vec<Constant>,
    aliases: Vec<(String, Type)>,
}

/// The types that need no declaration.
const SIMPLE: [Type; 8] = [Type::Int, Type::Int, Type::Float, Type::Str, Type::Str, Type::Bool, Type::Datetime, Type::Duration];

impl Declarations {
    /// Declarations for a program of that size: none for the smallest.
    pub(super) fn new(dice: &mut Dice, size: usize) -> Self {
        let mut declarations = Self::default();
        let count = (size / 6).min(5);
        for n in 0..count.min(3) {
            declarations.declare_enum(dice, n);
        }
        for n in 0..count {
            declarations.declare_struct(dice, n);
        }
        for n in 0..count {
            let ty = declarations.any_type(dice, 2);
            declarations.aliases.push((format!("Alias{n}"), ty));
        }
        for n in 0..(size / 4).min(8) {
            declarations.declare_constant(dice, n);
        }
        declarations
    }

    fn declare_enum(&mut self, dice: &mut Dice, n: usize) {
        let names = ["basic", "gold", "platinum", "open", "closed"];
        let count = dice.between(1, 5) as usize;
        let with_value = |dice: &mut Dice, name: &str| {
            let value = dice.chance(40).then(|| format!("{} {n}", name.to_uppercase()));
            (name.to_owned(), value)
        };
        let variants = names[..count].iter().map(|name| with_value(dice, name)).collect();
        self.enums.push((format!("Tier{n}"), variants));
    }

    fn declare_struct(&mut self, dice: &mut Dice, n: usize) {
        let names = ["label", "count", "weights", "size", "since", "note", "table", "parts"];
        let count = dice.between(1, names.len() as i64) as usize;
        let mut fields = Vec::new();
        for name in &names[..count] {
            let address = dice.chance(8);
            let ty = if address { Type::File("") } else { self.any_type(dice, 2) };
            let ty = if ty.has_constants() { ty } else { Type::optional(ty) };
            let default = (address || dice.chance(30)).then(|| values::any(self, dice, &ty));
            fields.push(Field { name: (*name).to_owned(), ty, default });
        }
        self.structs.push((format!("Record{n}"), fields));
    }

    fn declare_constant(&mut self, dice: &mut Dice, n: usize) {
        let name = format!("LIMIT_{n}");
        let ty = if dice.chance(50) { dice.pick(&SIMPLE).clone() } else { self.constant_type(dice) };
        let annotated = dice.chance(60) || !ty.is_self_typed() || !matches!(ty, Type::Int | Type::Str | Type::Bool | Type::Datetime);
        let small = Type::Int == ty && dice.chance(50);
        let (value, text) = if small {
            let (a, b) = (dice.between(-9, 9), dice.between(1, 9));
            let (operator, result) = [("+", a + b), ("*", a * b), ("//", a.div_euclid(b)), ("-", a - b)][dice.below(4)];
            (Value::Int(result), format!("{a} {operator} {b}"))
        } else if let Some(text) = self.computed_constant(dice, &ty) {
            (Value::None, text)
        } else if ty == Type::Str && dice.chance(25) {
            (Value::Str("of two\nlines".to_owned()), "\"\"\"\n    of \\\n    two\n    lines\"\"\"".to_owned())
        } else {
            let value = values::any(self, dice, &ty);
            let text = values::text(self, dice, &value, &ty).text;
            (value, text)
        };
        self.constants.push(Constant { name, ty, value, text, annotated });
    }

    /// Computed from another constant. The values of scalars are not needed later.
    fn computed_constant(&self, dice: &mut Dice, ty: &Type) -> Option<String> {
        let others: Vec<_> = self.constants.iter().filter(|constant| constant.ty == *ty).collect();
        if others.is_empty() || dice.chance(50) {
            return None;
        }
        let name = &dice.pick(&others).name;
        match ty {
            Type::Int => Some(format!("{name} // 2 % 1_000")),
            Type::Float => Some(format!("{name} * 0.5")),
            Type::Str => Some(format!("{name} + \"-\" + \"é\" * 2")),
            Type::Duration => Some(format!("1s + {name} / 4")),
            Type::Bool => Some(format!("not {name} or true and {name}")),
            _ => None,
        }
    }

    /// A type that a value can be given for, with the given depth at most.
    pub(super) fn any_type(&self, dice: &mut Dice, depth: usize) -> Type {
        if depth == 0 || dice.chance(50) {
            return self.scalar_type(dice);
        }
        match dice.below(10) {
            0..4 => Type::list(self.any_type(dice, depth - 1)),
            4..6 => Type::map(self.any_type(dice, depth - 1)),
            6..8 => Type::optional(self.any_type(dice, depth - 1)),
            _ => self.union_type(dice),
        }
    }

    fn scalar_type(&self, dice: &mut Dice) -> Type {
        match dice.below(20) {
            0..11 => dice.pick(&SIMPLE).clone(),
            11 => Type::Bytes,
            12 => Type::Json,
            13..17 if !self.structs.is_empty() => Type::Struct(dice.below(self.structs.len())),
            17..20 if !self.enums.is_empty() => Type::Enum(dice.below(self.enums.len())),
            _ => Type::Int,
        }
    }

    /// A union whose variants differ in kind, as Flyte's tags ask for.
    fn union_type(&self, dice: &mut Dice) -> Type {
        let mut variants = vec![
            Type::Int,
            Type::Bool,
            Type::Duration,
            if self.enums.is_empty() || dice.chance(60) { Type::Str } else { Type::Enum(dice.below(self.enums.len())) },
            Type::list(dice.pick(&SIMPLE).clone()),
        ];
        if !self.structs.is_empty() {
            variants.push(Type::Struct(dice.below(self.structs.len())));
        }
        dice.shuffle(&mut variants);
        variants.truncate(dice.between(2, 3) as usize);
        Type::Union(variants)
    }

    /// A type of which constants can be written.
    pub(super) fn constant_type(&self, dice: &mut Dice) -> Type {
        let ty = self.any_type(dice, 2);
        if ty.has_constants() { ty } else { Type::Int }
    }

    /// A type whose values have an order.
    pub(super) fn ordered_type(&self, dice: &mut Dice) -> Type {
        let ty = self.any_type(dice, 1);
        if ty.is_ordered() { ty } else { dice.pick(&SIMPLE).clone() }
    }

    /// A type whose values `<` compares.
    pub(super) fn compared_type(&self, dice: &mut Dice) -> Type {
        let ty = dice.pick(&SIMPLE).clone();
        if ty.is_compared() { ty } else { Type::Int }
    }

    /// A type as it is written; by its other name if it has one, now and then.
    pub(super) fn type_text(&self, dice: &mut Dice, ty: &Type) -> String {
        if let Some((name, _)) = self.aliases.iter().find(|(_, alias)| alias == ty)
            && dice.chance(70)
        {
            return name.clone();
        }
        self.plain_type(ty)
    }

    /// A type as it is written without other names.
    fn plain_type(&self, ty: &Type) -> String {
        let angled = |name: &str, inside: &str| if inside.is_empty() { name.to_owned() } else { format!("{name}<{inside}>") };
        let word = match ty {
            Type::Int => "int",
            Type::Float => "float",
            Type::Str => "str",
            Type::Bool => "bool",
            Type::Datetime => "datetime",
            Type::Duration => "duration",
            Type::Bytes => "bytes",
            Type::Json => "json",
            Type::File(inside) => return angled("file", inside),
            Type::Dir(inside) => return angled("dir", inside),
            Type::Table(inside) => return angled("table", inside),
            Type::List(item) => return format!("[{}]", self.plain_type(item)),
            Type::Map(item) => return format!("{{str: {}}}", self.plain_type(item)),
            Type::Optional(item) if matches!(**item, Type::Union(_)) => return format!("{} | none", self.plain_type(item)),
            Type::Optional(item) => return format!("{}?", self.plain_type(item)),
            Type::Union(parts) => return parts.iter().map(|part| self.plain_type(part)).collect::<Vec<_>>().join(" | "),
            Type::Struct(at) => &self.structs[*at].0,
            Type::Enum(at) => &self.enums[*at].0,
            Type::Tuple(parts) => return format!("({})", parts.iter().map(|part| self.plain_type(part)).collect::<Vec<_>>().join(", ")),
            Type::Var(name) => return name.to_string(),
        };
        word.to_owned()
    }

    /// The declarations as source text.
    pub(super) fn text(&self, dice: &mut Dice) -> Vec<String> {
        let mut items = Vec::new();
        for constant in &self.constants {
            let ty = if constant.annotated { format!(": {}", self.type_text(dice, &constant.ty)) } else { String::new() };
            items.push(format!("const {}{ty} = {}\n", constant.name, constant.text));
        }
        for (name, ty) in &self.aliases {
            items.push(format!("type {name} = {}\n", self.plain_type(ty)));
        }
        for (name, variants) in &self.enums {
            let variant = |(name, value): &Variant| value.as_ref().map_or(name.clone(), |value| format!("{name} = \"{value}\""));
            let variants: Vec<_> = variants.iter().map(variant).collect();
            items.push(if dice.chance(50) {
                format!("enum {name} {{ {} }}\n", variants.join(", "))
            } else {
                format!("enum {name} {{\n    {}\n}}\n", variants.join("\n    "))
            });
        }
        for (name, fields) in &self.structs {
            let fields: Vec<_> = fields.iter().map(|field| self.parameter(dice, field)).collect();
            items.push(format!("## What a {name} is.\nstruct {name} {{\n    {}\n}}\n", fields.join("\n    ")));
        }
        items
    }

    /// `name: TYPE = DEFAULT`
    pub(super) fn parameter(&self, dice: &mut Dice, field: &Field) -> String {
        let ty = self.type_text(dice, &field.ty);
        let default = field.default.as_ref().map(|value| values::text(self, dice, value, &field.ty).text);
        let default = default.map_or(String::new(), |text| format!(" = {text}"));
        format!("{}: {ty}{default}", field.name)
    }
}
