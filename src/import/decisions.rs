//! What a person must decide before he trusts a proposal, in sentences.

use crate::load::recipe::Recipe;

use super::applied::Applied;
use super::definitions::Definition;
use super::figure;
use super::found::Measure;
use super::heading::Reading;

/// So many differing percentages are told one by one.
const TOLD: usize = 6;

/// How what stands in the file was read where it leaves something open.
pub fn of_reading(applied: &Applied, recipe: &Recipe) -> Vec<String> {
    let mut decisions: Vec<String> = applied
        .symbols
        .iter()
        .filter_map(|(symbol, (count, place))| of_symbol(symbol, *count, place, recipe))
        .collect();
    decisions.extend(applied.differing.iter().take(TOLD).cloned());
    if applied.differing.len() > TOLD {
        decisions.push(format!("{} more figures do not fit together", applied.differing.len() - TOLD));
    }
    decisions.extend(applied.readings.iter().map(|reading| match reading {
        Reading::Serials => format!("{}: {}", listed(&applied.serials, 3), told(*reading)),
        _ => told(*reading).to_owned(),
    }));
    let shares = recipe.tables.iter().flat_map(|table| &table.shares_of_one).cloned().collect::<Vec<_>>();
    if !shares.is_empty() {
        decisions.push(format!(
            "the figures of {} lie between 0 and 1 and are read as percentages, 0.85 as 85%: see `shares_of_one` in the recipe",
            codes(&shares)
        ));
    }
    decisions
}

fn of_symbol(symbol: &str, count: usize, place: &str, recipe: &Recipe) -> Option<String> {
    if figure::standard(symbol).is_some() {
        return None;
    }
    let cells = if count == 1 { format!("in {place}") } else { format!("in {count} cells, the first {place}") };
    Some(match figure::meant(symbol, &recipe.symbols).unwrap_or_default() {
        "" if figure::almost(symbol).is_some() => {
            format!("`{symbol}` {cells} is no figure and is left out: {}", figure::almost(symbol).unwrap_or_default())
        }
        "" => format!(
            "`{symbol}` {cells} is no figure and no known sign: it is left out; say under `symbols` of the recipe what it stands for"
        ),
        meant => format!(
            "`{symbol}` {cells} is read as {}: change it under `symbols` of the recipe if it stands for something else",
            state(meant)
        ),
    })
}

fn told(reading: Reading) -> &'static str {
    match reading {
        Reading::YearsEnding => {
            "a bare year such as 2024 is read as 2023/24, the year that ends in it: `years: academic` or `years: calendar` in the recipe if it is another"
        }
        Reading::DaysAreQuarters => "days three months apart are read as the quarters that they begin or end",
        Reading::DaysAreYears => "days a year apart are read as the years that they begin or end",
        Reading::MonthsOfBareYears => {
            "a bare year such as 2024 beside a month is read as the calendar year: write 2023/24 in the file if it is a financial year"
        }
        Reading::Serials => {
            "bare numbers over columns are read as the days that a spreadsheet counts so: give them a format of dates in the workbook"
        }
    }
}

/// What the file does not say of its indicators.
pub fn of_definitions(measures: &[Measure], definitions: &[(String, Definition)]) -> Vec<String> {
    let mut decisions = Vec::new();
    let coded: Vec<String> =
        measures.iter().filter(|measure| measure.is_coded).map(|measure| measure.code.clone()).collect();
    if !coded.is_empty() {
        let (number, codes) = (coded.len(), codes(&coded));
        let indicators =
            if number == 1 { "an indicator: it was".to_owned() } else { format!("{number} indicators: they were") };
        decisions.push(format!(
            "no code stands beside {indicators} given {codes}; rename in the recipe and the definitions, and import it again, before the first paper"
        ));
    }
    let renamed =
        measures.iter().filter_map(|measure| Some(format!("{} for `{}`", measure.code, measure.was.as_ref()?)));
    let renamed: Vec<String> = renamed.collect();
    if !renamed.is_empty() {
        decisions.push(format!("codes have no blanks and begin with a letter: {}", listed(&renamed, 4)));
    }
    let of = |is: fn(&Definition) -> bool| {
        let codes = definitions.iter().filter(|(_, definition)| is(definition)).map(|(code, _)| code.clone());
        codes.collect::<Vec<String>>()
    };
    let mut say = |lacking: Vec<String>, one: &str, many: &str| {
        if !lacking.is_empty() {
            let sentence = if lacking.len() == 1 { one } else { many };
            decisions.push(sentence.replace("{}", &codes(&lacking)));
        }
    };
    say(
        of(|definition| definition.lacks_better),
        "nothing says whether higher or lower is better for {}: it is for information until `better` and `target` are set",
        "nothing says whether higher or lower is better for {}: they are for information until `better` and `target` are set",
    );
    say(
        of(|definition| definition.lacks_unit),
        "nothing says the unit of {}, whose figures have decimals: it is a score until `unit` says what it is",
        "nothing says the unit of {}, whose figures have decimals: they are scores until `unit` says what they are",
    );
    say(
        of(|definition| definition.lacks_words),
        "what {} counts, and out of what, stands on the page in words: say it under `count` and `out_of`",
        "what {} count, and out of what, stands on the page in words: say it under `count` and `out_of`",
    );
    let beyond = definitions.iter().filter_map(|(code, definition)| {
        let (place, text) = definition.beyond.as_ref()?;
        Some(format!(
            "{place}: {text} of {code} is more or less than its unit can be; `range: any` lets it: correct the file and take that away if it is a slip"
        ))
    });
    decisions.extend(beyond);
    let odd = definitions.iter().filter_map(|(code, definition)| Some((code, definition.odd_target.as_ref()?)));
    decisions.extend(odd.map(|(code, target)| {
        format!("the target `{target}` of {code} is no single figure: it has none until `target` says it")
    }));
    decisions
}

/// Codes, the first of many.
fn codes(codes: &[String]) -> String {
    listed(codes, 6)
}

/// Texts in quotes, the first of many.
pub fn few(texts: &[String]) -> String {
    listed(&texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>(), 6)
}

fn listed(texts: &[String], most: usize) -> String {
    let told = texts.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    let more = texts.len().saturating_sub(most);
    if more > 0 { format!("{told} and {more} more") } else { told }
}

fn state(meant: &str) -> String {
    match meant {
        "c" => "`c`, hidden by whoever wrote it".to_owned(),
        "x" => "`x`, not available".to_owned(),
        "z" => "`z`, not applicable".to_owned(),
        "k" => "`k`, rounds to nought".to_owned(),
        "late" => "`late`, awaited".to_owned(),
        "nd" => "`nd`, not due".to_owned(),
        figure => format!("`{figure}`"),
    }
}
