-- Staff set organizations up, see how each stands, and suspend and resume them. They see none of its customers' data.

ALTER TABLE org
  ADD COLUMN "state" TEXT,
  ADD COLUMN "suspended_at" TIMESTAMPTZ(3),
  ADD COLUMN "suspended_reason" TEXT;
ALTER TABLE org ADD CONSTRAINT "org_suspended_with_a_reason"
  CHECK (("suspended_at" IS NULL) = ("suspended_reason" IS NULL));
CREATE INDEX "org_name_id_idx" ON "org"("name", "id");

-- ── What staff may do ─────────────────────────────────────────────────────────────────────────────────────────
-- Whether the transaction's user is staff, in this session of theirs, which goes on; with a time, whether the password was
-- given in it within that. Only these functions ask it.
CREATE FUNCTION is_staff_session(of_session uuid, password_within interval) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.session s JOIN public.app_user u ON u.id = s.user_id
    WHERE s.id = of_session AND u.id = public.app_user_id() AND u.is_staff AND u.disabled_at IS NULL
      AND s.ended_at IS NULL AND s.idle_at > now() AND s.expires_at > now()
      AND (password_within IS NULL OR s.password_at > now() - password_within))
$$;
REVOKE ALL ON FUNCTION is_staff_session(uuid, interval) FROM PUBLIC;

-- Makes an organization. log_people writes down who did. The same one again changes nothing.
-- @returns whether there is one with this id and this address now; not where another one has the address
CREATE FUNCTION staff_create_org(of_session uuid, new_id uuid, new_slug text, new_name text, new_zone text, new_state text)
  RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before text := coalesce(current_setting('app.system', true), '');
BEGIN
  IF NOT public.is_staff_session(of_session, NULL) THEN
    RAISE 'Only Plumbline staff make organizations';
  END IF;
  IF new_slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$' OR length(new_slug) NOT BETWEEN 3 AND 40 OR btrim(new_name) = ''
    OR new_state !~ '^[A-Z]{2}$' THEN
    RAISE 'An organization needs a name, an address and a state';
  END IF;
  PERFORM now() AT TIME ZONE new_zone; -- fails for one that isn't there
  PERFORM set_config('app.system', 'on', true);
  INSERT INTO public.org (id, slug, name, time_zone, state) VALUES (new_id, new_slug, new_name, new_zone, new_state)
    ON CONFLICT DO NOTHING;
  PERFORM set_config('app.system', before, true);
  RETURN EXISTS (SELECT FROM public.org WHERE id = new_id AND slug = new_slug);
END $$;
REVOKE ALL ON FUNCTION staff_create_org(uuid, uuid, text, text, text, text) FROM PUBLIC;

-- Suspends an organization (with a reason), or with `is_on` false resumes it. The password was given just now.
-- @returns whether it changed: not where somebody else was first
CREATE FUNCTION staff_suspend_org(of_session uuid, of_org uuid, is_on boolean, why text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('app.system', true), '');
  changed int;
BEGIN
  IF NOT public.is_staff_session(of_session, interval '5 minutes') THEN
    RAISE 'Only Plumbline staff suspend and resume organizations, after giving the password';
  END IF;
  IF coalesce(btrim(why), '') = '' THEN
    RAISE 'Suspending and resuming an organization takes a reason';
  END IF;
  PERFORM set_config('app.system', 'on', true), set_config('app.reason', why, true);
  UPDATE public.org SET suspended_at = CASE WHEN is_on THEN now() END, suspended_reason = CASE WHEN is_on THEN why END
    WHERE id = of_org AND (suspended_at IS NULL) = is_on;
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM set_config('app.system', before, true);
  RETURN changed > 0;
END $$;
REVOKE ALL ON FUNCTION staff_suspend_org(uuid, uuid, boolean, text) FROM PUBLIC;

