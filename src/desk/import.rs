//! Figures from files of other people: what would be written, and the writing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diag::{Code, Diagnostic, SourceMap, os_words};
use crate::import::{
    Applied, BENCHMARKS, Changed, Entry, Fault, Meta, Proposal, Wanted, apply, benchmarks, know, merge, open, pattern,
    propose, recipe_name,
};
use crate::load::recipe::{self, Recipe};
use crate::load::sources::fits;
use crate::load::{DirFiles, ProjectFiles};
use crate::model::{Calendar, Dated, Period};
use crate::pipeline::Project;
use crate::workbook::Workbook;

use super::neighbours::not_the_same;
use super::place::{make_folder, rewrite, within, write};

/// The folder of recipes.
const RECIPES: &str = "imports";

/// Files that were given, by their names.
pub type Given = Vec<(String, Vec<u8>)>;

/// What an import would write, and what is worth knowing of it.
#[derive(Debug, Default)]
pub struct Plan {
    /// By path in the project; nothing is written of what is as it was.
    pub files: Vec<Planned>,
    /// Figures that were read otherwise before, with the file that holds them.
    pub changed: Vec<(String, Changed)>,
    /// Rows whose figures go, since no recipe names them any more, with the file that held them.
    pub gone: Vec<(String, Vec<String>)>,
    /// Periods that came, with the file that holds them.
    pub new: Vec<(String, Vec<Period>)>,
    /// What was read, left out, and must be decided, as a proposal says it; what was noticed, as a later import does.
    pub read: Vec<String>,
    pub left_out: Vec<String>,
    pub decisions: Vec<String>,
    /// The latest month, quarter or year that has a figure.
    pub latest: Option<Period>,
    /// Figures that were read, by row, with their cells.
    pub(super) cells: Vec<(String, Period, Entry)>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub path: String,
    pub content: String,
    /// Whether it is there already, written by an import.
    pub is_there: bool,
}

/// Why nothing is imported: places are those of the sources.
#[derive(Debug)]
pub struct Refused {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: SourceMap,
}

impl From<Vec<Diagnostic>> for Refused {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, sources: SourceMap::default() }
    }
}

/// What somebody asks of an import.
#[derive(Debug, Default)]
pub struct Import<'a> {
    /// The name of the recipe; otherwise the one that names the files, or, where one is proposed, one made of their names.
    pub recipe: Option<&'a str>,
    /// Whose rows are read.
    pub area: Option<&'a str>,
    /// Columns and the texts that rows must have in them.
    pub only: &'a [(String, String)],
    /// Signs in place of figures, and what somebody says that they stand for.
    pub symbols: &'a [(String, String)],
}

/// Proposes a recipe with definitions and figures, for a project or, without one, for a new one.
pub fn proposal(given: &Given, import: &Import<'_>, project: Option<(&DirFiles, &Project)>) -> Result<Plan, Refused> {
    let (workbooks, meta) = workbooks(given)?;
    let file = pattern(&workbooks.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
    let named = |file: &str| import.recipe.map_or_else(|| recipe_name(file), str::to_owned);
    let first_name = named(&file);
    let files = project.map(|(files, _)| files);
    let calendar = project.map_or_else(Calendar::default, |(_, project)| project.scorecard().calendar);
    let defined: Vec<String> = project.map(|(_, project)| codes(project)).unwrap_or_default();
    let areas = areas(import, project.map(|(_, project)| project));
    let authorities = project.map(|(_, project)| authorities(project)).unwrap_or_default();
    let mut wanted = Wanted {
        file: &file,
        recipe: &first_name,
        areas: &areas,
        is_asked: import.area.is_some(),
        only: import.only,
        symbols: import.symbols,
        defined: &defined,
        authorities: &authorities,
        meta,
    };
    let read = |wanted: &Wanted<'_>| {
        propose(&workbooks, wanted, calendar).map_err(|faults| refused(&faults, Code::ImportFile, given))
    };
    let mut proposal = read(&wanted)?;
    // A file that is named by its month alone is one of many.
    let file = proposal.recipe.file.clone();
    let name = named(&file);
    if file != wanted.file {
        wanted = Wanted { file: &file, recipe: &name, ..wanted };
        proposal = read(&wanted)?;
    }
    let path = format!("{RECIPES}/{name}.yaml");
    let mut plan = figures(&proposal.applied, files, &path, &file, calendar, given)?;
    compare_with_others(&mut plan, &proposal.recipe, &workbooks, files, &path, calendar, given)?;
    let Proposal { recipe_text, definitions, read, left_out, mut decisions, .. } = proposal;
    decisions.append(&mut plan.decisions);
    plan.files.insert(0, Planned { path: path.clone(), content: recipe_text, is_there: false });
    if !definitions.is_empty() {
        let path = if files.is_some() { format!("indicators/{name}.yaml") } else { "indicators.yaml".to_owned() };
        plan.files.insert(1, Planned { path, content: definitions, is_there: false });
    }
    not_taken(&plan, files, &path)?;
    Ok(Plan { read, left_out, decisions, ..plan })
}

