//! Commentary as people paste it from Word, as the Markdown that says the same: bullets and sub-bullets, tabs, tables, the line above a
//! signature.
//!
//! Lines stay lines, so that places keep their numbers. What is Markdown already is left as it is, but for a dash under a bullet of Word, which is an item
//! below it. Word copies every bullet to the start of its line: there the sign alone tells the levels, and one that has stood before leads back to its own.

/// Bullets of Word's first level: they are below another only where they are indented.
const BULLETS: [char; 4] = ['\u{f0b7}', '•', '·', '●'];

/// Bullets of further levels.
const SUB_BULLETS: [char; 6] = ['▪', '◦', '‣', '○', '■', '\u{f0a7}'];

/// Letters and dashes that are bullets where a blank follows and nothing else can be meant.
const DOUBTFUL: [char; 3] = ['o', '–', '—'];

/// Characters that stand for a bullet of a symbol font, where a tab follows.
const SYMBOLS: [char; 3] = ['§', 'Ø', 'ü'];

/// Levels that are told apart; a page has room for fewer.
const MOST_LEVELS: usize = 12;

/// How far a text must be indented to be code in Markdown.
const CODE: usize = 4;

/// The text as Markdown.
pub fn as_markdown(text: &str) -> String {
    let mut reader =
        Reader { out: String::with_capacity(text.len()), levels: Vec::new(), before: Before::Blank, fence: None };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        let rows = reader.rows(&lines[at..]);
        if rows > 0 {
            reader.table(&lines[at..at + rows], lines.get(at + rows).copied().unwrap_or_default());
            at += rows;
            continue;
        }
        let (content, end) = parted(lines[at]);
        reader.line(content);
        reader.out.push_str(end);
        at += 1;
    }
    reader.out
}

/// A line and what ends it.
fn parted(line: &str) -> (&str, &str) {
    line.split_at(line.trim_end_matches(['\n', '\r']).len())
}

/// What stands in the line above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or a heading.
    Blank,
    Text,
    /// Text that ends as a sentence does, or a part of one.
    Sentence,
    /// Text that leads on to a list.
    Colon,
}

/// A level of the list that is open.
struct Level {
    sign: char,
    /// Whether the sign is one of Word's.
    is_words: bool,
    /// Where the sign stands in the text as it was pasted.
    indent: usize,
    /// Where what follows the sign stands in the Markdown.
    content: usize,
}

/// A line that starts an item.
struct Item<'l> {
    sign: char,
    is_words: bool,
    /// As it stands in Markdown, with the blank behind it.
    marker: String,
    text: &'l str,
}

struct Reader {
    out: String,
    levels: Vec<Level>,
    before: Before,
    /// The sign that ends the code which is open; code is refused where it is read.
    fence: Option<char>,
}

impl Reader {
    /// How many lines from here on are rows of a table as Word pastes it: two or more, with tabs between their cells. The first cell of the first may be empty.
    fn rows(&self, lines: &[&str]) -> usize {
        let is_row = |line: &str| {
            let text = parted(line).0.trim_start();
            let first = text.split('\t').next().unwrap_or_default().trim_end();
            text.contains('\t') && !first.ends_with(':') && !text.starts_with('#') && self.item(text).is_none()
        };
        let cells = |line: &str| parted(line).0.matches('\t').count();
        let is_head = |line: &str, next: &str| {
            is_row(line) || (line.starts_with('\t') && !line.trim().is_empty() && cells(line) == cells(next))
        };
        match lines {
            [head, next, more @ ..] if self.fence.is_none() && is_row(next) && is_head(head, next) => {
                2 + more.iter().take_while(|line| is_row(line)).count()
            }
            _ => 0,
        }
    }

    /// A table as Markdown has it. The line below its header is parted by a carriage return: that ends a line of Markdown, and nobody counts it as one.
    fn table(&mut self, rows: &[&str], next: &str) {
        self.levels.clear();
        if self.before != Before::Blank {
            self.out.push('\r');
        }
        for (place, row) in rows.iter().enumerate() {
            let (row, end) = parted(row);
            let cells: Vec<String> = row.split('\t').map(|cell| cell.trim().replace('|', "\\|")).collect();
            self.out.push_str(&format!("| {} |", cells.join(" | ")));
            if place == 0 {
                self.out.push_str(&format!("\r|{}", "---|".repeat(cells.len())));
            }
            self.out.push_str(end);
        }
        if !next.trim().is_empty() {
            self.out.push('\r');
        }
        self.before = Before::Blank;
    }

