//! The negative zeros of a JSON text.
//!
//! `-0` is an integer and `-0.0` a float, but the parser gives both as the float -0.0. It reads from front to back, so the text tells for each
//! what it was.

/// The numbers of a JSON text that are zero and have a sign.
pub(crate) struct NegativeZeros<'t> {
    rest: &'t [u8],
}

impl<'t> NegativeZeros<'t> {
    /// Those of the whole text.
    pub(crate) fn of(text: &'t str) -> Self {
        Self { rest: text.as_bytes() }
    }

    /// Whether the next one is an integer.
    pub(crate) fn next_is_int(&mut self) -> bool {
        while let Some(at) = self.rest.iter().position(|byte| matches!(byte, b'"' | b'-')) {
            let is_text = self.rest.get(at) == Some(&b'"');
            self.rest = self.rest.get(at..).unwrap_or_default();
            let length = if is_text { length_of_text(self.rest) } else { length_of_number(self.rest) };
            let (token, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
            self.rest = rest;
            let number = if is_text { None } else { std::str::from_utf8(token).ok().and_then(|token| token.parse::<f64>().ok()) };
            if number == Some(0.0) {
                return token == b"-0";
            }
        }
        false
    }
}

fn length_of_text(text: &[u8]) -> usize {
    let mut escaped = true;
    let end = text.iter().position(|byte| {
        let is_end = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 1)
}

fn length_of_number(text: &[u8]) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    text.iter().position(|byte| !is_part(byte)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_apart_in_turn() {
        let text = r#"{"-0": -1, "a\"-0": [-0, -0.0, "\\", -0e5, -1e-400, -0], "": "-"}"#;
        let mut zeros = NegativeZeros::of(text);
        assert_eq!([(); 5].map(|()| zeros.next_is_int()), [true, false, false, false, true]);
        assert!(!zeros.next_is_int());
    }
}
