//! The types of the language as the generator sees them: which value fits where, and what can be said about a type.

/// A type. Declared ones are named by their place in [`Declarations`](super::declarations::Declarations).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Int,
    Float,
    Str,
    Bool,
    Datetime,
    Duration,
    Bytes,
    Json,
    /// What is in the angle brackets, or nothing.
    File(&'static str),
    Dir(&'static str),
    Table(&'static str),
    List(Box<Type>),
    Map(Box<Type>),
    Optional(Box<Type>),
    Union(Vec<Type>),
    Struct(usize),
    Enum(usize),
    /// In code only.
    Tuple(Vec<Type>),
    /// A type that a template leaves open; `O` represents types with an order, `C` for those that `<` compares.
    Var(char),
}

/// The types that represent template variables.
pub(super) type Binding = Vec<(char, Type)>;

impl Type {
    pub(super) fn list(item: Type) -> Type {
        Type::List(Box::new(item))
    }

    pub(super) fn map(item: Type) -> Type {
        Type::Map(Box::new(item))
    }

    /// `item?`, which of an optional is itself.
    pub(super) fn optional(item: Type) -> Type {
        match item {
            Type::Optional(_) => item,
            _ => Type::Optional(Box::new(item)),
        }
    }

    /// Whether a value of this type fits where `to` is expected, at an edge of a workflow as in code.
    pub(super) fn fits(&self, to: &Type) -> bool {
        match (self, to) {
            _ if self == to => true,
            (Type::Optional(from), Type::Optional(to)) => from.fits(to),
            (_, Type::Optional(to)) => self.fits(to),
            (_, Type::Union(variants)) => variants.contains(self),
            (Type::List(from), Type::List(to)) | (Type::Map(from), Type::Map(to)) => from.fits(to),
            (Type::File(_), Type::File(to)) | (Type::Dir(_), Type::Dir(to)) | (Type::Table(_), Type::Table(to)) => to.is_empty(),
            _ => false,
        }
    }

    /// Whether builtins can put values in order.
    pub(super) fn is_ordered(&self) -> bool {
        match self {
            Type::Int | Type::Float | Type::Str | Type::Bool | Type::Datetime | Type::Duration | Type::Enum(_) => true,
            Type::List(item) | Type::Optional(item) => item.is_ordered(),
            Type::Tuple(parts) => parts.iter().all(Type::is_ordered),
            _ => false,
        }
    }

    /// Whether `<` and its kin compare values.
    pub(super) fn is_compared(&self) -> bool {
        matches!(self, Type::Int | Type::Float | Type::Str | Type::Datetime | Type::Duration)
    }

    /// Whether there is an address of a file, folder or table in it, which code cannot make and only passes on.
    pub(super) fn has_address(&self) -> bool {
        match self {
            Type::File(_) | Type::Dir(_) | Type::Table(_) => true,
            Type::List(item) | Type::Map(item) | Type::Optional(item) => item.has_address(),
            Type::Union(parts) | Type::Tuple(parts) => parts.iter().any(Type::has_address),
            _ => false,
        }
    }

    /// Whether there is a tuple in it, which no interface can state.
    pub(super) fn has_tuple(&self) -> bool {
        match self {
            Type::Tuple(_) => true,
            Type::List(item) | Type::Map(item) | Type::Optional(item) => item.has_tuple(),
            _ => false,
        }
    }

    /// Whether a composed value says its own type, where nothing says what is expected.
    pub(super) fn is_self_typed(&self) -> bool {
        match self {
            Type::Optional(_) | Type::Union(_) => false,
            Type::List(item) | Type::Map(item) => item.is_self_typed(),
            Type::Tuple(parts) => parts.iter().all(Type::is_self_typed),
            _ => true,
        }
    }

    /// Whether Flyte may infer another type from some value of it: maps, and lists of lists, within a list or map, of which parts are empty
    /// (`flytepropeller/pkg/compiler/validators/utils.go`). Such a value is refused as a default, as an input of an execution, and in the cache.
    pub(super) fn may_be_misread(&self) -> bool {
        let (Type::List(item) | Type::Map(item)) = self else { return false };
        match &**item {
            Type::Map(_) => true,
            Type::List(inner) => matches!(**inner, Type::List(_) | Type::Map(_)),
            _ => false,
        }
    }

    /// The type without `?`.
    pub(super) fn required(&self) -> &Type {
        if let Type::Optional(item) = self { item } else { self }
    }

    /// Whether a constant of the type can be written in a workflow or as a default.
    pub(super) fn has_constants(&self) -> bool {
        match self {
            Type::Bytes | Type::Table(_) | Type::Tuple(_) | Type::Var(_) => false,
            Type::List(item) | Type::Map(item) => item.has_constants(),
            Type::Union(parts) => parts.iter().all(Type::has_constants),
            _ => true,
        }
    }

    /// Binds the variables of this type, as of a template's, so that it becomes `wanted`.
    pub(super) fn unify(&self, wanted: &Type, binding: &mut Binding) -> bool {
        match (self, wanted) {
            (Type::Var(name), _) => match binding.iter().find(|(bound, _)| bound == name) {
                Some((_, bound)) => bound == wanted,
                None if *name == 'O' && !wanted.is_ordered() => false,
                None if *name == 'C' && !wanted.is_compared() => false,
                None => {
                    binding.push((*name, wanted.clone()));
                    true
                }
            },
            (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) | (Type::Optional(a), Type::Optional(b)) => a.unify(b, binding),
            (Type::Tuple(a), Type::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.unify(b, binding)),
            _ => self == wanted,
        }
    }

    /// The type with its variables replaced; one that is not bound gets what `choose` gives.
    pub(super) fn bind(&self, binding: &mut Binding, choose: &mut impl FnMut(char) -> Type) -> Type {
        match self {
            Type::Var(name) => match binding.iter().find(|(bound, _)| bound == name) {
                Some((_, ty)) => ty.clone(),
                None => {
                    let ty = choose(*name);
                    binding.push((*name, ty.clone()));
                    ty
                }
            },
            Type::List(item) => Type::list(item.bind(binding, choose)),
            Type::Map(item) => Type::map(item.bind(binding, choose)),
            Type::Optional(item) => Type::optional(item.bind(binding, choose)),
            Type::Tuple(parts) => Type::Tuple(parts.iter().map(|part| part.bind(binding, choose)).collect()),
            _ => self.clone(),
        }
    }
}

/// Reads the type at the start of a template's text, in the notation of the language with capital letters for
/// variables, and gives what comes after it.
pub(super) fn parse(text: &str) -> (Type, &str) {
    let words = [
        ("int", Type::Int),
        ("float", Type::Float),
        ("str", Type::Str),
        ("bool", Type::Bool),
        ("datetime", Type::Datetime),
        ("duration", Type::Duration),
        ("bytes", Type::Bytes),
        ("json", Type::Json),
    ];
    let (ty, rest) = if let Some(rest) = text.strip_prefix('[') {
        let (item, rest) = parse(rest);
        (Type::list(item), rest.strip_prefix(']').unwrap_or(rest))
    } else if let Some(rest) = text.strip_prefix("{str: ") {
        let (item, rest) = parse(rest);
        (Type::map(item), rest.strip_prefix('}').unwrap_or(rest))
    } else if let Some(rest) = text.strip_prefix('(') {
        let (mut parts, mut rest) = (Vec::new(), rest);
        while !rest.is_empty() && !rest.starts_with(')') {
            let (part, behind) = parse(rest);
            parts.push(part);
            rest = behind.strip_prefix(", ").unwrap_or(behind);
        }
        (Type::Tuple(parts), rest.get(1..).unwrap_or_default())
    } else if let Some((word, ty)) = words.iter().find(|(word, _)| text.starts_with(word)) {
        (ty.clone(), &text[word.len()..])
    } else {
        (Type::Var(text.chars().next().unwrap_or('T')), text.get(1..).unwrap_or_default())
    };
    match rest.strip_prefix('?') {
        Some(rest) => (Type::optional(ty), rest),
        None => (ty, rest),
    }
}
