-- Which records an answer that is kept for repeats tells of: whoever destroys one of them has it forgotten.
CREATE TABLE idempotency_record (
  record UUID NOT NULL, actor TEXT NOT NULL, key TEXT NOT NULL, created_at INT NOT NULL, PRIMARY KEY (record, actor, key)
) CLUSTERED;
CREATE INDEX ix_idempotency_record__created ON idempotency_record (created_at);
