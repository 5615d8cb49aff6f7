//! Which records there are of a paper, and what each says of its period and program.

use std::collections::BTreeMap;

use crate::ledger::FigureId;
use crate::load::Record;
use crate::model::{Calendar, FigureKind, IndicatorCode, Missing, Period, Value};
use crate::view::{read_states, suppressed};

/// The program as a record names it. Its version changes with every release that makes other pages: what two versions say is compared by figures
/// and people's own texts alone.
pub const TOOL: &str = concat!("panelpack ", env!("CARGO_PKG_VERSION"));

/// The period of a record, where this project's calendar knows it.
pub fn period_of(record: &Record, calendar: Calendar) -> Option<Period> {
    Period::parse(&record.period, calendar).ok()
}

/// The figures of a record, by their names; `None` for those that disclosure control hid. Where there were no cases there were none of anything.
pub fn figures_of(record: &Record, calendar: Calendar) -> BTreeMap<FigureId, Option<Value>> {
    let mut all = BTreeMap::new();
    for indicator in &record.indicators {
        let Ok(code) = IndicatorCode::new(&indicator.code) else { continue };
        for (kind, periods) in &indicator.figures {
            let Ok(kind) = kind.parse::<FigureKind>() else { continue };
            for (period, text) in periods {
                let value = text.value.parse().ok().map(Value::from_decimal);
                let is_hidden = text.instead() == suppressed().letters;
                let Ok(period) = Period::parse(period, calendar) else { continue };
                let mut insert = |kind: FigureKind, value| {
                    all.insert(FigureId { code: code.clone(), kind, period }, value);
                };
                if value.is_some() || is_hidden {
                    insert(kind.clone(), value);
                } else if kind == FigureKind::Value && read_states(&text.state).0 == Some(Missing::NoCases) {
                    let kinds = [FigureKind::Value, FigureKind::Numerator, FigureKind::Denominator];
                    kinds.into_iter().for_each(|kind| insert(kind, Some(Value::new(0, 0))));
                }
            }
        }
    }
    all
}

/// The published editions of a paper with which one for `period` and `version` is compared, the latest last: those of earlier periods, and earlier versions
/// of its own.
pub fn earlier<'r>(
    records: &'r [(Record, Vec<u8>)],
    paper: &str,
    period: Period,
    version: u32,
    calendar: Calendar,
) -> Vec<&'r Record> {
    let mut found: Vec<(Period, &Record)> = records
        .iter()
        .map(|(record, _)| record)
        .filter(|record| record.paper == paper && record.is_published())
        .filter_map(|record| Some((period_of(record, calendar)?, record)))
        .filter(|(of, record)| of.end() < period.end() || (*of == period && record.version < version))
        .collect();
    found.sort_by_key(|(period, record)| (period.end(), record.version));
    found.into_iter().map(|(_, record)| record).collect()
}

/// The latest version of a paper that was published for a period.
pub fn latest<'r>(
    records: &'r [(Record, Vec<u8>)],
    paper: &str,
    period: Period,
    calendar: Calendar,
) -> Option<&'r Record> {
    let of = |record: &&Record| {
        record.paper == paper && record.is_published() && period_of(record, calendar) == Some(period)
    };
    records.iter().map(|(record, _)| record).filter(of).max_by_key(|record| record.version)
}
