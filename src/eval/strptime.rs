//! Dates by a format of strftime's codes, read as CPython's `strptime` does: the format becomes a regular expression, and the captures of its groups
//! are combined by the rules of `_strptime.py`, quirks included.

use std::fmt::Write;

use super::failure::{Fallible, Fault};
use super::pattern::{MAX_TEXT, Pattern, whole};
use super::secrets::{reason, short};
use jiff::civil::{Date, DateTime, Time};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The letters that the short names of months and weekdays have.
const SHORT: usize = 3;

/// The regular expression of a format, which must match at the start of a string.
///
/// # Errors
/// If a code is unknown or occurs twice.
pub(super) fn pattern(format: &str) -> Fallible<String> {
    let mut pattern = String::from(r"\A(?i:");
    let mut codes = String::new();
    write_pattern(format, &mut pattern, &mut codes)
        .map_err(|problem| Fault::value(format!("the format `{}` cannot be used{}", short(format), reason(format, problem))))?;
    pattern.push(')');
    Ok(pattern)
}

fn write_pattern(format: &str, out: &mut String, codes: &mut String) -> Result<(), String> {
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if out.len() > MAX_TEXT {
            return Err("it is too long".to_owned());
        }
        if c.is_whitespace() {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            out.push_str(r"\s+");
        } else if c == '%' {
            let code = chars.next().ok_or("there is a `%` at its end")?;
            write_code(code, out, codes)?;
        } else {
            out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        }
    }
    Ok(())
}

fn write_code(code: char, out: &mut String, codes: &mut String) -> Result<(), String> {
    // These codes represent others.
    let composed = match code {
        'c' => "%a %b %d %H:%M:%S %Y",
        'x' | 'D' => "%m/%d/%y",
        'X' | 'T' => "%H:%M:%S",
        'F' => "%Y-%m-%d",
        'R' => "%H:%M",
        'e' => "%d",
        'h' => "%b",
        'n' | 't' => " ",
        _ => "",
    };
    if !composed.is_empty() {
        return write_pattern(composed, out, codes);
    }
    if code == '%' {
        out.push('%');
        return Ok(());
    }
    let taken = match code {
        'A' => WEEKDAYS.join("|"),
        'B' => MONTHS.join("|"),
        'a' => shortened(&WEEKDAYS),
        'b' => shortened(&MONTHS),
        'd' => "3[0-1]|[1-2][0-9]|0[1-9]|[1-9]| [1-9]".to_owned(),
        'f' => "[0-9]{1,6}".to_owned(),
        'H' => "2[0-3]|[0-1][0-9]|[0-9]".to_owned(),
        'I' => "1[0-2]|0[1-9]|[1-9]".to_owned(),
        'j' => "36[0-6]|3[0-5][0-9]|[1-2][0-9][0-9]|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9]".to_owned(),
        'm' => "1[0-2]|0[1-9]|[1-9]".to_owned(),
        'M' => "[0-5][0-9]|[0-9]".to_owned(),
        'p' => "am|pm".to_owned(),
        'S' => "6[0-1]|[0-5][0-9]|[0-9]".to_owned(),
        'U' | 'W' => "5[0-3]|[0-4][0-9]|[0-9]".to_owned(),
        'u' => "[1-7]".to_owned(),
        'V' => "5[0-3]|0[1-9]|[1-4][0-9]|[0-9]".to_owned(),
        'w' => "[0-6]".to_owned(),
        'y' => "[0-9][0-9]".to_owned(),
        'Y' | 'G' => "[0-9][0-9][0-9][0-9]".to_owned(),
        'z' => r"[+-][0-9][0-9]:?[0-5][0-9](?::?[0-5][0-9](?:\.[0-9]{1,6})?)?|(?-i:Z)".to_owned(),
        'Z' => "utc|gmt".to_owned(),
        _ => return Err(format!("`%{code}` is not a valid code")),
    };
    if codes.contains(code) {
        return Err(format!("`%{code}` appears twice"));
    }
    codes.push(code);
    // Writing to a string cannot fail.
    let _ = write!(out, "(?P<{code}>{taken})");
    Ok(())
}

