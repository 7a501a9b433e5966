-- What this database knows of itself, one fact a row.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,   -- open vocabulary; see tables/meta.rs
    value TEXT NOT NULL       -- as its name asks: an id, a time, JSON
) STRICT, WITHOUT ROWID;
