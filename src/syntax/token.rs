//! The tokens of the language, in one table: the name of each, how it is written, the character that the grammar reads for it, and its class.
//!
//! The scan looks words and signs up here, the grammar's alphabet and the legend at its head are checked against it
//! (`syntax/tests/alphabet.rs`), and messages take their lists of words from it. Several tokens may share a character: the grammar does
//! not tell `==` from `<=`. Words that are keywords only in places have the lower-case letters, together with names, and reserved words
//! the upper-case ones, so that the grammar asks for "any name" with one comparison.

/// The class of a token, for editors (colours), formatters (spaces) and the rules on mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A reserved word that introduces or structures something.
    Keyword,
    /// A reserved word between or before operands.
    WordOperator,
    /// A reserved word that is a value.
    Constant,
    /// A word that is a keyword where the grammar expects one, and elsewhere a name.
    Contextual,
    Name,
    /// A number or a duration.
    Number,
    /// A string, or a piece of an interpolated one.
    Text,
    /// A sign between or before operands, or of an assignment.
    Operator,
    /// A sign that separates or introduces.
    Punctuation,
    /// An opening bracket in which newlines are insignificant.
    Open,
    /// An opening brace in which newlines end statements or entries.
    OpenBlock,
    /// A closing bracket.
    Close,
    /// A newline that ends a statement or an entry.
    Newline,
    /// Not a token of the language; this was reported.
    Error,
}

/// What must follow a contextual word, after a space, for it to be a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follower {
    /// Anything: the grammar decides by the place of the word.
    Any,
    Name,
    Operand,
    /// An operand or its sign; a parenthesis also without a space.
    Asserted,
}

