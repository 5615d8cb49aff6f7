//! Experiments.
use super::*;
use panelpack::internals::ledger::{Audience, FigureId, Ledger, Published};
use panelpack::internals;
use panelpack::{FigureKind, Frequency};
use calendar::Span;

#[test]
fn explore() {
    let seeds = number("SEEDS").unwrap_or(5);
    let all: Vec<Authority> = (0..seeds).flat_map(|group| [45, 70, 140, 300].into_iter().enumerate().map(move |(at, children)| (1 + group * 8 + at as u64, children)))
        .map(|(seed, children)| Authority::invent(seed, children)).flat_map(|it| [Authority { declares_equals: false, ..it.clone() }, Authority { declares_equals: true, ..it }].into_iter().filter(|it| std::env::var("EQUALS").map_or(true, |e| it.declares_equals == (e == "1")))).collect();
    let said = crate::matrix::in_parallel(&all, |authority| {
        let files = authority.files(FIRST + MONTHS - 1);
        let project = crate::common::open(&files);
        let ledger = Ledger::of(internals::scorecard(&project), internals::figures(&project), &Published::default(), Audience::default());
        let mut text = String::new();
        let mut sums = [(0, 0); 2];
        let codes: &[&str] = if std::env::var("DETAIL").is_ok() { &["STARTS", "CEASED", "ADOPT"] } else { &["STARTS", "ADOPT"] };
        let is_there = |month: i32| ledger.iter().any(|(id, e)| id.code.as_str() == "CLA" && id.kind == FigureKind::Value && id.period.to_string() == Span::month(month).to_string() && e.value.value().is_some());
        if std::env::var("DETAIL").is_ok() { text += &format!("CLA shown {:?}\n", (FIRST..FIRST+24).map(|m| usize::from(is_there(m))).collect::<Vec<_>>()); }
        for code in codes {
            let bb = least_loss::Best::of(authority, code, &is_there);
            let mut tot = (0, 0);
            for april in [FIRST, FIRST + 12] {
                let months: Vec<i64> = (april..april + 12).map(|month| authority.at(definitions::of(code).count, Span::month(month))).collect();
                let row = |kind: FigureKind, frequency: Frequency| -> Vec<String> {
                    let is = |id: &FigureId| id.code.as_str() == *code && id.kind == kind && id.period.frequency() == frequency;
                    let span = |id: &FigureId| Span::parse(&id.period.to_string()).unwrap();
                    let mut all: Vec<(Span, String)> = ledger.iter().filter(|(id, _)| is(id)).map(|(id, e)| (span(&id), e.value.value().map_or("c".into(), |v| v.decimal().to_string()))).filter(|(s, _)| s.first >= april && s.first < april + 12).collect();
                    all.sort();
                    all.into_iter().map(|it| it.1).collect()
                };
                let (m, q, y, ytd) = (row(FigureKind::Value, Frequency::Month), row(FigureKind::Value, Frequency::Quarter), row(FigureKind::Value, Frequency::Year), row(FigureKind::YearToDate, Frequency::Month));
                let shown = ytd.iter().filter(|it| *it != "c").count();
                let best = least_loss::most_shown(&months);
                let out = usize::from(y.iter().any(|it| it != "c"));
                let best_out = usize::from(least_loss::is_open(&months));
                sums[0].0 += shown;
                sums[1].0 += out;
                tot.0 += shown; tot.1 += out;
                if out < best_out && std::env::var("WHY").is_ok() {
                    text += &format!("WHY {} {} {} {:?}\n  {}\n  {}\n  {}\n", authority.children, code, authority.declares_equals, months, m.join(" "), q.join(" "), ytd.join(" "));
                    let year = Span { first: april, months: 12 }.to_string();
                    let until = Span::month(april + 11).to_string();
                    for it in project.hidden() {
                        let it = format!("{it:?}");
                        if it.contains(*code) && (it.contains(&year) || it.contains(&until)) { text += &format!("   {it}\n"); }
                    }
                }
                if std::env::var("DETAIL").is_ok() {
                    text += &format!("{} {} equals {} : true {:?}\n   months {}\n   quarters {}\n   year {} of {best_out}\n   ytd {} : {shown} of {best}\n", authority.children, code, authority.declares_equals, months, m.join(" "), q.join(" "), y.join(" "), ytd.join(" "));
                }
            }
            sums[0].1 += bb.to_date; sums[1].1 += bb.outturns;
            if authority.declares_equals && (tot.0 < bb.to_date || tot.1 < bb.outturns) { text += &format!("LOSS {} {code}: ytd {} of {}, out {} of {}\n", authority.children, tot.0, bb.to_date, tot.1, bb.outturns); }
        }
        (text, authority.declares_equals, sums)
    });
    for (text, ..) in &said { eprint!("{text}"); }
    for equals in [false, true] {
        let mut sums = [(0, 0); 2];
        for (_, _, it) in said.iter().filter(|it| it.1 == equals) { for k in 0..2 { sums[k] = (sums[k].0 + it[k].0, sums[k].1 + it[k].1); } }
        eprintln!("equals {equals}: ytd {:?} outturns {:?}", sums[0], sums[1]);
    }
}
