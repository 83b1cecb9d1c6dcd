//! Types of other languages: which type of this language each is, by name and as they are written with their parameters.
//!
//! The words are data. [`meant`] reads a type from its tokens, as Python, TypeScript, Rust and Go write it, and writes it as it is written here; the
//! rules on syntax need that where the grammar refuses a type, and the checker where a name is unknown.

/// Types of other languages, and how they are written here.
const NAMED: &[(&[&str], &str)] = &[
    (&["string", "String", "text", "Text", "char", "AnyStr", "varchar", "CString", "OsString"], "`str`"),
    (
        &[
            "integer", "Integer", "Int", "long", "Long", "short", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
            "u128", "usize", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "bigint", "BigInt",
            "size_t",
        ],
        "`int`",
    ),
    (&["double", "Double", "f32", "f64", "number", "Number", "Float", "float32", "float64", "real", "decimal", "Decimal"], "`float`"),
    (&["boolean", "Boolean", "Bool"], "`bool`"),
    (&["list", "List", "Sequence", "array", "Array", "Vec", "set", "Set", "Iterable"], "`[T]`: a list of integers is `[int]`"),
    (&["ndarray", "NDArray", "Tensor"], "`[float]`, or `[[float]]` in two dimensions"),
    (&["dict", "Dict", "Mapping", "HashMap", "object"], "`{str: T}` for a map with values of one type, `json` for anything else"),
    (&["Optional", "Option", "Maybe"], "`T?`: an optional integer is `int?`"),
    (&["Union"], "`A | B`: an integer or a string is `int | str`"),
    (&["any", "Any", "unknown", "JSON", "Json"], "`json`, which holds any JSON object"),
    (&["timedelta", "Duration", "interval"], "`duration`"),
    (&["date", "Date", "DateTime", "timestamp", "Timestamp", "Instant"], "`datetime`"),
    (&["bytearray", "Bytes", "Buffer", "ByteString"], "`bytes`"),
    (&["FlyteFile", "File", "path", "Path"], "`file`"),
    (&["FlyteDirectory", "Directory", "directory", "folder"], "`dir`"),
    (&["StructuredDataset", "DataFrame", "dataframe", "FlyteSchema", "dataset"], "`table`"),
    (&["FlyteError", "Error", "Exception"], "`error`"),
    (&["None", "null", "nil", "NoneType", "undefined"], "`none`"),
    (&["void", "unit", "Unit", "Void", "never", "NoReturn"], "by leaving out the `->`"),
    (&["tuple", "Tuple"], "several outputs, `-> (A, B)`, or a struct"),
];

/// Types with one parameter that are lists here.
const LISTS: &[&str] = &[
    "list",
    "List",
    "Sequence",
    "MutableSequence",
    "Iterable",
    "Iterator",
    "Collection",
    "array",
    "Array",
    "ReadonlyArray",
    "Vec",
    "VecDeque",
    "deque",
    "set",
    "Set",
    "frozenset",
    "FrozenSet",
    "HashSet",
    "BTreeSet",
    "ArrayList",
    "Slice",
];

/// Types of a key and a value that are maps here.
const MAPS: &[&str] = &[
    "dict",
    "Dict",
    "DefaultDict",
    "defaultdict",
    "OrderedDict",
    "Mapping",
    "MutableMapping",
    "map",
    "Map",
    "HashMap",
    "BTreeMap",
    "Record",
    "Hash",
];

const OPTIONALS: &[&str] = &["Optional", "Option", "Maybe", "Nullable"];

/// Types that say nothing here about what they hold: only their first parameter counts.
const WRAPPERS: &[&str] = &[
    "Annotated",
    "Final",
    "ClassVar",
    "Required",
    "NotRequired",
    "Promise",
    "Awaitable",
    "Readonly",
    "Box",
    "Rc",
    "Arc",
    "Cow",
    "Result",
    "Future",
    "Partial",
    "Type",
];

/// Words before a type that mean nothing here.
const PREFIXES: &[&str] = &["*", "mut", "const", "readonly", "dyn", "impl", "unsigned", "final"];

/// Types that nest deeper are not read.
const DEEPEST: usize = 32;

/// The types of this language that are words.
const BUILT_IN: &[&str] =
    &["int", "float", "str", "bool", "datetime", "duration", "bytes", "json", "file", "dir", "table", "error", "none"];

