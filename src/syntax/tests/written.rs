//! The tree keeps what is written: tokens, comments, blank lines, parentheses and signs.

use super::module;
use crate::syntax::ast::{Expr, ExprKind, ItemKind, Module, StmtKind, TaskBody};
use crate::syntax::layout::{PieceKind, pieces};
use crate::syntax::token::{Token, TokenKind};

/// The value of the only statement of a task.
fn value(text: &str) -> (String, Expr) {
    let text = format!("task t() {{\n    {text}\n}}\n");
    let mut module = module(&text);
    let ItemKind::Task(task) = module.items.remove(0).kind else { panic!("no task") };
    let TaskBody::Code(mut block) = task.body else { panic!("no code") };
    match block.stmts.remove(0).kind {
        StmtKind::Expr { value, .. } => (text, value),
        other => panic!("{other:?}"),
    }
}

fn written<'t>(text: &'t str, expr: &Expr) -> &'t str {
    &text[expr.span.start as usize..expr.span.end as usize]
}

/// Every token and every comment, with a `|` for each line break before it.
fn laid_out(text: &str) -> String {
    let module = module(text);
    let shown = |start: u32, end: u32| text[start as usize..end as usize].to_owned();
    pieces(&module, text).map(|piece| "|".repeat(piece.line_breaks as usize) + &shown(piece.start, piece.end)).collect::<Vec<_>>().join(" ")
}

#[test]
fn pieces_are_in_the_order_of_the_text() {
    let text = "# one\n\nconst A = 1  # two\n\n\n## Three.\ntask t(\n    x: int, # four\n) -> int {\n\n    # five\n    x + A\n\n}\n# six\n";
    assert_eq!(laid_out(text), "# one ||const A = 1 # two |||## Three. |task t ( |x : int , # four |) -> int { ||# five |x + A ||} |# six");
}

/// There are only blanks between the pieces.
fn lossless(text: &str, module: &Module) {
    let mut end = 0;
    for piece in pieces(module, text) {
        let between = &text[end..piece.start as usize];
        assert!(between.trim().is_empty(), "{between:?} before {piece:?}");
        assert_eq!(piece.line_breaks as usize, between.matches('\n').count());
        assert_eq!(piece.kind == PieceKind::Comment, text[piece.start as usize..].starts_with('#'));
        end = piece.end as usize;
    }
    assert!(text[end..].trim().is_empty());
}

#[test]
fn the_examples_are_kept_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sources: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "fpl")).collect();
    assert!(!sources.is_empty());
    for path in sources {
        let text = std::fs::read_to_string(path).unwrap();
        lossless(&text, &module(&text));
    }
}

#[test]
fn a_token_is_known_by_its_use() {
    let text = "fn f(m: {str: int}) -> str {\n    let map = g(m[\"k\"], [1], (2))\n    f\"{map}\"\n}\nworkflow w(xs: [int]) {\n    let y = map t(each xs) with { retries: 1 }\n}\n";
    let tokens = module(text).tokens;
    let kinds = |written: &str| -> Vec<TokenKind> {
        tokens.iter().filter(|token| token.written(text) == written).map(|token| token.kind).collect()
    };
    assert_eq!(kinds("("), [TokenKind::CallOpen, TokenKind::CallOpen, TokenKind::ParenOpen, TokenKind::CallOpen, TokenKind::CallOpen]);
    assert_eq!(kinds("["), [TokenKind::IndexOpen, TokenKind::ListOpen, TokenKind::ListOpen]);
    let braces = [TokenKind::BraceOpen, TokenKind::BlockOpen, TokenKind::HoleOpen, TokenKind::BlockOpen, TokenKind::RecordOpen];
    assert_eq!(kinds("{"), braces);
    assert_eq!(kinds("map"), [TokenKind::Name, TokenKind::Name, TokenKind::Map]);
    assert_eq!(kinds("each"), [TokenKind::Each]);
    assert_eq!(kinds("\n").len(), 1);
}

#[test]
fn a_token_is_nine_bytes() {
    assert_eq!(std::mem::size_of::<Token>(), 9);
}

#[test]
fn parentheses_are_kept_and_looked_through() {
    let (text, expr) = value("((a + b))");
    assert!(matches!(&expr.written, ExprKind::Paren(inner) if matches!(inner.written, ExprKind::Paren(_))));
    assert!(matches!(expr.kind(), ExprKind::Binary { .. }));
    assert_eq!((written(&text, &expr), written(&text, expr.unparenthesized())), ("((a + b))", "a + b"));
}

#[test]
fn the_sign_of_a_number_is_in_its_span() {
    for (number, is_literal) in
        [("-1", true), ("-9223372036854775808", true), ("-1_000.0", true), ("-2h", true), ("- 1", false), ("-(1)", false)]
    {
        let (text, expr) = value(number);
        assert_eq!(written(&text, &expr), number);
        assert_eq!(!matches!(expr.written, ExprKind::Unary { .. }), is_literal, "{number}");
    }
}
