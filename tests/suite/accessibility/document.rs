//! The document as a whole: what it is called, who speaks, and that nothing stands in its furniture alone.

use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;

use super::painted::Belongs;
use super::tree::{catalog, decoded, text};
use super::{Reading, caught, no_paper_has, plain, small};

/// What a PDF says about itself.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub title: String,
    pub author: String,
    pub language: String,
    /// Whether a window shows the title and not the name of the file.
    pub shows_title: bool,
    /// In order, whatever their level.
    pub bookmarks: Vec<String>,
}

pub fn facts(pdf: &Pdf) -> Facts {
    let catalog = catalog(pdf);
    let written = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(decoded).unwrap_or_default();
    let preferences = catalog.get::<Dict<'_>>(b"ViewerPreferences").unwrap_or_default();
    let mut bookmarks = Vec::new();
    if let Some(outlines) = catalog.get::<Dict<'_>>(b"Outlines") {
        collect(&outlines, &mut bookmarks);
    }
    Facts {
        title: written(&pdf.metadata().title),
        author: written(&pdf.metadata().author),
        language: text(&catalog, "Lang").unwrap_or_default(),
        shows_title: preferences.get::<bool>(b"DisplayDocTitle").unwrap_or_default(),
        bookmarks,
    }
}

fn collect(parent: &Dict<'_>, bookmarks: &mut Vec<String>) {
    let mut next = parent.get::<Dict<'_>>(b"First");
    while let Some(entry) = next {
        bookmarks.extend(text(&entry, "Title").map(|title| plain(&title)));
        collect(&entry, bookmarks);
        next = entry.get::<Dict<'_>>(b"Next");
    }
}

pub fn faults(reading: &Reading) -> Vec<String> {
    let Facts { title, author, language, shows_title, .. } = &reading.facts;
    let mut faults = Vec::new();
    if title.trim().is_empty() || title.to_lowercase().contains("untitled") {
        faults.push(format!("its title is `{title}`"));
    }
    if author.trim().is_empty() {
        faults.push("nobody speaks: it has no author".to_owned());
    }
    if language != "en-GB" {
        faults.push(format!("its language is `{language}`"));
    }
    if !shows_title {
        faults.push("a window shows the file's name for its title".to_owned());
    }
    let said = plain(&reading.tree.text());
    if !said.contains(title) {
        faults.push(format!("its title `{title}` is not on its pages"));
    }
    faults.extend(unsaid(reading, &said));
    faults
}

/// Furniture is not read aloud, so what stands in it must stand elsewhere too; a page's number is known to every reader.
fn unsaid(reading: &Reading, said: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (i, page) in reading.pages.iter().enumerate() {
        for (_, _, run) in page.runs().filter(|(_, item, _)| item.belongs == Belongs::Artifact && !item.is_sign()) {
            let words = plain(&run.text);
            // A header may join two things that the body says apart.
            let parts = words.split(" · ").filter(|part| !said.contains(part) && !is_page_number(part));
            faults.extend(parts.map(|part| format!("page {}: `{part}` is said in furniture alone", i + 1)));
        }
    }
    faults
}

fn is_page_number(words: &str) -> bool {
    let numbers = words.strip_prefix("Page ").and_then(|rest| rest.split_once(" of "));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(page, all)| is_number(page) && is_number(all))
}

#[test]
fn each_paper_says_what_it_is_and_hides_nothing_in_its_furniture() {
    no_paper_has(faults);
}

#[test]
fn the_papers_have_furniture() {
    for (paper, reading) in super::readings() {
        let furniture =
            reading.pages.iter().all(|page| page.runs().any(|(_, item, _)| item.belongs == Belongs::Artifact));
        assert!(furniture, "{}", paper.name);
    }
}

#[test]
fn a_paper_that_does_not_say_what_it_is_is_caught() {
    let with = |change: fn(&mut Facts)| {
        let mut reading = small("#title()\nText");
        assert_eq!(faults(&reading), Vec::<String>::new());
        change(&mut reading.facts);
        faults(&reading)
    };
    caught(&with(|facts| facts.title = "Untitled 1".to_owned()), "its title is `Untitled 1`");
    caught(&with(|facts| facts.title.clear()), "its title is ``");
    caught(&with(|facts| facts.author.clear()), "it has no author");
    caught(&with(|facts| facts.language = "en-US".to_owned()), "its language is `en-US`");
    caught(&with(|facts| facts.shows_title = false), "shows the file's name");
    caught(&faults(&small("Text")), "its title `A small paper` is not on its pages");
}

/// How it looked: the day of the extraction stood below each page and was heard on none.
#[test]
fn what_only_the_footer_says_is_caught() {
    let page =
        |body: &str| format!("#set page(footer: [Taken on 4 January 2021 #h(1fr) Page 1 of 1])\n#title()\n{body}");
    assert_eq!(faults(&small(&page("Taken on 4 January 2021."))), Vec::<String>::new());
    caught(&faults(&small(&page("Text"))), "page 1: `Taken on 4 January 2021` is said in furniture alone");
}
