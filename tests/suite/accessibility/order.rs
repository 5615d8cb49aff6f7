//! Reading order: everything is read, once, in the order of the page, in paragraphs of its own.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use panelpack::internals::assets;

use super::painted::Belongs;
use super::tree::{Content, Element, Kid};
use super::{Reading, caught, no_paper_has, plain, readings, small};
use crate::common::fixtures;

/// Roles whose text is read as a piece of its own.
const BLOCKS: [&str; 18] = [
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "TH",
    "TD",
    "Lbl",
    "LBody",
    "Caption",
    "Figure",
    "Formula",
    "Note",
    "BlockQuote",
    "TOCI",
    "Code",
];

pub fn faults(reading: &Reading) -> Vec<String> {
    let contents = reading.tree.contents();
    let mut faults = Vec::new();
    let mut times: BTreeMap<(usize, i32), usize> = BTreeMap::new();
    for content in &contents {
        *times.entry((content.page, content.number)).or_default() += 1;
    }
    faults.extend(times.values().filter(|times| **times > 1).map(|_| "something is read twice".to_owned()));
    // The numbers of a page are given in the order of painting, which is that of the source; but typst paints what spans
    // rows after the last of them.
    let mut over_rows = Vec::new();
    reading.tree.walk(&mut |element, _| {
        if element.row_span > 1 {
            over_rows.extend(element.contents().iter().map(|content| (content.page, content.number)));
        }
    });
    let mut last: BTreeMap<usize, &Content> = BTreeMap::new();
    for content in contents.iter().filter(|content| !over_rows.contains(&(content.page, content.number))) {
        if let Some(earlier) = last.insert(content.page, content).filter(|earlier| earlier.number > content.number) {
            let number = content.page + 1;
            faults.push(format!("page {number}: `{}` is read after `{}`", content.text, earlier.text));
        }
    }
    for (i, page) in reading.pages.iter().enumerate() {
        for (_, item, run) in page.runs().filter(|(_, _, run)| !run.text.trim().is_empty()) {
            let number = i + 1;
            match item.belongs {
                Belongs::Tagged(mark) if times.contains_key(&(i, mark)) => {}
                Belongs::Artifact => {}
                Belongs::Tagged(_) | Belongs::Nowhere => {
                    faults.push(format!("page {number}: `{}` is shown and not read", run.text));
                }
            }
        }
    }
    faults.extend(loose(reading));
    faults
}

/// Text that no paragraph, cell or heading holds: it runs into its neighbours and cannot be gone to.
fn loose(reading: &Reading) -> Vec<String> {
    let mut faults = Vec::new();
    reading.tree.walk(&mut |element, around| {
        let held = around.iter().chain([&element]).any(|element| BLOCKS.contains(&element.role.as_str()));
        for kid in &element.kids {
            if let Kid::Content(content) = kid
                && !held
                && !content.text.trim().is_empty()
            {
                faults.push(format!("page {}: `{}` is no paragraph", content.page + 1, content.text));
            }
        }
    });
    faults
}

#[test]
fn everything_is_read_in_the_order_of_the_page() {
    no_paper_has(faults);
}

#[test]
fn loose_text_is_caught() {
    assert_eq!(faults(&small("= One\nText")), Vec::<String>::new());
    caught(&faults(&small("#par[One]\n#block[Loose]")), "page 1: `Loose` is no paragraph");
}

#[test]
fn another_order_is_caught() {
    let reading = small("= One\nText");
    let mut tree = reading.tree.clone();
    let Kid::Element(document) = &mut tree.kids[0] else { panic!("a document is an element") };
    document.kids.reverse();
    caught(&faults(&Reading { tree, ..small("= One\nText") }), "page 1: `One` is read after `Text`");
}

#[test]
fn what_is_shown_and_not_read_is_caught() {
    let lost = Reading { tree: Element::default(), ..small("Text") };
    caught(&faults(&lost), "page 1: `Text` is shown and not read");
    let mut twice = small("Text").tree;
    twice.kids.extend(small("Text").tree.kids);
    caught(&faults(&Reading { tree: twice, ..small("Text") }), "something is read twice");
}

/// The letters in brackets that are painted but once: a key that explains what the paper does not print.
fn idle_letters(reading: &Reading) -> Vec<String> {
    const LETTERS: [&str; 11] = ["[z]", "[x]", "[c]", "[k]", "[late]", "[nd]", "[p]", "[r]", "[b]", "[e]", "[i]"];
    // Those on charts are painted, and their alternative texts say them in words.
    let text: String = reading.pages.iter().flat_map(|page| page.runs().map(|(_, _, run)| run.text.clone())).collect();
    let once = |letters: &&str| text.matches(*letters).count() == 1;
    LETTERS.into_iter().filter(once).map(str::to_owned).collect()
}

