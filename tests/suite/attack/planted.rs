//! Leaks that were put there: the attacker finds each, and cries at none that is not there.

use std::collections::BTreeMap;

use super::attacker::{Attack, Fate};
use super::authorities::Atom;
use super::reader::attached;

/// Facts as an attachment prints them, and what is true of the months they are made of.
struct Table<'a> {
    /// `ADOPT 2020-04 value [c]`.
    printed: &'a [&'a str],
    /// Words, month, number.
    truth: &'a [(&'a str, &'a str, i64)],
}

impl Table<'_> {
    /// What becomes of the secrets whose names end so.
    fn fates(&self, name: &str) -> Vec<Fate> {
        let mut csv = "code,kind,period,value,state\n".to_owned();
        for line in self.printed {
            let [code, period, kind, value] = line.splitn(4, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let (value, state) = if value.starts_with('[') { ("", value) } else { (value, "") };
            csv.push_str(&format!("{code},{},{},{value},{state}\n", kind.replace('_', " "), period.replace('_', " ")));
        }
        let numbers: BTreeMap<(&str, String), i64> =
            self.truth.iter().map(|(series, month, number)| ((*series, (*month).to_owned()), *number)).collect();
        let truth = |atom: &Atom| numbers.get(&(atom.series.as_str(), atom.span.to_string())).copied().unwrap_or(0);
        let attack = Attack::new(&attached(&csv));
        let wrong = attack.wrong(&truth);
        assert!(wrong.is_empty(), "{wrong:?}");
        attack.fates(&truth).into_iter().filter(|found| found.secret.name == name).map(|found| found.fate).collect()
    }
}

const ADOPTED: &str = "Children adopted";

#[test]
fn the_one_hidden_month_of_a_shown_quarter_is_exact() {
    let truth = &[(ADOPTED, "2020-04", 7), (ADOPTED, "2020-05", 3), (ADOPTED, "2020-06", 9)];
    let months = ["ADOPT 2020-04 value 7", "ADOPT 2020-05 value [c]", "ADOPT 2020-06 value 9"];
    let fates = |more: &str| Table { printed: &[&months[..], &[more]].concat(), truth }.fates("ADOPT 2020-05");
    assert_eq!(fates("ADOPT 2020/21_Q1 value 19"), [Fate::Exact]);
    assert_eq!(fates("ADOPT 2020-06 year_to_date 19"), [Fate::Exact]);
    assert_eq!(fates("ADOPT 2020/21_Q1 value [c]"), [Fate::Safe]);
}

#[test]
fn two_hidden_months_protect_one_another_unless_there_is_too_little_of_them() {
    let fates = |may: i64, june: i64| {
        let truth = &[(ADOPTED, "2020-04", 7), (ADOPTED, "2020-05", may), (ADOPTED, "2020-06", june)];
        let quarter = format!("ADOPT 2020/21_Q1 value {}", 7 + may + june);
        let printed = &["ADOPT 2020-04 value 7", "ADOPT 2020-05 value [c]", "ADOPT 2020-06 value [c]", &quarter];
        Table { printed, truth }.fates("ADOPT 2020-05")
    };
    assert_eq!(fates(3, 8), [Fate::Safe]);
    assert_eq!(fates(1, 5), [Fate::Safe]);
    assert_eq!(fates(1, 3), [Fate::Narrowed]);
    assert_eq!(fates(1, 1), [Fate::Exact]);
}

const REVIEWS: &str = "Reviews held";
const ON_TIME: &str = "Reviews held on time";

#[test]
fn a_percentage_tells_a_hidden_numerator_by_its_printed_digits() {
    let truth = &[(REVIEWS, "2020-04", 40), (ON_TIME, "2020-04", 3)];
    let fates = |value: &str, whole: &str| {
        let whole = format!("REVIEWS 2020-04 denominator {whole}");
        Table { printed: &[value, "REVIEWS 2020-04 numerator [c]", &whole], truth }.fates("REVIEWS 2020-04")
    };
    assert_eq!(fates("REVIEWS 2020-04 value 8", "40"), [Fate::Exact]);
    assert_eq!(fates("REVIEWS 2020-04 value [c]", "40"), [Fate::Safe]);
    // 7.5 % with a whole that is not printed: 3 of 40, and 6 of 80 as well, but neither 1 nor 2.
    assert_eq!(fates("REVIEWS 2020-04 value 7.5", "[c]"), [Fate::Narrowed]);
}

