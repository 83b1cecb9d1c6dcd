//! The alphabet of the grammar: the character that stands for each token (`grammar/flightplan.pest`).
//!
//! Names and the words that are keywords only where they stand are one range of letters, reserved words another, so that the grammar
//! asks for "any name" with one comparison.

/// A name, and a contextual word that stands where it can be nothing else.
pub(super) const NAME: u8 = b'a';
pub(super) const NUMBER: u8 = b'0';
pub(super) const STRING: u8 = b'1';
pub(super) const RAW_STRING: u8 = b'2';
/// An interpolated string without a brace.
pub(super) const WHOLE_TEXT: u8 = b'3';
/// The text of an interpolated string up to its first brace.
pub(super) const FIRST_TEXT: u8 = b'4';
/// The text between two braces.
pub(super) const MIDDLE_TEXT: u8 = b'5';
/// The text behind the last brace.
pub(super) const LAST_TEXT: u8 = b'6';
pub(super) const FORMAT: u8 = b'7';
/// A statement with a mistake, once recovery has put one token in its place.
pub(in crate::syntax) const ERROR: u8 = b'Z';
pub(super) const NEWLINE: u8 = b'\n';
/// `(` directly behind an operand.
pub(super) const CALL_OPEN: u8 = b'!';
/// `[` directly behind an operand.
pub(super) const INDEX_OPEN: u8 = b'@';
pub(super) const AND: u8 = b'A';
pub(super) const OR: u8 = b'Q';
pub(super) const NOT: u8 = b'P';
const IN: u8 = b'L';

/// The code of a word. A contextual word has one of its own where what follows it may make it a keyword.
pub(super) fn word(word: &str) -> u8 {
    match word {
        "after" => b'b',
        "as" => b'c',
        "assert" => b'd',
        "container" => b'e',
        "each" => b'f',
        "extern" => b'g',
        "launchplan" => b'h',
        "mock" => b'i',
        "plugin" => b'j',
        "python" => b'k',
        "test" => b'l',
        "with" => b'm',
        "zip" => b'n',
        "launch" => b'o',
        "map" => b'p',
        "and" => AND,
        "break" => b'B',
        "const" => b'C',
        "continue" => b'D',
        "else" => b'E',
        "enum" => b'F',
        "false" => b'G',
        "fn" => b'H',
        "for" => b'I',
        "if" => b'J',
        "import" => b'K',
        "in" => IN,
        "let" => b'M',
        "match" => b'N',
        "none" => b'O',
        "not" => NOT,
        "or" => OR,
        "return" => b'R',
        "struct" => b'S',
        "task" => b'T',
        "true" => b'U',
        "type" => b'V',
        "var" => b'W',
        "while" => b'X',
        "workflow" => b'Y',
        _ => NAME,
    }
}

/// What must follow a contextual word, with a blank between, for it to be a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follower {
    /// Nothing in particular: the grammar sees where it stands.
    Any,
    /// A name.
    Name,
    /// An operand.
    Operand,
    /// An operand or its sign; a parenthesis also without a blank.
    Asserted,
}

/// What makes the word with this code a keyword.
pub(super) fn follower(code: u8) -> Follower {
    match code {
        b'd' => Follower::Asserted,
        b'f' => Follower::Operand,
        b'i' | b'n' | b'o' | b'p' => Follower::Name,
        _ => Follower::Any,
    }
}

impl Follower {
    /// Whether a token with the code `next` makes the word before it a keyword; `apart` says that a blank stands between them.
    pub(super) fn admits(self, next: u8, apart: bool) -> bool {
        match self {
            Follower::Any => true,
            Follower::Name => apart && is_name(next),
            Follower::Operand => apart && begins_operand(next),
            Follower::Asserted => apart && (next == b'-' || begins_operand(next)) || matches!(next, b'(' | CALL_OPEN),
        }
    }
}

fn is_name(code: u8) -> bool {
    matches!(code, b'a'..=b'p')
}

/// Whether a token begins an operand, and is no operator or clause behind one: `each xs`, not `each in xs`.
fn begins_operand(code: u8) -> bool {
    match code {
        AND | OR | IN | b'J' | b'I' | b'E' => false,
        b'a'..=b'p' | b'A'..=b'Y' | NUMBER | STRING | RAW_STRING | WHOLE_TEXT | FIRST_TEXT => true,
        _ => matches!(code, b'[' | INDEX_OPEN | b'{' | b'(' | CALL_OPEN),
    }
}

/// The code of an operator or a separator.
pub(super) fn operator(text: &str) -> u8 {
    match text {
        "->" => b'~',
        "=>" => b'$',
        "??" => b'%',
        "**" => b'^',
        "==" | "!=" | "<=" | ">=" => b'#',
        "*" | "/" | "//" | "%" => b'*',
        "||" => OR,
        "&&" => AND,
        "!" => NOT,
        _ if text.len() > 1 => b'&',
        _ => text.bytes().next().unwrap_or(b'&'),
    }
}
