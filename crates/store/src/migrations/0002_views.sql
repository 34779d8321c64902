-- Views that people save: how a list, board or calendar of an object is to be shown, and to whom.
CREATE TABLE saved_view (
  id UUID PRIMARY KEY NOT NULL, object TEXT NOT NULL, name TEXT NOT NULL, name_s BYTES, kind TEXT NOT NULL,
  scope TEXT NOT NULL, owner UUID NOT NULL, team UUID, state TEXT NOT NULL, position INT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1, created_at INT NOT NULL, updated_at INT NOT NULL
) CLUSTERED;
CREATE INDEX ix_saved_view__object ON saved_view (object, position);

-- The view that somebody begins with.
CREATE TABLE view_default (
  user_id UUID NOT NULL, object TEXT NOT NULL, view UUID NOT NULL, PRIMARY KEY (user_id, object)
) CLUSTERED;
CREATE INDEX ix_view_default__view ON view_default (view);
