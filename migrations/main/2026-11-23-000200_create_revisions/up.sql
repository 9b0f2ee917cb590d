-- What people changed in the directory, with the whole object before and after (DIR-08).
CREATE TABLE revisions (
    id TEXT NOT NULL PRIMARY KEY,
    object_kind TEXT NOT NULL CHECK (object_kind IN ('organization', 'place', 'offer')),
    object_id TEXT NOT NULL,
    organization_id TEXT REFERENCES organizations (id),
    -- The version before and after; places count in milliseconds.
    version_before BIGINT,
    version_after BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    actor_role TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id),
    actor_label TEXT NOT NULL,
    channel TEXT NOT NULL,
    state_before TEXT,
    state_after TEXT NOT NULL,
    undone_by TEXT
);

CREATE UNIQUE INDEX revisions_of_object ON revisions (object_kind, object_id, version_after);
CREATE INDEX revisions_of_organization ON revisions (organization_id, changed_at);
CREATE INDEX revisions_of_account ON revisions (account_id);
CREATE INDEX revisions_by_time ON revisions (changed_at);
