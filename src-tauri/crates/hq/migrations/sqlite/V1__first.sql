-- What is looked up before a branch is known.

CREATE TABLE units (
    id        BLOB PRIMARY KEY,             -- UUIDv7, 16 bytes; a branch's is its branch_id
    parent_id BLOB REFERENCES units (id),
    level     TEXT NOT NULL,                -- headquarters, region, branch, outlet, counter
    name      TEXT NOT NULL,
    code      TEXT UNIQUE,                  -- four characters, of what has its own numbering
    letter    TEXT,                         -- a counter's, first in its serials
    address   TEXT NOT NULL,
    phone     TEXT NOT NULL
) STRICT;
CREATE INDEX units_by_parent ON units (parent_id);

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE trust (
    purpose     TEXT PRIMARY KEY,           -- root, feed, policy, ack
    sealed_key  BLOB NOT NULL,              -- the signing key under the master key
    certificate TEXT                        -- JSON; none for the root
) STRICT;

CREATE TABLE accounts (
    name       TEXT PRIMARY KEY,
    password   TEXT NOT NULL,               -- argon2id, PHC string
    unit_id    BLOB NOT NULL REFERENCES units (id),
    created_at TEXT NOT NULL                -- RFC 3339, UTC
) STRICT;

CREATE TABLE page_sessions (
    token_hash BLOB PRIMARY KEY,            -- SHA-256 of the cookie
    account    TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    csrf       TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE sign_in_failures (
    who_hash      BLOB PRIMARY KEY,         -- SHA-256 of the name that was typed, known or not
    failures      INTEGER NOT NULL,
    blocked_until TEXT NOT NULL
) STRICT;

CREATE TABLE devices (
    id             BLOB PRIMARY KEY,
    branch_id      BLOB NOT NULL,
    counter_letter TEXT NOT NULL,
    counter_name   TEXT NOT NULL,
    pc_name        TEXT NOT NULL,
    app_version    TEXT NOT NULL,
    signing_key    BLOB NOT NULL,
    sealing_key    BLOB NOT NULL,
    enrolled_at    TEXT NOT NULL,
    revoked_at     TEXT,
    contact_at     TEXT,
    waiting_lines  INTEGER NOT NULL DEFAULT 0,
    waiting_photos INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX devices_by_branch ON devices (branch_id);

CREATE TABLE enrolment_codes (
    secret_hash    BLOB PRIMARY KEY,        -- SHA-256 of the code's secret
    branch_id      BLOB NOT NULL,
    counter_letter TEXT NOT NULL,
    counter_name   TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    used_at        TEXT,
    used_by        BLOB
) STRICT;

CREATE TABLE login_nonces (
    nonce      BLOB PRIMARY KEY,
    device_id  BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE device_tokens (
    token_hash BLOB PRIMARY KEY,
    device_id  BLOB NOT NULL REFERENCES devices (id),
    push_only  INTEGER NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

-- Everything else is led by its branch.

CREATE TABLE branches (
    branch_id  BLOB PRIMARY KEY REFERENCES units (id),
    zone       TEXT NOT NULL,               -- IANA
    sealed_key BLOB NOT NULL,               -- the branch key under the master key
    own_device BLOB NOT NULL UNIQUE,        -- headquarters' own hand in this branch
    own_epoch  BLOB NOT NULL,
    generation BLOB NOT NULL,               -- names the feed
    feed_head  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The log: bytes as their author wrote them, never changed.
CREATE TABLE lines (
    branch_id   BLOB    NOT NULL REFERENCES branches (branch_id),
    device_id   BLOB    NOT NULL,
    epoch_id    BLOB    NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    ticket_id   BLOB,
    line        TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    set_aside   TEXT,                       -- why; a reason may go when a key comes
    PRIMARY KEY (branch_id, device_id, epoch_id, seq)
) STRICT;
CREATE INDEX lines_by_ticket ON lines (branch_id, ticket_id);

CREATE TABLE pushes (
    branch_id BLOB    NOT NULL,
    device_id BLOB    NOT NULL,
    epoch_id  BLOB    NOT NULL,
    seq       INTEGER NOT NULL,             -- of its last line
    signature BLOB    NOT NULL,             -- its author's, over the head
    PRIMARY KEY (branch_id, device_id, epoch_id, seq)
) STRICT;

-- Lines that took a place already held: kept as evidence, never folded.
CREATE TABLE forked_lines (
    branch_id   BLOB    NOT NULL,
    device_id   BLOB    NOT NULL,
    epoch_id    BLOB    NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    line        TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    PRIMARY KEY (branch_id, device_id, epoch_id, seq, hash)
) STRICT;

CREATE TABLE feed (
    branch_id BLOB    NOT NULL,
    position  INTEGER NOT NULL,             -- without gaps within a branch
    device_id BLOB    NOT NULL,
    epoch_id  BLOB    NOT NULL,
    seq       INTEGER NOT NULL,
    PRIMARY KEY (branch_id, position)
) STRICT;

CREATE TABLE ticket_keys (
    branch_id   BLOB NOT NULL,
    ticket_id   BLOB NOT NULL,
    wrapped     BLOB NOT NULL,              -- under the branch key
    PRIMARY KEY (branch_id, ticket_id)
) STRICT;

CREATE TABLE photos (
    branch_id   BLOB    NOT NULL,
    sha256      BLOB    NOT NULL,
    size        INTEGER NOT NULL,
    received_at TEXT    NOT NULL,
    device_id   BLOB    NOT NULL,
    PRIMARY KEY (branch_id, sha256)
) STRICT;

CREATE TABLE uploads (
    branch_id  BLOB    NOT NULL,
    upload_id  BLOB    NOT NULL,
    device_id  BLOB    NOT NULL,
    sha256     BLOB    NOT NULL,
    size       INTEGER NOT NULL,
    held       INTEGER NOT NULL DEFAULT 0,  -- bytes, the offset to go on from
    started_at TEXT    NOT NULL,
    PRIMARY KEY (branch_id, upload_id)
) STRICT;
CREATE UNIQUE INDEX uploads_by_photo ON uploads (branch_id, sha256);

CREATE TABLE upload_chunks (
    branch_id BLOB    NOT NULL,
    upload_id BLOB    NOT NULL,
    at        INTEGER NOT NULL,
    bytes     BLOB    NOT NULL,
    PRIMARY KEY (branch_id, upload_id, at),
    FOREIGN KEY (branch_id, upload_id) REFERENCES uploads (branch_id, upload_id) ON DELETE CASCADE
) STRICT;

-- Which shape of the projections this database holds; they are refolded when it is another than the program's.
CREATE TABLE projections (version INTEGER NOT NULL) STRICT;
