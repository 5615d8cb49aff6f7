use proptest::prelude::*;

use crate::diag::{Found, SourceMap};
use crate::load::definitions;
use crate::load::raw::{RawDated, RawGoal, RawIndicator};

use super::super::yaml::parse;
use super::*;

fn wanted(code: &str, keys: &'static [&'static str]) -> Wanted {
    Wanted { code: code.to_owned(), keys, first: "2019-04".to_owned(), from: "2021-04".to_owned() }
}

/// What becomes of a value under `target:` or another key of an indicator in lines, and the new entry's value.
fn carried(keys: &'static [&'static str], lines: &str) -> (String, String) {
    let text = format!("# top\nTheme:\n  A1:\n    name: Plans\n{lines}    better: higher   # so\n");
    let edited = carry_on(&text, &[wanted("A1", keys)]).expect("the value is there");
    let NewEntry { value, line } = &edited.entries[0];
    assert!(edited.text.lines().nth(line - 1).is_some_and(|line| line.contains("from 2021-04:")), "{}", edited.text);
    let new = edited.text.strip_prefix("# top\nTheme:\n  A1:\n    name: Plans\n");
    let new = new.and_then(|text| text.strip_suffix("    better: higher   # so\n"));
    (new.expect("what stands around it stays").to_owned(), value.clone())
}

#[track_caller]
fn check(lines: &str, value: &str, new: &str) {
    assert_eq!(carried(&["target"], lines), (new.to_owned(), value.to_owned()));
}

#[test]
fn a_value_without_a_date_holds_from_the_first_on() {
    check("    target: 90\n", "90", "    target: {from 2019-04: 90, from 2021-04: 90}\n");
    check("    target: 90   # agreed\n", "90", "    target: {from 2019-04: 90, from 2021-04: 90}   # agreed\n");
    check("    target:\n      '90'\n", "'90'", "    target:\n      {from 2019-04: '90', from 2021-04: '90'}\n");
    check(
        "    target: {green: 95, amber: 85} # both\n",
        "{green: 95, amber: 85}",
        "    target: {from 2019-04: {green: 95, amber: 85}, from 2021-04: {green: 95, amber: 85}} # both\n",
    );
    check(
        "    target: { to_be_set: \"by é, the Board\" }\n",
        "{ to_be_set: \"by é, the Board\" }",
        "    target: {from 2019-04: { to_be_set: \"by é, the Board\" }, from 2021-04: { to_be_set: \"by é, the Board\" }}\n",
    );
}

/// A comma or a bracket would end the text within braces.
#[test]
fn a_text_that_braces_would_split_is_dated_in_lines() {
    check(
        "    target: 1,200   # agreed\n",
        "\"1,200\"",
        "    target:\n      from 2019-04: 1,200   # agreed\n      from 2021-04: 1,200\n",
    );
    check(
        "    target:\n      1,200\n",
        "\"1,200\"",
        "    target:\n      from 2019-04:\n        1,200\n      from 2021-04: 1,200\n",
    );
    check(
        "    target: >\n      90\n\n",
        "\"90\"",
        "    target:\n      from 2019-04: >\n        90\n      from 2021-04: \"90\"\n\n",
    );
}

#[test]
fn lines_without_a_date_move_under_the_first() {
    check(
        "    target:   # cut-offs\n      # of 2018\n      green: 95   # high\n\n      # and\n      amber: 85   # low\n    # next\n",
        "{green: 95, amber: 85}",
        "    target:   # cut-offs\n      # of 2018\n      from 2019-04:\n        green: 95   # high\n\n        # and\n        amber: 85   # low\n      \
         from 2021-04:\n        green: 95\n        amber: 85\n    # next\n",
    );
    check(
        "    target:\n        to_be_set: by the\n          Board\n",
        "{to_be_set: \"by the Board\"}",
        "    target:\n        from 2019-04:\n            to_be_set: by the\n              Board\n        from 2021-04:\n            to_be_set: \"by the Board\"\n",
    );
}

#[test]
fn a_dated_map_in_braces_grows_in_its_own_style() {
    check(
        "    target: {from 2018-04: 85, from 2020-04: 90} # raised\n",
        "90",
        "    target: {from 2018-04: 85, from 2020-04: 90, from 2021-04: 90} # raised\n",
    );
    check(
        "    target: { \"from 2018-04\": {green: 95, amber: 85 }, }\n",
        "{green: 95, amber: 85 }",
        "    target: { \"from 2018-04\": {green: 95, amber: 85 }, from 2021-04: {green: 95, amber: 85 }, }\n",
    );
    check(
        "    target: {\n      from 2018-04: 85,   # old\n      from 2020-04: 90   # raised\n    }\n",
        "90",
        "    target: {\n      from 2018-04: 85,   # old\n      from 2020-04: 90,   # raised\n      from 2021-04: 90\n    }\n",
    );
    check(
        "    target: {\n      from 2018-04: 85,   # old\n    }\n",
        "85",
        "    target: {\n      from 2018-04: 85,   # old\n      from 2021-04: 85,\n    }\n",
    );
    check(
        "    target: {from 2018-04: 85,\n             from 2020-04: 90}   # raised\n",
        "90",
        "    target: {from 2018-04: 85,\n             from 2020-04: 90,\n             from 2021-04: 90}   # raised\n",
    );
    check(
        "    target: {from 2018-04: {green: 95, # high\n      amber: 85}}\n",
        "{green: 95, amber: 85}",
        "    target: {from 2018-04: {green: 95, # high\n      amber: 85}, from 2021-04: {green: 95, amber: 85}}\n",
    );
}

