-- The log of what happens: whole, by whoever does it, unchanged, kept for its time, and read by page.

-- ── Who did it ────────────────────────────────────────────────────────────────────────────────────────────────
-- Where it isn't the user whom an entry is about: a colleague, a command, the worker, somebody at the database.
ALTER TABLE security_event ADD COLUMN "actor_id" UUID, ADD COLUMN "actor_name" TEXT;

-- Logs are read by time, the newest first, each organization's own.
CREATE INDEX "security_event_org_id_at_id_idx" ON "security_event"("org_id", "at", "id");
CREATE INDEX "security_event_user_id_at_id_idx" ON "security_event"("user_id", "at", "id");
DROP INDEX "security_event_org_id_id_idx";
DROP INDEX "security_event_user_id_id_idx";
CREATE INDEX "audit_event_org_id_at_id_idx" ON "audit_event"("org_id", "at", "id");
CREATE INDEX "payment_event_org_id_at_id_idx" ON "payment_event"("org_id", "at", "id");

-- Forced row-level security binds the owner as well, who reads all of it (npm run security-log) and removes what is old.
CREATE POLICY owner_all ON audit_event TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY log_reads ON payment_event FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY log_reads ON payment FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY log_reads ON app_user FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY log_reads ON org FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY log_reads ON membership FOR SELECT TO CURRENT_USER USING (true);

-- ── Nothing is changed ────────────────────────────────────────────────────────────────────────────────────────
-- One change is allowed: whoever looks for card numbers that got into a text says so in app.masks_cards, and may put other
-- signs in the place of digits.
CREATE OR REPLACE FUNCTION keep_as_written() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  keep_days int := nullif(current_setting('app.keep_days', true), '')::int;
  texts text[] := ARRAY['subject', 'detail', 'actor_name'];
BEGIN
  IF TG_OP = 'DELETE' AND TG_NARGS = 0 AND keep_days >= 90 AND OLD.at < now() - keep_days * interval '1 day' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND current_setting('app.masks_cards', true) = 'on'
    AND to_jsonb(NEW) - texts = to_jsonb(OLD) - texts
    AND NOT EXISTS (SELECT FROM unnest(texts) AS name
      WHERE regexp_replace(to_jsonb(NEW) ->> name, '[0-9•* -]', '', 'g')
        IS DISTINCT FROM regexp_replace(to_jsonb(OLD) ->> name, '[0-9•* -]', '', 'g')) THEN
    RETURN NEW;
  END IF;
  RAISE 'What % has is never changed, and is removed only after its time', TG_TABLE_NAME;
END $$;
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION keep_as_written();
-- A payment's history stays as long as the payment, which is for good.
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON payment_event
  FOR EACH ROW EXECUTE FUNCTION keep_as_written('for good');

CREATE FUNCTION never_emptied() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE 'What % has is never changed, and is removed only after its time', TG_TABLE_NAME;
END $$;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON security_event FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payment_event FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

-- ── Alarms ────────────────────────────────────────────────────────────────────────────────────────────────────
-- Emails about what happened at the doors, each to one member or to whoever runs the installation. The worker sends them.
CREATE TABLE "alarm" (
    "id" UUID NOT NULL,
    "org_id" UUID,
    "user_id" UUID,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alarm_of_a_member_or_the_operator" CHECK (("org_id" IS NULL) = ("user_id" IS NULL))
);
CREATE INDEX "alarm_org_id_user_id_at_idx" ON "alarm"("org_id", "user_id", "at");
CREATE INDEX "alarm_at_idx" ON "alarm"("at");
ALTER TABLE alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarm FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alarm USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE POLICY operator ON alarm USING (org_id IS NULL AND app_system()) WITH CHECK (org_id IS NULL AND app_system());
CREATE POLICY owner_all ON alarm TO CURRENT_USER USING (true) WITH CHECK (true);