/// The key of the wide table explained `[z]` for columns that the table had left out.
#[test]
fn the_key_of_the_wide_table_explains_what_the_paper_prints() {
    let of_table = readings().filter(|(paper, _)| paper.layout == "data-report");
    let idle: Vec<_> = of_table.map(|(paper, reading)| (&paper.name, idle_letters(reading))).collect();
    assert!(idle.len() > 6, "{idle:?}");
    assert!(idle.iter().all(|(_, letters)| letters.is_empty()), "{idle:?}");
}

#[test]
fn an_idle_letter_is_caught() {
    assert_eq!(idle_letters(&small("Figures: 5, [x], [z], [x]")), ["[z]"]);
}

/// The tag tree with its text, a line an element.
fn dump(tree: &Element) -> String {
    fn go(element: &Element, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let tag = if element.tag == element.role { String::new() } else { format!(" ({})", element.tag) };
        let span = if element.column_span > 1 { format!(" over {}", element.column_span) } else { String::new() };
        let scope = element.scope.as_ref().map(|scope| format!(" of the {scope}")).unwrap_or_default();
        let _ = write!(out, "{indent}{}{tag}{}{span}", element.role, scope.to_lowercase());
        if let Some(alt) = &element.alt {
            let _ = writeln!(out, " \"{alt}\"");
            return;
        }
        // Text of the element alone stands in its line; what is mixed with further elements has lines of its own.
        if element.elements().next().is_none() {
            let text = plain(&element.text());
            let _ = writeln!(out, "{}{text}", if text.is_empty() { "" } else { ": " });
            return;
        }
        out.push('\n');
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => go(kid, depth + 1, out),
                Kid::Content(content) if content.text.trim().is_empty() => {}
                Kid::Content(content) => {
                    let _ = writeln!(out, "{indent}  {}", plain(&content.text));
                }
                Kid::Annotation(_) => {}
            }
        }
    }
    let mut out = String::new();
    for element in tree.elements() {
        go(element, 0, &mut out);
    }
    out
}

/// The lines that differ, with `-` for what is expected and `+` for what was found.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    // The longest common run of lines, from the end to the beginning.
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let skip = common[i + 1][j].max(common[i][j + 1]);
            common[i][j] = if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { skip };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = String::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            let _ = writeln!(out, "{:>5} - {}", i + 1, old[i]);
            i += 1;
        } else {
            let _ = writeln!(out, "{:>5} + {}", j + 1, new[j]);
            j += 1;
        }
    }
    out
}

/// With `UPDATE_EXPECTED` set the kept trees are written anew; read each change aloud before you commit it.
#[test]
fn a_screen_reader_reads_each_layout_as_it_was_last_heard() {
    let mut wrong = Vec::new();
    for layout in assets::LAYOUTS {
        let of_layout = readings().filter(|(paper, _)| paper.layout == layout.name && !paper.is_large);
        // A short one, but with a chart where the layout has any.
        let length = |reading: &Reading| (reading.tree.all("Figure").is_empty(), reading.tree.contents().len());
        let shortest = of_layout.min_by_key(|(_, reading)| length(reading));
        let (paper, reading) = shortest.unwrap_or_else(|| panic!("no paper is a {}", layout.name));
        let found = format!("{}\n\n{}", paper.name, dump(&reading.tree));
        let kept = fixtures().join("reading-order").join(format!("{}.txt", layout.name));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder can be made");
            fs::write(&kept, &found).expect("an expectation can be written");
            continue;
        }
        let expected = fs::read_to_string(&kept).unwrap_or_default();
        if expected != found {
            wrong.push(format!("{}\n{}", kept.display(), difference(&expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECTED=1 writes them anew", wrong.join("\n\n"));
}

#[test]
fn a_tree_is_written_with_roles_text_and_alternative_texts() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9Z'/></svg>";
    let body = format!(
        "#title()\n= One\nText with *stress*.\n#table(columns: 2, table.header[Name][Number], [A], [1])\n\
         #image(bytes(\"{svg}\"), alt: \"Visits.\")"
    );
    let expected = "Document\n  P (Title): A small paper\n  H1: One\n  P\n    Text with\n    Span (Strong): stress\n    .\n  \
                    Table\n    THead\n      TR\n        TH of the column: Name\n        TH of the column: Number\n    \
                    TBody\n      TR\n        TD: A\n        TD: 1\n  Figure \"Visits.\"\n";
    assert_eq!(dump(&small(&body).tree), expected);
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\nd\n"), "    2 - b\n    2 + x\n    4 + d\n");
}
