//! The measures of an invented panel pack, as far as their printed definitions tell them: what is counted, out of what, and of which time.
//!
//! Files are written from them and the attacker reads them, because a reader has them too. Two figures that count the same words are the same figure.

/// Of which time a figure speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// The last day of its period: a longer period repeats its last month.
    Snapshot,
    /// The whole period: longer periods are sums.
    InPeriod,
    /// Since April: it grows month by month.
    YearToDate,
    /// The twelve months to its end.
    RollingYear,
}

/// What the printed figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Count,
    /// In per cent of these words.
    Percent(&'static str),
    /// For every 10,000 of these words.
    Rate(&'static str),
}

/// A breakdown: by what, and its parts.
pub type Breakdown = (&'static str, &'static [&'static str]);

/// One measure.
#[derive(Debug)]
pub struct Measure {
    pub code: &'static str,
    pub name: &'static str,
    /// The words of what is counted.
    pub count: &'static str,
    pub form: Form,
    pub time: Time,
    /// Each adds up to the whole.
    pub breakdowns: &'static [Breakdown],
    /// Further lines of its definition.
    pub more: &'static str,
    /// Whether the council writes down the share alone, with one decimal.
    pub is_direct: bool,
}

impl Measure {
    /// The words of what it is counted out of.
    pub fn out_of(&self) -> Option<&'static str> {
        match self.form {
            Form::Count => None,
            Form::Percent(words) | Form::Rate(words) => Some(words),
        }
    }
}

pub const IN_CARE: &str = "Children in care";
pub const STARTED: &str = "Children who started to be looked after";
pub const CEASED: &str = "Children who ceased to be looked after";
pub const ADOPTED: &str = "Children adopted";
pub const GUARDIANS: &str = "Special guardianship orders";
pub const ALONE: &str = "Children who came to the country alone";
pub const MISSING: &str = "Times a child came back from being missing";
pub const TALKED: &str = "Return interviews held";
pub const REVIEWED: &str = "Reviews held on time";
pub const REVIEWS: &str = "Reviews held";
pub const HEALTHY: &str = "Children with an up-to-date health assessment";
pub const MOVED: &str = "Children with three or more placements";
pub const TURNED_18: &str = "Young people who turned 18 in care since April";
pub const TOOK_PART: &str = "Meetings since April in which the child took part";
pub const MEETINGS: &str = "Meetings held since April";
pub const POPULATION: &str = "Children under 18 who live in the borough";

pub const AGES: Breakdown = ("age", &["Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over"]);
pub const PLACEMENTS: Breakdown =
    ("placement", &["Foster carers", "Family or friends", "Children's homes", "Independent", "Parents", "Secure"]);

const fn measure(code: &'static str, name: &'static str, count: &'static str, form: Form, time: Time) -> Measure {
    Measure { code, name, count, form, time, breakdowns: &[], more: "", is_direct: false }
}

/// The pack in page order.
pub static MEASURES: [Measure; 14] = [
    Measure {
        breakdowns: &[AGES, PLACEMENTS],
        more: "    equals: previous + STARTS - CEASED\n",
        ..measure("CLA", "Children in care", IN_CARE, Form::Count, Time::Snapshot)
    },
    measure("CLARATE", "Children in care, per 10,000", IN_CARE, Form::Rate(POPULATION), Time::Snapshot),
    measure("STARTS", "Children entering care", STARTED, Form::Count, Time::InPeriod),
    measure("CEASED", "Children leaving care", CEASED, Form::Count, Time::InPeriod),
    measure("ADOPT", "Adoptions", ADOPTED, Form::Count, Time::InPeriod),
    measure("SGO", "Special guardianships", GUARDIANS, Form::Count, Time::InPeriod),
    measure("UASC", "Unaccompanied children", ALONE, Form::Count, Time::Snapshot),
    measure("MISSING", "Missing episodes", MISSING, Form::Count, Time::InPeriod),
    measure("RETURN", "Return interviews", TALKED, Form::Percent(MISSING), Time::InPeriod),
    measure("REVIEWS", "Reviews on time", REVIEWED, Form::Percent(REVIEWS), Time::InPeriod),
    measure("HEALTH", "Health assessments", HEALTHY, Form::Percent(IN_CARE), Time::Snapshot),
    measure("MOVES", "Three or more placements", MOVED, Form::Percent(IN_CARE), Time::Snapshot),
    measure("TURNED", "Turned 18 in care", TURNED_18, Form::Count, Time::YearToDate),
    measure("PART", "Taking part in meetings", TOOK_PART, Form::Percent(MEETINGS), Time::YearToDate),
];

pub const LEFT: &str = "Young people who left the service";
pub const LEFT_HOME: &str = "Young people who went home";
pub const LEFT_KIN: &str = "Young people who went to relatives";
pub const LEFT_ELSE: &str = "Young people who went elsewhere";
pub const TEAMS: Breakdown = ("team", &["North", "South", "East"]);

/// Measures of which the first is said to be what the others come to.
pub static LEAVERS: [Measure; 4] = [
    Measure { breakdowns: &[TEAMS], ..measure("LEFT", "Leavers", LEFT, Form::Count, Time::InPeriod) },
    measure("HOME", "Home", LEFT_HOME, Form::Count, Time::InPeriod),
    measure("KIN", "Relatives", LEFT_KIN, Form::Count, Time::InPeriod),
    measure("ELSE", "Elsewhere", LEFT_ELSE, Form::Count, Time::InPeriod),
];

/// Measures whose numbers nobody writes down, and one of a longer time: their words say what they are of.
pub static DIRECT: [Measure; 4] = [
    direct("ADOPTRATE", "Adoptions, per 10,000", ADOPTED, Form::Rate(POPULATION), Time::InPeriod),
    direct("ALONESHARE", "Of them alone", ALONE, Form::Percent(IN_CARE), Time::Snapshot),
    direct("TALKEDSHARE", "Interviewed", TALKED, Form::Percent(MISSING), Time::InPeriod),
    measure("ADOPT12", "Adoptions in twelve months", ADOPTED, Form::Count, Time::RollingYear),
];

const fn direct(code: &'static str, name: &'static str, count: &'static str, form: Form, time: Time) -> Measure {
    Measure { is_direct: true, more: "    decimals: 1\n", ..measure(code, name, count, form, time) }
}

/// `adds_up`, as the words of the whole and of its parts.
pub const ADDS_UP: (&str, [&str; 3]) = (LEFT, [LEFT_HOME, LEFT_KIN, LEFT_ELSE]);

/// Every measure of any council.
pub fn all() -> impl Iterator<Item = &'static Measure> {
    MEASURES.iter().chain(&LEAVERS).chain(&DIRECT)
}

/// The measure of a code.
pub fn of(code: &str) -> &'static Measure {
    all().find(|measure| measure.code == code).unwrap_or_else(|| panic!("no measure `{code}`"))
}
