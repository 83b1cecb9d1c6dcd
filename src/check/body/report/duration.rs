//! Durations that are written as strings, as YAML and other languages have them.

/// Words for the units of a duration, the largest first, and how a literal has them: its unit, and how many of that it is.
const UNITS: [(&[&str], &str, u64); 7] = [
    (&["w", "wk", "wks", "week", "weeks"], "d", 7),
    (&["d", "day", "days"], "d", 1),
    (&["h", "hr", "hrs", "hour", "hours"], "h", 1),
    (&["m", "min", "mins", "minute", "minutes"], "m", 1),
    (&["s", "sec", "secs", "second", "seconds"], "s", 1),
    (&["ms", "msec", "millis", "millisecond", "milliseconds"], "ms", 1),
    (&["us", "usec", "micros", "microsecond", "microseconds"], "us", 1),
];

/// The literal for a duration that a string means: `90 minutes`, `PT1H30M`, `01:30:00`, `1h 30m`.
pub(super) fn literal_of(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    if text.len() > 60 {
        return None;
    }
    if let Some((first, rest)) = text.split_once(':') {
        return of_clock(first, rest);
    }
    let plain = text.strip_prefix('p').map_or(text.clone(), |iso| iso.replace('t', ""));
    let mut rest = plain.as_str();
    let mut literal = String::new();
    let mut before = None;
    while !rest.is_empty() {
        let number = take(&mut rest, |char| char.is_ascii_digit() || char == '.');
        rest = rest.trim_start();
        let word = take(&mut rest, |char| char.is_ascii_alphabetic());
        rest = rest.trim_start_matches([' ', ',']).trim_start_matches("and ");
        let word = if word.is_empty() && literal.is_empty() && rest.is_empty() { "s" } else { word };
        let at = UNITS.iter().position(|(words, ..)| words.contains(&word))?;
        let (_, unit, times) = UNITS[at];
        let is_last = rest.is_empty();
        if before.is_some_and(|before| before >= at) || !is_number(number, is_last && times == 1) {
            return None;
        }
        match times {
            1 => literal += &format!("{number}{unit}"),
            _ => literal += &format!("{}{unit}", number.parse::<u64>().ok()?.checked_mul(times)?),
        }
        before = Some(at);
    }
    (!literal.is_empty()).then_some(literal)
}

/// `1:30:00`: hours, minutes, and perhaps seconds.
fn of_clock(hours: &str, rest: &str) -> Option<String> {
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "0"));
    let mut literal = String::new();
    for (part, unit) in [(hours, "h"), (minutes, "m"), (seconds, "s")] {
        let count: u64 = part.parse().ok()?;
        if count > 0 {
            literal += &format!("{count}{unit}");
        }
    }
    Some(if literal.is_empty() { "0s".to_owned() } else { literal })
}

fn is_number(text: &str, with_fraction: bool) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.len() <= 12 && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && (with_fraction || !text.contains('.'))
}

fn take<'t>(rest: &mut &'t str, is: impl Fn(char) -> bool) -> &'t str {
    let (taken, left) = rest.split_at(rest.find(|char| !is(char)).unwrap_or(rest.len()));
    *rest = left;
    taken
}

#[cfg(test)]
mod tests {
    use super::literal_of;

    #[test]
    fn strings_of_other_languages_are_read() {
        for (text, literal) in [
            ("90m", "90m"),
            ("1h 30m", "1h30m"),
            ("90 minutes", "90m"),
            ("1 hour, 30 minutes", "1h30m"),
            ("1 hour and 5 sec", "1h5s"),
            ("2 Weeks", "14d"),
            ("PT1H30M", "1h30m"),
            ("P1DT0.5S", "1d0.5s"),
            ("01:30:00", "1h30m"),
            ("3600", "3600s"),
            ("0:00", "0s"),
            ("500 ms", "500ms"),
        ] {
            assert_eq!(literal_of(text).as_deref(), Some(literal), "{text}");
        }
        for text in ["", "soon", "1.5h30m", "30m 1h", "1 fortnight", "1:xx", "-"] {
            assert_eq!(literal_of(text), None, "{text}");
        }
    }
}
