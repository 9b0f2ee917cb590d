//! How listings are kept true.

diesel::table! {
    offer_checks (id) {
        id -> Text,
        offer_id -> Text,
        checked_on -> Date,
        checked_at -> Timestamp,
        how -> Text,
        by_label -> Nullable<Text>,
        account_id -> Nullable<Text>,
        result -> Text,
    }
}

diesel::table! {
    freshness_asks (id) {
        id -> Text,
        organization_id -> Text,
        cause -> Text,
        asked_on -> Date,
        asked_at -> Timestamp,
        token_hash -> Text,
        expires_at -> Timestamp,
        answered_at -> Nullable<Timestamp>,
        undelivered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    freshness_ask_offers (ask_id, offer_id) {
        ask_id -> Text,
        position -> Integer,
        offer_id -> Text,
    }
}

diesel::table! {
    organization_calls (id) {
        id -> Text,
        organization_id -> Text,
        called_on -> Date,
        called_at -> Timestamp,
        how -> Text,
        result -> Text,
        note -> Nullable<Text>,
        call_again_on -> Nullable<Date>,
        account_id -> Nullable<Text>,
    }
}

diesel::table! {
    error_reports (id) {
        id -> Text,
        offer_id -> Text,
        origin -> Text,
        reason -> Text,
        words -> Nullable<Text>,
        contact -> Nullable<Text>,
        reported_on -> Date,
        reported_at -> Timestamp,
        told_at -> Nullable<Timestamp>,
        resolved_at -> Nullable<Timestamp>,
        resolved_by -> Nullable<Text>,
        outcome -> Nullable<Text>,
        answer -> Nullable<Text>,
    }
}
