-- The secret address at which somebody's tasks can be read by other calendars; only its hash is kept.
CREATE TABLE calendar_feed (user_id UUID PRIMARY KEY NOT NULL, hash BYTES NOT NULL, created_at INT NOT NULL) CLUSTERED;
CREATE UNIQUE INDEX ux_calendar_feed__hash ON calendar_feed (hash);
