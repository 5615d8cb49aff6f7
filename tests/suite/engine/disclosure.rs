//! What a small number could be worked out from stays hidden with it.

use panelpack::internals;
use panelpack::internals::ledger::{Audience, Entry, FigureId, Ledger, Published};
use panelpack::internals::model::Unit;
use panelpack::internals::page::IndicatorView;
use panelpack::{FigureKind, Frequency, MemoryFiles, Selection};

use super::{a1, fact, with};
use crate::common::{example, open};

/// The same under a policy that hides small numbers.
fn hiding(a1: &str, figures: &str) -> MemoryFiles {
    let manifest = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
    with(a1, figures).with("panelpack.yaml", manifest)
}

fn cells(view: &IndicatorView) -> Vec<&str> {
    view.table.rows[0].cells.iter().map(String::as_str).collect()
}

/// The indicator's months as they may be printed.
fn months(files: &MemoryFiles) -> Vec<String> {
    let project = open(files);
    let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
    let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
    let is_month = |id: &FigureId| {
        id.code.as_str() == "A1" && id.kind == FigureKind::Value && id.period.frequency() == Frequency::Month
    };
    let words =
        |entry: &Entry| entry.value.value().map_or_else(|| "[c]".to_owned(), |value| value.decimal().to_string());
    ledger.iter().filter(|(id, _)| is_month(id)).map(|(_, entry)| words(entry)).collect()
}

const COUNT: &str = "count: Children, better: neither";

/// One hidden month alone would be known from a year to date. Another month is hidden instead of it, since a total says more.
#[test]
fn a_year_to_date_is_shown_where_its_months_protect_one_another() {
    for cells in ["[12, 3, 15]", "[12, c, 15]", "[12, 3, late]"] {
        let figures =
            format!("Months: [2020-04, 2020-05, 2020-06]\nA1: {cells}\nA2: [9, 9, 9]\nA1 year to date: [12, 15, 30]\n");
        let files = hiding(COUNT, &figures);
        assert_eq!(fact(&a1(&files), "Year to date").as_deref(), Some("30"), "{cells}");
        assert_eq!(months(&files), ["12", "[c]", "[c]"], "{cells}");
    }
    // Nor is the month before it given away by both.
    let may = "Months: [2020-04, 2020-05]\nA1: [12, 3]\nA2: [9, 9]\nA1 year to date: [12, 15]\n";
    assert_eq!(fact(&a1(&hiding(COUNT, may)), "Year to date").as_deref(), Some("[c]"));
}

#[test]
fn a_year_is_shown_with_a_small_month_in_it() {
    let months: Vec<String> = (0..12).map(|n| format!("{}-{:02}", 2019 + (n + 3) / 12, (n + 3) % 12 + 1)).collect();
    let figures = format!("Months: [{}]\nA1: [10, 10, 10, 10, 3, 10, 10, 10, 10, 10, 10, 17]\n", months.join(", "));
    let files = hiding(COUNT, &figures).with("figures/years.yaml", "Years: [2018/19, 2019/20]\nA1: [110, 120]\n");
    assert_eq!(fact(&a1(&files), "Outturns").as_deref(), Some("2018/19 110, 2019/20 120"));
    let hidden: Vec<usize> = (0..12).filter(|month| self::months(&files)[*month] == "[c]").collect();
    assert_eq!(hidden, [4, 11]);
}

