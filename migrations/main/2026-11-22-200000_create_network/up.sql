-- Settings that belong to the network rather than to the machine; a coordinator edits them.
CREATE TABLE network_settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT
);

-- The hours in which promises are counted; local times as HH:MM, Monday is 1.
CREATE TABLE network_openings (
    weekday INTEGER NOT NULL PRIMARY KEY,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    CHECK (weekday BETWEEN 1 AND 7),
    CHECK (opens < closes)
);

INSERT INTO network_openings (weekday, opens, closes) VALUES
    (1, '08:00', '18:00'),
    (2, '08:00', '18:00'),
    (3, '08:00', '18:00'),
    (4, '08:00', '18:00'),
    (5, '08:00', '18:00');

-- Public holidays by ISO 3166 country; offers are found across borders.
CREATE TABLE network_holidays (
    country TEXT NOT NULL,
    day DATE NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (country, day)
);

-- Facts about this database itself: whether it is a demo, which secret it was made with.
CREATE TABLE database_facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- One row for each running number; its row lock makes numbers come in commit order.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('changes', 0);

-- Who may run a job now; a lease that has run out may be taken over.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    held_until TIMESTAMP NOT NULL
);

-- Empty for ever. SQLite writers touch it first, so that they queue instead of failing.
CREATE TABLE write_turn (id INTEGER NOT NULL PRIMARY KEY);
