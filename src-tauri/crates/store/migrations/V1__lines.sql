-- Every line of every log this counter holds: its own, and what came by the feed. Never changed, never pruned.
CREATE TABLE lines (
    arrival       INTEGER PRIMARY KEY,  -- the order in which lines came to this database
    event         BLOB    NOT NULL,     -- EventId; a line issued again after a fork has that of its first writing
    device        BLOB    NOT NULL,     -- DeviceId: whose log
    epoch         BLOB    NOT NULL,     -- EpochId: which incarnation of it
    seq           INTEGER NOT NULL CHECK (seq > 0),
    hash          BLOB    NOT NULL,     -- SHA-256 of raw
    ticket        BLOB,                 -- TicketId, or none for what concerns the device or the branch
    kind          TEXT    NOT NULL,     -- open vocabulary: newer versions may add
    wall          TEXT    NOT NULL,     -- the author's clock, RFC 3339, UTC
    raw           BLOB    NOT NULL,     -- the bytes its author wrote, without the LF: the record
    photo         BLOB,                 -- SHA-256 of the photo that a PhotoAdded names, retracted or not
    is_own        INTEGER NOT NULL CHECK (is_own IN (0, 1)),
    feed_position INTEGER,              -- where it stood in the branch's feed; none for own lines
    set_aside     TEXT                  -- why headquarters, or this counter for a feed line, set it aside
) STRICT;

CREATE UNIQUE INDEX own_lines ON lines (epoch, seq) WHERE is_own = 1;
CREATE INDEX feed_lines ON lines (device, epoch, seq) WHERE is_own = 0;
CREATE INDEX lines_by_event ON lines (event);
CREATE INDEX lines_by_ticket ON lines (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX lines_by_photo ON lines (photo) WHERE photo IS NOT NULL;
CREATE INDEX lines_set_aside ON lines (arrival) WHERE set_aside IS NOT NULL;
CREATE INDEX lines_about_people ON lines (arrival) WHERE kind = 'PersonAdded';

-- The incarnations of this device's log, and how far headquarters has acknowledged each: a log is held from its beginning.
CREATE TABLE epochs (
    place INTEGER PRIMARY KEY,  -- the order in which they came to this database
    epoch BLOB    NOT NULL UNIQUE,
    held  INTEGER NOT NULL      -- the last line that headquarters has signed for; 0 for none
) STRICT;
