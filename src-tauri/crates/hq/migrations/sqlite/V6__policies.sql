-- What headquarters published, as it was signed. Never changed and never deleted: a ticket keeps the version that it was
-- decided under.
CREATE TABLE policies (
    version      TEXT PRIMARY KEY,
    valid_from   TEXT NOT NULL,  -- the first day on which it holds
    signed       TEXT NOT NULL,  -- document, signature and certificate: JSON
    published_at TEXT NOT NULL,  -- RFC 3339, UTC
    published_by TEXT NOT NULL,  -- the account, or the command line
    words        TEXT NOT NULL   -- what is new in it
) STRICT;

CREATE INDEX policies_by_beginning ON policies (valid_from, published_at);
