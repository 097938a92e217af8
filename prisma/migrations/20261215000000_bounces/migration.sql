-- What is known of an email's delivery beyond our own try: who took it with which words, and what came back of it later.
ALTER TABLE "email" ADD COLUMN "server_host" TEXT, ADD COLUMN "server_answer" TEXT;

-- A delivery status notification (RFC 3464) about an email, as far as it is kept: which address, with which status, in which
-- words. One of each address and kind, so a notification that arrives twice is one.
CREATE TABLE "email_bounce" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "is_of_send" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('failed', 'delayed')),
    "is_final" BOOLEAN NOT NULL,
    "status_code" TEXT,
    "words" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_bounce_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "email_bounce_short" CHECK (length("recipient") <= 320 AND length("words") <= 500 AND length("status_code") <= 11)
);
CREATE UNIQUE INDEX "one_bounce_of_an_address" ON "email_bounce"("org_id", "email_id", "recipient", "outcome", "is_final");
ALTER TABLE "email_bounce" ADD CONSTRAINT "email_bounce_email_fkey" FOREIGN KEY ("org_id", "email_id")
  REFERENCES "email"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email_bounce" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "email_bounce" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "email_bounce" USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON "email_bounce" FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON "email_bounce" FOR EACH ROW EXECUTE FUNCTION never_emptied();

-- Whose email it is, by the id in a return path whose proof was checked. Before it's known which organization it is.
CREATE FUNCTION email_org(wanted uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT org_id FROM public.email WHERE id = wanted AND kind <> 'notice' $$;
REVOKE ALL ON FUNCTION email_org(uuid) FROM PUBLIC;
CREATE INDEX "email_id_idx" ON "email"("id");
