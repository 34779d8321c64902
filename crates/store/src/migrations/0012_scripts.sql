-- Scripts of calls and meetings. definition: JSON, as the API takes and gives it.
CREATE TABLE script (
  id UUID PRIMARY KEY NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, position INT NOT NULL, active INT NOT NULL,
  definition TEXT NOT NULL, version INT NOT NULL, created_at INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;

-- Talks by a script, under way and past. script: NULL when it is gone; definition: the script as it was when the talk began;
-- path: JSON, the steps taken; task: the call or meeting in which it was.
CREATE TABLE script_run (
  id UUID PRIMARY KEY NOT NULL, script UUID, name TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL,
  record UUID NOT NULL, task UUID, author UUID, definition TEXT NOT NULL, path TEXT NOT NULL, started_at INT NOT NULL,
  updated_at INT NOT NULL, finished_at INT
) CLUSTERED;
CREATE INDEX ix_script_run__record ON script_run (record, author, script);
CREATE INDEX ix_script_run__script ON script_run (script);
