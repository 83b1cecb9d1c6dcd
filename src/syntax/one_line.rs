//! Source text for messages: on one line, with the spaces of one layout, so that quotes do not depend on the original layout.

use super::scan;
use super::token::{Class, Token, TokenKind};
use crate::source::FileId;

/// An expression's text without comments and line breaks, with one space around operators and after commas.
pub fn one_line(expression: &str) -> String {
    // Within parentheses no newline ends anything.
    let text = format!("({expression})");
    let tokens = scan::scan(FileId::default(), &text).tokens;
    let inner = tokens.get(1..tokens.len().saturating_sub(1)).unwrap_or_default();
    let mut out = String::with_capacity(expression.len());
    let mut before: Option<(Token, bool)> = None;
    for (at, token) in inner.iter().enumerate() {
        let word = token.written(&text);
        let closes = inner.get(at + 1).is_some_and(|next| next.kind.class() == Class::Close);
        if word == "," && closes {
            continue;
        }
        if let Some((last, prefix)) = before
            && !prefix
            && spaced(&text, last, *token)
        {
            out.push(' ');
        }
        out.push_str(word);
        let operand =
            before.is_some_and(|(last, _)| last.kind.is_word() || matches!(last.kind.class(), Class::Number | Class::Text | Class::Close));
        before = Some((*token, word == "-" && !operand));
    }
    out
}

/// Whether two tokens are separated by a space.
fn spaced(text: &str, last: Token, next: Token) -> bool {
    let apart = last.end != next.start;
    // The pieces of an interpolated string touch the braces between them, and a format its colon.
    let piece = next.kind == TokenKind::HoleOpen || matches!(last.written(text), "}" | ":") && next.kind.class() == Class::Text;
    if piece && !apart {
        return false;
    }
    if matches!(last.kind.class(), Class::Open | Class::OpenBlock) || next.kind.class() == Class::Close || last.kind == TokenKind::Dot {
        return false;
    }
    match next.written(text) {
        "." | "," | ":" | "?" => false,
        // A call's parenthesis and an index's bracket touch their operand.
        "(" | "[" => apart,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn every_layout_of_an_expression_is_quoted_alike() {
        for (written, quoted) in [
            (&["x>=0", "x  >=  0", "x >= # at least\n    0"][..], "x >= 0"),
            (&["f(a,b)", "f( a , b )", "f(\n    a, # one\n    b,\n)"], "f(a, b)"),
            (&["-x<- 1 and not b", "- x < -1  and\nnot b"], "-x < -1 and not b"),
            (&["xs[0].len()==2", "xs[ 0 ]\n    .len() == 2"], "xs[0].len() == 2"),
            (&["x==\"a  b\"", "x == \"a  b\""], "x == \"a  b\""),
            (&["t == f\"n = {n:.2f} !\"", "t==f\"n = {n:.2f} !\""], "t == f\"n = {n:.2f} !\""),
            (&["xs.all(|x| x>0)", "xs.all( |x|  x > 0 )"], "xs.all(| x | x > 0)"),
            (&["(a + b)*c in {\"k\":1}", "( a+b ) * c in { \"k\" : 1, }"], "(a + b) * c in {\"k\": 1}"),
        ] {
            for text in written {
                assert_eq!(one_line(text), quoted, "{text}");
            }
        }
    }
}
