//! Texts brought to a width: tidied, broken into two lines, cut with an ellipsis.

use super::face::{Weight, width};

const ELLIPSIS: &str = "…";

/// A text as one line: white space runs become one space, control characters (which SVG cannot hold) go.
///
/// No-break spaces stay: they say where a line may not end.
pub fn tidy(text: &str) -> String {
    let is_break = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
    let words = text.split(is_break).map(|word| word.replace(char::is_control, ""));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The two lines, as even as can be, into which a tidied text breaks; none where it is a single word.
pub fn even_halves(text: &str, weight: Weight) -> Option<(&str, &str)> {
    let widest = |(first, second): (&str, &str)| width(first, weight).max(width(second, weight));
    breaks(text).min_by(|&a, &b| widest(a).total_cmp(&widest(b)))
}

/// A tidied text broken at spaces into at most so many lines, so that the widest is as narrow as can be.
pub fn narrowest(text: &str, weight: Weight, lines: usize) -> Vec<String> {
    let widest = |lines: &Vec<String>| lines.iter().map(|line| width(line, weight)).fold(0.0, f64::max);
    let broken = breaks(text).filter(|_| lines > 1).map(|(first, rest)| {
        let rest = narrowest(rest, weight, lines - 1);
        [first.to_owned()].into_iter().chain(rest).collect()
    });
    broken.min_by(|a, b| widest(a).total_cmp(&widest(b))).unwrap_or_else(|| vec![text.to_owned()])
}

/// A tidied text in at most so many lines no wider than the limit, as even as can be.
///
/// What does not fit is cut before the last word: a label ends with its figure, and that must be read.
pub fn in_lines(text: &str, weight: Weight, limit: f64, lines: usize) -> Vec<String> {
    let fits = |line: &str| width(line, weight) <= limit;
    let even = narrowest(text, weight, lines);
    if even.iter().all(|line| fits(line)) {
        return even;
    }
    match breaks(text).filter(|(first, _)| lines > 1 && fits(first)).last() {
        Some((first, rest)) => [first.to_owned()].into_iter().chain(in_lines(rest, weight, limit, lines - 1)).collect(),
        None => vec![in_one_line(text, weight, limit)],
    }
}

/// As [`in_lines`], in two.
pub fn in_two_lines(text: &str, weight: Weight, limit: f64) -> Vec<String> {
    in_lines(text, weight, limit, 2)
}

/// Each way to break a text at a space.
fn breaks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices(' ').map(|(space, _)| (&text[..space], &text[space + 1..]))
}

/// A tidied text in one line no wider than the limit; what does not fit is cut before the last word.
pub fn in_one_line(text: &str, weight: Weight, limit: f64) -> String {
    if width(text, weight) <= limit {
        return text.to_owned();
    }
    let last = text.rfind(' ').map_or("", |space| &text[space..]);
    let keeping_last = shortened(text.strip_suffix(last).unwrap_or(text), last, weight, limit);
    keeping_last.or_else(|| shortened(text, "", weight, limit)).unwrap_or_default()
}

/// The most of a text that fits before an ellipsis and an end; none where not one character does.
fn shortened(text: &str, end: &str, weight: Weight, limit: f64) -> Option<String> {
    let cuts = text.char_indices().map(|(index, _)| index).skip(1).collect::<Vec<_>>();
    let with_cut = |&cut: &usize| format!("{}{ELLIPSIS}{end}", text[..cut].trim_end());
    cuts.iter().rev().map(with_cut).find(|candidate| width(candidate, weight) <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_tidied_to_one_line() {
        assert_eq!(tidy("  First\n line\u{0}\t of\u{a0}two "), "First line of\u{a0}two");
    }

    #[test]
    fn two_lines_are_even() {
        assert_eq!(in_two_lines("England 2019/20 90%", Weight::Regular, 80.0), ["England", "2019/20 90%"]);
    }

    #[test]
    fn a_text_is_as_narrow_as_its_lines_let_it_be() {
        let lines = |count| narrowest("Median of neighbours 80.5%", Weight::Regular, count).join("|");
        assert_eq!(
            [1, 2, 3].map(lines),
            ["Median of neighbours 80.5%", "Median of|neighbours 80.5%", "Median of|neighbours|80.5%"]
        );
    }

    #[test]
    fn a_cut_text_keeps_its_figure() {
        let cut = in_one_line("Northbridge Council and its neighbours 50%", Weight::Bold, 90.0);
        assert!(cut.starts_with("Northbr") && cut.ends_with("… 50%"), "{cut}");
        assert!(width(&cut, Weight::Bold) <= 90.0);
    }

    #[test]
    fn a_single_long_word_is_cut() {
        let cut = in_two_lines(&"x".repeat(60), Weight::Regular, 50.0);
        assert_eq!(cut.len(), 1);
        assert!(cut[0].ends_with("x…") && width(&cut[0], Weight::Regular) <= 50.0, "{cut:?}");
    }
}
