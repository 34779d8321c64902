-- Clients know what is next about them and what they buy, and records how complete they are. Where there are some already, a
-- job works it out.

INSERT INTO job (kind, payload, state, run_at, max_attempts, created_at)
  SELECT 'client.recount', '{}', 'waiting', 0, 12, 0 WHERE EXISTS (SELECT 1 FROM event);
