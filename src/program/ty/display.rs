//! Types as a user writes them.

use std::fmt::{self, Write as _};

use super::{Invalid, TableType, Type};
use crate::program::Program;

/// The columns, members and variants that a message shows of a type. A message that showed thousands could not be read, and a
/// message for each of thousands of statements would be quadratic in the program's length.
const SHOWN: usize = 40;

/// Writes a type as in source text. A type of more than 40 parts ends in `…`, and a hole is `_`.
pub struct Display<'a, H = Invalid> {
    ty: &'a Type<H>,
    program: &'a Program,
}

impl<H> Type<H> {
    /// This type as source text; the program names structs and enums.
    pub fn display<'a>(&'a self, program: &'a Program) -> Display<'a, H> {
        Display { ty: self, program }
    }
}

impl<H> fmt::Display for Display<'_, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Writer { program: self.program, left: SHOWN, out: f }.write(self.ty)
    }
}

/// Writes parts until none is left.
struct Writer<'a, 'f, 'o> {
    program: &'a Program,
    left: usize,
    out: &'f mut fmt::Formatter<'o>,
}

impl Writer<'_, '_, '_> {
    fn write<H>(&mut self, ty: &Type<H>) -> fmt::Result {
        let program = self.program;
        match ty {
            Type::Int => self.out.write_str("int"),
            Type::Float => self.out.write_str("float"),
            Type::Str => self.out.write_str("str"),
            Type::Bool => self.out.write_str("bool"),
            Type::Datetime => self.out.write_str("datetime"),
            Type::Duration => self.out.write_str("duration"),
            Type::Bytes => self.out.write_str("bytes"),
            Type::Json => self.out.write_str("json"),
            Type::None => self.out.write_str("none"),
            Type::Error => self.out.write_str("error"),
            Type::File(None) => self.out.write_str("file"),
            Type::File(Some(format)) => write!(self.out, "file<\"{format}\">"),
            Type::Dir(None) => self.out.write_str("dir"),
            Type::Dir(Some(format)) => write!(self.out, "dir<\"{format}\">"),
            Type::Table(table) => self.table(table),
            Type::List(element) => self.around("[", element, "]"),
            Type::Map(value) => self.around("{str: ", value, "}"),
            Type::Union(variants) => match &variants[..] {
                [inner, Type::None] => self.around("", inner, "?"),
                variants => self.joined(variants, " | ", Self::write),
            },
            Type::Struct(id) => self.out.write_str(&program.structs[id.0 as usize].header.name),
            Type::Enum(id) => self.out.write_str(&program.enums[id.0 as usize].header.name),
            Type::Tuple(members) => {
                self.out.write_char('(')?;
                self.joined(members, ", ", Self::write)?;
                self.out.write_char(')')
            }
            Type::Rng => self.out.write_str("rng"),
            Type::Unit => self.out.write_str("nothing"),
            Type::Never => self.out.write_str("never"),
            Type::Hole(_) => self.out.write_char('_'),
        }
    }

    fn around<H>(&mut self, open: &str, inner: &Type<H>, close: &str) -> fmt::Result {
        self.out.write_str(open)?;
        self.write(inner)?;
        self.out.write_str(close)
    }

    fn table(&mut self, table: &TableType) -> fmt::Result {
        self.out.write_str("table")?;
        if table.columns.is_empty() {
            return table.format.as_ref().map_or(Ok(()), |format| write!(self.out, "<\"{format}\">"));
        }
        self.out.write_str("<{")?;
        self.joined(&table.columns, ", ", |writer, (name, ty)| {
            write!(writer.out, "{name}: ")?;
            writer.write(ty)
        })?;
        self.out.write_char('}')?;
        if let Some(format) = &table.format {
            write!(self.out, ", \"{format}\"")?;
        }
        self.out.write_char('>')
    }

    fn joined<T>(&mut self, parts: &[T], between: &str, write: impl Fn(&mut Self, &T) -> fmt::Result) -> fmt::Result {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.out.write_str(between)?;
            }
            if self.left == 0 {
                return self.out.write_char('…');
            }
            self.left -= 1;
            write(self, part)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_of_thousands_of_parts_is_shown_in_part() {
        let wide: Type = Type::Tuple(vec![Type::List(std::sync::Arc::new(Type::Int)); 5_000].into());
        let shown = wide.display(&Program::default()).to_string();
        assert_eq!(shown, format!("({}…)", "[int], ".repeat(SHOWN)));
    }

    #[test]
    fn the_parts_of_all_levels_count() {
        let inner: Type = Type::Tuple(vec![Type::Int; 30].into());
        let shown = Type::Tuple(vec![inner.clone(), inner].into()).display(&Program::default()).to_string();
        assert_eq!(shown, format!("(({}), ({}…))", vec!["int"; 30].join(", "), "int, ".repeat(8)));
    }
}
