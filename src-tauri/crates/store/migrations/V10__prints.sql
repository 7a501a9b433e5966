CREATE INDEX lines_about_prints ON lines (wall) WHERE kind IN ('PrintStarted', 'PrintEnded');
