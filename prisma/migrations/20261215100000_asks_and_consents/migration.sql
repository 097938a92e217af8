-- Reminders to sign, payments that are asked for with the last signature, paper instead, and consents that are taken back.

-- Days after somebody was asked to sign, or their turn came.
ALTER TABLE "reminder_policy" ADD COLUMN "sign_steps" INTEGER[] NOT NULL DEFAULT '{2,5}';

-- What came of a step of a signer's reminders, as reminder_step has it of a request for a payment.
CREATE TABLE "signing_reminder_step" (
    "org_id" UUID NOT NULL,
    "signer_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "skipped" TEXT,

    CONSTRAINT "signing_reminder_step_pkey" PRIMARY KEY ("org_id", "signer_id", "step")
);
ALTER TABLE "signing_reminder_step" ADD CONSTRAINT "signing_reminder_step_signer_fkey" FOREIGN KEY ("org_id", "signer_id")
  REFERENCES "signer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The email that reminds somebody to sign.
ALTER TABLE "email" ADD COLUMN "signer_id" UUID;
ALTER TABLE "email" ADD CONSTRAINT "email_signer_fkey" FOREIGN KEY ("org_id", "signer_id")
  REFERENCES "signer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" ADD CONSTRAINT "email_signing_reminder_fkey" FOREIGN KEY ("org_id", "signer_id", "reminder_step")
  REFERENCES "signing_reminder_step"("org_id", "signer_id", "step") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" DROP CONSTRAINT "email_request_of_link";
ALTER TABLE "email" ADD CONSTRAINT "email_request_of_link"
  CHECK ((num_nonnulls("payment_request_id", "signer_id") = 0 OR "link_id" IS NOT NULL)
    AND num_nonnulls("payment_request_id", "signer_id") <= 1
    AND ("reminder_step" IS NULL OR num_nonnulls("payment_request_id", "signer_id") = 1)) NOT VALID;
ALTER TABLE "email" VALIDATE CONSTRAINT "email_request_of_link";
CREATE UNIQUE INDEX "one_email_of_a_signing_step" ON "email"("org_id", "signer_id", "reminder_step")
  WHERE "signer_id" IS NOT NULL;

-- That a payment is asked for as soon as everybody has signed a version. Who chose it is who asks.
CREATE TABLE "payment_when_signed" (
    "org_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "payment_when_signed_pkey" PRIMARY KEY ("org_id", "document_id", "version_number")
);
ALTER TABLE "payment_when_signed" ADD CONSTRAINT "payment_when_signed_version_fkey"
  FOREIGN KEY ("org_id", "document_id", "version_number")
  REFERENCES "document_version"("org_id", "document_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A signer wants paper instead. Nothing ends by it.
CREATE TABLE "paper_request" (
    "org_id" UUID NOT NULL,
    "signer_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "link_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "paper_request_pkey" PRIMARY KEY ("org_id", "signer_id")
);
ALTER TABLE "paper_request" ADD CONSTRAINT "paper_request_signer_fkey" FOREIGN KEY ("org_id", "signer_id")
  REFERENCES "signer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "paper_request" ADD CONSTRAINT "paper_request_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A consent that is taken back: 15 USC 7001(c)(1)(B)(i). One may be given again afterwards, as the next of its signer.
CREATE TABLE "consent_withdrawal" (
    "org_id" UUID NOT NULL,
    "consent_id" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,
    "link_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "consent_withdrawal_pkey" PRIMARY KEY ("org_id", "consent_id")
);
ALTER TABLE "consent_withdrawal" ADD CONSTRAINT "consent_withdrawal_consent_fkey" FOREIGN KEY ("org_id", "consent_id")
  REFERENCES "consent"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "consent_withdrawal" ADD CONSTRAINT "consent_withdrawal_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Which one of its signer and text it is. The version before gives the first one.
ALTER TABLE "consent" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1 CHECK ("round" > 0);
DROP INDEX "consent_of_signer";
CREATE UNIQUE INDEX "consent_of_signer" ON "consent"("org_id", "signer_id", "text_version", "round");

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['signing_reminder_step', 'payment_when_signed', 'paper_request', 'consent_withdrawal'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
    -- The name in it is one of a member, which a sweep for card numbers may have to change.
    CONTINUE WHEN t = 'payment_when_signed';
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION never_emptied()', t);
    EXECUTE format('CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION never_emptied()', t);
  END LOOP;
END $$;

ALTER TYPE "document_act" ADD VALUE 'paper_asked';
ALTER TYPE "document_act" ADD VALUE 'consent_withdrawn';

-- Open pages of the company follow them.
CREATE TRIGGER payment_changed AFTER INSERT ON signing_reminder_step
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('signer_id');
