//! Schemas for editors, and the reference: both come from the tables of keys. `tests/schemas` holds the schemas against the files of this package.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cli::panelpack;
use crate::common::{fixtures, root};
use crate::editions::tree;

/// With `UPDATE_EXPECTED` set the reference is written anew.
#[test]
fn the_reference_is_what_the_tables_of_keys_say() {
    let references = panelpack::internals::load::references();
    let mut told = 0;
    for page in ["data/README.md", "templates/README.md"] {
        let path = root().join(page);
        let kept = fs::read_to_string(&path).expect("it can be read");
        let mut written = kept.clone();
        for (name, text) in &references {
            let (begin, end) = (format!("<!-- keys: {name} -->\n"), "<!-- /keys -->\n");
            let Some(from) = written.find(&begin).map(|at| at + begin.len()) else { continue };
            let to = from + written[from..].find(end).expect("the block ends");
            written.replace_range(from..to, text);
            told += 1;
        }
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &written).expect("it can be written");
        } else {
            assert_eq!(kept, written, "{page} differs: UPDATE_EXPECTED=1 writes it anew");
        }
    }
    assert_eq!(told, references.len(), "a file of the format is told nowhere");
}

#[test]
fn a_schema_is_printed_or_written_and_its_bytes_are_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let listed = panelpack(&["schema"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() == 9 && names[0] == "panelpack", "{listed}");
    let out = folder.path().join("schemas");
    for _ in 0..2 {
        panelpack(&["schema", "--out", out.to_str().unwrap()]).assert().success();
    }
    for name in names {
        let printed = panelpack(&["schema", name]).output().unwrap();
        let written = fs::read(out.join(format!("{name}.schema.json"))).unwrap();
        assert_eq!(printed.stdout, written);
        let schema: Value = serde_json::from_slice(&written).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
    let one = folder.path().join("one");
    panelpack(&["schema", "figures", "--out", one.to_str().unwrap()]).assert().success();
    assert_eq!(fs::read_dir(&one).unwrap().count(), 1);
    let output = panelpack(&["schema", "indicator"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("did you mean `indicators`?"), "{said}");
}

/// The first line of each file of YAML, by its path in the project.
fn first_lines(project: &Path) -> Vec<(String, String)> {
    let files = tree(project).into_iter().filter(|(path, _)| path.ends_with(".yaml"));
    let first = |content: Vec<u8>| String::from_utf8(content).unwrap().lines().next().unwrap_or_default().to_owned();
    files.map(|(path, content)| (path, first(content))).collect()
}

/// Each line names a file that is there, by a path within the project.
fn assert_lines_lead_to_schemas(project: &Path, paths: &[&str]) {
    let lines = first_lines(project);
    for path in paths {
        let (_, line) = lines.iter().find(|(it, _)| it == path).unwrap_or_else(|| panic!("{path} is not there"));
        let schema = line.strip_prefix("# yaml-language-server: $schema=").unwrap_or_else(|| panic!("{path}: {line}"));
        let place = project.join(path).parent().unwrap().join(schema).canonicalize().unwrap();
        assert!(place.starts_with(project.canonicalize().unwrap().join(".panelpack")), "{path}: {line}");
    }
}

#[test]
fn a_new_project_leads_editors_to_its_schemas_and_nothing_else_sees_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = crate::cli::new_project(&folder);
    let project = Path::new(&path);
    let files = ["panelpack.yaml", "indicators.yaml", "figures/history.yaml", "figures/2020-11.yaml"];
    assert_lines_lead_to_schemas(project, &files);
    let quiet = |words: &[&str]| {
        let output = panelpack(words).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    quiet(&["check", &path, "--on", "2020-12-01"]);
    // Whatever lies there is read by nobody.
    fs::write(project.join(".panelpack/indicators.yaml"), "\u{0}: [").unwrap();
    quiet(&["check", &path, "--on", "2020-12-01"]);
    panelpack(&["publish", &path, "--on", "2020-12-10"]).assert().success();
    let kept: Vec<String> = tree(project).into_keys().collect();
    let kept: Vec<&String> = kept.iter().filter(|path| path.starts_with("editions/")).collect();
    assert!(kept.len() > 5 && kept.iter().all(|path| !path.contains(".panelpack")), "{kept:?}");
    quiet(&["verify", "--project", &path]);
    panelpack(&["new-month", "2020-12", &path]).assert().success();
    assert_lines_lead_to_schemas(project, &["figures/2020-12.yaml"]);
    // A project without them has no such line.
    fs::remove_dir_all(project.join(".panelpack")).unwrap();
    fs::remove_file(project.join("figures/2020-12.yaml")).unwrap();
    panelpack(&["new-month", "2020-12", &path]).assert().success();
    let lines = first_lines(project);
    assert!(lines.iter().any(|(path, line)| path == "figures/2020-12.yaml" && !line.contains("$schema")), "{lines:?}");
}

#[test]
fn a_project_of_a_workbook_leads_editors_to_its_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("panel");
    let path = project.to_str().unwrap();
    let workbook = fixtures().join("import/derived_scorecard_merged_headers.xlsx");
    let workbook = workbook.to_str().unwrap();
    let told = ["--organisation", "O", "--panel", "P", "--small-numbers", "dfe"];
    let propose = [&["import", workbook, "--propose", "--project", path], &told[..]].concat();
    panelpack(&propose).assert().success();
    let recipe = "imports/derived-scorecard-merged-headers.yaml";
    assert_lines_lead_to_schemas(&project, &["panelpack.yaml", "indicators.yaml", recipe]);
    // The figures are the import's own: it knows them again.
    let again = panelpack(&["import", workbook, "--project", path]).output().unwrap();
    let said = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(again.status.success() && said.contains("nothing to write"), "{said}");
}
