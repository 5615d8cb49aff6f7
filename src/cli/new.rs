//! `panelpack new`.

use std::fs;
use std::io::IsTerminal;

use dialoguer::{Input, Select};

use crate::desk::place::{make_folder, write};
use crate::load::files::MANIFEST;
use crate::model::{Calendar, Frequency, MOST_HIDDEN, Period, SmallNumbersPolicy};

use super::args::{NewArgs, NewOptions, PolicyArg};
use super::exit::Exit;
use super::schema;
use super::start::typed_as;
use super::ui::Ui;

/// Makes a project from answers or flags.
pub fn run(args: &NewArgs, ui: &mut Ui) -> Exit {
    let occupied = args.folder.join(MANIFEST).exists()
        || fs::read_dir(&args.folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        ui.refuse(&format!("`{}` is not empty: name a folder that does not exist yet", args.folder.display()));
        return Exit::Usage;
    }
    let answers = match answers(&args.options, None) {
        Ok(answers) => answers,
        Err(message) => {
            ui.refuse(&message);
            return Exit::Usage;
        }
    };
    let lined = |(path, content): (String, String)| match schema::line(&path) {
        line if line.is_empty() => (path, content),
        line => (path, format!("{line}\n{content}")),
    };
    for (path, content) in answers.files().into_iter().map(lined).chain(schema::files()) {
        let path = args.folder.join(path);
        let folder = path.parent().unwrap_or(&args.folder);
        if let Err(diagnostic) = make_folder(folder).and_then(|()| write(&path, content.as_bytes())) {
            ui.report_one(diagnostic);
            return Exit::Failed;
        }
    }
    ui.say(&args.folder.display().to_string());
    let folder = args.folder.display().to_string();
    let folder = if folder.contains(' ') { format!("\"{folder}\"") } else { folder };
    ui.note(&format!("made a project with example figures; next: {} build {folder}", typed_as()));
    Exit::Done
}

/// What a new project is told.
pub struct Answers {
    organisation: String,
    panel: String,
    month: Period,
    small_numbers: SmallNumbers,
    decided_by: String,
}

/// How small numbers are treated.
struct SmallNumbers {
    /// None where a range alone was named.
    policy: Option<PolicyArg>,
    /// Of the numbers that are hidden the greatest; none where none are.
    hides: Option<u32>,
}

/// Takes what is told and asks for the rest; the month only where nothing else says it.
pub fn answers(args: &NewOptions, latest: Option<Period>) -> Result<Answers, String> {
    if !std::io::stdin().is_terminal() {
        let missing: Vec<&str> = [
            (args.organisation.is_none(), "--organisation"),
            (args.panel.is_none(), "--panel"),
            (args.month.is_none() && latest.is_none(), "--month"),
            (args.small_numbers.is_none() && args.hides.is_none(), "--small-numbers"),
        ]
        .into_iter()
        .filter_map(|(missing, flag)| missing.then_some(flag))
        .collect();
        if !missing.is_empty() {
            return Err(format!("without a terminal to ask on, a new project needs {}", missing.join(", ")));
        }
    }
    let organisation = ask("The name of the council", args.organisation.as_ref())?;
    let panel = ask("The panel that reads the paper", args.panel.as_ref())?;
    let month = match (&args.month, latest) {
        (Some(text), _) => month(text)?,
        (None, Some(latest)) => latest,
        (None, None) => ask_month()?,
    };
    let small_numbers = small_numbers(args)?;
    let decided_by = match (&args.decided_by, std::io::stdin().is_terminal()) {
        (Some(name), _) => name.clone(),
        (None, true) => ask("Who decided how small numbers are treated", None)?,
        (None, false) => "not recorded".to_owned(),
    };
    Ok(Answers { organisation, panel, month, small_numbers, decided_by })
}

/// Takes the policy and the range that are told, or asks; a range alone needs no policy.
fn small_numbers(args: &NewOptions) -> Result<SmallNumbers, String> {
    let named = args.hides.as_deref().map(range).transpose()?;
    let policy = match (args.small_numbers, named) {
        (None, None) => Some(ask_policy()?),
        (policy, _) => policy,
    };
    let hides = match (policy.map(greatest), named) {
        (Some(None), Some(_)) => {
            return Err("`--small-numbers none` shows every figure: leave out `--hides`".to_owned());
        }
        (Some(Some(greatest)), None) if args.small_numbers.is_none() => Some(ask_range(greatest)?),
        (Some(of_policy), None) => of_policy,
        (_, named) => named,
    };
    Ok(SmallNumbers { policy, hides })
}

/// The greatest number that a policy hides.
fn greatest(policy: PolicyArg) -> Option<u32> {
    match policy {
        PolicyArg::Dfe => SmallNumbersPolicy::DFE,
        PolicyArg::Nhs => SmallNumbersPolicy::NHS,
        PolicyArg::None => SmallNumbersPolicy::NONE,
    }
    .greatest()
}

/// The greatest number of a range.
fn range(text: &str) -> Result<u32, String> {
    let greatest = SmallNumbersPolicy::of_range(text).and_then(SmallNumbersPolicy::greatest);
    greatest.ok_or_else(|| {
        format!("`{text}` does not say which numbers are small; write `1 to 5`, or another end up to {MOST_HIDDEN}: zero is always shown")
    })
}

