//! Task code that does what reviewers would not let pass: it leaves lists, calls and strings that are half made, assigns the operands of the
//! expression that it is in, and calls every builtin in every position. It is well typed, ends soon, and may fail; what it does is
//! for two evaluators to agree on.
//!
//! Every task has the same parameters, so that a test can make inputs for all of them. Signatures of builtins are read from
//! `docs/builtins.md`, which has them all.
//!
//! | part | owns |
//! |---|---|
//! | [`types`] | the types that values have here |
//! | [`signatures`] | the builtins of the documentation |
//! | [`scope`] | what can be named, and left, at a place |
//! | [`values`] | literals |
//! | [`expressions`], [`operators`], [`calls`] | expressions of a wanted type |
//! | [`statements`] | statements |

mod calls;
mod expressions;
mod operators;
mod scope;
mod signatures;
mod statements;
mod types;
mod values;

use super::dice::Dice;
use scope::{Scope, Variable};
use signatures::Signature;
use types::Ty;

/// The parameters of every task.
pub(crate) const PARAMETERS: [(&str, &str); 22] = [
    ("a", "int"),
    ("b", "int"),
    ("x", "float"),
    ("s", "str"),
    ("w", "str"),
    ("p", "bool"),
    ("t", "datetime"),
    ("d", "duration"),
    ("o", "int?"),
    ("os", "str?"),
    ("xs", "[int]"),
    ("fs", "[float]"),
    ("ws", "[str]"),
    ("m", "{str: int}"),
    ("mo", "{str: int?}"),
    ("xo", "[int?]"),
    ("u", "int | str | none"),
    ("box", "Box"),
    ("tier", "Tier"),
    ("j", "json"),
    ("nn", "[[int]]"),
    ("by", "bytes"),
];

const DECLARATIONS: &str = r#"struct Inner { k: int = 1, ws: [str] = [] }
struct Box { n: int, xs: [int], m: {str: int}, o: int?, inner: Inner }
enum Tier { basic, gold = "GOLD", none_left }
"#;

/// The values that the code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// All that the language has.
    Any,
    /// Numbers, text, truth values, and lists, maps and optionals of them: what Python has, too.
    Plain,
}

/// A module of this many tasks, called `t0`, `t1`, …
pub(crate) fn module(seed: u64, tasks: usize, flavour: Flavour) -> String {
    let mut mischief = Mischief {
        dice: Dice::new(seed),
        flavour,
        scope: Scope::default(),
        names: 0,
        identities: Vec::new(),
        helpers: Vec::new(),
        signatures: signatures::of(flavour),
        budget: 0,
    };
    let mut items = vec![DECLARATIONS.to_owned()];
    for _ in 0..1 + tasks / 6 {
        let helper = mischief.helper();
        items.push(helper);
    }
    for at in 0..tasks {
        items.push(mischief.task(at));
    }
    for (at, ty) in mischief.identities.iter().enumerate() {
        items.push(format!("fn same{at}(v: {ty}) -> {ty} {{ v }}\n"));
    }
    items.concat()
}

/// A `fn` that code may call.
struct Helper {
    name: String,
    parameters: Vec<Ty>,
    result: Ty,
    /// Whether the last parameter may be left out.
    has_default: bool,
}

/// The generator.
struct Mischief {
    dice: Dice,
    flavour: Flavour,
    scope: Scope,
    names: usize,
    /// The types whose values are handed through a `fn`, so that the place says what they are.
    identities: Vec<Ty>,
    helpers: Vec<Helper>,
    signatures: &'static [Signature],
    /// How many more compound expressions the body may have.
    budget: usize,
}

impl Mischief {
    fn fresh(&mut self, word: &str) -> String {
        self.names += 1;
        format!("{word}{}", self.names)
    }

    /// A type of variables, elements and results.
    fn any_type(&mut self, depth: usize) -> Ty {
        match self.flavour {
            Flavour::Any => types::any(&mut self.dice, depth),
            Flavour::Plain => types::plain(&mut self.dice, depth),
        }
    }

    /// A body with these parameters and this result.
    fn body(&mut self, parameters: &[(String, Ty)], result: &Ty, statements: usize) -> String {
        self.scope = Scope::of(result.clone());
        self.budget = 40;
        for (name, ty) in parameters {
            self.scope.variables.push(Variable::fixed(name, ty.clone()));
        }
        let mut lines = self.openings();
        for _ in 0..statements {
            lines.push(self.statement(2));
        }
        let value = self.expr(result, 3);
        lines.push(format!("return {value}"));
        lines.iter().map(|line| format!("    {line}\n")).collect()
    }

    fn task(&mut self, at: usize) -> String {
        let result = if self.dice.chance(20) { Ty::Tuple(vec![self.any_type(2), self.any_type(2)]) } else { self.any_type(2) };
        let parameters: Vec<(String, Ty)> = PARAMETERS.iter().map(|(name, ty)| ((*name).to_owned(), types::parse(ty).0)).collect();
        let statements = 1 + self.dice.below(5);
        let body = self.body(&parameters, &result, statements);
        let header: Vec<String> = PARAMETERS.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        format!("task t{at}({}) -> {result} {{\n{body}}}\n", header.join(", "))
    }

    /// A `fn`, or a task, which code may call, too. The last parameter may have a default.
    fn helper(&mut self) -> String {
        let name = self.fresh("help");
        let mut parameters: Vec<Ty> = (0..1 + self.dice.below(3)).map(|_| self.any_type(1)).collect();
        let default = self.dice.chance(40).then(|| (*self.dice.pick(&["3", "-1", "0"])).to_owned());
        if default.is_some() {
            parameters.push(Ty::Int);
        }
        let result = self.any_type(1);
        let named: Vec<(String, Ty)> = parameters.iter().enumerate().map(|(at, ty)| (format!("q{at}"), ty.clone())).collect();
        let statements = self.dice.below(3);
        let body = self.body(&named, &result, statements);
        let mut header: Vec<String> = named.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        if let (Some(last), Some(default)) = (header.last_mut(), &default) {
            *last += &format!(" = {default}");
        }
        let kind = if self.flavour == Flavour::Any && self.dice.chance(20) { "task" } else { "fn" };
        let text = format!("{kind} {name}({}) -> {result} {{\n{body}}}\n", header.join(", "));
        self.helpers.push(Helper { name, parameters, result, has_default: default.is_some() });
        text
    }
}
