-- What is being taken in and not yet saved. Local, never travels, belongs to a person.
CREATE TABLE drafts (
    ticket       BLOB PRIMARY KEY,  -- TicketId: a draft has it from the first key press
    person       BLOB NOT NULL,     -- PersonId: whose draft
    form         BLOB NOT NULL,     -- what the screen wrote, opaque here
    started_at   TEXT NOT NULL,     -- RFC 3339, UTC
    saved_at     TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    discarded_at TEXT               -- thrown away, and for some seconds to be had back
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_photos (
    draft    BLOB    NOT NULL REFERENCES drafts (ticket) ON DELETE CASCADE,
    sha256   BLOB    NOT NULL,
    place    INTEGER NOT NULL,      -- the order on the screen
    about    TEXT    NOT NULL,      -- slot, source, camera: JSON, opaque here
    PRIMARY KEY (draft, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_photos_by_photo ON draft_photos (sha256);
