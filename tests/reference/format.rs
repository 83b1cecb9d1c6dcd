//! Python's format specifications, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, for numbers and text.

use super::Fault;
use super::Kind::Value;
use super::show;

/// A specification, taken apart.
struct Spec {
    fill: char,
    align: Option<char>,
    sign: char,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

fn parse(text: &str) -> Option<Spec> {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut spec = Spec {
        fill: ' ',
        align: None,
        sign: '-',
        no_negative_zero: false,
        alternate: false,
        width: 0,
        grouping: None,
        precision: None,
        kind: None,
    };
    let is_align = |c: Option<&char>| c.is_some_and(|c| "<>=^".contains(*c));
    if is_align(chars.get(1)) {
        (spec.fill, spec.align, at) = (chars[0], Some(chars[1]), 2);
    } else if is_align(chars.first()) {
        (spec.align, at) = (Some(chars[0]), 1);
    }
    let eat = |at: &mut usize, wanted: &str| {
        let found = chars.get(*at).copied().filter(|c| wanted.contains(*c));
        *at += usize::from(found.is_some());
        found
    };
    spec.sign = eat(&mut at, "+- ").unwrap_or('-');
    spec.no_negative_zero = eat(&mut at, "z").is_some();
    spec.alternate = eat(&mut at, "#").is_some();
    if eat(&mut at, "0").is_some() && spec.align.is_none() {
        (spec.fill, spec.align) = ('0', Some('='));
    }
    let number = |at: &mut usize| {
        let mut digits = String::new();
        while let Some(digit) = eat(at, "0123456789") {
            digits.push(digit);
        }
        digits
    };
    spec.width = number(&mut at).parse().unwrap_or(0);
    let grouping = chars.get(at).copied().filter(|c| ",_".contains(*c));
    at += usize::from(grouping.is_some());
    spec.grouping = grouping;
    if chars.get(at) == Some(&'.') {
        at += 1;
        let digits: String = chars[at..].iter().take_while(|c| c.is_ascii_digit()).collect();
        spec.precision = Some(digits.parse().ok()?);
        at += digits.len();
    }
    spec.kind = chars.get(at).copied();
    at += usize::from(spec.kind.is_some());
    (at == chars.len()).then_some(spec)
}

fn wrong() -> Fault {
    Fault::of(Value)
}

/// Text in a format.
pub(super) fn text(value: &str, spec: &str) -> Result<String, Fault> {
    let spec = parse(spec).ok_or_else(wrong)?;
    let numeric = spec.sign != '-' || spec.no_negative_zero || spec.alternate || spec.grouping.is_some() || spec.align == Some('=');
    if numeric || !matches!(spec.kind, None | Some('s')) {
        return Err(wrong());
    }
    let cut: String = value.chars().take(spec.precision.unwrap_or(usize::MAX)).collect();
    Ok(padded(&spec, "", &cut, '<'))
}

/// An `int` in a format.
pub(super) fn int(value: i64, text: &str) -> Result<String, Fault> {
    let spec = parse(text).ok_or_else(wrong)?;
    let (digits, prefix, group) = match spec.kind {
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => return float(value as f64, text),
        None | Some('d') => (value.unsigned_abs().to_string(), "", 3),
        Some('x') => (format!("{:x}", value.unsigned_abs()), "0x", 4),
        Some('X') => (format!("{:X}", value.unsigned_abs()), "0X", 4),
        Some('b') => (format!("{:b}", value.unsigned_abs()), "0b", 4),
        Some('o') => (format!("{:o}", value.unsigned_abs()), "0o", 4),
        _ => return Err(Fault::GiveUp),
    };
    if spec.precision.is_some() || spec.no_negative_zero || (group == 4 && spec.grouping == Some(',')) {
        return Err(wrong());
    }
    let sign = sign(&spec, value < 0) + if spec.alternate { prefix } else { "" };
    Ok(number(&spec, &sign, &digits, "", group))
}

/// A `float` in a format.
pub(super) fn float(value: f64, text: &str) -> Result<String, Fault> {
    let spec = parse(text).ok_or_else(wrong)?;
    if !value.is_finite() || spec.alternate || spec.no_negative_zero {
        return Err(Fault::GiveUp);
    }
    let magnitude = value.abs();
    let (body, suffix) = match spec.kind {
        Some('f' | 'F') => (format!("{magnitude:.*}", spec.precision.unwrap_or(6)), ""),
        Some('%') => (format!("{:.*}", spec.precision.unwrap_or(6), magnitude * 100.0), "%"),
        Some('e') => (scientific(magnitude, spec.precision.unwrap_or(6)), ""),
        Some('g') => (general(magnitude, spec.precision.unwrap_or(6).max(1)), ""),
        None if spec.precision.is_none() => (show::float(magnitude), ""),
        _ => return Err(Fault::GiveUp),
    };
    let end = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
    let (whole, rest) = body.split_at(end);
    Ok(number(&spec, &sign(&spec, value.is_sign_negative()), whole, &format!("{rest}{suffix}"), 3))
}

fn scientific(value: f64, precision: usize) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').expect("an exponent");
    let exponent: i32 = exponent.parse().expect("a number");
    format!("{mantissa}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

fn general(value: f64, precision: usize) -> String {
    let text = format!("{value:.*e}", precision - 1);
    let (_, exponent) = text.split_once('e').expect("an exponent");
    let exponent: i32 = exponent.parse().expect("a number");
    let trimmed =
        |text: &str| if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() };
    if value != 0.0 && !(-4..precision as i32).contains(&exponent) {
        let text = scientific(value, precision - 1);
        let (mantissa, exponent) = text.split_once('e').expect("an exponent");
        return format!("{}e{exponent}", trimmed(mantissa));
    }
    trimmed(&format!("{value:.*}", (precision as i32 - 1 - exponent).max(0) as usize))
}

fn sign(spec: &Spec, negative: bool) -> String {
    match (negative, spec.sign) {
        (true, _) => "-".to_owned(),
        (false, '-') => String::new(),
        (false, sign) => sign.to_string(),
    }
}

/// A number of these parts: grouped, with zeros among the groups where they fill up.
fn number(spec: &Spec, sign: &str, whole: &str, rest: &str, group: usize) -> String {
    let grouped = |digits: &str| match spec.grouping {
        None => digits.to_owned(),
        Some(separator) => {
            let mut out = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(group) {
                    out.push(separator);
                }
                out.push(digit);
            }
            out
        }
    };
    let mut digits = whole.to_owned();
    if spec.fill == '0' && spec.align == Some('=') {
        let room = spec.width.saturating_sub(sign.chars().count() + rest.chars().count());
        while grouped(&digits).len() < room {
            digits.insert(0, '0');
        }
    }
    padded(spec, sign, &format!("{}{rest}", grouped(&digits)), '>')
}

fn padded(spec: &Spec, sign: &str, body: &str, otherwise: char) -> String {
    let missing = spec.width.saturating_sub(sign.chars().count() + body.chars().count());
    let fill = |count: usize| spec.fill.to_string().repeat(count);
    match spec.align.unwrap_or(otherwise) {
        '<' => format!("{sign}{body}{}", fill(missing)),
        '>' => format!("{}{sign}{body}", fill(missing)),
        '^' => format!("{}{sign}{body}{}", fill(missing / 2), fill(missing - missing / 2)),
        _ => format!("{sign}{}{body}", fill(missing)),
    }
}
