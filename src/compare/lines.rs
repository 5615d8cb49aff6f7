//! Which lines of a file differ, as `diff --unified` prints them.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

/// Lines that stand around a difference.
const AROUND: usize = 3;

/// The lines that differ, with three around them: each begins with ` `, `-` or `+`, and each group with where it stands in both files. Empty where the texts are the same.
pub fn unified(was: &str, now: &str) -> Vec<String> {
    let [before, after] = [was, now].map(|text| text.lines().collect::<Vec<&str>>());
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &before, &after), AROUND);
    let mut told = Vec::new();
    for group in groups {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old = first.old_range().start..last.old_range().end;
        let new = first.new_range().start..last.new_range().end;
        told.push(format!("@@ -{} +{} @@", place(&old), place(&new)));
        for op in &group {
            let lines =
                |sign: char, lines: &[&str]| lines.iter().map(|line| format!("{sign}{line}")).collect::<Vec<_>>();
            if matches!(op, DiffOp::Equal { .. }) {
                told.extend(lines(' ', &before[op.old_range()]));
            } else {
                told.extend(lines('-', &before[op.old_range()]));
                told.extend(lines('+', &after[op.new_range()]));
            }
        }
    }
    told
}

/// First line and number of lines.
fn place(range: &Range<usize>) -> String {
    format!("{},{}", range.start + 1, range.len())
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn a_changed_line_stands_between_its_neighbours() {
        let was = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let told = unified(was, &was.replace("e\n", "E\n"));
        assert_eq!(told, ["@@ -2,7 +2,7 @@", " b", " c", " d", "-e", "+E", " f", " g", " h"]);
    }

    #[test]
    fn equal_texts_say_nothing() {
        assert!(unified("a\nb", "a\nb\n").is_empty());
    }
}
