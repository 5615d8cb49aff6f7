//! Problems of a template, at the place that its author can change.

use minijinja::{Error, ErrorKind};

use crate::diag::{Code, Diagnostic, FileIndex, SourceMap, Span, did_you_mean};
use crate::load::Layout;
use crate::view::PaperView;

use super::holes::BadHole;

/// An error of minijinja.
pub fn template(error: &Error, layout: &Layout, sources: &SourceMap, paper: &PaperView) -> Diagnostic {
    let name = error.name().unwrap_or_default();
    let place = layout.files.get(name).map(|file| match error.range() {
        Some(range) => Span::new(*file, range.start, range.end),
        None => Span::new(*file, 0, 0),
    });
    let diagnostic = if error.kind() == ErrorKind::UndefinedError {
        let expression = place.map(|span| sources.excerpt(span)).unwrap_or_default();
        let field = expression
            .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let fields = fields(paper);
        Diagnostic::new(Code::LayoutField, format!("the template `{name}` reads a field that does not exist"))
            .hint_if(did_you_mean(field, fields.iter().map(String::as_str)))
            .hint("`panelpack expand --format json` prints every field")
    } else {
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Diagnostic::new(Code::LayoutSyntax, format!("the template `{name}` cannot be rendered: {detail}"))
            .hint("correct the template at this place")
    };
    match place {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}

/// The names of all fields, each once.
fn fields(paper: &PaperView) -> Vec<String> {
    fn walk(value: &serde_json::Value, names: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map) => {
                for (name, value) in map {
                    names.push(name.clone());
                    walk(value, names);
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, names)),
            _ => {}
        }
    }
    let mut names = vec!["paper".to_owned(), "indicator".to_owned()];
    walk(&serde_json::to_value(paper).unwrap_or_default(), &mut names);
    names.sort();
    names.dedup();
    names
}

/// A hole outside of code. The template's line is the one with the same fixed text before its first hole.
pub fn hole(hole: &BadHole, template: FileIndex, generated: &str, sources: &SourceMap) -> Diagnostic {
    let line_start = hole.text[..hole.at].rfind('\n').map_or(0, |i| i + 1);
    let earlier: Vec<usize> =
        hole.starts.iter().copied().filter(|start| (line_start..=hole.at).contains(start)).collect();
    let prefix = &hole.text[line_start..earlier.first().copied().unwrap_or(hole.at)];
    let text = sources.text(template);
    let mut offset = 0;
    let mut span = Span::new(template, 0, 0);
    for line in text.split_inclusive('\n') {
        if line.starts_with(prefix) && line[prefix.len()..].starts_with("{{") {
            let start = nth_hole(line, earlier.len()).unwrap_or(prefix.len());
            let end = line[start..].find("}}").map_or(line.len(), |end| start + end + 2);
            span = Span::new(template, offset + start, offset + end);
            break;
        }
        offset += line.len();
    }
    Diagnostic::new(Code::LayoutHole, format!("a value is printed outside of Typst code, in `{generated}`"))
        .at(span)
        .hint("print it in code, without quotes of your own: `#text({{ value }})`")
}

/// Where the `n`th hole of a line starts, counted from one.
fn nth_hole(line: &str, n: usize) -> Option<usize> {
    line.match_indices("{{").nth(n.saturating_sub(1)).map(|(at, _)| at)
}
