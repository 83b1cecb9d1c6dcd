//! Kubernetes quantities: `500m`, `1.5Gi`, `2e3`.
//!
//! The grammar is that of `k8s.io/apimachinery/pkg/api/resource`: a signed decimal number and one suffix, binary (`Ki` to
//! `Ei`), decimal (`n`, `u`, `m`, none, `k` to `E`) or an exponent.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A quantity as written, with its value.
#[derive(Clone, Debug, Eq)]
pub struct Quantity {
    text: String,
    nanos: i128,
}

/// Why a string is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// No digits at the start.
    #[error("a quantity begins with a number")]
    NoNumber,
    /// Something other than a known suffix after the number.
    #[error("the suffix is none of `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei` or an exponent")]
    Suffix,
    /// Beyond what Kubernetes can count.
    #[error("the number is too large")]
    TooLarge,
}

/// Finer than Kubernetes can represent.
const NANOS: i128 = 1_000_000_000;

impl Quantity {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value in billionths, rounded up as Kubernetes does.
    pub fn nanos(&self) -> i128 {
        self.nanos
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        self.nanos < 0
    }

    /// Whether the value is a whole number, as Kubernetes demands of GPUs.
    pub fn is_whole(&self) -> bool {
        self.nanos % NANOS == 0
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let digits = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
        let (number, suffix) = unsigned.split_at(digits);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(QuantityError::NoNumber);
        }
        if fraction.contains('.') {
            return Err(QuantityError::Suffix);
        }
        let nanos = scaled(whole, fraction, scale(suffix)?).ok_or(QuantityError::TooLarge)?;
        Ok(Self { text: text.to_owned(), nanos: if negative { -nanos } else { nanos } })
    }
}

/// The multiplier of a number: `factor * 10^power`.
struct Scale {
    factor: i128,
    power: i32,
}

/// The meaning of a suffix.
fn scale(suffix: &str) -> Result<Scale, QuantityError> {
    const BINARY: [&str; 6] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    if let Some(step) = BINARY.iter().position(|known| *known == suffix) {
        return Ok(Scale { factor: 1_i128 << (10 * (step + 1)), power: 0 });
    }
    let power = match suffix {
        "n" => -9,
        "u" => -6,
        "m" => -3,
        "" => 0,
        "k" => 3,
        "M" => 6,
        "G" => 9,
        "T" => 12,
        "P" => 15,
        "E" => 18,
        _ => {
            let exponent = suffix.strip_prefix(['e', 'E']).ok_or(QuantityError::Suffix)?;
            exponent.parse::<i32>().map_err(|_| QuantityError::Suffix)?
        }
    };
    Ok(Scale { factor: 1, power })
}

/// `whole.fraction` times the scale, in billionths, rounded up; `None` beyond 10^29 billionths.
fn scaled(whole: &str, fraction: &str, scale: Scale) -> Option<i128> {
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    let power = scale.power.checked_add(9)?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let value = digits.parse::<i128>().ok()?.checked_mul(scale.factor)?;
    if power >= 0 {
        value.checked_mul(10_i128.checked_pow(power.unsigned_abs())?)
    } else {
        match 10_i128.checked_pow(power.unsigned_abs()) {
            Some(divisor) => Some(value / divisor + i128::from(value % divisor != 0)),
            None => Some(1),
        }
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.nanos == other.nanos
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        self.nanos.cmp(&other.nanos)
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What to write for a quantity that was not written as Kubernetes writes it: which unit means what.
pub(crate) fn advice(quantity: &str) -> String {
    let digits = quantity.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match &quantity[digits.len()..] {
        "k" | "Ki" => "",
        "M" | "Mi" => "²",
        "G" | "Gi" => "³",
        "T" | "Ti" => "⁴",
        _ => return format!("write `\"{quantity}\"`"),
    };
    let unit = quantity[digits.len()..].trim_end_matches('i');
    let binary = if unit == "k" { "Ki".to_owned() } else { format!("{unit}i") };
    let decimal = if unit == "K" { "k" } else { unit };
    let (first, second) =
        (format!("`\"{digits}{decimal}\"` is {digits} × 1000{power} bytes"), format!("`\"{digits}{binary}\"` is {digits} × 1024{power}"));
    format!("write `\"{quantity}\"`: {first}, {second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nanos(text: &str) -> Result<i128, QuantityError> {
        text.parse::<Quantity>().map(|quantity| quantity.nanos())
    }

    #[test]
    fn suffixes_scale_as_in_kubernetes() {
        assert_eq!(nanos("500m"), Ok(NANOS / 2));
        assert_eq!(nanos("1Ki"), Ok(1024 * NANOS));
        assert_eq!(nanos("1.5Gi"), Ok(3 * 512 * 1024 * 1024 * NANOS));
        assert_eq!(nanos("2E"), Ok(2_000_000_000_000_000_000 * NANOS));
        assert_eq!(nanos("2E3"), Ok(2000 * NANOS));
        assert_eq!(nanos("2e-3"), Ok(2 * NANOS / 1000));
        assert_eq!(nanos("-1"), Ok(-NANOS));
        assert_eq!(nanos(".5"), Ok(NANOS / 2));
        assert_eq!(nanos("5."), Ok(5 * NANOS));
    }

    #[test]
    fn finer_than_a_billionth_rounds_up() {
        assert_eq!(nanos("0.1n"), Ok(1));
        assert_eq!(nanos("1e-60"), Ok(1));
        assert_eq!(nanos("0"), Ok(0));
    }

    #[test]
    fn what_kubernetes_refuses_is_refused() {
        for text in ["", "-", ".", "Gi", "m"] {
            assert_eq!(nanos(text), Err(QuantityError::NoNumber), "{text}");
        }
        for text in ["1gb", "1K", "1 Gi", "1.2.3", "1e", "1GiB", "1mi"] {
            assert_eq!(nanos(text), Err(QuantityError::Suffix), "{text}");
        }
        assert_eq!(nanos("1e99"), Err(QuantityError::TooLarge));
    }

    #[test]
    fn equal_values_are_equal_however_written() {
        assert_eq!("1000m".parse::<Quantity>(), "1".parse::<Quantity>());
        assert!("1Gi".parse::<Quantity>().unwrap() > "1G".parse::<Quantity>().unwrap());
    }
}
