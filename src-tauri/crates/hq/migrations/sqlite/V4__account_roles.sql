-- What an account's owner works as, each role with its days: 'adjuster manager:2026-11-23:2026-11-27'.
-- Whoever had an account before roles could do everything that the page offers.
ALTER TABLE accounts ADD COLUMN roles TEXT NOT NULL DEFAULT 'administrator';
