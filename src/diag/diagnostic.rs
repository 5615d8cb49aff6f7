//! One problem of a project: what is wrong, where, and what to do about it.

use super::code::Code;
use super::severity::Severity;
use super::source::{self, Span};

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
    /// How many more of its kind its file has.
    pub(super) more: u32,
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

    /// The same as a note, where what is usually a slip may well be right.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
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