/// Refuses to write what somebody has already.
fn not_taken(plan: &Plan, files: Option<&DirFiles>, path: &str) -> Result<(), Refused> {
    let taken: Vec<&str> = plan
        .files
        .iter()
        .filter(|file| !file.is_there && files.is_some_and(|files| files.read(&file.path).is_ok()))
        .map(|file| file.path.as_str())
        .collect();
    if let [first, ..] = taken[..] {
        let there = Diagnostic::new(Code::ImportFile, format!("`{first}` is there already"));
        let hint = if first == path {
            format!(
                "to take in new figures run it without `--propose`; to begin anew, delete {first} first, or give the recipe a name with `--recipe`"
            )
        } else {
            format!("move {first} away, or give the recipe another name with `--recipe`")
        };
        return Err(vec![there.hint(hint)].into());
    }
    Ok(())
}

/// Follows the recipe that there is for files.
pub fn again(given: &Given, import: &Import<'_>, files: &DirFiles, project: &Project) -> Result<Plan, Refused> {
    let (workbooks, _) = workbooks(given)?;
    let names: Vec<&str> = workbooks.iter().map(|(name, _)| name.as_str()).collect();
    let (name, mut recipe, sources) = find(&names, import, files)?;
    others(&name, &names, files).iter().for_each(|other| know(&mut recipe, other));
    let calendar = project.scorecard().calendar;
    let path = format!("{RECIPES}/{name}.yaml");
    if let Some(workbook) = project.workbook_read_by(&path) {
        let read = Diagnostic::new(Code::ImportFile, format!("every build reads `{workbook}` by `{path}` itself"));
        let hint = "put the new file there under that name: `panelpack status` says what it changes of what was published; or take it out of `sources` in panelpack.yaml";
        return Err(vec![read.hint(hint)].into());
    }
    let applied = apply(&recipe, &workbooks, calendar)
        .map_err(|faults| Refused { sources, ..refused(&faults, Code::ImportChanged, given) })?;
    let mut plan = figures(&applied, Some(files), &path, &recipe.file, calendar, given)?;
    compare_with_others(&mut plan, &recipe, &workbooks, Some(files), &path, calendar, given)?;
    let known = codes(project);
    let mut decisions = applied.differing.clone();
    decisions.append(&mut plan.decisions);
    decisions.extend(not_the_same(&recipe, &workbooks, &authorities(project)));
    let rows = applied.files.iter().flat_map(|file| &file.rows).map(|(row, _)| row.split(' ').next().unwrap_or(row));
    let mut undefined: Vec<&str> = rows.filter(|code| !known.iter().any(|known| known == code)).collect();
    undefined.dedup();
    decisions.extend(undefined.iter().map(|code| format!("{code} has figures and no definition")));
    Ok(Plan { left_out: applied.notes, decisions, ..plan })
}

