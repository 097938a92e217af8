-- The second step of signing in: an authenticator app, passkeys, recovery codes. Who has one begins no session without it.

-- ── What a person has ─────────────────────────────────────────────────────────────────────────────────────────
-- An authenticator app's secret, sealed (lib/vault.ts) with the user's id as associated data. One that is being set up
-- stands beside it until a code of it was given.
CREATE TABLE "authenticator" (
    "user_id" UUID NOT NULL,
    "secret_sealed" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "pending_sealed" TEXT,
    "pending_at" TIMESTAMPTZ(3),

    CONSTRAINT "authenticator_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "authenticator_is_confirmed" CHECK (("secret_sealed" IS NULL) = ("confirmed_at" IS NULL))
);
ALTER TABLE "authenticator" ADD CONSTRAINT "authenticator_user_id_fkey" FOREIGN KEY ("user_id")
  REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id")
  REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- SHA-256 of each, with the user's id. They are 80 random bits, so no slower hash is needed.
CREATE TABLE "recovery_code" (
    "user_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id", "hash")
);
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id")
  REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who has given email and password, and not yet the second step. It opens nothing.
CREATE TABLE "half_sign_in" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "is_new_device" BOOLEAN NOT NULL,

    CONSTRAINT "half_sign_in_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "half_sign_in_user_id_idx" ON "half_sign_in"("user_id");
ALTER TABLE "half_sign_in" ADD CONSTRAINT "half_sign_in_user_id_fkey" FOREIGN KEY ("user_id")
  REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a passkey is to sign, once. `of` is the session, the half sign-in or the browser that it was made for.
CREATE TABLE "passkey_challenge" (
    "challenge" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "of" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("challenge")
);
CREATE INDEX "passkey_challenge_expires_at_idx" ON "passkey_challenge"("expires_at");

-- When the second step was last given in a session; null while its user has none.
ALTER TABLE "session" ADD COLUMN "second_step_at" TIMESTAMPTZ(3);
-- What an owner asks of the members, and above how much a refund asks for the second step again.
ALTER TABLE "org" ADD COLUMN "requires_second_step" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "step_up_refund_cents" INTEGER NOT NULL DEFAULT 100000,
  ADD CONSTRAINT "org_step_up_refund_cents_check" CHECK ("step_up_refund_cents" >= 0);

-- ── Each person's own ─────────────────────────────────────────────────────────────────────────────────────────
-- What is added or removed takes a session in which the password was given just now.
CREATE FUNCTION password_was_given() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.session s WHERE s.user_id = public.app_user_id() AND s.ended_at IS NULL
    AND s.idle_at > now() AND s.expires_at > now() AND s.password_at > now() - interval '6 minutes')
$$;
REVOKE ALL ON FUNCTION password_was_given() FROM PUBLIC;

DO $$
DECLARE of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['authenticator', 'passkey', 'recovery_code', 'half_sign_in'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', of_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', of_table);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', of_table);
    EXECUTE format('CREATE POLICY own_read ON %I FOR SELECT USING (user_id = app_user_id())', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['authenticator', 'passkey', 'recovery_code'] LOOP
    EXECUTE format('CREATE POLICY own_add ON %I FOR INSERT WITH CHECK (user_id = app_user_id() AND password_was_given())',
      of_table);
    EXECUTE format('CREATE POLICY own_use ON %I FOR UPDATE USING (user_id = app_user_id())', of_table);
    EXECUTE format('CREATE POLICY own_remove ON %I FOR DELETE USING (user_id = app_user_id() AND password_was_given())',
      of_table);
  END LOOP;
END $$;
CREATE POLICY own_begin ON half_sign_in FOR INSERT WITH CHECK (user_id = app_user_id());
CREATE POLICY own_end ON half_sign_in FOR DELETE USING (user_id = app_user_id());
-- For whoever seals secrets with a newer key (lib/reseal.ts).
CREATE POLICY system_read ON authenticator FOR SELECT USING (app_system());
CREATE POLICY system_reseal ON authenticator FOR UPDATE USING (app_system());
ALTER TABLE passkey_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE passkey_challenge FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON passkey_challenge TO CURRENT_USER USING (true) WITH CHECK (true);

-- A confirmed secret is replaced by the one that was pending, by nobody else's and not without the password.
CREATE FUNCTION keep_authenticator() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.last_step < OLD.last_step AND NEW.secret_sealed IS NOT DISTINCT FROM OLD.secret_sealed THEN
    RAISE 'A code that was used is never good again';
  END IF;
  IF NEW.secret_sealed IS DISTINCT FROM OLD.secret_sealed AND NOT public.app_system() AND NOT public.password_was_given() THEN
    RAISE 'The password wasn''t given just now';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON authenticator FOR EACH ROW EXECUTE FUNCTION keep_authenticator();

-- A recovery code is used once.
CREATE FUNCTION keep_code_used() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE 'A recovery code that was used stays used';
END $$;
CREATE TRIGGER stays_used BEFORE UPDATE ON recovery_code FOR EACH ROW
  WHEN (OLD.used_at IS NOT NULL) EXECUTE FUNCTION keep_code_used();

-- ── Sessions ──────────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION has_second_step(of_user uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.authenticator WHERE user_id = of_user AND secret_sealed IS NOT NULL)
    OR EXISTS (SELECT FROM public.passkey WHERE user_id = of_user)
$$;
REVOKE ALL ON FUNCTION has_second_step(uuid) FROM PUBLIC;

-- Whatever begins one: who has a second step has given it.
CREATE FUNCTION session_takes_second_step() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF public.has_second_step(NEW.user_id) THEN
    RAISE 'This session''s user has a second step, which wasn''t given';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER takes_second_step BEFORE INSERT ON session FOR EACH ROW
  WHEN (NEW.second_step_at IS NULL AND NEW.ended_at IS NULL) EXECUTE FUNCTION session_takes_second_step();

-- Nor does one begin of somebody who may not sign in, by whatever way.
CREATE FUNCTION session_of_enabled() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.app_user WHERE id = NEW.user_id AND disabled_at IS NOT NULL) THEN
    RAISE 'This session''s user is disabled';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_enabled BEFORE INSERT ON session FOR EACH ROW
  WHEN (NEW.ended_at IS NULL) EXECUTE FUNCTION session_of_enabled();

