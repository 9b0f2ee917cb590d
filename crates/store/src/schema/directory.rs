//! Organizations, places, offers and what changed.

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
        short_name -> Nullable<Text>,
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
    organization_labels (organization_id, position) {
        organization_id -> Text,
        position -> Integer,
        name -> Text,
        awarded_by -> Nullable<Text>,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
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
        kind -> Text,
        parent_id -> Nullable<Text>,
        building_id -> Nullable<Text>,
        has_accessible_toilet -> Nullable<Bool>,
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
        minimum_age -> Nullable<Integer>,
        maximum_age -> Nullable<Integer>,
        conditions -> Nullable<Text>,
        answer_promise_days -> Nullable<Integer>,
        contact_name -> Nullable<Text>,
        alert -> Nullable<Text>,
        valid_from -> Nullable<Date>,
        valid_until -> Nullable<Date>,
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
        doubted_on -> Nullable<Date>,
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
    schedule_rules (schedule_id, position) {
        schedule_id -> Text,
        position -> Integer,
        rule -> Text,
    }
}

diesel::table! {
    schedule_exceptions (schedule_id, position) {
        schedule_id -> Text,
        position -> Integer,
        first_day -> Date,
        last_day -> Date,
        times -> Text,
        reason -> Nullable<Text>,
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
    revisions (id) {
        id -> Text,
        object_kind -> Text,
        object_id -> Text,
        organization_id -> Nullable<Text>,
        version_before -> Nullable<BigInt>,
        version_after -> BigInt,
        changed_at -> Timestamp,
        actor_role -> Text,
        account_id -> Nullable<Text>,
        actor_label -> Text,
        channel -> Text,
        state_before -> Nullable<Text>,
        state_after -> Text,
        undone_by -> Nullable<Text>,
    }
}
