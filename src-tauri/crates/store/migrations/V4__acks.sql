-- The acknowledgements headquarters signed, kept as evidence of what it said it holds.
CREATE TABLE acks (
    epoch BLOB    NOT NULL,  -- EpochId of this device's log
    seq   INTEGER NOT NULL,  -- up to this line
    at    TEXT    NOT NULL,  -- headquarters' time, RFC 3339, UTC
    ack   TEXT    NOT NULL,  -- as it came, with its signature: JSON
    PRIMARY KEY (epoch, seq, at)
) STRICT, WITHOUT ROWID;
