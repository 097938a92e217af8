-- How the whole installation is: what the metrics and staff's Status page show. Numbers, instants, tasks and organizations'
-- ids, and nothing of a customer, a job or one payment. Only for a transaction of the system's scope.

-- One row for each figure:
-- - unconfirmed: payments and reversals ("payment", "reversal") whose outcome nobody knows; seconds since the oldest was made
-- - queue: jobs of a task that are due and wait; seconds since the oldest is due
-- - given_up: jobs of a task that are no longer tried
-- - sync: of an active organization, comparisons with PaySimple without an answer, in a row; seconds since the last whole one
CREATE FUNCTION installation_state() RETURNS TABLE (what text, of_what text, how_many int, seconds double precision)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT public.app_system() THEN
    RAISE 'Only the system looks at the whole installation';
  END IF;
  RETURN QUERY
    SELECT 'unconfirmed', 'payment', count(*)::int, coalesce(extract(epoch FROM now() - min(p.created_at)), 0)::float8
      FROM public.payment p WHERE p.status = 'unknown'
    UNION ALL
    SELECT 'unconfirmed', 'reversal', count(*)::int, coalesce(extract(epoch FROM now() - min(r.created_at)), 0)::float8
      FROM public.reversal r WHERE r.status = 'unknown';
  RETURN QUERY
    SELECT 'queue', task.identifier, count(job.id) FILTER (WHERE job.attempts < job.max_attempts)::int,
      coalesce(extract(epoch FROM now() - min(job.run_at) FILTER (WHERE job.attempts < job.max_attempts)), 0)::float8
    FROM graphile_worker._private_tasks AS task
      LEFT JOIN graphile_worker._private_jobs AS job
        ON job.task_id = task.id AND job.locked_at IS NULL AND job.run_at < now()
    GROUP BY task.identifier;
  RETURN QUERY
    SELECT 'given_up', task.identifier, count(*)::int, 0::float8
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE job.attempts >= job.max_attempts GROUP BY task.identifier;
  RETURN QUERY
    SELECT 'sync', i.org_id::text, coalesce(s.failures, 0),
      greatest(extract(epoch FROM now() - coalesce(s.completed_at, i.activated_at)), 0)::float8
    FROM public.integration i LEFT JOIN public.org_sync s
      ON s.org_id = i.org_id AND s.merchant_key = i.endpoint::text || ':' || i.user_name
    WHERE i.activated_at IS NOT NULL AND i.user_name IS NOT NULL AND i.key_sealed IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION installation_state() FROM PUBLIC;

-- The last 24 hours, hour by hour: what became of the payments that Plumbline charged in each (taken, declined, not_charged,
-- unconfirmed), and calls to PaySimple that failed for another reason than what was asked (call_failed). Hours without any
-- have no row.
CREATE FUNCTION installation_day() RETURNS TABLE (hour timestamptz, what text, how_many int)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE since timestamptz := date_trunc('hour', now(), 'UTC') - interval '23 hours';
BEGIN
  IF NOT public.app_system() THEN
    RAISE 'Only the system looks at the whole installation';
  END IF;
  -- By way of each organization, whose payments have an index of their instants.
  RETURN QUERY
    SELECT date_trunc('hour', p.created_at, 'UTC'),
      CASE p.status WHEN 'submitting' THEN 'unconfirmed' WHEN 'unknown' THEN 'unconfirmed' WHEN 'declined' THEN 'declined'
        WHEN 'not_taken' THEN 'not_charged' ELSE 'taken' END, count(*)::int
    FROM public.org o CROSS JOIN LATERAL (SELECT each.created_at, each.status FROM public.payment each
      WHERE each.org_id = o.id AND each.created_at >= since AND each.origin = 'plumbline') AS p
    GROUP BY 1, 2;
  RETURN QUERY
    SELECT date_trunc('hour', f.at, 'UTC'), 'call_failed', count(*)::int FROM public.api_failure f
    WHERE f.at >= since AND f.kind NOT IN ('refused', 'not_found') GROUP BY 1;
END $$;
REVOKE ALL ON FUNCTION installation_day() FROM PUBLIC;
