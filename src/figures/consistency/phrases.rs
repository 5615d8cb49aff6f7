//! What a sentence says in per cent: a level, a change, or a share of something else.
//!
//! No grammar: a few words before and after the number decide, and where they do not, the sentence is left alone. A word list that is too
//! short misses a slip; one that is too long finds fault with good English.

use std::ops::Range;

/// A number in per cent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerCent {
    /// The number and its sign or words, in bytes of the text.
    pub range: Range<usize>,
    pub says: Says,
}

/// What a number in per cent says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// `fell by 6%`, `6% higher than in October`, `a rise of 5 per cent`.
    Change,
    /// `stood at 78%`, `fell to 78 per cent`.
    Level,
    /// `19% of our social workers`, or nothing that these words tell.
    Neither,
}

const VERBS: &str = "fall falls fell fallen falling rise rises rose risen rising increase increases increased increasing decrease \
    decreases decreased decreasing drop drops dropped dropping decline declines declined declining improve improves \
    improved improving grow grows grew grown growing reduce reduces reduced reducing worsen worsened slipped dipped \
    jumped climbed raise raises raised up down";

const NOUNS: &str = "fall rise increase decrease drop decline improvement growth reduction change gain dip jump";

const COMPARISONS: &str = "higher lower better worse up down more less";

/// Words that may stand between a verb and its number without changing what is said.
const FILLERS: &str = "about around nearly almost some just only roughly approximately another a further more than";

/// Words before a level.
const LEVELS: &str = "at to is was from reached reaches remains remained stands stood now still";

/// Words after a comparison that does not speak of something else.
const ENDS: &str = "than in on at this last compared against over and but since again";

/// Words after `in` that tell a time, and not another thing that grew.
const TIMES: &str = "january february march april may june july august september october november december month months quarter \
    quarters year years week weeks period spring summer autumn winter time";

/// Every number in per cent, in order.
pub fn per_cents(text: &str) -> Vec<PerCent> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Number) {
        let Some(after) = after_per_cent(&tokens, i + 1) else { continue };
        let range = token.range.start..tokens[after - 1].range.end;
        found.push(PerCent { range, says: says(&tokens[..i], &tokens[after..]) });
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    PerCentSign,
    Word,
    /// Punctuation: it ends a phrase.
    Stop,
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    /// In lower case.
    word: String,
    range: Range<usize>,
}

