-- Who is signed in, how often something was tried, and what happened at the doors.

-- ── Sessions ──────────────────────────────────────────────────────────────────────────────────────────────────
-- A browser's cookie names one of these. It is asked for with every request, so what ends here has ended everywhere.
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "password_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idle_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "session_user_id_idx" ON "session"("user_id");
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON session USING (user_id = app_user_id()) WITH CHECK (user_id = app_user_id());
CREATE POLICY system ON session USING (app_system()) WITH CHECK (app_system());
CREATE POLICY owner_all ON session TO CURRENT_USER USING (true) WITH CHECK (true);

-- Whether a session of a user's goes on: not ended, and neither idle nor old.
CREATE FUNCTION session_is_open(session_id uuid, of_user uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM session WHERE id = session_id AND user_id = of_user AND ended_at IS NULL
    AND idle_at > now() AND expires_at > now())
$$;

-- Ends the sessions of whoever loses or changes a role or password, whoever does it and by whatever way. The session in
-- which somebody changes their own password names itself in app.session_id, and stays.
CREATE FUNCTION end_sessions() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.session SET ended_at = now(), end_reason = TG_ARGV[0]
    WHERE user_id = CASE WHEN TG_TABLE_NAME = 'membership' THEN (to_jsonb(OLD) ->> 'user_id')::uuid
      ELSE (to_jsonb(OLD) ->> 'id')::uuid END
    AND ended_at IS NULL AND id::text <> coalesce(current_setting('app.session_id', true), '');
  RETURN NULL;
END $$;
CREATE TRIGGER ends_sessions AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION end_sessions('removed');
CREATE TRIGGER ends_sessions_by_role AFTER UPDATE OF role ON membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION end_sessions('role_changed');
CREATE TRIGGER ends_sessions AFTER UPDATE OF password_hash, is_staff ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.is_staff IS DISTINCT FROM NEW.is_staff)
  EXECUTE FUNCTION end_sessions('password_changed');

-- Tells open streams (lib/live/subscribe.ts).
CREATE FUNCTION notify_session_ended() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('plumbline_changes', json_build_object('session', NEW.id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER UPDATE OF ended_at ON session FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION notify_session_ended();

-- ── Limits ────────────────────────────────────────────────────────────────────────────────────────────────────
-- How often something was tried, or how many cents, within a time that begins with the first. A key is a keyed hash of
-- what is counted (lib/security/limits.ts), so that nobody learns a card from it.
CREATE TABLE "limit_count" (
    "key" BYTEA NOT NULL,
    "count" BIGINT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "limit_count_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "limit_count_until_idx" ON "limit_count"("until");
ALTER TABLE limit_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE limit_count FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON limit_count TO CURRENT_USER USING (true) WITH CHECK (true);

-- Counts a try under each key, and tells how many that makes and until when they count. In the order of the keys, so
-- that two tries at once never wait for each other.
CREATE FUNCTION take_limits(keys bytea[], points bigint[], seconds int[])
  RETURNS TABLE (at_key bytea, taken bigint, ends timestamptz)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.limit_count AS counted (key, count, until)
    SELECT key, point, clock_timestamp() + second * interval '1 second'
    FROM unnest(keys, points, seconds) AS asked (key, point, second) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN counted.until <= clock_timestamp() THEN EXCLUDED.count ELSE counted.count + EXCLUDED.count END,
    until = CASE WHEN counted.until <= clock_timestamp() THEN EXCLUDED.until ELSE counted.until END
  RETURNING counted.key, counted.count, counted.until
$$;
-- Takes tries back that turned out not to count.
CREATE FUNCTION return_limits(keys bytea[], points bigint[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.limit_count SET count = greatest(0, count - point)
  FROM (SELECT key AS of_key, point FROM unnest(keys, points) AS asked (key, point) ORDER BY key) AS returned
  WHERE key = of_key
$$;
-- Forgets what was counted under these keys.
CREATE FUNCTION clear_limits(keys bytea[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.limit_count WHERE key = ANY (keys)
$$;
-- Tells what is counted under each key, without counting.
CREATE FUNCTION read_limits(keys bytea[]) RETURNS TABLE (at_key bytea, taken bigint, ends timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT key, count, until FROM public.limit_count WHERE key = ANY (keys) AND until > clock_timestamp()
$$;
REVOKE ALL ON FUNCTION take_limits(bytea[], bigint[], int[]), return_limits(bytea[], bigint[]), clear_limits(bytea[]),
  read_limits(bytea[]) FROM PUBLIC;

-- ── The security log ──────────────────────────────────────────────────────────────────────────────────────────
-- What happened at the doors, of the whole installation. What members do in their organization is in audit_event.
CREATE TABLE "security_event" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event" TEXT NOT NULL,
    "user_id" UUID,
    "org_id" UUID,
    "session_id" UUID,
    "address" TEXT NOT NULL,
    "request_id" UUID,
    "detail" TEXT,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "security_event_at_idx" ON "security_event"("at");
CREATE INDEX "security_event_org_id_id_idx" ON "security_event"("org_id", "id");
CREATE INDEX "security_event_user_id_id_idx" ON "security_event"("user_id", "id");

ALTER TABLE security_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE security_event FORCE ROW LEVEL SECURITY;
-- Anything may be written down by anybody. An organization sees what happened to it and to its members.
CREATE POLICY anybody_adds ON security_event FOR INSERT WITH CHECK (true);
CREATE POLICY system ON security_event FOR SELECT USING (app_system());
CREATE POLICY tenant ON security_event FOR SELECT USING (org_id = app_org_id()
  OR (org_id IS NULL AND EXISTS (SELECT FROM membership m WHERE m.user_id = security_event.user_id AND m.org_id = app_org_id())));
CREATE POLICY owner_all ON security_event TO CURRENT_USER USING (true) WITH CHECK (true);

-- Nothing of what was written down is changed, not by its owner either, and nothing goes before its time: whoever
-- removes old entries says in app.keep_days for how long they are kept.
CREATE FUNCTION keep_as_written() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE keep_days int := nullif(current_setting('app.keep_days', true), '')::int;
BEGIN
  IF TG_OP = 'DELETE' AND keep_days >= 90 AND OLD.at < now() - keep_days * interval '1 day' THEN
    RETURN OLD;
  END IF;
  RAISE 'What % has is never changed, and is removed only after its time', TG_TABLE_NAME;
END $$;
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON security_event
  FOR EACH ROW EXECUTE FUNCTION keep_as_written();

-- From where a member did something, and in which request (the log has the same number).
ALTER TABLE audit_event ADD COLUMN "address" TEXT, ADD COLUMN "request_id" UUID;
ALTER TABLE payment_event ADD COLUMN "address" TEXT, ADD COLUMN "request_id" UUID;
