//! An assessment in words and coordinates: fills what a layout may read, which is [`page`](crate::page), and nothing more.

mod all_figures;
mod alt;
mod answer;
pub mod asked;
mod block;
mod breakdown;
mod change;
mod columns;
mod commentary;
mod cut_offs;
mod facts;
mod figures;
mod format;
mod headline;
mod history;
mod hundred;
mod indicator;
mod key;
mod line;
mod long;
mod multiples;
mod plain;
mod position;
mod questions;
pub mod references;
mod sentence;
mod spc;
mod standing;
mod states;
mod table;
mod trend;
mod words;

pub use figures::{FigureRow, STATE, VALUE, figures, figures_csv};
pub use states::{every as every_state, marks, read as read_states, suppressed};
pub use words::{difference, is_off_target, judged};

use crate::assess::{AssessedIndicator, AssessedTheme, Assessment, Counts, HowLong};
use crate::model::{Brand, Frequency, Logo, Meeting};
use crate::rating::{Activity, Rating};

use crate::page::{
    ActionView, BrandView, ConcernView, GroupView, IndicatorView, LogoView, MovementView, OfCodesView, PaperView,
    PeriodView, SourceView, ThemeView, TileView, VersionView,
};
pub use format::{figure, listed, long_date};

/// The name of the attached figures among the document's files.
pub const ATTACHMENT: &str = "figures.csv";

/// Everything one paper says, as a layout reads it.
pub fn view(assessment: &Assessment<'_>) -> PaperView {
    let request = &assessment.request;
    let columns = columns::Columns::of(assessment);
    let period = period(assessment, &columns);
    let counted = tiles(assessment);
    let tiles: Vec<TileView> = counted.iter().map(|(tile, _)| tile.clone()).collect();
    let themes: Vec<ThemeView> = assessment.themes.iter().map(|it| theme(assessment, it, &columns, &tiles)).collect();
    let mut paper = PaperView {
        organisation: assessment.organisation.to_owned(),
        notice: assessment.notice.map(str::to_owned),
        title: request.paper.title.clone(),
        panel: request.paper.panel.clone(),
        meeting: request.meeting.map(|meeting| long_date(meeting.date)),
        item: request.meeting.and_then(Meeting::item_with_label),
        date: assessment.as_of().into(),
        extracted: assessment.extracted.map(long_date),
        foot: foot(assessment),
        description: format!(
            "{} of {} for {}, read by {}.",
            request.paper.title,
            assessment.organisation,
            period.label,
            format::named(&request.paper.panel)
        ),
        keywords: themes.iter().map(|theme| theme.name.clone()).collect(),
        answer: answer::view(assessment, &counted),
        tiles,
        headline: headline::view(assessment),
        questions: questions::view(assessment),
        author: author(assessment),
        recommendation: assessment.recommendation.map(|text| commentary::view(&text.body)),
        summary: assessment.summary.map(|text| commentary::view(&text.body)),
        concerns: concerns(assessment),
        movements: movements(assessment),
        moved_since: assessment.counts_before.map_or_else(String::new, |_| period.previous.clone()),
        plain: plain::view(assessment),
        actions: actions(assessment),
        groups: groups(&themes),
        blocks: blocks(assessment),
        is_short: block::is_short(assessment),
        all_figures: all_figures::view(assessment),
        escalation: spc::escalation(assessment),
        signal: spc::signal(assessment),
        owners: of_codes(&themes, |view| &view.owner),
        systems: of_codes(&themes, |view| &view.source),
        profile: profile(&themes),
        key: key::view(assessment, &themes, &period),
        sources: sources(assessment),
        brand: brand(assessment.brand),
        attachment: assessment.attach.then(|| ATTACHMENT.to_owned()),
        version: VersionView::default(),
        revisions: None,
        unsaid: Vec::new(),
        period,
        themes,
    };
    paper.unsaid = references::fill(&mut paper);
    paper
}

fn theme(
    assessment: &Assessment<'_>,
    theme: &AssessedTheme<'_>,
    columns: &columns::Columns,
    tiles: &[TileView],
) -> ThemeView {
    let analysis = theme.analysis;
    ThemeView {
        name: theme.name.to_owned(),
        analysis: analysis.map(|text| commentary::view(&text.body)),
        author: analysis.and_then(|text| text.author.clone()).unwrap_or_default(),
        cleared: analysis.and_then(|text| text.cleared).map(long_date).unwrap_or_default(),
        tally: tally(theme, tiles),
        worst_first: worst_first(theme),
        indicators: theme.indicators.iter().map(|it| indicator::view(assessment, theme.name, it, columns)).collect(),
    }
}

