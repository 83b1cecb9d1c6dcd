//! Literals: few and small, so that values meet.

use super::Mischief;
use super::types::{BOX, EITHER, INNER, TIER, Ty, UNION};

const INTS: [&str; 16] =
    ["0", "1", "2", "3", "-1", "-2", "5", "7", "10", "12", "100", "-7", "1", "2", "9223372036854775807", "4611686018427387904"];
const FLOATS: [&str; 12] = ["0.0", "1.0", "-1.0", "0.5", "1.5", "-2.25", "0.1", "3.0", "1e300", "1e-7", "100.25", "2.0"];
const TEXTS: [&str; 16] = ["", "a", "b", "c", "ab", "abc", "x y", "a,b,,c", "12", "-3", "1.5", "é", "Ünï", "A-b", " pad ", "k1"];
const KEYS: [&str; 5] = ["a", "b", "c", "k1", ""];
const DATES: [&str; 6] = [
    "2024-02-29T12:30:15.25Z",
    "1970-01-01T00:00:00Z",
    "2030-12-31T23:59:59Z",
    "1999-03-01T00:00:00.000001Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
];
const SPANS: [&str; 8] = ["0s", "1s", "1h30m", "250us", "-2d", "36h", "7us", "90m"];
const DOCUMENTS: [&str; 6] = [
    r##"r#"{"a": [1, 2.5, "x"], "b": {"c": null}, "k1": true}"#"##,
    r##"r#"[1, 2, {"a": 3}]"#"##,
    r##"r#""text""#"##,
    r##"r#"12"#"##,
    r##"r#"null"#"##,
    r##"r#"{}"#"##,
];

pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

impl Mischief {
    pub(super) fn int_literal(&mut self) -> String {
        let text = *self.dice.pick(&INTS);
        // Constants must not overflow.
        if text.len() > 5 { self.same(&Ty::Int, text) } else { text.to_owned() }
    }

    pub(super) fn small_int(&mut self) -> String {
        self.dice.between(-2, 4).to_string()
    }

    pub(super) fn key_literal(&mut self) -> String {
        quoted(self.dice.pick::<&str>(&KEYS))
    }

    /// A literal, which says its own type where the place does not.
    #[expect(clippy::too_many_lines, reason = "an arm for each type")]
    pub(super) fn literal(&mut self, ty: &Ty, open: bool, fuel: u32) -> String {
        match ty {
            Ty::Int => self.int_literal(),
            Ty::Float => (*self.dice.pick(&FLOATS)).to_owned(),
            Ty::Str => quoted(self.dice.pick::<&str>(&TEXTS)),
            Ty::Bool => (*self.dice.pick(&["true", "false"])).to_owned(),
            Ty::Datetime => {
                let text = format!("datetime(\"{}\")", self.dice.pick(&DATES));
                // Nor may it leave the calendar.
                if text.contains("0001") || text.contains("9999") { self.same(ty, &text) } else { text }
            }
            Ty::Duration => (*self.dice.pick(&SPANS)).to_owned(),
            Ty::Bytes => format!("encode({})", quoted(self.dice.pick::<&str>(&TEXTS))),
            Ty::Json => format!("json_parse({})", self.dice.pick(&DOCUMENTS)),
            Ty::Rng => format!("rng({})", self.small_int()),
            Ty::List(item) => {
                let count = self.dice.below(4).max(usize::from(open && !item.is_stated()));
                let items: Vec<String> = (0..count).map(|_| self.expr_in(item, fuel.min(1), open)).collect();
                let text = format!("[{}]", items.join(", "));
                if open && count == 0 { self.same(ty, &text) } else { text }
            }
            Ty::Map(item) => {
                let count = self.dice.below(3).max(usize::from(open && !item.is_stated()));
                let mut entries = Vec::new();
                for _ in 0..count {
                    let key = if self.dice.chance(75) { self.key_literal() } else { self.expr(&Ty::Str, fuel.min(1)) };
                    let value = self.expr_in(item, fuel.min(1), open);
                    // A key that is there twice is a mistake.
                    if !entries.iter().any(|entry: &String| entry.starts_with(&key)) {
                        entries.push(format!("{key}: {value}"));
                    }
                }
                let text = format!("({{{}}})", entries.join(", "));
                if open && entries.is_empty() { self.same(ty, &text) } else { text }
            }
            Ty::Optional(item) => {
                let text = if self.dice.chance(40) { "none".to_owned() } else { self.expr(item, fuel.min(1)) };
                if open { self.same(ty, &text) } else { text }
            }
            Ty::Tuple(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.expr_in(part, fuel.min(1), open)).collect();
                format!("({})", parts.join(", "))
            }
            ty if *ty == INNER => {
                let (k, ws) = (self.expr(&Ty::Int, fuel.min(1)), self.expr(&Ty::list(Ty::Str), fuel.min(1)));
                match self.dice.below(4) {
                    0 => "(Inner {})".to_owned(),
                    1 => format!("(Inner {{ ws: {ws} }})"),
                    _ => format!("(Inner {{ k: {k}, ws: {ws} }})"),
                }
            }
            ty if *ty == BOX => {
                let fuel = fuel.min(1);
                let n = self.expr(&Ty::Int, fuel);
                let xs = self.expr(&Ty::list(Ty::Int), fuel);
                let m = self.expr(&Ty::map(Ty::Int), fuel);
                let o = self.expr(&Ty::optional(Ty::Int), fuel);
                let inner = self.expr(&INNER, fuel);
                let mut fields = [format!("n: {n}"), format!("xs: {xs}"), format!("m: {m}"), format!("o: {o}"), format!("inner: {inner}")];
                if self.dice.chance(30) {
                    self.dice.shuffle(&mut fields);
                }
                format!("(Box {{ {} }})", fields.join(", "))
            }
            ty if *ty == TIER => (*self.dice.pick(&["Tier.basic", "Tier.gold", "Tier.none_left"])).to_owned(),
            ty if *ty == UNION => {
                let text = match self.dice.below(3) {
                    0 => self.expr(&Ty::Int, fuel.min(1)),
                    1 => self.expr(&Ty::Str, fuel.min(1)),
                    _ => "none".to_owned(),
                };
                if open { self.same(ty, &text) } else { text }
            }
            ty if *ty == EITHER => {
                let variant = if self.dice.chance(50) { Ty::Int } else { Ty::Duration };
                let text = self.expr(&variant, fuel.min(1));
                if open { self.same(ty, &text) } else { text }
            }
            Ty::Named(_) | Ty::Var(_) | Ty::Closure(..) => "0".to_owned(),
        }
    }

    /// The value as no constant: what is constant is checked while compiling.
    pub(super) fn varying(&mut self, ty: &Ty, text: String) -> String {
        let is_constant = text.starts_with(|c: char| c.is_ascii_digit() || "-\"(".contains(c));
        if is_constant { self.same(ty, &text) } else { text }
    }

    /// The value handed through a `fn` of its type.
    pub(super) fn same(&mut self, ty: &Ty, text: &str) -> String {
        let at = self.identities.iter().position(|known| known == ty).unwrap_or_else(|| {
            self.identities.push(ty.clone());
            self.identities.len() - 1
        });
        format!("same{at}({text})")
    }
}
