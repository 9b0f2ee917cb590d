-- Which rows were made one, which are known to be two, what waits for a second look, and which
-- organizations were invited.

-- One merge. Whole objects before it, and what pointed to the absorbed one, so that it can be
-- undone; rows are never deleted, so the names of both stay known.
CREATE TABLE merges (
    id TEXT NOT NULL PRIMARY KEY,
    object_kind TEXT NOT NULL,
    kept_id TEXT NOT NULL,
    absorbed_id TEXT NOT NULL,
    choices TEXT NOT NULL,
    kept_before TEXT NOT NULL,
    kept_after TEXT NOT NULL,
    absorbed_before TEXT NOT NULL,
    moved TEXT NOT NULL,
    account_id TEXT,
    actor_label TEXT NOT NULL,
    merged_at TIMESTAMP NOT NULL,
    undone_at TIMESTAMP,
    CHECK (object_kind IN ('organization', 'place', 'offer')),
    CHECK (kept_id <> absorbed_id)
);
-- Nothing is absorbed twice at one time.
CREATE UNIQUE INDEX merges_absorbed_index ON merges (object_kind, absorbed_id)
    WHERE undone_at IS NULL;
CREATE INDEX merges_kept_index ON merges (object_kind, kept_id);
CREATE INDEX merges_time_index ON merges (merged_at);

-- Pairs that a person looked at and found to be two; the smaller identifier stands left.
CREATE TABLE dismissed_pairs (
    object_kind TEXT NOT NULL,
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    account_id TEXT,
    actor_label TEXT NOT NULL,
    dismissed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (object_kind, left_id, right_id),
    CHECK (object_kind IN ('organization', 'place', 'offer')),
    CHECK (left_id < right_id)
);

-- Changes that a coordinator looks at before they are shown.
CREATE TABLE proposals (
    id TEXT NOT NULL PRIMARY KEY,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    state TEXT NOT NULL,
    state_before TEXT,
    state_after TEXT NOT NULL,
    account_id TEXT,
    actor_label TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by_account_id TEXT,
    message TEXT,
    CHECK (object_kind IN ('organization', 'place', 'offer')),
    CHECK (state IN ('waiting', 'accepted', 'refused', 'replaced')),
    CHECK ((state = 'waiting') = (decided_at IS NULL))
);
-- A later proposal about the same object replaces the one that waits.
CREATE UNIQUE INDEX proposals_waiting_index ON proposals (object_kind, object_id)
    WHERE decided_at IS NULL;
CREATE INDEX proposals_organization_index ON proposals (organization_id, proposed_at);
CREATE INDEX proposals_state_index ON proposals (state, proposed_at);

-- Organizations that were invited to look after their listings, and how often they were written to.
CREATE TABLE member_invitations (
    organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    invited_at TIMESTAMP NOT NULL,
    letters INTEGER NOT NULL,
    next_letter_at TIMESTAMP,
    CHECK (letters BETWEEN 1 AND 4)
);
CREATE INDEX member_invitations_account_index ON member_invitations (account_id);
CREATE INDEX member_invitations_next_index ON member_invitations (next_letter_at);
