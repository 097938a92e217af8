-- Requests for a payment, and the reminders that follow them by themselves.

-- What a company asked its customer for, by email: a part of the signed schedule, or an amount. It's never changed: it ends.
CREATE TABLE "payment_request" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "part_id" TEXT,
    "part_label" TEXT,
    "amount_cents" INTEGER NOT NULL CHECK ("amount_cents" > 0),
    "due_on" DATE NOT NULL,
    "message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT CHECK ("ended_why" IN ('paid', 'canceled', 'replaced')),
    "ended_by_name" TEXT,

    CONSTRAINT "payment_request_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "payment_request_part" CHECK (("part_id" IS NULL) = ("part_label" IS NULL)),
    CONSTRAINT "payment_request_end" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL))
);
CREATE INDEX "payment_request_org_id_job_id_created_at_idx" ON "payment_request"("org_id", "job_id", "created_at");
-- A part is asked for once at a time, and one amount.
CREATE UNIQUE INDEX "one_open_request" ON "payment_request"("org_id", "job_id", coalesce("part_id", ''))
  WHERE "ended_at" IS NULL;
ALTER TABLE "payment_request" ADD CONSTRAINT "payment_request_job_fkey" FOREIGN KEY ("org_id", "job_id")
  REFERENCES "job"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What came of a step of a request's reminders: days after the due day, below zero before it. At most one row, so at most
-- one email to each person, whatever crashes.
CREATE TABLE "reminder_step" (
    "org_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "skipped" TEXT,

    CONSTRAINT "reminder_step_pkey" PRIMARY KEY ("org_id", "request_id", "step")
);
ALTER TABLE "reminder_step" ADD CONSTRAINT "reminder_step_request_fkey" FOREIGN KEY ("org_id", "request_id")
  REFERENCES "payment_request"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- When a company's customers are reminded; without a row as the code has it.
CREATE TABLE "reminder_policy" (
    "org_id" UUID NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "steps" INTEGER[] NOT NULL,
    "most" INTEGER NOT NULL CHECK ("most" BETWEEN 1 AND 20),
    "from_hour" INTEGER NOT NULL CHECK ("from_hour" BETWEEN 0 AND 22),
    "until_hour" INTEGER NOT NULL CHECK ("until_hour" BETWEEN 1 AND 23),

    CONSTRAINT "reminder_policy_pkey" PRIMARY KEY ("org_id"),
    CONSTRAINT "reminder_policy_hours" CHECK ("from_hour" < "until_hour")
);
ALTER TABLE "reminder_policy" ADD CONSTRAINT "reminder_policy_org_fkey" FOREIGN KEY ("org_id")
  REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['payment_request', 'reminder_step', 'reminder_policy'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
  END LOOP;
END $$;

-- What has ended stays so.
CREATE FUNCTION keep_request_ended() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a request for a payment that has ended stays so';
END $$;
CREATE TRIGGER stays_ended BEFORE UPDATE ON payment_request FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL
    AND (NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.ended_why IS DISTINCT FROM OLD.ended_why))
  EXECUTE FUNCTION keep_request_ended();

-- The email that asks, and those that remind: each of a link, which has its person.
ALTER TABLE "email" ADD COLUMN "payment_request_id" UUID, ADD COLUMN "reminder_step" INTEGER;
ALTER TABLE "email" ADD CONSTRAINT "email_payment_request_fkey" FOREIGN KEY ("org_id", "payment_request_id")
  REFERENCES "payment_request"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" ADD CONSTRAINT "email_reminder_step_fkey" FOREIGN KEY ("org_id", "payment_request_id", "reminder_step")
  REFERENCES "reminder_step"("org_id", "request_id", "step") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" ADD CONSTRAINT "email_request_of_link"
  CHECK (("payment_request_id" IS NULL OR "link_id" IS NOT NULL)
    AND ("reminder_step" IS NULL OR "payment_request_id" IS NOT NULL)) NOT VALID;
ALTER TABLE "email" VALIDATE CONSTRAINT "email_request_of_link";
CREATE UNIQUE INDEX "one_email_of_a_step" ON "email"("org_id", "payment_request_id", "link_id", coalesce("reminder_step", -10000))
  WHERE "payment_request_id" IS NOT NULL;
-- How the last email to an address went.
CREATE INDEX "email_org_id_address_idx" ON "email"("org_id", lower("to"), "created_at");

-- Open pages of the company and of the customer follow requests.
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON payment_request
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('id');
CREATE TRIGGER payment_changed AFTER INSERT ON reminder_step
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('request_id');
CREATE TRIGGER job_changed AFTER INSERT OR UPDATE ON payment_request
  FOR EACH ROW EXECUTE FUNCTION notify_job_changed();
