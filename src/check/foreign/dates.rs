//! Dates with some of their parts replaced.

use super::{Advice, Kind, Use};

/// The parts of a date in the order in which `datetime` takes them.
const PARTS: &[&str] = &["year", "month", "day", "hour", "minute", "second", "microsecond"];

/// `day.replace(hour: 0, minute: 0)`
pub(super) fn replaced(name: &str, used: &Use) -> Option<Advice> {
    let receiver = used.receiver.as_ref().filter(|receiver| receiver.kind == Kind::Datetime && name == "replace")?;
    let given = |part: &str| used.args.iter().find(|given| given.name.as_deref() == Some(part));
    let known = |name: Option<&str>| name.is_some_and(|name| PARTS.contains(&name));
    if used.args.is_empty() || !used.args.iter().all(|given| known(given.name.as_deref())) {
        return None;
    }
    let code = |short: bool| {
        let day = receiver.code.operand(short);
        let is_zero = |part: &&str| given(part).is_some_and(|given| given.code.text == "0");
        if used.args.len() == 4 && PARTS[3..].iter().all(is_zero) {
            return format!("{day}.truncate(\"day\")");
        }
        let last = if given("microsecond").is_some_and(|given| given.code.text == "0") { 6 } else { PARTS.len() };
        let parts = PARTS[..last].iter().map(|part| match given(part) {
            Some(given) => given.code.text.clone(),
            None if *part == "microsecond" => format!("{day}.microsecond()"),
            None => format!("{day}.{part}()"),
        });
        format!("datetime({})", parts.collect::<Vec<_>>().join(", "))
    };
    Some(Advice { code: Some(code(false)), shown: code(true), ours: "now()".to_owned(), ..Advice::default() })
}
