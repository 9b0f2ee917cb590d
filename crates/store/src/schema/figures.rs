//! Figures for everybody.

diesel::table! {
    published_quarters (quarter) {
        quarter -> Text,
        frozen_at -> Timestamp,
        code_version -> Text,
        checksum -> Text,
        body -> Text,
    }
}