fn shortened(names: &[&str]) -> String {
    names.iter().filter_map(|name| name.get(..SHORT)).collect::<Vec<_>>().join("|")
}

/// The values that the codes of a format matched.
#[derive(Debug, Default)]
struct Parts {
    year: Option<i64>,
    iso_year: Option<i64>,
    iso_week: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    /// From 0, and whether weeks begin on Mondays.
    week: Option<(i64, bool)>,
    /// From 0 for Monday.
    weekday: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    micros: i64,
    /// The offset of the zone, in microseconds.
    offset: i64,
}

/// The date and time that a string names, and the offset in microseconds of the zone that it names them in; `pattern` is that of the format.
///
/// # Errors
/// If the text does not match the format, or the date does not exist.
pub(super) fn read(pattern: &mut Pattern, text: &str, format: &str) -> Fallible<(DateTime, i64)> {
    let parts = matched(pattern, text)?.and_then(|parts| Ok((date_time(&parts)?, parts.offset)));
    parts.map_err(|problem| {
        let (text, format, reason) = (short(text), short(format), reason(text, problem));
        Fault::value(format!("`{text}` does not have the format `{format}`{reason}"))
    })
}

fn matched(pattern: &mut Pattern, text: &str) -> Fallible<Result<Parts, String>> {
    let codes: Vec<Option<String>> = pattern.names().map(|name| name.map(str::to_owned)).collect();
    let Some(found) = pattern.groups_at(text, 0)? else { return Ok(Err("it is written differently".to_owned())) };
    let end = whole(found).map_or(0, |whole| whole.end);
    if let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
        return Ok(Err(format!("`{}` is left over", short(rest))));
    }
    let taken = |group: usize| found.get_group(group).and_then(|group| text.get(group.range()));
    let half = codes.iter().position(|code| code.as_deref() == Some("p")).and_then(taken);
    let is_afternoon = half.is_some_and(|half| half.eq_ignore_ascii_case("pm"));
    let mut parts = Parts::default();
    for (group, code) in codes.iter().enumerate() {
        let (Some(code), Some(taken)) = (code, taken(group)) else { continue };
        if let Err(problem) = parts.take(code, taken, is_afternoon) {
            return Ok(Err(problem));
        }
    }
    Ok(Ok(parts))
}

/// The position of a name in a list of names.
fn position(names: &[&str], length: Option<usize>, taken: &str) -> Result<i64, String> {
    let taken = taken.to_lowercase();
    let at = names.iter().position(|name| length.map_or(Some(*name), |length| name.get(..length)) == Some(taken.as_str()));
    at.map(|at| at as i64).ok_or_else(|| format!("`{taken}` is not a valid name"))
}

impl Parts {
    fn take(&mut self, code: &str, taken: &str, is_afternoon: bool) -> Result<(), String> {
        let number = || taken.trim().parse::<i64>().map_err(|_| format!("`{taken}` is not a valid number"));
        match code {
            "y" => self.year = Some(number().map(|year| if year <= 68 { 2000 + year } else { 1900 + year })?),
            "Y" => self.year = Some(number()?),
            "G" => self.iso_year = Some(number()?),
            "m" => self.month = Some(number()?),
            "B" => self.month = Some(position(&MONTHS, None, taken)? + 1),
            "b" => self.month = Some(position(&MONTHS, Some(SHORT), taken)? + 1),
            "d" => self.day = Some(number()?),
            "H" => self.hour = number()?,
            "I" => self.hour = number()? % 12 + if is_afternoon { 12 } else { 0 },
            "M" => self.minute = number()?,
            "S" => self.second = number()?,
            "f" => self.micros = micros(taken)?,
            "A" => self.weekday = Some(position(&WEEKDAYS, None, taken)?),
            "a" => self.weekday = Some(position(&WEEKDAYS, Some(SHORT), taken)?),
            "w" => self.weekday = Some((number()? + 6) % 7),
            "u" => self.weekday = Some(number()? - 1),
            "j" => self.day_of_year = Some(number()?),
            "U" => self.week = Some((number()?, false)),
            "W" => self.week = Some((number()?, true)),
            "V" => self.iso_week = Some(number()?),
            "z" => self.offset = offset(taken)?,
            // `%p` was handled with the hour, and `%Z` can only be UTC.
            _ => {}
        }
        Ok(())
    }
}

