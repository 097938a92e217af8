-- What ends links that nobody used, beside their time, and who begins no session.

-- A link was sent while somebody had this email and this password. With another one of either, or once they were disabled,
-- it would let in whoever reads the old mailbox, or began a change in a session that the new password was to end.
CREATE FUNCTION revoke_links() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.one_time_link SET revoked_at = clock_timestamp()
    WHERE user_id = NEW.id AND used_at IS NULL AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER revokes_links AFTER UPDATE OF password_hash, email, disabled_at ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.email IS DISTINCT FROM NEW.email
    OR (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION revoke_links();

-- Nobody who was disabled begins a session, a sign-in that was under way included: the user's row is locked until it has
-- begun, and then the disabling ends it.
CREATE FUNCTION refuse_disabled() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE since timestamptz;
BEGIN
  SELECT disabled_at INTO since FROM public.app_user WHERE id = NEW.user_id FOR SHARE;
  IF since IS NOT NULL THEN
    RAISE 'Whoever was disabled begins no session';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuses_disabled BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION refuse_disabled();
