-- Versions of the counters' program, as their maker signed them. Their files lie on the shelf, by hash.
CREATE TABLE releases (
    target     TEXT    NOT NULL,            -- for which machines: windows-x86_64, linux-x86_64
    version    TEXT    NOT NULL,            -- semver
    sha256     BLOB    NOT NULL,            -- of the file
    statement  TEXT    NOT NULL,            -- byte for byte
    signature  BLOB    NOT NULL,            -- by a release key
    state      TEXT    NOT NULL,            -- staged, paused, withdrawn
    percent    INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100), -- of all counters, while it is staged
    units      TEXT    NOT NULL,            -- JSON: the units whose counters have it first
    added_at   TEXT    NOT NULL,            -- RFC 3339, UTC
    added_by   TEXT    NOT NULL,            -- the account, or the command line
    changed_at TEXT    NOT NULL,
    changed_by TEXT    NOT NULL,
    PRIMARY KEY (target, version)
) STRICT;