-- Where a person's last one is removed, their sessions are those of somebody who has none.
CREATE FUNCTION forget_second_step() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT public.has_second_step(OLD.user_id) THEN
    UPDATE public.session SET second_step_at = NULL
      WHERE user_id = OLD.user_id AND ended_at IS NULL AND second_step_at IS NOT NULL;
    DELETE FROM public.recovery_code WHERE user_id = OLD.user_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_second_step AFTER DELETE ON passkey FOR EACH ROW EXECUTE FUNCTION forget_second_step();
CREATE TRIGGER forget_second_step AFTER DELETE ON authenticator FOR EACH ROW EXECUTE FUNCTION forget_second_step();

-- Another password: who had given the one before begins again.
CREATE FUNCTION end_half_sign_ins() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.half_sign_in WHERE user_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER ends_half_sign_ins AFTER UPDATE OF password_hash, email ON app_user FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.email IS DISTINCT FROM NEW.email)
  EXECUTE FUNCTION end_half_sign_ins();

-- Whether this session may be in this organization, as far as its rule goes.
CREATE FUNCTION session_has_second_step(session_id uuid, of_user uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM session WHERE id = session_id AND user_id = of_user AND second_step_at IS NOT NULL)
$$;

-- ── Challenges of passkeys ────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION keep_challenge(of_challenge text, for_purpose text, for_whom uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.passkey_challenge WHERE expires_at < now();
  INSERT INTO public.passkey_challenge (challenge, purpose, "of", expires_at)
    VALUES (of_challenge, for_purpose, for_whom, now() + interval '5 minutes');
END $$;
REVOKE ALL ON FUNCTION keep_challenge(text, text, uuid) FROM PUBLIC;
-- Once. @returns whether it was there, for this
CREATE FUNCTION take_challenge(of_challenge text, for_purpose text, for_whom uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE taken int;
BEGIN
  DELETE FROM public.passkey_challenge WHERE challenge = of_challenge AND purpose = for_purpose AND "of" = for_whom
    AND expires_at > now();
  GET DIAGNOSTICS taken = ROW_COUNT;
  RETURN taken > 0;
END $$;
REVOKE ALL ON FUNCTION take_challenge(text, text, uuid) FROM PUBLIC;

-- ── A phone that is lost ──────────────────────────────────────────────────────────────────────────────────────
-- Takes a person's second steps away and ends their sessions. @returns whether there was one
CREATE FUNCTION remove_second_step(of_user uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE had boolean := public.has_second_step(of_user);
BEGIN
  DELETE FROM public.passkey WHERE user_id = of_user;
  DELETE FROM public.authenticator WHERE user_id = of_user;
  DELETE FROM public.recovery_code WHERE user_id = of_user;
  DELETE FROM public.half_sign_in WHERE user_id = of_user;
  UPDATE public.session SET ended_at = now(), end_reason = 'second_step_reset' WHERE user_id = of_user AND ended_at IS NULL;
  RETURN had;
END $$;
REVOKE ALL ON FUNCTION remove_second_step(uuid) FROM PUBLIC;

-- The same by an owner, for a member who is in no company that isn't the owner's, and isn't Plumbline's staff: nobody's
-- owner opens the door to somebody else's company.
CREATE FUNCTION reset_second_step(of_user uuid, of_session uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE had boolean;
BEGIN
  IF of_user = public.app_user_id()
    OR NOT EXISTS (SELECT FROM public.session s WHERE s.id = of_session AND s.user_id = public.app_user_id()
      AND s.ended_at IS NULL AND s.idle_at > now() AND s.expires_at > now() AND s.password_at > now() - interval '6 minutes')
    OR EXISTS (SELECT FROM public.app_user u WHERE u.id = of_user AND u.is_staff)
    OR NOT EXISTS (SELECT FROM public.membership m WHERE m.user_id = of_user)
    OR EXISTS (SELECT FROM public.membership m WHERE m.user_id = of_user AND NOT EXISTS (SELECT FROM public.membership own
      WHERE own.org_id = m.org_id AND own.user_id = public.app_user_id() AND own.role = 'owner')) THEN
    RAISE 'Only an owner of all of this person''s companies resets their second step';
  END IF;
  PERFORM set_config('app.system', 'on', true);
  had := public.remove_second_step(of_user);
  PERFORM set_config('app.system', '', true);
  RETURN had;
END $$;
REVOKE ALL ON FUNCTION reset_second_step(uuid, uuid) FROM PUBLIC;

-- The members of the transaction's organization, and whether each has one.
CREATE FUNCTION second_steps_of_org() RETURNS TABLE (user_id uuid, has_one boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.user_id, public.has_second_step(m.user_id) FROM public.membership m WHERE m.org_id = public.app_org_id()
$$;
REVOKE ALL ON FUNCTION second_steps_of_org() FROM PUBLIC;

-- ── Email to one person ───────────────────────────────────────────────────────────────────────────────────────
-- An alarm is for a member of an organization, for one person alone, or for whoever runs the installation.
ALTER TABLE alarm DROP CONSTRAINT "alarm_of_a_member_or_the_operator",
  ADD CONSTRAINT "alarm_of_somebody" CHECK ("org_id" IS NULL OR "user_id" IS NOT NULL);
