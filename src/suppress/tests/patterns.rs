//! Patterns of tau-Argus, audited by ours and held against ours (`tests/fixtures/patterns`).

use super::*;

const PATTERNS: &str = include_str!("../../../tests/fixtures/patterns/patterns.txt");

/// A table, and what tau-Argus suppresses of it, small cells included.
fn patterns() -> Vec<(Table, Hidden)> {
    let of = |line: &str| {
        let [sides, counts, letters] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let sides: Vec<usize> = sides.split('x').map(|side| side.parse().expect("a side")).collect();
        let counts: Vec<i64> = counts.split(',').map(|count| count.parse().expect("a count")).collect();
        let table = Table::new(&sides, &counts);
        assert_eq!(table.universe.ids().count(), letters.len(), "{line}");
        let mut hidden = Hidden::nothing(&table.universe);
        for (id, letter) in table.universe.ids().zip(letters.chars()) {
            let truth = table.universe.unknown(id).truth;
            assert_eq!(letter == 'U', SMALL.holds(truth), "the same cells are small: {line}");
            assert_eq!(letter == 'E', truth == 0, "the same cells are nought: {line}");
            if matches!(letter, 'U' | 'M') {
                hidden.hide(id);
            }
        }
        (table, hidden)
    };
    PATTERNS.lines().map(of).collect()
}

fn all(table: &Table, hidden: &Hidden) -> usize {
    table.universe.ids().filter(|id| hidden.has(*id)).count()
}

/// What our search hides of a table, where totals cost more.
fn ours(table: &Table) -> Option<Hidden> {
    let actions = table.actions();
    let mut hidden = table.primary.clone();
    let chosen = pattern(&table.universe, &mut Attack::default(), &mut hidden, &actions, &table.protected()).ok()?;
    Some(table.with(&actions, &chosen))
}

/// Its rule asks for another protection than ours, so its patterns are audited and not taken for right.
#[test]
#[expect(clippy::print_stderr, reason = "the counts are what it is for")]
fn no_more_is_hidden_than_tau_argus_hides() {
    let patterns = patterns();
    let (mut safe, mut cells) = (0, [0; 2]);
    for (table, theirs) in &patterns {
        let is_safe = table.is_safe(theirs);
        let Some(ours) = ours(table) else {
            assert!(!is_safe, "its pattern protects where ours finds none");
            continue;
        };
        assert!(table.is_safe(&ours));
        if is_safe {
            safe += 1;
            cells = [cells[0] + all(table, theirs), cells[1] + all(table, &ours)];
        }
    }
    let [theirs, ours] = cells;
    eprintln!(
        "{safe} of {} patterns of tau-Argus pass the audit; in those it suppresses {theirs} cells, ours {ours}",
        patterns.len()
    );
    assert!(safe >= 10, "{safe}");
    assert!(ours <= theirs, "{ours} against {theirs}");
}
