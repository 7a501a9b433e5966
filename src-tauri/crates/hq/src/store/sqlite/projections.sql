-- Made from the log: dropped and refolded when their version changes, never migrated. Nothing personal in clear.

DROP TABLE IF EXISTS tickets;
DROP TABLE IF EXISTS ticket_photos;
DROP TABLE IF EXISTS named_photos;
DROP TABLE IF EXISTS ticket_kin;
DROP TABLE IF EXISTS tasks_elsewhere;
DROP TABLE IF EXISTS errands;
DROP TABLE IF EXISTS errand_answers;
DROP TABLE IF EXISTS awaiting_counts;
DROP TABLE IF EXISTS ticket_words;
DROP TABLE IF EXISTS ticket_marks;

CREATE TABLE tickets (
    branch_id   BLOB    NOT NULL,
    ticket_id   BLOB    NOT NULL,
    number      TEXT    NOT NULL,
    number_key  TEXT    NOT NULL,           -- as it is compared
    kind        TEXT    NOT NULL,
    category    TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    waybill     TEXT    NOT NULL,
    waybill_key TEXT    NOT NULL,           -- as it is compared
    who         TEXT,                       -- masked; none where it cannot be read
    device_id   BLOB    NOT NULL,
    opened_at   TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    next_step   TEXT,
    next_due_at TEXT,
    next_due_on TEXT,                       -- the local day, where a whole day was promised
    claimed_fen INTEGER,
    photos      INTEGER NOT NULL,
    conflicts   INTEGER NOT NULL,
    forgotten   INTEGER NOT NULL,
    phone_mark    BLOB,                     -- keyed: of who came, to find the same customer by
    assessed_fen  INTEGER,
    approved_fen  INTEGER,
    paid_fen      INTEGER,
    awaits        TEXT,                     -- decision, release, too_late; none where headquarters has nothing to do
    awaits_since  TEXT,
    awaits_due_at TEXT,                     -- next_due_at, or 'never', which sorts after every moment
    round         INTEGER,
    second_roles  TEXT,                     -- who may release, parted by spaces
    decided_by    BLOB,
    decided_fen   INTEGER,
    merged_into   TEXT,                     -- the number of the ticket in which it goes on
    PRIMARY KEY (branch_id, ticket_id)
) STRICT;
CREATE INDEX tickets_by_id ON tickets (ticket_id, branch_id);
CREATE INDEX tickets_by_time ON tickets (branch_id, opened_at, ticket_id);
CREATE INDEX tickets_by_number ON tickets (branch_id, number_key);
CREATE INDEX tickets_awaiting ON tickets (branch_id, awaits, awaits_due_at, ticket_id) WHERE awaits IS NOT NULL;

-- What is looked for in every branch: all of them or very many in order, kin, and what came last.
CREATE INDEX tickets_in_time ON tickets (opened_at, ticket_id, branch_id);
CREATE INDEX tickets_awaiting_anywhere ON tickets (awaits, awaits_due_at, ticket_id, branch_id) WHERE awaits IS NOT NULL;
CREATE INDEX tickets_of_waybill ON tickets (waybill_key, opened_at) WHERE waybill_key <> '';
CREATE INDEX tickets_of_phone ON tickets (phone_mark, opened_at) WHERE phone_mark IS NOT NULL;
CREATE INDEX tickets_by_arrival ON tickets (received_at, ticket_id, branch_id);

-- How many tickets of a branch wait for what: counted as they are written, for a million are not counted again.
CREATE TABLE awaiting_counts (
    branch_id BLOB    NOT NULL,
    awaits    TEXT    NOT NULL,
    tickets   INTEGER NOT NULL,
    PRIMARY KEY (branch_id, awaits)
) STRICT;

-- What tickets say of others by their own events: links, and where they go on.
CREATE TABLE ticket_kin (
    branch_id BLOB NOT NULL,
    ticket_id BLOB NOT NULL,                -- which says so
    event_id  BLOB NOT NULL,
    other_id  BLOB NOT NULL,                -- of which it is said; it may be of another branch
    kin       TEXT,                         -- how they belong together: open vocabulary; none: it goes on in the other
    at        TEXT NOT NULL,
    person_id BLOB,
    PRIMARY KEY (branch_id, ticket_id, event_id)
) STRICT;
CREATE INDEX ticket_kin_by_other ON ticket_kin (other_id);

-- A ticket's evidence as it is folded: what was taken back is not in it.
CREATE TABLE ticket_photos (
    branch_id BLOB NOT NULL,
    ticket_id BLOB NOT NULL,
    sha256    BLOB NOT NULL,
    PRIMARY KEY (branch_id, ticket_id, sha256)
) STRICT;

-- Every photo that a line names: what may be sent and seen.
CREATE TABLE named_photos (
    branch_id BLOB    NOT NULL,
    sha256    BLOB    NOT NULL,
    size      INTEGER NOT NULL,
    ticket_id BLOB    NOT NULL,
    PRIMARY KEY (branch_id, sha256, ticket_id, size)
) STRICT;
CREATE INDEX named_photos_by_ticket ON named_photos (branch_id, ticket_id);

-- Tasks of a branch's tickets that another branch is to do.
CREATE TABLE tasks_elsewhere (
    branch_id    BLOB NOT NULL,
    ticket_id    BLOB NOT NULL,
    event_id     BLOB NOT NULL,
    to_branch_id BLOB NOT NULL,
    PRIMARY KEY (branch_id, event_id)
) STRICT;
CREATE INDEX tasks_elsewhere_by_ticket ON tasks_elsewhere (branch_id, ticket_id);

-- Errands as the branch that is asked has them. No ticket is listed here.
CREATE TABLE errands (
    branch_id      BLOB NOT NULL,
    ticket_id      BLOB NOT NULL,           -- what stands for a ticket in its lines
    from_branch_id BLOB NOT NULL,
    of_ticket_id   BLOB NOT NULL,
    PRIMARY KEY (branch_id, ticket_id)
) STRICT;
CREATE INDEX errands_by_ticket ON errands (from_branch_id, of_ticket_id);

CREATE TABLE errand_answers (
    branch_id BLOB NOT NULL,
    ticket_id BLOB NOT NULL,
    event_id  BLOB NOT NULL,
    PRIMARY KEY (branch_id, ticket_id, event_id)
) STRICT;

-- What a ticket can be found by, sealed with a key of headquarters' own, as it is compared with what is typed.
CREATE TABLE ticket_words (
    place     INTEGER PRIMARY KEY,          -- grows with the moment it was taken in: the index names the newest first
    branch_id BLOB NOT NULL,
    ticket_id BLOB NOT NULL,
    print     BLOB NOT NULL,                -- keyed: tells whether the words changed
    words     BLOB NOT NULL                 -- nonce, ciphertext, tag
) STRICT;
CREATE UNIQUE INDEX ticket_words_by_ticket ON ticket_words (ticket_id, branch_id);

-- Which tickets can hold a word: keyed marks of its parts, each eight hex digits, and the units that a ticket is within.
-- It says neither where nor how often: the words above do.
CREATE VIRTUAL TABLE ticket_marks USING fts5 (
    marks,
    content = '',
    detail = none,
    columnsize = 0,                         -- nothing is ranked by how long it is
    tokenize = 'ascii'
);
-- Deleted marks leave the index at once, not at some later merge.
INSERT INTO ticket_marks (ticket_marks, rank) VALUES ('secure-delete', 1);

DELETE FROM projections;
