//! Reading `flightplan.toml`: one table of keys, each with the values that it accepts and the setting it changes.

use serde::Deserialize;
use serde::de::value::Error as PlainError;
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue, Error as TomlError, ValueDeserializer};

use super::{Quantity, Selection, Settings, Target, report};
use crate::diagnostics::{Diagnostic, Outcome};
use crate::source::{FileId, SourceFile, Span};

/// The name of the configuration file; the folder that holds it is the project's root.
pub(crate) const FILE_NAME: &str = "flightplan.toml";

/// One key of the file.
struct Key {
    section: &'static str,
    name: &'static str,
    /// A description of its value, with an article.
    expects: &'static str,
    set: fn(&mut Settings, ValueDeserializer<'_>, FileId) -> Result<(), TomlError>,
}

const TEXT: &str = "a string";
const COUNT: &str = "a whole number or \"unlimited\"";
const AMOUNT: &str = "a Kubernetes quantity such as \"500m\", \"16Gi\" or 4, or \"unlimited\"";
const CODES: &str = "a list of codes, names or letters of findings, such as [\"Q101\", \"L\"]";

macro_rules! key {
    ($section:literal, $name:literal, $expects:expr, $settings:ident, $value:ident, $file:ident => $set:expr) => {
        Key {
            section: $section,
            name: $name,
            expects: $expects,
            set: |$settings, $value, $file| {
                let _: FileId = $file;
                $set;
                Ok(())
            },
        }
    };
}

/// Every key that there is.
static KEYS: &[Key] = &[
    key!("project", "name", TEXT, s, v, f => s.name = Some(String::deserialize(v)?)),
    key!("project", "image", TEXT, s, v, f => s.image = Some(String::deserialize(v)?)),
    key!("project", "runtime_image", TEXT, s, v, f => s.runtime_image = Some(String::deserialize(v)?)),
    key!("project", "target", "\"flyte-1.16\" or \"union\"", s, v, f => s.target = Target::deserialize(v)?),
    key!("limits", "workflow_nodes", COUNT, s, v, f => s.limits.workflow_nodes = count(v)?),
    key!("limits", "graph_paths", COUNT, s, v, f => s.limits.graph_paths = count(v)?),
    key!("limits", "array_size", COUNT, s, v, f => s.limits.array_size = count(v)?),
    key!("limits", "args_bytes", COUNT, s, v, f => s.limits.args_bytes = count(v)?),
    key!("limits", "closure_bytes", COUNT, s, v, f => s.limits.closure_bytes = count(v)?),
    key!("limits", "resource_bytes", COUNT, s, v, f => s.limits.resource_bytes = count(v)?),
    key!("limits", "name_length", COUNT, s, v, f => s.limits.name_length = count(v)?),
    key!("limits", "cpu", AMOUNT, s, v, f => s.limits.cpu = amount(v)?),
    key!("limits", "mem", AMOUNT, s, v, f => s.limits.mem = amount(v)?),
    key!("limits", "gpu", AMOUNT, s, v, f => s.limits.gpu = amount(v)?),
    key!("limits", "storage", AMOUNT, s, v, f => s.limits.storage = amount(v)?),
    key!("lint", "select", CODES, s, v, f => s.lint.select = selections(v, f)?),
    key!("lint", "ignore", CODES, s, v, f => s.lint.ignore = selections(v, f)?),
    key!("lint", "deny", CODES, s, v, f => s.lint.deny = selections(v, f)?),
    key!("lint", "warn", CODES, s, v, f => s.lint.warn = selections(v, f)?),
    key!("lint", "allow", CODES, s, v, f => s.lint.allow = selections(v, f)?),
];

/// Reads the configuration in `file`. Invalid values are reported and keep their defaults.
pub fn read(file: &SourceFile) -> Outcome<Settings> {
    let mut settings = Settings::default();
    let mut diagnostics = Vec::new();
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in errors {
        let span = error.span().map_or(Span::default(), |range| at(file.id, range));
        diagnostics.push(report::syntax(first_line(error.message()), span));
    }
    if diagnostics.is_empty() {
        for (section, value) in table.into_inner() {
            read_section(file.id, section, value, &mut settings, &mut diagnostics);
        }
    }
    Outcome { value: settings, diagnostics }
}

/// Reads one `[section]`.
fn read_section(
    file: FileId,
    section: TomlSpanned<std::borrow::Cow<'_, str>>,
    value: TomlSpanned<DeValue<'_>>,
    settings: &mut Settings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = section.get_ref().as_ref();
    let place = at(file, section.span());
    if !KEYS.iter().any(|key| key.section == name) {
        let home = KEYS.iter().find(|key| key.name == name).map(|key| key.section);
        diagnostics.push(report::unknown_section(name, place, home, &sections()));
        return;
    }
    let kind = value.get_ref().type_str();
    let DeValue::Table(table) = value.into_inner() else {
        diagnostics.push(report::not_a_section(name, kind, place));
        return;
    };
    for (key, value) in table {
        read_key(file, name, &key, value, settings, diagnostics);
    }
}

/// Reads one `key = value`.
fn read_key(
    file: FileId,
    section: &str,
    key: &TomlSpanned<std::borrow::Cow<'_, str>>,
    value: TomlSpanned<DeValue<'_>>,
    settings: &mut Settings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = key.get_ref().as_ref();
    let Some(known) = KEYS.iter().find(|known| known.section == section && known.name == name) else {
        let known: Vec<_> = KEYS.iter().filter(|known| known.section == section).map(|known| known.name).collect();
        diagnostics.push(report::unknown_key(section, name, at(file, key.span()), &known));
        return;
    };
    let kind = value.get_ref().type_str();
    let whole = value.span();
    if let Err(error) = (known.set)(settings, ValueDeserializer::from(value), file) {
        let place = error.span().unwrap_or(whole);
        let text = first_line(error.message());
        let why = Some(text).filter(|text| !text.starts_with("invalid type") && !text.starts_with("unknown variant"));
        diagnostics.push(report::wrong_value(section, name, known.expects, kind, why, at(file, place)));
    }
}

/// The names of the sections, each once.
fn sections() -> Vec<&'static str> {
    let mut sections: Vec<_> = KEYS.iter().map(|key| key.section).collect();
    sections.dedup();
    sections
}

