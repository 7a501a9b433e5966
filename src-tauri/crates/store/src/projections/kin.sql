-- What tickets say of others: links, and where they go on. Rebuilt from the log; never migrated.
CREATE TABLE ticket_kin (
    ticket BLOB NOT NULL,   -- which says so
    event  BLOB NOT NULL,
    other  BLOB NOT NULL,   -- of which it is said; it need not be here
    kin    TEXT,            -- how they belong together: open vocabulary; none: it goes on in the other
    at     TEXT NOT NULL,   -- RFC 3339, UTC
    author BLOB,
    PRIMARY KEY (ticket, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_kin_by_other ON ticket_kin (other);

-- By which phones a ticket's people can be called. None without the ticket's key.
CREATE TABLE ticket_phones (
    ticket BLOB NOT NULL,
    phone  TEXT NOT NULL,   -- in the form in which it is compared
    PRIMARY KEY (ticket, phone)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_phones_by_phone ON ticket_phones (phone);
