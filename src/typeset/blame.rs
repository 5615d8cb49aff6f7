//! Typst's diagnostics at places that a layout's author can look up.

use typst::WorldExt;
use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::DiagSpan;

use crate::diag::{Code, Diagnostic, Span};

use super::world::MemoryWorld;

/// One lost quote in a theme makes typst report a hundred errors; the first few name it.
pub const MOST_ERRORS: usize = 3;

/// A problem of setting the document. Must be called while the world is alive: afterwards spans have no lines.
pub fn layout(error: &SourceDiagnostic, world: &MemoryWorld<'_>) -> Diagnostic {
    of(Code::LayoutTypst, error, world)
}

/// A problem of writing the PDF.
pub fn export(error: &SourceDiagnostic) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Export, error.message.to_string());
    error.hints.iter().fold(diagnostic, |diagnostic, hint| diagnostic.hint(hint.v.to_string()))
}

fn of(code: Code, error: &SourceDiagnostic, world: &MemoryWorld<'_>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code, error.message.to_string());
    if let Some(span) = place(error.span, world) {
        diagnostic = diagnostic.at(span);
    }
    // The call in a generated section names the indicator.
    for trace in &error.trace {
        let words = match &trace.v {
            Tracepoint::Call(Some(name)) => format!("in this call of `{name}`"),
            Tracepoint::Call(None) => "in this call".to_owned(),
            Tracepoint::Show(name) => format!("while showing `{name}`"),
            Tracepoint::Import(path) | Tracepoint::Include(path) => format!("in the file `{path}`"),
        };
        if let Some(span) = place(trace.span.into(), world) {
            diagnostic = diagnostic.also(span, words);
        }
    }
    error
        .hints
        .iter()
        .fold(diagnostic, |diagnostic, hint| diagnostic.hint(hint.v.to_string()))
        .hint("`panelpack expand` writes the generated files")
}

fn place(span: DiagSpan, world: &MemoryWorld<'_>) -> Option<Span> {
    let file = world.place(span.id()?)?;
    let range = world.range(span)?;
    Some(Span::new(file, range.start, range.end))
}
