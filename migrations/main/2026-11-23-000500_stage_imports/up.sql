-- Files of other directories: what they would change, before and while it is written (DIR-09).
CREATE TABLE import_runs (
    id TEXT NOT NULL PRIMARY KEY,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('mednum', 'mednum-v0', 'csv')),
    state TEXT NOT NULL CHECK (state IN ('staging', 'staged', 'applying', 'applied')),
    row_count INTEGER NOT NULL,
    -- Remarks about the file as a whole.
    remarks TEXT NOT NULL,
    account_id TEXT,
    staged_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX import_runs_by_time ON import_runs (staged_at);

CREATE TABLE import_rows (
    run_id TEXT NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL
        CHECK (outcome IN ('added', 'changed', 'unchanged', 'protected', 'echo', 'refused')),
    -- What is still to be written; gone when it was.
    record TEXT,
    differences TEXT,
    remarks TEXT,
    PRIMARY KEY (run_id, number)
);
CREATE INDEX import_rows_by_outcome ON import_rows (run_id, outcome);

-- Which source said what of an object last; one row for all fields, as one row of a file states them.
CREATE TABLE provenance (
    object_kind TEXT NOT NULL CHECK (object_kind IN ('organization', 'place', 'offer')),
    object_id TEXT NOT NULL,
    source TEXT NOT NULL,
    stated TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (object_kind, object_id, source)
);
