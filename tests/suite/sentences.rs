//! Every sentence that the pages make of the figures stands in a kept file, so that a reviewer reads it in a diff.

use std::fmt::Write;
use std::fs;

use panelpack::internals::page::{IndicatorView, PaperView, RunView};

use crate::common::fixtures;
use crate::matrix::papers;

fn joined(runs: &[RunView]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// What is made of an indicator's figures, a line each.
fn of_indicator(view: &IndicatorView, text: &mut String) {
    let change = format!("{} {}", view.change_short.arrow, view.change_short.words);
    let lines = [
        ("says", joined(&view.say)),
        ("stands", view.standing.clone()),
        ("changed", change),
        ("small", view.detail.clone()),
        ("compared", view.compared.clone()),
        ("signal", view.spc.as_ref().map_or_else(String::new, |spc| spc.sentence.clone())),
    ];
    writeln!(text, "\n{} {}", view.code, view.name).expect("a text has room");
    for (what, words) in lines.into_iter().filter(|(_, words)| !words.trim().is_empty()) {
        writeln!(text, "  {what}: {words}").expect("a text has room");
    }
}

fn of_paper(paper: &PaperView) -> String {
    let mut text = String::new();
    let answer = &paper.answer;
    let apart = [&answer.verdict, &answer.before, &paper.headline.lead, &paper.headline.rest, &paper.headline.apart];
    for words in apart.into_iter().filter(|words| !words.is_empty()) {
        writeln!(text, "{words}").expect("a text has room");
    }
    for (what, names) in [("Back on target", &answer.back_on_target), ("No longer rated", &answer.no_longer_rated)] {
        if !names.is_empty() {
            writeln!(text, "{what}: {}.", names.join("; ")).expect("a text has room");
        }
    }
    if let Some(signal) = &paper.signal {
        writeln!(text, "{}", signal.without).expect("a text has room");
    }
    paper.indicators().for_each(|view| of_indicator(view, &mut text));
    text
}

/// With `UPDATE_EXPECTED` set the files are written anew; read each line before you commit it.
#[test]
fn every_sentence_is_as_it_was_last_read() {
    let mut changed = Vec::new();
    let built = papers().iter().filter(|paper| paper.document.is_some());
    for paper in built {
        let file = fixtures().join("sentences").join(format!("{}.txt", paper.name.replace(' ', "-")));
        let text = of_paper(&paper.view);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::create_dir_all(fixtures().join("sentences"))
                .and_then(|()| fs::write(&file, &text))
                .expect("it can be written");
        } else if fs::read_to_string(&file).unwrap_or_default() != text {
            changed.push(paper.name.as_str());
        }
    }
    assert!(changed.is_empty(), "sentences differ: {changed:?}; read them, then UPDATE_EXPECTED=1");
}