macro_rules! tokens {
    (
        reserved { $($reserved:ident $reserved_code:literal $reserved_text:literal $reserved_class:ident;)* }
        contextual { $($contextual:ident $contextual_code:literal $contextual_text:literal $follower:ident;)* }
        signs { $($sign:ident $sign_code:literal $sign_text:literal $sign_class:ident;)* }
        brackets { $($bracket:ident $bracket_code:literal $bracket_text:literal $bracket_class:ident $bracket_use:literal;)* }
        shapes { $($shape:ident $shape_code:literal $shape_class:ident $shape_use:literal;)* }
    ) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum TokenKind {
            $(#[doc = concat!("`", $reserved_text, "`")] $reserved,)*
            $(#[doc = concat!("`", $contextual_text, "`")] $contextual,)*
            $(#[doc = concat!("`", $sign_text, "`")] $sign,)*
            $(#[doc = concat!("`", $bracket_text, "`: ", $bracket_use)] $bracket,)*
            $(#[doc = $shape_use] $shape,)*
        }

        impl TokenKind {
            /// Every kind, in the order of the table.
            pub const ALL: &[Self] =
                &[$(Self::$reserved,)* $(Self::$contextual,)* $(Self::$sign,)* $(Self::$bracket,)* $(Self::$shape,)*];

            /// The character that the grammar reads, which is ASCII.
            pub(super) const fn code(self) -> u8 {
                match self {
                    $(Self::$reserved => $reserved_code,)*
                    $(Self::$contextual => $contextual_code,)*
                    $(Self::$sign => $sign_code,)*
                    $(Self::$bracket => $bracket_code,)*
                    $(Self::$shape => $shape_code,)*
                }
            }

            pub const fn class(self) -> Class {
                match self {
                    $(Self::$reserved => Class::$reserved_class,)*
                    $(Self::$contextual => Class::Contextual,)*
                    $(Self::$sign => Class::$sign_class,)*
                    $(Self::$bracket => Class::$bracket_class,)*
                    $(Self::$shape => Class::$shape_class,)*
                }
            }

            /// How it is written, if there is only one way.
            pub const fn written(self) -> Option<&'static str> {
                match self {
                    $(Self::$reserved => Some($reserved_text),)*
                    $(Self::$contextual => Some($contextual_text),)*
                    $(Self::$sign => Some($sign_text),)*
                    $(Self::$bracket => Some($bracket_text),)*
                    $(Self::$shape => None,)*
                }
            }

            /// Its purpose, where the way it is written does not show it.
            pub(super) const fn purpose(self) -> &'static str {
                match self {
                    $(Self::$reserved => "",)*
                    $(Self::$contextual => "",)*
                    $(Self::$sign => "",)*
                    $(Self::$bracket => $bracket_use,)*
                    $(Self::$shape => $shape_use,)*
                }
            }

            pub(super) fn of_word(word: &str) -> Self {
                match word {
                    $($reserved_text => Self::$reserved,)*
                    $($contextual_text => Self::$contextual,)*
                    _ => Self::Name,
                }
            }

            /// The kind of an operator or a separator.
            pub(super) fn of_sign(sign: &str) -> Self {
                match sign {
                    $($sign_text => Self::$sign,)*
                    _ => Self::Stray,
                }
            }

            /// The condition that makes it a keyword, if it is contextual.
            pub(super) const fn follower(self) -> Follower {
                match self {
                    $(Self::$contextual => Follower::$follower,)*
                    _ => Follower::Any,
                }
            }
        }
    };
}

tokens! {
    reserved {
        And      b'A' "and"      WordOperator;
        Break    b'B' "break"    Keyword;
        Const    b'C' "const"    Keyword;
        Continue b'D' "continue" Keyword;
        Else     b'E' "else"     Keyword;
        Enum     b'F' "enum"     Keyword;
        False    b'G' "false"    Constant;
        Fn       b'H' "fn"       Keyword;
        For      b'I' "for"      Keyword;
        If       b'J' "if"       Keyword;
        Import   b'K' "import"   Keyword;
        In       b'L' "in"       WordOperator;
        Let      b'M' "let"      Keyword;
        Match    b'N' "match"    Keyword;
        None     b'O' "none"     Constant;
        Not      b'P' "not"      WordOperator;
        Or       b'Q' "or"       WordOperator;
        Return   b'R' "return"   Keyword;
        Struct   b'S' "struct"   Keyword;
        Task     b'T' "task"     Keyword;
        True     b'U' "true"     Constant;
        Type     b'V' "type"     Keyword;
        Var      b'W' "var"      Keyword;
        While    b'X' "while"    Keyword;
        Workflow b'Y' "workflow" Keyword;
    }
    contextual {
        After      b'b' "after"      Any;
        As         b'c' "as"         Any;
        Assert     b'd' "assert"     Asserted;
        Container  b'e' "container"  Any;
        Each       b'f' "each"       Operand;
        Extern     b'g' "extern"     Any;
        Launchplan b'h' "launchplan" Any;
        Mock       b'i' "mock"       Name;
        Plugin     b'j' "plugin"     Any;
        Python     b'k' "python"     Any;
        Test       b'l' "test"       Any;
        With       b'm' "with"       Any;
        Zip        b'n' "zip"        Name;
        Launch     b'o' "launch"     Name;
        Map        b'p' "map"        Name;
    }
    signs {
        Comma          b',' ","   Punctuation;
        Semicolon      b';' ";"   Punctuation;
        Colon          b':' ":"   Punctuation;
        Dot            b'.' "."   Punctuation;
        Bar            b'|' "|"   Punctuation;
        Question       b'?' "?"   Punctuation;
        Arrow          b'~' "->"  Punctuation;
        FatArrow       b'$' "=>"  Punctuation;
        Assign         b'=' "="   Operator;
        PlusAssign     b'&' "+="  Operator;
        MinusAssign    b'&' "-="  Operator;
        StarAssign     b'&' "*="  Operator;
        SlashAssign    b'&' "/="  Operator;
        SlashesAssign  b'&' "//=" Operator;
        PercentAssign  b'&' "%="  Operator;
        StarsAssign    b'&' "**=" Operator;
        CoalesceAssign b'&' "??=" Operator;
        Plus           b'+' "+"   Operator;
        Minus          b'-' "-"   Operator;
        Star           b'*' "*"   Operator;
        Slash          b'*' "/"   Operator;
        Slashes        b'*' "//"  Operator;
        Percent        b'*' "%"   Operator;
        Stars          b'^' "**"  Operator;
        Coalesce       b'%' "??"  Operator;
        Equal          b'#' "=="  Operator;
        NotEqual       b'#' "!="  Operator;
        LessEqual      b'#' "<="  Operator;
        GreaterEqual   b'#' ">="  Operator;
        Less           b'<' "<"   Operator;
        Greater        b'>' ">"   Operator;
        ForeignAnd     b'A' "&&"  Operator;
        ForeignOr      b'Q' "||"  Operator;
        ForeignNot     b'P' "!"   Operator;
    }
    brackets {
        ParenOpen  b'(' "(" Open      "of a declaration, or around values";
        CallOpen   b'!' "(" Open      "directly after an operand";
        ListOpen   b'[' "[" Open      "of a list";
        IndexOpen  b'@' "[" Open      "directly after an operand";
        BraceOpen  b'{' "{" Open      "of a map, a struct value, a type or an import";
        HoleOpen   b'{' "{" Open      "in an interpolated string";
        BlockOpen  b'{' "{" OpenBlock "of a block or a body";
        RecordOpen b'{' "{" OpenBlock "of options";
        ParenClose b')' ")" Close     "of both kinds";
        ListClose  b']' "]" Close     "of both kinds";
        BraceClose b'}' "}" Close     "of all kinds";
    }
    shapes {
        Name       b'a'  Name    "a name";
        Number     b'0'  Number  "a number or a duration";
        String     b'1'  Text    "a string";
        RawString  b'2'  Text    "a raw string";
        WholeText  b'3'  Text    "an interpolated string without a brace";
        FirstText  b'4'  Text    "an interpolated string up to its first brace";
        MiddleText b'5'  Text    "its text between two braces";
        LastText   b'6'  Text    "its text after the last brace";
        Format     b'7'  Text    "the format of an interpolated value";
        Newline    b'\n' Newline "a newline that ends something";
        Error      b'Z'  Error   "a statement or type with a mistake, which recovery replaced";
        Stray      b'z'  Error   "what is not in the language, such as a decorator";
    }
}

/// A token with its place. It is nine bytes, because a module keeps all of its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(Rust, packed)]
pub struct Token {
    pub kind: TokenKind,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Token {
    /// The token as written in the text of its file.
    pub fn written(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// The characters that the grammar reads for some tokens.
pub(super) fn codes(tokens: &[Token]) -> String {
    tokens.iter().map(|token| char::from(token.kind.code())).collect()
}

impl TokenKind {
    /// Whether it is a word that cannot be a name.
    pub fn is_reserved(self) -> bool {
        matches!(self.class(), Class::Keyword | Class::WordOperator | Class::Constant)
    }

    /// Whether it is a word that can be a name.
    pub(super) fn is_name(self) -> bool {
        matches!(self.class(), Class::Name | Class::Contextual)
    }

    /// Whether it is a word of any kind.
    pub(super) fn is_word(self) -> bool {
        self.is_name() || self.is_reserved()
    }

    /// Whether it is an operator or a separator.
    pub(super) fn is_sign(self) -> bool {
        matches!(self.class(), Class::Operator | Class::Punctuation)
    }

    /// For messages: `` `,` ``, "a name".
    pub(super) fn quoted(self) -> String {
        match self.written() {
            Some(written) => format!("`{written}`"),
            None => self.purpose().to_owned(),
        }
    }

    /// Whether it begins an operand, and is not an operator or a clause after one: `each xs`, but not `each in xs`.
    fn begins_operand(self) -> bool {
        match self.class() {
            Class::Name | Class::Contextual | Class::Constant | Class::Number | Class::Open | Class::OpenBlock => true,
            Class::Keyword => !matches!(self, Self::If | Self::For | Self::Else),
            Class::WordOperator => self == Self::Not,
            Class::Operator => self == Self::ForeignNot,
            Class::Text => matches!(self, Self::String | Self::RawString | Self::WholeText | Self::FirstText),
            Class::Punctuation | Class::Close | Class::Newline | Class::Error => false,
        }
    }
}

impl Follower {
    /// Whether the token `next` makes a keyword of the word before it; `apart` says that there is a space between them.
    pub(super) fn admits(self, next: TokenKind, apart: bool) -> bool {
        match self {
            Follower::Any => true,
            Follower::Name => apart && next.is_name(),
            Follower::Operand => apart && next.begins_operand(),
            Follower::Asserted => {
                apart && (next == TokenKind::Minus || next.begins_operand()) || matches!(next, TokenKind::ParenOpen | TokenKind::CallOpen)
            }
        }
    }
}

/// The words that begin an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemWord {
    Import,
    Const,
    Type,
    Struct,
    Enum,
    Fn,
    Task,
    Workflow,
    Launchplan,
    Test,
    /// Anything else: no item.
    Unknown,
}

impl ItemWord {
    /// The tokens that begin an item.
    pub(super) const TOKENS: [TokenKind; 10] = [
        TokenKind::Import,
        TokenKind::Const,
        TokenKind::Type,
        TokenKind::Struct,
        TokenKind::Enum,
        TokenKind::Fn,
        TokenKind::Task,
        TokenKind::Workflow,
        TokenKind::Launchplan,
        TokenKind::Test,
    ];

    /// The item that a token begins.
    pub(super) fn of(token: TokenKind) -> Self {
        match token {
            TokenKind::Import => ItemWord::Import,
            TokenKind::Const => ItemWord::Const,
            TokenKind::Type => ItemWord::Type,
            TokenKind::Struct => ItemWord::Struct,
            TokenKind::Enum => ItemWord::Enum,
            TokenKind::Fn => ItemWord::Fn,
            TokenKind::Task => ItemWord::Task,
            TokenKind::Workflow => ItemWord::Workflow,
            TokenKind::Launchplan => ItemWord::Launchplan,
            TokenKind::Test => ItemWord::Test,
            _ => ItemWord::Unknown,
        }
    }
}
