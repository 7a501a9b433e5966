-- Words of tickets, cut beforehand (words.rs): the tokenizer only splits at spaces. Rebuilt from the log; never migrated.
CREATE VIRTUAL TABLE ticket_search USING fts5 (
    number,   -- whole, and its counter and serial
    waybill,
    phone,    -- digits of every party's
    tails,    -- phones, waybill and number written backwards, so that their ends can be looked up as beginnings
    name,     -- of every party
    story,    -- what was told and asked for
    tokenize = "ascii",
    columnsize = 0   -- nothing is ranked by how long it is
);
-- Deleted words leave the index at once, not at some later merge.
INSERT INTO ticket_search (ticket_search, rank) VALUES ('secure-delete', 1);
