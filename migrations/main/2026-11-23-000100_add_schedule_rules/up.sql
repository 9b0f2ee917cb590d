-- Rules of our own beside the text of a source, days on which they do not hold, and school holidays.
CREATE TABLE schedule_rules (
    schedule_id TEXT NOT NULL REFERENCES schedules (id),
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (schedule_id, position)
);

CREATE TABLE schedule_exceptions (
    schedule_id TEXT NOT NULL REFERENCES schedules (id),
    position INTEGER NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    times TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (schedule_id, position),
    CHECK (first_day <= last_day)
);

CREATE TABLE network_school_holidays (
    country TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (country, first_day),
    CHECK (first_day <= last_day)
);