/// Writes what was planned, each file whole; what is there and was not written by an import is not touched.
pub fn carry_out(plan: &Plan, root: &Path) -> Result<(), Diagnostic> {
    for file in &plan.files {
        within(root, root.join(&file.path))?;
    }
    for file in &plan.files {
        if file.is_there {
            rewrite(root, &file.path, file.content.as_bytes())?;
        } else {
            let path = within(root, root.join(&file.path))?;
            make_folder(path.parent().unwrap_or(root))?;
            write(&path, file.content.as_bytes())?;
        }
    }
    Ok(())
}

/// The files as workbooks, but for those that say what the columns of others are.
fn workbooks(given: &Given) -> Result<(Vec<(String, Workbook)>, Meta), Refused> {
    let (mut workbooks, mut meta) = (Vec::new(), Meta::default());
    for (name, bytes) in given {
        let workbook = open(bytes).map_err(|fault| {
            let refused = Diagnostic::new(Code::ImportFile, format!("`{name}` is not imported: {}", fault.message));
            vec![refused.hint(fault.hint)]
        })?;
        match Meta::read(&workbook) {
            Some(said) => meta = said,
            None => workbooks.push((name.clone(), workbook)),
        }
    }
    if workbooks.is_empty() {
        let alone = Diagnostic::new(Code::ImportFile, "this file says what columns are, and holds no figures");
        return Err(vec![alone.hint("name the file of figures beside it: `panelpack import x.csv --propose`")].into());
    }
    Ok((workbooks, meta))
}

fn refused(faults: &[Fault], code: Code, given: &Given) -> Refused {
    let name = |fault: &Fault| match &given[..] {
        [(name, _)] => format!("`{name}`: {}", fault.message),
        _ => fault.message.clone(),
    };
    faults.iter().map(|fault| Diagnostic::new(code, name(fault)).hint(fault.hint.clone())).collect::<Vec<_>>().into()
}

fn cells(applied: &Applied) -> Vec<(String, Period, Entry)> {
    let rows = applied.files.iter().flat_map(|file| &file.rows);
    let cells = |(row, entries): &(String, BTreeMap<Period, Entry>)| {
        entries.iter().map(|(period, entry)| (row.clone(), *period, entry.clone())).collect::<Vec<_>>()
    };
    rows.flat_map(cells).collect()
}

