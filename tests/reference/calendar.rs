//! Dates and spans of time: counted from 1970 by the rules of the calendar, read and written.

use super::Kind::{Overflow, Value};
use super::{Fault, Kind};

pub(super) const SECOND: i64 = 1_000_000;
pub(super) const DAY: i64 = 86_400 * SECOND;

/// The longest `duration`: 3 652 500 days.
const LONGEST: i128 = 3_652_500 * DAY as i128;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A date and time in UTC.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    /// Microseconds since midnight.
    pub micros: i64,
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(super) fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 0001-01-01 to the start of a year.
fn before_year(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400)
}

const EPOCH: i64 = 719_162;

impl Civil {
    pub(super) fn at(instant: i64) -> Civil {
        let days = instant.div_euclid(DAY) + EPOCH;
        // A guess that is never too small, and too large by one year at most.
        let mut year = days * 400 / 146_097 + 2;
        while before_year(year) > days {
            year -= 1;
        }
        let mut rest = days - before_year(year);
        let mut month = 1;
        while rest >= days_of(year, month) {
            rest -= days_of(year, month);
            month += 1;
        }
        Civil { year, month, day: rest + 1, micros: instant.rem_euclid(DAY) }
    }

    pub(super) fn day_of_year(self) -> i64 {
        (1..self.month).map(|month| days_of(self.year, month)).sum::<i64>() + self.day
    }

    fn days(self) -> i64 {
        before_year(self.year) + self.day_of_year() - 1 - EPOCH
    }

    pub(super) fn instant(self) -> i64 {
        self.days() * DAY + self.micros
    }

    /// Monday is 0.
    pub(super) fn weekday(self) -> i64 {
        (self.days() + 3).rem_euclid(7)
    }

    pub(super) fn hour(self) -> i64 {
        self.micros / (3600 * SECOND)
    }

    pub(super) fn minute(self) -> i64 {
        self.micros / (60 * SECOND) % 60
    }

    pub(super) fn second(self) -> i64 {
        self.micros / SECOND % 60
    }

    /// The year and week of ISO 8601: a week belongs to the year of its Thursday.
    fn iso_week(self) -> (i64, i64) {
        let thursday = Civil::at((self.days() - self.weekday() + 3) * DAY);
        (thursday.year, (thursday.day_of_year() - 1) / 7 + 1)
    }
}

/// An instant that is in the years 1 to 9999.
pub(super) fn instant(micros: i128) -> Result<i64, Fault> {
    let (first, last) = (i128::from(-EPOCH) * i128::from(DAY), i128::from(before_year(10_000) - EPOCH) * i128::from(DAY));
    if (first..last).contains(&micros) { Ok(micros as i64) } else { Err(Fault::of(Overflow)) }
}

/// A span that is not too long.
pub(super) fn duration(micros: i128) -> Result<i64, Fault> {
    if micros.abs() <= LONGEST { Ok(micros as i64) } else { Err(Fault::of(Overflow)) }
}

/// The instant of its parts.
pub(super) fn of_parts(parts: [i64; 7]) -> Option<i64> {
    let [year, month, day, hour, minute, second, micros] = parts;
    let right = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_of(year, month)).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second)
        && (0..SECOND).contains(&micros);
    let time = || ((hour * 60 + minute) * 60 + second) * SECOND + micros;
    right.then(|| Civil { year, month, day, micros: time() }.instant())
}

/// An instant in RFC 3339.
pub(super) fn rfc3339(micros: i64) -> String {
    let at = Civil::at(micros);
    let fraction = match at.micros % SECOND {
        0 => String::new(),
        fraction => format!(".{fraction:06}").trim_end_matches('0').to_owned(),
    };
    let (year, month, day) = (at.year, at.month, at.day);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}{fraction}Z", at.hour(), at.minute(), at.second())
}

/// Reads RFC 3339, as far as the generator of tests writes it: `2030-01-02T03:04:05.25Z`, with an offset, or a date.
pub(super) fn parse(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| -> Option<i64> {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let is = |at: usize, byte: u8| text.as_bytes().get(at) == Some(&byte);
    if !(is(4, b'-') && is(7, b'-')) {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    if text.len() == 10 {
        return of_parts([year, month, day, 0, 0, 0, 0]);
    }
    if !(is(10, b'T') && is(13, b':') && is(16, b':')) {
        return None;
    }
    let rest = text.get(19..)?;
    let digits = rest.strip_prefix('.').map_or("", |rest| &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()]);
    let micros = if digits.is_empty() { 0 } else { format!("{digits:0<6}").get(..6)?.parse().ok()? };
    let zone = rest.get(if digits.is_empty() { 0 } else { digits.len() + 1 }..)?;
    let offset = match zone {
        "" | "Z" => 0,
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
            if zone.starts_with('-') { -minutes } else { minutes }
        }
    };
    let local = of_parts([year, month, day, number(11..13)?, number(14..16)?, number(17..19)?, micros])?;
    instant(i128::from(local) - i128::from(offset * 60 * SECOND)).ok()
}

const UNITS: [(&str, i64); 6] = [("d", DAY), ("h", 3600 * SECOND), ("m", 60 * SECOND), ("s", SECOND), ("ms", 1000), ("us", 1)];

