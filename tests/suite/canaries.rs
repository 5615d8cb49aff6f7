//! Numbers that are hidden and stand nowhere else are sought in all that comes out: every stream of every PDF, every picture, attachment, manifest, record and message.

use std::fs;
use std::path::Path;

use hayro_syntax::Pdf;
use hayro_syntax::object::{MaybeRef, Object};
use panelpack::{Selection, internals};
use tempfile::TempDir;

use crate::cli::panelpack;
use crate::common;

/// Each number of five digits is there once. A part, a month and a quarter are hidden for another's sake.
const FIGURES: &str = "\
Months: [2020-07, 2020-08, 2020-09, 2020-10, 2020-11]
N1: [30119, 4, 30241, 30367, 30493]
N2: [47922, 47933, 47951, 47963, 47981]
N2 by team:
  North: [3, 3, 2, 4, 3]
  South: [17917, 17923, 17939, 17959, 17971]
  East: [30002, 30007, 30010, 30000, 30007]
N3: [41/50021, 51/50023, 61/50033, 71/50047, 50048/50051]
Quarters: [2020/21 Q2]
N1: [60364]
";

const DEFINITIONS: &str = "\
Children:
  N1: {name: Seen – all, count: Children seen, better: higher, target: 20000, type: in period}
  N2: {name: Known, count: Children known, better: neither, type: snapshot, breakdowns: {team: {parts: [North, South, East], sum_to_whole: yes}}}
  N3: {name: In time, count: Seen in time, out_of: Due, better: higher, target: 90, type: in period}
";

const MANIFEST: &str = "\
organisation: Northbridge Council
small_numbers: {policy: dfe, decided_by: Information Governance, on: 2020-09-01}
papers:
  panel: {title: Scorecard, panel: Panel}
  data: {title: Data Report, panel: Panel, layout: data-report}
  chair: {title: Summary, panel: Panel, layout: one-page}
  young: {title: How we are doing, panel: Panel, layout: young-people}
  quarterly: {title: Quarterly, panel: Panel, layout: monitoring, every: quarter}
";

fn project(folder: &Path) {
    fs::create_dir_all(folder.join("figures")).expect("there is room");
    for (name, text) in [("panelpack.yaml", MANIFEST), ("indicators.yaml", DEFINITIONS)] {
        fs::write(folder.join(name), text).expect("there is room");
    }
    let (months, quarters) = FIGURES.split_at(FIGURES.find("Quarters").expect("it has quarters"));
    fs::write(folder.join("figures/months.yaml"), months).expect("there is room");
    fs::write(folder.join("figures/quarters.yaml"), quarters).expect("there is room");
}

/// The numbers of five digits that no ledger discloses.
fn canaries(folder: &Path) -> Vec<String> {
    let project = common::open(&common::read(folder));
    let ledger = internals::ledger::Ledger::of(
        internals::scorecard(&project),
        internals::figures(&project),
        &internals::ledger::Published::default(),
        internals::ledger::Audience::Public,
    );
    let shown: Vec<String> = ledger
        .iter()
        .flat_map(|(_, entry)| [entry.value.value(), entry.count.value(), entry.out_of.value()])
        .flatten()
        .map(|value| value.decimal().to_string())
        .collect();
    let numbers = FIGURES.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 5);
    numbers.filter(|number| !shown.iter().any(|it| it == number)).map(str::to_owned).collect()
}

/// Whether some bytes hold a number, as it is or with a comma after its thousands. Among the digits of another, such as a place on a page
/// to a millionth of a point, it stands by chance.
fn holds(bytes: &[u8], number: &str) -> bool {
    let (thousands, rest) = number.split_at(2);
    let written = [number.to_owned(), format!("{thousands},{rest}")];
    let is_whole = |at: usize, length: usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let after = bytes.get(at + length);
        !before.is_some_and(|it| it.is_ascii_digit() || it == b'.') && !after.is_some_and(u8::is_ascii_digit)
    };
    let found =
        |it: &String| (0..bytes.len()).any(|at| bytes[at..].starts_with(it.as_bytes()) && is_whole(at, it.len()));
    written.iter().any(found)
}

#[test]
fn a_number_is_found_by_itself_and_not_among_the_digits_of_another() {
    for held in ["30241", "(30241)", "£30,241.5", "Td30241 ", "a,30241"] {
        assert!(holds(held.as_bytes(), "30241"), "{held}");
    }
    for by_chance in ["130241", "302410", "76.30241", "0.1302417", "30242"] {
        assert!(!holds(by_chance.as_bytes(), "30241"), "{by_chance}");
    }
}