fn figures(
    applied: &Applied,
    files: Option<&DirFiles>,
    recipe: &str,
    source: &str,
    calendar: Calendar,
    given: &Given,
) -> Result<Plan, Refused> {
    let mut plan = Plan { cells: cells(applied), ..Plan::default() };
    let mut faults = Vec::new();
    for file in &applied.files {
        let path = crate::import::path(file);
        let existing =
            files.and_then(|files| files.read(&path).ok()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match merge(file, existing.as_deref(), recipe, source, calendar) {
            Ok(merged) => {
                plan.latest = plan.latest.max(merged.latest);
                plan.changed.extend(merged.changed.into_iter().map(|changed| (path.clone(), changed)));
                if !merged.gone.is_empty() {
                    plan.gone.push((path.clone(), merged.gone));
                }
                if !merged.new.is_empty() {
                    plan.new.push((path.clone(), merged.new));
                }
                if existing.as_ref() != Some(&merged.content) {
                    plan.files.push(Planned { path, content: merged.content, is_there: existing.is_some() });
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(plan) } else { Err(refused(&faults, Code::ImportFile, given)) }
}

/// Adds what other areas have to the plan, where the recipe names them.
fn compare_with_others(
    plan: &mut Plan,
    recipe: &Recipe,
    workbooks: &[(String, Workbook)],
    files: Option<&DirFiles>,
    path: &str,
    calendar: Calendar,
    given: &Given,
) -> Result<(), Refused> {
    let existing = files.and_then(|files| files.read(BENCHMARKS).ok());
    let existing = existing.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let merged = benchmarks(recipe, workbooks, existing.as_deref(), path, calendar);
    let Some(merged) = merged.map_err(|faults| refused(&faults, Code::ImportChanged, given))? else { return Ok(()) };
    plan.changed.extend(merged.changed.into_iter().map(|changed| (BENCHMARKS.to_owned(), changed)));
    if !merged.gone.is_empty() {
        plan.gone.push((BENCHMARKS.to_owned(), merged.gone));
    }
    plan.decisions.extend(merged.differing);
    if existing.as_ref() != Some(&merged.content) {
        let is_there = existing.is_some();
        plan.files.push(Planned { path: BENCHMARKS.to_owned(), content: merged.content, is_there });
    }
    Ok(())
}

fn codes(project: &Project) -> Vec<String> {
    project.scorecard().indicators().map(|(_, indicator)| indicator.code.to_string()).collect()
}

/// The names by which a council may go in a file: as somebody asked, else as the project says.
fn areas(import: &Import<'_>, project: Option<&Project>) -> Vec<String> {
    match (import.area, project.map(Project::scorecard)) {
        (Some(area), _) => vec![area.to_owned()],
        (None, Some(scorecard)) => {
            scorecard.area.iter().chain([&scorecard.short_name, &scorecard.organisation]).cloned().collect()
        }
        (None, None) => Vec::new(),
    }
}

/// The numbers of the authorities that a project is compared with, its own first.
fn authorities(project: &Project) -> Vec<String> {
    let scorecard = project.scorecard();
    let own = scorecard.area.iter().filter_map(|area| area.split(' ').next());
    let neighbours = scorecard.neighbours.iter().flat_map(Dated::entries).flat_map(|(_, set)| set).map(String::as_str);
    let mut all: Vec<String> = own.chain(neighbours).map(str::to_owned).collect();
    let mut seen = BTreeSet::new();
    all.retain(|number| seen.insert(number.clone()));
    all
}

/// The other recipes that read the same files; those that cannot be followed are no matter here.
fn others(own: &str, names: &[&str], files: &DirFiles) -> Vec<Recipe> {
    let paths = files.list().unwrap_or_default().into_iter();
    let others = paths.filter(|path| {
        path.starts_with("imports/") && path.ends_with(".yaml") && *path != format!("{RECIPES}/{own}.yaml")
    });
    let read = |path: String| {
        let content = String::from_utf8_lossy(&files.read(&path).ok()?).into_owned();
        let recipe = recipe::read(&path, &content, &mut SourceMap::default()).ok()?;
        names.iter().any(|name| fits(&recipe.file, name)).then_some(recipe)
    };
    others.filter_map(read).collect()
}

/// The recipe for files, with its name.
fn find(names: &[&str], import: &Import<'_>, files: &DirFiles) -> Result<(String, Recipe, SourceMap), Refused> {
    let mut sources = SourceMap::default();
    let survey = files.survey().map_err(|error| {
        vec![Diagnostic::new(Code::ImportFile, format!("the project cannot be read: {}", os_words(&error)))]
    })?;
    let paths = survey.files.into_iter().filter(|path| path.starts_with("imports/") && path.ends_with(".yaml"));
    let named = |path: &String| import.recipe.is_none_or(|name| *path == format!("{RECIPES}/{name}.yaml"));
    let mut found = Vec::new();
    for path in paths.filter(named) {
        let content = files.read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let read = recipe::read(&path, &content, &mut sources)
            .map_err(|diagnostics| Refused { diagnostics, sources: std::mem::take(&mut sources) })?;
        let fits = names.iter().all(|name| fits(&read.file, name));
        if fits || import.recipe.is_some() {
            let name = path.trim_start_matches("imports/").trim_end_matches(".yaml").to_owned();
            found.push((name, read));
        }
    }
    let file = names.first().copied().unwrap_or_default();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some((name, recipe)), None) => Ok((name, recipe, sources)),
        (None, _) => {
            let none = Diagnostic::new(Code::ImportFile, format!("no recipe in `imports` is for `{file}`"));
            Err(vec![none.hint(format!(
                "the first time: `panelpack import \"{file}\" --propose`; or name the recipe with `--recipe`"
            ))]
            .into())
        }
        (Some(first), Some(second)) => {
            let names: Vec<String> =
                [first, second].into_iter().chain(found).map(|(name, _)| format!("`--recipe {name}`")).collect();
            Err(vec![
                Diagnostic::new(Code::ImportFile, format!("several recipes are for `{file}`")).hint(names.join(" or ")),
            ]
            .into())
        }
    }
}
