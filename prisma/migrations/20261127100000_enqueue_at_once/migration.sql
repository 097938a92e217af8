-- All jobs are handed on in one call, or two, where some keep the time of the one that waits: each call may walk the whole
-- queue, so that a worker that starts with thousands of payments in doubt took the square of their number.
CREATE OR REPLACE FUNCTION enqueue(jobs json) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_jobs(
      array_agg((task, payload, NULL, run_at, max_attempts, job_key, priority, NULL)::graphile_worker.job_spec
        ORDER BY job_key),
      keep_time)
    FROM json_to_recordset(jobs) AS job (task text, payload json, run_at timestamptz, job_key text, keep_time boolean,
      max_attempts smallint, priority smallint)
    GROUP BY keep_time;
END $$;