/// A council's look.
pub fn brand(brand: &Brand) -> BrandView {
    let logo =
        |logo: &Logo| LogoView { path: format!("/logo.{}", logo.kind), alt: logo.alt.clone(), height: logo.height };
    BrandView {
        accent: brand.accent.to_string(),
        rule: brand.rule.to_string(),
        tint: brand.tint.to_string(),
        typeface: brand.family().to_owned(),
        own_typeface: brand.typeface.is_some(),
        logo: brand.logo.as_ref().map(logo),
    }
}

impl PaperView {
    /// Every indicator in page order.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorView> {
        self.themes.iter().flat_map(|theme| &theme.indicators)
    }
}

/// Letters that have room at the foot of a page of the narrowest sheet.
const FOOT: usize = 88;

fn foot(assessment: &Assessment<'_>) -> String {
    let (title, period) = (&assessment.request.paper.title, assessment.request.period.label());
    let first_sentence = |text: &'_ str| text.find(". ").map_or(text.len(), |end| end + 1);
    let notice = assessment.notice.map(|notice| &notice[..first_sentence(notice)]);
    let notice =
        notice.map(|notice| if notice.chars().count() <= 2 * FOOT { notice } else { "The notice stands on page 1." });
    let notice = notice.map_or_else(String::new, str::to_owned);
    let all = |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    let forms = [all(&[title, &period, &notice]), all(&[&period, &notice]), notice.clone()];
    forms.into_iter().find(|form| form.chars().count() <= FOOT).unwrap_or(notice)
}

/// Who answers for the paper's own words. `From the minutes` names a source, which answers for nothing.
fn author(assessment: &Assessment<'_>) -> String {
    let texts = [assessment.recommendation, assessment.summary];
    let author = texts.into_iter().flatten().find_map(|text| text.author.clone());
    author.filter(|author| !author.starts_with("From ")).unwrap_or_default()
}

fn period(assessment: &Assessment<'_>, columns: &columns::Columns) -> PeriodView {
    let period = assessment.request.period;
    let own = |assessed: &AssessedIndicator<'_>| assessed.current.period == period;
    let published = |assessed: &AssessedIndicator<'_>| assessed.current.published_change.is_some();
    let header = |given: &dyn Fn(&AssessedIndicator<'_>) -> bool, own_header: String, other: &str| {
        let any = |test: &dyn Fn(&AssessedIndicator<'_>) -> bool| {
            assessment.indicators().any(|assessed| given(assessed) && test(assessed))
        };
        if any(&own) {
            own_header
        } else if any(&|_| true) {
            other.to_owned()
        } else {
            String::new()
        }
    };
    let before = assessment.request.since();
    let since = format!("Since {}", before.short_label());
    PeriodView {
        label: period.label(),
        full: match period.frequency() {
            Frequency::Quarter => format!("{period}, {}", period.label()),
            _ => period.label(),
        },
        short: period.short_label(),
        previous: before.label(),
        change_header: header(&|assessed| assessed.previous.is_given || published(assessed), since, "Change"),
        last_year_header: header(
            &|assessed| assessed.year_before.is_given,
            period.year_before().short_label(),
            "Year before",
        ),
        span: span(assessment),
        recent_header: columns.recent_header(),
        recent: columns.recent_labels(),
        to_date: columns.to_date_label(assessment),
        recent_columns: columns.recent_columns(),
        outturns: columns.outturn_labels(),
        outturn_columns: columns.outturn_columns(),
    }
}

/// What the sparklines show: so many periods where all show the same, otherwise only that it is a trend.
fn span(assessment: &Assessment<'_>) -> String {
    let drawn = assessment.indicators().filter(|assessed| long::has_sparkline(assessed));
    let mut spans: Vec<String> = drawn.map(|assessed| periods(assessed.long.len(), assessed.shown_frequency)).collect();
    spans.dedup();
    match spans.as_slice() {
        [] => String::new(),
        [span] => span.clone(),
        [..] => "Trend".to_owned(),
    }
}

type CountOf = fn(&Counts) -> usize;

