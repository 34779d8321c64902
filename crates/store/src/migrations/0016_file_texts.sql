-- What files are searched by: their names, in the first line, and after it the words that can be read of them. A job reads
-- them, also of those that are there already; tries counts how often it has begun to.
CREATE TABLE file_text (
  rid RID, id UUID NOT NULL, object TEXT NOT NULL, record UUID NOT NULL, text TEXT NOT NULL,
  tries INT NOT NULL DEFAULT 0, read_at INT, deleted_at INT
);
CREATE UNIQUE INDEX ux_file_text__id ON file_text (id);
CREATE INDEX ix_file_text__record ON file_text (record);
CREATE INDEX ix_file_text__unread ON file_text (rid) WHERE read_at IS NULL;

INSERT INTO file_text (id, object, record, text, deleted_at)
  SELECT id, object, record, name, deleted_at FROM file WHERE ready_at IS NOT NULL;
INSERT INTO job (kind, payload, state, run_at, max_attempts, created_at)
  SELECT 'files.read', '{}', 'waiting', 0, 12, 0 WHERE EXISTS (SELECT 1 FROM file_text);
