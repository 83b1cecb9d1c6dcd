//! Exact sums of numbers, as Python's `statistics` computes with fractions: only the result is rounded, once.
//!
//! Every finite float is a whole multiple of 2^-1074, so a sum of floats is a whole number in a row of words that is long enough for the
//! largest of them. Squares and products are whole multiples of 2^-2148, in a row of twice the length.

/// The exponent of the least positive float.
const LEAST: i64 = -1074;

/// Words of a sum: 2098 bits of the largest float, the bits of how many there are, and a sign.
const SUM: usize = 34;

/// Words of a sum of products.
const PRODUCTS: usize = 67;

/// A finite number: `magnitude × 2^(shift - 1074)`.
#[derive(Clone, Copy)]
struct Parts {
    negative: bool,
    magnitude: u64,
    shift: usize,
}

impl Parts {
    fn of_float(x: f64) -> Self {
        let bits = x.to_bits();
        let (exponent, fraction) = ((bits >> 52) as usize & 0x7ff, bits & ((1 << 52) - 1));
        let (magnitude, shift) = if exponent == 0 { (fraction, 0) } else { (fraction | 1 << 52, exponent - 1) };
        Self { negative: x.is_sign_negative(), magnitude, shift }
    }

    fn of_int(x: i64) -> Self {
        Self { negative: x < 0, magnitude: x.unsigned_abs(), shift: LEAST.unsigned_abs() as usize }
    }
}

/// A number of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Int(i64),
    Float(f64),
}

impl Default for Number {
    fn default() -> Self {
        Number::Int(0)
    }
}

impl Number {
    /// The nearest float.
    pub(super) fn to_float(self) -> f64 {
        match self {
            Number::Int(x) => x as f64,
            Number::Float(x) => x,
        }
    }

    /// Decomposes a float; `None` for infinities and NaN.
    fn parts(self) -> Option<Parts> {
        match self {
            Number::Int(x) => Some(Parts::of_int(x)),
            Number::Float(x) => x.is_finite().then(|| Parts::of_float(x)),
        }
    }
}

/// A whole number in two's complement, its lowest word first.
struct Whole(Vec<u64>);

impl Whole {
    fn zero(words: usize) -> Self {
        Self(vec![0; words])
    }

    /// Adds or subtracts `magnitude × 2^shift`.
    fn add(&mut self, magnitude: u128, shift: usize, negative: bool) {
        let (word, bit) = (shift / 64, shift as u32 % 64);
        let low = magnitude << bit;
        let high = if bit == 0 { 0 } else { magnitude >> (128 - bit) };
        let mut parts = [low as u64, (low >> 64) as u64, high as u64].into_iter();
        let mut carry = false;
        for place in self.0.iter_mut().skip(word) {
            let part = parts.next();
            if part.is_none() && !carry {
                break;
            }
            let part = part.unwrap_or_default();
            let (next, first) = if negative { place.overflowing_sub(part) } else { place.overflowing_add(part) };
            let (next, second) = if negative { next.overflowing_sub(carry.into()) } else { next.overflowing_add(carry.into()) };
            (*place, carry) = (next, first || second);
        }
    }

    /// Whether it is negative, and its magnitude.
    fn magnitude(mut self) -> (bool, Vec<u64>) {
        let negative = self.0.last().is_some_and(|top| top >> 63 == 1);
        if negative {
            let mut carry = true;
            for word in &mut self.0 {
                (*word, carry) = (!*word).overflowing_add(carry.into());
            }
        }
        (negative, self.0)
    }
}

/// `a × b`
fn product(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut result = vec![0_u64; a.len() + b.len()];
    for (at, x) in a.iter().enumerate() {
        let mut carry = 0_u128;
        let Some(row) = result.get_mut(at..) else { break };
        let (places, rest) = row.split_at_mut(b.len().min(row.len()));
        for (place, y) in places.iter_mut().zip(b) {
            carry += u128::from(*place) + u128::from(*x) * u128::from(*y);
            (*place, carry) = (carry as u64, carry >> 64);
        }
        if let Some(place) = rest.first_mut() {
            *place = carry as u64;
        }
    }
    result
}

/// `a - b`, which is not negative.
fn difference(mut a: Vec<u64>, b: &[u64]) -> Vec<u64> {
    let mut borrow = false;
    for (place, y) in a.iter_mut().zip(b.iter().copied().chain(std::iter::repeat(0))) {
        let (next, first) = place.overflowing_sub(y);
        let (next, second) = next.overflowing_sub(borrow.into());
        (*place, borrow) = (next, first || second);
    }
    a
}