/// How many have each rating, and had it in the paper before.
fn tiles(assessment: &Assessment<'_>) -> Vec<(TileView, Option<usize>)> {
    let (now, before) = (&assessment.counts, assessment.counts_before.as_ref());
    let earlier = change::paper_before(&assessment.request);
    let tile = |rating, word: Option<&'static str>, count, count_before: Option<usize>| {
        let mut rating = words::rating(rating, false);
        rating.word = word.unwrap_or(rating.word);
        let before = count_before.map_or_else(String::new, |count| format!("{count} in {earlier}"));
        (TileView { rating, count, before }, count_before)
    };
    let unrated = Rating::NotRated(crate::rating::Reason::NoTarget);
    let both = |of: CountOf| (of(now), before.map(of));
    let schemes: [&[(Rating, CountOf)]; 2] = [
        &[(Rating::Red, |c| c.red), (Rating::Amber, |c| c.amber), (Rating::Green, |c| c.green)],
        &[
            (Rating::NotAchieved, |c| c.not_achieved),
            (Rating::Achieved, |c| c.achieved),
            (Rating::Exceeded, |c| c.exceeded),
        ],
    ];
    let alone: [(Rating, Option<&'static str>, CountOf); 3] = [
        (Rating::Activity(Activity::Inside), Some("Activity"), |c| c.activity),
        (unrated, Some("Not rated"), |c| c.not_rated),
        (Rating::Information, None, |c| c.information),
    ];
    let any = |of: CountOf| both(of).0 + both(of).1.unwrap_or(0) > 0;
    let mut tiles = Vec::new();
    if any(|c| c.breach) {
        let (count, earlier) = both(|c| c.breach);
        tiles.push(tile(Rating::Breach, None, count, earlier));
    }
    for scheme in schemes.into_iter().filter(|scheme| scheme.iter().any(|(_, of)| any(*of))) {
        tiles.extend(scheme.iter().map(|(rating, of)| tile(*rating, None, both(*of).0, both(*of).1)));
    }
    // Where nothing is rated here a nought would be a claim.
    if now.rated() == 0 || assessment.any_published {
        tiles.retain(|(tile, _)| tile.count > 0);
    }
    let alone = alone.into_iter().filter(|(_, _, of)| any(*of));
    tiles.extend(alone.map(|(rating, word, of)| tile(rating, word, both(of).0, both(of).1)));
    tiles
}

fn concerns(assessment: &Assessment<'_>) -> Vec<ConcernView> {
    let concern = |assessed: &&AssessedIndicator<'_>| {
        let value = words::point(&assessed.current, assessed.indicator);
        let expected_back = standing::expected_back(assessed);
        ConcernView {
            code: assessed.indicator.code.to_string(),
            name: assessed.name.to_owned(),
            rating: words::rated(assessed.current.rated),
            value: value.text,
            marks: value.marks,
            all_letters: value.letters,
            period: standing::own_period(assessment, assessed),
            target: target_of_concern(assessed),
            how_long: assessed
                .how_long
                .map_or_else(String::new, |how_long| words::how_long(how_long, assessed.frequency)),
            standing: standing_of_concern(assessed, expected_back.as_deref()),
            expected_back: expected_back.unwrap_or_else(|| "not given".to_owned()),
        }
    };
    answer::off_target(assessment).iter().map(concern).collect()
}

/// How long it has been off target and until when, for a place without columns.
fn standing_of_concern(assessed: &AssessedIndicator<'_>, expected_back: Option<&str>) -> String {
    let known = assessed.how_long.filter(|how_long| *how_long != HowLong::NotKnown);
    let so_long = known.map(|how_long| words::how_long(how_long, assessed.frequency));
    // The name of a quarter stays on one line.
    let back = expected_back.map(|period| period.replace(' ', "\u{a0}"));
    match (so_long, back) {
        (None, None) => "not known for how long or until when".to_owned(),
        (None, Some(back)) => format!("how long not known, expected back {back}"),
        (Some(so_long), None) => format!("{so_long}, expected back not given"),
        (Some(so_long), Some(back)) => format!("{so_long}, expected back {back}"),
    }
}

/// The target, and the floor where that was missed.
fn target_of_concern(assessed: &AssessedIndicator<'_>) -> String {
    let (point, indicator) = (&assessed.current, assessed.indicator);
    match point.floor.filter(|_| point.rated.rating == Rating::Breach) {
        Some(floor) => {
            format!(
                "{}, {} {}",
                words::target(point, indicator),
                words::floor(indicator),
                words::limit(floor, indicator.unit)
            )
        }
        None => words::target(point, indicator),
    }
}

fn movements(assessment: &Assessment<'_>) -> Vec<MovementView> {
    let movement = |movement: &crate::assess::Movement<'_>| MovementView {
        from: words::rating(movement.from, false),
        to: words::rating(movement.to, false),
        names: movement.names.iter().map(|name| (*name).to_owned()).collect(),
    };
    assessment.movements.iter().map(movement).collect()
}

