-- What ends sessions, and what nobody does to them.

-- Ends the sessions of whoever loses or changes a role or password, whoever does it and by whatever way: all of them. The
-- browser in which somebody changes their own password begins another one.
CREATE OR REPLACE FUNCTION end_sessions() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.session SET ended_at = now(), end_reason = TG_ARGV[0]
    WHERE user_id = CASE WHEN TG_TABLE_NAME = 'membership' THEN (to_jsonb(OLD) ->> 'user_id')::uuid
      ELSE (to_jsonb(OLD) ->> 'id')::uuid END
    AND ended_at IS NULL;
  RETURN NULL;
END $$;
DROP TRIGGER ends_sessions ON app_user;
CREATE TRIGGER ends_sessions AFTER UPDATE OF password_hash ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash) EXECUTE FUNCTION end_sessions('password_changed');
CREATE TRIGGER ends_sessions_by_role AFTER UPDATE OF is_staff ON app_user FOR EACH ROW
  WHEN (OLD.is_staff IS DISTINCT FROM NEW.is_staff) EXECUTE FUNCTION end_sessions('role_changed');

-- What has ended stays ended, a session stays its user's, and none lasts longer than it was to last.
CREATE FUNCTION keep_session_ended() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE 'A session that has ended stays ended, and is nobody else''s';
END $$;
CREATE TRIGGER stays_ended BEFORE UPDATE ON session FOR EACH ROW
  WHEN ((OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
    OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NEW.expires_at > OLD.expires_at)
  EXECUTE FUNCTION keep_session_ended();

-- Changes the password of the transaction's user, whose present one was given in this session just now. The app's role
-- writes no users otherwise.
CREATE FUNCTION change_password(of_session uuid, new_hash text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed int;
BEGIN
  PERFORM set_config('app.system', 'on', true);
  UPDATE public.app_user SET password_hash = new_hash WHERE id = public.app_user_id()
    AND EXISTS (SELECT FROM public.session s WHERE s.id = of_session AND s.user_id = public.app_user_id()
      AND s.ended_at IS NULL AND s.idle_at > now() AND s.expires_at > now()
      AND s.password_at > now() - interval '5 minutes');
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM set_config('app.system', '', true);
  IF changed = 0 THEN
    RAISE 'The password wasn''t given in this session';
  END IF;
END $$;
REVOKE ALL ON FUNCTION change_password(uuid, text) FROM PUBLIC;
