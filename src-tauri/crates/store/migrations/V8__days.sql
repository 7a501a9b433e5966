-- The days that headquarters has answered for.
CREATE TABLE days (
    day         TEXT PRIMARY KEY,  -- the local day, 2026-11-21
    until       TEXT NOT NULL,     -- its end, RFC 3339, UTC
    asked_at    TEXT NOT NULL,     -- when headquarters was last asked, by this counter's clock
    manifest    TEXT NOT NULL,     -- what it answered, with its signature: JSON
    is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX lines_by_wall ON lines (device, wall);
