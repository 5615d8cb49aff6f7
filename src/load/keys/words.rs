//! The words between which a key has the choice. A test holds them against those that are read.

pub const SCHEMES: &[&str] = &["rag", "achieved", "red, amber, green"];
pub const POLICIES: &[&str] = &["none", "dfe", "nhs"];
pub const FREQUENCIES: &[&str] = &["month", "quarter", "year"];
pub const LABELS: &[&str] = &["to follow", "supplementary"];
pub const READINGS: &[&str] = &["package", "mdc2023"];
pub const DESPITE: &[&str] = &["autocorrelation", "small numbers"];
pub const PLAIN_TARGETS: &[&str] = &["promised", "aimed for"];
pub const COUNTED: &[&str] = &["people", "events", "things"];
pub const POLARITIES: &[&str] = &["higher", "lower", "near target", "neither"];
pub const PERIOD_TYPES: &[&str] = &["snapshot", "in period", "year to date", "rolling 12 months", "rolling 3 years"];
pub const AGGREGATIONS: &[&str] = &["sum", "ratio of sums", "latest", "none"];
pub const BETWEEN: &[&str] = &["last figure", "say so", "leave out"];
pub const ORDERS: &[&str] = &["given", "largest first"];
pub const RANGES: &[&str] = &["any"];
pub const RATINGS: &[&str] = &["red", "amber", "green", "not achieved", "achieved", "exceeded"];
pub const KINDS: &[&str] = &["correction", "revision"];
/// `yes` and `no`, as they are read.
pub const ANSWERS: &[&str] = &["yes", "no", "true", "false"];
/// These are no `choice`: a rate is a unit too.
pub const UNITS: &[&str] = &["count", "percent", "days", "weeks", "months", "pounds", "£000", "£m", "ratio", "score"];