-- ── What a suspension does ────────────────────────────────────────────────────────────────────────────────────
-- Whoever suspends an organization, by whatever way: it is written down, and all sessions of its members end, and with them
-- their streams. At the commit, so that no session is missed that begins meanwhile. Who signs in again is told (lib/orgs).
CREATE FUNCTION after_suspension() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE actor uuid := coalesce(nullif(current_setting('app.actor_id', true), '')::uuid, public.app_user_id());
BEGIN
  INSERT INTO public.security_event (event, org_id, actor_id, actor_name, address, request_id, detail)
    VALUES (CASE WHEN NEW.suspended_at IS NULL THEN 'org_resumed' ELSE 'org_suspended' END, NEW.id, actor,
      CASE WHEN actor IS NULL THEN 'Database user ' || session_user
        ELSE (SELECT name FROM public.app_user WHERE id = actor) END,
      coalesce(current_setting('app.address', true), ''), nullif(current_setting('app.request_id', true), '')::uuid,
      coalesce(NEW.suspended_reason, nullif(current_setting('app.reason', true), '')));
  IF NEW.suspended_at IS NOT NULL THEN
    UPDATE public.session SET ended_at = now(), end_reason = 'suspended'
      WHERE user_id IN (SELECT user_id FROM public.membership WHERE org_id = NEW.id) AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION after_suspension() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER after_suspension AFTER UPDATE OF suspended_at ON org DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.suspended_at IS NULL) <> (NEW.suspended_at IS NULL)) EXECUTE FUNCTION after_suspension();

-- Nothing is charged for a suspended organization, whatever has begun: asked right before the call that moves money. What
-- was sent before goes on being reconciled.
CREATE OR REPLACE FUNCTION may_still_send(payment_org_id uuid, payment_id uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.payment
    WHERE org_id = payment_org_id AND id = payment_id AND status = 'submitting' AND clock_timestamp() < send_by)
    AND NOT EXISTS (SELECT 1 FROM public.org WHERE id = payment_org_id AND suspended_at IS NOT NULL);
END $$;

-- ── What staff see ────────────────────────────────────────────────────────────────────────────────────────────
-- Of organizations when each last took a payment, was last compared with PaySimple, and its credentials last worked:
-- instants, and nothing else of a payment. For staff alone.
CREATE POLICY staff_console_reads ON org_sync FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY staff_console_reads ON integration FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION staff_org_activity(of_orgs uuid[])
  RETURNS TABLE (of_org uuid, last_payment_at timestamptz, last_sync_at timestamptz, sync_failures int, worked_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT asked.id, paid.created_at, synced.completed_at, coalesce(synced.failures, 0),
    greatest(joined.verified_at, synced.completed_at)
  FROM unnest(of_orgs) AS asked (id)
    LEFT JOIN public.integration joined ON joined.org_id = asked.id AND joined.user_name IS NOT NULL
    LEFT JOIN public.org_sync synced ON synced.org_id = asked.id
      AND synced.merchant_key = joined.endpoint::text || ':' || joined.user_name
    LEFT JOIN LATERAL (SELECT p.created_at FROM public.payment p WHERE p.org_id = asked.id AND p.origin = 'plumbline'
      AND p.status NOT IN ('submitting', 'unknown', 'not_taken', 'declined')
      ORDER BY p.created_at DESC, p.id DESC LIMIT 1) AS paid ON true
  WHERE EXISTS (SELECT FROM public.app_user WHERE id = public.app_user_id() AND is_staff)
$$;
REVOKE ALL ON FUNCTION staff_org_activity(uuid[]) FROM PUBLIC;

-- Their own acts, which are in the logs of the organizations, too: staff read these, and no other entry of an audit log.
CREATE POLICY staff_acts ON audit_event FOR SELECT USING (app_system() AND actor_role = 'staff');
-- Nor do they write any, but of themselves.
CREATE POLICY staff_writes ON audit_event FOR INSERT
  WITH CHECK (app_system() AND actor_role = 'staff' AND actor_id = app_user_id());
CREATE INDEX "audit_event_of_staff_idx" ON "audit_event"("at", "id") WHERE actor_role = 'staff';
CREATE INDEX "security_event_of_staff_idx" ON "security_event"("at", "id")
  WHERE event IN ('org_added', 'org_removed', 'org_suspended', 'org_resumed', 'staff_changed');