    fn line(&mut self, line: &str) {
        let rest = line.trim_start_matches([' ', '\t', '\u{a0}']);
        let fence = ['`', '~'].into_iter().find(|sign| rest.starts_with(&sign.to_string().repeat(3)));
        if self.fence.is_some() || fence.is_some() {
            self.fence = match self.fence {
                Some(open) if fence == Some(open) => None,
                None => fence,
                open => open,
            };
            return self.out.push_str(line);
        }
        if rest.trim_end().is_empty() {
            self.before = Before::Blank;
            return self.out.push_str(line);
        }
        let indent = columns(&line[..line.len() - rest.len()]);
        if rest.starts_with('#') {
            self.levels.clear();
            self.before = Before::Blank;
            return self.out.push_str(line);
        }
        if self.is_end(rest.trim_end()) {
            self.levels.clear();
            self.before = Before::Blank;
            return;
        }
        match self.item(rest) {
            Some(item) => self.put_item(line, indent, &item),
            None => self.put_text(line, rest, indent),
        }
        self.before = match rest.trim_end().chars().next_back() {
            Some(':') => Before::Colon,
            Some('.' | ',' | ';' | '!' | '?' | ')') => Before::Sentence,
            _ => Before::Text,
        };
    }

    /// Whether a line of dashes ends a text: what stands above it would be a heading to Markdown. Lines of other signs are read as lines.
    fn is_end(&self, line: &str) -> bool {
        let of = |sign: char| line.len() > 1 && line.chars().all(|c| c == sign);
        line == "--" || (self.before == Before::Sentence && (of('-') || of('=')))
    }

    fn item<'l>(&self, rest: &'l str) -> Option<Item<'l>> {
        let sign = rest.chars().next()?;
        let after = &rest[sign.len_utf8()..];
        let text = after.trim_start_matches([' ', '\t', '\u{a0}']);
        let (has_blank, has_tab) = (text.len() < after.len(), after.starts_with('\t'));
        let may_start = !self.levels.is_empty() || matches!(self.before, Before::Blank | Before::Colon);
        // Two dashes in a line hold what they enclose.
        let encloses = sign != 'o' && text.contains(sign);
        let is_words = BULLETS.contains(&sign)
            || (SUB_BULLETS.contains(&sign) && has_blank)
            || (DOUBTFUL.contains(&sign) && has_blank && (has_tab || (may_start && !encloses)))
            || (SYMBOLS.contains(&sign) && has_tab);
        if is_words {
            return Some(Item { sign, is_words, marker: "- ".to_owned(), text });
        }
        if matches!(sign, '-' | '*' | '+') && has_blank && !text.is_empty() {
            return Some(Item { sign, is_words, marker: format!("{sign} "), text });
        }
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = &rest[..rest.len() - digits.len()];
        let text = digits.strip_prefix(['.', ')']).filter(|text| text.starts_with([' ', '\t']))?;
        let marker = format!("{number}{} ", &digits[..1]);
        (1..10).contains(&number.len()).then(|| Item { sign: '1', is_words, marker, text: text.trim_start() })
    }

    /// An item below, beside or above the one before.
    fn put_item(&mut self, line: &str, indent: usize, item: &Item<'_>) {
        let Item { sign, is_words, marker, text } = item;
        let (sign, is_words) = (*sign, *is_words);
        while self.levels.last().is_some_and(|last| indent + 1 < last.indent) {
            self.levels.pop();
        }
        let is_deeper = self.levels.last().is_some_and(|last| {
            if is_words || last.is_words { indent > last.indent + 1 } else { indent >= last.content }
        });
        if !is_deeper {
            let same = self.levels.iter().rposition(|level| level.sign == sign && level.indent.abs_diff(indent) < 2);
            let by_sign = |last: &Level| (is_words || last.is_words) && !BULLETS.contains(&sign);
            match same {
                Some(level) => self.levels.truncate(level),
                None if self.levels.last().is_some_and(by_sign) => {}
                None => drop(self.levels.pop()),
            }
        }
        self.levels.truncate(MOST_LEVELS);
        let parent = self.levels.last();
        let is_under_words = self.levels.iter().any(|level| level.is_words);
        let is_markdown = !is_words && !is_under_words && (parent.is_some() || indent < CODE);
        let at = match parent {
            _ if is_markdown => indent,
            Some(parent) => parent.content,
            None if indent < CODE => indent,
            None => 0,
        };
        self.levels.push(Level { sign, is_words, indent, content: at + marker.len() });
        if is_markdown {
            let start = line.len() - text.len();
            self.out.push_str(&line[..start]);
        } else {
            self.out.push_str(&" ".repeat(at));
            self.out.push_str(marker);
        }
        self.push_text(text);
    }

    /// A paragraph, or a further line of one.
    fn put_text(&mut self, line: &str, rest: &str, indent: usize) {
        if self.before == Before::Blank {
            while self.levels.last().is_some_and(|last| indent < last.content) {
                self.levels.pop();
            }
            let base = self.levels.last().map_or(0, |last| last.content);
            if indent >= base + CODE {
                self.out.push_str(&" ".repeat(base));
                return self.push_text(rest);
            }
        }
        self.out.push_str(&line[..line.len() - rest.len()]);
        self.push_text(rest);
    }

    /// A tab parts words as a blank does. Bullets of symbol fonts within a line are bullets.
    fn push_text(&mut self, text: &str) {
        self.out.extend(text.chars().map(|c| match c {
            '\t' => ' ',
            '\u{f0b7}' => '•',
            c => c,
        }));
    }
}

