-- Without a PIN stands also who only tried a first code, and that lets nobody choose.
ALTER TABLE pins ADD COLUMN is_let INTEGER NOT NULL DEFAULT 0;
UPDATE pins SET is_let = 1 WHERE phc IS NULL AND wrong = 0;
