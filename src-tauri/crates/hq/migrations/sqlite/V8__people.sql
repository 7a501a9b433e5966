-- An account is closed and never deleted: the audit log names it.
ALTER TABLE accounts ADD COLUMN closed_at TEXT;              -- RFC 3339, UTC; none while it is open
ALTER TABLE accounts ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0; -- its password was handed over by another
ALTER TABLE accounts ADD COLUMN signed_in_at TEXT;           -- when somebody last did

-- The second step of signing in.
ALTER TABLE accounts ADD COLUMN step_secret BLOB;            -- under the master key; none while it is not set up
ALTER TABLE accounts ADD COLUMN step_since TEXT;             -- when it was set up
ALTER TABLE accounts ADD COLUMN step_used INTEGER NOT NULL DEFAULT 0; -- the step of the last code: each is good once
ALTER TABLE accounts ADD COLUMN step_due_at TEXT;            -- from when on nobody goes on without it

CREATE TABLE recovery_codes (
    account TEXT NOT NULL REFERENCES accounts (name),
    mark    BLOB NOT NULL,                  -- of the code, keyed; see `LookupKey`
    PRIMARY KEY (account, mark)
) STRICT;

-- Sessions are listed to their owner, and end when nobody uses them.
ALTER TABLE page_sessions ADD COLUMN started_at TEXT;
ALTER TABLE page_sessions ADD COLUMN used_at TEXT;           -- by somebody, not by the page itself
ALTER TABLE page_sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX page_sessions_by_account ON page_sessions (account);

-- Who looked at what and who did what. Without end date, and no row is ever changed or deleted.
CREATE TABLE audit (
    seq         INTEGER PRIMARY KEY,        -- without gaps
    at          TEXT NOT NULL,              -- RFC 3339, UTC
    account     TEXT NOT NULL,              -- or the command line; empty for a name that is nobody's
    person_id   BLOB,
    unit_id     BLOB,                       -- the unit of what it was about, or else of whoever did it
    address     TEXT NOT NULL,              -- where the call came from; the system's user for the command line
    act         TEXT NOT NULL,              -- domain::AuditAct
    about       TEXT NOT NULL,              -- a ticket's number, a device, an account…: never what a customer told
    outcome     TEXT NOT NULL,
    before_hash BLOB NOT NULL,              -- the hash of the row before; zeros for the first
    hash        BLOB NOT NULL               -- of this one; see store/audit.rs
) STRICT;
CREATE INDEX audit_by_account ON audit (account, seq);
CREATE INDEX audit_by_act ON audit (act, seq);
CREATE INDEX audit_by_about ON audit (about, seq);
CREATE INDEX audit_by_at ON audit (at, seq);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'nothing is deleted from the audit log'); END;
