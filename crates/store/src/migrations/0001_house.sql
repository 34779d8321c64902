-- The tables that are not made from the catalogue.
--
-- Words in capitals stand for the types of either database: INT, TEXT, UUID, BYTES, RID (a counted primary key),
-- CLUSTERED (SQLite keeps the table in its primary key). Lines that begin with --sqlite or --postgres are for one only.
-- Moments are milliseconds since 1970 in UTC, days are yyyymmdd, truth is 0 or 1, JSON is text.

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) CLUSTERED;

-- Numbers that people see (deal.number).
CREATE TABLE counter (name TEXT PRIMARY KEY, value INT NOT NULL) CLUSTERED;

-- People ---------------------------------------------------------------------------------------------------------

CREATE TABLE team (
  id UUID PRIMARY KEY NOT NULL, name TEXT NOT NULL, name_f TEXT NOT NULL, name_s BYTES,
  parent UUID, manager UUID, path TEXT NOT NULL DEFAULT '', position INT NOT NULL DEFAULT 0,
  created_at INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;

CREATE TABLE user_account (
  id UUID PRIMARY KEY NOT NULL, name TEXT NOT NULL, name_f TEXT NOT NULL, name_s BYTES,
  email TEXT, password_hash TEXT, password_changed_at INT,
  team UUID, manager UUID, office UUID, active INT NOT NULL DEFAULT 1,
  language TEXT, time_zone TEXT, preferences TEXT, external_id TEXT,
  created_at INT NOT NULL, updated_at INT NOT NULL, last_seen_at INT
) CLUSTERED;
CREATE UNIQUE INDEX ux_user_account__email ON user_account (email);
CREATE INDEX ix_user_account__team ON user_account (team);

CREATE TABLE role (
  id UUID PRIMARY KEY NOT NULL, key TEXT, name TEXT NOT NULL, definition TEXT NOT NULL,
  position INT NOT NULL DEFAULT 0, created_at INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;
CREATE UNIQUE INDEX ux_role__key ON role (key);

CREATE TABLE user_role (user_id UUID NOT NULL, role_id UUID NOT NULL, PRIMARY KEY (user_id, role_id)) CLUSTERED;
CREATE INDEX ix_user_role__role ON user_role (role_id);

CREATE TABLE session (
  hash BYTES PRIMARY KEY NOT NULL, user_id UUID NOT NULL, created_at INT NOT NULL, expires_at INT NOT NULL,
  last_seen_at INT NOT NULL, ip TEXT, agent TEXT
) CLUSTERED;
CREATE INDEX ix_session__user ON session (user_id);
CREATE INDEX ix_session__expires ON session (expires_at);

CREATE TABLE token (
  id UUID PRIMARY KEY NOT NULL, hash BYTES NOT NULL, prefix TEXT NOT NULL, name TEXT NOT NULL,
  user_id UUID NOT NULL, role_id UUID, created_at INT NOT NULL, expires_at INT, last_used_at INT, revoked_at INT
) CLUSTERED;
CREATE UNIQUE INDEX ux_token__hash ON token (hash);
CREATE INDEX ix_token__user ON token (user_id);

-- key: what is throttled (an account, an address).
CREATE TABLE login_attempt (id RID, key TEXT NOT NULL, at INT NOT NULL, ok INT NOT NULL);
CREATE INDEX ix_login_attempt__key ON login_attempt (key, at);
CREATE INDEX ix_login_attempt__at ON login_attempt (at);

CREATE TABLE idempotency (
  actor TEXT NOT NULL, key TEXT NOT NULL, body_hash BYTES NOT NULL, status INT, headers TEXT, response BYTES,
  created_at INT NOT NULL, PRIMARY KEY (actor, key)
) CLUSTERED;
CREATE INDEX ix_idempotency__created ON idempotency (created_at);

-- The log --------------------------------------------------------------------------------------------------------

--sqlite CREATE TABLE event (seq INTEGER PRIMARY KEY, txid INTEGER NOT NULL DEFAULT 0,
--postgres CREATE TABLE event (seq RID, txid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  id UUID NOT NULL, at INT NOT NULL, name TEXT NOT NULL, object TEXT NOT NULL, record UUID,
  actor UUID, actor_kind TEXT NOT NULL, origin TEXT NOT NULL, cause UUID, depth INT NOT NULL DEFAULT 0,
  batch UUID, request_id TEXT, version INT, undoes UUID
);
CREATE UNIQUE INDEX ux_event__id ON event (id);
CREATE INDEX ix_event__batch ON event (batch, seq) WHERE batch IS NOT NULL;
--sqlite CREATE INDEX ix_event__object ON event (object, seq);
--postgres CREATE INDEX ix_event__object ON event (object, txid);
--postgres CREATE INDEX ix_event__order ON event (txid, seq);

-- What an event changed: {"field": [before, after]}. Apart from the event, so that a person's data can be erased.
CREATE TABLE event_change (event INT PRIMARY KEY, fields TEXT NOT NULL);

-- Which records an event is about: the changed one and those on whose timeline it also stands.
CREATE TABLE event_subject (
  object TEXT NOT NULL, record UUID NOT NULL, event INT NOT NULL, PRIMARY KEY (object, record, event)
) CLUSTERED;

-- How far a reader of the log has come.
CREATE TABLE cursor (name TEXT PRIMARY KEY, txid INT NOT NULL, seq INT NOT NULL, updated_at INT NOT NULL) CLUSTERED;

CREATE TABLE job (
  id RID, kind TEXT NOT NULL, payload TEXT NOT NULL, dedup TEXT, state TEXT NOT NULL, run_at INT NOT NULL,
  attempts INT NOT NULL DEFAULT 0, max_attempts INT NOT NULL, last_error TEXT, event INT,
  created_at INT NOT NULL, started_at INT, finished_at INT, worker TEXT
);
CREATE INDEX ix_job__due ON job (run_at, id) WHERE state = 'waiting';
CREATE INDEX ix_job__running ON job (started_at) WHERE state = 'running';
CREATE INDEX ix_job__finished ON job (finished_at) WHERE finished_at IS NOT NULL;
CREATE UNIQUE INDEX ux_job__dedup ON job (dedup) WHERE state = 'waiting' AND dedup IS NOT NULL;

-- Work ---------------------------------------------------------------------------------------------------------

CREATE TABLE pipeline (
  id UUID PRIMARY KEY NOT NULL, key TEXT, name TEXT NOT NULL, name_f TEXT NOT NULL, name_s BYTES, object TEXT NOT NULL,
  position INT NOT NULL DEFAULT 0, is_default INT NOT NULL DEFAULT 0, archived INT NOT NULL DEFAULT 0,
  created_at INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;

CREATE TABLE stage (
  id UUID PRIMARY KEY NOT NULL, pipeline UUID NOT NULL, key TEXT, name TEXT NOT NULL, name_f TEXT NOT NULL, name_s BYTES,
  kind TEXT NOT NULL, probability INT NOT NULL DEFAULT 0, tone TEXT, position INT NOT NULL DEFAULT 0,
  archived INT NOT NULL DEFAULT 0, created_at INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;
CREATE INDEX ix_stage__pipeline ON stage (pipeline, position);

-- Every stay of a record in a stage; left_at is empty for the present one.
CREATE TABLE stage_stay (
  id RID, object TEXT NOT NULL, record UUID NOT NULL, pipeline UUID NOT NULL, stage UUID NOT NULL,
  entered_at INT NOT NULL, entered_by UUID, left_at INT, left_by UUID, amount INT, event UUID
);
CREATE INDEX ix_stage_stay__record ON stage_stay (record, entered_at);
CREATE INDEX ix_stage_stay__stage ON stage_stay (stage, entered_at);

CREATE TABLE note (
  rid RID, id UUID NOT NULL, object TEXT NOT NULL, record UUID NOT NULL, text TEXT NOT NULL, author UUID,
  version INT NOT NULL DEFAULT 1, created_at INT NOT NULL, updated_at INT NOT NULL, deleted_at INT
);
CREATE UNIQUE INDEX ux_note__id ON note (id);
CREATE INDEX ix_note__record ON note (record, created_at);

-- How much of the workspace's currency one unit of another was worth on a day; an exact decimal as text.
CREATE TABLE currency_rate (
  currency TEXT NOT NULL, date INT NOT NULL, rate TEXT NOT NULL, source TEXT, PRIMARY KEY (currency, date)
) CLUSTERED;

-- An import: the file's shape and the guess about it (format), how it becomes records (mapping), how far it has come:
-- rows done, and the next of the pieces that the rows are kept in.
CREATE TABLE import_run (
  id UUID PRIMARY KEY NOT NULL, object TEXT, filename TEXT NOT NULL, status TEXT NOT NULL, format TEXT, mapping TEXT,
  total INT, done INT NOT NULL DEFAULT 0, piece INT NOT NULL DEFAULT 0, counts TEXT, batch UUID, error TEXT,
  created_at INT NOT NULL, created_by UUID, role UUID, started_at INT, finished_at INT
) CLUSTERED;
CREATE INDEX ix_import_run__created ON import_run (created_at);
-- The file as it came (kind 'file') and its checked rows (kind 'rows'), in pieces, until the import is done.
CREATE TABLE import_part (
  run UUID NOT NULL, kind TEXT NOT NULL, seq INT NOT NULL, content BYTES NOT NULL, PRIMARY KEY (run, kind, seq)
);
CREATE TABLE import_reject (
  run UUID NOT NULL, line INT NOT NULL, problems TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (run, line)
) CLUSTERED;
-- Links to records that come later in the same file.
CREATE TABLE import_later (
  run UUID NOT NULL, line INT NOT NULL, field TEXT NOT NULL, record UUID NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (run, line, field)
) CLUSTERED;

-- Records --------------------------------------------------------------------------------------------------------

-- Exact keys of records: international numbers and digits of telephones, e-mail addresses, ids in other systems.
CREATE TABLE lookup (
  object TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, rid INT NOT NULL,
  PRIMARY KEY (object, field, value, rid)
) CLUSTERED;

--postgres -- A transaction that keeps colliding with others locks this table and runs alone.
--postgres CREATE TABLE write_gate (nothing bigint);
