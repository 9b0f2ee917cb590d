-- What people look for, without saying who: one line for each search, and needs nobody could meet.

-- The day and not the time; the identifier is drawn by chance and tells no order.
CREATE TABLE demand_searches (
    id TEXT NOT NULL PRIMARY KEY,
    searched_on DATE NOT NULL,
    channel TEXT NOT NULL,
    words TEXT NOT NULL,
    theme TEXT,
    commune_code TEXT,
    filters TEXT NOT NULL,
    results INTEGER NOT NULL,
    orientable INTEGER NOT NULL,
    emptied_by TEXT,
    CHECK (channel IN ('public', 'mediator'))
);
CREATE INDEX demand_searches_day_index ON demand_searches (searched_on);

-- The accounts have no foreign key, because the register outlives them.
CREATE TABLE unmet_needs (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    theme TEXT NOT NULL,
    commune_code TEXT,
    cause TEXT NOT NULL,
    channel TEXT NOT NULL,
    words TEXT,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT,
    due_at TIMESTAMP,
    owner_id TEXT,
    closed_at TIMESTAMP,
    closed_by TEXT,
    offer_id TEXT REFERENCES offers (id),
    reason TEXT,
    answer TEXT,
    CHECK (source IN ('search')),
    CHECK ((closed_at IS NULL) = (offer_id IS NULL AND reason IS NULL))
);
CREATE INDEX unmet_needs_open_index ON unmet_needs (closed_at, recorded_at);
CREATE INDEX unmet_needs_offer_index ON unmet_needs (offer_id);