/// A threshold that counts.
fn count(value: ValueDeserializer<'_>) -> Result<Option<u64>, TomlError> {
    struct Count;
    impl Visitor<'_> for Count {
        type Value = Option<u64>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(COUNT)
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
            u64::try_from(value).map(Some).map_err(|_| E::custom("this is negative"))
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
            Ok(Some(value))
        }

        fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
            unlimited(value).ok_or_else(|| E::invalid_type(Unexpected::Str(value), &self))
        }
    }
    value.deserialize_any(Count)
}

/// A ceiling of a resource.
fn amount(value: ValueDeserializer<'_>) -> Result<Option<Quantity>, TomlError> {
    struct Amount;
    impl Visitor<'_> for Amount {
        type Value = Option<Quantity>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(AMOUNT)
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
            self.visit_str(&value.to_string())
        }

        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
            self.visit_str(&value.to_string())
        }

        fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
            if let Some(none) = unlimited(value) {
                return Ok(none);
            }
            let quantity = value.parse::<Quantity>().map_err(E::custom)?;
            if quantity.is_negative() { Err(E::custom("this is negative")) } else { Ok(Some(quantity)) }
        }
    }
    value.deserialize_any(Amount)
}

/// `Some(None)` for the word "unlimited".
fn unlimited<T>(text: &str) -> Option<Option<T>> {
    (text == "unlimited").then_some(None)
}

/// A list of codes, names or letters.
fn selections(value: ValueDeserializer<'_>, file: FileId) -> Result<Vec<Selection>, TomlError> {
    let list = Vec::<TomlSpanned<String>>::deserialize(value)?;
    let selection = |item: TomlSpanned<String>| {
        let span = at(file, item.span());
        Selection { text: item.into_inner(), span: Some(span) }
    };
    Ok(list.into_iter().map(selection).collect())
}

/// Reads `--target`, with the words of the configuration.
impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = Target::ALL.iter().map(|target| format!("`{}`", target.as_str())).collect::<Vec<_>>().join(" or ");
        let reader: serde::de::value::StrDeserializer<'_, PlainError> = text.into_deserializer();
        Target::deserialize(reader).map_err(|_| PlainError::custom(format!("a target is {words}")).to_string())
    }
}

