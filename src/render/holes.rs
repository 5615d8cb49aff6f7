//! Finding every printed literal again in the parsed source.
//!
//! A hole is marked with its place before minijinja sees the template, because a formatter does not know where it stands; minijinja's own
//! places are mapped back.

use std::ops::Range;

use typst::syntax::{RootedPath, Source, SyntaxKind, SyntaxNode, VirtualPath, VirtualRoot};

/// Marks around what a hole printed and around each of its strings. Private-use characters: no text can hold them,
/// because input with them is refused and [`literal::string`](super::literal::string) would escape them.
pub const OPEN: char = '\u{f0000}';
pub const CLOSE: char = '\u{f0001}';
pub const OPEN_STRING: char = '\u{f0002}';
pub const CLOSE_STRING: char = '\u{f0003}';
/// Marks around the place of a hole, which stands before it: number of the template and byte within it.
const OPEN_PLACE: char = '\u{f0004}';
const CLOSE_PLACE: char = '\u{f0005}';

/// A template whose holes say where they stand.
pub struct Marked {
    pub text: String,
    /// Where something was inserted into the marked text, and how much, in order.
    inserted: Vec<(usize, usize)>,
}

impl Marked {
    /// Marks the holes of the template with this number.
    pub fn new(template: usize, text: &str) -> Self {
        let mut marked = Self { text: String::with_capacity(text.len() * 2), inserted: Vec::new() };
        let mut rest = 0;
        while let Some(start) = text[rest..].find("{{").map(|at| rest + at) {
            marked.text.push_str(&text[rest..start]);
            let place = format!("{OPEN_PLACE}{template}:{start}{CLOSE_PLACE}");
            marked.inserted.push((marked.text.len(), place.len()));
            marked.text.push_str(&place);
            let end = text[start..].find("}}").map_or(text.len(), |at| start + at + 2);
            marked.text.push_str(&text[start..end]);
            rest = end;
        }
        marked.text.push_str(&text[rest..]);
        marked
    }

    /// The byte of the template that stands at a byte of the marked text.
    pub fn original(&self, at: usize) -> usize {
        let before = self.inserted.iter().take_while(|(start, _)| *start < at);
        at - before.map(|(_, length)| length).sum::<usize>()
    }
}

/// A hole that is not in code, by the number of its template and its byte in there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadHole {
    pub template: usize,
    pub at: usize,
}

/// Takes the marks out, having seen that each hole begins a code expression and each string is one string leaf. The source is parsed as the file of this path, once for the
/// check and for the page.
pub fn check(path: &str, marked: &str) -> Result<Source, BadHole> {
    let mut text = String::with_capacity(marked.len());
    let mut place = BadHole { template: 0, at: 0 };
    let mut holes: Vec<(usize, BadHole)> = Vec::new();
    let mut strings: Vec<(Range<usize>, BadHole)> = Vec::new();
    let mut open_string = 0;
    let mut chars = marked.chars();
    while let Some(c) = chars.next() {
        match c {
            OPEN => holes.push((text.len(), place)),
            CLOSE => {}
            OPEN_STRING => open_string = text.len(),
            CLOSE_STRING => strings.push((open_string..text.len(), place)),
            OPEN_PLACE => place = read_place(&chars.by_ref().take_while(|c| *c != CLOSE_PLACE).collect::<String>()),
            c => text.push(c),
        }
    }
    let path = VirtualPath::new(path).expect("paths of the document are relative and have no dots");
    let source = Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text);
    let leaves = leaves(source.root());
    let leaf = |start: usize| leaves.binary_search_by_key(&start, |leaf| leaf.at.start).ok().map(|i| &leaves[i]);
    let in_code = |start: usize| leaf(start).is_some_and(|leaf| starts_code(leaf.kind));
    let is_string =
        |range: &Range<usize>| leaf(range.start).is_some_and(|leaf| leaf.kind == SyntaxKind::Str && leaf.at == *range);
    let bad_hole = holes.iter().find(|(start, _)| !in_code(*start)).map(|(start, place)| (*start, *place));
    let bad_string = strings.iter().find(|(range, _)| !is_string(range)).map(|(range, place)| (range.start, *place));
    match [bad_hole, bad_string].into_iter().flatten().min_by_key(|(start, _)| *start) {
        None => Ok(source),
        Some((_, place)) => Err(place),
    }
}

fn read_place(text: &str) -> BadHole {
    let (template, at) = text.split_once(':').unwrap_or(("0", "0"));
    BadHole { template: template.parse().unwrap_or(0), at: at.parse().unwrap_or(0) }
}

struct Leaf {
    at: Range<usize>,
    kind: SyntaxKind,
}

/// Every leaf in order; those of a formula, where even a literal is set as mathematics, are left out.
fn leaves(root: &SyntaxNode) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let (mut open, mut at) = (vec![root], 0);
    while let Some(node) = open.pop() {
        let is_leaf = node.children().len() == 0;
        if !is_leaf && node.kind() != SyntaxKind::Equation {
            open.extend(node.children().rev());
            continue;
        }
        let end = at + node.len();
        if is_leaf && at < end {
            leaves.push(Leaf { at: at..end, kind: node.kind() });
        }
        at = end;
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
        let source = check("main.typ", &format!("#text({})", hole(text))).unwrap();
        assert!(source.text().starts_with("#text(\"\\\\\\\""), "{}", source.text());
    }

    #[test]
    fn a_hole_says_where_it_stands_in_its_template() {
        let template = "#text({{ a }})\n// {{ b }}";
        let marked = Marked::new(3, template);
        let source = marked.text.replace("{{ a }}", &hole("a")).replace("{{ b }}", &hole("b"));
        assert_eq!(
            check("main.typ", &source).unwrap_err(),
            (BadHole { template: 3, at: template.find("{{ b").unwrap() })
        );
        let at = marked.text.find("b }}").unwrap();
        assert_eq!(marked.original(at), template.find("b }}").unwrap());
    }

    #[test]
    fn a_hole_anywhere_else_is_refused() {
        for source in ["#\"{}\"", "{}", "/* {} */", "// {}", "`{}`", "$ {} $", "#[{}]", "#link(\"https://{}\")"] {
            assert!(check("main.typ", &source.replace("{}", &hole("x"))).is_err(), "{source}");
        }
    }
}
