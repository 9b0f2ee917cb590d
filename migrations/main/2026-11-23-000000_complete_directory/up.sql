-- What listings say besides: labels with dates, sorts of places, conditions and ages.
ALTER TABLE organizations ADD COLUMN short_name TEXT;

CREATE TABLE organization_labels (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    awarded_by TEXT,
    first_day DATE,
    last_day DATE,
    PRIMARY KEY (organization_id, position),
    CHECK (first_day IS NULL OR last_day IS NULL OR first_day <= last_day)
);

ALTER TABLE places ADD COLUMN kind TEXT NOT NULL DEFAULT 'physical'
    CHECK (kind IN ('physical', 'postal', 'virtual', 'mobile'));
ALTER TABLE places ADD COLUMN parent_id TEXT;
ALTER TABLE places ADD COLUMN building_id TEXT;
ALTER TABLE places ADD COLUMN has_accessible_toilet BOOLEAN;

ALTER TABLE offers ADD COLUMN minimum_age INTEGER;
ALTER TABLE offers ADD COLUMN maximum_age INTEGER;
ALTER TABLE offers ADD COLUMN conditions TEXT;
ALTER TABLE offers ADD COLUMN answer_promise_days INTEGER;
ALTER TABLE offers ADD COLUMN contact_name TEXT;
ALTER TABLE offers ADD COLUMN alert TEXT;
ALTER TABLE offers ADD COLUMN valid_from DATE;
ALTER TABLE offers ADD COLUMN valid_until DATE;
