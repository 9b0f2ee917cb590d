-- Forms to refer that were begun and not sent: encrypted like what is sent, for a day at most.
CREATE TABLE unsent_forms (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    ciphertext TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX unsent_forms_account_index ON unsent_forms (account_id, saved_at);
CREATE INDEX unsent_forms_expires_index ON unsent_forms (expires_at);
