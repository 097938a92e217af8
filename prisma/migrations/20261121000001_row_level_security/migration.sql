-- Who may see which row. A transaction says for whom it works (lib/db.ts) in settings that end with it; with none
-- set, no row of any of these tables exists for it. Security is forced, so the tables' owner is bound as well.

CREATE FUNCTION app_org_id() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.org_id', true), '')::uuid $$;
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
CREATE FUNCTION app_email() RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.email', true), '') $$;
CREATE FUNCTION app_system() RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT coalesce(current_setting('app.system', true), '') = 'on' $$;

-- Every table with an org_id is a tenant table.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customer', 'paysimple_customer', 'job', 'document', 'line_item', 'payment', 'payment_event', 'email'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['app_user', 'org', 'membership', 'integration'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I USING (app_system()) WITH CHECK (app_system())', t);
  END LOOP;
END $$;

CREATE POLICY tenant ON integration USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE POLICY tenant ON membership USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE POLICY own ON membership FOR SELECT USING (user_id = app_user_id());
CREATE POLICY tenant ON org USING (id = app_org_id()) WITH CHECK (id = app_org_id());
CREATE POLICY member ON org FOR SELECT
  USING (EXISTS (SELECT 1 FROM membership m WHERE m.org_id = org.id AND m.user_id = app_user_id()));
CREATE POLICY self ON app_user FOR SELECT USING (id = app_user_id() OR email = app_email());
CREATE POLICY colleague ON app_user FOR SELECT
  USING (EXISTS (SELECT 1 FROM membership m WHERE m.user_id = app_user.id AND m.org_id = app_org_id()));

-- Sums that must never be wrong are the database's business too.
ALTER TABLE payment ADD CONSTRAINT payment_amount_positive CHECK (amount_cents > 0);
ALTER TABLE line_item ADD CONSTRAINT line_item_quantity_positive CHECK (quantity_hundredths > 0);

-- Adds a job to the queue inside the caller's transaction. The app's role has no rights on the queue's own tables;
-- this runs as their owner.
CREATE FUNCTION enqueue(task text, payload json, run_at timestamptz, job_key text, job_key_mode text, max_attempts int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, job_key_mode => job_key_mode,
    max_attempts => max_attempts);
END $$;
REVOKE ALL ON FUNCTION enqueue(text, json, timestamptz, text, text, int) FROM PUBLIC;

-- How many seconds the queue's oldest due job has been waiting for a worker; 0 when none is due. For the health check.
CREATE FUNCTION queue_lag_seconds() RETURNS double precision
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT extract(epoch FROM now() - min(run_at)) FROM graphile_worker._private_jobs
    WHERE locked_at IS NULL AND attempts < max_attempts AND run_at < now()), 0);
END $$;
REVOKE ALL ON FUNCTION queue_lag_seconds() FROM PUBLIC;
