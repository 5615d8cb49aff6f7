//! No text leaves its place: its page, its cell, its picture, and no text stands on another, however long it is.
//!
//! Read from the bytes of the PDF. Each check is tried on every paper of the examples, on a project with the longest texts and figures in
//! every layout and both prints, and on a document that has the fault.

mod project;

use std::collections::{BTreeMap, HashMap};

use kurbo::Rect;
use panelpack::Selection;

use self::project::{LAYOUTS, LONG, code, files, project};
use crate::accessibility::painted::{Belongs, Item, Page, Run};
use crate::accessibility::tables::grid;
use crate::accessibility::tree::Element;
use crate::accessibility::{Reading, caught, no_paper_has, plain, small};
use crate::common::{compile, pdf};
use crate::editions::Desk;
use crate::matrix::in_parallel;

/// What two letters may share, in points: an italic's foot, the rounding of a chart.
const HAIR: f64 = 0.6;

/// How far a comma or a hyphen at the end of a line hangs over its edge.
const HANGS: f64 = 3.0;

/// The margins of every layout in points: beside the text, the least above it and below, and of heads and feet.
const SIDES: f64 = 34.0;
const ABOVE: f64 = 30.0;
const BELOW: f64 = 42.0;
const EDGE: f64 = 12.0;

/// Whether two boxes share more than a hair.
fn overlap(one: Rect, other: Rect) -> bool {
    let shared = one.intersect(other);
    shared.width() > HAIR && shared.height() > HAIR
}

/// A run of text that is seen, with the room that its letters take.
struct Seen<'p> {
    item: &'p Item,
    text: &'p str,
    room: Rect,
}

/// The runs of text of a page; a letter in a drawn sign is part of the drawing.
fn texts(page: &Page) -> impl Iterator<Item = Seen<'_>> {
    let seen = page.runs().filter(|(_, item, _)| item.opacity > 0.0 && !item.is_sign());
    seen.map(|(_, item, run)| Seen { item, text: run.text.trim(), room: room(item, run) })
        .filter(|seen| !seen.text.is_empty())
}

/// What letters take of a run's box: blanks at its end hang over the line, and most letters have nothing below it.
fn room(item: &Item, run: &Run) -> Rect {
    let mut room = item.bounds;
    let blanks = run.text.chars().rev().take_while(|c| c.is_whitespace()).count();
    for middle in run.spots.iter().rev().take(blanks) {
        room.x1 = 2.0 * middle.x - room.x1;
    }
    if !run.text.contains(|c: char| "gjpqyQJß,;()[]{}|/\\_@$…".contains(c)) {
        room.y1 -= 0.19 * run.size;
    }
    room
}

/// Text in the margins, or off the paper.
fn outside(reading: &Reading) -> Vec<String> {
    let fault = |number: usize, page: &Page, seen: Seen<'_>| {
        let (sides, above, below) = match seen.item.belongs {
            Belongs::Artifact => (SIDES, EDGE, EDGE),
            Belongs::Tagged(_) | Belongs::Nowhere => (SIDES, ABOVE, BELOW),
        };
        let room = Rect::new(sides, above, page.size.x1 - sides, page.size.y1 - below).inflate(HANGS, HAIR);
        let inside = room.union(seen.room) == room;
        (!inside).then(|| format!("page {}: `{}` lies in the margin, at {:.0?}", number + 1, seen.text, seen.room))
    };
    let pages = reading.pages.iter().enumerate();
    pages.flat_map(|(number, page)| texts(page).filter_map(move |seen| fault(number, page, seen))).collect()
}

/// Text on text.
fn on_another(reading: &Reading) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, page) in reading.pages.iter().enumerate() {
        let mut runs: Vec<Seen<'_>> = texts(page).collect();
        runs.sort_by(|a, b| a.room.y0.total_cmp(&b.room.y0));
        for (i, one) in runs.iter().enumerate() {
            let near = runs[i + 1..].iter().take_while(|other| other.room.y0 < one.room.y1);
            let met = near.filter(|other| overlap(one.room, other.room));
            faults.extend(met.map(|other| format!("page {}: `{}` stands on `{}`", number + 1, one.text, other.text)));
        }
    }
    faults
}

/// Text of which a part was cut away.
fn cut_away(reading: &Reading) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, page) in reading.pages.iter().enumerate() {
        let shown = |seen: &Seen<'_>| seen.item.clip.inflate(HAIR, HAIR);
        let cut = texts(page).filter(|seen| shown(seen).union(seen.room) != shown(seen));
        faults.extend(cut.map(|seen| format!("page {}: `{}` is cut away", number + 1, seen.text)));
    }
    faults
}

/// The room of each piece of a page, by the page and the number that the tag tree knows it by.
type Rooms = HashMap<(usize, i32), Rect>;

fn rooms(reading: &Reading, counts: impl Fn(&Item) -> bool) -> Rooms {
    let mut rooms = Rooms::new();
    for (page, item) in
        reading.pages.iter().enumerate().flat_map(|(at, page)| page.items.iter().map(move |it| (at, it)))
    {
        if let Belongs::Tagged(number) = item.belongs
            && counts(item)
        {
            let own = item.text().map_or(item.bounds, |run| room(item, run));
            rooms.entry((page, number)).and_modify(|all| *all = all.union(own)).or_insert(own);
        }
    }
    rooms
}

/// The box around what an element shows on each page that it stands on.
fn extents(element: &Element, rooms: &Rooms) -> BTreeMap<usize, Rect> {
    let mut extents = BTreeMap::new();
    for piece in element.contents() {
        if let Some(own) = rooms.get(&(piece.page, piece.number)) {
            extents.entry(piece.page).and_modify(|all: &mut Rect| *all = all.union(*own)).or_insert(*own);
        }
    }
    extents
}

