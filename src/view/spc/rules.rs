//! The key: icons that the paper uses, and the rules in force.

use crate::assess::spc::{AssessedSpc, NotEnough, Variation};
use crate::assess::{AssessedIndicator, Assessment};
use crate::model::{SpcRules, TwoOfThree};

use crate::page::{SpcIconView, SpcKeyView};
use crate::view::format::{in_words, listed};

use super::assurance::Verdict;
use super::words::{signed, variation};

/// What a reader must know to read icons and charts; nothing where no indicator has them.
pub fn key(assessment: &Assessment<'_>) -> Option<SpcKeyView> {
    let charts: Vec<(&AssessedIndicator<'_>, &AssessedSpc<'_>)> =
        assessment.indicators().filter_map(|assessed| Some((assessed, assessed.spc.as_ref()?))).collect();
    if charts.is_empty() {
        return None;
    }
    let signed = || charts.iter().filter(|(_, spc)| spc.has_signs());
    let mut shown: Vec<&AssessedSpc<'_>> = signed().map(|(_, spc)| *spc).collect();
    shown.sort_by_key(|spc| (spc.variation, is_constant(spc)));
    shown.dedup_by_key(|spc| (spc.variation, is_constant(spc)));
    let mut verdicts: Vec<Verdict> = signed().map(|(assessed, spc)| Verdict::of(assessed, spc)).collect();
    verdicts.sort_unstable();
    verdicts.dedup();
    Some(SpcKeyView {
        variation: shown.into_iter().map(general).collect(),
        assurance: verdicts.into_iter().map(Verdict::icon).collect(),
        rules: rules(&charts),
        normal: normal(&charts),
    })
}

fn is_constant(spc: &AssessedSpc<'_>) -> bool {
    matches!(spc.not_enough, Some(NotEnough::Constant(_)))
}

/// Not enough data may have any reason.
fn general(spc: &AssessedSpc<'_>) -> SpcIconView {
    let icon = variation(spc.variation, spc.not_enough);
    let says = "too few figures, or too small numbers; the indicator says which";
    let has_reasons = spc.variation == Variation::NotEnough && !is_constant(spc);
    if has_reasons { signed(icon.key, icon.word, icon.letter, says.to_owned()) } else { icon }
}

/// The same for a paper that draws normal variation as a band: no signs, and no chart of a process.
fn normal(charts: &[(&AssessedIndicator<'_>, &AssessedSpc<'_>)]) -> String {
    let method = sets(charts).into_iter().enumerate().map(|(i, (rules, codes))| {
        let whose = if i == 0 { String::new() } else { format!("For {}: ", listed(&codes)) };
        format!("{whose}{} {}", limits(&rules), signs(&rules).replace("A special cause", "More than chance"))
    });
    let method: Vec<String> = method.collect();
    format!(
        "Normal variation: {} The rules are those of NHS England's Making Data Count.",
        method.join(" ").replacen("Limits are", "limits are", 1)
    )
}

/// The rules in force, each with the codes that follow them; the commonest first.
fn sets(charts: &[(&AssessedIndicator<'_>, &AssessedSpc<'_>)]) -> Vec<(SpcRules, Vec<String>)> {
    let mut sets: Vec<(SpcRules, Vec<String>)> = Vec::new();
    for (assessed, spc) in charts {
        let code = assessed.indicator.code.to_string();
        match sets.iter_mut().find(|(rules, _)| *rules == spc.spc.rules) {
            Some((_, codes)) => codes.push(code),
            None => sets.push((spc.spc.rules, vec![code])),
        }
    }
    sets.sort_by_key(|(_, codes)| std::cmp::Reverse(codes.len()));
    sets
}

fn rules(charts: &[(&AssessedIndicator<'_>, &AssessedSpc<'_>)]) -> Vec<String> {
    let mut told = vec![
        "A process behaviour chart (XmR) shows which figures differ from the others by more than chance explains. It stands beside the rating: that says whether the target was met, this whether anything happened.".to_owned(),
    ];
    told.extend(sets(charts).iter().enumerate().flat_map(|(i, (rules, codes))| {
        let whose = if i == 0 { String::new() } else { format!("For {}: ", listed(codes)) };
        [format!("{whose}{}", limits(rules)), format!("{whose}{}", signs(rules))]
    }));
    told.push(
        "From 8 to 12 figures the limits are on trial and there is no sign; fewer have their mean alone.".to_owned(),
    );
    if charts.iter().any(|(_, spc)| !spc.has_signs()) {
        told.push(
            "Where a third or more of the figures lie outside the limits none stands out: the measure has no sign, and no limits are drawn."
                .to_owned(),
        );
    }
    told.push("The rules are those of NHS England's Making Data Count.".to_owned());
    told
}

fn limits(rules: &SpcRules) -> String {
    let from = match rules.baseline {
        None => "all figures since the limits began".to_owned(),
        Some(first) => format!("the first {first} figures since the limits began"),
    };
    let screened =
        if rules.screen { "; moving ranges of 3.267 times their mean or more are left out once" } else { "" };
    format!("Limits are the mean of {from}, before rounding, plus and minus 2.66 mean moving ranges{screened}.")
}

fn signs(rules: &SpcRules) -> String {
    let near = match rules.two_of_three {
        TwoOfThree::Package => "between two thirds of the way to a limit and the limit",
        TwoOfThree::Mdc2023 => "beyond two thirds of the way to a limit",
    };
    format!(
        "A special cause is a figure outside the limits; {} figures in a row that rise, or fall; two of three on one side of the mean and {near}; {} in a row on one side of the mean.",
        in_words(rules.trend_points),
        in_words(rules.shift_points)
    )
}
