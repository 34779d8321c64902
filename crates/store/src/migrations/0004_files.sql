-- Files that hang on records, and perhaps on a note about one. A file is there once ready_at is set; before, its content
-- is still coming in. What has been removed lies in the bin for a while.
CREATE TABLE file (
  id UUID PRIMARY KEY NOT NULL, object TEXT NOT NULL, record UUID NOT NULL, note UUID, name TEXT NOT NULL,
  size INT NOT NULL DEFAULT 0, type TEXT NOT NULL, hash BYTES, created_at INT NOT NULL, created_by UUID,
  ready_at INT, deleted_at INT
) CLUSTERED;
CREATE INDEX ix_file__record ON file (record, created_at);
CREATE INDEX ix_file__note ON file (note) WHERE note IS NOT NULL;
CREATE INDEX ix_file__unready ON file (created_at) WHERE ready_at IS NULL;
CREATE INDEX ix_file__deleted ON file (deleted_at) WHERE deleted_at IS NOT NULL;

-- The content, in pieces.
CREATE TABLE file_piece (file UUID NOT NULL, seq INT NOT NULL, content BYTES NOT NULL, PRIMARY KEY (file, seq));
