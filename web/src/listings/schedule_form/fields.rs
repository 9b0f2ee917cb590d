//! The names of the fields: errors name them, so they are fixed.

/// How many rows of each sort a form can hold.
pub(super) const MOST_ROWS: usize = 8;

/// The fields of one rule.
pub(super) struct RuleFields {
    pub(super) frequency: &'static str,
    pub(super) days: &'static str,
    pub(super) opens: [&'static str; 2],
    pub(super) closes: [&'static str; 2],
    pub(super) anchor: &'static str,
    pub(super) dates: &'static str,
    pub(super) public: &'static str,
    pub(super) school: &'static str,
}

/// The fields of one exception.
pub(super) struct ExceptionFields {
    pub(super) from: &'static str,
    pub(super) until: &'static str,
    pub(super) times: &'static str,
    pub(super) reason: &'static str,
}

/// The days as they are sent, Monday first.
pub(super) const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

macro_rules! rows {
    ($($n:literal)+) => {
        pub(super) const RULES: [RuleFields; MOST_ROWS] = [$(RuleFields {
            frequency: concat!("rule-", $n, "-frequency"),
            days: concat!("rule-", $n, "-days"),
            opens: [concat!("rule-", $n, "-opens"), concat!("rule-", $n, "-opens2")],
            closes: [concat!("rule-", $n, "-closes"), concat!("rule-", $n, "-closes2")],
            anchor: concat!("rule-", $n, "-anchor"),
            dates: concat!("rule-", $n, "-dates"),
            public: concat!("rule-", $n, "-public"),
            school: concat!("rule-", $n, "-school"),
        },)+];

        pub(super) const EXCEPTIONS: [ExceptionFields; MOST_ROWS] = [$(ExceptionFields {
            from: concat!("exception-", $n, "-from"),
            until: concat!("exception-", $n, "-until"),
            times: concat!("exception-", $n, "-times"),
            reason: concat!("exception-", $n, "-reason"),
        },)+];

        /// All names in the order of the page.
        pub(super) const ORDER: &[&str] = &[
            $(
                concat!("rule-", $n, "-frequency"),
                concat!("rule-", $n, "-days"),
                concat!("rule-", $n, "-opens"),
                concat!("rule-", $n, "-closes"),
                concat!("rule-", $n, "-opens2"),
                concat!("rule-", $n, "-closes2"),
                concat!("rule-", $n, "-anchor"),
                concat!("rule-", $n, "-dates"),
                concat!("rule-", $n, "-public"),
                concat!("rule-", $n, "-school"),
            )+
            $(
                concat!("exception-", $n, "-from"),
                concat!("exception-", $n, "-until"),
                concat!("exception-", $n, "-times"),
                concat!("exception-", $n, "-reason"),
            )+
            "schedule-appointment",
            "schedule-from",
            "schedule-until",
            "schedule-note",
        ];
    };
}

rows!("1" "2" "3" "4" "5" "6" "7" "8");
