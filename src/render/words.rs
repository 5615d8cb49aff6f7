//! Whether a layout's own Typst can set the words of charts.
//!
//! A project may keep a file of an earlier version beside built-in ones, `base/parts.typ` or a theme with a `chart` of its own. Those take
//! a picture with its words in it, whatever `layout.yaml` says.

use typst::syntax::{SyntaxKind, SyntaxNode, parse};

use crate::diag::SourceMap;
use crate::load::Layout;

/// The function that shows a picture, how a definition of it begins whatever stands before, and its parameter for the file of the words.
const FUNCTION: &str = "chart";
const DEFINITION: &str = "chart(";
const PARAMETER: &str = "words";

/// Whether every `chart` that the layout's sources define takes `words`; false where none does.
pub fn takes_words(layout: &Layout, sources: &SourceMap) -> bool {
    let themes = layout.files.iter().filter(|(path, _)| path.ends_with(".typ")).map(|(_, file)| sources.text(*file));
    // Most files have none, and to parse them takes longer than to see that.
    let named = themes.filter(|text| text.contains(DEFINITION));
    let defined: Vec<bool> = named.flat_map(|text| definitions(&parse(text))).collect();
    !defined.is_empty() && defined.into_iter().all(|takes| takes)
}

/// Of each definition of the function, at whatever depth, whether it takes the parameter.
fn definitions(root: &SyntaxNode) -> Vec<bool> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if node.kind() == SyntaxKind::LetBinding {
            found.extend(node.children().filter(|child| child.kind() == SyntaxKind::Closure).filter_map(takes));
        }
        open.extend(node.children());
    }
    found
}

fn takes(closure: &SyntaxNode) -> Option<bool> {
    let name = closure.children().find(|child| child.kind() == SyntaxKind::Ident)?;
    let parameters = closure.children().find(|child| child.kind() == SyntaxKind::Params)?;
    let is_ours = |node: &SyntaxNode| node.kind() == SyntaxKind::Ident && node.leaf_text() == PARAMETER;
    let takes = |parameter: &SyntaxNode| match parameter.kind() {
        // A sink takes whatever there is.
        SyntaxKind::Spread => true,
        SyntaxKind::Named => parameter.children().next().is_some_and(is_ours),
        _ => is_ours(parameter),
    };
    (name.leaf_text() == FUNCTION).then(|| parameters.children().any(takes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_found_with_its_parameters_and_nothing_else_is_one() {
        let of = |text: &str| definitions(&parse(text));
        assert_eq!(of("#let chart(path: \"\", words: none) = image(path)"), [true]);
        assert_eq!(of("#let chart(path: \"words\", ..rest) = image(path)"), [true]);
        assert_eq!(of("#let chart(path: words, alt: none) = { let words = 1 }"), [false]);
        assert_eq!(of("#{ let chart(path: \"\") = image(path) }"), [false]);
        assert!(of("#let charts(words: 1) = 2\n#let chart = 3\n// #let chart(words: 1) = 2").is_empty());
    }
}
