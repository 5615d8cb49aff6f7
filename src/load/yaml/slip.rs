//! What is wrong where the scanner stopped, in plain words.
//!
//! The scanner says what it expected next; the cause lies mostly in the line above, and is one of a few: a brace that is not closed, a blank
//! that is none, a line that begins too far in or out. So the text before its place is looked at once more, line by line.

use crate::diag::{Code, Diagnostic, FileIndex, Span};

/// Blanks that look like a space and are none.
const NO_SPACES: [char; 4] = ['\u{a0}', '\u{202f}', '\u{2007}', '\u{3000}'];

/// What is wrong with a text that the scanner refused at a byte, with its words.
pub fn syntax(text: &str, at: usize, info: &str, file: FileIndex) -> Diagnostic {
    let place = Place { text, at, file };
    place
        .percent()
        .or_else(|| place.strange_blank())
        .or_else(|| place.tab())
        .or_else(|| place.not_closed())
        .or_else(|| place.quote(info))
        .or_else(|| place.no_colon(info))
        .or_else(|| place.indentation(info))
        .unwrap_or_else(|| place.other(info))
}

/// An anchor or an alias, which no file needs: a star there is most often one of a figure, or opens a text.
pub fn alias(text: &str, span: Span) -> Diagnostic {
    let start = text.get(..span.start()).unwrap_or_default().len();
    let here = &text[start..];
    // The scanner stops behind the sign, or behind the name that follows it.
    let start = if here.starts_with(['*', '&']) { start } else { text[..start].rfind(['*', '&']).unwrap_or(start) };
    let here = text[start..].lines().next().unwrap_or_default();
    let sign = if here.starts_with('&') { '&' } else { '*' };
    let name = if sign == '&' { "an anchor" } else { "an alias" };
    let value = here[here.len().min(1)..].split([',', ']', '}', '#']).next().unwrap_or_default().trim();
    let of_figure = |c: char| c.is_ascii_digit() || matches!(c, '*' | '%' | '.' | '/' | '£' | '-');
    let hint = match (sign, value) {
        ('*', "" | "*") => "write `c` where the figure is withheld by its source, `x` where there is none".to_owned(),
        ('*', value) if value.starts_with(of_figure) => {
            "write the figure without the star, and where that says something a blank and a letter behind it: `p` provisional, `r` revised, `e` estimated".to_owned()
        }
        _ => format!("put quotes around a text that starts with `{sign}`"),
    };
    let message = format!("a value that starts with `{sign}` is {name} to YAML, and none is read");
    Diagnostic::new(Code::YamlAlias, message).at(Span::new(span.file(), start, start + 1)).hint(hint)
}

/// Where the scanner stopped.
struct Place<'a> {
    text: &'a str,
    at: usize,
    file: FileIndex,
}

/// A line with where it begins; `text` is without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn is_blank(&self) -> bool {
        let text = self.text.trim_start();
        text.is_empty() || text.starts_with('#')
    }
}

