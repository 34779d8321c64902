-- Leads go through pipelines as deals do. Where there is a workspace already, a job makes the first one and places the leads.

INSERT INTO job (kind, payload, state, run_at, max_attempts, created_at)
  SELECT 'lead.place', '{}', 'waiting', 0, 12, 0 WHERE EXISTS (SELECT 1 FROM event);
