//! Problems of a template, at the place that its author can change.

use minijinja::{Error, ErrorKind};

use crate::diag::{Code, Diagnostic, SourceMap, Span, did_you_mean};
use crate::page::PaperView;

use super::holes::BadHole;
use super::template::Template;

/// An error of minijinja.
pub fn template(
    error: &Error,
    templates: &[Template<'_>],
    sources: &SourceMap,
    paper: Option<&PaperView>,
) -> Diagnostic {
    let error = innermost(error);
    let name = error.name().unwrap_or_default();
    let place = templates.iter().find(|template| template.path == name).map(|template| {
        let range = error.range().unwrap_or(0..0);
        Span::new(template.file, template.marked.original(range.start), template.marked.original(range.end))
    });
    let diagnostic = if error.kind() == ErrorKind::UndefinedError {
        let expression = place.map(|span| sources.excerpt(span)).unwrap_or_default();
        let field = expression
            .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let fields = paper.map(fields).unwrap_or_default();
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

/// The error itself: minijinja wraps one that was met in `include` or `super()` into others, which name the template that asked.
fn innermost(error: &Error) -> &Error {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Error>());
    source.map_or(error, innermost)
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

/// A hole outside of code.
pub fn hole(hole: BadHole, templates: &[Template<'_>], generated: &str, sources: &SourceMap) -> Diagnostic {
    let file = templates[hole.template].file;
    let text = sources.text(file);
    let end = text[hole.at..].find("}}").map_or(text.len(), |end| hole.at + end + 2);
    Diagnostic::new(Code::LayoutHole, format!("a value is printed outside of Typst code, in `{generated}`"))
        .at(Span::new(file, hole.at, end))
        .hint("print it in code, without quotes of your own: `#text({{ value }})`")
}
