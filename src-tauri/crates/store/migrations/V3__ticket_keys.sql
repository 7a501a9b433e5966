-- The keys of tickets and drafts, wrapped under the branch's key. Deleting a row is forgetting a person.
CREATE TABLE ticket_keys (
    ticket          BLOB PRIMARY KEY,  -- TicketId
    wrapped         BLOB NOT NULL,     -- nonce, ciphertext, tag
    acknowledged_at TEXT               -- since when headquarters is known to hold it
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_waiting ON ticket_keys (ticket) WHERE acknowledged_at IS NULL;
