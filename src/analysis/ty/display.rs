//! Types as a user writes them.

use std::fmt;

use super::Type;
use crate::analysis::Program;

/// Writes a type as it stands in source text.
pub struct Display<'a> {
    ty: &'a Type,
    program: &'a Program,
}

impl Type {
    /// This type as source text; the program names structs and enums.
    pub fn display<'a>(&'a self, program: &'a Program) -> Display<'a> {
        Display { ty: self, program }
    }
}

impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nested = |ty| Display { ty, program: self.program };
        match self.ty {
            Type::Int => f.write_str("int"),
            Type::Float => f.write_str("float"),
            Type::Str => f.write_str("str"),
            Type::Bool => f.write_str("bool"),
            Type::Datetime => f.write_str("datetime"),
            Type::Duration => f.write_str("duration"),
            Type::Bytes => f.write_str("bytes"),
            Type::Json => f.write_str("json"),
            Type::None => f.write_str("none"),
            Type::Error => f.write_str("error"),
            Type::File(None) => f.write_str("file"),
            Type::File(Some(format)) => write!(f, "file<\"{format}\">"),
            Type::Dir(None) => f.write_str("dir"),
            Type::Dir(Some(format)) => write!(f, "dir<\"{format}\">"),
            Type::Table(table) => self.table(table, f),
            Type::List(element) => write!(f, "[{}]", nested(element)),
            Type::Map(value) => write!(f, "{{str: {}}}", nested(value)),
            Type::Union(variants) => self.union(variants, f),
            Type::Struct(id) => f.write_str(&self.program.structs[id.0 as usize].header.name),
            Type::Enum(id) => f.write_str(&self.program.enums[id.0 as usize].header.name),
            Type::Tuple(members) => {
                f.write_str("(")?;
                for (at, member) in members.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{}", nested(member))?;
                }
                f.write_str(")")
            }
            Type::Rng => f.write_str("rng"),
            Type::Unit => f.write_str("nothing"),
            Type::Never => f.write_str("never"),
            Type::Unknown | Type::Infer(_) => f.write_str("_"),
        }
    }
}

impl Display<'_> {
    fn union(&self, variants: &[Type], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [inner, Type::None] = variants {
            return write!(f, "{}?", Display { ty: inner, program: self.program });
        }
        for (at, variant) in variants.iter().enumerate() {
            if at > 0 {
                f.write_str(" | ")?;
            }
            write!(f, "{}", Display { ty: variant, program: self.program })?;
        }
        Ok(())
    }

    fn table(&self, table: &super::TableType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<String> =
            table.columns.iter().map(|(name, ty)| format!("{name}: {}", Display { ty, program: self.program })).collect();
        match (columns.is_empty(), &table.format) {
            (true, None) => f.write_str("table"),
            (true, Some(format)) => write!(f, "table<\"{format}\">"),
            (false, None) => write!(f, "table<{{{}}}>", columns.join(", ")),
            (false, Some(format)) => write!(f, "table<{{{}}}, \"{format}\">", columns.join(", ")),
        }
    }
}
