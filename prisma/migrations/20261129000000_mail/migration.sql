-- Mail that tells the truth about itself: whether it may have arrived, why it was dropped, who asked for it again, and
-- what a person still has to look at. And how mail is doing, apart from money.

ALTER TYPE "email_status" ADD VALUE 'unconfirmed';
ALTER TYPE "email_status" ADD VALUE 'superseded';

ALTER TABLE "email"
  ADD COLUMN "trying_since" TIMESTAMPTZ(3),
  ADD COLUMN "attention_at" TIMESTAMPTZ(3),
  ADD COLUMN "superseded_by" "payment_status",
  ADD COLUMN "copy_of_id" UUID,
  ADD COLUMN "request_id" UUID,
  ADD COLUMN "requested_by_name" TEXT;

-- What failed before now was shown to nobody. Forced row-level security binds the owner as well, who sets no
-- organization here; and pages need not hear of it.
ALTER TABLE "email" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "email" DISABLE TRIGGER "payment_changed";
UPDATE "email" SET "attention_at" = "created_at" WHERE "status" = 'failed';
ALTER TABLE "email" ENABLE TRIGGER "payment_changed";
ALTER TABLE "email" FORCE ROW LEVEL SECURITY;

-- One email of each kind per payment by itself. A person may ask for as many more as they like.
DROP INDEX "email_org_id_payment_id_kind_key";
CREATE UNIQUE INDEX "email_one_of_a_kind" ON "email"("org_id", "payment_id", "kind") WHERE "copy_of_id" IS NULL;
CREATE INDEX "email_org_id_payment_id_idx" ON "email"("org_id", "payment_id");
-- The form's key: pressing twice sends once.
CREATE UNIQUE INDEX "email_org_id_request_id_key" ON "email"("org_id", "request_id");
-- Counted on every page, and nearly always none.
CREATE INDEX "email_attention" ON "email"("org_id", "attention_at") WHERE "attention_at" IS NOT NULL;
-- What waits to be sent, for the health check and the sweep.
CREATE INDEX "email_unsent" ON "email"("created_at") WHERE "status" IN ('queued', 'retrying');

-- How the mail server answered last: one row for the whole system, of no organization.
CREATE TABLE "mail_server" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "failing_since" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "mail_server_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mail_server_one_row" CHECK ("id")
);
INSERT INTO "mail_server" DEFAULT VALUES;
ALTER TABLE "mail_server" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mail_server" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "mail_server" USING (app_system()) WITH CHECK (app_system());

-- How many emails of all organizations wait to be sent and since when the oldest does, and how many wait for a person.
-- For the health check: numbers only.
CREATE FUNCTION mail_waiting() RETURNS TABLE (waiting bigint, waiting_since timestamptz, undelivered bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT count(*) FILTER (WHERE status IN ('queued', 'retrying')),
      min(coalesce(trying_since, created_at)) FILTER (WHERE status IN ('queued', 'retrying')),
      count(*) FILTER (WHERE attention_at IS NOT NULL)
    FROM public.email WHERE status IN ('queued', 'retrying') OR attention_at IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION mail_waiting() FROM PUBLIC;

-- Forced row-level security binds the function's owner as well, unless that is a superuser. The app never connects as it.
CREATE POLICY owner_reads ON email FOR SELECT TO CURRENT_USER USING (true);

-- Money's jobs only: mail waits in places of its own, and however long it waits, money is healthy.
CREATE OR REPLACE FUNCTION queue_lag_seconds() RETURNS double precision
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT extract(epoch FROM now() - min(job.run_at))
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts AND job.run_at < now()
      AND task.identifier <> 'send-email'), 0);
END $$;