#[test]
fn a_dated_map_in_lines_gets_a_line_after_the_comment_beside_the_last() {
    check(
        "    target:\n      from 2018-04: 85\n      from 2020-04: 90   # raised\n      # see minutes\n\n",
        "90",
        "    target:\n      from 2018-04: 85\n      from 2020-04: 90   # raised\n      from 2021-04: 90\n      # see minutes\n\n",
    );
    check(
        "    target:\n     from 2018-04: none\n     from 2020-04:\n        to_be_set: by the Board   # minutes\n        reason: \"x, y\"\n",
        "{to_be_set: by the Board, reason: \"x, y\"}",
        "    target:\n     from 2018-04: none\n     from 2020-04:\n        to_be_set: by the Board   # minutes\n        reason: \"x, y\"\n     \
         from 2021-04:\n        to_be_set: by the Board\n        reason: \"x, y\"\n",
    );
    check(
        "    target:\n      from 2018-04: {band: 15 to 20} # usual\n",
        "{band: 15 to 20}",
        "    target:\n      from 2018-04: {band: 15 to 20} # usual\n      from 2021-04: {band: 15 to 20}\n",
    );
}

#[test]
fn the_second_standard_is_a_value_or_a_map_with_a_name() {
    let minimum: &[&str] = &["minimum", "target"];
    assert_eq!(carried(minimum, "    minimum: 75\n").0, "    minimum: {from 2019-04: 75, from 2021-04: 75}\n");
    assert_eq!(
        carried(minimum, "    minimum: {from 2018-04: 75}\n").0,
        "    minimum: {from 2018-04: 75, from 2021-04: 75}\n"
    );
    assert_eq!(
        carried(minimum, "    minimum: {name: Floor, target: 75}\n").0,
        "    minimum: {name: Floor, target: {from 2019-04: 75, from 2021-04: 75}}\n"
    );
    assert_eq!(
        carried(&["minimum", "amber_within"], "    minimum:\n      target: 75\n      amber_within: -2/+1 points\n").0,
        "    minimum:\n      target: 75\n      amber_within: {from 2019-04: -2/+1 points, from 2021-04: -2/+1 points}\n"
    );
}

#[test]
fn an_indicator_within_braces_and_line_ends_of_windows_stay_as_they_are() {
    let text = "Theme:\r\n  \"A1\": {name: Plans, \"target\":90, amber_within: 5%}\r\n  A2:\r\n    target:\r\n      from 2018-04: 3\r\n    floor:\r\n      \
                green: 1\r\n      amber: 2";
    let all = [
        wanted("A2", &["target"]),
        wanted("A1", &["target"]),
        wanted("A1", &["amber_within"]),
        wanted("A2", &["floor"]),
    ];
    let edited = carry_on(text, &all).unwrap();
    assert_eq!(
        edited.text,
        "Theme:\r\n  \"A1\": {name: Plans, \"target\":{from 2019-04: 90, from 2021-04: 90}, amber_within: {from 2019-04: 5%, from 2021-04: 5%}}\r\n  \
         A2:\r\n    target:\r\n      from 2018-04: 3\r\n      from 2021-04: 3\r\n    floor:\r\n      from 2019-04:\r\n        green: 1\r\n        \
         amber: 2\r\n      from 2021-04:\r\n        green: 1\r\n        amber: 2"
    );
    assert_eq!(edited.entries.iter().map(|entry| entry.line).collect::<Vec<_>>(), [6, 2, 2, 11]);
}

#[test]
fn what_is_not_there_is_not_carried() {
    let text = "Theme:\n  A1: {target: 90}\n";
    assert_eq!(carry_on(text, &[wanted("A2", &["target"])]), None);
    assert_eq!(carry_on(text, &[wanted("A1", &["floor"])]), None);
    assert_eq!(carry_on("", &[wanted("A1", &["target"])]), None);
}

fn read(text: &str) -> RawIndicator {
    let mut diagnostics = Found::default();
    let node = parse(text, SourceMap::default().add("", ""), &mut diagnostics);
    let node = node.unwrap_or_else(|| panic!("{diagnostics:?}\n{text}"));
    let mut themes = definitions::read(node, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}\n{text}");
    themes.remove(0).indicators.remove(0)
}

