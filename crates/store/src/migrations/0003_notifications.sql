-- What people are told. Several things of one kind and one batch are one row: merge_key says which, members how many, and
-- items the first of their records, so that it can be asked whether the reader may still see any of them.
CREATE TABLE notification (
  id UUID PRIMARY KEY NOT NULL, user_id UUID NOT NULL, kind TEXT NOT NULL, at INT NOT NULL, read_at INT,
  actor UUID, object TEXT, record UUID, event UUID, note UUID, text TEXT,
  merge_key TEXT, members INT NOT NULL DEFAULT 1, items TEXT
) CLUSTERED;
CREATE INDEX ix_notification__user ON notification (user_id, at, id);
CREATE INDEX ix_notification__unread ON notification (user_id, at, id) WHERE read_at IS NULL;
CREATE INDEX ix_notification__at ON notification (at);
CREATE INDEX ix_notification__record ON notification (record) WHERE record IS NOT NULL;
CREATE UNIQUE INDEX ux_notification__merge ON notification (user_id, kind, merge_key) WHERE merge_key IS NOT NULL;

-- What somebody wants to be told, where he has chosen.
CREATE TABLE notification_setting (user_id UUID PRIMARY KEY NOT NULL, settings TEXT NOT NULL) CLUSTERED;

-- Up to which moment somebody has been reminded of what is due.
CREATE TABLE reminded (user_id UUID PRIMARY KEY NOT NULL, upto INT NOT NULL) CLUSTERED;

-- Who wants to be told what happens to a record.
CREATE TABLE follower (
  object TEXT NOT NULL, record UUID NOT NULL, user_id UUID NOT NULL, since INT NOT NULL,
  PRIMARY KEY (object, record, user_id)
) CLUSTERED;
CREATE INDEX ix_follower__user ON follower (user_id);