-- Which alarms a member wants. Without a row, owners get each of them and nobody else does.
CREATE TABLE "alarm_choice" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,

    CONSTRAINT "alarm_choice_pkey" PRIMARY KEY ("org_id", "user_id", "kind")
);
ALTER TABLE "alarm_choice" ADD CONSTRAINT "alarm_choice_org_id_user_id_fkey" FOREIGN KEY ("org_id", "user_id")
  REFERENCES "membership"("org_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE alarm_choice ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarm_choice FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alarm_choice USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE POLICY owner_all ON alarm_choice TO CURRENT_USER USING (true) WITH CHECK (true);

-- ── Kept as long as set ───────────────────────────────────────────────────────────────────────────────────────
-- Removes entries older than so many days, at most so many of each log. @returns how many
CREATE FUNCTION prune_logs(keep_days int, most int) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before timestamptz := now() - keep_days * interval '1 day';
  removed bigint;
  more bigint;
BEGIN
  IF keep_days IS NULL OR keep_days < 90 THEN
    RAISE 'The logs are kept for at least 90 days';
  END IF;
  PERFORM set_config('app.keep_days', keep_days::text, true);
  DELETE FROM public.security_event WHERE id IN
    (SELECT id FROM public.security_event WHERE at < before ORDER BY at LIMIT most);
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM public.audit_event WHERE (org_id, id) IN
    (SELECT org_id, id FROM public.audit_event WHERE at < before ORDER BY at LIMIT most);
  GET DIAGNOSTICS more = ROW_COUNT;
  removed := removed + more;
  DELETE FROM public.alarm WHERE id IN (SELECT id FROM public.alarm WHERE at < before ORDER BY at LIMIT most);
  GET DIAGNOSTICS more = ROW_COUNT;
  PERFORM set_config('app.keep_days', '', true);
  RETURN removed + more;
END $$;
REVOKE ALL ON FUNCTION prune_logs(int, int) FROM PUBLIC;

-- ── People, roles and organizations ───────────────────────────────────────────────────────────────────────────
-- Whoever changes them, by whatever way, leaves an entry. The app says who it is in app.actor_id, or is the user of
-- app.user_id; anybody else is known by the name under which they are at the database.
CREATE FUNCTION log_people() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) ELSE '{}' END;
  is_now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) ELSE '{}' END;
  row_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN was ELSE is_now END;
  of_org uuid;
  of_user uuid;
  what text;
  words text;
  actor uuid := coalesce(nullif(current_setting('app.actor_id', true), '')::uuid, public.app_user_id());
  by_name text;
  entry bigint;
BEGIN
  IF TG_TABLE_NAME = 'membership' THEN
    of_org := row_now ->> 'org_id';
    of_user := row_now ->> 'user_id';
    what := CASE TG_OP WHEN 'INSERT' THEN 'member_added' WHEN 'DELETE' THEN 'member_removed' ELSE 'role_changed' END;
    words := concat_ws(' → ', was ->> 'role', is_now ->> 'role');
  ELSIF TG_TABLE_NAME = 'app_user' THEN
    of_user := row_now ->> 'id';
    what := CASE WHEN TG_OP = 'INSERT' THEN 'user_added' WHEN TG_OP = 'DELETE' THEN 'user_removed' ELSE TG_ARGV[0] END;
    words := CASE WHEN what = 'staff_changed' OR (what = 'user_added' AND (is_now ->> 'is_staff')::boolean)
      THEN CASE WHEN (is_now ->> 'is_staff')::boolean THEN 'Plumbline staff' ELSE 'No longer Plumbline staff' END END;
  ELSE
    of_org := row_now ->> 'id';
    what := CASE TG_OP WHEN 'INSERT' THEN 'org_added' WHEN 'DELETE' THEN 'org_removed' ELSE 'org_changed' END;
    words := CASE WHEN TG_OP = 'UPDATE' THEN (SELECT 'Changed ' || string_agg(replace(name, '_', ' '), ', ' ORDER BY name)
      FROM unnest(ARRAY['slug', 'name', 'email', 'phone', 'time_zone']) AS name
      WHERE was -> name IS DISTINCT FROM is_now -> name) END;
  END IF;
  by_name := CASE WHEN actor IS NULL THEN 'Database user ' || session_user
    ELSE (SELECT name FROM public.app_user WHERE id = actor) END;
  INSERT INTO public.security_event (event, user_id, org_id, actor_id, actor_name, address, request_id, detail)
    VALUES (what, of_user, of_org, actor, by_name, coalesce(current_setting('app.address', true), ''),
      nullif(current_setting('app.request_id', true), '')::uuid, words)
    RETURNING id INTO entry;
  -- Not of the members with whom an organization begins: there is nobody yet to tell.
  IF TG_TABLE_NAME = 'membership' AND to_regnamespace('graphile_worker') IS NOT NULL AND EXISTS (
    SELECT FROM public.membership WHERE org_id = of_org AND user_id <> of_user AND role = 'owner') THEN
    PERFORM public.enqueue(json_build_array(json_build_object('task', 'raise-alarm',
      'payload', json_build_object('orgId', of_org, 'entry', entry::text), 'run_at', now(),
      'job_key', 'alarm:' || entry, 'keep_time', false, 'max_attempts', 10, 'priority', 20)));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER log_people AFTER INSERT OR DELETE ON membership FOR EACH ROW EXECUTE FUNCTION log_people();