/// `a × 2^(64 × more) / divisor` without its fraction, and whether there is one.
fn quotient(a: &[u64], more: usize, divisor: u64) -> (Vec<u64>, bool) {
    let mut result = vec![0; a.len() + more];
    let mut rest = 0_u128;
    let divisor = u128::from(divisor.max(1));
    let words = a.iter().rev().copied().chain(std::iter::repeat_n(0, more));
    for (place, word) in result.iter_mut().rev().zip(words) {
        let dividend = rest << 64 | u128::from(word);
        (*place, rest) = ((dividend / divisor) as u64, dividend % divisor);
    }
    (result, rest != 0)
}

/// How many bits a magnitude has.
fn bits(words: &[u64]) -> usize {
    let top = words.iter().rposition(|word| *word != 0);
    top.map_or(0, |at| at * 64 + 64 - words.get(at).map_or(0, |word| word.leading_zeros() as usize))
}

/// The bits of a magnitude from a place on, as far as they fit, and whether there is one below it.
fn above(words: &[u64], from: usize) -> (u128, bool) {
    let word = |at: usize| u128::from(words.get(at).copied().unwrap_or_default());
    let (at, bit) = (from / 64, from as u32 % 64);
    let low = word(at) | word(at + 1) << 64;
    let value = if bit == 0 { low } else { low >> bit | word(at + 2) << (128 - bit) };
    let below = words.iter().take(at).any(|word| *word != 0) || word(at) & ((1 << bit) - 1) != 0;
    (value, below)
}

/// The float nearest to `words × 2^exponent` slightly increased if something was `cut` off, half to even; infinity beyond the range.
fn nearest(words: &[u64], exponent: i64, cut: bool) -> f64 {
    let length = bits(words) as i64;
    let lowest = (length - 53).max(LEAST - exponent);
    if length < lowest {
        return 0.0;
    }
    if lowest <= 0 {
        let (magnitude, _) = above(words, 0);
        return magnitude as f64 * power_of_two(exponent);
    }
    let (with_half, below) = above(words, lowest as usize - 1);
    let (kept, half) = ((with_half >> 1) as u64, with_half & 1 == 1);
    let up = half && (below || cut || kept & 1 == 1);
    (kept + u64::from(up)) as f64 * power_of_two(exponent + lowest)
}

fn power_of_two(exponent: i64) -> f64 {
    match exponent {
        1024.. => f64::INFINITY,
        -1022.. => f64::from_bits(((exponent + 1023) as u64) << 52),
        _ => f64::from_bits(1 << (exponent - LEAST).clamp(0, 52)),
    }
}

fn signed(negative: bool, magnitude: f64) -> f64 {
    if negative { -magnitude } else { magnitude }
}

/// The arithmetic mean of at least one number. Infinities and NaN behave as in addition.
pub(super) fn mean(xs: &[Number]) -> f64 {
    let mut sum = Whole::zero(SUM);
    let mut special = None;
    for x in xs {
        match x.parts() {
            Some(parts) => sum.add(parts.magnitude.into(), parts.shift, parts.negative),
            None => special = Some(special.unwrap_or(0.0) + x.to_float()),
        }
    }
    if let Some(special) = special {
        return special;
    }
    let (negative, sum) = sum.magnitude();
    // One more word: half of the least float and the bits below it decide the rounding.
    let (quotient, cut) = quotient(&sum, 1, xs.len() as u64);
    signed(negative, nearest(&quotient, LEAST - 64, cut))
}

/// The mean square of the distances from the mean, exactly.
pub(super) enum Spread {
    /// `words / divisor × 2^-2148`
    Finite(Vec<u64>, u64),
    /// The sum of infinities and NaN.
    Special(f64),
}

impl Spread {
    /// Of numbers whose count is reduced by `less`.
    pub(super) fn of(xs: &[Number], less: usize) -> Self {
        let (mut sum, mut squares) = (Whole::zero(SUM), Whole::zero(PRODUCTS));
        let mut special = None;
        for x in xs {
            match x.parts() {
                Some(Parts { negative, magnitude, shift }) => {
                    sum.add(magnitude.into(), shift, negative);
                    squares.add(u128::from(magnitude) * u128::from(magnitude), shift * 2, false);
                }
                None => special = Some(special.unwrap_or(0.0) + x.to_float()),
            }
        }
        if let Some(special) = special {
            return Spread::Special(special);
        }
        let count = xs.len() as u64;
        let (_, sum) = sum.magnitude();
        let (_, squares) = squares.magnitude();
        let distances = difference(product(&squares, &[count]), &product(&sum, &sum));
        Spread::Finite(distances, count.saturating_mul(count.saturating_sub(less as u64)))
    }

    /// It as a float.
    pub(super) fn value(&self) -> f64 {
        match self {
            Spread::Special(special) => *special,
            Spread::Finite(words, divisor) => {
                let (quotient, cut) = quotient(words, 2, *divisor);
                nearest(&quotient, 2 * LEAST - 128, cut)
            }
        }
    }

