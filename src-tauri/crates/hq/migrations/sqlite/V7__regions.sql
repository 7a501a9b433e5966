-- The region whose rules hold at a unit and below it, unless a lower one has another: a code that policies name.
ALTER TABLE units ADD COLUMN region TEXT;
