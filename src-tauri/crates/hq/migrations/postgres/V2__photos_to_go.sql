-- A photo that is brought again while it goes from the shelf has to go once more: the mark tells the one telling from the other.
ALTER TABLE forgotten_photos ADD COLUMN mark uuid NOT NULL DEFAULT gen_random_uuid();
