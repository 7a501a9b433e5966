-- Other systems of the carrier that speak to headquarters. One is revoked and never deleted: the audit log names it.
CREATE TABLE services (
    id             BLOB PRIMARY KEY,
    name           TEXT NOT NULL UNIQUE,
    scopes         TEXT NOT NULL,           -- domain::ServiceScope, parted by spaces
    unit_id        BLOB NOT NULL REFERENCES units (id), -- whose subtree it sees and writes to
    default_branch BLOB,                    -- where its tickets go that name no branch
    token_hash     BLOB NOT NULL UNIQUE,    -- SHA-256 of its token
    created_at     TEXT NOT NULL,           -- RFC 3339, UTC
    created_by     TEXT NOT NULL,           -- the account, or the command line
    ends_at        TEXT,                    -- the first moment at which its token is no longer good
    revoked_at     TEXT,
    used_at        TEXT                     -- to the hour
) STRICT;

-- What each of them brought, by the number that it has there: the same number is the same ticket for ever.
CREATE TABLE service_references (
    service_id BLOB NOT NULL REFERENCES services (id),
    mark       BLOB NOT NULL,               -- of the reference, keyed; see `LookupKey`
    ticket_id  BLOB NOT NULL,
    branch_id  BLOB NOT NULL,
    content    BLOB NOT NULL,               -- mark of all that was said, to know a repeat from another matter
    at         TEXT NOT NULL,
    PRIMARY KEY (service_id, mark)
) STRICT;

-- The letter of the numbers that headquarters itself gives in a branch, once it gave one: never a counter's.
CREATE TABLE own_letters (
    branch_id BLOB PRIMARY KEY,
    letter    TEXT NOT NULL
) STRICT;
