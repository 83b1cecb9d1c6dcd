//! Names of other languages: functions, methods, fields, modules and words of Python, Rust, TypeScript and Go, and what is written here instead.
//!
//! The tables are data. A [`Row`] says how something is written there and how it is written here, with the same places for the user's own code;
//! one function matches calls against rows and fills in the places. Such a name is more often meant than one that is spelt similarly, so the tables are
//! asked first wherever an unknown name is reported.

mod comparators;
mod dates;
mod durations;
mod fields;
mod format;
mod free;
mod functions;
mod kind;
mod methods;
mod modules;
mod numbers;
mod pattern;
mod structs;
mod template;
#[cfg(test)]
mod tests;
mod words;

pub(super) use format::{braces, percent, template};
pub(super) use kind::{Element, Kind};
pub(super) use methods::READ;
pub(super) use structs::{Written, from_map as struct_from_map, written as struct_written};
pub(super) use template::{Code, has_operator};

use pattern::{Places, matches};

use super::ty::Ty;

/// How something is written in another language, and here.
///
/// `theirs` is a name, or several with `|` between them, and the arguments: `$1` to `$9` are places, `$1:list` takes only a list, `$*` takes all further
/// arguments and `...` ignores them, `key: $2` and `key: true` have to be given by that name. In `ours`, `$0` is the value before the dot, `$@` the name
/// that was used, `$~1` a pattern that has to match all of a string, and `$<1` one that has to match at its start. A row whose `ours` assigns is for statements.
#[derive(Debug)]
struct Row {
    theirs: &'static str,
    /// Empty if there is nothing of the kind.
    ours: &'static str,
    /// What to know besides; it may have places, too.
    why: &'static str,
}

const fn row(theirs: &'static str, ours: &'static str) -> Row {
    Row { theirs, ours, why: "" }
}

const fn because(theirs: &'static str, ours: &'static str, why: &'static str) -> Row {
    Row { theirs, ours, why }
}

const fn nothing(theirs: &'static str, why: &'static str) -> Row {
    Row { theirs, ours: "", why }
}

/// What is said where a set is meant.
const SETS: &str = "there are no sets, but lists without repeated elements";

/// What is said where a variable of the environment is read.
const ENVIRONMENT: &str = "`env(\"NAME\")` reads a variable that the task sets with its option `env`: `with { env: { NAME: \"value\" } }`";

impl Row {
    /// Whether it can only be written as a statement.
    fn is_statement(&self) -> bool {
        ["$0 = ", "$0 += ", "$0[$1] = ", "$1 = ", "if $1 not in $0 {"].iter().any(|start| self.ours.starts_with(start))
    }
}

/// An argument of a call.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) name: Option<String>,
    pub(super) code: Code,
    pub(super) kind: Kind,
    /// Its type, if it is a value.
    pub(super) ty: Option<Ty>,
}

/// A use of a name that means nothing here.
#[derive(Debug, Default)]
pub(super) struct Use {
    /// The value before the dot.
    pub(super) receiver: Option<Given>,
    pub(super) args: Vec<Given>,
    /// Whether it is a statement, whose value is dropped.
    pub(super) statement: bool,
}

/// What is written instead.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Advice {
    /// The whole code.
    pub(super) code: Option<String>,
    /// The code as a message quotes it: long parts are left out.
    pub(super) shown: String,
    /// What to know besides.
    pub(super) why: String,
    /// Whether the code assigns to the value before the dot, or to the first argument.
    pub(super) assigns: bool,
    /// The form of the code, whose places say where its type comes from.
    pub(super) ours: String,
    places: Places,
}

impl Advice {
    /// A statement that assigns.
    pub(super) fn assignment(code: String) -> Self {
        Self { shown: code.clone(), code: Some(code), assigns: true, ..Self::default() }
    }

    /// A condition.
    pub(super) fn test(code: String) -> Self {
        Self { shown: code.clone(), code: Some(code), ours: "not ".to_owned(), ..Self::default() }
    }

    /// An interpolated string.
    pub(super) fn string(code: String) -> Self {
        Self { shown: code.clone(), code: Some(code), ours: "\"\"".to_owned(), ..Self::default() }
    }

    /// The argument that has a place in the form.
    pub(super) fn taken<'u>(&self, place: char, used: &'u Use) -> Option<&'u Given> {
        template::given(place, used, &self.places)
    }
}

/// What a function of another language is here.
pub(super) fn function(name: &str, used: &Use) -> Option<Advice> {
    format::filled(name, used)
        .or_else(|| durations::made(name, used))
        .or_else(|| functions::TABLES.iter().chain([&numbers::FUNCTIONS]).find_map(|table| find(table, name, used)))
}

/// Whether a function of another language has this name.
pub(super) fn is_function(name: &str) -> bool {
    let rows = functions::TABLES.iter().chain([&numbers::FUNCTIONS]).copied().flatten();
    rows.into_iter().any(|row| row.theirs.split('(').next().is_some_and(|names| names.split('|').any(|known| known == name)))
}

