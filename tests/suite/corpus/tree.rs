//! How lanes show trees: `(head child child)` on one line if it fits, otherwise each child on a line of its own.

use std::fmt::{self, Display};

/// The columns that a line should keep to.
const WIDTH: usize = 110;

/// A node with its children; one without children that was not made by [`node`] is a bare word.
pub(super) struct Tree {
    head: String,
    children: Vec<Tree>,
    shape: TreeShape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TreeShape {
    Word,
    /// On one line if it fits.
    Compact,
    /// Each child on its own line, always: blocks, and whatever holds items.
    Lines,
}

/// A bare word.
pub(super) fn word(text: impl Display) -> Tree {
    Tree { head: text.to_string(), children: Vec::new(), shape: TreeShape::Word }
}

/// A node.
pub(super) fn node(head: impl Display, children: impl IntoIterator<Item = Tree>) -> Tree {
    Tree { head: head.to_string(), children: children.into_iter().collect(), shape: TreeShape::Compact }
}

/// A node with each child on a line of its own.
pub(super) fn lines(head: impl Display, children: impl IntoIterator<Item = Tree>) -> Tree {
    Tree { shape: TreeShape::Lines, ..node(head, children) }
}

/// A node for what happens one after the other: a line for each child if there are several.
pub(super) fn sequence(head: impl Display, children: impl IntoIterator<Item = Tree>) -> Tree {
    let tree = lines(head, children);
    if tree.children.len() > 1 { tree } else { Tree { shape: TreeShape::Compact, ..tree } }
}

/// A string in quotes, on one line.
pub(super) fn quoted(text: &str) -> Tree {
    word(format_args!("{text:?}"))
}

impl Tree {
    /// The whole tree on one line, unless something in it has lines of its own.
    fn line(&self) -> Option<String> {
        let children = || self.children.iter().map(Tree::line).collect::<Option<Vec<_>>>();
        match self.shape {
            TreeShape::Word => Some(self.head.clone()),
            TreeShape::Lines if !self.children.is_empty() => None,
            TreeShape::Lines | TreeShape::Compact => {
                let mut line = format!("({}", self.head);
                for child in children()? {
                    line.push(' ');
                    line.push_str(&child);
                }
                line.push(')');
                Some(line)
            }
        }
    }

    fn write(&self, indent: usize, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{:indent$}", "")?;
        match self.line() {
            Some(line) if self.shape == TreeShape::Word || indent + line.chars().count() <= WIDTH => out.write_str(&line),
            _ => {
                write!(out, "({}", self.head)?;
                for child in &self.children {
                    out.write_char('\n')?;
                    child.write(indent + 2, out)?;
                }
                out.write_char(')')
            }
        }
    }
}

impl Display for Tree {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(0, out)
    }
}

#[test]
fn a_tree_is_broken_where_it_does_not_fit() {
    let short = node("call f", [word("x"), quoted("a\n")]);
    assert_eq!(short.to_string(), r#"(call f x "a\n")"#);
    assert_eq!(node("unit", []).to_string(), "(unit)");
    let block = node("fn", [word("int"), lines("block", [word("y")])]);
    assert_eq!(block.to_string(), "(fn\n  int\n  (block\n    y))");
    let long = node("list", (0..60).map(word));
    assert!(long.to_string().starts_with("(list\n  0\n  1\n"));
}
