//! The texts that diagnostics point into.

use std::fmt;

/// A file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileIndex(u32);

impl FileIndex {
    /// Position in the order in which the files were added.
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of one file, in bytes; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    file: FileIndex,
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`. Files are limited to 4 MiB, so 32 bits suffice.
    pub fn new(file: FileIndex, start: usize, end: usize) -> Self {
        Self { file, start: start as u32, end: end.max(start) as u32 }
    }

    /// The file.
    pub fn file(self) -> FileIndex {
        self.file
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of this span to the end of a later one in the same file.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { end: end.end.max(self.end), ..self }
    }

    /// A part of this span: the bytes `range` counted from its start.
    #[must_use]
    pub fn part(self, range: std::ops::Range<usize>) -> Self {
        let start = self.start();
        Self::new(self.file, start + range.start, start + range.end)
    }
}

/// A line and a column, both counted from one; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from one.
    pub line: usize,
    /// Characters from the start of the line, counted from one.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Every text that a diagnostic may point into, under the path a reader knows it by.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

#[derive(Debug, Clone)]
struct SourceFile {
    path: String,
    text: String,
    /// Where each line starts, in order.
    lines: Vec<u32>,
    /// Of what was read of a workbook: where the line of each cell starts, in order, and the cell.
    cells: Vec<(u32, String)>,
}

impl SourceMap {
    /// Adds a text under its path, relative to the project and with forward slashes.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileIndex {
        let index = FileIndex(self.files.len() as u32);
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        self.files.push(SourceFile { path: path.into(), text, lines, cells: Vec::new() });
        index
    }

    /// Says of a text with a line a cell of a workbook, in order, which cell each place belongs to.
    pub fn name_cells(&mut self, file: FileIndex, cells: impl Iterator<Item = (Span, String)>) {
        self.files[file.position()].cells = cells.map(|(place, cell)| (place.start, cell)).collect();
    }

    /// The cell of a workbook that a place belongs to: `Scorecard!C5`. `None` in all other files.
    pub fn cell(&self, span: Span) -> Option<&str> {
        let SourceFile { lines, cells, .. } = &self.files[span.file().position()];
        let line = lines[lines.partition_point(|start| *start <= span.start) - 1];
        // A name with signs of its own stands in quotes, and begins behind them.
        let at = cells.partition_point(|(start, _)| *start < line);
        let (start, cell) = cells.get(at)?;
        let is_on_line = lines.partition_point(|other| other <= start) == lines.partition_point(|other| *other <= line);
        is_on_line.then_some(cell.as_str())
    }

    /// The file of this path, where it has been added.
    pub fn find(&self, path: &str) -> Option<FileIndex> {
        self.files.iter().position(|file| file.path == path).map(|i| FileIndex(i as u32))
    }

    /// The path of a file.
    pub fn path(&self, file: FileIndex) -> &str {
        &self.files[file.position()].path
    }

    /// The text of a file.
    pub fn text(&self, file: FileIndex) -> &str {
        &self.files[file.position()].text
    }

    /// What stands at a place.
    pub fn excerpt(&self, span: Span) -> &str {
        self.text(span.file()).get(span.range()).unwrap_or_default()
    }

    /// Line and column at which a span starts.
    pub fn position(&self, span: Span) -> Position {
        let SourceFile { text, lines, .. } = &self.files[span.file().position()];
        let at = text.floor_char_boundary(span.start());
        let line = lines.partition_point(|start| *start as usize <= at);
        let start = lines[line - 1] as usize;
        Position { line, column: text[start..at].chars().count() + 1 }
    }

    /// The bytes of the lines that a span touches.
    pub fn line_length(&self, span: Span) -> usize {
        let SourceFile { text, lines, .. } = &self.files[span.file().position()];
        let first = lines.partition_point(|start| *start as usize <= span.start());
        let next = lines.partition_point(|start| (*start as usize) < span.range().end.max(span.start() + 1));
        let end = lines.get(next).map_or(text.len(), |start| *start as usize);
        end - lines[first - 1] as usize
    }

    /// All files, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|f| (f.path.as_str(), f.text.as_str()))
    }
}

/// A text in which nothing can move the cursor, break the line or turn the direction of writing. As long as it was in bytes.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let hidden = c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let (shown, times) = if hidden { ('?', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(shown, times)
        })
        .collect()
}

/// A text of no more than so many bytes, and a sign where it was cut.
pub(super) fn cut(text: String, most: usize) -> String {
    if text.len() <= most { text } else { format!("{}…", &text[..text.floor_char_boundary(most)]) }
}

/// The lines of a text, in which nothing but tabs and their ends can move the cursor, and nothing turn the direction of writing. As long
/// as it was in bytes.
pub fn visible_lines(text: &str) -> String {
    text.split_inclusive(['\n', '\t'])
        .map(|part| {
            let ends = ["\r\n", "\n", "\t"].into_iter();
            let end = ends.filter(|end| part.ends_with(end)).map(str::len).max().unwrap_or(0);
            let (body, end) = part.split_at(part.len() - end);
            visible(body) + end
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A carriage return alone would print over what stands on the line.
    #[test]
    fn only_tabs_and_the_ends_of_lines_move_the_cursor() {
        let text = "a\tb\r\nreal\rfake\u{1b}[2J\n\u{202e}\r";
        assert_eq!(visible_lines(text), "a\tb\r\nreal?fake?[2J\n????");
        assert_eq!(visible_lines(text).len(), text.len());
    }
}
