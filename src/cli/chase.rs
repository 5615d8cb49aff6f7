//! `panelpack chase`.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::Date;
use crate::month::{Awaited, Chase, Deadline, Kind, Letter, counted, letters};

use super::args::{ChaseArgs, MessageFormat};
use super::exit::Exit;
use super::open::open_quietly;
use super::today::today;
use super::ui::Ui;

/// Says what is awaited, from whom and by when. Ends with 1 while anything is.
pub fn run(args: &ChaseArgs, ui: &mut Ui) -> Exit {
    chase(args, ui).unwrap_or_else(|exit| exit)
}

/// The same for programs.
#[derive(Serialize)]
struct Account<'c> {
    #[serde(flatten)]
    chase: &'c Chase,
    /// Where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    letters: Option<Vec<Letter>>,
}

fn chase(args: &ChaseArgs, ui: &Ui) -> Result<Exit, Exit> {
    let (_, mut project) = open_quietly(&args.project, ui)?;
    let on = args.on.unwrap_or_else(today);
    let chase = project.chase(args.period.as_deref(), on).map_err(|error| {
        ui.refuse(&error.to_string());
        Exit::Usage
    })?;
    if ui.format() == MessageFormat::Json {
        let account = Account { chase: &chase, letters: args.mail.then(|| letters(&chase)) };
        ui.say(&serde_json::to_string_pretty(&account).expect("an account is texts, truths and lists"));
    } else if args.mail {
        mail(&chase, ui);
    } else {
        say(&chase, ui);
    }
    Ok(if chase.awaited.is_empty() { Exit::Done } else { Exit::ProjectErrors })
}

fn say(chase: &Chase, ui: &Ui) {
    let all: Vec<&Awaited> = chase.awaited.iter().collect();
    let due = match chase.due {
        Some(due) if due < chase.on => format!("; figures and texts were due on {due}"),
        Some(due) => format!("; figures and texts are due on {due}"),
        None => String::new(),
    };
    ui.say(&match all.as_slice() {
        [] => format!("{}: nothing is awaited", chase.label),
        all => format!("{}: awaited {}{due}", chase.label, counted(all)),
    });
    for deadline in &chase.meetings {
        ui.say(&words(deadline));
    }
    for (from, awaited) in chase.by_person() {
        ui.say(from.unwrap_or("nobody is named: `owner` of the indicator or action, or `Author:` at the top of the file, says who is asked"));
        awaited.iter().for_each(|it| ui.say(&format!("  {}", line(it, chase.due))));
        let texts = awaited.iter().filter(|it| matches!(it.kind, Kind::Commentary | Kind::TextRepeated));
        let files: BTreeSet<&str> = texts.map(|it| it.file.as_str()).collect();
        if !files.is_empty() {
            ui.say(&format!("  texts go into {}", files.into_iter().collect::<Vec<_>>().join(", ")));
        }
    }
    for it in &chase.decided {
        ui.say(&format!("decided to go on without the text of {}: {}", it.of, it.note));
    }
    if !chase.has_figures {
        ui.note("no figure is in: which texts are needed is known when there are some");
    }
}

/// `CLA18 First health assessment in 20 working days: text (50%, red, 10th month; target 95%)`. A day is said where it is not that of all figures and texts.
fn line(it: &Awaited, due: Option<Date>) -> String {
    let head = [it.of.as_str(), it.name.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let what = match it.kind {
        Kind::Figure => "figure",
        Kind::Commentary => "text",
        Kind::TextRepeated => "the text is that of an earlier paper and says the figure of then",
        Kind::Target => "target",
        Kind::Action => "action",
    };
    let has_note = !it.note.is_empty() && it.kind != Kind::TextRepeated;
    let note = if has_note { format!(" ({})", it.note.trim_end_matches('.')) } else { String::new() };
    let by = match it.by.filter(|by| Some(*by) != due) {
        Some(by) if it.is_overdue => format!(", was due {by}"),
        Some(by) => format!(", due {by}"),
        None => String::new(),
    };
    format!("{}: {what}{note}{by}", head.join(" "))
}

fn mail(chase: &Chase, ui: &Ui) {
    let letters = letters(chase);
    for (place, letter) in letters.iter().enumerate() {
        if place > 0 {
            ui.say("");
            ui.say("----");
            ui.say("");
        }
        ui.say(&format!("To: {}", letter.to));
        ui.say(&format!("Subject: {}", letter.subject));
        ui.say("");
        letter.text.lines().for_each(|line| ui.say(line));
    }
    if letters.is_empty() && chase.awaited.is_empty() {
        ui.note(&format!("{}: nothing is awaited, so there is nothing to write", chase.label));
    }
    let unnamed: Vec<&str> = chase.awaited.iter().filter(|it| it.from.is_none()).map(|it| it.of.as_str()).collect();
    if !unnamed.is_empty() {
        let way = "`owner` of the indicator or action, or `Author:` at the top of the file, says who is asked";
        ui.note(&format!("nobody is named for {}: {way}", unnamed.join(", ")));
    }
}

/// `meeting on 2021-01-13 (parenting, chair): commentary by 2020-12-30, papers out on 2021-01-04, by law not after 2021-01-05`.
pub fn words(deadline: &Deadline) -> String {
    let Deadline { meeting, papers, commentary_due, dispatch, last_day } = deadline;
    let days = [("commentary by", commentary_due), ("papers out on", dispatch), ("by law not after", last_day)];
    let days = days.into_iter().filter_map(|(what, day)| day.map(|day| format!("{what} {day}")));
    let days = days.collect::<Vec<_>>().join(", ");
    let days = if days.is_empty() { String::new() } else { format!(": {days}") };
    format!("meeting on {meeting} ({}){days}", papers.join(", "))
}
