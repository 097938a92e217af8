-- Links that one person uses once: to set a password, to join a company, to confirm an address. A link's address is made
-- of its id and a key (lib/links/link-token.ts), so nothing here opens anything.

CREATE TABLE "one_time_link" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('staff_setup', 'invitation', 'password_reset', 'email_change')),
    "email" TEXT NOT NULL CHECK ("email" = lower("email")),
    "user_id" UUID,
    "org_id" UUID,
    "role" "role",
    "new_email" TEXT CHECK ("new_email" = lower("new_email")),
    "pair" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "created_by_name" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "is_for_somebody" CHECK (("user_id" IS NOT NULL) = ("kind" <> 'invitation')),
    CONSTRAINT "invites_into_a_company" CHECK (("org_id" IS NOT NULL AND "role" IS NOT NULL) = ("kind" = 'invitation')),
    CONSTRAINT "changes_an_email" CHECK (("new_email" IS NOT NULL AND "pair" IS NOT NULL) = ("kind" = 'email_change')),
    CONSTRAINT "ends_once" CHECK ("used_at" IS NULL OR "revoked_at" IS NULL)
);
CREATE INDEX "one_time_link_user_id_idx" ON "one_time_link"("user_id");
CREATE INDEX "one_time_link_org_id_created_at_idx" ON "one_time_link"("org_id", "created_at");
CREATE INDEX "one_time_link_expires_at_idx" ON "one_time_link"("expires_at");
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE one_time_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_user ON one_time_link USING (user_id = app_user_id()) WITH CHECK (user_id = app_user_id());
CREATE POLICY own_org ON one_time_link USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE POLICY system ON one_time_link USING (app_system()) WITH CHECK (app_system());
CREATE POLICY owner_all ON one_time_link TO CURRENT_USER USING (true) WITH CHECK (true);

-- What was used or revoked stays so, and a link stays what it was made as.
CREATE FUNCTION keep_link_ended() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE 'A link that was used or revoked stays so';
END $$;
CREATE TRIGGER stays_ended BEFORE UPDATE ON one_time_link FOR EACH ROW
  WHEN ((OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at)
    OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    OR NEW.expires_at > OLD.expires_at)
  EXECUTE FUNCTION keep_link_ended();

-- Uses a link, once: the row is locked by the update, and a second one finds it used. Nothing, where it can't be used.
CREATE FUNCTION use_link(link_id uuid, wanted text[]) RETURNS SETOF one_time_link LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE one_time_link SET used_at = clock_timestamp() WHERE id = link_id AND kind = ANY (wanted)
    AND used_at IS NULL AND revoked_at IS NULL AND expires_at > clock_timestamp() RETURNING *
$$;
REVOKE ALL ON FUNCTION use_link(uuid, text[]) FROM PUBLIC;

-- Sets the password of the person whom a link is for, and uses the link. The app's role writes no users otherwise.
-- Their other links of this kind end with it. Tells whose password it is, or nothing where the link can't be used.
CREATE FUNCTION set_password_by_link(link_id uuid, new_hash text) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE of_user uuid;
BEGIN
  PERFORM set_config('app.system', 'on', true);
  SELECT user_id INTO of_user FROM public.use_link(link_id, ARRAY['staff_setup', 'password_reset']);
  IF of_user IS NOT NULL THEN
    UPDATE public.app_user SET password_hash = new_hash WHERE id = of_user;
    UPDATE public.one_time_link SET revoked_at = clock_timestamp() WHERE user_id = of_user AND used_at IS NULL
      AND revoked_at IS NULL AND kind IN ('staff_setup', 'password_reset');
  END IF;
  PERFORM set_config('app.system', '', true);
  RETURN of_user;
END $$;
REVOKE ALL ON FUNCTION set_password_by_link(uuid, text) FROM PUBLIC;

-- Uses a link that confirms an address. Once both are confirmed, the email is changed: the second one tells true. Nothing
-- where the link can't be used, or somebody else has the address by then.
CREATE FUNCTION confirm_email_by_link(link_id uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE used public.one_time_link;
BEGIN
  PERFORM set_config('app.system', 'on', true);
  -- Both links of a pair, in one order, so that two presses at once don't each find the other unused.
  PERFORM 1 FROM public.one_time_link l WHERE l.pair = (SELECT pair FROM public.one_time_link WHERE id = link_id)
    ORDER BY l.id FOR UPDATE;
  SELECT * INTO used FROM public.use_link(link_id, ARRAY['email_change']);
  IF used.id IS NULL THEN
    PERFORM set_config('app.system', '', true);
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.one_time_link WHERE pair = used.pair AND used_at IS NULL) THEN
    PERFORM set_config('app.system', '', true);
    RETURN false;
  END IF;
  UPDATE public.app_user SET email = used.new_email WHERE id = used.user_id;
  PERFORM set_config('app.system', '', true);
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  -- Somebody else signs in with it by now. All of this is undone, and this change can't be made.
  PERFORM set_config('app.system', 'on', true);
  UPDATE public.one_time_link SET revoked_at = clock_timestamp() WHERE id = link_id;
  PERFORM set_config('app.system', '', true);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION confirm_email_by_link(uuid) FROM PUBLIC;

-- Changes the name of the transaction's user.
CREATE FUNCTION change_own_name(new_name text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.system', 'on', true);
  UPDATE public.app_user SET name = new_name WHERE id = public.app_user_id();
  PERFORM set_config('app.system', '', true);
END $$;
REVOKE ALL ON FUNCTION change_own_name(text) FROM PUBLIC;

-- Whoever may not sign in any longer: staff who were disabled.
ALTER TABLE "app_user" ADD COLUMN "disabled_at" TIMESTAMPTZ(3);
CREATE TRIGGER ends_sessions_when_disabled AFTER UPDATE OF disabled_at ON app_user FOR EACH ROW
  WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_sessions('disabled');

-- Money's jobs only, as before: these links are mail.
CREATE OR REPLACE FUNCTION queue_lag_seconds() RETURNS double precision
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT extract(epoch FROM now() - min(job.run_at))
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts AND job.run_at < now()
      AND task.identifier NOT IN ('send-email', 'send-alarm', 'raise-alarm', 'sign-in-alarm', 'account-mail')), 0);
END $$;
CREATE TRIGGER log_disabled AFTER UPDATE OF disabled_at ON app_user FOR EACH ROW
  WHEN ((OLD.disabled_at IS NULL) <> (NEW.disabled_at IS NULL)) EXECUTE FUNCTION log_people('user_disabled');
CREATE TRIGGER log_name AFTER UPDATE OF name ON app_user FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION log_people('name_changed');
