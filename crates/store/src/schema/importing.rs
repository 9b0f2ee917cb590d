//! Files of other directories and what they said.

diesel::table! {
    import_runs (id) {
        id -> Text,
        file_name -> Text,
        format -> Text,
        state -> Text,
        row_count -> Integer,
        remarks -> Text,
        account_id -> Nullable<Text>,
        staged_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    import_rows (run_id, number) {
        run_id -> Text,
        number -> Integer,
        external_id -> Text,
        name -> Text,
        outcome -> Text,
        record -> Nullable<Text>,
        differences -> Nullable<Text>,
        remarks -> Nullable<Text>,
    }
}

diesel::table! {
    provenance (object_kind, object_id, source) {
        object_kind -> Text,
        object_id -> Text,
        source -> Text,
        stated -> Text,
        seen_at -> Timestamp,
    }
}