/// The digits of a fraction of a second.
fn micros(digits: &str) -> Result<i64, String> {
    format!("{digits:0<6}").parse().map_err(|_| format!("`{digits}` is not a valid fraction"))
}

/// `Z`, `+01:30`, `-0130`, `+01:30:15.5`: in microseconds.
fn offset(taken: &str) -> Result<i64, String> {
    if taken == "Z" {
        return Ok(0);
    }
    let colons = taken.matches(':').count();
    let plain = taken.replace(':', "");
    // `+hh:mm` has one colon and `+hh:mm:ss` two; where the first is missing, so is the second.
    let has_seconds = plain.len() > 5;
    if taken.as_bytes().get(3) == Some(&b':') && has_seconds && colons != 2 {
        return Err(format!("`{taken}` is missing a colon"));
    }
    if taken.as_bytes().get(3) != Some(&b':') && colons > 0 {
        return Err(format!("`{taken}` has one colon too many"));
    }
    let part = |from: usize| plain.get(from..from + 2).map_or(Ok(0), |digits| digits.parse::<i64>().map_err(|error| error.to_string()));
    let seconds = part(1)? * 3600 + part(3)? * 60 + part(5)?;
    let fraction = plain.split_once('.').map_or(Ok(0), |(_, digits)| micros(digits))?;
    if seconds >= 86_400 {
        return Err(format!("`{taken}` is a day or more"));
    }
    let micros = seconds * 1_000_000 + fraction;
    Ok(if plain.starts_with('-') { -micros } else { micros })
}

fn date_time(parts: &Parts) -> Result<DateTime, String> {
    let small = |part: i64| i8::try_from(part).unwrap_or(-1);
    let time = Time::new(small(parts.hour), small(parts.minute), small(parts.second), (parts.micros * 1000) as i32);
    let time = time.map_err(|_| "there is no such time".to_owned())?;
    Ok(DateTime::from_parts(date(parts)?, time))
}

fn date(parts: &Parts) -> Result<Date, String> {
    match (parts.year, parts.iso_year, parts.iso_week) {
        (None, Some(_), None) => return Err("`%G` needs `%V` and a weekday".to_owned()),
        (None, Some(_), _) if parts.weekday.is_none() => return Err("`%G` needs `%V` and a weekday".to_owned()),
        (None, Some(_), _) if parts.day_of_year.is_some() => return Err("`%j` is a day of `%Y`, not of `%G`".to_owned()),
        (None, Some(_), _) => {}
        (_, _, Some(_)) if parts.week.is_none() => return Err("`%V` needs `%G` and a weekday, and no `%Y`".to_owned()),
        _ => {}
    }
    let year = parts.year.unwrap_or(1900);
    let day_of_year = match (parts.day_of_year, parts.weekday, parts.week, parts.iso_year.zip(parts.iso_week)) {
        (Some(day), ..) => Some((year, day)),
        (None, Some(weekday), Some((week, from_monday)), _) => Some((year, day_in_week(year, week, weekday, from_monday)?)),
        (None, Some(weekday), None, Some((iso_year, week))) => Some(day_in_iso_week(iso_year, week, weekday)?),
        _ => None,
    };
    match day_of_year {
        Some((year, day)) => {
            let found = first_of(year)?.checked_add(jiff::Span::new().days(day - 1));
            in_range(found.map_err(|error| error.to_string())?)
        }
        None => of(year, parts.month.unwrap_or(1), parts.day.unwrap_or(1)),
    }
}

fn of(year: i64, month: i64, day: i64) -> Result<Date, String> {
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()));
    let date = date.and_then(|(year, (month, day))| Date::new(year, month, day).ok());
    date.ok_or_else(|| format!("there is no {year}-{month:02}-{day:02}")).and_then(in_range)
}

/// The first day of a year, for counting from there.
fn first_of(year: i64) -> Result<Date, String> {
    of(year, 1, 1)
}

