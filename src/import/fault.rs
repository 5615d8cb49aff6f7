//! Why a file is not imported, and what somebody must choose first.

use super::figure;

/// Why nothing was imported, with the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub message: String,
    pub hint: String,
}

/// So many faults of one kind are told one by one.
const TOLD: usize = 5;

/// So many cells of one formula are named.
const CELLS: usize = 8;

impl Fault {
    /// A formula that came to nothing, in one cell or in several.
    pub(super) fn of_formula(shown: &str, places: &[String]) -> Self {
        let named = places.iter().take(CELLS).cloned().collect::<Vec<_>>().join(", ");
        let more = places.len().saturating_sub(CELLS);
        let named = if more > 0 { format!("{named} and {more} more") } else { named };
        if !shown.starts_with('#') {
            let message = format!("{named}: {shown}: the program that wrote the file never computed it");
            return Self::new(message, "open the file, look what the formula refers to, and save it");
        }
        Self::new(
            format!("{named}: the formula comes to `{shown}`"),
            format!(
                "open the file, look what the formula refers to, and save it; or, where nobody has that figure, say so: `\"{shown}\": x` under `symbols` of the recipe, or `--symbol \"{shown}=x\"` beside `--propose`"
            ),
        )
    }

    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    /// Of many that have one way out the first.
    pub(super) fn few(faults: Vec<Self>) -> Vec<Self> {
        let mut kept: Vec<Self> = Vec::new();
        let mut more = 0;
        for fault in faults {
            if kept.iter().filter(|other| other.hint == fault.hint).count() < TOLD {
                kept.push(fault)
            } else {
                more += 1
            }
        }
        if more > 0 {
            kept.push(Self::new(format!("{more} more of these"), "put the first right, and run it again"));
        }
        kept
    }
}

/// What two cells have in common that say the same figure otherwise.
pub fn same_place(one: &str, other: &str) -> &'static str {
    let cell = |place: &str| {
        let cell = place.rsplit(['!', ' ']).next().unwrap_or_default();
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
        (place[..place.len() - cell.len()].to_owned(), cell[..digits].to_owned(), cell[digits..].to_owned())
    };
    let ((sheet, column, row), (other_sheet, other_column, other_row)) = (cell(one), cell(other));
    match () {
        () if sheet != other_sheet => "two sheets or files have it: leave the wrong one out",
        () if column == other_column => {
            "two rows have one code: give each its own, or take the row out that is not wanted"
        }
        () if row == other_row => {
            "two columns have one period: give each its own, or take the column out that is not wanted"
        }
        () => "two tables of the sheet have it: give their rows codes of their own, or take one out",
    }
}

/// A sign that nobody has said anything of.
pub(super) fn no_sign(place: &str, symbol: &str) -> Fault {
    let hint = match figure::almost(symbol) {
        Some(almost) => format!("{almost}; or `\"{symbol}\": \"\"` under `symbols` of the recipe for no figure"),
        None => format!(
            "write what it stands for under `symbols` of the recipe: `\"{symbol}\": x`, or `\"{symbol}\": \"\"` for no figure"
        ),
    };
    Fault::new(format!("{place}: `{symbol}` is no figure, and no sign that the recipe knows"), hint)
}

/// A recipe names a column by what is no letter.
pub(super) fn no_column(letter: &str) -> Fault {
    Fault::new(format!("`{letter}` is no column"), "columns go by their letters: A, B, AA")
}

/// What somebody must choose before a file can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Rows are about many areas.
    Area { column: String, count: usize, examples: Vec<String>, asked: Option<String> },
    /// Two areas have one name.
    TwoAreas { name: String, codes: Vec<String> },
    /// What rows were to be narrowed by is not in the file.
    NotThere { column: String, text: String },
    /// More indicators than anybody reads.
    TooMany { indicators: usize, columns: Vec<String> },
    /// Years and months in columns of their own do not say together which month it is.
    Unsaid(Fault),
}

impl Choice {
    pub(super) fn fault(&self) -> Fault {
        match self {
            Self::Area { column, count, examples, asked } => {
                let message = match asked {
                    Some(asked) => format!("`{asked}` is none of the {count} areas in the column `{column}`"),
                    None => format!("the file has rows of {count} areas, in the column `{column}`"),
                };
                Fault::new(
                    message,
                    format!(
                        "name yours as it stands there: `--area \"{}\"`",
                        examples.first().map_or("…", String::as_str)
                    ),
                )
            }
            Self::TwoAreas { name, codes } => Fault::new(
                format!("`{name}` is the name of {} areas", codes.len()),
                format!(
                    "name yours by its code: {}",
                    codes.iter().map(|code| format!("`--area {code}`")).collect::<Vec<_>>().join(" or ")
                ),
            ),
            Self::NotThere { column, text } => Fault::new(
                format!("no row has `{text}` in a column `{column}`"),
                "look how both are written in the file",
            ),
            Self::Unsaid(fault) => fault.clone(),
            Self::TooMany { indicators, columns } => Fault::new(
                format!("the file has {indicators} indicators of this area, by {}", columns.join(", ")),
                "say which: `--only \"column=text\"`, as often as needed".to_owned(),
            ),
        }
    }
}
