//! The line of a value in a document of inputs.
//!
//! Trees of JSON have no places. Only where something is wrong, the document is read once more, down to the path that the error names, and there
//! the parser is stopped, which says in which line it is.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::DocumentFormat;

/// The line, counted from 1, of the value that has the path `path` within the document; `at` is the path of the document itself, which is empty
/// if its keys are names of inputs.
pub(super) fn line(text: &str, format: DocumentFormat, at: &str, path: &str) -> Option<usize> {
    let seek = Seek { at: at.to_owned(), path, format };
    match format {
        DocumentFormat::Json => {
            let error = seek.deserialize(&mut serde_json::Deserializer::from_str(text)).err()?;
            Some(error.line()).filter(|line| *line > 0)
        }
        DocumentFormat::Yaml => {
            let error = seek.deserialize(serde_norway::Deserializer::from_str(text)).err()?;
            error.location().map(|location| location.line())
        }
    }
}

/// Goes down to a path.
struct Seek<'p> {
    at: String,
    path: &'p str,
    format: DocumentFormat,
}

impl<'p> Seek<'p> {
    /// The seek of a part, if the path leads into it or ends at it.
    fn within(&self, at: String) -> Option<Self> {
        let rest = self.path.strip_prefix(at.as_str())?;
        (rest.is_empty() || rest.starts_with(['.', '['])).then_some(Self { at, ..*self })
    }

    fn of_key(&self, key: &str) -> Option<Self> {
        match self.at.is_empty() {
            true => self.within(key.to_owned()),
            false => self.within(format!("{}.{key}", self.at)).or_else(|| self.within(format!("{}[{key:?}]", self.at))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match (self.at == self.path, self.format) {
            (false, _) => deserializer.deserialize_any(self),
            // The parser of JSON says where it is, which is before the value, and that of YAML where the value begins that it reads.
            (true, DocumentFormat::Json) => here(),
            (true, DocumentFormat::Yaml) => deserializer.deserialize_any(Here),
        }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the way to a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        for at in 0.. {
            let found = match self.within(format!("{}[{at}]", self.at)) {
                Some(seek) => members.next_element_seed(seek)?.is_some(),
                None => members.next_element::<IgnoredAny>()?.is_some(),
            };
            if !found {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(key) = members.next_key::<String>()? {
            match self.of_key(&key) {
                Some(seek) => members.next_value_seed(seek)?,
                None => members.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(())
    }
}

/// Stops at any value.
struct Here;

fn here<T, E: Error>() -> Result<T, E> {
    Err(E::custom("here"))
}

impl<'de> Visitor<'de> for Here {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        here()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        here()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        here()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        here()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        here()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        here()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        here()
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        here()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_line() {
        let json = "{\n  \"lines\": [\n    {\"a\": 1},\n    {\"a\":\n      2,\n     \"b.c\": null}\n  ],\n  \"line\": true\n}";
        let of = |path| line(json, DocumentFormat::Json, "", path);
        assert_eq!(of("lines"), Some(2));
        assert_eq!(of("lines[0]"), Some(3));
        assert_eq!(of("lines[1].a"), Some(5));
        assert_eq!(of("lines[1][\"b.c\"]"), Some(6));
        assert_eq!(of("line"), Some(8));
        assert_eq!(of("other"), None);
        assert_eq!(line("[1,\n2]", DocumentFormat::Json, "xs", "xs[1]"), Some(2));
    }

    #[test]
    fn yaml_has_lines_too() {
        let yaml = "lines:\n  - a: 1\n  - a: x\n    b: ~\nother: [1,\n  two]\n";
        let of = |path| line(yaml, DocumentFormat::Yaml, "", path);
        assert_eq!((of("lines[1].a"), of("lines[1].b"), of("other[1]")), (Some(3), Some(4), Some(6)));
        assert_eq!(of("lines[2]"), None);
    }
}
