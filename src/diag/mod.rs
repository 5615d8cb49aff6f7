//! What is wrong with a project, where, and what to do about it.
//!
//! Every stage that can fail returns its value *with* all the diagnostics it found, as a [`Checked`]. A message is one
//! clause, never quotes an observation's figure (it may be a small number), and carries a hint that says what to do.

mod code;
#[cfg(feature = "cli")]
pub mod emit;
mod found;
mod os;
mod source;

use std::cmp::Reverse;

pub use code::Code;
pub use found::Found;
pub use os::{is_in_use, os_words};
pub use source::{FileIndex, Position, SourceMap, Span, visible_lines};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Worth a look, and said only where it is asked for: `check --strict`.
    Note,
    /// The paper can be built, but somebody should know.
    Warning,
    /// Nothing is built.
    Error,
}

impl Severity {
    /// The word that stands before the message and in the JSON form.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in a file with the few words that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    span: Span,
    text: String,
}

impl Label {
    /// Marks `span` with `text`, which may be empty.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// The place.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The words beside the place.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// One problem of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    message: String,
    primary: Option<Label>,
    secondary: Vec<Label>,
    hints: Vec<String>,
    more: u32,
}

/// Bytes of a clause or a hint; only what quotes somebody's endless name has more.
const LONGEST: usize = 1000;

impl Diagnostic {
    /// A problem with the severity that belongs to its code. `message` is one clause without a full stop.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: source::cut(source::visible(&message.into()), LONGEST),
            primary: None,
            secondary: Vec::new(),
            hints: Vec::new(),
            more: 0,
        }
    }

    /// The place that the message speaks of.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        self.at_with(span, "")
    }

    /// The place that the message speaks of, with words of its own.
    #[must_use]
    pub fn at_with(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label::new(span, text));
        self
    }

    /// Another place that helps to understand the problem.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label::new(span, text));
        self
    }

    /// What to do, as an imperative.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(source::cut(hint.into(), LONGEST));
        self
    }

    /// What to do, where there is something to say.
    #[must_use]
    pub fn hint_if(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// The same as an error, where what is only worth a warning stands in the way.
    #[must_use]
    pub fn as_error(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// The same as a warning, where what is an error today does not stop what was made before it was one.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The kind of problem.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Whether it stops the build.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The clause.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The place the message speaks of, where it has one.
    pub fn primary(&self) -> Option<&Label> {
        self.primary.as_ref()
    }

    /// Further places.
    pub fn secondary(&self) -> &[Label] {
        &self.secondary
    }

    /// How many more of its kind its file has, which are not told one by one.
    pub fn more(&self) -> usize {
        self.more as usize
    }

    /// What to do.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }
}

/// A value together with every problem that was found while it was made.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    value: T,
    diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Pairs a value with what was found.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Everything that was found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether any of it stops the build.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// The value, and what was found.
    pub fn into_parts(self) -> (T, Vec<Diagnostic>) {
        (self.value, self.diagnostics)
    }

    /// The value alone, its problems handed to `sink`.
    pub fn report_to(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}

/// Whether any of `diagnostics` stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

/// Puts diagnostics into the order in which they are printed: errors, warnings, notes; of each by file, place and code, those without a place first.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (Reverse(d.severity()), d.primary().map(Label::span), d.code());
        key(a).cmp(&key(b)).then_with(|| a.message().cmp(b.message()))
    });
    diagnostics.dedup();
}

/// The known name nearest to a misspelt one, as a hint: ``did you mean `out_of`?``
///
/// Nothing is suggested where the nearest name shares too little with what was written.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|name| format!("did you mean `{name}`?"))
}

fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let written = plain(written);
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&written, &plain(name)), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_suggests_the_nearest_and_a_strange_one_nothing() {
        let keys = ["name", "count", "out_of", "better"];
        assert_eq!(did_you_mean("outof", keys).as_deref(), Some("did you mean `out_of`?"));
        assert_eq!(did_you_mean("Out of", keys).as_deref(), Some("did you mean `out_of`?"));
        assert_eq!(did_you_mean("colour", keys), None);
    }
}
