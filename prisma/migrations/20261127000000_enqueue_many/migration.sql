-- The app adds jobs and reads none. As many as you like in one statement: a worker that starts queues everything that is
-- in doubt, while people wait for it.
DROP FUNCTION enqueue(text, json, timestamptz, text, text, int);
CREATE FUNCTION enqueue(jobs json) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, job_key_mode => job_key_mode,
      max_attempts => max_attempts, priority => priority)
    FROM json_to_recordset(jobs) AS job (task text, payload json, run_at timestamptz, job_key text, job_key_mode text,
      max_attempts int, priority int);
END $$;
REVOKE ALL ON FUNCTION enqueue(json) FROM PUBLIC;