CREATE TRIGGER log_role AFTER UPDATE OF role ON membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION log_people();
CREATE TRIGGER log_people AFTER INSERT OR DELETE ON app_user FOR EACH ROW EXECUTE FUNCTION log_people();
CREATE TRIGGER log_password AFTER UPDATE OF password_hash ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash) EXECUTE FUNCTION log_people('password_changed');
CREATE TRIGGER log_email AFTER UPDATE OF email ON app_user FOR EACH ROW
  WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION log_people('email_changed');
CREATE TRIGGER log_staff AFTER UPDATE OF is_staff ON app_user FOR EACH ROW
  WHEN (OLD.is_staff IS DISTINCT FROM NEW.is_staff) EXECUTE FUNCTION log_people('staff_changed');
CREATE TRIGGER log_people AFTER INSERT OR DELETE ON org FOR EACH ROW EXECUTE FUNCTION log_people();
CREATE TRIGGER log_changes AFTER UPDATE OF slug, name, email, phone, time_zone ON org FOR EACH ROW
  WHEN ((OLD.slug, OLD.name, OLD.email, OLD.phone, OLD.time_zone)
    IS DISTINCT FROM (NEW.slug, NEW.name, NEW.email, NEW.phone, NEW.time_zone)) EXECUTE FUNCTION log_people();

-- A session that the database ends by itself (migration doors). Those that somebody ends, the app writes down.
CREATE FUNCTION log_session_end() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.security_event (event, user_id, session_id, actor_name, address, detail)
    VALUES ('session_ended', NEW.user_id, NEW.id, 'Plumbline', '', CASE NEW.end_reason WHEN 'removed' THEN
      'Removed from a company' WHEN 'role_changed' THEN 'Role changed' ELSE 'Password changed' END);
  RETURN NULL;
END $$;
CREATE TRIGGER log_session_end AFTER UPDATE OF ended_at ON session FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.end_reason IN ('removed', 'role_changed', 'password_changed'))
  EXECUTE FUNCTION log_session_end();

-- ── What an organization sees ─────────────────────────────────────────────────────────────────────────────────
-- Its members, and those it had, each for the time of belonging to it: what they did at the doors in that time concerns it.
CREATE FUNCTION people_of_org() RETURNS TABLE (person uuid, person_name text, since timestamptz, until timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT membership.user_id, app_user.name, membership.created_at, 'infinity'::timestamptz FROM public.membership
    JOIN public.app_user ON app_user.id = membership.user_id WHERE membership.org_id = public.app_org_id()
  UNION ALL
  SELECT gone.user_id, app_user.name, coalesce((SELECT max(came.at) FROM public.security_event came WHERE came.org_id = gone.org_id
      AND came.user_id = gone.user_id AND came.event = 'member_added' AND came.at <= gone.at), '-infinity'), gone.at
    FROM public.security_event gone JOIN public.app_user ON app_user.id = gone.user_id
    WHERE gone.org_id = public.app_org_id() AND gone.event = 'member_removed'
$$;
REVOKE ALL ON FUNCTION people_of_org() FROM PUBLIC;

DROP POLICY tenant ON security_event;
CREATE POLICY tenant ON security_event FOR SELECT USING (org_id = app_org_id() OR (org_id IS NULL AND EXISTS (
  SELECT FROM people_of_org() WHERE person = user_id AND at BETWEEN since - interval '1 second' AND until + interval '1 second')));

-- Money's jobs only, as before: alarms are mail.
CREATE OR REPLACE FUNCTION queue_lag_seconds() RETURNS double precision
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT extract(epoch FROM now() - min(job.run_at))
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts AND job.run_at < now()
      AND task.identifier NOT IN ('send-email', 'send-alarm', 'raise-alarm', 'sign-in-alarm')), 0);
END $$;
