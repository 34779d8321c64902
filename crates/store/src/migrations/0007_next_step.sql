-- Deals know their next step from now on. Where there are deals already, a job fills it in.

INSERT INTO job (kind, payload, state, run_at, max_attempts, created_at)
  SELECT 'deal.next_step', '{}', 'waiting', 0, 12, 0 WHERE EXISTS (SELECT 1 FROM stage_stay);
