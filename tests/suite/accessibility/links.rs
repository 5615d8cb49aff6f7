//! Links: their words make sense in a list of links.

use super::tree::{Annotation, Element, Kid};
use super::{Reading, caught, no_paper_has, plain, small};

/// Words that only say that there is a link.
const EMPTY: [&str; 10] =
    ["here", "click", "click here", "link", "this", "this link", "more", "read more", "details", "see"];

fn annotations(link: &Element) -> Vec<&Annotation> {
    let mut found = Vec::new();
    link.walk(&mut |element, _| {
        found.extend(element.kids.iter().filter_map(|kid| match kid {
            Kid::Annotation(annotation) => Some(annotation),
            Kid::Element(_) | Kid::Content(_) => None,
        }));
    });
    found
}

fn faults_of(link: &Element) -> Vec<String> {
    let words = plain(&link.text());
    let lower = words.to_lowercase();
    let mut faults = Vec::new();
    if words.is_empty() {
        faults.push("a link without words".to_owned());
    }
    if EMPTY.contains(&lower.trim_end_matches(['.', ':'])) {
        faults.push(format!("a link says only `{words}`"));
    }
    if lower.starts_with("http") || lower.starts_with("www.") {
        faults.push(format!("a link is a bare address: `{words}`"));
    }
    let annotations = annotations(link);
    if annotations.is_empty() {
        faults.push(format!("nothing can be clicked at `{words}`"));
    }
    if annotations.iter().any(|annotation| annotation.contents.trim().is_empty()) {
        faults.push(format!("the link `{words}` has no description"));
    }
    faults
}

pub fn faults(reading: &Reading) -> Vec<String> {
    reading.tree.all("Link").into_iter().flat_map(faults_of).collect()
}

#[test]
fn links_stand_alone() {
    no_paper_has(faults);
}

#[test]
fn the_papers_have_links_inside_and_outside() {
    let mut addresses = Vec::new();
    for (_, reading) in super::readings() {
        for link in reading.tree.all("Link") {
            addresses.extend(annotations(link).into_iter().map(|annotation| annotation.address.clone()));
        }
    }
    assert!(addresses.contains(&None) && addresses.iter().any(Option::is_some), "{addresses:?}");
}

#[test]
fn links_that_say_nothing_are_caught() {
    for (words, fault) in [
        ("here", "a link says only `here`"),
        ("Click here.", "a link says only `Click here.`"),
        ("https://www.gov.uk/", "a link is a bare address"),
        ("#h(5pt)", "a link without words"),
    ] {
        caught(&faults(&small(&format!("Text #link(\"https://www.gov.uk/\")[{words}]."))), fault);
    }
    let mut link = small("#link(\"https://www.gov.uk/\")[The guidance]").tree.all("Link")[0].clone();
    assert_eq!(faults_of(&link), Vec::<String>::new());
    for kid in &mut link.kids {
        if let Kid::Annotation(annotation) = kid {
            annotation.contents.clear();
        }
    }
    caught(&faults_of(&link), "the link `The guidance` has no description");
    link.kids.retain(|kid| !matches!(kid, Kid::Annotation(_)));
    caught(&faults_of(&link), "nothing can be clicked");
}
