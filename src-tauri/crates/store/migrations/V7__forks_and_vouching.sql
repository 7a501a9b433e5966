-- What other copies of a log mean for this one, and who vouches for what came by the feed.

-- From this place on headquarters holds other lines in this epoch; what stood here was issued again elsewhere.
ALTER TABLE epochs ADD COLUMN forked_at INTEGER;

-- When someone put a line that was set aside away, having looked at it.
ALTER TABLE lines ADD COLUMN filed_at TEXT;

-- Who signed which head of a log that is not this device's: kept so that the lines up to it can be shown to anyone.
CREATE TABLE signatures (
    device    BLOB    NOT NULL,  -- DeviceId: whose log
    epoch     BLOB    NOT NULL,  -- EpochId
    seq       INTEGER NOT NULL,  -- of the line that was signed
    hash      BLOB    NOT NULL,  -- of that line
    signature BLOB    NOT NULL,  -- its author's, over the head
    PRIMARY KEY (device, epoch, seq, hash)
) STRICT, WITHOUT ROWID;

-- Headquarters' word for the keys of the branch's other devices.
CREATE TABLE device_keys (
    device      BLOB NOT NULL,  -- DeviceId: whose log
    key         BLOB NOT NULL,  -- its author's, or of one who took its work over
    certificate TEXT NOT NULL,  -- as it came, with its signature: JSON
    PRIMARY KEY (device, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX lines_untold ON lines (device, epoch, seq) WHERE is_own = 0 AND feed_position IS NULL;