impl Token {
    fn is_one_of(&self, words: &str) -> bool {
        self.kind == Kind::Word && words.split(' ').any(|word| word == self.word)
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        // A reference says what the page says, and is no word of the text.
        if let Some(end) = text[start..].strip_prefix("{{").and_then(|rest| rest.find("}}")) {
            let end = start + 2 + end + 2;
            while chars.next_if(|(at, _)| *at < end).is_some() {}
            tokens.push(Token { kind: Kind::Stop, word: String::new(), range: start..end });
            continue;
        }
        let in_word = |c: char| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}');
        let in_number = |c: char, next: Option<char>| {
            c.is_ascii_digit() || (matches!(c, '.' | ',') && next.is_some_and(|next| next.is_ascii_digit()))
        };
        let kind = match c {
            _ if c.is_whitespace() => continue,
            '%' => Kind::PerCentSign,
            _ if c.is_ascii_digit() => Kind::Number,
            _ if c.is_alphabetic() => Kind::Word,
            _ => Kind::Stop,
        };
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.peek().copied() {
            let next = text[at + c.len_utf8()..].chars().next();
            let goes_on = match kind {
                Kind::Number => in_number(c, next),
                Kind::Word => in_word(c),
                Kind::PerCentSign | Kind::Stop => false,
            };
            if !goes_on {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        tokens.push(Token { kind, word: text[start..end].to_lowercase(), range: start..end });
    }
    tokens
}

/// The token after the sign or the words for per cent; `None` where they do not stand here.
fn after_per_cent(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    match first.kind {
        Kind::PerCentSign => Some(at + 1),
        Kind::Word if first.word == "percent" => Some(at + 1),
        Kind::Word if first.word == "per" && tokens.get(at + 1)?.word == "cent" => Some(at + 2),
        Kind::Word | Kind::Number | Kind::Stop => None,
    }
}

fn says(before: &[Token], after: &[Token]) -> Says {
    let next = after.first();
    // `6% points` is what it should be; `19% of` is a share.
    if next.is_some_and(|next| next.is_one_of("point points of")) {
        return Says::Neither;
    }
    if is_change(before, after) {
        return if speaks_of_another(after) { Says::Neither } else { Says::Change };
    }
    let ends = next.is_none_or(|next| next.kind == Kind::Stop || next.is_one_of(ENDS));
    let level = before.last().is_some_and(|last| last.is_one_of(LEVELS));
    if level && ends { Says::Level } else { Says::Neither }
}

fn is_change(before: &[Token], after: &[Token]) -> bool {
    let fillers = before.iter().rev().take_while(|token| token.is_one_of(FILLERS)).count();
    let (last, rest) = match before[..before.len() - fillers].split_last() {
        Some((last, rest)) => (Some(last), rest),
        None => (None, &[][..]),
    };
    let is = |token: Option<&Token>, words| token.is_some_and(|token| token.is_one_of(words));
    // `fell sharply by 6%`: the verb stands a word or two before.
    let verb_before =
        || rest.iter().rev().take(3).take_while(|token| token.kind == Kind::Word).any(|token| token.is_one_of(VERBS));
    let said_before =
        is(last, VERBS) || (is(last, "by") && verb_before()) || (is(last, "of") && is(rest.last(), NOUNS));
    let said_after = match after {
        [next, end @ ..] if next.is_one_of(COMPARISONS) => {
            end.first().is_none_or(|end| end.kind == Kind::Stop || end.is_one_of(ENDS))
        }
        [next, ..] => next.is_one_of(NOUNS),
        [] => false,
    };
    said_before || said_after
}

/// `a rise of 5% in referrals` is not a rise of the figure.
fn speaks_of_another(after: &[Token]) -> bool {
    let phrase = after.iter().take_while(|token| token.kind != Kind::Stop).take(2);
    let Some(at) = phrase.clone().position(|token| token.word == "in") else { return false };
    let thing = after[at + 1..].iter().take(4).take_while(|token| token.kind != Kind::Stop);
    !thing.clone().any(|token| token.is_one_of(TIMES) || token.kind == Kind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Vec<Says> {
        per_cents(text).into_iter().map(|per_cent| per_cent.says).collect()
    }

    #[test]
    fn a_change_in_per_cent_is_told_from_a_level_and_a_share() {
        for text in [
            "The figure fell by 6%.",
            "It fell sharply by about 6 per cent in November.",
            "It has increased 5% since October",
            "That is 6% higher than in October.",
            "This is a rise of 5 per cent on last month",
            "a 6% drop",
            "up 6% on the year",
            "an improvement of 4.5%, the best yet",
        ] {
            assert_eq!(says(text), [Says::Change], "{text}");
        }
        for text in ["It stood at 78%.", "It fell to 78 per cent in November.", "The rate is 1,078%", "now 78%"] {
            assert_eq!(says(text), [Says::Level], "{text}");
        }
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "Agency workers are 21% of our social workers.",
            "It fell by 6% points.",
            "It rose by 6 percentage points.",
            "It rose by 6 points.",
            "It fell under 55% in May.",
            "Rooms were free, and 40% of those asked came.",
            "a rise of 5% in referrals",
            "There were 6% more referrals.",
            "About 30% were siblings.",
            "The meeting was attended by 90% of members.",
            "We expect to spend 104% of it, 1 point more than we expected.",
            "by 31 January 2021",
        ] {
            assert!(says(text).iter().all(|says| *says == Says::Neither), "{text}");
        }
        assert_eq!(says("It has risen from 72% in August to 78%."), [Says::Level, Says::Level]);
    }

    #[test]
    fn the_range_holds_the_number_and_its_sign() {
        let text = "Ä: fell by 6 per cent, then 4%";
        let ranges: Vec<&str> = per_cents(text).iter().map(|per_cent| &text[per_cent.range.clone()]).collect();
        assert_eq!(ranges, ["6 per cent", "4%"]);
    }
}