/// A span as source text has it.
pub(super) fn span(micros: i64) -> String {
    let mut rest = micros.unsigned_abs();
    let mut text = String::new();
    for (unit, size) in UNITS {
        let count = rest / size as u64;
        rest %= size as u64;
        if count > 0 {
            text += &format!("{count}{unit}");
        }
    }
    match (text.is_empty(), micros < 0) {
        (true, _) => "0s".to_owned(),
        (false, true) => format!("-{text}"),
        (false, false) => text,
    }
}

/// Reads a span: numbers with units that descend, of which the last may have a fraction.
pub(super) fn parse_span(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest.is_empty() {
        return None;
    }
    let mut units = &UNITS[..];
    let mut total = 0i128;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let whole: i128 = rest.get(..digits)?.parse().ok()?;
        rest = &rest[digits..];
        let fraction = rest.strip_prefix('.').map(|behind| &behind[..behind.bytes().take_while(u8::is_ascii_digit).count()]);
        if let Some(fraction) = fraction {
            rest = &rest[fraction.len() + 1..];
        }
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let at = units.iter().position(|(unit, _)| *unit == &rest[..letters])?;
        rest = &rest[letters..];
        let size = i128::from(units[at].1);
        total += whole * size;
        if let Some(fraction) = fraction {
            let parts = fraction.parse::<i128>().ok()? * size;
            let scale = 10i128.pow(fraction.len() as u32);
            // Nothing follows a fraction, and it names whole microseconds.
            if !rest.is_empty() || parts % scale != 0 {
                return None;
            }
            total += parts / scale;
        }
        units = &units[at + 1..];
    }
    duration(total * sign).ok()
}

/// The start of the unit in which an instant is.
pub(super) fn truncate(micros: i64, unit: &str) -> Result<i64, Fault> {
    let at = Civil::at(micros);
    let start = match unit {
        "year" => Civil { month: 1, day: 1, micros: 0, ..at }.instant(),
        "month" => Civil { day: 1, micros: 0, ..at }.instant(),
        "week" => return instant(i128::from(at.days() - at.weekday()) * i128::from(DAY)),
        "day" => Civil { micros: 0, ..at }.instant(),
        "hour" => micros - micros.rem_euclid(3600 * SECOND),
        "minute" => micros - micros.rem_euclid(60 * SECOND),
        "second" => micros - micros.rem_euclid(SECOND),
        _ => return Err(Fault::of(Value)),
    };
    Ok(start)
}

/// The same day this many months later, or the last of the month.
pub(super) fn add_months(micros: i64, months: i64) -> Result<i64, Fault> {
    let at = Civil::at(micros);
    let count = i128::from(at.year) * 12 + i128::from(at.month - 1) + i128::from(months);
    let year = i64::try_from(count.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year)).ok_or(Fault::of(Overflow))?;
    let month = count.rem_euclid(12) as i64 + 1;
    Ok(Civil { year, month, day: at.day.min(days_of(year, month)), ..at }.instant())
}

/// strftime, with the codes that the generator of tests uses.
pub(super) fn format(micros: i64, codes: &str) -> Result<String, Fault> {
    let at = Civil::at(micros);
    let mut out = String::new();
    let mut chars = codes.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let (week_year, week) = at.iso_week();
        let half = (at.hour() + 11) % 12 + 1;
        let day_name = DAYS[at.weekday() as usize];
        let month_name = MONTHS[at.month as usize - 1];
        let sunday = (at.weekday() + 1) % 7;
        out += &match chars.next() {
            Some('Y') => format!("{:04}", at.year),
            Some('m') => format!("{:02}", at.month),
            Some('d') => format!("{:02}", at.day),
            Some('H') => format!("{:02}", at.hour()),
            Some('M') => format!("{:02}", at.minute()),
            Some('S') => format!("{:02}", at.second()),
            Some('f') => format!("{:06}", at.micros % SECOND),
            Some('j') => format!("{:03}", at.day_of_year()),
            Some('y') => format!("{:02}", at.year % 100),
            Some('I') => format!("{half:02}"),
            Some('p') => if at.hour() < 12 { "AM" } else { "PM" }.to_owned(),
            Some('a') => day_name[..3].to_owned(),
            Some('A') => day_name.to_owned(),
            Some('b') => month_name[..3].to_owned(),
            Some('B') => month_name.to_owned(),
            Some('u') => (at.weekday() + 1).to_string(),
            Some('w') => sunday.to_string(),
            Some('U') => format!("{:02}", (at.day_of_year() + 6 - sunday) / 7),
            Some('W') => format!("{:02}", (at.day_of_year() + 6 - at.weekday()) / 7),
            Some('V') => format!("{week:02}"),
            Some('G') => format!("{week_year:04}"),
            Some('z') => "+0000".to_owned(),
            Some('Z') => "UTC".to_owned(),
            Some('%') => "%".to_owned(),
            _ => return Err(Fault::GiveUp),
        };
    }
    Ok(out)
}

/// Microseconds rounded half to even.
pub(super) fn rounded(value: f64) -> Result<i128, Fault> {
    let rounded = value.round_ties_even();
    if rounded.abs() < 1e30 { Ok(rounded as i128) } else { Err(Fault::of(Kind::Overflow)) }
}
