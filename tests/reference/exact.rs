//! Sums and quotients that are exact until they are rounded, once.

/// The float nearest to a quotient, half to even. The divisor is positive, and either the dividend is below 2^100 or so or rounding is
/// decided by its leading digits.
pub(super) fn quotient(dividend: i128, divisor: u128) -> f64 {
    let magnitude = dividend.unsigned_abs();
    if magnitude == 0 {
        return 0.0;
    }
    let shift = magnitude.leading_zeros();
    let shifted = magnitude << shift;
    let whole = (shifted / divisor) | u128::from(!shifted.is_multiple_of(divisor));
    let value = whole as f64 * 2f64.powi(-(shift as i32));
    if dividend < 0 { -value } else { value }
}

/// How many limbs a sum has: bits of 2^-1074 and up, and room for carries.
const LIMBS: usize = 36;

/// A sum of floats as a whole number of 2^-1074, in two's complement.
#[derive(Clone)]
pub(super) struct Sum([u64; LIMBS]);

impl Sum {
    pub(super) fn new() -> Self {
        Self([0; LIMBS])
    }

    /// Adds a finite float.
    pub(super) fn add(&mut self, value: f64) {
        let bits = value.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as usize;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, shift) = if exponent == 0 { (fraction, 0) } else { (fraction | 1 << 52, exponent - 1) };
        let mut term = Self::new();
        let wide = u128::from(mantissa) << (shift % 64);
        term.0[shift / 64] = wide as u64;
        term.0[shift / 64 + 1] = (wide >> 64) as u64;
        if value.is_sign_negative() {
            term.negate();
        }
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(term.0) {
            let (sum, first) = limb.overflowing_add(more);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = first || second;
        }
    }

    fn negate(&mut self) {
        let mut carry = true;
        for limb in &mut self.0 {
            let (negated, over) = (!*limb).overflowing_add(u64::from(carry));
            *limb = negated;
            carry = over;
        }
    }

    /// The float nearest to the sum divided by a small number.
    pub(super) fn over(&self, divisor: u64) -> f64 {
        let mut magnitude = self.clone();
        let negative = self.0[LIMBS - 1] >> 63 == 1;
        if negative {
            magnitude.negate();
        }
        let mut rest = 0u128;
        for limb in magnitude.0.iter_mut().rev() {
            let wide = rest << 64 | u128::from(*limb);
            *limb = (wide / u128::from(divisor)) as u64;
            rest = wide % u128::from(divisor);
        }
        let Some(top) = magnitude.0.iter().rposition(|limb| *limb != 0) else { return half_of_least(rest, divisor, negative) };
        // The highest 128 bits, the last of which represents the rest.
        let high = u128::from(magnitude.0[top]) << 64 | if top > 0 { u128::from(magnitude.0[top - 1]) } else { 0 };
        let below = top.saturating_sub(1);
        let sticky = rest != 0 || magnitude.0[..below].iter().any(|limb| *limb != 0);
        let value = if top == 0 {
            // Few bits, all of which a float can hold: the rest is what is rounded.
            let whole = magnitude.0[0];
            let up = rest * 2 > u128::from(divisor) || (rest * 2 == u128::from(divisor) && whole % 2 == 1);
            match whole < 1 << 53 {
                true => scaled((whole + u64::from(up)) as f64, -1074),
                false => scaled((u128::from(whole) << 1 | u128::from(sticky)) as f64, -1075),
            }
        } else {
            let exponent = (top as i32 - 1) * 64 - 1074;
            scaled((high | u128::from(sticky)) as f64, exponent)
        };
        if negative { -value } else { value }
    }
}

fn half_of_least(rest: u128, divisor: u64, negative: bool) -> f64 {
    let value = if rest * 2 > u128::from(divisor) { f64::from_bits(1) } else { 0.0 };
    if negative && value != 0.0 { -value } else { value }
}

/// `value * 2^exponent`, in two steps so that no factor leaves the range.
fn scaled(value: f64, exponent: i32) -> f64 {
    let half = exponent / 2;
    value * 2f64.powi(half) * 2f64.powi(exponent - half)
}