/// What a type of another language is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// This type, as it is written here.
    Type(String),
    /// Several values: the outputs of a task, and no type of a value.
    Several(Vec<String>),
    /// No value: a task without an output.
    Nothing,
    /// A form with a part that was not written, with its explanation: `[T]`.
    Form(&'static str),
}

/// How a type of another language is written here, with backticks.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    NAMED.iter().find(|(names, _)| names.contains(&name)).map(|(_, here)| *here)
}

/// Whether a type consists of nothing but built-in ones.
pub(crate) fn is_built_in(ty: &str) -> bool {
    let words = ty.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.into_iter().all(|word| BUILT_IN.contains(&word))
}

/// The type that the tokens begin with, and how many of them it is.
pub(crate) fn meant(tokens: &[&str]) -> Option<(Meant, usize)> {
    let mut reader = Reader { tokens, at: 0, depth: 0 };
    let meant = reader.union()?;
    Some((meant, reader.at))
}

/// Reads a type from its tokens.
struct Reader<'t> {
    tokens: &'t [&'t str],
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self, ahead: usize) -> &'t str {
        self.tokens.get(self.at + ahead).copied().unwrap_or("")
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.peek(0) == token;
        self.at += usize::from(found);
        found
    }

    /// `A | B`, and `A | None`
    fn union(&mut self) -> Option<Meant> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let first = self.postfix()?;
        let mut variants = vec![first];
        while self.peek(0) == "|" {
            self.at += 1;
            variants.push(self.postfix()?);
        }
        self.depth -= 1;
        if variants.len() == 1 { variants.pop() } else { either(variants) }
    }

    /// `T[]`, `T?`
    fn postfix(&mut self) -> Option<Meant> {
        while PREFIXES.contains(&self.peek(0)) || self.peek(0).starts_with('&') {
            self.at += 1;
        }
        let mut ty = self.atom()?;
        loop {
            ty = match (self.peek(0), self.peek(1), ty) {
                ("[", "]", Meant::Type(item)) => {
                    self.at += 2;
                    Meant::Type(format!("[{item}]"))
                }
                ("?" | "??", _, Meant::Type(inner)) => {
                    self.at += 1;
                    Meant::Type(optional(&inner))
                }
                (_, _, ty) => return Some(ty),
            };
        }
    }

    fn atom(&mut self) -> Option<Meant> {
        match self.peek(0) {
            "[" => self.bracketed(),
            "(" => self.parenthesised(),
            "{" => self.braced(),
            _ => self.path(),
        }
    }

    /// `[]T` of Go, `[T; 3]` of Rust, `[A, B]` of TypeScript, and `[T]`
    fn bracketed(&mut self) -> Option<Meant> {
        self.at += 1;
        if self.eat("]") {
            return Some(Meant::Type(format!("[{}]", self.element()?)));
        }
        let mut parts = vec![self.element()?];
        if self.eat(";") {
            self.at += 1;
        }
        while self.eat(",") {
            parts.push(self.element()?);
        }
        if !self.eat("]") {
            return None;
        }
        if parts.len() == 1 { parts.pop().map(|item| Meant::Type(format!("[{item}]"))) } else { Some(Meant::Several(parts)) }
    }

    fn parenthesised(&mut self) -> Option<Meant> {
        self.at += 1;
        if self.eat(")") {
            return Some(Meant::Nothing);
        }
        let mut parts = vec![self.element()?];
        while self.eat(",") && self.peek(0) != ")" {
            parts.push(self.element()?);
        }
        if !self.eat(")") {
            return None;
        }
        if parts.len() == 1 { parts.pop().map(Meant::Type) } else { Some(Meant::Several(parts)) }
    }

    /// `{str: T}`, and `{ [key: string]: T }` of TypeScript
    fn braced(&mut self) -> Option<Meant> {
        self.at += 1;
        if self.peek(0) == "[" && self.peek(2) == ":" {
            self.at += 3;
            self.element()?;
            if !self.eat("]") {
                return None;
            }
        } else {
            self.element()?;
        }
        if !self.eat(":") {
            return None;
        }
        let value = self.element()?;
        self.eat(";");
        self.eat("}").then(|| Meant::Type(format!("{{str: {value}}}")))
    }

    /// `np.ndarray`, `std::vec::Vec<T>`, `Dict[str, int]`
    fn path(&mut self) -> Option<Meant> {
        let mut name = self.name()?;
        loop {
            let separator = match (self.peek(0), self.peek(1)) {
                (".", _) => 1,
                (":", ":") => 2,
                _ => break,
            };
            self.at += separator;
            name = self.name()?;
        }
        let close = match self.peek(0) {
            "[" if self.peek(1) != "]" => "]",
            "<" => ">",
            _ => return Some(alone(name)),
        };
        self.at += 1;
        if matches!(name, "file" | "dir" | "table" | "FlyteFile" | "FlyteDirectory") {
            return self.formatted(name, close);
        }
        let mut parameters = Vec::new();
        let mut unread = false;
        while !self.eat(close) {
            match self.peek(0) {
                "" => return None,
                "," => self.at += 1,
                "." => {
                    unread = true;
                    self.at += 1;
                }
                _ => match self.union() {
                    Some(parameter) => parameters.push(parameter),
                    None if WRAPPERS.contains(&name) && !parameters.is_empty() => self.skip_to(close),
                    None => return None,
                },
            }
        }
        // `map[string]int`
        if name == "map" && parameters.len() == 1 {
            return Some(Meant::Type(format!("{{str: {}}}", self.element()?)));
        }
        applied(name, parameters, unread)
    }

    /// `FlyteFile["csv"]`
    fn formatted(&mut self, name: &str, close: &str) -> Option<Meant> {
        let format = (0..)
            .map(|ahead| self.peek(ahead))
            .take_while(|token| !token.is_empty() && *token != close)
            .find(|token| token.starts_with('"'));
        let format = format.map(str::to_owned);
        self.skip_to(close);
        let here = match name {
            "FlyteFile" => "file",
            "FlyteDirectory" => "dir",
            other => other,
        };
        self.eat(close).then(|| Meant::Type(format.map_or(here.to_owned(), |format| format!("{here}<{format}>"))))
    }

    fn skip_to(&mut self, close: &str) {
        let mut open = 0_usize;
        while !self.peek(0).is_empty() {
            match self.peek(0) {
                token if token == close && open == 0 => return,
                "(" | "[" | "<" | "{" => open += 1,
                ")" | "]" | ">" | "}" => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
        }
    }

    fn name(&mut self) -> Option<&'t str> {
        let name = self.peek(0);
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '`');
        self.at += usize::from(is_name);
        is_name.then_some(name)
    }

    /// A type of one value.
    fn element(&mut self) -> Option<String> {
        match self.union()? {
            Meant::Type(ty) => Some(ty),
            Meant::Several(_) | Meant::Nothing | Meant::Form(_) => None,
        }
    }
}

