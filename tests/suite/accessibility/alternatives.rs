//! Alternative texts: what somebody who does not see a chart is told instead of it.

use super::{Reading, caught, no_paper_has, plain, small};

/// Longer texts are listened to the end by nobody: the figures stand in the table beside.
const LONGEST: usize = 400;
/// The length to aim at.
const LONG: usize = 300;

/// Words that tell what state something is in where no figure can.
const STATES: [&str; 13] = [
    "no figure",
    "no data",
    "not available",
    "suppressed",
    "no cases",
    "not applicable",
    "too early",
    "awaited",
    "not due",
    "to be set",
    "red",
    "amber",
    "green",
];

/// The endings that a file's name may have.
const FILES: [&str; 5] = [".svg", ".png", ".jpg", ".jpeg", ".pdf"];

/// A picture with what is said for it.
struct Picture {
    alt: Option<String>,
    caption: Option<String>,
    /// The heading above it; empty for what stands above them all, which is a logo.
    heading: String,
}

fn pictures(reading: &Reading) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let mut heading = String::new();
    reading.tree.walk(&mut |element, around| {
        if element.level().is_some() {
            heading = plain(&element.text());
        }
        if matches!(element.role.as_str(), "Figure" | "Formula") {
            let near = around.last().into_iter().flat_map(|parent| parent.elements()).chain(element.elements());
            let caption = near.filter(|element| element.role == "Caption").map(|caption| plain(&caption.text())).next();
            pictures.push(Picture { alt: element.alt.clone(), caption, heading: heading.clone() });
        }
    });
    pictures
}

fn faults_of(picture: &Picture) -> Vec<String> {
    let Some(alt) = picture.alt.as_deref().filter(|alt| !alt.trim().is_empty()) else {
        return vec![format!("a figure under `{}` has no alternative text", picture.heading)];
    };
    let mut faults = Vec::new();
    let mut fault = |words: &str| faults.push(format!("{words}: `{alt}`"));
    let lower = alt.to_lowercase();
    if FILES.iter().any(|ending| lower.ends_with(ending)) {
        fault("the name of a file");
    }
    let same = |other: &str| other.trim_end_matches('.').eq_ignore_ascii_case(alt.trim_end_matches('.'));
    if same(&picture.heading) || picture.caption.as_deref().is_some_and(same) {
        fault("says what the heading or the caption has said");
    }
    // A year is a figure too, but tells no finding.
    let numbers = alt.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '/').filter(|word| !word.is_empty());
    let is_year = |word: &str| {
        let start: Option<u32> = word.get(..4).and_then(|year| year.parse().ok());
        start.is_some_and(|year| (1990..2100).contains(&year)) && (word.len() == 4 || word.as_bytes()[4] == b'/')
    };
    let (years, figures): (Vec<&str>, Vec<&str>) = numbers.partition(|word| is_year(word));
    let has_state = STATES.iter().any(|state| lower.contains(state));
    let is_logo = picture.heading.is_empty();
    if figures.is_empty() && !has_state && !is_logo {
        fault("tells no figure and no state");
    }
    if years.is_empty() && !lower.contains("no figures") && !is_logo {
        fault("tells no period");
    }
    if alt.chars().count() > LONGEST {
        fault(&format!("has {} characters", alt.chars().count()));
    }
    if alt.contains("  ") || alt.trim() != alt {
        fault("has blanks too many");
    }
    if !alt.ends_with('.') {
        fault("does not end in a full stop");
    }
    if alt.contains('[') {
        fault("has letters in brackets, which are heard as letters");
    }
    faults
}

pub fn faults(reading: &Reading) -> Vec<String> {
    let pictures = pictures(reading);
    let mut faults: Vec<String> = pictures.iter().flat_map(faults_of).collect();
    for (i, picture) in pictures.iter().enumerate() {
        let Some(alt) = &picture.alt else { continue };
        if pictures[..i].iter().any(|earlier| earlier.alt.as_ref() == Some(alt)) {
            faults.push(format!("said for two figures: `{alt}`"));
        }
    }
    faults
}

#[test]
fn alternative_texts_tell_the_finding() {
    no_paper_has(faults);
}

/// Not a fault: a text may be long where much has happened. But most are not.
#[test]
fn most_alternative_texts_are_short() {
    let alts = || super::readings().flat_map(|(_, reading)| pictures(reading)).filter_map(|picture| picture.alt);
    let long: Vec<String> = alts().filter(|alt| alt.chars().count() > LONG).collect();
    let all = alts().count();
    assert!(all >= 60, "{all} figures");
    assert!(long.len() * 10 <= all, "{} of {all} are longer than {LONG}\n{}", long.len(), long.join("\n"));
}

/// A document with one picture, of which this is said.
fn with_alt(alt: &str) -> Reading {
    small(&format!("= Visits\n#image(bytes(\"{SVG}\"), alt: \"{alt}\")\nText."))
}

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9Z'/></svg>";

#[test]
fn alternative_texts_that_say_nothing_are_caught() {
    let good = "Line chart of visits, April to June 2020. Latest 84% in June 2020.";
    assert_eq!(faults(&with_alt(good)), Vec::<String>::new());
    for (alt, words) in [
        ("chart-001.svg", "the name of a file"),
        ("Visits.", "says what the heading"),
        ("A chart of visits in 2020.", "tells no figure and no state"),
        ("A chart of visits, latest 84%.", "tells no period"),
        ("Visits in  2020: 84%.", "has blanks too many"),
        ("Visits in 2020: 84%", "does not end in a full stop"),
        ("Visits in 2020: 84% [p].", "has letters in brackets"),
        (&format!("Visits in 2020: 84%{}.", ", and so on".repeat(40)), "characters"),
    ] {
        caught(&faults(&with_alt(alt)), words);
    }
}

#[test]
fn one_text_for_two_figures_and_none_for_one_are_caught() {
    let image = format!("#image(bytes(\"{SVG}\"), alt: \"Visits in June 2020: 84%.\")");
    caught(&faults(&small(&format!("= Visits\n{image}\nText.\n{image}"))), "said for two figures");
    let none = Picture { alt: None, caption: None, heading: "Visits".to_owned() };
    caught(&faults_of(&none), "under `Visits` has no alternative text");
    let alt = Some("Visits in June 2020: 84%.".to_owned());
    let twice = Picture { caption: alt.clone(), alt, heading: String::new() };
    caught(&faults_of(&twice), "or the caption has said");
}
