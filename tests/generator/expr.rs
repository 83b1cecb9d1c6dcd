//! Expressions as text with the precedence that decides where parentheses are needed, and nowhere else.

/// `if`, `match` and closures, which need parentheses as operands.
pub(super) const LOOSE: u8 = 0;
pub(super) const AND: u8 = 2;
pub(super) const NOT: u8 = 3;
pub(super) const COMPARISON: u8 = 4;
pub(super) const SUM: u8 = 6;
pub(super) const PRODUCT: u8 = 7;
pub(super) const NEGATION: u8 = 8;
/// Names, literals, calls, and whatever is in brackets.
pub(super) const ATOM: u8 = 10;

/// An expression.
#[derive(Clone, Debug)]
pub(super) struct Expr {
    pub text: String,
    /// How tightly its outermost operator binds.
    pub level: u8,
    /// Whether it is small: a number near zero, a short text or list, a date of our days. Arithmetic with tame
    /// operands cannot leave its type's range, so that no program fails by its numbers.
    pub tame: bool,
}

impl Expr {
    pub(super) fn new(text: impl Into<String>, level: u8) -> Self {
        Self { text: text.into(), level, tame: false }
    }

    /// The text for a place that takes operands which bind at least so tightly.
    pub(super) fn at(&self, level: u8) -> String {
        if self.level >= level { self.text.clone() } else { format!("({})", self.text) }
    }

    /// The text for the head of `if`, `while`, `for` and `match`, where `{` would begin the block.
    pub(super) fn head(&self) -> String {
        if self.text.contains('{') { format!("({})", self.text) } else { self.text.clone() }
    }

    /// The text as the body of a closure or of an arm, where `{` would begin a block.
    pub(super) fn body(&self) -> String {
        if self.text.starts_with('{') { format!("({})", self.text) } else { self.text.clone() }
    }
}
