-- Tickets that were forgotten: no key of theirs is kept any more, whoever brings it, and no photo.
CREATE TABLE forgotten_tickets (
    branch_id BLOB NOT NULL,
    ticket_id BLOB NOT NULL,
    PRIMARY KEY (branch_id, ticket_id)
) STRICT;

-- Photos that are to go from the shelf, which is no part of a transaction.
CREATE TABLE forgotten_photos (
    branch_id BLOB NOT NULL,
    sha256    BLOB NOT NULL,
    PRIMARY KEY (branch_id, sha256)
) STRICT;
