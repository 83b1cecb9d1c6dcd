//! Durations that other languages make by a call: here they are literals, or numbers times one.

use super::template::render_operand;
use super::{Advice, Use};

/// What makes a duration of arguments with the names of units.
const MAKERS: &str = "timedelta|Timedelta|TimeDelta|Duration|relativedelta|DateOffset";

/// The names of the parameters, and of the functions that take a number of one unit; how long a unit is.
const UNITS: &[(&str, &str, u64, &str)] = &[
    ("weeks|week|W", "weeks|from_weeks|ofWeeks", 7, "d"),
    ("days|day|D", "days|from_days|ofDays", 1, "d"),
    ("hours|hour|h", "hours|from_hours|ofHours", 1, "h"),
    ("minutes|minute|mins|min", "minutes|from_mins|ofMinutes|from_minutes", 1, "m"),
    ("seconds|second|secs|sec|s", "seconds|from_secs|from_secs_f64|from_secs_f32|from_seconds|ofSeconds", 1, "s"),
    ("milliseconds|millis|ms", "milliseconds|from_millis|ofMillis|from_milliseconds", 1, "ms"),
    ("microseconds|micros|us", "microseconds|from_micros|from_microseconds", 1, "us"),
];

const NANOSECONDS: &str = "from_nanos|ofNanos|nanoseconds";

/// `timedelta(days: 7, hours: 12)`, `from_secs(90)`
pub(super) fn made(name: &str, used: &Use) -> Option<Advice> {
    let has = |names: &str, name: &str| names.split('|').any(|known| known == name);
    let unit_of = |at: fn(&(&'static str, &'static str, u64, &'static str)) -> &'static str, name: &str| {
        UNITS.iter().position(|unit| has(at(unit), name))
    };
    if has(NANOSECONDS, name) {
        let why = "a duration counts in microseconds, `us`, and longer units".to_owned();
        return Some(Advice { why, ..Advice::default() });
    }
    let is_maker = has(MAKERS, name);
    let mut parts: Vec<(usize, usize)> = Vec::with_capacity(used.args.len());
    for (at, given) in used.args.iter().enumerate() {
        let unit = match (&given.name, is_maker) {
            (Some(unit), true) => unit_of(|unit| unit.0, unit),
            // Days, seconds and microseconds have these places in Python.
            (None, true) if name.eq_ignore_ascii_case("timedelta") => [1, 4, 6, 5, 3, 2, 0].get(at).copied(),
            (None, false) if used.args.len() == 1 && given.kind.is("num") => unit_of(|unit| unit.1, name),
            (Some(_) | None, _) => None,
        };
        match unit {
            Some(unit) if parts.iter().all(|(known, _)| *known != unit) => parts.push((unit, at)),
            Some(_) | None if is_maker => return Some(calendar(used).unwrap_or_else(unwritten)),
            Some(_) | None => return None,
        }
    }
    match (parts.is_empty(), is_maker && name != "Duration" && name != "DateOffset") {
        (true, false) => return is_maker.then(unwritten),
        (true, true) => return Some(written("0s".to_owned(), "0s".to_owned())),
        (false, _) => {}
    }
    parts.sort_unstable();
    Some(written(code(used, &parts, false), code(used, &parts, true)))
}

/// Months and years, which are no durations.
fn calendar(used: &Use) -> Option<Advice> {
    let (given, times) = used.args.iter().find_map(|given| match given.name.as_deref()? {
        "months" | "month" => Some((given, "")),
        "years" | "year" => Some((given, " * 12")),
        _ => None,
    })?;
    let why = format!(
        "months and years are not all alike, so they are added to a date: `date.add_months({}{times})`",
        render_operand(given, true)
    );
    Some(Advice { why, ..Advice::default() })
}

fn unwritten() -> Advice {
    let why = "a duration is a literal, such as `1d12h`, or a number times one: `3 * 1h`".to_owned();
    Advice { why, ..Advice::default() }
}

fn written(code: String, shown: String) -> Advice {
    Advice { code: Some(code), shown, ours: "0s".to_owned(), ..Advice::default() }
}

/// The whole numbers as one literal, and a product for each other one.
fn code(used: &Use, parts: &[(usize, usize)], short: bool) -> String {
    let mut literals: Vec<(&str, u64)> = Vec::new();
    let mut products: Vec<String> = Vec::new();
    for (unit, at) in parts {
        let (_, _, times, sign) = UNITS[*unit];
        let given = &used.args[*at];
        match given.code.text.replace('_', "").parse::<u64>().ok().and_then(|count| count.checked_mul(times)) {
            Some(count) => match literals.iter_mut().find(|(known, sum)| *known == sign && sum.checked_add(count).is_some()) {
                Some((_, sum)) => *sum += count,
                None => literals.push((sign, count)),
            },
            None => products.push(format!("{} * {times}{sign}", render_operand(given, short))),
        }
    }
    let literal: String =
        literals.iter().filter(|(_, count)| *count > 0 || literals.len() == 1).map(|(sign, count)| format!("{count}{sign}")).collect();
    let first = (!literals.is_empty()).then(|| if literal.is_empty() { "0s".to_owned() } else { literal });
    first.into_iter().chain(products).collect::<Vec<_>>().join(" + ")
}