/// How wide blanks are; a tab goes to the next of every fourth column.
fn columns(blanks: &str) -> usize {
    blanks.chars().fold(0, |at, c| if c == '\t' { at / 4 * 4 + 4 } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_from_word_become_list_items() {
        for (pasted, markdown) in [
            ("Two:\n\u{f0b7}\tone\n • two · half\n", "Two:\n- one\n - two · half\n"),
            ("•\tone\no\tsub\no\tsub\n•\ttwo\n", "- one\n  - sub\n  - sub\n- two\n"),
            ("• one\n- sub\n– deep\n- sub\n• two", "- one\n  - sub\n    - deep\n  - sub\n- two"),
            ("- one\no sub\n▪ deep\n- two\n", "- one\n  - sub\n    - deep\n- two\n"),
            ("1.\tone\n\to\tsub\n2.\ttwo", "1.\tone\n   - sub\n2.\ttwo"),
            ("Two:\n– one\n– two\n", "Two:\n- one\n- two\n"),
            ("Two:\r\n\r\n\t•\tone\r\n\t\to\tsub\r\n", "Two:\r\n\r\n- one\r\n  - sub\r\n"),
            ("§\tone\n\n§\ttwo", "- one\n\n- two"),
        ] {
            assert_eq!(as_markdown(pasted), markdown, "{pasted:?}");
        }
    }

    #[test]
    fn what_is_no_bullet_stays_a_word() {
        for text in [
            "The rate fell\n– as was expected – in March.\n",
            "It fell\n– in March.\n",
            "one or\no two\n",
            "O one\n",
            "- one\n  - sub\n\n  more\n* other\n\n1. a\n   - b\n",
            "Some -- and more --- of it\n",
            "CLA18\n-----\n",
        ] {
            assert_eq!(as_markdown(text), text);
        }
    }

    #[test]
    fn lines_with_tabs_between_their_words_are_a_table() {
        for (pasted, markdown) in [
            ("Team\tIn time\nNorth\t12\n", "| Team | In time |\r|---|---|\n| North | 12 |\n"),
            ("By team:\n\tDue\nNorth\t12\nMore.", "By team:\n\r|  | Due |\r|---|---|\n| North | 12 |\n\rMore."),
            ("a|b\tc\r\n1\t\r\n\r\nd\te", "| a\\|b | c |\r|---|---|\r\n| 1 |  |\r\n\r\nd e"),
        ] {
            assert_eq!(as_markdown(pasted), markdown, "{pasted:?}");
        }
        let keys = "Author:\tHead of Service\nCleared:\t2021-01-05\n";
        assert_eq!(as_markdown(keys), keys.replace('\t', " "));
    }

    #[test]
    fn tabs_are_blanks_and_lines_above_signatures_are_ends() {
        for (pasted, markdown) in [
            ("\tIndented.\n", "Indented.\n"),
            ("- one\n\n\t\t\tmore\n", "- one\n\n  more\n"),
            ("84%\tof\tchecks\n", "84% of checks\n"),
            ("Yours,\n-- \nJo Field\n", "Yours,\n\nJo Field\n"),
            ("It fell.\n---\nJo Field\n", "It fell.\n\nJo Field\n"),
        ] {
            assert_eq!(as_markdown(pasted), markdown, "{pasted:?}");
        }
        let code = "```\n\tcode\n• one\n```\n";
        assert_eq!(as_markdown(code), code);
    }
}
