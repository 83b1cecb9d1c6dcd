//! Calls of builtins and helpers, with closures that may leave.

use super::Mischief;
use super::scope::Variable;
use super::signatures::{Parameter, Signature};
use super::types::Ty;

impl Mischief {
    pub(super) fn helper_call(&mut self, ty: &Ty, fuel: u32) -> Option<String> {
        let fitting: Vec<usize> = (0..self.helpers.len()).filter(|at| self.helpers[*at].result == *ty).collect();
        if fitting.is_empty() {
            return None;
        }
        let helper = &self.helpers[*self.dice.pick(&fitting)];
        let (name, parameters, has_default) = (helper.name.clone(), helper.parameters.clone(), helper.has_default);
        let mut arguments: Vec<String> = parameters.iter().map(|ty| self.expr(ty, fuel)).collect();
        if has_default && self.dice.chance(40) {
            arguments.pop();
        }
        // Names in any order after positions.
        let positions = if self.dice.chance(60) { arguments.len() } else { self.dice.below(arguments.len() + 1) };
        let mut named: Vec<String> = arguments.split_off(positions);
        named.iter_mut().enumerate().for_each(|(at, argument)| *argument = format!("q{}: {argument}", positions + at));
        self.dice.shuffle(&mut named);
        arguments.append(&mut named);
        Some(format!("{name}({})", arguments.join(", ")))
    }

    /// A call of some builtin with that result.
    pub(super) fn builtin_call(&mut self, ty: &Ty, fuel: u32) -> Option<String> {
        let all = self.signatures;
        let mut fitting: Vec<(&Signature, Vec<(char, Ty)>)> = Vec::new();
        for signature in all {
            let mut bound = Vec::new();
            if signature.result.unify(ty, &mut bound) {
                fitting.push((signature, bound));
            }
        }
        // `T` fits everything; what names the type should come up as often.
        let exact: Vec<usize> = (0..fitting.len()).filter(|at| !matches!(fitting[*at].0.result, Ty::Var(_))).collect();
        let at = if !exact.is_empty() && self.dice.chance(75) { *self.dice.pick(&exact) } else { self.dice.below(fitting.len()) };
        let (signature, mut bound) = fitting.get(at)?.clone();
        self.choose_variables(signature, &mut bound)?;
        self.call(signature, &bound, fuel)
    }

    fn choose_variables(&mut self, signature: &Signature, bound: &mut Vec<(char, Ty)>) -> Option<()> {
        let mut variables = Vec::new();
        signature.parameters.iter().for_each(|parameter| parameter.ty.variables(&mut variables));
        for name in variables {
            if !bound.iter().any(|(known, _)| *known == name) {
                let ty = if self.dice.chance(30) { self.any_type(1) } else { self.any_type(0) };
                bound.push((name, ty));
            }
        }
        let sortable = |name: &char| bound.iter().all(|(known, ty)| known != name || ty.is_ordered());
        signature.ordered.iter().all(sortable).then_some(())
    }

    fn call(&mut self, signature: &Signature, bound: &[(char, Ty)], fuel: u32) -> Option<String> {
        let name = signature.name.as_str();
        let kept = signature.parameters.iter().filter(|parameter| !parameter.optional).count();
        let count = if self.dice.chance(50) { signature.parameters.len() } else { kept };
        let mut arguments = Vec::new();
        for parameter in signature.parameters.iter().take(count) {
            arguments.push(self.argument((name, &signature.parameters[0].ty), parameter, bound, fuel)?);
        }
        let is_method = !arguments.is_empty() && !matches!(signature.parameters[0].ty, Ty::Closure(..)) && self.dice.chance(60);
        if !is_method {
            return Some(format!("{name}({})", arguments.join(", ")));
        }
        let receiver = arguments.remove(0);
        // A literal number, or an operator, in parentheses.
        let simple = receiver.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !receiver.starts_with(|c: char| c.is_ascii_digit());
        let receiver = if simple || receiver.starts_with('[') { receiver } else { format!("({receiver})") };
        Some(format!("{receiver}.{name}({})", arguments.join(", ")))
    }

    fn argument(&mut self, (builtin, bound_first): (&str, &Ty), parameter: &Parameter, bound: &[(char, Ty)], fuel: u32) -> Option<String> {
        let ty = parameter.ty.bind(bound);
        if parameter.var {
            let named: Vec<String> =
                self.scope.visible().filter(|variable| variable.ty == Ty::Rng).map(|variable| variable.name.clone()).collect();
            return if named.is_empty() { None } else { Some(self.dice.pick(&named).clone()) };
        }
        if let Ty::Closure(parameters, result) = &ty {
            return Some(self.closure(parameters, result, fuel));
        }
        if parameter.name == "spec" {
            return Some(self.specification(bound_first));
        }
        if let Some(words) = telling(builtin, parameter) {
            let text = if self.dice.chance(85) { (*self.dice.pick(words)).to_owned() } else { self.open(&ty, fuel) };
            // Wrong ones are found while compiling, where they are constant; the first is right.
            return Some(if text == words[0] && self.dice.chance(70) { text } else { self.same(&ty, &text) });
        }
        let is_bounded = matches!(
            parameter.name.as_str(),
            "times" | "width" | "size" | "n" | "digits" | "bits" | "index" | "end" | "step" | "limit" | "indent"
        );
        if ty == Ty::Int && is_bounded && self.dice.chance(80) {
            return Some(self.dice.between(-1, 6).to_string());
        }
        Some(self.open(&ty, fuel))
    }

