//! Python's mini-language of formats, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, as far as numbers and text know it.

/// How the text is aligned within its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: after the sign.
    Inside,
}

/// Which signs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `-`: only minus.
    Minus,
    /// `+`: both.
    Plus,
    /// A blank for plus.
    Blank,
}

/// The separator between groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// `,` every three digits.
    Comma,
    /// `_` every three digits, every four for `b o x X`.
    Underscore,
}

/// A parsed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FormatSpec {
    /// The fill character, if given; otherwise a blank, or `0` with [`FormatSpec::zero`].
    pub fill: Option<char>,
    /// The alignment; the type decides if it is not given.
    pub align: Option<Align>,
    /// The sign, if said.
    pub sign: Option<Sign>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`: the alternate form.
    pub alternate: bool,
    /// `0` before the width.
    pub zero: bool,
    /// The least width in scalars.
    pub width: usize,
    pub grouping: Option<Grouping>,
    pub precision: Option<usize>,
    /// The presentation type.
    pub kind: Option<char>,
}

/// The greatest width and precision: a format must not be a way to fill the memory.
const GREATEST: usize = 10_000;

impl FormatSpec {
    /// Reads a format.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words that follow a colon.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        let align_of = |c: char| match c {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::Inside),
            _ => None,
        };
        let (mut fill, mut align) = (None, None);
        if let (Some(first), Some(second)) = (chars.first(), chars.get(1).copied().and_then(align_of)) {
            (fill, align, at) = (Some(*first), Some(second), 2);
        } else if let Some(first) = chars.first().copied().and_then(align_of) {
            (align, at) = (Some(first), 1);
        }
        let eat = |at: &mut usize, wanted: char| {
            let found = chars.get(*at) == Some(&wanted);
            *at += usize::from(found);
            found
        };
        let sign = match chars.get(at) {
            Some('+') => Some(Sign::Plus),
            Some('-') => Some(Sign::Minus),
            Some(' ') => Some(Sign::Blank),
            _ => None,
        };
        at += usize::from(sign.is_some());
        let no_negative_zero = eat(&mut at, 'z');
        let alternate = eat(&mut at, '#');
        let zero = eat(&mut at, '0');
        let width = number(&chars, &mut at)?.unwrap_or(0);
        let grouping = match chars.get(at) {
            Some(',') => Some(Grouping::Comma),
            Some('_') => Some(Grouping::Underscore),
            _ => None,
        };
        at += usize::from(grouping.is_some());
        let precision = if chars.get(at) == Some(&'.') {
            at += 1;
            Some(number(&chars, &mut at)?.ok_or("a `.` needs digits after it")?)
        } else {
            None
        };
        let kind = chars.get(at).copied();
        if let Some(kind) = kind
            && !"bcdoxXeEfFgG%s".contains(kind)
        {
            return Err(format!("`{kind}` is not a valid presentation type"));
        }
        if at + 1 < chars.len() {
            let rest: String = chars[at + 1..].iter().collect();
            return Err(format!("unexpected `{rest}` at the end"));
        }
        Ok(Self { fill, align, sign, no_negative_zero, alternate, zero, width, grouping, precision, kind })
    }

    /// Whether it presents a number as a float.
    pub(crate) fn is_float(&self) -> bool {
        self.kind.is_some_and(|kind| "eEfFgG%".contains(kind))
    }

    /// Whether an `int` can be written so.
    ///
    /// # Errors
    ///
    /// What is wrong.
    pub(crate) fn check_int(&self) -> Result<(), String> {
        if self.is_float() {
            return self.check_float();
        }
        let kind = self.kind.unwrap_or('d');
        if kind == 's' {
            return Err("`s` is for strings, and this is a number".to_owned());
        }
        if self.precision.is_some() {
            return Err("whole numbers have no precision; `.2f` writes one with decimal places".to_owned());
        }
        if self.no_negative_zero {
            return Err("`z` is for floats".to_owned());
        }
        if kind == 'c' && (self.sign.is_some() || self.alternate || self.grouping.is_some()) {
            return Err("a character has no sign, no `#` and no grouping".to_owned());
        }
        if self.grouping == Some(Grouping::Comma) && "boxX".contains(kind) {
            return Err(format!("`,` does not group digits of `{kind}`; `_` does"));
        }
        Ok(())
    }

    /// Whether a `float` can be written so.
    ///
    /// # Errors
    ///
    /// What is wrong.
    pub(crate) fn check_float(&self) -> Result<(), String> {
        match self.kind {
            Some('s') => Err("`s` is for strings, and this is a number".to_owned()),
            Some(kind) if !self.is_float() => Err(format!("`{kind}` is for whole numbers, and this is a `float`")),
            _ => Ok(()),
        }
    }

    /// Whether text can be written so.
    ///
    /// # Errors
    ///
    /// What is wrong.
    pub(crate) fn check_str(&self) -> Result<(), String> {
        match self.kind {
            Some(kind) if kind != 's' => Err(format!("`{kind}` is for numbers, and this is a string")),
            _ if self.sign.is_some() => Err("a string cannot have a sign".to_owned()),
            _ if self.no_negative_zero => Err("`z` is for floats".to_owned()),
            _ if self.alternate => Err("`#` is for numbers".to_owned()),
            _ if self.grouping.is_some() => Err("only digits are grouped".to_owned()),
            _ if self.align == Some(Align::Inside) => Err("`=` is for numbers".to_owned()),
            _ => Ok(()),
        }
    }
}

fn number(chars: &[char], at: &mut usize) -> Result<Option<usize>, String> {
    let start = *at;
    while chars.get(*at).is_some_and(char::is_ascii_digit) {
        *at += 1;
    }
    if start == *at {
        return Ok(None);
    }
    let digits: String = chars[start..*at].iter().collect();
    match digits.parse::<usize>() {
        Ok(value) if value <= GREATEST => Ok(Some(value)),
        _ => Err(format!("`{digits}` is too large; {GREATEST} is the greatest width and precision")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> FormatSpec {
        FormatSpec::parse(text).unwrap()
    }

    #[test]
    fn the_parts_are_told_apart() {
        let spec = parse("*^+#012,.3f");
        assert_eq!((spec.fill, spec.align, spec.sign), (Some('*'), Some(Align::Center), Some(Sign::Plus)));
        assert!(spec.alternate && spec.zero && !spec.no_negative_zero);
        assert_eq!((spec.width, spec.grouping, spec.precision, spec.kind), (12, Some(Grouping::Comma), Some(3), Some('f')));
        assert_eq!(parse("<<5").fill, Some('<'));
        assert_eq!(parse("05").width, 5);
        assert!(parse("").kind.is_none());
    }

    #[test]
    fn wrong_formats_say_why() {
        for wrong in ["k", ".f", "5x5", "99999", "n", "f2"] {
            assert!(FormatSpec::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn types_take_what_python_lets_them_take() {
        for right in ["d", "x", "#x", ",", "_b", "+05", ".2f", "%", "e", "c", ""] {
            assert_eq!(parse(right).check_int(), Ok(()), "{right}");
        }
        for wrong in [".2", "s", ",x", "+c", "z"] {
            assert!(parse(wrong).check_int().is_err(), "{wrong}");
        }
        for wrong in ["d", "x", "s"] {
            assert!(parse(wrong).check_float().is_err(), "{wrong}");
        }
        for wrong in ["d", "+", ",", "=5", "#", "z"] {
            assert!(parse(wrong).check_str().is_err(), "{wrong}");
        }
        for right in [">10", "^5.3", "s", "*<4", "05"] {
            assert_eq!(parse(right).check_str(), Ok(()), "{right}");
        }
    }
}
