-- What a ticket can be found by, as it is compared with what is typed (words.rs). Rebuilt from the log; never migrated.
CREATE TABLE ticket_words (
    place INTEGER PRIMARY KEY,   -- of tickets
    text  TEXT    NOT NULL,      -- number, waybill, phones, names, story, demand, items and notes
    names TEXT    NOT NULL       -- of every party, each in one piece: for its initials
) STRICT;

-- Which tickets can hold a word: every one, two and four characters of it that stand side by side (grams.rs), cut
-- beforehand, so the tokenizer only splits at spaces. It says neither where nor how often: the words above do.
CREATE VIRTUAL TABLE ticket_search USING fts5 (
    grams,
    content = '',
    detail = none,
    columnsize = 0,   -- nothing is ranked by how long it is
    tokenize = "ascii tokenchars '_'"
);
-- Deleted words leave the index at once, not at some later merge.
INSERT INTO ticket_search (ticket_search, rank) VALUES ('secure-delete', 1);
