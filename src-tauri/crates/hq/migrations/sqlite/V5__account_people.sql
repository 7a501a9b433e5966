-- Who an account's owner is in the lines that they write, and what tells two people apart.
ALTER TABLE accounts ADD COLUMN person_id BLOB;
UPDATE accounts SET person_id = randomblob(16);
CREATE UNIQUE INDEX accounts_by_person ON accounts (person_id);
