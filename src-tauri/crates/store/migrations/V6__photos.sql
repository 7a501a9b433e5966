-- Photos at this counter. The bytes stand in files, sealed under the key kept here: deleting the row shuts the file.
CREATE TABLE photos (
    sha256          BLOB    PRIMARY KEY,  -- of the prepared picture: its name everywhere
    size            INTEGER NOT NULL,     -- in bytes
    media_type      TEXT    NOT NULL,     -- open vocabulary
    key             BLOB,                 -- seals the file; none when only the thumbnail is here
    thumbnail       BLOB    NOT NULL,     -- a small JPEG
    added_at        TEXT    NOT NULL,     -- RFC 3339, UTC
    loose_since     TEXT,                 -- since when it was seen that no event and no draft names it
    acknowledged_at TEXT,                 -- since when headquarters is known to hold it
    upload_url      TEXT,                 -- an upload that was begun
    upload_offset   INTEGER               -- how far headquarters said it has come
) STRICT;

CREATE INDEX photos_waiting ON photos (added_at) WHERE acknowledged_at IS NULL;

-- Files whose rows are gone and which are still to be removed from the disk.
CREATE TABLE photo_removals (
    sha256 BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
