//! What people look for, and what nobody could give them.

diesel::table! {
    demand_searches (id) {
        id -> Text,
        searched_on -> Date,
        channel -> Text,
        words -> Text,
        theme -> Nullable<Text>,
        commune_code -> Nullable<Text>,
        filters -> Text,
        results -> Integer,
        orientable -> Integer,
        emptied_by -> Nullable<Text>,
    }
}

diesel::table! {
    unmet_needs (id) {
        id -> Text,
        source -> Text,
        theme -> Text,
        commune_code -> Nullable<Text>,
        cause -> Text,
        channel -> Text,
        words -> Nullable<Text>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        due_at -> Nullable<Timestamp>,
        owner_id -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        closed_by -> Nullable<Text>,
        offer_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        answer -> Nullable<Text>,
        referral_id -> Nullable<Text>,
        joined_to -> Nullable<Text>,
    }
}
