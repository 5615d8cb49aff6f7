//! What sentences claim is held against the page: slips are found, and what is true is left alone.

use std::collections::BTreeMap;

use panelpack::internals::claims;
use panelpack::{Code, MemoryFiles, Project, ProjectFiles, Selection, check};

use crate::common::{EXAMPLES, example, fixtures};

/// The share of slips that must be found.
const LEAST_FOUND: f64 = 0.9;

/// Every claim of a period's papers that the pages do not bear out, each once.
fn found(files: &dyn ProjectFiles, period: Option<&str>) -> Vec<String> {
    let project = check(files);
    let selection = Selection { period: period.map(str::to_owned), ..Selection::default() };
    let (chosen, _) = project.select(&selection).into_parts();
    let of =
        |project: &Project| chosen.iter().flat_map(|chosen| claims(project, chosen, &selection)).collect::<Vec<_>>();
    let all = of(&project);
    assert!(all.iter().all(|it| it.code() == Code::ClaimDiffers), "{all:#?}");
    let mut messages: Vec<String> = all.iter().map(|it| it.message().to_owned()).collect();
    messages.sort();
    messages.dedup();
    messages
}

/// A passage with its marks: each a range of the passage without brackets.
fn marks(marked: &str) -> (String, Vec<(usize, String)>) {
    let (mut plain, mut marks) = (String::new(), Vec::new());
    for piece in marked.split('[') {
        match piece.split_once(']') {
            Some((mark, rest)) => {
                marks.push((plain.len(), mark.to_owned()));
                plain += mark;
                plain += rest;
            }
            None => plain += piece,
        }
    }
    (plain, marks)
}

/// What a mark is changed to: each figure by a little and by more, each direction to its opposite.
fn slips(mark: &str) -> Vec<String> {
    const OPPOSITES: [(&str, &str); 14] = [
        ("risen", "fallen"),
        ("rose", "fell"),
        ("fell", "rose"),
        ("dropped", "rose"),
        ("up", "down"),
        ("Up", "Down"),
        ("red", "green"),
        ("below", "above"),
        ("under", "above"),
        ("improved", "worsened"),
        ("No change", "A rise of 4 points"),
        ("higher", "lower"),
        ("on", "off"),
        ("off", "on"),
    ];
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some((_, opposite)) = OPPOSITES.iter().find(|(word, _)| *word == mark) {
        return vec![(*opposite).to_owned()];
    }
    let (number, rest) = match mark.find(|c: char| !(c.is_ascii_digit() || c == '.')) {
        Some(at) if at > 0 => mark.split_at(at),
        None => (mark, ""),
        Some(_) => mark.split_once(' ').unwrap_or((mark, "")),
    };
    if let Some(place) = NUMBERS.iter().position(|word| *word == number) {
        let other = |by: usize| format!("{} {rest}", NUMBERS[(place + by) % NUMBERS.len()]).trim().to_owned();
        return vec![other(1), other(3)];
    }
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let value: f64 = number.parse().unwrap_or_else(|_| panic!("`{mark}` is no figure and no direction"));
    [3.0, -7.0, 10.0].iter().map(|by| (value + by).abs()).map(|value| format!("{value:.decimals$}{rest}")).collect()
}

#[test]
fn slips_in_the_examples_are_found() {
    let marked = std::fs::read_to_string(fixtures().join("claims/marked")).expect("it is there");
    let begins = |line: &str| EXAMPLES.iter().any(|name| line.starts_with(name));
    let mut passages: Vec<String> = Vec::new();
    for line in marked.lines().filter(|line| !line.starts_with('#')) {
        match passages.last_mut().filter(|_| !begins(line)) {
            Some(last) => *last += &format!("\n{line}"),
            None => passages.push(line.to_owned()),
        }
    }
    let mut examples: BTreeMap<&str, MemoryFiles> = BTreeMap::new();
    let (mut caught, mut missed) = (0, Vec::new());
    for passage in &passages {
        let (head, marked) = passage.split_once(": ").expect("a passage has a head");
        let [name, period, file] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{head}") };
        let name = EXAMPLES.into_iter().find(|known| *known == name).expect("the example is there");
        let files = examples.entry(name).or_insert_with(|| example(name));
        let path = format!("commentary/{period}/{file}");
        let text = String::from_utf8(files.read(&path).expect("the file is there").to_vec()).expect("it is text");
        let (plain, marks) = marks(marked);
        let at = text.find(&plain).unwrap_or_else(|| panic!("{path} does not say `{plain}`"));
        for (start, mark) in marks {
            for slip in slips(&mark) {
                let changed = [&text[..at + start], &slip, &text[at + start + mark.len()..]].concat();
                let period = period.replace("_21-", "/21 ");
                if found(&files.clone().with(&path, changed), Some(&period)).is_empty() {
                    missed.push(format!(
                        "{head}: {} → {slip}",
                        marked.replacen(&format!("[{mark}]"), &format!("<{mark}>"), 1)
                    ));
                } else {
                    caught += 1;
                }
            }
        }
    }
    let all = caught + missed.len();
    let share = caught as f64 / all as f64;
    eprintln!("{caught} of {all} slips found ({:.1}%); missed:\n{}", share * 100.0, missed.join("\n"));
    assert!(share >= LEAST_FOUND, "{caught} of {all}");
}

#[test]
fn the_examples_say_what_their_pages_say() {
    let months = [("croydon-2020", Some("2020-10")), ("northbridge", Some("2020-10"))];
    for (name, period) in EXAMPLES.into_iter().map(|name| (name, None)).chain(months) {
        assert_eq!(found(&example(name), period), [""; 0], "{name} {period:?}");
    }
}

/// What Northbridge's scorecard of November 2020 raises about a text under a heading.
fn of_northbridge(base: &MemoryFiles, line: &str) -> Vec<String> {
    let (heading, text) = line.split_once(": ").expect("a line has a heading");
    let files = base.clone().with("commentary/2020-11/try.md", format!("## {heading}\n{text}\n"));
    let project = check(&files);
    let selection = Selection { paper: Some("parenting".to_owned()), ..Selection::default() };
    let (chosen, _) = project.select(&selection).into_parts();
    claims(&project, &chosen[0], &selection).iter().map(|it| it.message().to_owned()).collect()
}

/// Northbridge without its own commentary.
fn northbridge() -> MemoryFiles {
    let all = example("northbridge");
    let paths: Vec<String> = all.list().expect("they can be listed");
    let kept = paths.iter().filter(|path| !path.starts_with("commentary/"));
    kept.fold(MemoryFiles::default(), |files, path| files.with(path, all.read(path).expect("the file is there")))
}

fn kept(name: &str) -> String {
    std::fs::read_to_string(fixtures().join("claims").join(name)).expect("it is there")
}

#[test]
fn true_sentences_raise_nothing_and_slips_do() {
    let base = northbridge();
    let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    let alarms: Vec<String> = lines(&kept("true"))
        .iter()
        .flat_map(|line| of_northbridge(&base, line).into_iter().map(move |it| format!("{line}\n    {it}")))
        .collect();
    let slips = lines(&kept("false"));
    let missed: Vec<&String> = slips.iter().filter(|line| of_northbridge(&base, line).is_empty()).collect();
    let caught = slips.len() - missed.len();
    eprintln!("{} of {} slips found, {} false alarms; missed:\n{missed:#?}", caught, slips.len(), alarms.len());
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
    assert!(caught as f64 >= LEAST_FOUND * slips.len() as f64, "{caught} of {}", slips.len());
}