fn actions(assessment: &Assessment<'_>) -> Vec<ActionView> {
    let today = assessment.as_of();
    let action = |action: &&crate::model::Action| {
        let overdue = action.closed.is_none_or(|closed| closed > today) && action.due.is_some_and(|due| due < today);
        let status = match (action.closed.filter(|closed| *closed <= today), action.due) {
            (Some(closed), _) => format!("closed {}", long_date(closed)),
            (None, Some(due)) if overdue => format!("overdue since {}", long_date(due)),
            (None, Some(due)) => format!("due {}", long_date(due)),
            (None, None) => "no date set".to_owned(),
        };
        ActionView {
            reference: action.reference.clone(),
            action: action.action.clone(),
            owner: action.owner.clone().unwrap_or_else(|| "no owner recorded".to_owned()),
            status,
            overdue,
        }
    };
    assessment.actions.iter().map(action).collect()
}

/// Who the figures are about: every indicator of the first theme that has breakdowns. Whoever orders the themes decides it, so no key is needed.
fn profile(themes: &[ThemeView]) -> Vec<String> {
    let first = themes.iter().take(1).flat_map(|theme| &theme.indicators);
    first.filter(|view| !view.breakdowns.is_empty()).map(|view| view.code.clone()).collect()
}

/// How many of a theme's indicators count in each tile.
fn tally(theme: &AssessedTheme<'_>, tiles: &[TileView]) -> Vec<usize> {
    let keys: Vec<&str> =
        theme.indicators.iter().map(|assessed| words::key(assessed.current.rated.rating).name()).collect();
    tiles.iter().map(|tile| keys.iter().filter(|key| **key == tile.rating.key).count()).collect()
}

/// Places of a theme's indicators, worst first; of one rating in page order.
fn worst_first(theme: &AssessedTheme<'_>) -> Vec<usize> {
    let mut places: Vec<usize> = (0..theme.indicators.len()).collect();
    places.sort_by_key(|place| theme.indicators[*place].current.rated.rating.rank().unwrap_or(u8::MAX));
    places
}

/// What has a block of its own: what is off target, worst and longest first; in a short paper all.
fn blocks(assessment: &Assessment<'_>) -> Vec<String> {
    let off = answer::off_target(assessment);
    let others = assessment.indicators().filter(|it| block::is_block(assessment, it) && !standing::is_off_target(it));
    off.into_iter().chain(others).map(|assessed| assessed.indicator.code.to_string()).collect()
}

/// Indicators by something that is said of each; what is said of none is left out.
fn of_codes(themes: &[ThemeView], said: impl Fn(&IndicatorView) -> &String) -> Vec<OfCodesView> {
    let mut all: Vec<OfCodesView> = Vec::new();
    for view in themes.iter().flat_map(|theme| &theme.indicators).filter(|view| !said(view).is_empty()) {
        match all.iter_mut().find(|known| known.name == *said(view)) {
            Some(known) => known.codes = format!("{}, {}", known.codes, view.code),
            None => all.push(OfCodesView { name: said(view).clone(), codes: view.code.clone() }),
        }
    }
    all
}

/// Reds first; within a group in page order.
fn groups(themes: &[ThemeView]) -> Vec<GroupView> {
    let headings = [
        ("breach", "Indicators beyond their floor"),
        ("red", "Red indicators"),
        ("amber", "Amber indicators"),
        ("green", "Green indicators"),
        ("missed", "Indicators not achieved"),
        ("achieved", "Indicators achieved"),
        ("exceeded", "Indicators exceeded"),
        ("activity", "Activity"),
        ("unrated", "Indicators without a rating"),
        ("info", "For information"),
    ];
    let group = |(key, heading): (&str, &str)| GroupView {
        heading: heading.to_owned(),
        codes: themes
            .iter()
            .flat_map(|theme| &theme.indicators)
            .filter(|view| view.rating.key == key)
            .map(|view| view.code.clone())
            .collect(),
    };
    headings.into_iter().map(group).filter(|group| !group.codes.is_empty()).collect()
}

fn sources(assessment: &Assessment<'_>) -> Vec<SourceView> {
    let own = assessment.figure_sources.iter().map(|source| SourceView { text: (*source).to_owned(), link: None });
    let releases = assessment.releases.iter().map(|release| {
        let mut text = release.title.clone();
        if let Some(publisher) = &release.publisher {
            text.push_str(&format!(", {publisher}"));
        }
        if let Some(published) = release.published {
            text.push_str(&format!(", published {}", long_date(published)));
        }
        SourceView { text, link: release.link.clone() }
    });
    own.chain(releases).collect()
}

/// How many periods of a frequency, in words.
fn periods(count: usize, frequency: Frequency) -> String {
    format::plural(count, frequency.noun())
}
