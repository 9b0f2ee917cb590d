//! What belongs to the network, and what processes share.

diesel::table! {
    network_settings (name) {
        name -> Text,
        value -> Text,
        changed_at -> Timestamp,
        changed_by -> Nullable<Text>,
    }
}

diesel::table! {
    network_openings (weekday) {
        weekday -> Integer,
        opens -> Text,
        closes -> Text,
    }
}

diesel::table! {
    network_holidays (country, day) {
        country -> Text,
        day -> Date,
        name -> Text,
    }
}

diesel::table! {
    network_school_holidays (country, first_day) {
        country -> Text,
        first_day -> Date,
        last_day -> Date,
        name -> Text,
    }
}

diesel::table! {
    database_facts (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    leases (name) {
        name -> Text,
        holder -> Text,
        held_until -> Timestamp,
    }
}

diesel::table! {
    purges (day) {
        day -> Date,
        ran_at -> Timestamp,
        identities -> Integer,
        overdue -> Integer,
        referrals -> Integer,
        handouts -> Integer,
        accounts_closed -> Integer,
        accounts_emptied -> Integer,
        signature -> Text,
    }
}
