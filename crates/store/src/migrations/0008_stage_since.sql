-- Deals know since when they are in their stage from now on. Where there are deals already, a job fills it in.

INSERT INTO job (kind, payload, state, run_at, max_attempts, created_at)
  SELECT 'deal.stage_since', '{}', 'waiting', 0, 12, 0 WHERE EXISTS (SELECT 1 FROM stage_stay);