/// A type without parameters.
fn alone(name: &str) -> Meant {
    let Some(here) = named(name) else { return Meant::Type(name.to_owned()) };
    let plain = here.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).filter(|inner| !inner.contains('`'));
    match (name, plain) {
        (_, Some(plain)) => Meant::Type(plain.to_owned()),
        ("ndarray" | "NDArray" | "Tensor", None) => Meant::Type("[float]".to_owned()),
        ("any" | "Any" | "unknown" | "JSON" | "Json" | "object" | "dict" | "Dict", None) => Meant::Type("json".to_owned()),
        ("void" | "unit" | "Unit" | "Void" | "never" | "NoReturn", None) => Meant::Nothing,
        _ => Meant::Form(here),
    }
}

/// A type with parameters.
fn applied(name: &str, parameters: Vec<Meant>, unread: bool) -> Option<Meant> {
    if name == "Union" {
        return either(parameters);
    }
    if matches!(name, "ndarray" | "NDArray" | "Tensor") {
        return Some(Meant::Type("[float]".to_owned()));
    }
    let wrapper = WRAPPERS.contains(&name);
    let mut types = Vec::new();
    for parameter in parameters {
        match parameter {
            Meant::Type(ty) => types.push(ty),
            // `Result<(), String>`, `Promise<void>`
            Meant::Nothing if wrapper && types.is_empty() => return Some(Meant::Nothing),
            Meant::Several(parts) if wrapper && types.is_empty() => return Some(Meant::Several(parts)),
            Meant::Several(_) | Meant::Nothing | Meant::Form(_) => return None,
        }
    }
    match (name, types.as_slice()) {
        ("tuple" | "Tuple", [item]) if unread => Some(Meant::Type(format!("[{item}]"))),
        ("tuple" | "Tuple", [_]) => types.pop().map(Meant::Type),
        ("tuple" | "Tuple", _) => Some(Meant::Several(types)),
        (_, [item, ..]) if wrapper => Some(Meant::Type(item.clone())),
        (_, [item]) if LISTS.contains(&name) => Some(Meant::Type(format!("[{item}]"))),
        (_, [_, value]) if MAPS.contains(&name) => Some(Meant::Type(format!("{{str: {value}}}"))),
        (_, [inner]) if OPTIONALS.contains(&name) => Some(Meant::Type(optional(inner))),
        _ => None,
    }
}

