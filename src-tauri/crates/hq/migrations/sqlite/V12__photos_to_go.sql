-- A photo that is brought again while it goes from the shelf has to go once more: the mark tells the one telling from the other.
ALTER TABLE forgotten_photos ADD COLUMN mark BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';

CREATE INDEX uploads_by_start ON uploads (started_at);
