-- A customer's way to their job without an account: one link per person, which may have several addresses (an email sent
-- again, a code on the tablet). Of an address only the hash of its 32 random bytes is kept.
CREATE TABLE "customer_link" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "way" TEXT NOT NULL CHECK ("way" IN ('email', 'room', 'copied')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "uses" INTEGER NOT NULL DEFAULT 0,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_name" TEXT,

    CONSTRAINT "customer_link_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "customer_link_email" CHECK (("way" = 'email') = ("email" IS NOT NULL))
);
CREATE INDEX "customer_link_org_id_job_id_created_at_idx" ON "customer_link"("org_id", "job_id", "created_at");
-- A person has one link that works.
CREATE UNIQUE INDEX "one_link_of_an_email" ON "customer_link"("org_id", "job_id", "email") WHERE "revoked_at" IS NULL;
ALTER TABLE "customer_link" ADD CONSTRAINT "customer_link_job_fkey" FOREIGN KEY ("org_id", "job_id")
  REFERENCES "job"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- `address`: what an email or a code leads to. `cookie`: what a browser got when a person opened it.
CREATE TABLE "customer_link_token" (
    "hash" BYTEA NOT NULL CHECK (octet_length("hash") = 32),
    "org_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('address', 'cookie')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_link_token_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "customer_link_token_org_id_link_id_idx" ON "customer_link_token"("org_id", "link_id");
ALTER TABLE "customer_link_token" ADD CONSTRAINT "customer_link_token_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customer_link', 'customer_link_token'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
    EXECUTE format('CREATE POLICY opens ON %I FOR SELECT TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;
-- A restored backup revokes all of them (tools/backup).
CREATE POLICY owner_revokes ON customer_link FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);

-- What was revoked stays so.
CREATE TRIGGER stays_ended BEFORE UPDATE ON customer_link FOR EACH ROW
  WHEN (OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at OR NEW.expires_at > OLD.expires_at))
  EXECUTE FUNCTION keep_link_ended();

-- Whose link it is, by a token's hash: nothing for an unknown, expired or revoked one. Before it's known which
-- organization it is.
CREATE FUNCTION customer_link_of(token_hash bytea, wanted text) RETURNS TABLE (of_org uuid, of_link uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT link.org_id, link.id FROM public.customer_link_token token
    JOIN public.customer_link link ON link.org_id = token.org_id AND link.id = token.link_id
    WHERE token.hash = token_hash AND token.kind = wanted AND token.expires_at > clock_timestamp()
      AND link.revoked_at IS NULL AND link.expires_at > clock_timestamp();
END $$;
REVOKE ALL ON FUNCTION customer_link_of(bytea, text) FROM PUBLIC;

-- What a customer did by their link: from where, and with what.
ALTER TYPE "document_act" ADD VALUE 'viewed';
ALTER TYPE "document_act" ADD VALUE 'asked';
ALTER TABLE "document_event" ADD COLUMN "link_id" UUID, ADD COLUMN "address" TEXT, ADD COLUMN "user_agent" TEXT;
ALTER TABLE "document_event" ADD CONSTRAINT "document_event_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "acceptance" ADD COLUMN "link_id" UUID;
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A payment is made by a member, or by a customer with their link.
ALTER TABLE "payment" ADD COLUMN "link_id" UUID;
ALTER TABLE "payment" ADD CONSTRAINT "payment_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment" ALTER COLUMN "taken_by_id" DROP NOT NULL;
ALTER TABLE "payment" ADD CONSTRAINT "payment_taker" CHECK (num_nonnulls("taken_by_id", "link_id") = 1) NOT VALID;
ALTER TABLE "payment" VALIDATE CONSTRAINT "payment_taker";
ALTER TABLE "payment_account" ALTER COLUMN "saved_by_id" DROP NOT NULL;

-- Nothing of a revoked link's is sent that wasn't yet: looked at right before the call.
CREATE OR REPLACE FUNCTION may_still_send(payment_org_id uuid, payment_id uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.payment
    WHERE org_id = payment_org_id AND id = payment_id AND status = 'submitting' AND clock_timestamp() < send_by
      AND NOT EXISTS (SELECT 1 FROM public.customer_link link
        WHERE link.org_id = payment.org_id AND link.id = payment.link_id AND link.revoked_at IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM public.org WHERE id = payment_org_id AND suspended_at IS NOT NULL);
END $$;

-- An email that brings a link.
ALTER TYPE "email_kind" ADD VALUE 'link';
ALTER TABLE "email" ADD COLUMN "link_id" UUID, ADD COLUMN "document_id" UUID, ADD COLUMN "message" TEXT;
ALTER TABLE "email" ADD CONSTRAINT "email_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" ADD CONSTRAINT "email_document_fkey" FOREIGN KEY ("org_id", "document_id")
  REFERENCES "document"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" DROP CONSTRAINT "email_about_one";
ALTER TABLE "email" ADD CONSTRAINT "email_about_one"
  CHECK (num_nonnulls("payment_id", "recorded_payment_id", "notice", "link_id") = 1);

-- Open pages follow papers as they follow payments: a paper is told under its own id. A customer's page hears of its own
-- job alone, which is told by itself.
CREATE TRIGGER payment_changed AFTER INSERT ON document_event
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('document_id');
CREATE FUNCTION notify_job_changed() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('plumbline_changes', json_build_object('job', NEW.job_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER job_changed AFTER INSERT OR UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION notify_job_changed();
CREATE TRIGGER job_changed AFTER INSERT ON recorded_payment FOR EACH ROW EXECUTE FUNCTION notify_job_changed();
CREATE TRIGGER job_changed AFTER INSERT ON document_event FOR EACH ROW
  WHEN (NEW.act NOT IN ('created', 'edited')) EXECUTE FUNCTION notify_job_changed();
-- The streams of a revoked link end as those of a session do.
CREATE FUNCTION notify_link_ended() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('plumbline_changes', json_build_object('link', NEW.id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER link_ended AFTER UPDATE OF revoked_at ON customer_link FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION notify_link_ended();