#[test]
fn percentages_of_a_year_to_date_tell_a_step() {
    let truth =
        &[(REVIEWS, "2020-04", 100), (ON_TIME, "2020-04", 93), (REVIEWS, "2020-05", 20), (ON_TIME, "2020-05", 18)];
    let printed = &[
        "REVIEWS 2020-04 value 93",
        "REVIEWS 2020-04 numerator 93",
        "REVIEWS 2020-04 denominator 100",
        "REVIEWS 2020-05 value [c]",
        "REVIEWS 2020-05 numerator [c]",
        "REVIEWS 2020-05 denominator 20",
        "REVIEWS 2020-05 year_to_date 93",
    ];
    // 92.5 % of 120 is 111 at least, 93.5 % less than 113: 18 or 19 in May.
    assert_eq!(Table { printed, truth }.fates("REVIEWS 2020-05 complement"), [Fate::Narrowed]);
}

#[test]
fn a_running_total_tells_what_was_added() {
    let words = "Young people who turned 18 in care since April";
    let truth = &[(words, "2020-04", 12), (words, "2020-05", 3), (words, "2020-06", 8)];
    let fates = |may: &str| {
        let may = format!("TURNED 2020-05 value {may}");
        Table { printed: &["TURNED 2020-04 value 12", &may, "TURNED 2020-06 value 23"], truth }
            .fates("TURNED 2020-05 step")
    };
    assert_eq!((fates("15"), fates("[c]")), (vec![Fate::Exact], vec![Fate::Safe]));
}

#[test]
fn what_definitions_say_between_measures_is_used() {
    let missing = "Times a child came back from being missing";
    let truth = &[(missing, "2020-04", 4), ("Return interviews held", "2020-04", 4)];
    let printed = &["MISSING 2020-04 value [c]", "RETURN 2020-04 value 100", "RETURN 2020-04 denominator 4"];
    assert_eq!(Table { printed, truth }.fates("MISSING 2020-04"), [Fate::Exact]);

    let (care, started, ceased) =
        ("Children in care", "Children who started to be looked after", "Children who ceased to be looked after");
    let truth = &[(care, "2020-04", 60), (care, "2020-05", 55), (started, "2020-05", 3), (ceased, "2020-05", 8)];
    let care = ["CLA 2020-04 value 60", "CLA 2020-05 value 55", "STARTS 2020-05 value [c]"];
    let fates = |ceased: &str| Table { printed: &[&care[..], &[ceased]].concat(), truth }.fates("STARTS 2020-05");
    assert_eq!(fates("CEASED 2020-05 value 8"), [Fate::Exact]);
    assert_eq!(fates("CEASED 2020-05 value [c]"), [Fate::Safe]);
}

#[test]
fn parts_come_to_their_whole() {
    let part = |part: &str| format!("Children in care by age: {part}");
    let [one, two, three, four, five] = ["Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over"].map(part);
    let truth = &[
        ("Children in care", "2020-04", 50),
        (one.as_str(), "2020-04", 2),
        (two.as_str(), "2020-04", 8),
        (three.as_str(), "2020-04", 10),
        (four.as_str(), "2020-04", 20),
        (five.as_str(), "2020-04", 10),
    ];
    let fates = |second: &str| {
        let second = format!("CLA 2020-04 by_age:_1_to_4 {second}");
        let printed = &[
            "CLA 2020-04 value 50",
            "CLA 2020-04 by_age:_Under_1 [c]",
            &second,
            "CLA 2020-04 by_age:_5_to_9 10",
            "CLA 2020-04 by_age:_10_to_15 20",
            "CLA 2020-04 by_age:_16_and_over 10",
        ];
        Table { printed, truth }.fates("CLA 2020-04 Under 1")
    };
    assert_eq!((fates("8"), fates("[c]")), (vec![Fate::Exact], vec![Fate::Safe]));
}