/// A file, and if it is a PDF every stream in it and every text, in whichever encoding.
fn contents(path: &Path) -> Vec<Vec<u8>> {
    let bytes = fs::read(path).expect("it can be read");
    if path.extension().is_none_or(|end| end != "pdf") {
        return vec![bytes];
    }
    let pdf = Pdf::new(bytes.clone()).expect("the file is a PDF");
    let mut found = vec![bytes];
    for object in pdf.objects() {
        if let Object::Stream(stream) = &object {
            let decoded = stream.decoded().expect("its filters are known").into_owned();
            // An object stream begins with the places of its objects, numbers of five digits among them.
            let places = stream.dict().get::<i32>("First").map_or(0, |first| first.unsigned_abs() as usize);
            found.push(decoded[places.min(decoded.len())..].to_vec());
        }
        texts(&object, &mut found);
    }
    found
}

/// The texts of a PDF's object, as UTF-8: those with more than ASCII in them are UTF-16 in the file (ISO 32000-2, 7.9.2.2).
fn texts(object: &Object<'_>, found: &mut Vec<Vec<u8>>) {
    match object {
        Object::String(text) => found.push(match text.as_bytes() {
            [0xfe, 0xff, rest @ ..] => {
                let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units).into_bytes()
            }
            plain => plain.to_vec(),
        }),
        Object::Array(array) => array.raw_iter().for_each(|it| own_texts(it, found)),
        Object::Dict(dict) => dict.entries().for_each(|(_, it)| own_texts(it, found)),
        Object::Stream(stream) => stream.dict().entries().for_each(|(_, it)| own_texts(it, found)),
        _ => {}
    }
}

/// The texts of what stands in another object itself; what is referred to is an object of its own.
fn own_texts(object: MaybeRef<Object<'_>>, found: &mut Vec<Vec<u8>>) {
    if let MaybeRef::NotRef(object) = object {
        texts(&object, found);
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("it can be read").filter_map(Result::ok).map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn hidden_numbers_stand_nowhere() {
    let folder = TempDir::new().expect("there is room");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    project(&first);
    let canaries = canaries(&first);
    assert!(canaries.len() >= 6, "{canaries:?}");
    // One of them was corrected.
    project(&second);
    let place = second.join("figures/months.yaml");
    let corrected =
        fs::read_to_string(&place).expect("it is there").replace("17971", "17970").replace("30007]", "30008]");
    fs::write(&place, corrected).expect("there is room");
    let [one, two] = [&first, &second].map(|path| path.to_string_lossy().into_owned());
    let commands: [&[&str]; 9] = [
        &["build", &one],
        &["build", &one, "--format", "svg"],
        &["build", &one, "--period", "2020-10", "--out", &format!("{one}/out/october")],
        &["check", "--strict", "--disclosure", &one],
        &["expand", &one, "--paper", "panel", "--format", "json"],
        &["publish", &one, "--paper", "panel", "--by", "A Director"],
        &["status", &one],
        &["diff", &one, &two],
        &["diff", &one, &two, "--format", "pdf", "--out", &format!("{one}/out/diff")],
    ];
    for words in commands {
        let said = panelpack(words).output().expect("panelpack runs");
        let messages = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.code().is_some_and(|code| code <= 1), "{words:?}: {messages}");
        for number in &canaries {
            assert!(!holds(&said.stdout, number) && !holds(&said.stderr, number), "{words:?} says {number}");
        }
    }
    let is_own = |path: &std::path::PathBuf| {
        let path = path.strip_prefix(&first).expect("it lies there").to_string_lossy().into_owned();
        // The project itself, and its copies in an edition.
        path.starts_with("figures/") || path.contains("/project/")
    };
    let made: Vec<std::path::PathBuf> = files(&first).into_iter().filter(|path| !is_own(path)).collect();
    assert!(made.len() > 12, "{made:?}");
    assert!(made.iter().any(|path| path.ends_with("edition.yaml")), "it was published: {made:?}");
    for path in made {
        let contents = contents(&path);
        for number in &canaries {
            assert!(!contents.iter().any(|bytes| holds(bytes, number)), "{} holds {number}", path.display());
        }
    }
    // Text on pages is glyphs in the file.
    for compiled in common::compile(&common::read(&first), &Selection::default()) {
        let text = internals::parts(compiled).0.page_texts().concat();
        assert!(canaries.iter().all(|number| !holds(text.as_bytes(), number)), "{text}");
    }
}

/// What is sought like this is found where it may stand: in texts of the structure, which lie compressed and, with more than ASCII in them, in another encoding; and in what is attached.
#[test]
fn shown_numbers_are_found_in_a_paper() {
    let folder = TempDir::new().expect("there is room");
    project(folder.path());
    let said = panelpack(&["build", &folder.path().to_string_lossy()]).output().expect("panelpack runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let contents = contents(&folder.path().join("out/Scorecard November 2020.pdf"));
    for beginning in ["Line chart of Seen – all, Jul 2020", "code,name,period"] {
        let found = contents.iter().find(|it| it.starts_with(beginning.as_bytes()));
        assert!(found.is_some_and(|it| holds(it, "30493")), "{beginning}");
    }
    assert!(!holds(&contents[0], "30493"), "nothing of it stands in the file uncompressed");
}