fn ask(question: &str, given: Option<&String>) -> Result<String, String> {
    match given {
        Some(answer) if answer.trim().is_empty() => Err(format!("{question}: the answer is empty")),
        Some(answer) => Ok(answer.trim().to_owned()),
        None => Input::new().with_prompt(question).interact_text().map_err(|error| error.to_string()),
    }
}

fn ask_month() -> Result<Period, String> {
    let valid = |text: &String| month(text).map(drop);
    let answer: String = Input::new()
        .with_prompt("The first month, e.g. 2020-11")
        .validate_with(valid)
        .interact_text()
        .map_err(|error| error.to_string())?;
    month(&answer)
}

fn ask_policy() -> Result<PolicyArg, String> {
    let choices =
        ["hide 1 to 5, as the Department for Education does", "hide 1 to 7, as NHS England does", "show every figure"];
    let chosen = Select::new()
        .with_prompt("Small numbers of people")
        .items(choices)
        .default(0)
        .interact()
        .map_err(|error| error.to_string())?;
    Ok([PolicyArg::Dfe, PolicyArg::Nhs, PolicyArg::None][chosen])
}

fn ask_range(greatest: u32) -> Result<u32, String> {
    let valid = |text: &String| range(text).map(drop);
    let answer: String = Input::new()
        .with_prompt("Which numbers of people are hidden")
        .default(format!("1 to {greatest}"))
        .validate_with(valid)
        .interact_text()
        .map_err(|error| error.to_string())?;
    range(&answer)
}

fn month(text: &str) -> Result<Period, String> {
    let period = Period::parse_spreadsheet(text, Calendar::default())
        .map_err(|error| format!("{error}; write a month as 2020-11"))?;
    if period.frequency() == Frequency::Month {
        Ok(period)
    } else {
        Err(format!("`{text}` is not a month; write it as 2020-11"))
    }
}

impl Answers {
    /// `panelpack.yaml`; `notice` stands on every page until somebody deletes its line.
    pub fn manifest(&self, notice: Option<&str>) -> String {
        // A text in JSON's quotes is a text in YAML, whatever it holds.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let policy = self.small_numbers.policy.map(|policy| match policy {
            PolicyArg::Dfe => "policy: dfe, ",
            PolicyArg::Nhs => "policy: nhs, ",
            PolicyArg::None => "policy: none, ",
        });
        let hides = self.small_numbers.hides.map(|greatest| format!("hides: 1 to {greatest}, "));
        let notice = notice.map_or_else(String::new, |notice| format!("notice: {notice}\n"));
        format!(
            "organisation: {organisation}\n\
             {notice}\
             amber_within: 5 points\n\
             small_numbers: {{{policy}{hides}decided_by: {decided_by}}}\n\
             papers:\n  \
               scorecard: {{title: Performance Scorecard, panel: {panel}, layout: scorecard}}\n\
             # meetings:                               # the paper of a meeting bears its date and item\n\
             #   - {{paper: scorecard, date: {meeting}-13, period: {month}, item: 6}}\n",
            organisation = quoted(&self.organisation),
            policy = policy.unwrap_or_default(),
            hides = hides.unwrap_or_default(),
            decided_by = quoted(&self.decided_by),
            panel = quoted(&self.panel),
            // A panel meets when the month's figures are in.
            meeting = self.month.latest(Frequency::Month).earlier(-2),
            month = self.month,
        )
    }

    /// The files of a new project: two indicators with thirteen months of example figures that say what they are.
    fn files(&self) -> Vec<(String, String)> {
        let month = self.month;
        let manifest = self.manifest(Some(
            "The figures in this paper are examples.   # delete this line when your own figures are in",
        ));
        let history: Vec<Period> = (1..=12).rev().map(|n| month.earlier(n)).collect();
        let row = |cells: &dyn Fn(usize) -> String| (0..12).map(cells).collect::<Vec<_>>().join(", ");
        let figures = format!(
            "# Once: the shape of your spreadsheet. Or save the same table from Excel as figures/history.csv.\n\
             Months: [{}]\n\
             PLANS:  [{}]\n\
             VISITS: [{}]\n",
            history.iter().map(Period::to_string).collect::<Vec<_>>().join(", "),
            row(&|i| format!("{}/180", 138 + 2 * i)),
            row(&|i| format!("{}", 410 + (i * 37) % 60)),
        );
        let commentary = "## Summary\nReplace this text with two or three sentences about the month.\n\n\
                      ## PLANS\nWhat is behind the figure.\n\n### Next\nWhat happens next. **Owner, by when.**\n";
        vec![
            (MANIFEST.to_owned(), manifest),
            ("indicators.yaml".to_owned(), INDICATORS.to_owned()),
            ("figures/history.yaml".to_owned(), figures),
            (
                format!("figures/{month}.yaml"),
                "# Each month: one short file.\nPLANS:  166/182\nVISITS: 431 p\n".to_owned(),
            ),
            (format!("commentary/{month}/example.md"), commentary.to_owned()),
            (".gitignore".to_owned(), "/out/\n".to_owned()),
        ]
    }
}

const INDICATORS: &str = "\
Planning:
  PLANS:
    name: Plans up to date
    definition: An example. Replace it with an indicator of your own.
    count: Plans reviewed in the last six months
    out_of: Plans in force
    better: higher
    target: 95
    owner: Head of Service
Contact:
  VISITS:
    name: Visits made
    definition: An example of a count for information.
    count: Visits made
    better: neither
";
