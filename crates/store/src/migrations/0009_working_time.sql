-- When people work. scope: a team, or the id of nothing but zeros for the workspace; week, days: JSON, as the API takes and
-- gives it; react_within: in how many minutes of work somebody is to react to an inquiry. Days are yyyymmdd.

CREATE TABLE working_hours (
  scope UUID PRIMARY KEY NOT NULL, week TEXT NOT NULL, days TEXT NOT NULL, time_zone TEXT, react_within INT,
  version INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;

CREATE TABLE absence (
  id UUID PRIMARY KEY NOT NULL, user_id UUID NOT NULL, from_day INT NOT NULL, to_day INT NOT NULL, note TEXT,
  created_at INT NOT NULL
) CLUSTERED;
CREATE INDEX ix_absence__user ON absence (user_id, to_day);
CREATE INDEX ix_absence__to_day ON absence (to_day);