/// Of a year that its months cannot make there is nothing to hide, whatever is hidden among them.
#[test]
fn a_year_that_cannot_be_made_is_not_suppressed() {
    let outturns = |define: &str, march: &str| {
        let months = format!("Months: [2020-02, 2020-03, 2020-10, 2020-11]\nA1: [{march}]\nA2: [9, 9, 9, 9]\n");
        let files = hiding(define, &months).with("figures/years.yaml", "Years: [2018/19, 2019/20]\nA2: [90, 90]\n");
        a1(&files).outturns.iter().map(|year| year.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(outturns(COUNT, "12, 3, 14, 15"), ["[x]", "[x]"]);
    assert_eq!(outturns(COUNT, "12, c, 14, 15"), ["[x]", "[x]"]);
    assert_eq!(outturns("count: In time, out_of: Due, better: neither", "12/20, 3/20, 14/20, 15/20"), ["[x]", "[x]"]);
    assert_eq!(outturns("unit: percent, better: neither, aggregate: none", "12, c, 14, 15"), ["[x]", "[x]"]);
}

#[test]
fn a_running_total_that_moves_by_a_small_number_is_hidden() {
    let figures = "Months: [2020-04, 2020-05, 2020-06, 2020-07]\nA1: [12, 15, 15, 22]\nA2: [9, 9, 9, 9]\n";
    let view = a1(&hiding("count: Children, better: neither, type: year to date", figures));
    // 15 less 12 would be read as 3; 22 less 12 is no small number.
    assert_eq!(cells(&view), ["12", "[c]", "[c]", "22"]);
    assert!(!view.alt.contains("15"), "{}", view.alt);
}

const PARTS: &str = "count: Children, better: neither, type: snapshot, breakdowns: {age: [Under 5, 5 to 9, 10 to 17]}";

fn parts(whole: &str, parts: [&str; 3]) -> Vec<String> {
    let [a, b, c] = parts;
    let figures = format!(
        "Months: [2020-11]\nA1: [{whole}]\nA1 by age: {{Under 5: [{a}], 5 to 9: [{b}], 10 to 17: [{c}]}}\nA2: [9]\n"
    );
    a1(&hiding(PARTS, &figures)).breakdowns[0].parts.iter().map(|part| part.value.clone()).collect()
}

#[test]
fn hidden_parts_come_to_no_small_number_together() {
    assert_eq!(parts("42", ["4", "18", "20"]), ["[c]", "[c]", "20"]);
    // Two of one child each would be known to be one each, since noughts are shown.
    assert_eq!(parts("42", ["1", "1", "40"]), ["[c]", "[c]", "[c]"]);
    assert_eq!(parts("60", ["4", "5", "51"]), ["[c]", "[c]", "51"]);
    assert_eq!(parts("60", ["0", "20", "40"]), ["0", "20", "40"]);
}

#[test]
fn what_parts_are_counted_out_of_is_protected_likewise() {
    let define = "count: In time, out_of: Due, better: neither, breakdowns: {team: [North, South, East]}";
    let figures =
        "Months: [2020-11]\nA1: [80/100]\nA1 by team: {North: [3/4], South: [27/40], East: [50/56]}\nA2: [9]\n";
    let view = a1(&hiding(define, figures));
    let numbers: Vec<(&str, &str)> =
        view.breakdowns[0].parts.iter().map(|part| (part.name.as_str(), part.numbers.as_str())).collect();
    assert!(!numbers.contains(&("South", "27 of 40")), "{numbers:?}");
    assert_eq!(view.breakdowns[0].parts.iter().filter(|part| part.value == "[c]").count(), 2);
}

#[test]
fn what_stands_beside_a_hidden_figure_is_hidden_with_it() {
    let mean = "count: Days waited, out_of: Children, unit: days, better: neither";
    let view = a1(&hiding(mean, "Months: [2020-11]\nA1: [600/3]\nA1 median: [190]\nA2: [9]\n"));
    assert_eq!((view.value.as_str(), fact(&view, "Median").as_deref()), ("[c]", Some("[c]")));
    let visits = "count: In time, out_of: Due, better: higher, target: 90, minimum: 95";
    let view = a1(&hiding(visits, "Months: [2020-11]\nA1: [37/40]\nA1 minimum: [93%]\nA2: [9]\n"));
    let minimum = view.minimum.expect("it has a second standard");
    assert_eq!((view.value.as_str(), minimum.value.as_str(), minimum.rating.word), ("[c]", "[c]", "Suppressed"));
}

#[test]
fn a_published_change_from_a_hidden_figure_is_not_printed() {
    let figures = "Months: [2020-10, 2020-11]\nA1: [c, {value: 15, published: {change: +12}}]\nA2: [9, 9]\n";
    let view = a1(&hiding(COUNT, figures));
    assert_eq!((view.change.arrow, view.change.words.as_str()), ("none", "nothing to compare"));
}

#[test]
fn none_of_it_is_in_the_attachment() {
    let figures =
        "Months: [2020-04, 2020-05, 2020-06]\nA1: [12, 3, 15]\nA1 year to date: [12, 15, 31]\nA2: [9, 9, 9]\n";
    let csv = internals::parts(crate::common::compile(&hiding(COUNT, figures), &Selection::default()).remove(0))
        .1
        .figures_csv;
    assert!(csv.contains("A1,Plans,2020-06,year to date,31,count,"), "{csv}");
    // What is given for the year is nearly what its months come to, so June would tell May nearly.
    assert!(csv.contains("A1,Plans,2020-06,value,,count,[c],"), "{csv}");
    assert!(!csv.contains(",15,") && !csv.contains(",3,"), "{csv}");
}

#[test]
fn a_derived_total_is_treated_like_a_given_one() {
    let files = with(
        "count: Children, better: lower, target: none, type: in period",
        "Months: [2020-04, 2020-05, 2020-06]\nA1: [50, 3, 40]\n",
    )
    .with("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n");
    for files in [files.clone(), files.with("figures/2020-06.yaml", "A1 year to date: 93\n")] {
        assert_eq!(fact(&a1(&files), "Year to date").as_deref(), Some("93"));
        assert_eq!(months(&files), ["50", "[c]", "[c]"]);
    }
}

/// Two papers of one quarter: what the one hides the other does not tell, and a later month changes nothing of it.
#[test]
fn a_later_month_changes_no_earlier_pattern() {
    let define = "count: Children, better: lower, target: none, type: in period";
    let months = ["12", "3", "15", "2", "4", "9", "0", "1", "7"];
    let hidden = |known: usize| {
        let names: Vec<String> = (0..known).map(|n| format!("2020-{:02}", n + 4)).collect();
        let figures = format!("Months: [{}]\nA1: [{}]\n", names.join(", "), months[..known].join(", "));
        let project = open(&hiding(define, &figures));
        let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
        let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
        ledger.iter().map(|(id, entry)| (id, entry.value.is_hidden())).collect::<Vec<_>>()
    };
    let last = hidden(months.len());
    for known in 1..months.len() {
        for (id, is_hidden) in hidden(known) {
            // A quarter that has not ended is not there yet.
            let now = last.iter().find(|(other, _)| *other == id).map(|(_, is_hidden)| *is_hidden);
            assert!(now == Some(is_hidden), "{id:?} with {known} months");
        }
    }
}

/// The ledger is all that anybody else reads: nothing small stands in it, of whatever kind and period.
#[test]
fn no_small_number_stands_in_the_ledger() {
    let project = open(&example("northbridge"));
    let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
    let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
    let policy = scorecard.small_numbers.policy;
    assert!(policy.greatest().is_some(), "the example hides small numbers");
    let mut hidden = 0;
    for (id, entry) in ledger.iter() {
        let unit = scorecard.indicator(id.code.as_str()).expect("it is defined").unit;
        let counts = [
            (unit == Unit::Count).then_some(entry.value),
            Some(entry.out_of),
            unit.counts_people().then_some(entry.count),
        ];
        for shown in counts.into_iter().flatten().filter_map(|figure| figure.value()) {
            assert!(!policy.hides(shown.decimal()), "{id:?}");
        }
        hidden += usize::from(entry.value.is_hidden());
        assert_eq!(ledger.entry(&id).map(|entry| entry.value), Some(entry.value), "{id:?}");
    }
    assert!(hidden > 5, "{hidden} are hidden");
}

/// Three counts of one month, of which the first is the sum of the others, as they may be printed.
fn group(manifest: &str, figures: &str) -> (Vec<String>, Vec<panelpack::Diagnostic>) {
    let manifest = format!("organisation: O\n{manifest}\npapers:\n  panel: {{title: T, panel: P}}\n");
    let count = |code: &str| format!("  {code}: {{name: {code}, count: Children, better: neither}}\n");
    let definitions: String = ["N1", "N2", "N3"].map(count).concat();
    let files = MemoryFiles::default()
        .with("panelpack.yaml", manifest)
        .with("indicators.yaml", format!("A:\n{definitions}"))
        .with("figures/2020.yaml", figures);
    let project = panelpack::check(&files);
    let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
    let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
    let words =
        |entry: &Entry| entry.value.value().map_or_else(|| "[c]".to_owned(), |value| value.decimal().to_string());
    let months =
        ledger.iter().filter(|(id, _)| id.period.frequency() == Frequency::Month && id.kind == FigureKind::Value);
    (months.map(|(_, entry)| words(entry)).collect(), project.diagnostics_and_notes())
}

const DFE: &str = "small_numbers: {policy: dfe}";
const ONE_MONTH: &str = "Months: [2020-11]\nN1: [30]\nN2: [4]\nN3: [26]\n";
const GROUP: &str = "adds_up: {whole: N1, parts: [N2, N3]}";

#[test]
fn what_is_said_to_add_up_is_weighed_together() {
    assert_eq!(group(DFE, ONE_MONTH).0, ["30", "[c]", "26"], "nobody knows of a sum");
    assert_eq!(group(&format!("{DFE}\n{GROUP}"), ONE_MONTH).0, ["30", "[c]", "[c]"]);
    // Where the figures do not come to it nobody concludes anything, and it is said.
    let (shown, found) = group(&format!("{DFE}\n{GROUP}"), &ONE_MONTH.replace("30", "31"));
    assert_eq!(shown, ["31", "[c]", "26"]);
    assert!(found.iter().any(|it| it.code() == panelpack::Code::IdentityBroken), "{found:?}");
}

#[test]
fn the_council_says_which_numbers_are_small() {
    for (hides, shown) in
        [("1 to 4", ["30", "[c]", "26"]), ("1-3", ["30", "4", "26"]), ("1 to 20", ["30", "[c]", "26"])]
    {
        assert_eq!(group(&format!("small_numbers: {{policy: dfe, hides: {hides}}}"), ONE_MONTH).0, shown, "{hides}");
    }
    assert_eq!(group("small_numbers: {hides: 1 to 26}", ONE_MONTH).1[0].code(), panelpack::Code::UnknownChoice);
}

#[test]
fn what_readers_have_protects_nobody_and_is_not_printed_again() {
    let known = "known_already: {N2 2020-11: Ofsted's letter, decided_by: Information Governance, on: 2020-12-01}";
    assert_eq!(group(&format!("{DFE}\n{GROUP}\n{known}"), ONE_MONTH).0, ["30", "[c]", "26"]);
    // What is left of two that are known is known as well, and has to be admitted.
    let others = known.replace("N2 2020-11", "N1 2020-11: A letter, N3 2020-11");
    let (_, found) = group(&format!("{DFE}\n{GROUP}\n{others}"), ONE_MONTH);
    let told: Vec<&str> = found.iter().map(|it| it.code().name()).collect();
    assert_eq!(told, ["unprotected"]);
    assert!(!found[0].message().contains('4'), "{}", found[0].message());
}

#[test]
fn things_are_no_people() {
    let figures = "Months: [2020-04, 2020-05]\nA1: [3, 4]\nA2: [9, 9]\n";
    assert_eq!(months(&hiding("count: Homes inspected, better: neither, counts: things", figures)), ["3", "4"]);
    assert_eq!(months(&hiding("count: Incidents, better: neither, counts: events", figures)), ["[c]", "[c]"]);
}

/// Nothing that explains a hidden figure holds one.
#[test]
fn each_hidden_figure_has_a_reason() {
    let figures =
        "Months: [2020-04, 2020-05, 2020-06]\nA1: [12, 3, 15]\nA2: [9, 9, 9]\nA1 year to date: [12, 15, 30]\n";
    let reasons: Vec<String> =
        open(&hiding(COUNT, figures)).hidden().iter().map(|it| format!("{}: {}", it.figure, it.why)).collect();
    let may = "2020-05: it counts 1 to 5".to_owned();
    assert!(reasons.contains(&may), "{reasons:?}");
    assert!(reasons.iter().any(|it| it.contains("it would give `A1` for 2020-05 away")), "{reasons:?}");
}
