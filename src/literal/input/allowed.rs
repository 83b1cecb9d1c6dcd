//! What may be given for an input, in words for an error and for the help of a command.

use crate::diagnostics::suggest;
use crate::program::Program;
use crate::program::range::LONGEST_DURATION;
use crate::program::ty::{EnumId, StructId, Type};

const MICROS_IN_A_DAY: i64 = 86_400_000_000;

/// Variants and fields beyond which the rest is left out.
const MOST: usize = 12;

/// How a value of a type is written, where its name does not say so; `given` is what was written.
pub(super) fn allowed(program: &Program, ty: &Type, given: &str) -> Option<String> {
    match ty {
        Type::Enum(id) => Some(of_enum(program, *id, given)),
        Type::Struct(id) => Some(of_struct(program, *id)),
        Type::Int if is_whole(given) => Some(format!("an `int` is from {} to {}", i64::MIN, i64::MAX)),
        Type::Float if is_number(given) => Some(format!("a `float` is at most {:e} in size", f64::MAX)),
        Type::Datetime if looks_like_time(given) => {
            Some("there is no such time: a `datetime` is a time of the calendar in the years 1 to 9999".to_owned())
        }
        Type::Duration if looks_like_duration(given) => {
            Some(format!("a `duration` is at most {} days long", LONGEST_DURATION / MICROS_IN_A_DAY))
        }
        Type::Union(variants) => of_union(program, variants, given),
        Type::Bytes
        | Type::Bool
        | Type::Datetime
        | Type::Dir(_)
        | Type::Duration
        | Type::Error
        | Type::File(_)
        | Type::Float
        | Type::Hole(_)
        | Type::Int
        | Type::Json
        | Type::List(_)
        | Type::Map(_)
        | Type::Never
        | Type::None
        | Type::Rng
        | Type::Str
        | Type::Table(_)
        | Type::Tuple(_)
        | Type::Unit => form(ty).map(|form| format!("write {form}")),
    }
}

/// How a value of a simple type is written, with an example of each way.
fn form(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Bool => "`true` or `false`",
        Type::Int => "a whole number, such as `42`",
        Type::Float => "a number, such as `1.5` or `1e-3`, or `nan`, `inf`, `-inf`",
        Type::Datetime => "a day or a time, such as `2030-01-02` or `2030-01-02T03:04:05Z`",
        Type::Duration => "a duration such as `1d`, `1h30m` or `PT1H30M`",
        Type::Bytes => "bytes in base64, such as `aGk=`",
        Type::List(_) => "a list as JSON, `[…]`",
        Type::Map(_) => "a map as JSON, `{\"key\": …}`",
        Type::Json => "an object as JSON, `{…}`",
        Type::None => "`none` or `null`",
        Type::Error => "an object with `failed_node` and `message`",
        Type::Dir(_)
        | Type::Enum(_)
        | Type::File(_)
        | Type::Hole(_)
        | Type::Never
        | Type::Rng
        | Type::Str
        | Type::Struct(_)
        | Type::Table(_)
        | Type::Tuple(_)
        | Type::Union(_)
        | Type::Unit => return None,
    })
}

/// Examples of a type whose values have a form of their own, for the help of a command.
pub(crate) fn example(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Datetime => "such as 2030-01-02 or 2030-01-02T03:04:05Z",
        Type::Duration => "such as 1d, 1h30m or PT1H30M",
        Type::Bytes => "base64",
        _ => return None,
    })
}

fn is_whole(given: &str) -> bool {
    let digits = given.trim().trim_start_matches(['-', '+']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What each variant takes, other than `none`, which is left out instead.
fn of_union(program: &Program, variants: &[Type], given: &str) -> Option<String> {
    let values = variants.iter().filter(|variant| **variant != Type::None);
    let ways: Vec<String> = values
        .filter_map(|variant| match variant {
            Type::Str => Some("write a string".to_owned()),
            _ => allowed(program, variant, given),
        })
        .collect();
    (!ways.is_empty()).then(|| ways.join("; or "))
}

/// Whether a text is a number, whatever its size.
fn is_number(given: &str) -> bool {
    let digits = given.trim().trim_start_matches(['-', '+']);
    digits.starts_with(|char: char| char.is_ascii_digit()) && digits.parse::<f64>().is_ok()
}

/// Whether a text has the form of a date or a time, but maybe a month or an hour that does not exist.
fn looks_like_time(given: &str) -> bool {
    let given = given.trim().as_bytes();
    let year = given.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = |at: usize| given.get(at..at + 2).is_some_and(|pair| pair.iter().all(u8::is_ascii_digit));
    year >= 4
        && given.get(year) == Some(&b'-')
        && digits(year + 1)
        && given.get(year + 3) == Some(&b'-')
        && digits(year + 4)
        && given.iter().all(|byte| byte.is_ascii_digit() || b"-+:.TtZz ".contains(byte))
}

/// Whether a text has the form of a duration, but maybe a size that none can have.
fn looks_like_duration(given: &str) -> bool {
    let given = given.trim();
    given.contains(|char: char| char.is_ascii_digit())
        && given.ends_with(['s', 'm', 'h', 'd', 'S', 'M', 'H', 'D'])
        && given.chars().all(|char| {
            char.is_ascii_digit() || matches!(char, '-' | '.' | 'u' | 's' | 'm' | 'h' | 'd' | 'P' | 'T' | 'S' | 'M' | 'H' | 'D')
        })
}

fn of_enum(program: &Program, id: EnumId, given: &str) -> String {
    let def = program.enum_(id);
    let values = listed(def.variants.iter().map(|variant| format!("`{}`", variant.value)), def.variants.len());
    let text = given.trim_matches('"');
    let lower = text.to_lowercase();
    let near = def.variants.iter().find(|variant| variant.value.to_lowercase() == lower).map(|variant| variant.value.as_str());
    let near = near.or_else(|| suggest::nearest(text, def.variants.iter().map(|variant| variant.value.as_str())));
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    format!("`{}` is one of {values}{near}", def.header.name)
}

fn of_struct(program: &Program, id: StructId) -> String {
    let def = program.struct_(id);
    let fields = def.fields.iter().map(|field| format!("`{}: {}`", field.name, field.ty.display(program)));
    format!("`{}` is an object with the fields {}", def.header.name, listed(fields, def.fields.len()))
}

/// The names of all fields.
pub(super) fn fields(program: &Program, id: StructId) -> String {
    let def = program.struct_(id);
    listed(def.fields.iter().map(|field| format!("`{}`", field.name)), def.fields.len())
}

fn listed(names: impl Iterator<Item = String>, count: usize) -> String {
    let mut shown: Vec<String> = names.take(MOST).collect();
    if count > MOST {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}
