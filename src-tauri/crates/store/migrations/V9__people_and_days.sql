-- How people show at this counter who they are. Never in a line, never sent anywhere.
CREATE TABLE pins (
    person     BLOB PRIMARY KEY,            -- PersonId, 16 bytes
    phc        TEXT,                        -- argon2id of the PIN; none: they may choose one, for a manager has let them
    first_code TEXT,                        -- argon2id of headquarters' first code that was used last
    wrong      INTEGER NOT NULL DEFAULT 0,  -- wrong PINs since the last right one
    tried_at   TEXT                         -- when the last wrong one was tried, RFC 3339, UTC
) STRICT;

CREATE INDEX lines_about_staff ON lines (arrival) WHERE kind IN ('PersonAdded', 'PersonChanged');
CREATE INDEX lines_about_days ON lines (wall) WHERE kind IN ('DayOpened', 'DayClosed');
