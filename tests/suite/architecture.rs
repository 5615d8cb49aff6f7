//! Who may import whom, read from the `use crate::` lines; and the length of files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::root;

/// Module and what it may import of ours. `diag` and `model` stand below everything.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("model", &[]),
    ("assets", &[]),
    ("digest", &[]),
    ("store", &["diag", "digest"]),
    ("load", &["diag", "digest"]),
    ("ledger", &["model"]),
    ("rating", &["ledger", "model"]),
    ("prose", &[]),
    ("claims", &["assess", "model", "prose", "rating"]),
    ("suppress", &[]),
    ("figures", &["model"]),
    ("disclose", &["figures", "ledger", "model", "suppress"]),
    ("validate", &["diag", "figures", "load", "model"]),
    ("assess", &["figures", "ledger", "model", "rating"]),
    ("consistency", &["assess", "diag", "figures", "ledger", "load", "model", "prose", "rating", "validate"]),
    ("page", &["model"]),
    ("view", &["assess", "ledger", "model", "page", "rating"]),
    ("compare", &["edition", "load", "model", "view"]),
    ("face", &[]),
    ("chart", &["face", "model", "page"]),
    ("edition", &["assess", "ledger", "load", "model", "page", "view"]),
    ("render", &["diag", "face", "load", "page"]),
    ("typeset", &["diag", "digest", "model", "assets"]),
    ("carry", &["diag", "figures", "load", "model"]),
    ("workbook", &["model"]),
    ("import", &["diag", "digest", "load", "model", "workbook"]),
    ("export", &["model"]),
    ("month", &["diag", "figures", "ledger", "load", "model", "page", "validate", "view"]),
    (
        "pipeline",
        &[
            "assess", "assets", "carry", "chart", "claims", "compare", "diag", "digest", "edition", "figures",
            "import", "ledger", "load", "model", "month", "page", "render", "store", "typeset", "validate", "view",
        ],
    ),
    (
        "desk",
        &[
            "diag", "digest", "edition", "export", "import", "load", "model", "pipeline", "store", "typeset", "view",
            "workbook",
        ],
    ),
    (
        "cli",
        &[
            "assets", "carry", "compare", "desk", "diag", "edition", "load", "model", "month", "page", "pipeline",
            "typeset",
        ],
    ),
];

/// A third-party crate and the places that may name it, mostly one.
const HOMES: &[(&str, &str)] = &[
    ("saphyr_parser", "load/yaml.rs"),
    ("serde_yaml", "load/"),
    ("schemars", "page/"),
    ("sha2", "digest.rs"),
    ("csv", "load/csv.rs load/cells.rs workbook/delimited.rs export/release.rs"),
    ("calamine", "workbook/xlsx.rs"),
    ("ssfmt", "workbook/xlsx.rs"),
    ("encoding_rs", "workbook/delimited.rs"),
    ("chardetng", "workbook/delimited.rs"),
    ("zip", "workbook/packed.rs export/ods.rs"),
    ("quick_xml", "workbook/ export/ods.rs"),
    ("rust_xlsxwriter", "export/xlsx.rs"),
    ("pulldown_cmark", "load/markdown.rs"),
    ("roxmltree", "load/logo.rs"),
    ("codespan_reporting", "diag/emit.rs"),
    ("strsim", "diag/suggest.rs"),
    ("minijinja", "render/"),
    ("plotters", "chart/"),
    ("rustybuzz", "face.rs"),
    ("similar", "compare/"),
    ("tiny_skia", "typeset/"),
    ("flate2", "typeset/object_streams.rs"),
    ("typst_pdf", "typeset/"),
    ("typst_render", "typeset/"),
    ("typst_svg", "typeset/"),
    ("typst_layout", "typeset/"),
    ("clap", "cli/"),
    ("indicatif", "cli/"),
    ("dialoguer", "cli/"),
    ("winsafe", "cli/start.rs"),
    ("rayon", "pipeline"),
];