/// What a method of another language is here, for the value before the dot.
pub(super) fn method(name: &str, used: &Use) -> Option<Advice> {
    if let Some(advice) = comparators::sorted(name, used).or_else(|| dates::replaced(name, used)).or_else(|| matched(name, used)) {
        return Some(advice);
    }
    let is_day = used.receiver.as_ref().is_some_and(|receiver| receiver.code.text.ends_with(".truncate(\"day\")"));
    let name = if is_day && matches!(name, "isoformat" | "toISOString" | "toDateString") { "isoformat_of_day" } else { name };
    let kind = used.receiver.as_ref().map_or(Kind::Unknown, |receiver| receiver.kind);
    let advice = methods::of(kind).iter().find_map(|table| find(table, name, used))?;
    let in_place = used.statement && !advice.assigns && advice.ours.starts_with("$0.") && IN_PLACE.contains(&name);
    Some(if in_place { changed(advice, used) } else { advice })
}

/// Methods that change a list where other languages call them as a statement.
const IN_PLACE: &[&str] = &[
    "sort",
    "sorted",
    "sort_by",
    "sortBy",
    "sort_by_key",
    "sort_by_cached_key",
    "sort_unstable",
    "sort_unstable_by_key",
    "sort_values",
    "sort_on",
    "reverse",
    "dedup",
];

/// The same as an assignment to the value before the dot.
fn changed(advice: Advice, used: &Use) -> Advice {
    let place = used.receiver.as_ref().map_or("", |receiver| receiver.code.text.as_str());
    let assigned = |code: &str| format!("{place} = {code}");
    Advice { code: advice.code.as_deref().map(assigned), shown: assigned(&advice.shown), assigns: true, ..advice }
}

/// `re.search(pattern, text).group(1)`, whose search is written with `regex_match` already.
fn matched(name: &str, used: &Use) -> Option<Advice> {
    let (search, pattern) = used.receiver.as_ref()?.code.text.split_once(".regex_match(")?;
    let of = |builtin: &str, after: &str| Some(Advice::string(format!("{search}.{builtin}({pattern}{after}")));
    match (name, used.args.as_slice()) {
        ("group", []) => of("regex_find", " ?? \"\""),
        ("group", [group]) => match group.code.text.parse::<usize>().ok()? {
            0 => of("regex_find", " ?? \"\""),
            group => of("regex_groups", &format!("[{}] ?? \"\"", group - 1)),
        },
        _ => None,
    }
}

/// What a property of another language is here.
pub(super) fn field(name: &str, used: &Use) -> Option<Advice> {
    let kind = used.receiver.as_ref().map_or(Kind::Unknown, |receiver| receiver.kind);
    fields::of(kind).iter().find_map(|table| find(table, name, used))
}

/// A property that is a builtin, which is called.
pub(super) fn called(receiver: &Given, builtin: &str) -> Advice {
    let written = |short| format!("{}.{builtin}()", receiver.code.operand(short));
    Advice { code: Some(written(false)), shown: written(true), ours: format!("$0.{builtin}()"), ..Advice::default() }
}

/// The kind of the values whose methods other languages name with this word, as in `str.lower`.
pub(super) fn owner(name: &str) -> Option<Kind> {
    match name {
        "str" | "string" | "String" | "Str" | "strings" => Some(Kind::Str),
        "int" | "Int" | "i32" | "i64" => Some(Kind::Int),
        "float" | "Float" | "Number" | "f64" => Some(Kind::Float),
        _ => None,
    }
}

/// Whether a name is a module of another language.
pub(super) fn is_module(name: &str) -> bool {
    modules::find(name).is_some()
}

/// What a function or constant of a module is here; `path` is what follows the module's name.
pub(super) fn in_module(module: &str, path: &str, called: bool, used: &Use) -> Option<Advice> {
    modules::member(module, path, called, used)
}

/// What a word of another language is here.
pub(super) fn word(name: &str) -> Option<&'static Word> {
    words::WORDS.iter().find(|word| word.theirs.split('|').any(|theirs| theirs == name))
}

/// A word that is used as a value.
#[derive(Debug)]
pub(super) struct Word {
    theirs: &'static str,
    /// Empty if there is nothing of the kind.
    pub(super) ours: &'static str,
    pub(super) why: &'static str,
}

/// Whether the value before the dot could be assigned.
fn is_place(used: &Use) -> bool {
    used.receiver.as_ref().is_some_and(|receiver| !receiver.code.text.contains(['(', '"', ' ']))
}

fn find(table: &[Row], name: &str, used: &Use) -> Option<Advice> {
    table.iter().filter(|row| used.statement || !row.is_statement()).find_map(|row| {
        let places = matches(row.theirs, name, used)?;
        let ours = free::with_free_names(row.ours, used);
        let render = |short: bool| template::render(&ours, name, used, &places, short);
        Some(Advice {
            code: (!row.ours.is_empty()).then(|| render(false)),
            shown: render(true),
            why: if row.why.contains("`$0 = ") && !is_place(used) {
                String::new()
            } else {
                template::render(row.why, name, used, &places, true)
            },
            assigns: row.is_statement(),
            ours: row.ours.replace("$@", name),
            places,
        })
    })
}
