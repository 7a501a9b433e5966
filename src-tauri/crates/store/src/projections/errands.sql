-- What this branch is asked to do about tickets of others. Rebuilt from the log; never migrated. No ticket is listed here.
CREATE TABLE errands (
    id      BLOB    PRIMARY KEY,  -- what stands for a ticket in its lines
    is_open INTEGER NOT NULL      -- nobody has done it, and it is not forgotten
) STRICT, WITHOUT ROWID;

CREATE INDEX errands_open ON errands (id) WHERE is_open = 1;
