-- What is asked of lines beyond their place: which event, when it was written, and whether someone looked at it.
ALTER TABLE lines ADD COLUMN event_id BLOB;          -- where it can be read
ALTER TABLE lines ADD COLUMN wall TEXT;              -- its author's clock, RFC 3339, UTC; where it can be read
ALTER TABLE lines ADD COLUMN filed_at TEXT;          -- when someone put a line that was set aside away
UPDATE lines SET wall = json_extract(line, '$.wall'),
    event_id = unhex(replace(json_extract(line, '$.id'), '-', '')) WHERE json_valid(line);
CREATE INDEX lines_by_event ON lines (branch_id, event_id);
CREATE INDEX lines_by_wall ON lines (branch_id, device_id, wall);
CREATE INDEX lines_set_aside ON lines (branch_id) WHERE set_aside IS NOT NULL;

-- What a device last told of itself.
ALTER TABLE devices ADD COLUMN epoch_id BLOB;            -- the incarnation of its log that it writes
ALTER TABLE devices ADD COLUMN clock_offset_ms INTEGER;  -- this clock less its own
ALTER TABLE devices ADD COLUMN oldest_waiting_at TEXT;   -- when the oldest line that waits was written

-- Keys that were lost.
ALTER TABLE devices ADD COLUMN replaced_by BLOB;          -- the device that took over its work
ALTER TABLE devices ADD COLUMN sealed_database_key BLOB;  -- sealed to headquarters, for the day it is lost
ALTER TABLE enrolment_codes ADD COLUMN recovers BLOB;     -- the device whose work is taken over
