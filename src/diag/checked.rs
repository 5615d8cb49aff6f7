//! What was made, with all that was found meanwhile.

use std::cmp::Reverse;

use super::diagnostic::{Diagnostic, Label};
use super::severity::Severity;

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
