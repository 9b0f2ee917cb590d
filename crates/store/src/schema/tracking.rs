//! Referrals and all that hangs on them.

diesel::table! {
    referrals (id) {
        id -> Text,
        state -> Text,
        owner_kind -> Nullable<Text>,
        owner_organization_id -> Nullable<Text>,
        owner_account_id -> Nullable<Text>,
        due_at -> Nullable<Timestamp>,
        wake_at -> Nullable<Timestamp>,
        urgency -> Text,
        sender_account_id -> Text,
        sender_organization_id -> Text,
        consent_id -> Nullable<Text>,
        escalation -> Integer,
        created_at -> Timestamp,
        opened_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        closed_by -> Nullable<Text>,
        closed_by_account_id -> Nullable<Text>,
        closed_by_organization_id -> Nullable<Text>,
        closed_from -> Nullable<Text>,
        ending_reason -> Nullable<Text>,
        ending_cause -> Nullable<Text>,
        duplicate_of -> Nullable<Text>,
        erase_at -> Timestamp,
        is_identity_erased -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    referral_needs (referral_id) {
        referral_id -> Text,
        theme -> Text,
        kind -> Nullable<Text>,
        commune_code -> Nullable<Text>,
        language -> Text,
        contact_channel -> Text,
        handover -> Text,
        contact_digest -> Nullable<Text>,
    }
}

diesel::table! {
    referral_candidates (referral_id, position) {
        referral_id -> Text,
        position -> Integer,
        offer_id -> Text,
        organization_id -> Text,
        promise_ms -> Nullable<BigInt>,
    }
}

diesel::table! {
    attempts (id) {
        id -> Text,
        referral_id -> Text,
        position -> Integer,
        offer_id -> Text,
        organization_id -> Text,
        state -> Text,
        sent_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        clock_allowed_ms -> BigInt,
        clock_left_ms -> BigInt,
        clock_since -> Timestamp,
        pause_left_ms -> BigInt,
        reminders -> Integer,
        reviews -> Integer,
        answered_at -> Nullable<Timestamp>,
        accepted_at -> Nullable<Timestamp>,
        in_charge -> Nullable<Text>,
        expected_on -> Nullable<Date>,
        contacted_at -> Nullable<Timestamp>,
        appointment_at -> Nullable<Timestamp>,
        question -> Nullable<Text>,
        question_note -> Nullable<Text>,
        question_answer -> Nullable<Text>,
        declined_by -> Nullable<Text>,
        declined_reason -> Nullable<Text>,
        lapsed_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        referral_id -> Text,
        mode -> Text,
        text_version -> Integer,
        scope -> Text,
        asked_by_account_id -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    consent_organizations (consent_id, position) {
        consent_id -> Text,
        position -> Integer,
        organization_id -> Text,
    }
}

diesel::table! {
    referral_events (referral_id, position) {
        referral_id -> Text,
        position -> Integer,
        attempt_id -> Nullable<Text>,
        happened_at -> Timestamp,
        actor -> Text,
        account_id -> Nullable<Text>,
        organization_id -> Nullable<Text>,
        channel -> Text,
        what -> Text,
        from_state -> Text,
        to_state -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    code_cards (referral_id) {
        referral_id -> Text,
        code -> Text,
        pin_hash -> Text,
        wrong_pins -> Integer,
        issued_at -> Timestamp,
    }
}

diesel::table! {
    personal_data (referral_id) {
        referral_id -> Text,
        ciphertext -> Text,
    }
}

diesel::table! {
    answer_links (token_hash) {
        token_hash -> Text,
        attempt_id -> Text,
        purpose -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    unsent_forms (id) {
        id -> Text,
        account_id -> Text,
        ciphertext -> Text,
        saved_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    handouts (id) {
        id -> Text,
        offer_id -> Text,
        organization_id -> Nullable<Text>,
        theme -> Nullable<Text>,
        language -> Text,
        given_at -> Timestamp,
    }
}
