-- Files may have their content in common: the pieces are those of the file that it came with first.

ALTER TABLE file ADD COLUMN content UUID;
UPDATE file SET content = id;
CREATE INDEX ix_file__content ON file (content);