fn in_range(date: Date) -> Result<Date, String> {
    if (1..=9999).contains(&date.year()) { Ok(date) } else { Err("it is outside of the years 1 to 9999".to_owned()) }
}

/// The day of the year of a weekday in a week that is counted from 0, as `%U` and `%W` do; it may be in the year before.
fn day_in_week(year: i64, week: i64, weekday: i64, from_monday: bool) -> Result<i64, String> {
    let first = i64::from(first_of(year)?.weekday().to_monday_zero_offset());
    let shift = |day: i64| if from_monday { day } else { (day + 1) % 7 };
    let (first, weekday) = (shift(first), shift(weekday));
    Ok(if week == 0 { 1 + weekday - first } else { 1 + (7 - first) % 7 + 7 * (week - 1) + weekday })
}

fn day_in_iso_week(iso_year: i64, week: i64, weekday: i64) -> Result<(i64, i64), String> {
    let correction = i64::from(of(iso_year, 1, 4)?.weekday().to_monday_one_offset()) + 3;
    Ok((iso_year, week * 7 + weekday + 1 - correction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::time;

    fn parse(text: &str, format: &str) -> Fallible<i64> {
        let mut pattern = Pattern::new(&pattern(format)?, true)?;
        time::parse_format(&mut pattern, text, format)
    }

    #[test]
    fn text_with_a_format_is_read_in_utc_unless_it_says_otherwise() {
        let at = |text: &str| time::parse(text);
        for (text, format, instant) in [
            ("02/01/2030", "%d/%m/%Y", "2030-01-02T00:00:00Z"),
            ("2030-01-02 03:04", "%Y-%m-%d %H:%M", "2030-01-02T03:04:00Z"),
            ("2030-01-02 03:04 +0100", "%Y-%m-%d %H:%M %z", "2030-01-02T02:04:00Z"),
            ("2030-01-02 03:04 -01:30:15.5", "%F %R %z", "2030-01-02T04:34:15.5Z"),
            ("Thu Feb 29 12:30:15 2024", "%c", "2024-02-29T12:30:15Z"),
            ("thu 29  FEB 24 12 pm utc", "%a %d %b %y %I %p %Z", "2024-02-29T12:00:00Z"),
            ("2024 254", "%Y %j", "2024-09-10T00:00:00Z"),
            ("1990 44 3", "%Y %U %w", "1990-11-07T00:00:00Z"),
            ("2021-53-5", "%G-%V-%u", "2022-01-07T00:00:00Z"),
            ("2020-01-1", "%G-%V-%u", "2019-12-30T00:00:00Z"),
            ("100% 12:05", "100%% %H:%M", "1900-01-01T12:05:00Z"),
        ] {
            assert_eq!(parse(text, format), at(instant), "{text} {format}");
        }
    }

    #[test]
    fn text_of_another_format_is_refused_in_words() {
        let problem = |text: &str, format: &str| parse(text, format).unwrap_err().message;
        assert_eq!(problem("2030", "%d/%m/%Y"), "`2030` does not have the format `%d/%m/%Y`: it is written differently");
        assert_eq!(problem("2030 x", "%Y"), "`2030 x` does not have the format `%Y`: ` x` is left over");
        assert_eq!(problem("2023-02-29", "%Y-%m-%d"), "`2023-02-29` does not have the format `%Y-%m-%d`: there is no 2023-02-29");
        assert_eq!(problem("1", "%Q"), "the format `%Q` cannot be used: `%Q` is not a valid code");
        assert_eq!(problem("1", "%d%d"), "the format `%d%d` cannot be used: `%d` appears twice");
        for (text, format) in [
            ("0000", "%Y"),
            ("2020-10", "%G-%V"),
            ("2020-10-1", "%Y-%V-%u"),
            ("10:00:60", "%X"),
            ("+2400", "%z"),
            ("+01:3015", "%z"),
            ("9999-12-31 23:30 -0100", "%F %R %z"),
            ("5", "%"),
        ] {
            assert!(parse(text, format).is_err(), "{text} {format}");
        }
    }
}
