-- What headquarters published, as it was signed. A document that was refused is kept with the code of its fault, so that it
-- is neither taken up nor fetched again.
CREATE TABLE policies (
    version TEXT PRIMARY KEY,
    signed  TEXT NOT NULL,  -- document, signature and certificate: JSON
    came_at TEXT NOT NULL,  -- by this counter's clock, RFC 3339, UTC
    refused TEXT            -- NULL: it may be taken up
) STRICT, WITHOUT ROWID;
