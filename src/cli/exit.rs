//! How a command ends.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: the project has errors, and nothing was written.
    ProjectErrors,
    /// 2: the command was not understood.
    Usage,
    /// 3: something of ours failed, e.g. the output could not be written.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::ProjectErrors => 1,
            Exit::Usage => 2,
            Exit::Failed => 3,
        })
    }
}
