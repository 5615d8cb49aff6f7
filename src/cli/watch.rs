//! What a command is doing, for whoever stops it where that takes too long.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What is being done, and since when.
pub struct Watch(Mutex<(String, Instant)>);

impl Watch {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(("reading the project".to_owned(), Instant::now()))))
    }

    /// Something else is being done from now on.
    pub fn step(&self, what: &str) {
        *self.0.lock().expect("nobody panics with the lock") = (format!("`{what}`"), Instant::now());
    }

    /// What has been done for longer than a limit.
    pub fn is_over(&self, limit: Duration) -> Option<String> {
        let (what, since) = &*self.0.lock().expect("nobody panics with the lock");
        (since.elapsed() > limit).then(|| what.clone())
    }
}
