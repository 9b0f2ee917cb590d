//! The tables as diesel sees them; a test compares them with a migrated database.

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
    organizations (id) {
        id -> Text,
        slug -> Text,
        name -> Text,
        sort_key -> Text,
        description -> Text,
        legal_form -> Nullable<Text>,
        identifier_scheme -> Nullable<Text>,
        identifier -> Nullable<Text>,
        parent_name -> Nullable<Text>,
        website -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        referral_email -> Nullable<Text>,
        referral_phone -> Nullable<Text>,
        answer_promise_days -> Nullable<Integer>,
        data_regime -> Nullable<Text>,
        agreement_version -> Nullable<Text>,
        agreement_signed_on -> Nullable<Date>,
        status -> Text,
        is_trusted_sender -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    organization_closures (organization_id, first_day, last_day) {
        organization_id -> Text,
        first_day -> Date,
        last_day -> Date,
    }
}

diesel::table! {
    places (id) {
        id -> Text,
        name -> Text,
        street -> Text,
        complement -> Nullable<Text>,
        postcode -> Text,
        locality -> Text,
        commune -> Text,
        commune_code -> Nullable<Text>,
        country -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        step_free -> Text,
        transport_stop -> Nullable<Text>,
        entrance -> Nullable<Text>,
        has_free_computers -> Nullable<Bool>,
        has_wifi -> Nullable<Bool>,
        has_printing -> Nullable<Bool>,
        accessibility_url -> Nullable<Text>,
        is_address_hidden -> Bool,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    offers (id) {
        id -> Text,
        slug -> Text,
        organization_id -> Text,
        name -> Text,
        sort_key -> Text,
        summary -> Text,
        description -> Text,
        kind -> Text,
        itinerance -> Text,
        booking_url -> Nullable<Text>,
        documents_to_bring -> Nullable<Text>,
        human_channel -> Nullable<Text>,
        is_anonymous_possible -> Nullable<Bool>,
        who_may_refer -> Text,
        accepts_referrals -> Bool,
        contact_phone -> Nullable<Text>,
        contact_email -> Nullable<Text>,
        places_per_week -> Nullable<Integer>,
        status -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    offer_costs (offer_id) {
        offer_id -> Text,
        amount_cents -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    offer_assurances (offer_id) {
        offer_id -> Text,
        capacity -> Nullable<Text>,
        capacity_until -> Nullable<Date>,
        capacity_stated_on -> Nullable<Date>,
        freshness_since -> Date,
        asked_on -> Nullable<Date>,
        verified_on -> Date,
        verified_how -> Text,
        verified_by -> Nullable<Text>,
        source_name -> Nullable<Text>,
        source_url -> Nullable<Text>,
    }
}

diesel::table! {
    offer_terms (offer_id, vocabulary, term) {
        offer_id -> Text,
        vocabulary -> Text,
        term -> Text,
        position -> Integer,
    }
}

diesel::table! {
    offer_languages (offer_id, language, kind) {
        offer_id -> Text,
        language -> Text,
        kind -> Text,
        position -> Integer,
    }
}

diesel::table! {
    offer_places (id) {
        id -> Text,
        offer_id -> Text,
        place_id -> Text,
        position -> Integer,
    }
}

diesel::table! {
    schedules (id) {
        id -> Text,
        offer_place_id -> Text,
        position -> Integer,
        osm -> Nullable<Text>,
        is_by_appointment -> Nullable<Bool>,
        valid_from -> Nullable<Date>,
        valid_until -> Nullable<Date>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    external_ids (kind, source, external_id) {
        kind -> Text,
        source -> Text,
        external_id -> Text,
        object_id -> Text,
        linked_at -> Timestamp,
    }
}

diesel::table! {
    changes (seq) {
        seq -> BigInt,
        offer_id -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    accounts (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        role -> Text,
        organization_id -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        is_disabled -> Bool,
        last_sign_in_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    invitations (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        is_shared_post -> Bool,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

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
    handouts (id) {
        id -> Text,
        offer_id -> Text,
        organization_id -> Nullable<Text>,
        theme -> Nullable<Text>,
        language -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        kind -> Text,
        referral_id -> Nullable<Text>,
        attempt_id -> Nullable<Text>,
        account_id -> Nullable<Text>,
        detail -> Nullable<Text>,
        state -> Text,
        not_before -> Timestamp,
        tries -> Integer,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

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

diesel::allow_tables_to_appear_in_same_query!(
    network_settings,
    network_openings,
    network_holidays,
    database_facts,
    counters,
    leases,
    organizations,
    organization_closures,
    places,
    offers,
    offer_costs,
    offer_assurances,
    offer_terms,
    offer_languages,
    offer_places,
    schedules,
    external_ids,
    changes,
    accounts,
    invitations,
    sessions,
    referrals,
    referral_needs,
    referral_candidates,
    attempts,
    consents,
    consent_organizations,
    referral_events,
    code_cards,
    personal_data,
    answer_links,
    handouts,
    outbox,
);