/// A byte range of the file as a span.
fn at(file: FileId, range: std::ops::Range<usize>) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(file, narrow(range.start), narrow(range.end))
}

/// toml's messages may have several lines.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn settings(text: &str) -> (Settings, Vec<(String, String)>) {
        let mut sources = SourceMap::new();
        let id = sources.add(FILE_NAME, "", text);
        let outcome = read(sources.file(id));
        let findings = outcome.diagnostics.iter();
        let shown = findings.map(|d| (d.message.clone(), d.span().map_or(String::new(), |s| sources.text(s).to_owned())));
        (outcome.value, shown.collect())
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        assert_eq!(settings(""), (Settings::default(), Vec::new()));
    }

    #[test]
    fn every_key_is_read() {
        let (read, findings) = settings(
            "[project]\nname = \"shop\"\nimage = \"a:1\"\nruntime_image = \"b:2\"\ntarget = \"union\"\n\
             [limits]\nworkflow_nodes = 200\ngraph_paths = \"unlimited\"\nmem = \"16Gi\"\ncpu = 4\n\
             [lint]\nselect = [\"Q\"]\ndeny = [\"Q101\", \"unused-input\"]\n",
        );
        assert_eq!(findings, []);
        assert_eq!(read.name.as_deref(), Some("shop"));
        assert_eq!(read.image.as_deref(), Some("a:1"));
        assert_eq!(read.runtime_image.as_deref(), Some("b:2"));
        assert_eq!(read.target, Target::Union);
        assert_eq!(read.limits.workflow_nodes, Some(200));
        assert_eq!(read.limits.graph_paths, None);
        assert_eq!(read.limits.array_size, Some(5000));
        assert_eq!(read.limits.mem, "16384Mi".parse().ok());
        assert_eq!(read.limits.cpu, "4000m".parse().ok());
        let deny: Vec<_> = read.lint.deny.iter().map(|selection| selection.text.as_str()).collect();
        assert_eq!(deny, ["Q101", "unused-input"]);
        assert!(read.lint.deny.iter().all(|selection| selection.span.is_some()));
    }

    #[test]
    fn each_mistake_is_reported_at_its_place_and_the_rest_is_read() {
        let (read, findings) = settings(
            "image = \"a\"\n[limit]\nx = 1\n[limits]\nworkflow_node = 1\narray_size = \"many\"\nmem = \"16GB\"\ncpu = -1\n\
             [project]\ntarget = \"flyte-2\"\nname = \"n\"\n",
        );
        assert_eq!(read.name.as_deref(), Some("n"));
        let mut findings: Vec<_> = findings.into_iter().map(|(message, text)| format!("{message} @ {text}")).collect();
        findings.sort();
        assert_eq!(
            findings,
            [
                "`limits.array_size` must be a whole number or \"unlimited\" @ \"many\"",
                "`limits.cpu` must be a Kubernetes quantity such as \"500m\", \"16Gi\" or 4, or \"unlimited\" @ -1",
                "`limits.mem` must be a Kubernetes quantity such as \"500m\", \"16Gi\" or 4, or \"unlimited\" @ \"16GB\"",
                "`project.target` must be \"flyte-1.16\" or \"union\" @ \"flyte-2\"",
                "unknown key `image` @ image",
                "unknown key `limit` @ limit",
                "unknown key `workflow_node` in `[limits]` @ workflow_node",
            ]
        );
    }

    #[test]
    fn broken_toml_is_one_kind_of_finding() {
        let (read, findings) = settings("[project\nname = 1");
        assert_eq!(read, Settings::default());
        assert!(findings.iter().all(|(message, _)| message.starts_with("the configuration is not valid TOML")), "{findings:?}");
        assert!(!findings.is_empty());
    }

    #[test]
    fn targets_are_read_as_in_the_file() {
        for target in Target::ALL {
            assert_eq!(target.as_str().parse::<Target>(), Ok(*target));
        }
        assert_eq!("flyte".parse::<Target>(), Err("a target is `flyte-1.16` or `union`".to_owned()));
    }
}
