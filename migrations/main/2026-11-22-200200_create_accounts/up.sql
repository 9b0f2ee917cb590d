-- People who work in the network. The persons who are helped have no account.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    organization_id TEXT REFERENCES organizations (id),
    password_hash TEXT,
    is_disabled BOOLEAN NOT NULL,
    last_sign_in_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    CHECK (role IN ('mediator', 'partner', 'coordinator', 'admin', 'privacy_officer')),
    CHECK (role <> 'partner' OR organization_id IS NOT NULL)
);
CREATE INDEX accounts_organization_index ON accounts (organization_id);

-- An invitation is a link sent once by mail; only the hash of its token is kept.
CREATE TABLE invitations (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX invitations_account_index ON invitations (account_id);

-- A session lives on the server; the cookie holds a token, this row only its hash.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    is_shared_post BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_account_index ON sessions (account_id);
CREATE INDEX sessions_expiry_index ON sessions (expires_at);
