-- Ready-made set-ups that were added: in which language; batch: that of the sample records.
CREATE TABLE setup (key TEXT PRIMARY KEY, id UUID NOT NULL, language TEXT NOT NULL, batch UUID, added_at INT NOT NULL) CLUSTERED;

-- What a set-up has made, so that it can be taken away again. kind: pipeline, view, field, record; item: an id,
-- `deal.x_key` or `deal/id`.
CREATE TABLE setup_item (setup TEXT NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (setup, kind, item)) CLUSTERED;
