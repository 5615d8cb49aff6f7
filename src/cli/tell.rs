//! What a deed of the desk tells, in words.

use crate::desk::{Error, Event};

use super::Exit;
use super::ui::Ui;

/// Says what happens while it happens.
pub struct Teller<'u> {
    ui: &'u Ui,
}

impl<'u> Teller<'u> {
    pub fn new(ui: &'u Ui) -> Self {
        Self { ui }
    }

    /// Ends what was told; where the deed was not done, says why.
    pub fn ended<T>(self, done: Result<T, Error>) -> Result<T, Exit> {
        done.map_err(|error| failed(&error, self.ui))
    }

    /// Says what an event means.
    pub fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Found { diagnostics, sources } => self.ui.report(diagnostics, sources),
        }
    }
}

/// Says why something was not done, where no event has, and how the command ends.
pub fn failed(error: &Error, ui: &Ui) -> Exit {
    match error {
        Error::Project(_) => Exit::ProjectErrors,
        Error::Refused(diagnostic) => {
            ui.report_one((**diagnostic).clone());
            Exit::ProjectErrors
        }
        Error::Output(diagnostic) => {
            ui.report_one((**diagnostic).clone());
            Exit::Failed
        }
        Error::Unread { .. } => {
            ui.refuse(&error.to_string());
            Exit::Failed
        }
    }
}
