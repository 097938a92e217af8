-- Invitations into a company: one-time links (migration one_time_links) that make a member.

-- One at a time for each address. Whoever invites at the same moment in two tabs, invites once.
CREATE UNIQUE INDEX "one_open_invitation" ON "one_time_link"("org_id", "email")
  WHERE kind = 'invitation' AND used_at IS NULL AND revoked_at IS NULL;

-- What somebody sent who is out, or may no longer give that role, opens nothing: nobody who is removed comes back by an
-- invitation of their own. Neither does one that waits for whoever is removed.
CREATE FUNCTION revoke_invitations() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('app.system', true), '');
  new_role public.role := CASE WHEN TG_OP = 'UPDATE' THEN NEW.role END;
BEGIN
  PERFORM set_config('app.system', 'on', true);
  UPDATE public.one_time_link SET revoked_at = clock_timestamp()
    WHERE kind = 'invitation' AND org_id = OLD.org_id AND used_at IS NULL AND revoked_at IS NULL
      AND ((created_by_id = OLD.user_id AND (new_role IS NULL OR NOT public.team_may(new_role, role)))
        OR (new_role IS NULL AND email = (SELECT u.email FROM public.app_user u WHERE u.id = OLD.user_id)));
  PERFORM set_config('app.system', before, true);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION revoke_invitations() FROM PUBLIC;
CREATE TRIGGER revokes_invitations AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION revoke_invitations();
CREATE TRIGGER revokes_invitations_by_role AFTER UPDATE OF role ON membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION revoke_invitations();

-- Whether an invitation can be used now, and why not: unknown, used, revoked, expired. It is locked until the transaction
-- ends, so that it's used once. Only for the next functions, which have set app.system.
CREATE FUNCTION invitation_problem(link_id uuid) RETURNS text
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE link public.one_time_link;
BEGIN
  SELECT * INTO link FROM public.one_time_link WHERE id = link_id AND kind = 'invitation' FOR UPDATE;
  RETURN CASE WHEN link.id IS NULL THEN 'unknown' WHEN link.used_at IS NOT NULL THEN 'used'
    WHEN link.revoked_at IS NOT NULL THEN 'revoked' WHEN link.expires_at <= clock_timestamp() THEN 'expired' END;
END $$;

-- Makes the person of this session a member, where the invitation is for their address.
-- @returns done, or why not: a problem of the invitation, signed_out, another_person, staff, member
CREATE FUNCTION join_by_link(link_id uuid, of_session uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  answer text;
  person public.app_user;
  used public.one_time_link;
BEGIN
  PERFORM set_config('app.system', 'on', true);
  answer := public.invitation_problem(link_id);
  SELECT u.* INTO person FROM public.session s JOIN public.app_user u ON u.id = s.user_id
    WHERE s.id = of_session AND s.ended_at IS NULL AND s.idle_at > now() AND s.expires_at > now();
  IF answer IS NOT NULL THEN
    NULL;
  ELSIF person.id IS NULL OR person.disabled_at IS NOT NULL THEN
    answer := 'signed_out';
  ELSIF person.email <> (SELECT email FROM public.one_time_link WHERE id = link_id) THEN
    answer := 'another_person';
  ELSIF person.is_staff THEN
    answer := 'staff';
  ELSE
    SELECT * INTO used FROM public.use_link(link_id, ARRAY['invitation']);
    INSERT INTO public.membership (org_id, user_id, role) VALUES (used.org_id, person.id, used.role)
      ON CONFLICT (org_id, user_id) DO NOTHING;
    answer := CASE WHEN FOUND THEN 'done' ELSE 'member' END;
  END IF;
  PERFORM set_config('app.system', '', true);
  RETURN answer;
END $$;

-- Makes an account for the invitation's address, and a member of it.
-- @returns done with whose account it is, or why not: a problem of the invitation, has_account
CREATE FUNCTION sign_up_by_link(link_id uuid, new_id uuid, new_name text, new_hash text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  answer text;
  used public.one_time_link;
BEGIN
  PERFORM set_config('app.system', 'on', true);
  answer := public.invitation_problem(link_id);
  IF answer IS NULL THEN
    -- The log says that they did it themselves.
    PERFORM set_config('app.actor_id', new_id::text, true);
    INSERT INTO public.app_user (id, email, name, password_hash)
      SELECT new_id, email, new_name, new_hash FROM public.one_time_link WHERE id = link_id
      ON CONFLICT (email) DO NOTHING;
    IF FOUND THEN
      SELECT * INTO used FROM public.use_link(link_id, ARRAY['invitation']);
      INSERT INTO public.membership (org_id, user_id, role) VALUES (used.org_id, new_id, used.role);
      answer := 'done';
    ELSE
      answer := 'has_account';
    END IF;
    PERFORM set_config('app.actor_id', '', true);
  END IF;
  PERFORM set_config('app.system', '', true);
  RETURN answer;
END $$;
REVOKE ALL ON FUNCTION invitation_problem(uuid), join_by_link(uuid, uuid), sign_up_by_link(uuid, uuid, text, text) FROM PUBLIC;
