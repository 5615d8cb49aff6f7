//! What the texts of people name instead of writing it, as the page prints it: taken from the page itself, so that the two cannot differ.

use super::commentary;
use crate::model::{RatingKey, Reference, Said, Tallied};
use crate::page::{BlockView, CommentaryView, IndicatorView, PaperView, RunView, Unsaid};

/// Puts into a paper's texts what they name, and counts their letters. What has no figure stays as it was written, and is given back.
pub fn fill(paper: &mut PaperView) -> Vec<(Reference, Unsaid)> {
    let mut named: Vec<Reference> = Vec::new();
    each_text(paper, &mut |runs| named.extend(runs.iter().filter_map(|run| run.reference.clone())));
    named.sort();
    named.dedup();
    let told: Vec<(Reference, Result<String, Unsaid>)> =
        named.into_iter().map(|reference| (reference.clone(), said(paper, &reference))).collect();
    each_text(paper, &mut |runs| {
        if runs.iter().any(|run| run.reference.is_some()) {
            *runs = filled(std::mem::take(runs), &told);
        }
    });
    for view in paper.themes.iter_mut().flat_map(|theme| &mut theme.indicators) {
        view.written = commentary::letters([&view.behind, &view.next]);
    }
    told.into_iter().filter_map(|(reference, text)| Some((reference, text.err()?))).collect()
}

/// A text with what it names. Runs of one style become one, so that the page is that of a text in which the figures were typed.
fn filled(runs: Vec<RunView>, said: &[(Reference, Result<String, Unsaid>)]) -> Vec<RunView> {
    let mut filled: Vec<RunView> = Vec::new();
    for mut run in runs {
        let of_run = run.reference.take();
        if let Some((_, Ok(text))) = said.iter().find(|(named, _)| Some(named) == of_run.as_ref()) {
            run.text.clone_from(text);
        }
        let style = |run: &RunView| (run.bold, run.italic, run.link.clone());
        match filled.last_mut().filter(|last| style(last) == style(&run)) {
            Some(last) => last.text.push_str(&run.text),
            None => filled.push(run),
        }
    }
    filled
}

/// What stands in place of a reference.
pub fn said(paper: &PaperView, reference: &Reference) -> Result<String, Unsaid> {
    match reference {
        Reference::Indicator(code, said) => {
            let indicator = paper.indicators().find(|it| it.code == code.as_str()).ok_or(Unsaid::NotInPaper)?;
            of_indicator(indicator, *said)
        }
        Reference::Counts(kind) => tally(paper, *kind).map(|count| count.to_string()).ok_or(Unsaid::None),
        Reference::Period => Ok(paper.period.label.clone()),
        Reference::PeriodBefore => Ok(paper.period.previous.clone()),
    }
}

/// What a page prints of an indicator.
pub fn of_indicator(view: &IndicatorView, said: Said) -> Result<String, Unsaid> {
    let text = match said {
        Said::Value => view.value.clone(),
        // In a line the two stay together; a text breaks where it likes.
        Said::Of => view.line.numbers.replace('\u{a0}', " "),
        Said::Change => {
            let is_told = view.change.arrow != "none" || view.change.as_published;
            if is_told { view.change.words.clone() } else { String::new() }
        }
        Said::By => view.change_by.clone(),
        Said::Previous => view.previous.clone(),
        Said::LastYear => view.last_year.clone(),
        Said::Target => match view.target_kind {
            "figure" | "band" => view.target.clone(),
            _ => String::new(),
        },
        Said::Rating => match view.rating.key {
            "unrated" | "info" => String::new(),
            _ => view.rating.word.to_lowercase(),
        },
        Said::ForHowLong => view.how_long.clone(),
        Said::ExpectedBack => view.expected_back.clone(),
        Said::YearToDate => view.to_date.value.clone(),
        Said::England => view.england.value.clone(),
        Said::Neighbours => view.neighbours.value.clone(),
        Said::Name => view.name.clone(),
    };
    let is_hidden = view.value == HIDDEN && matches!(said, Said::Of | Said::Change | Said::By | Said::Rating);
    match text.as_str() {
        HIDDEN => Err(Unsaid::Hidden),
        "" if is_hidden => Err(Unsaid::Hidden),
        // Letters in brackets are a state in the figure's place.
        text if text.is_empty() || text.starts_with('[') => Err(Unsaid::None),
        _ => Ok(text),
    }
}

const HIDDEN: &str = "[c]";

/// How many indicators of a kind the tiles count; `None` where no indicator is judged in its scheme, because a nought would be a claim then.
fn tally(paper: &PaperView, kind: Tallied) -> Option<usize> {
    let tile = |key: RatingKey| paper.tiles.iter().find(|tile| tile.rating.key == key.name()).map(|tile| tile.count);
    match kind {
        // It has a tile only where there is one, and all that are judged like it have theirs.
        Tallied::With(RatingKey::Breach) => tile(RatingKey::Breach).or_else(|| tile(RatingKey::Red).map(|_| 0)),
        Tallied::With(RatingKey::Unrated) => Some(tile(RatingKey::Unrated).unwrap_or(0)),
        Tallied::With(key) => tile(key),
        Tallied::OffTarget => (paper.headline.rated > 0).then_some(paper.answer.rows.len()),
        Tallied::Rated => Some(paper.headline.rated),
        Tallied::Indicators => Some(paper.indicators().count()),
    }
}

/// The runs of every paragraph and cell of every text of people.
fn each_text(paper: &mut PaperView, act: &mut dyn FnMut(&mut Vec<RunView>)) {
    let plain = &mut paper.plain;
    let whole = [&mut paper.recommendation, &mut paper.summary];
    let young = [&mut plain.intro, &mut plain.you_told_us, &mut plain.next, &mut plain.have_your_say];
    let mut texts: Vec<&mut CommentaryView> = whole.into_iter().chain(young).flatten().collect();
    for theme in &mut paper.themes {
        texts.extend(&mut theme.analysis);
        texts.extend(theme.indicators.iter_mut().flat_map(|it| [&mut it.behind, &mut it.next]).flatten());
    }
    texts.into_iter().flat_map(|text| &mut text.blocks).for_each(|block| each_text_of(block, act));
}

fn each_text_of(block: &mut BlockView, act: &mut dyn FnMut(&mut Vec<RunView>)) {
    match block {
        BlockView::Paragraph { runs } => act(runs),
        BlockView::List { items, .. } | BlockView::Quotation { items } | BlockView::Table { items, .. } => {
            items.iter_mut().flatten().for_each(|block| each_text_of(block, act));
        }
    }
}
