-- A ticket as lists, board and search show it. Rebuilt from the log; never migrated. No CHECK: vocabularies are open.
CREATE TABLE tickets (
    place           INTEGER PRIMARY KEY,  -- by opened_at; shared with ticket_words and ticket_search
    id              BLOB    NOT NULL UNIQUE,
    number          TEXT    NOT NULL,     -- indexed; identity is the id
    kind            TEXT    NOT NULL,
    category        TEXT    NOT NULL,
    channel         TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    status_since_at TEXT    NOT NULL,
    is_finished     INTEGER NOT NULL,     -- its status allows no further step but to close or reopen
    is_open         INTEGER NOT NULL,     -- something is left to do: it belongs on the board
    is_to_be_told   INTEGER NOT NULL,     -- an outcome stands that the customer does not know
    opened_at       TEXT    NOT NULL,     -- RFC 3339, UTC
    opened_by       BLOB,
    waybill         TEXT    NOT NULL,     -- normalized; empty when there is none
    carrier         TEXT,
    claimed_fen     INTEGER,
    next_due_at     TEXT,                 -- of next_due, for ordering
    next_due        TEXT,                 -- the date that binds, promised or not: JSON, as a promise is written
    reminds_from    TEXT,                 -- when somebody is first reminded of one of its clocks
    reckoned_by     INTEGER NOT NULL,     -- the mark of the rules by which the five above were reckoned
    person_name     TEXT,                 -- who came; none without the ticket's key
    person_phone    TEXT,
    story_start     TEXT,                 -- its first characters
    is_told_open    INTEGER NOT NULL,     -- whether the ticket's key was here when this was written
    photos          INTEGER NOT NULL,
    prints          INTEGER NOT NULL,     -- papers started
    is_printed      INTEGER NOT NULL,
    is_print_open   INTEGER NOT NULL,     -- a print started and not ended: look at the printer
    conflicts       INTEGER NOT NULL,
    has_custody     INTEGER NOT NULL,     -- items lie with us
    open_tasks      INTEGER NOT NULL,     -- tasks that nobody has answered
    priority        TEXT,                 -- how soon it must be seen to; none while nobody has judged it
    merged_into     TEXT,                 -- the number of the ticket in which it goes on
    last_rated_at   TEXT,                 -- when the customer gave stars last
    is_practice     INTEGER NOT NULL,
    is_forgotten    INTEGER NOT NULL
) STRICT;

CREATE INDEX tickets_by_number ON tickets (number);
CREATE INDEX tickets_by_waybill ON tickets (waybill) WHERE waybill <> '';
CREATE INDEX tickets_open ON tickets (next_due_at) WHERE is_open = 1;