pub(crate) fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src is there") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let src = root().join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    found.sort();
    let name = |path: &PathBuf| path.strip_prefix(&src).expect("it lies in src").to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (name(path), fs::read_to_string(path).expect("sources are text"))).collect()
}

/// The room of a file. Who may read true figures lives in their folder, so that the compiler keeps the others out; a room of its own it is all the same.
pub(crate) fn module(file: &str) -> &str {
    let file = file.strip_prefix("figures/").filter(|inner| inner.contains('/')).unwrap_or(file);
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// Ratings, their looks, kinds of figures and the letters of states have types, and a home each where they are spelt: `view/words.rs`, `model/looks.rs`, `model/figure.rs` and
/// `view/states.rs`. What asks for one by its word misses the next one. Readers of files know the words of the file format, the view those of the page.
#[test]
fn no_rating_kind_or_state_is_known_by_its_word_outside_its_home() {
    const WORDS: [&str; 38] = [
        "Breach",
        "Red",
        "Amber",
        "Green",
        "Not achieved",
        "Achieved",
        "Exceeded",
        "breach",
        "red",
        "amber",
        "green",
        "missed",
        "not achieved",
        "achieved",
        "exceeded",
        "value",
        "numerator",
        "denominator",
        "year to date",
        "median",
        "minimum",
        "forecast",
        "band from",
        "band to",
        "minimum target",
        "best neighbour",
        "best quarter from",
        "mean",
        "lower process limit",
        "[p]",
        "[r]",
        "[i]",
        "[e]",
        "[f]",
        "[c]",
        "[x]",
        "[z]",
        "[late]",
    ];
    let mut seen = 0;
    for (file, text) in sources() {
        let speaks =
            ["view/", "load/", "import/", "validate/", "cli/", "diag/"].iter().any(|folder| file.starts_with(folder));
        let is_home = ["model/figure.rs", "model/looks.rs", "carry.rs"].contains(&file.as_str());
        if speaks || is_home || file.contains("/tests/") {
            continue;
        }
        seen += 1;
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let known = WORDS.iter().find(|word| line.contains(&format!("\"{word}\"")));
            assert!(known.is_none(), "src/{file}:{}: {known:?} has a type", number + 1);
        }
    }
    assert!(seen > 50, "{seen} files");
}

#[test]
fn modules_import_only_what_lies_below_them() {
    for (file, text) in sources() {
        let own = module(&file);
        // What the library shows, and what tests see of the rest.
        if matches!(own, "main" | "lib" | "internals") {
            continue;
        }
        let allowed =
            MAY_IMPORT.iter().find(|(name, _)| *name == own).unwrap_or_else(|| panic!("{own} is not in the table")).1;
        for (number, line) in text.lines().enumerate() {
            for (at, _) in line.match_indices("crate::") {
                let documentation = line.trim_start().starts_with("//");
                let rest = &line[at + "crate::".len()..];
                let names: Vec<&str> = match rest.strip_prefix('{') {
                    Some(list) => list.split([',', '}', ' ']).filter(|name| !name.is_empty() && *name != ";").collect(),
                    None => vec![rest],
                };
                for name in names {
                    let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                    let fine = documentation || name == own || allowed.contains(&name) || name.is_empty();
                    assert!(fine, "src/{file}:{}: {own} imports {name}", number + 1);
                }
            }
        }
    }
}

#[test]
fn each_crate_lives_behind_one_module() {
    for (file, text) in sources() {
        for (name, home) in HOMES {
            let named = text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
                line.contains(&format!("use {name}::"))
                    || line.contains(&format!(" {name}::"))
                    || line.contains(&format!("({name}::"))
            });
            let local = *name == "csv" && text.contains("mod csv");
            let at_home = home.split(' ').any(|home| file.starts_with(home))
                || file == "main.rs"
                || (*name == "csv" && file == "load/read.rs");
            assert!(!named || at_home || local, "src/{file} names {name}, which lives in {home}");
        }
    }
}

#[test]
fn no_source_file_grows_past_500_lines() {
    for (file, text) in sources() {
        assert!(text.lines().count() <= 500, "src/{file} has {} lines", text.lines().count());
    }
}
