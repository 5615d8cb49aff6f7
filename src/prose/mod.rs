//! English sentences as tokens, for whoever looks for numbers in what people wrote.

mod tokens;
mod words;

pub use tokens::{Kind, Token, tokens};
pub use words::{MONTHS, SHORT_MONTHS, is_in, singular};
