-- Organizations, places and offers (HSDS organization, location, service).
-- Times are UTC, cut to milliseconds. Identifiers are made by the program.
CREATE TABLE organizations (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    description TEXT NOT NULL,
    legal_form TEXT,
    identifier_scheme TEXT,
    identifier TEXT,
    parent_name TEXT,
    website TEXT,
    email TEXT,
    phone TEXT,
    referral_email TEXT,
    referral_phone TEXT,
    answer_promise_days INTEGER,
    data_regime TEXT,
    agreement_version TEXT,
    agreement_signed_on DATE,
    status TEXT NOT NULL,
    is_trusted_sender BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    CHECK (status IN ('proposed', 'active', 'paused', 'archived')),
    CHECK (data_regime IS NULL OR data_regime IN ('lipad', 'lpd', 'gdpr')),
    CHECK ((agreement_version IS NULL) = (agreement_signed_on IS NULL)),
    CHECK ((identifier_scheme IS NULL) = (identifier IS NULL))
);

-- Days on which an organization has said that it is closed; its clocks stand still.
CREATE TABLE organization_closures (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    PRIMARY KEY (organization_id, first_day, last_day),
    CHECK (first_day <= last_day)
);

-- Each change moves updated_at forward, so it also tells two editors apart.
CREATE TABLE places (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    street TEXT NOT NULL,
    complement TEXT,
    postcode TEXT NOT NULL,
    locality TEXT NOT NULL,
    commune TEXT NOT NULL,
    commune_code TEXT,
    country TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    step_free TEXT NOT NULL,
    transport_stop TEXT,
    entrance TEXT,
    has_free_computers BOOLEAN,
    has_wifi BOOLEAN,
    has_printing BOOLEAN,
    accessibility_url TEXT,
    is_address_hidden BOOLEAN NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (step_free IN ('yes', 'no', 'unknown')),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);

CREATE TABLE offers (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL,
    itinerance TEXT NOT NULL,
    booking_url TEXT,
    documents_to_bring TEXT,
    human_channel TEXT,
    is_anonymous_possible BOOLEAN,
    who_may_refer TEXT NOT NULL,
    accepts_referrals BOOLEAN NOT NULL,
    contact_phone TEXT,
    contact_email TEXT,
    places_per_week INTEGER,
    status TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    CHECK (status IN ('draft', 'published', 'paused', 'archived')),
    CHECK (itinerance IN ('fixed', 'itinerant')),
    CHECK (who_may_refer IN ('person', 'professional', 'both'))
);
CREATE INDEX offers_organization_index ON offers (organization_id);

-- What an offer costs. Amounts are hundredths of the currency.
CREATE TABLE offer_costs (
    offer_id TEXT NOT NULL PRIMARY KEY REFERENCES offers (id),
    amount_cents BIGINT,
    currency TEXT,
    note TEXT,
    CHECK ((amount_cents IS NULL) = (currency IS NULL))
);

-- What was said about free places and when, and who checked the listing and how.
CREATE TABLE offer_assurances (
    offer_id TEXT NOT NULL PRIMARY KEY REFERENCES offers (id),
    capacity TEXT,
    capacity_until DATE,
    capacity_stated_on DATE,
    freshness_since DATE NOT NULL,
    asked_on DATE,
    verified_on DATE NOT NULL,
    verified_how TEXT NOT NULL,
    verified_by TEXT,
    source_name TEXT,
    source_url TEXT,
    CHECK (capacity IS NULL OR capacity IN ('open', 'few_places', 'full')),
    CHECK ((capacity IS NULL) = (capacity_stated_on IS NULL)),
    CHECK (verified_how IN ('web', 'mail_link', 'phone', 'visit', 'letter', 'import'))
);

-- The words of the closed lists that hold for an offer (HSDS attribute, taxonomy_term).
CREATE TABLE offer_terms (
    offer_id TEXT NOT NULL REFERENCES offers (id),
    vocabulary TEXT NOT NULL,
    term TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (offer_id, vocabulary, term)
);

CREATE TABLE offer_languages (
    offer_id TEXT NOT NULL REFERENCES offers (id),
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (offer_id, language, kind),
    CHECK (kind IN ('spoken', 'signed', 'interpreter_on_request'))
);

-- One offer at one place (HSDS service_at_location).
CREATE TABLE offer_places (
    id TEXT NOT NULL PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    place_id TEXT NOT NULL REFERENCES places (id),
    position INTEGER NOT NULL,
    UNIQUE (offer_id, place_id)
);
CREATE INDEX offer_places_place_index ON offer_places (place_id);

CREATE TABLE schedules (
    id TEXT NOT NULL PRIMARY KEY,
    offer_place_id TEXT NOT NULL REFERENCES offer_places (id),
    position INTEGER NOT NULL,
    osm TEXT,
    is_by_appointment BOOLEAN,
    valid_from DATE,
    valid_until DATE,
    note TEXT,
    CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until)
);
CREATE INDEX schedules_offer_place_index ON schedules (offer_place_id);

-- What a source calls one of our rows; makes a second import of the same row an update.
CREATE TABLE external_ids (
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    object_id TEXT NOT NULL,
    linked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, source, external_id),
    CHECK (kind IN ('organization', 'place', 'offer'))
);
CREATE INDEX external_ids_object_index ON external_ids (object_id);

-- What changed in the directory, in commit order; every search index reads it with its own cursor.
CREATE TABLE changes (
    seq BIGINT NOT NULL PRIMARY KEY,
    offer_id TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);
