//! The words of the grammar.

pub const UP: &str = "rose rise rises risen rising increased increase increases increasing grew grow grows grown growing climbed climbs jumped jumps";
pub const DOWN: &str = "fell fall falls fallen falling dropped drop drops dropping decreased decrease decreases decreasing declined declines declining dipped dips \
    slipped slips";
pub const GOOD: &str = "improved improves improving improve better";
pub const BAD: &str = "worsened worsens worsening worsen worse deteriorated deteriorates deteriorating";
pub const HIGHER: &str = "higher more";
pub const LOWER: &str = "lower fewer less";
pub const NEARER: &str = "nearer closer";
/// Without a direction, before `from`.
pub const WENT: &str = "went moved";

/// Nouns of a movement: `a fall of 4 points`.
pub const UP_NOUNS: &str = "rise increase growth";
pub const DOWN_NOUNS: &str = "fall drop decrease decline dip reduction";
pub const GOOD_NOUNS: &str = "improvement";
pub const BAD_NOUNS: &str = "deterioration";

/// Between a verb and what it says.
pub const ADVERBS: &str = "sharply slightly further again significantly steadily only just markedly substantially considerably marginally much well still now already even also \
    gradually slowly quickly a little bit slight small large sharp steep significant back currently";

/// Words after which a sentence says what is to come, or what might be.
pub const PLANS: &str = "will would shall should could may might must can cannot expect expects expected expecting expectation planned planning aim aims aimed aiming hope hopes hoped hoping intend \
    intends intended if unless likely unlikely until forecast forecasts forecasted predicted predict predicts projected needed want wants wanted anticipated anticipate anticipates trajectory \
    whether when once ambition goal ended ends propose proposed proposes seek seeks seeking";

/// The same before `to`: `plans to`, and not `pathway plans`.
pub const PLANS_TO: &str = "plan plans need needs working going due set ought committed about";

/// Words that turn a sentence round.
pub const DENIALS: &str =
    "not never no nor neither without hardly didn't hasn't haven't isn't wasn't weren't doesn't don't aren't n't";

/// Words at which another thought begins.
pub const JOINS: &str = "but while whilst whereas although though because where which who whom whose however as";

/// Those after which somebody or something else is spoken of.
pub const OF_OTHERS: &str = "where who whom whose";

/// Words that end what is spoken of, besides those of movements.
pub const VERBS: &str = "is was are were has have had stood stands stand remain remains remained reached reaches reach met meets meet missed misses miss did does do exceeded exceeds achieved achieves hit";

/// Before a level.
pub const COPULAS: &str =
    "is was are were stood stands stand at reached reaches remains remained remain now still held holds be been";

/// About how much.
pub const ABOUT: &str = "about around roughly approximately circa some";
pub const OVER: &str = "over above exceeding";
pub const UNDER: &str = "under below";
pub const NEARLY: &str = "nearly almost";

/// What a subject may be besides the indicator's own words.
pub const GENERIC: &str = "figure number percentage proportion rate performance score standard result total average mean median timelines timeliness measure indicator level compliance completion overall latest \
    current monthly quarterly annual yearly our the a an in of for at it this that they these there here his her its their we us all both each this last month quarter year week period \
    time november december january february march april may june july august september october end during over on to and then also so now has have had been having be being is was are were \
    with however since still yet again recently published reported local council authority borough city county northbridge data share volume count progres progress picture position trend \
    only just about around nearly almost more than from who whom that which were where seen \
    within under above between before after against through below across per every high low completed conducted carried out undertaken delivered done again yet well good very too far ago earlier";

/// Before an amount that begins a thought.
pub const OPENINGS: &str = "currently overall now today still just only about around nearly almost some and also then so with there over under above below more less than roughly";