    /// Its root, rounded once too.
    pub(super) fn root(&self) -> f64 {
        match self {
            Spread::Special(special) => special.sqrt(),
            Spread::Finite(words, divisor) => {
                // Enough words for a root of more than 53 bits.
                let (quotient, cut) = quotient(words, 3, *divisor);
                let shift = bits(&quotient).saturating_sub(126).next_multiple_of(2);
                let (square, below) = above(&quotient, shift);
                let root = square.isqrt();
                let cut = cut || below || root * root != square;
                let exponent = (2 * LEAST - 192 + shift as i64) / 2;
                nearest(&[root as u64], exponent, cut)
            }
        }
    }
}

/// Interpolates linearly between `low` and `high`.
pub(super) fn between(low: Number, high: Number, share: f64) -> f64 {
    let (Some(from), Some(to)) = (low.parts(), high.parts()) else {
        let (low, high) = (low.to_float(), high.to_float());
        return if low == high { low } else { low + (high - low) * share };
    };
    let share = Parts::of_float(share);
    let part = |of: Parts| u128::from(of.magnitude) * u128::from(share.magnitude);
    let mut sum = Whole::zero(PRODUCTS);
    sum.add(from.magnitude.into(), from.shift + LEAST.unsigned_abs() as usize, from.negative);
    sum.add(part(from), from.shift + share.shift, !from.negative);
    sum.add(part(to), to.shift + share.shift, to.negative);
    let (negative, sum) = sum.magnitude();
    signed(negative, nearest(&sum, 2 * LEAST, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats<const N: usize>(xs: [f64; N]) -> [Number; N] {
        xs.map(Number::Float)
    }

    fn ints<const N: usize>(xs: [i64; N]) -> [Number; N] {
        xs.map(Number::Int)
    }

    /// Each value is that of `statistics` of CPython 3.11.
    #[test]
    fn means_are_rounded_once() {
        assert_eq!(mean(&floats([0.1; 10])), 0.1);
        assert_eq!(mean(&floats([1e100, 1.0, -1e100])), 1.0 / 3.0);
        assert_eq!(mean(&floats([1e308, 1e308])), 1e308);
        assert_eq!(mean(&floats([f64::MAX, f64::MAX, f64::MAX])), f64::MAX);
        assert_eq!(mean(&floats([5e-324, 0.0])), 0.0);
        assert_eq!(mean(&floats([5e-324, 5e-324, 0.0])), 5e-324);
        assert_eq!(mean(&floats([1.5e-323, 0.0])), 1e-323);
        assert_eq!(mean(&floats([-5e-324, -5e-324])), -5e-324);
        assert_eq!(mean(&ints([9_007_199_254_740_993, -9_007_199_254_740_992])), 0.5);
        assert_eq!(mean(&ints([i64::MIN, i64::MIN])), -9_223_372_036_854_775_808.0);
        assert_eq!(mean(&ints([i64::MAX, i64::MAX - 1])), 9_223_372_036_854_775_808.0);
        assert_eq!(mean(&floats([f64::INFINITY, 1.0])), f64::INFINITY);
        assert!(mean(&floats([f64::INFINITY, f64::NEG_INFINITY])).is_nan() && mean(&floats([f64::NAN, 1.0])).is_nan());
    }

    #[test]
    fn spreads_are_rounded_once() {
        let spread = |xs: &[Number]| (Spread::of(xs, 1).value(), Spread::of(xs, 1).root());
        assert_eq!(spread(&ints([1, 2, 3, 4])), (1.666_666_666_666_666_7, 1.290_994_448_735_805_6));
        assert_eq!(spread(&ints([1 << 62, (1 << 62) - 1])), (0.5, 0.5f64.sqrt()));
        assert_eq!(spread(&floats([1e308, 1e308])), (0.0, 0.0));
        assert_eq!(spread(&floats([1e308, -1e308])), (f64::INFINITY, 1.414_213_562_373_095_1e308));
        assert_eq!(spread(&floats([5e-324, 0.0])), (0.0, 5e-324));
        assert_eq!(spread(&floats([f64::INFINITY, 0.0])), (f64::INFINITY, f64::INFINITY));
    }

    #[test]
    fn what_lies_between_is_rounded_once() {
        let [low, high] = ints([9_007_199_254_740_992, 9_007_199_254_740_996]);
        assert_eq!(between(low, high, 0.75), 9_007_199_254_740_996.0);
        let [low, high] = floats([-1e308, 1e308]);
        assert_eq!(between(low, high, 0.5), 0.0);
        assert_eq!(between(low, high, 0.75), 5e307);
        let [inf, one] = floats([f64::INFINITY, 1.0]);
        assert_eq!((between(inf, inf, 0.5), between(one, inf, 0.5)), (f64::INFINITY, f64::INFINITY));
    }
}