/// Cells of a table that reach into another column.
fn out_of_column(reading: &Reading) -> Vec<String> {
    let rooms = rooms(reading, |item| item.text().is_some());
    let mut faults = Vec::new();
    for table in reading.tree.all("Table") {
        let (cells, _) = grid(table);
        // The cell that reaches farthest to the right, and that which reaches farthest to the left, of each column and page.
        let mut right: BTreeMap<(usize, usize), (f64, String)> = BTreeMap::new();
        let mut left = right.clone();
        for cell in cells.iter().filter(|cell| cell.element.column_span == 1) {
            for (page, extent) in extents(cell.element, &rooms) {
                let (key, words) = ((page, cell.column), plain(&cell.element.text()));
                if right.get(&key).is_none_or(|(most, _)| extent.x1 > *most) {
                    right.insert(key, (extent.x1, words.clone()));
                }
                if left.get(&key).is_none_or(|(least, _)| extent.x0 < *least) {
                    left.insert(key, (extent.x0, words));
                }
            }
        }
        for ((page, column), (end, one)) in &right {
            let next = left.range((*page, column + 1)..(*page, usize::MAX)).next();
            if let Some((_, (start, other))) = next.filter(|(_, (start, _))| end - HAIR > *start) {
                faults.push(format!(
                    "page {}: `{one}` and `{other}` reach into each other's columns by {:.1}",
                    page + 1,
                    end - start
                ));
            }
        }
    }
    faults
}

/// Text on a picture that is not the picture's own.
fn on_a_picture(reading: &Reading) -> Vec<String> {
    let rooms = rooms(reading, |_| true);
    let mut faults = Vec::new();
    for figure in reading.tree.all("Figure") {
        let own: Vec<(usize, i32)> = figure.contents().iter().map(|piece| (piece.page, piece.number)).collect();
        for (number, extent) in extents(figure, &rooms) {
            let is_own =
                |seen: &Seen<'_>| matches!(seen.item.belongs, Belongs::Tagged(n) if own.contains(&(number, n)));
            let met = texts(&reading.pages[number]).filter(|seen| !is_own(seen) && overlap(seen.room, extent));
            faults.extend(met.map(|seen| format!("page {}: `{}` stands on a picture", number + 1, seen.text)));
        }
    }
    faults
}

fn faults(reading: &Reading) -> Vec<String> {
    [outside, on_another, cut_away, out_of_column, on_a_picture].iter().flat_map(|faults| faults(reading)).collect()
}

#[test]
fn no_text_of_the_examples_leaves_its_place() {
    no_paper_has(faults);
}

#[test]
fn no_text_is_too_long_for_its_place() {
    let wanted: Vec<(&str, bool)> = LAYOUTS.into_iter().flat_map(|layout| [(layout, false), (layout, true)]).collect();
    let found = in_parallel(&wanted, |(layout, large)| {
        let pdf = pdf(&mut compile(&project(layout, *large), &Selection::default()).remove(0));
        if let Some(folder) = std::env::var_os("PANELPACK_PAPERS") {
            let name = format!("long {layout}{}.pdf", if *large { " large" } else { "" });
            std::fs::write(std::path::Path::new(&folder).join(name), &pdf).expect("the folder can be written");
        }
        let print = if *large { " in large print" } else { "" };
        faults(&Reading::of(&pdf)).into_iter().map(|fault| format!("{layout}{print}: {fault}")).collect::<Vec<_>>()
    });
    let all = found.concat();
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

/// The addendum, and the next version of a paper, which says below its title what has changed.
#[test]
fn no_text_is_too_long_for_what_is_told_of_an_edition() {
    for large in [false, true] {
        let desk = Desk::new(&[]);
        files("scorecard", large).iter().for_each(|(path, text)| desk.write(path, text));
        desk.done(&["publish", ".", "--on", "2021-01-06"]);
        desk.edit("figures/history.yaml", "385679010]", "385680999]");
        let reason = serde_json::Value::from(format!("Read {}", LONG[2]));
        desk.write(
            "corrections.yaml",
            &format!(
                "- {{indicator: {}, period: 2020-11, was: \"£385,679,010\", now: \"£385,680,999\", kind: correction, reason: {reason}}}\n",
                code(0)
            ),
        );
        let built: [(&[&str], &str); 2] =
            [(&["build", "."], "(version 2)"), (&["build", ".", "--addendum"], "(addendum)")];
        for (command, part) in built {
            desk.done(command);
            let found = faults(&Reading::of(&desk.pdf(part)));
            assert!(found.is_empty(), "{part}, large print {large}: {found:#?}");
        }
    }
}

#[test]
fn a_text_out_of_its_place_is_found() {
    let sheet =
        |text: &str| small(&format!("#set page(width: 300pt, height: 300pt, margin: (x: 46pt, y: 58pt))\n{text}"));
    assert_eq!(outside(&sheet("A text in its place")), [""; 0]);
    caught(&outside(&sheet("UnbrokenUnbrokenUnbrokenUnbrokenUnbrokenUnbroken")), "lies in the margin");
    caught(&on_another(&small("#place(top)[This text]#place(top, dx: 5pt)[That text]")), "stands on");
    caught(
        &cut_away(&small("#box(width: 30pt, height: 10pt, clip: true, box(width: 200pt)[A text of many words])")),
        "is cut away",
    );
    let row = "#table(columns: (40pt, 40pt), table.header[One][Two], [252,345,678,912], [], [1], [2])";
    caught(&out_of_column(&small(row)), "reach into each other's columns");
    let picture = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><rect width='90' height='40'/></svg>\"), alt: \"A square\")\
                   #place(top, dx: 20pt, dy: 10pt)[On it]";
    caught(&on_a_picture(&small(picture)), "stands on a picture");
}
