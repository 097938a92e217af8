-- The API log is kept for its time, as the other logs are (API_LOG_DAYS). The worker removes what is older; the app can't.
CREATE INDEX "api_failure_at_idx" ON "api_failure"("at");
CREATE POLICY owner_all ON api_failure TO CURRENT_USER USING (true) WITH CHECK (true);

-- Removes at most so many entries that are older than so many days. @returns how many
CREATE FUNCTION prune_api_log(keep_days int, most int) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  removed bigint;
BEGIN
  IF keep_days IS NULL OR keep_days < 30 THEN
    RAISE 'The API log is kept for at least 30 days';
  END IF;
  DELETE FROM public.api_failure WHERE (org_id, id) IN (SELECT org_id, id FROM public.api_failure
    WHERE at < now() - keep_days * interval '1 day' ORDER BY at LIMIT most);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION prune_api_log(int, int) FROM PUBLIC;
