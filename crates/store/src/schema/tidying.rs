//! How the directory is kept tidy: merges, proposals, invitations.

diesel::table! {
    merges (id) {
        id -> Text,
        object_kind -> Text,
        kept_id -> Text,
        absorbed_id -> Text,
        choices -> Text,
        kept_before -> Text,
        kept_after -> Text,
        absorbed_before -> Text,
        moved -> Text,
        account_id -> Nullable<Text>,
        actor_label -> Text,
        merged_at -> Timestamp,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    dismissed_pairs (object_kind, left_id, right_id) {
        object_kind -> Text,
        left_id -> Text,
        right_id -> Text,
        account_id -> Nullable<Text>,
        actor_label -> Text,
        dismissed_at -> Timestamp,
    }
}

diesel::table! {
    proposals (id) {
        id -> Text,
        object_kind -> Text,
        object_id -> Text,
        organization_id -> Text,
        state -> Text,
        state_before -> Nullable<Text>,
        state_after -> Text,
        account_id -> Nullable<Text>,
        actor_label -> Text,
        proposed_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by_account_id -> Nullable<Text>,
        message -> Nullable<Text>,
    }
}

diesel::table! {
    member_invitations (organization_id) {
        organization_id -> Text,
        account_id -> Text,
        invited_at -> Timestamp,
        letters -> Integer,
        next_letter_at -> Nullable<Timestamp>,
    }
}