    /// A format for values of a type.
    fn specification(&mut self, of: &Ty) -> String {
        let specs: &[&str] = match of {
            Ty::Int => &["05d", "x", "+d", ",", ">8", "#06x", "_b", "q"],
            Ty::Float => &[".2f", "08.1f", ",.3f", ".1%", ".3e", ".4g", "^12.1f", ""],
            Ty::Datetime => &["%Y-%m-%d", "%H:%M:%S.%f", "%a %d %b %y", "%j %U %W %u %V %G", "%I %p"],
            _ => &["", ">5", "*^7", ".2", "<4s", "d"],
        };
        let text = format!("\"{}\"", self.dice.pick(specs));
        if text == format!("\"{}\"", specs[0]) && self.dice.chance(50) { text } else { self.same(&Ty::Str, &text) }
    }

    /// `|x| …`, of which `return` leaves the closure.
    fn closure(&mut self, parameters: &[Ty], result: &Ty, fuel: u32) -> String {
        let before = self.scope.variables.len();
        self.scope.results.push(result.clone());
        let loops = std::mem::replace(&mut self.scope.loops, 0);
        let mut names = Vec::new();
        for ty in parameters {
            let name = self.fresh("c");
            match ty {
                Ty::Tuple(parts) if self.dice.chance(60) => {
                    let members: Vec<String> = parts
                        .iter()
                        .map(|part| {
                            let name = self.fresh("c");
                            self.scope.add(Variable::fixed(&name, part.clone()));
                            name
                        })
                        .collect();
                    names.push(format!("({})", members.join(", ")));
                }
                _ => {
                    self.scope.add(Variable::fixed(&name, ty.clone()));
                    names.push(name);
                }
            }
        }
        let body = if self.dice.chance(35) {
            let own = self.fresh("w");
            let start = self.open(&Ty::Int, fuel.min(1));
            self.scope.add(Variable::assigned(&own, Ty::Int));
            let statements: Vec<String> = (0..self.dice.below(3)).map(|_| self.inline_statement(fuel.min(1))).collect();
            let value = self.open(result, fuel);
            let lines: Vec<String> = std::iter::once(format!("var {own} = {start}")).chain(statements).chain([value]).collect();
            format!("{{ {} }}", lines.join("; "))
        } else {
            let text = self.open(result, fuel);
            if text.starts_with('{') { format!("({text})") } else { text }
        };
        self.scope.loops = loops;
        self.scope.results.pop();
        self.scope.variables.truncate(before);
        format!("|{}| {body}", names.join(", "))
    }
}

/// Strings that a builtin understands.
fn telling(builtin: &str, parameter: &Parameter) -> Option<&'static [&'static str]> {
    Some(match (builtin, parameter.name.as_str()) {
        (_, "pattern") => &[r#"r"\d+""#, r#"r"[a-c]""#, r#"r"(\w)(\d)?""#, r#""x*""#, r#""(""#, r#""^a|b$""#],
        ("truncate", "unit") => {
            &[r#""year""#, r#""month""#, r#""week""#, r#""day""#, r#""hour""#, r#""minute""#, r#""second""#, r#""era""#]
        }
        ("datetime", "text") => {
            &[r#""2024-02-29T12:30:15.25Z""#, r#""2024-02-30T00:00:00Z""#, r#""2030-01-02T01:00:00+01:00""#, r#""2030-01-02""#]
        }
        ("datetime", "year") => &["2024", "1999", "0", "9999"],
        ("datetime", "month") => &["1", "2", "12", "13"],
        ("datetime", "day") => &["1", "29", "31"],
        ("datetime", _) => &["0", "5", "23", "59", "60"],
        ("duration", "text") => &[r#""90m""#, r#""1h30m""#, r#""-1.5s""#, r#""5""#, r#""1m1h""#],
        ("json_parse", _) => &[r##"r#"{"a": [1, 2.5], "b": null}"#"##, r#""[1, true]""#, r#""{""#, r#""12""#],
        ("at", "path") => &[r#""a.0""#, r#""b.c""#, r#""""#, r#""a.9""#, r#""0""#, r#""a.-1""#],
        ("int" | "parse_int" | "float" | "parse_float", "text") => {
            &[r#"" 42 ""#, r#""-1""#, r#""1e3""#, r#""ff""#, r#""nan""#, r#""1_0""#, r#""""#]
        }
        ("int", "base") => &["2", "10", "16", "36", "1"],
        ("bool", "text") => &[r#""true""#, r#""false""#, r#""yes""#],
        ("from_hex", _) => &[r#""4869""#, r#""4""#, r#""zz""#, r#""""#],
        ("from_base64", _) => &[r#""SGk=""#, r#""S""#, r#""""#],
        ("chr", _) => &["65", "233", "-1", "55296"],
        ("ord", _) => &[r#""A""#, r#""é""#, r#""""#],
        (_, "fill") => &[r#""*""#, r#""é""#, r#""""#],
        ("split", "separator") => &[r#"",""#, r#"" ""#, r#""b""#, r#""""#],
        ("add_months", "months") => &["1", "-3", "12", "120000"],
        ("shift_left" | "shift_right", "bits") => &["1", "3", "62", "64", "-1"],
        ("pow", "y") => return None,
        ("quantile", "q") => &["0.5", "0.25", "1.0", "2.0"],
        _ => return None,
    })
}