fn either(variants: Vec<Meant>) -> Option<Meant> {
    let mut types: Vec<String> = Vec::new();
    let mut none = false;
    for variant in variants {
        match variant {
            Meant::Nothing => none = true,
            Meant::Type(ty) if ty == "none" => none = true,
            Meant::Type(ty) if types.contains(&ty) => {}
            Meant::Type(ty) => types.push(ty),
            Meant::Several(_) | Meant::Form(_) => return None,
        }
    }
    let joined = types.join(" | ");
    match (types.len(), none) {
        (0, _) => Some(Meant::Type("none".to_owned())),
        (_, true) => Some(Meant::Type(optional(&joined))),
        (_, false) => Some(Meant::Type(joined)),
    }
}

/// The type whose values may also be `none`.
pub(crate) fn optional(inner: &str) -> String {
    match inner {
        "none" => "none".to_owned(),
        _ if inner.ends_with('?') || inner.ends_with("| none") => inner.to_owned(),
        _ if inner.contains(" | ") && !inner.starts_with(['[', '{']) => format!("{inner} | none"),
        _ => format!("{inner}?"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Meant, meant};

    /// The type, as it is written here, of a text whose tokens are separated by spaces.
    fn here(text: &str) -> String {
        let tokens: Vec<&str> = text.split(' ').collect();
        match meant(&tokens) {
            Some((Meant::Type(ty), read)) if read == tokens.len() => ty,
            Some((Meant::Several(parts), read)) if read == tokens.len() => format!("({})", parts.join(", ")),
            Some((Meant::Nothing, _)) => "nothing".to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn types_of_other_languages_are_written_as_here() {
        for (there, here_it_is) in [
            ("List [ int ]", "[int]"),
            ("typing . List [ typing . Optional [ str ] ]", "[str?]"),
            ("Dict [ str , List [ float ] ]", "{str: [float]}"),
            ("Optional [ np . ndarray ]", "[float]?"),
            ("str | None", "str?"),
            ("Union [ int , str , None ]", "int | str | none"),
            ("tuple [ int , ... ]", "None"),
            ("Tuple [ int , . . . ]", "[int]"),
            ("Tuple [ int , str ]", "(int, str)"),
            ("Annotated [ int , Field ( gt = 0 ) ]", "int"),
            ("number [ ]", "[float]"),
            ("Array < string >", "[str]"),
            ("Record < string , number >", "{str: float}"),
            ("{ [ key : string ] : boolean }", "{str: bool}"),
            ("Promise < void >", "nothing"),
            ("Vec < Option < i64 > >", "[int?]"),
            ("& mut Vec < String >", "[str]"),
            ("std : : collections : : HashMap < String , u8 >", "{str: int}"),
            ("[ f64 ; 3 ]", "[float]"),
            ("Result < Layer , String >", "Layer"),
            ("[ ] string", "[str]"),
            ("map [ string ] int", "{str: int}"),
            ("( )", "nothing"),
            ("FlyteFile [ \"csv\" ]", "file<\"csv\">"),
            ("MyStruct", "MyStruct"),
            ("{str: int}", "None"),
        ] {
            assert_eq!(here(there), here_it_is, "{there}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = "Vec < ".repeat(5000) + "int" + &" >".repeat(5000);
        assert_eq!(here(&deep), "None");
    }
}
