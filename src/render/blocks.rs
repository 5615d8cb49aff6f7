//! What minijinja would leave out of a template that extends another, without a word: what stands in none of its blocks, and blocks
//! that nobody places.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, SourceMap, Span, did_you_mean};
use crate::load::BUILT_IN;

use super::template::Template;

/// Of each template the first part that no page would show.
pub fn unseen(templates: &[Template<'_>], sources: &SourceMap) -> Vec<Diagnostic> {
    let outlines: Vec<Outline<'_>> = templates.iter().map(|template| outline(sources.text(template.file))).collect();
    let parent =
        |outline: &Outline<'_>| templates.iter().position(|template| outline.extends.as_deref() == Some(template.path));
    let fault = |(template, outline): (&Template<'_>, &Outline<'_>)| {
        let extended = parent(outline)?;
        let name = templates[extended].path;
        let placed = placed(&outlines, extended, parent);
        let diagnostic = |message, range: &Range<usize>| {
            Diagnostic::new(Code::LayoutSyntax, message).at(Span::new(template.file, range.start, range.end))
        };
        let hint = format!("its blocks: {}", placed.join(", "));
        if let Some(range) = &outline.outside {
            let message = format!("this stands in no block of `{name}`, so no page would show it");
            return Some(diagnostic(message, range).hint(hint));
        }
        // A project whose own `base/` does without a block need not change the built-in layouts that fill it.
        if sources.path(template.file).ends_with(BUILT_IN) {
            return None;
        }
        let Block { name: block, range, .. } =
            outline.blocks.iter().find(|block| !block.is_nested && !placed.contains(&block.name))?;
        let slip = did_you_mean(block, placed.iter().copied());
        Some(diagnostic(format!("`{name}` has no block `{block}`"), range).hint_if(slip).hint(hint))
    };
    templates.iter().zip(&outlines).filter_map(fault).collect()
}

/// The blocks of a template and of those that it extends in turn.
fn placed<'t>(
    outlines: &[Outline<'t>],
    template: usize,
    parent: impl Fn(&Outline<'t>) -> Option<usize>,
) -> Vec<&'t str> {
    // A circle ends, too: minijinja says what is wrong with it.
    let chain = std::iter::successors(Some(template), |at| parent(&outlines[*at])).take(outlines.len());
    chain.flat_map(|at| outlines[at].blocks.iter().map(|block| block.name)).collect()
}

/// What a template is made of, as far as inheritance goes.
#[derive(Debug, Default)]
struct Outline<'t> {
    extends: Option<String>,
    blocks: Vec<Block<'t>>,
    /// The first thing that stands in no block, behind `extends`.
    outside: Option<Range<usize>>,
}

#[derive(Debug)]
struct Block<'t> {
    name: &'t str,
    range: Range<usize>,
    /// A block within another is placed where it stands.
    is_nested: bool,
}

fn outline(text: &str) -> Outline<'_> {
    let mut outline = Outline::default();
    let (mut depth, mut is_raw) = (0_usize, false);
    for piece in pieces(text) {
        let range = piece.range();
        let words: Vec<&str> = match &piece {
            Piece::Tag(range) => {
                text[range.clone()].trim_matches(['{', '}', '%', '-', '+']).split_whitespace().collect()
            }
            Piece::Shown(_) => Vec::new(),
        };
        match words[..] {
            ["endraw"] => is_raw = false,
            _ if is_raw => {}
            ["raw"] => is_raw = true,
            ["extends", ref name @ ..] => outline.extends = Some(name.join(" ").trim_matches(['"', '\'']).to_owned()),
            ["block", name, ..] => {
                outline.blocks.push(Block { name, range, is_nested: depth > 0 });
                depth += 1;
            }
            ["endblock", ..] => depth = depth.saturating_sub(1),
            [] if depth == 0 && outline.extends.is_some() => outline.outside = outline.outside.or(Some(range)),
            _ => {}
        }
    }
    outline
}

/// A part of a template.
enum Piece {
    /// `{% … %}`.
    Tag(Range<usize>),
    /// A hole, or text without the blanks around it.
    Shown(Range<usize>),
}

impl Piece {
    fn range(&self) -> Range<usize> {
        let (Self::Tag(range) | Self::Shown(range)) = self;
        range.clone()
    }
}

/// The parts of a template in order, without comments and blanks.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let opened = ["{%", "{{", "{#"].into_iter().filter_map(|open| Some((at + text[at..].find(open)?, open))).min();
        let (start, open) = opened.unwrap_or((text.len(), ""));
        let between = &text[at..start];
        if !between.trim().is_empty() {
            let begun = at + between.len() - between.trim_start().len();
            pieces.push(Piece::Shown(begun..begun + between.trim().len()));
        }
        let close = match open {
            "{%" => "%}",
            "{{" => "}}",
            _ => "#}",
        };
        at = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
        match open {
            "{%" => pieces.push(Piece::Tag(start..at)),
            "{{" => pieces.push(Piece::Shown(start..at)),
            _ => {}
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<&str> {
        outline(text).outside.map(|range| &text[range])
    }

    #[test]
    fn comments_settings_and_blanks_may_stand_outside_of_blocks() {
        let head = "{% extends \"base/paper.typ.j2\" %}\n{# What it is. #}\n{% set x = 1 %}\n";
        let block = "{%- block key -%}\n  key({{ paper.key }})\n{%- endblock key %}\n";
        assert_eq!(shown(&format!("{head}{block}")), None);
        assert_eq!(shown(&format!("{head}{block}\n#pagebreak()\n")), Some("#pagebreak()"));
        assert_eq!(shown(&format!("{head}{{{{ paper.key }}}}\n{block}")), Some("{{ paper.key }}"));
        // Without `extends` all of it is shown.
        assert_eq!(shown(&format!("#pagebreak()\n{block}")), None);
    }

    #[test]
    fn a_block_within_another_and_one_in_raw_text_are_none_of_the_templates_own() {
        let text =
            "{% extends 'a' %}{% block a %}{% raw %}{% block b %}{% endraw %}{% block c %}{% endblock %}{% endblock %}";
        let outline = outline(text);
        let own = outline.blocks.iter().filter(|block| !block.is_nested).map(|block| block.name);
        assert_eq!((outline.extends.as_deref(), own.collect::<Vec<_>>()), (Some("a"), vec!["a"]));
        assert_eq!(outline.blocks.len(), 2);
    }
}
