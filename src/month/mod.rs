//! The month's round: which figures are due, which texts are to be written, what is awaited from whom.
//!
//! Pure, like every stage: files come out as texts and paths, the day comes in. Figures are said in the words of pages, which are made from the ledger, so that what is hidden stands in none
//! of the files, lists and letters; of the true figures it asks only whether they are there.

mod awaited;
mod commentary_files;
mod due;
mod figures_file;
mod known;
mod letters;
mod new_month;
mod prose;
mod texts;

pub use awaited::{Awaited, Chase, Deadline, Kind, chase, deadlines};
pub use due::finest;
pub use known::{Known, NewFile, PaperOfMonth};
pub use letters::{Letter, counted, letters};
pub use new_month::{NewMonth, NotBegun, latest, new_month, period_of};
