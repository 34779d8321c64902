-- What a pipeline and its stages ask of the deals in them: JSON, as the API takes and gives it; empty for nothing.
-- status: what a stage is called across pipelines, so that figures of several can be compared.

ALTER TABLE pipeline ADD COLUMN rules TEXT;
ALTER TABLE stage ADD COLUMN rules TEXT;
ALTER TABLE stage ADD COLUMN status TEXT;
UPDATE stage SET status = CASE
  WHEN kind = 'won' THEN 'won' WHEN kind = 'lost' THEN 'lost'
  WHEN probability < 20 THEN 'new' WHEN probability < 45 THEN 'qualified' WHEN probability < 70 THEN 'proposal'
  ELSE 'negotiation' END;
