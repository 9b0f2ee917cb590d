//! The second store: keys and erasures.

diesel::table! {
    referral_keys (referral_id) {
        referral_id -> Text,
        wrapped_key -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    erasures (referral_id) {
        referral_id -> Text,
        erased_at -> Timestamp,
        cause -> Text,
    }
}
