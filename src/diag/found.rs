//! Diagnostics while they are found: many of one cause become a few and a count.

use std::collections::HashMap;
use std::ops::Deref;

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::source::FileIndex;

/// Diagnostics of one kind that are kept of one file. Whoever has mended these has found the cause of the others.
const MOST: usize = 50;

/// A collection that a file of a million wrong cells cannot make large: of one kind in one file fifty diagnostics are kept, the last of which counts the others.
///
/// It reads as a slice of what was kept.
#[derive(Debug, Clone, Default)]
pub struct Found {
    kept: Vec<Diagnostic>,
    /// How many of a kind are kept of a file, and where the last of them stands.
    kinds: HashMap<(Option<FileIndex>, Code), (usize, usize)>,
}

impl Found {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let file = diagnostic.primary().map(|label| label.span().file());
        let (count, last) = self.kinds.entry((file, diagnostic.code())).or_default();
        if *count == MOST {
            self.kept[*last].more += 1 + diagnostic.more;
            return;
        }
        *count += 1;
        *last = self.kept.len();
        self.kept.push(diagnostic);
    }

    /// What was kept, in the order in which it was found.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.kept
    }
}

impl Extend<Diagnostic> for Found {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl Deref for Found {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SourceMap, Span};
    use super::*;

    #[test]
    fn of_one_kind_in_one_file_fifty_are_kept_and_the_others_counted() {
        let mut sources = SourceMap::default();
        let [one, other] = ["one.csv", "other.csv"].map(|path| sources.add(path, "x".repeat(2000)));
        let mut found = Found::default();
        for at in 0..1000 {
            found.push(Diagnostic::new(Code::NotAFigure, "no figure").at(Span::new(one, at, at + 1)));
        }
        found.push(Diagnostic::new(Code::NotAFigure, "no figure").at(Span::new(other, 0, 1)));
        found.push(Diagnostic::new(Code::BadCode, "no code").at(Span::new(one, 0, 1)));
        assert_eq!(found.len(), MOST + 2);
        assert_eq!(found.iter().map(|it| 1 + it.more()).sum::<usize>(), 1002);
        assert_eq!(found[MOST - 1].more(), 1000 - MOST);
    }
}
