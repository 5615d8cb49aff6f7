//! Finding every printed literal again in the parsed source.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::syntax::{LinkedNode, SyntaxKind, parse};

use crate::diag::{Code, Diagnostic, FileIndex, Span};

/// Marks around what a hole printed and around each of its strings. Private-use characters: no text can hold them,
/// because input with them is refused and [`literal::string`](super::literal::string) would escape them.
pub const OPEN: char = '\u{f0000}';
pub const CLOSE: char = '\u{f0001}';
pub const OPEN_STRING: char = '\u{f0002}';
pub const CLOSE_STRING: char = '\u{f0003}';

/// A hole that is not in code.
#[derive(Debug, PartialEq, Eq)]
pub struct BadHole {
    /// Where the hole starts in the generated source.
    pub at: usize,
    /// The generated source, without marks.
    pub text: String,
    /// Where holes start in it, in order; `at` is one of them.
    pub starts: Vec<usize>,
}

/// Takes the marks out, having seen that each string is one string leaf and each hole begins a code expression.
pub fn check(marked: &str) -> Result<String, BadHole> {
    let mut text = String::with_capacity(marked.len());
    let (mut holes, mut strings, mut open_string) = (Vec::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            OPEN => holes.push(text.len()),
            CLOSE => {}
            OPEN_STRING => open_string = text.len(),
            CLOSE_STRING => strings.push(open_string..text.len()),
            c => text.push(c),
        }
    }
    let leaves = leaves(&text);
    let in_code = |start: &usize| leaves.get(start).is_some_and(|(kind, _)| starts_code(*kind));
    let is_string = |range: &Range<usize>| leaves.get(&range.start) == Some(&(SyntaxKind::Str, range.end));
    let bad_hole = holes.iter().find(|start| !in_code(start)).copied();
    let bad_string = strings.iter().find(|range| !is_string(range)).map(|range| range.start);
    match [bad_hole, bad_string].into_iter().flatten().min() {
        None => Ok(text),
        Some(at) => {
            let at = holes.iter().copied().filter(|start| *start <= at).max().unwrap_or(at);
            Err(BadHole { at, text, starts: holes })
        }
    }
}

/// Kind and end of every leaf by its start; those of a formula, where even a literal is set as mathematics, are left out.
fn leaves(text: &str) -> BTreeMap<usize, (SyntaxKind, usize)> {
    let root = parse(text);
    let mut leaves = BTreeMap::new();
    let mut open = vec![LinkedNode::new(&root)];
    while let Some(node) = open.pop() {
        if node.children().len() == 0 && !node.range().is_empty() {
            leaves.insert(node.offset(), (node.kind(), node.range().end));
        }
        if node.kind() != SyntaxKind::Equation {
            open.extend(node.children());
        }
    }
    leaves
}

/// In markup the same text would be text, a smart quote or a comment.
fn starts_code(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::Str
            | SyntaxKind::Int
            | SyntaxKind::Float
            | SyntaxKind::Numeric
            | SyntaxKind::Minus
            | SyntaxKind::Bool
            | SyntaxKind::None
            | SyntaxKind::LeftParen
            | SyntaxKind::Ident
            | SyntaxKind::Include
    )
}

/// A template that holds one of the marks itself.
pub fn reserved(file: FileIndex, at: usize) -> Diagnostic {
    Diagnostic::new(Code::LayoutHole, "the template holds a private-use character")
        .at(Span::new(file, at, at + 4))
        .hint("delete it")
}

#[cfg(test)]
mod tests {
    use super::super::literal::string;
    use super::*;

    fn hole(text: &str) -> String {
        format!("{OPEN}{}{CLOSE}", string(text))
    }

    #[test]
    fn a_hole_in_code_comes_out_as_one_string() {
        let text = "\\\"#panic() */ ] `x` $x$ {{ 7*7 }} \u{202e}\n";
        let source = check(&format!("#text({})", hole(text))).unwrap();
        assert!(source.starts_with("#text(\"\\\\\\\""), "{source}");
    }

    #[test]
    fn a_hole_anywhere_else_is_refused() {
        for source in ["#\"{}\"", "{}", "/* {} */", "// {}", "`{}`", "$ {} $", "#[{}]", "#link(\"https://{}\")"] {
            assert!(check(&source.replace("{}", &hole("x"))).is_err(), "{source}");
        }
    }
}
