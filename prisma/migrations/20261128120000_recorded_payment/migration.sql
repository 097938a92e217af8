-- Checks, cash and other payments that PaySimple has no part in, as people recorded them.
CREATE TYPE "recorded_method" AS ENUM ('check', 'cash', 'other');

CREATE TABLE "recorded_payment" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "job_total_cents" INTEGER NOT NULL,
    "method" "recorded_method" NOT NULL,
    "reference" TEXT,
    "received_on" DATE NOT NULL,
    "note" TEXT,
    "receipt_email" TEXT,
    "corrects_id" UUID,
    "replaces_id" UUID,
    "recorded_by_id" UUID NOT NULL,
    "recorded_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recorded_payment_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT "recorded_payment_sign" CHECK (CASE WHEN "corrects_id" IS NULL THEN "amount_cents" > 0 ELSE "amount_cents" < 0 END),
    CONSTRAINT "recorded_payment_corrects_or_replaces" CHECK ("corrects_id" IS NULL OR "replaces_id" IS NULL)
);
-- An entry is corrected once.
CREATE UNIQUE INDEX "recorded_payment_org_id_corrects_id_key" ON "recorded_payment"("org_id", "corrects_id");
CREATE UNIQUE INDEX "recorded_payment_org_id_replaces_id_key" ON "recorded_payment"("org_id", "replaces_id");
CREATE INDEX "recorded_payment_org_id_job_id_created_at_idx" ON "recorded_payment"("org_id", "job_id", "created_at" DESC);
CREATE INDEX "recorded_payment_org_id_created_at_id_idx" ON "recorded_payment"("org_id", "created_at" DESC, "id" DESC);
ALTER TABLE "recorded_payment" ADD CONSTRAINT "recorded_payment_org_id_job_id_fkey" FOREIGN KEY ("org_id", "job_id") REFERENCES "job"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recorded_payment" ADD CONSTRAINT "recorded_payment_org_id_corrects_id_fkey" FOREIGN KEY ("org_id", "corrects_id") REFERENCES "recorded_payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recorded_payment" ADD CONSTRAINT "recorded_payment_org_id_replaces_id_fkey" FOREIGN KEY ("org_id", "replaces_id") REFERENCES "recorded_payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A counter-entry is over all of its entry, on the same job: the sum over a job is never below zero.
CREATE FUNCTION check_counter_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.recorded_payment WHERE org_id = NEW.org_id AND id = NEW.corrects_id
      AND job_id = NEW.job_id AND amount_cents = -NEW.amount_cents) THEN
    RAISE EXCEPTION 'a counter-entry is over all of its entry' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counter_entry BEFORE INSERT ON recorded_payment
  FOR EACH ROW WHEN (NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION check_counter_entry();

-- A tenant table. That it is append-only is in prisma/grants.sql.
ALTER TABLE "recorded_payment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "recorded_payment" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "recorded_payment" USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());

-- An email of the outbox is about a payment or about a recorded one.
ALTER TABLE "email" ALTER COLUMN "payment_id" DROP NOT NULL;
ALTER TABLE "email" ADD COLUMN "recorded_payment_id" UUID;
ALTER TABLE "email" ADD CONSTRAINT "email_about_one" CHECK (num_nonnulls("payment_id", "recorded_payment_id") = 1);
ALTER TABLE "email" ADD CONSTRAINT "email_org_id_recorded_payment_id_fkey" FOREIGN KEY ("org_id", "recorded_payment_id") REFERENCES "recorded_payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "email_org_id_recorded_payment_id_idx" ON "email"("org_id", "recorded_payment_id");

-- Open pages follow recorded payments as they follow payments, each under its own id.
CREATE TRIGGER payment_changed AFTER INSERT ON recorded_payment
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('id');
DROP TRIGGER payment_changed ON email;
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON email
  FOR EACH ROW WHEN (NEW.payment_id IS NOT NULL) EXECUTE FUNCTION notify_payment_changed('payment_id');
CREATE TRIGGER recorded_payment_changed AFTER INSERT OR UPDATE ON email
  FOR EACH ROW WHEN (NEW.recorded_payment_id IS NOT NULL) EXECUTE FUNCTION notify_payment_changed('recorded_payment_id');