/// The values of a target with their dates, without places; `always` for one without a date.
fn values(target: &RawDated<RawGoal>) -> Vec<(String, Vec<String>)> {
    let words = |goal: &RawGoal| {
        let texts = match goal {
            RawGoal::Word(text) | RawGoal::Activity(text) => vec![text],
            RawGoal::CutOffs { target, green, amber } => target.iter().chain([green, amber]).collect(),
            RawGoal::ToBeSet { by, reason, .. } => [by].into_iter().chain(reason).collect(),
        };
        texts.into_iter().map(|text| text.value.trim_end().to_owned()).collect()
    };
    match target {
        RawDated::Always(goal) => vec![("always".to_owned(), words(goal))],
        RawDated::From(entries) => entries.iter().map(|(from, goal)| (from.value.clone(), words(goal))).collect(),
    }
}

/// A target's value, on the line of its key or on lines of its own at a column, and whether it is on lines.
fn any_value() -> impl Strategy<Value = (String, bool)> {
    let word = prop_oneof![
        "[0-9]{1,3}",
        Just("none".to_owned()),
        Just("1,200".to_owned()),
        Just("'90'".to_owned()),
        Just("\"9\\x30 \\\"so\\\"\"".to_owned()),
        Just("'it''s # 90'''".to_owned()),
    ];
    prop_oneof![
        word.prop_map(|word| (word, false)),
        Just(("{green: 95, amber: 85}".to_owned(), false)),
        Just(("{ green: 95 , # high\n@amber: 85 }".to_owned(), false)),
        Just(("{band: 15 to 20}".to_owned(), false)),
        Just(("{to_be_set: \"by us, # or é\"}".to_owned(), false)),
        Just((">-\n@\"by\"\n@us".to_owned(), false)),
        Just(("green: 95 # é\n@amber: 85".to_owned(), true)),
        Just(("to_be_set: by us,\n@  and them\n\n@# why\n@reason: >\n@  one\n@  two".to_owned(), true)),
    ]
}

prop_compose! {
    /// A target in any shape under an indicator's key, with comments, at any depth of indentation.
    fn any_target()(
        values in prop::collection::vec(any_value(), 1..4),
        shape in 0..3usize,
        step in 1..5usize,
        comment in any::<bool>(),
        windows in any::<bool>(),
        ends in any::<bool>(),
    ) -> String {
        let fits = |(value, lines): &(String, bool)| !lines && !value.starts_with('>') && value != "1,200";
        let comment = if comment { "   # said, {so}" } else { "" };
        let at = |column: usize, (value, lines): &(String, bool)| {
            let value = value.replace('@', &" ".repeat(column));
            if *lines { format!("\n{}{value}", " ".repeat(column)) } else { format!(" {value}") }
        };
        let key = 2 * step;
        let in_braces = shape == 1 && values.iter().all(fits);
        let target = match shape {
            0 => at(key + step, &values[0]),
            1 if in_braces => {
                let entries: Vec<_> =
                    values.iter().enumerate().map(|(i, (value, _))| format!("from 20{}-04: {value}", 10 + i)).collect();
                format!(" {{{}}}", entries.join(", ").replace('@', &" ".repeat(key + step)))
            }
            _ => values
                .iter()
                .enumerate()
                .map(|(i, value)| format!("\n{}from 20{}-04:{}", " ".repeat(key + step), 10 + i, at(key + 2 * step, value)))
                .collect(),
        };
        let comment = if target.contains('>') { "" } else { comment };
        let (one, two) = (" ".repeat(step), " ".repeat(key));
        // The parser takes no comment after quotes for the end of a file.
        let end = if comment.is_empty() { "" } else { "\n" };
        let last = if ends { format!("\n{two}# end\n{two}better: higher\n") } else { end.to_owned() };
        let text = format!("T:\n{one}A:\n{two}name: N\n{two}target:{target}{comment}{last}");
        if windows { text.replace('\n', "\r\n") } else { text }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Before the new date every value is what it was, at the new date the last; and nothing that stood in the file is gone.
    #[test]
    fn a_new_entry_changes_no_meaning(text in any_target()) {
        let before = values(&read(&text).target.expect("there is a target"));
        let edited = carry_on(&text, &[wanted("A", &["target"])]).expect("the target is found");
        let after = values(&read(&edited.text).target.expect("there is a target"));
        let last = before.last().expect("it has a value").1.clone();
        let mut expected: Vec<_> =
            before.into_iter().map(|(from, value)| (from.replace("always", "2019-04"), value)).collect();
        expected.push(("2021-04".to_owned(), last));
        prop_assert_eq!(&after, &expected, "{}", edited.text);
        let mut rest = edited.text.chars();
        prop_assert!(text.chars().all(|c| rest.any(|new| new == c)), "{}", edited.text);
        // And so a year later.
        let next = Wanted { from: "2022-04".to_owned(), ..wanted("A", &["target"]) };
        let again = carry_on(&edited.text, &[next]).expect("the target is found");
        expected.push(("2022-04".to_owned(), expected[expected.len() - 1].1.clone()));
        prop_assert_eq!(values(&read(&again.text).target.expect("there is a target")), expected, "{}", again.text);
    }
}
