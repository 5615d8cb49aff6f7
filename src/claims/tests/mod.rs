use super::facts::{Facts, Told};
use super::said::held_against;
use super::subject::Called;
use crate::model::{Calendar, Period, Polarity, Unit, Value};
use crate::rating::Rating;

/// Pathway plans in time: 70% in May 2020, then 72, 72, 71, 75 and 78% in October, when they were red for the third month; a target of 90%, a floor of 60%.
fn plans() -> Facts {
    let month = |text: &str| Period::parse(text, Calendar::default()).expect("a month");
    let values = [
        ("2019-10", 74),
        ("2020-05", 70),
        ("2020-06", 72),
        ("2020-07", 72),
        ("2020-08", 71),
        ("2020-09", 75),
        ("2020-10", 78),
    ];
    let told = |value: i64| Told {
        value: Value::new(value, 0),
        count: Some(Value::new(value * 2, 0)),
        out_of: Some(Value::new(200, 0)),
    };
    Facts {
        called: Called::by(
            ["Pathway plans up to date"].into_iter(),
            ["CLA11", "Young people with an up-to-date plan"].into_iter(),
        ),
        unit: Unit::Percent,
        polarity: Polarity::HigherIsBetter,
        calendar: Calendar::default(),
        breaks: Vec::new(),
        now: month("2020-10"),
        before: month("2020-09"),
        points: values.iter().map(|(period, value)| (month(period), told(*value))).collect(),
        ratings: values.iter().map(|(period, _)| (month(period), Rating::Red)).collect(),
        adds_up: false,
        year_to_date: None,
        target: Some(Value::new(90, 0)),
        floor: Some(Value::new(60, 0)),
        limits: vec![Value::new(90, 0), Value::new(60, 0)],
        england: vec![Value::new(81, 0)],
        neighbours: vec![Value::new(77, 0)],
        rated_for: Some(3),
        published: None,
        least: None,
    }
}

/// What is found in a text, as it stands there.
fn found(text: &str) -> Vec<&str> {
    let other = Called::by(["First health assessment in 20 working days"].into_iter(), std::iter::empty());
    held_against(text, &plans(), &[&other]).into_iter().map(|finding| &text[finding.range]).collect()
}

#[test]
fn what_the_paper_bears_out_raises_nothing() {
    for text in [
        "Pathway plans rose 3 points to 78%.",
        "Performance improved from 75% in September to 78%, though it is still below the target of 90%.",
        "The figure has risen from 71% in August to 78%.",
        "It stood at 78% (156 of 200).",
        "It remains red, for the third month.",
        "They have been red for three months.",
        "At 78% it is above the neighbours (77%) and below the England average of 81%.",
        "That is 4 points higher than a year ago.",
        "This is the highest figure since October 2019.",
        "We expect plans to reach 85% by March.",
        "The panel heard “performance fell to 60%”.",
        "Of plans for care leavers 64% were late.",
        "Staff sickness rose to 9%.",
        "First health assessments fell to 66%.",
        "If it fell to 60% we would be in breach.",
        "The number of visits fell by 4 points.",
        "Nearly 80% of plans are up to date.",
        "Is it 60%?",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn each_shape_of_a_slip_is_found_where_it_stands() {
    for (text, slip) in [
        ("Pathway plans fell 3 points to 78%.", "fell"),
        ("Pathway plans rose 4 points to 78%.", "4 points"),
        ("Pathway plans rose 3 points to 87%.", "87%"),
        ("They came late, the figure fell to 60%.", "60%"),
        ("Performance improved from 65% in September to 78%.", "65%"),
        ("The figure has risen from 72% in August to 78%.", "72%"),
        ("It stood at 69%.", "69%"),
        ("It was 78% in September.", "78%"),
        ("78% (146 of 200) have one.", "146 of 200"),
        ("It is now green.", "green"),
        ("They have been red for four months.", "four months"),
        ("It is above target.", "above target"),
        ("It met its target.", "met its target"),
        ("It is below the target of 95%.", "95%"),
        ("The England average of 85% is higher.", "85%"),
        ("It is better than England.", "better"),
        ("That is 4 points lower than a year ago.", "lower"),
        ("This is the lowest figure since May.", "lowest"),
        ("Performance worsened.", "worsened"),
        ("There was a fall of 3 points.", "fall"),
        ("No change since September.", "No change"),
    ] {
        assert!(found(text).contains(&slip), "{text}: {:?}", found(text));
    }
}