impl<'a> Place<'a> {
    fn lines(&self) -> impl DoubleEndedIterator<Item = Line<'a>> {
        let lines: Vec<Line<'a>> = self
            .text
            .split_inclusive('\n')
            .scan(0, |start, text| {
                let line = Line { start: *start, text: text.trim_end_matches(['\n', '\r']) };
                *start += text.len();
                Some(line)
            })
            .collect();
        lines.into_iter()
    }

    /// The line of the place, and the one before it that says something.
    fn here(&self) -> Line<'a> {
        let last = self.lines().rfind(|line| line.start <= self.at);
        last.unwrap_or(Line { start: 0, text: "" })
    }

    fn above(&self) -> Option<Line<'a>> {
        let here = self.here().start;
        self.lines().rfind(|line| line.start < here && !line.is_blank())
    }

    fn around(&self) -> impl Iterator<Item = Line<'a>> {
        let here = self.here();
        let below = self.lines().find(|line| line.start > here.start);
        [self.above(), Some(here), below].into_iter().flatten()
    }

    fn say(&self, message: &str, start: usize, end: usize, hint: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::YamlSyntax, message).at(Span::new(self.file, start, end)).hint(hint)
    }

    fn percent(&self) -> Option<Diagnostic> {
        let line = self.here();
        let percent = line.start + line.text.find(": %")? + 2;
        let end = self.text[percent..].find([',', '}', '\n']).map_or(self.text.len(), |i| percent + i);
        Some(
            Diagnostic::new(Code::YamlPercent, "a value cannot start with `%`")
                .at(Span::new(self.file, percent, end))
                .hint("write `percent`, or put quotes around the text"),
        )
    }

    /// A no-break space that indents a line or parts a key from its value.
    fn strange_blank(&self) -> Option<Diagnostic> {
        self.around().find_map(|line| {
            let blank = line.text.char_indices().find(|(at, c)| {
                let before = line.text[..*at].trim_end_matches(|c: char| c == ' ' || NO_SPACES.contains(&c));
                NO_SPACES.contains(c) && (before.is_empty() || before.ends_with([':', '-', ',', '{', '[']))
            });
            blank.map(|(at, c)| {
                let start = line.start + at;
                self.say(
                    "a no-break space stands here where a space belongs",
                    start,
                    start + c.len_utf8(),
                    "delete it and type a space",
                )
            })
        })
    }

    fn tab(&self) -> Option<Diagnostic> {
        self.around().find_map(|line| {
            let indent = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
            let tab = line.text[..indent].find('\t');
            let after_colon = || line.text.find(":\t").map(|at| at + 1);
            let (message, hint, at) = match tab {
                Some(at) => ("a tab indents this line", "indent with spaces: a tab is not allowed in YAML", at),
                None => ("a tab follows the colon", "put a space in its place", after_colon()?),
            };
            Some(self.say(message, line.start + at, line.start + at + 1, hint))
        })
    }

    /// A brace or bracket that is still open where a line begins no further in than its own.
    fn not_closed(&self) -> Option<Diagnostic> {
        let open = self.open();
        let (first, _) = *open.first()?;
        let own = self.lines().rfind(|line| line.start <= first)?;
        let here = self.here();
        let is_end = self.text[self.at..].trim().is_empty();
        let is_below = here.start != own.start && here.indent() <= own.indent();
        if !is_end && !is_below {
            return None;
        }
        let signs: String = open.iter().rev().map(|(_, sign)| if *sign == '{' { '}' } else { ']' }).collect();
        let sign = open[0].1;
        let message = format!("a `{sign}` is opened here and never closed");
        Some(self.say(&message, first, first + 1, format!("put `{signs}` behind what belongs in it")))
    }

    /// The braces and brackets that are open at the place.
    fn open(&self) -> Vec<(usize, char)> {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut quote: Option<char> = None;
        let mut before = '\n';
        let mut chars = self.text[..self.at].char_indices();
        while let Some((at, c)) = chars.next() {
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '#') if self.text[..at].ends_with([' ', '\n']) || at == 0 => {
                    let rest = chars.by_ref().find(|(_, c)| *c == '\n');
                    before = rest.map_or(before, |(_, c)| c);
                    continue;
                }
                (None, '"' | '\'') if is_start(before) => quote = Some(c),
                (None, '{' | '[') if is_start(before) => open.push((at, c)),
                (None, '}' | ']') => drop(open.pop()),
                (None, _) => {}
            }
            if c != ' ' {
                before = c;
            }
        }
        open
    }

    fn quote(&self, info: &str) -> Option<Diagnostic> {
        if !info.contains("quoted scalar") {
            return None;
        }
        let end = self.text[self.at..].chars().next().map_or(self.at, |c| self.at + c.len_utf8());
        let quote = self.text[..end].rfind(['"', '\'']);
        let line = self.lines().rfind(|line| quote.is_some_and(|at| line.start <= at))?;
        let start = line.text.find(['"', '\'']).map_or(quote?, |at| line.start + at);
        Some(self.say("a quote is opened here and not closed in its line", start, start + 1, "close it, or delete it"))
    }

    /// A line that is neither `key: value` nor part of a list.
    fn no_colon(&self, info: &str) -> Option<Diagnostic> {
        if !info.contains("simple key") && !info.contains("mapping values") {
            return None;
        }
        let is_key = |text: &str| text.contains(": ") || text.trim_end().ends_with(':');
        let line = [self.above(), Some(self.here())].into_iter().flatten().find(|line| {
            let text = line.text.trim();
            !is_key(text) && !text.is_empty() && !text.starts_with(['-', '#', '{', '['])
        })?;
        let start = line.start + line.indent();
        let tight = line.text.find(':').filter(|at| line.text[..*at].trim().chars().all(is_of_key));
        match tight {
            Some(colon) => {
                let at = line.start + colon;
                Some(self.say("a space is missing after this colon", at, at + 1, "put a space after it"))
            }
            None if info.contains("simple key") => Some(self.say(
                "this line has no `: `",
                start,
                (line.start + line.text.trim_end().len()).max(start),
                "write the key, a colon, a space, the value",
            )),
            None => None,
        }
    }

    fn indentation(&self, info: &str) -> Option<Diagnostic> {
        let (here, above) = (self.here(), self.above()?);
        let start = here.start + here.indent();
        let end = (start + 1).min(self.text.len());
        let has_value = !above.text.trim_end().ends_with(':');
        if info.contains("mapping values") && here.indent() > above.indent() && has_value {
            let hint = format!("begin it as far in as the line above: {}", spaces(above.indent()));
            return Some(self.say(
                "this line begins further in than the one above, which has its value",
                start,
                end,
                hint,
            ));
        }
        if !info.contains("expected key") && !info.contains("expected '-' indicator") {
            return None;
        }
        let levels = |line: &Line<'_>| line.start < here.start && !line.is_blank();
        let mut known: Vec<usize> = self.lines().filter(levels).map(|line| line.indent()).collect();
        known.sort_unstable();
        known.dedup();
        let less = known.iter().rfind(|level| **level < here.indent()).copied();
        let more = known.iter().find(|level| **level > here.indent()).copied();
        let hint = match (less, more) {
            (Some(less), Some(more)) => {
                format!("begin it as far in as the lines that it belongs with: {} or {}", less, spaces(more))
            }
            (Some(only), None) | (None, Some(only)) => {
                format!("begin it as far in as the lines that it belongs with: {}", spaces(only))
            }
            (None, None) => return None,
        };
        (!known.contains(&here.indent()))
            .then(|| self.say("no line above begins as far in as this one", start, end, hint))
    }

    fn other(&self, info: &str) -> Diagnostic {
        let end = self.text[self.at..].chars().next().map_or(self.at, |c| self.at + c.len_utf8());
        let line = self.here().text;
        let (message, hint) = if info.contains("unexpected character") || info.contains("cannot start any token") {
            ("a value cannot start with this sign", "put quotes around the text")
        } else if info.contains("plain scalar cannot start with '-'") {
            (
                "a dash alone is no value",
                "write `z` for not applicable or `x` for not available, or put quotes around it",
            )
        } else if info.contains("mapping values") || line.matches(": ").count() > 1 {
            ("a second `: ` stands in this text", "put quotes around a text that holds `: `")
        } else {
            (info, "look at this line and the one above: indentation, quotes, brackets, a space after each colon")
        };
        self.say(message, self.at, end, hint)
    }
}

/// Whether a quote, brace or bracket after a sign opens something, and is not a letter of a text.
fn is_start(before: char) -> bool {
    matches!(before, '\n' | ':' | ',' | '{' | '[' | '-')
}

fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

fn spaces(number: usize) -> String {
    match number {
        0 => "at the start of its line".to_owned(),
        1 => "1 space".to_owned(),
        number => format!("{number} spaces"),
    }
}
