-- Who belongs to a company, and as what, is changed in the app by these functions alone. They hold the rules of lib/team/rules.ts
-- a second time: whoever gets past the app can't raise themselves.

-- ── An owner stays ────────────────────────────────────────────────────────────────────────────────────────────
-- A company that has an owner keeps one, whoever changes it and by whatever way. Two changes at once meet at the company's row:
-- the second one sees what the first one left. It's an update, because to wait for a mere lock would leave a transaction with
-- REPEATABLE READ what it saw before. Whoever takes a whole company apart at the database sets app.leaves_no_owner.
CREATE FUNCTION keep_an_owner() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before text := coalesce(current_setting('app.system', true), '');
BEGIN
  IF current_setting('app.leaves_no_owner', true) = 'on' THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('app.system', 'on', true);
  UPDATE public.org SET next_job_number = next_job_number WHERE id = OLD.org_id;
  IF NOT EXISTS (SELECT FROM public.membership WHERE org_id = OLD.org_id AND role = 'owner') THEN
    RAISE 'A company that has an owner keeps one' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'keeps_an_owner';
  END IF;
  PERFORM set_config('app.system', before, true);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_an_owner() FROM PUBLIC;
CREATE TRIGGER keeps_an_owner AFTER DELETE ON membership FOR EACH ROW WHEN (OLD.role = 'owner')
  EXECUTE FUNCTION keep_an_owner();
CREATE TRIGGER keeps_an_owner_by_role AFTER UPDATE OF role, org_id ON membership FOR EACH ROW
  WHEN (OLD.role = 'owner' AND (NEW.role <> 'owner' OR NEW.org_id <> OLD.org_id)) EXECUTE FUNCTION keep_an_owner();

-- ── Changes of the team ───────────────────────────────────────────────────────────────────────────────────────
-- Whether somebody with this role gives or takes that one: owners every role, admins those that can't give any.
CREATE FUNCTION team_may(actor_role role, other role) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT actor_role = 'owner' OR (actor_role = 'admin' AND other IN ('contractor', 'bookkeeper'))
$$;

-- Whose session this is in the transaction's company, and as what; nobody where it is over. Changes of one team wait for each
-- other here. Only for the next functions, which have set app.system.
CREATE FUNCTION team_actor(of_session uuid, OUT actor uuid, OUT actor_role public.role)
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.org SET next_job_number = next_job_number WHERE id = public.app_org_id();
  SELECT m.user_id, m.role INTO actor, actor_role
    FROM public.session s JOIN public.membership m ON m.user_id = s.user_id AND m.org_id = public.app_org_id()
    WHERE s.id = of_session AND s.ended_at IS NULL AND s.idle_at > now() AND s.expires_at > now();
END $$;

-- Gives a member of the transaction's company another role, or with none removes them. `was` is the role that the page showed.
-- @returns done, or why not: signed_out, gone, changed, not_allowed, last_owner, last_admin
CREATE FUNCTION change_member(of_session uuid, member uuid, was role, new_role role) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  by_whom record;
  present public.role;
  answer text := 'done';
BEGIN
  PERFORM set_config('app.system', 'on', true);
  SELECT * INTO by_whom FROM public.team_actor(of_session);
  SELECT role INTO present FROM public.membership WHERE org_id = public.app_org_id() AND user_id = member;
  IF by_whom.actor IS NULL THEN
    answer := 'signed_out';
  ELSIF present IS NULL THEN
    answer := 'gone';
  ELSIF present <> was THEN
    answer := 'changed';
  ELSIF NOT (member = by_whom.actor AND new_role IS NULL) AND NOT (public.team_may(by_whom.actor_role, present)
    AND public.team_may(by_whom.actor_role, coalesce(new_role, present))) THEN
    answer := 'not_allowed';
  ELSIF present = 'owner' AND new_role IS DISTINCT FROM 'owner' AND NOT EXISTS (SELECT FROM public.membership
    WHERE org_id = public.app_org_id() AND role = 'owner' AND user_id <> member) THEN
    answer := 'last_owner';
  ELSIF present = 'admin' AND new_role IS NULL AND NOT EXISTS (SELECT FROM public.membership
    WHERE org_id = public.app_org_id() AND role IN ('owner', 'admin') AND user_id <> member) THEN
    answer := 'last_admin';
  ELSIF new_role IS NULL THEN
    DELETE FROM public.membership WHERE org_id = public.app_org_id() AND user_id = member;
  ELSIF new_role <> present THEN
    UPDATE public.membership SET role = new_role WHERE org_id = public.app_org_id() AND user_id = member;
  END IF;
  PERFORM set_config('app.system', '', true);
  RETURN answer;
END $$;

-- An owner makes another member an owner and becomes an admin, in one step.
-- @returns done, or why not: signed_out, gone, changed, not_allowed
CREATE FUNCTION hand_over(of_session uuid, member uuid, was role) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  by_whom record;
  present public.role;
  answer text := 'done';
BEGIN
  PERFORM set_config('app.system', 'on', true);
  SELECT * INTO by_whom FROM public.team_actor(of_session);
  SELECT role INTO present FROM public.membership WHERE org_id = public.app_org_id() AND user_id = member;
  IF by_whom.actor IS NULL THEN
    answer := 'signed_out';
  ELSIF present IS NULL THEN
    answer := 'gone';
  ELSIF present <> was THEN
    answer := 'changed';
  ELSIF by_whom.actor_role <> 'owner' OR member = by_whom.actor THEN
    answer := 'not_allowed';
  ELSE
    UPDATE public.membership SET role = 'owner' WHERE org_id = public.app_org_id() AND user_id = member;
    UPDATE public.membership SET role = 'admin' WHERE org_id = public.app_org_id() AND user_id = by_whom.actor;
  END IF;
  PERFORM set_config('app.system', '', true);
  RETURN answer;
END $$;
REVOKE ALL ON FUNCTION team_may(role, role), team_actor(uuid), change_member(uuid, uuid, role, role),
  hand_over(uuid, uuid, role) FROM PUBLIC;
