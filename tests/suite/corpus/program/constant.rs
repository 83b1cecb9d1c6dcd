//! Folded constants.

use flightplan::internals::program::Const;
use flightplan::project::Program;

use crate::corpus::tree::{Tree, node, quoted, word};

pub(super) fn value(program: &Program, it: &Const) -> Tree {
    let all = |values: &[Const]| values.iter().map(|it| value(program, it)).collect::<Vec<_>>();
    match it {
        Const::None => word("none"),
        Const::Bool(it) => word(it),
        Const::Int(it) => word(it),
        Const::Float(it) => word(format_args!("{it:?}")),
        Const::Str(text) => quoted(text),
        Const::Datetime(micros) => word(format_args!("datetime:{micros}us")),
        Const::Duration(micros) => word(format_args!("{micros}us")),
        Const::Bytes(bytes) => node("bytes", [word(format_args!("{bytes:02x?}"))]),
        Const::List(elements) => node("list", all(elements)),
        Const::Map(entries) => node("map", entries.iter().map(|(key, it)| node(format_args!("{key:?}:"), [value(program, it)]))),
        Const::Struct(id, fields) => node(format_args!("struct {}", program.struct_(*id).header.name), all(fields)),
        Const::Enum(id, variant) => {
            let def = program.enum_(*id);
            word(format_args!("{}.{}", def.header.name, def.variants[*variant as usize].name))
        }
        Const::File(path) => node("file", [quoted(path)]),
        Const::Dir(path) => node("dir", [quoted(path)]),
        Const::Table(path) => node("table", [quoted(path)]),
        Const::Json(it) => node("json", [word(it)]),
        Const::Tuple(members) => node("tuple", all(members)),
    }
}
