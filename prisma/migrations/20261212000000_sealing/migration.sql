-- What everybody has signed is sealed by the worker, once, and its sealed copy is emailed to each who signed by email.

-- Its own entry in the chain of the document's events.
ALTER TYPE "document_act" ADD VALUE 'sealed';

-- The email that brings the copy: of a link, as every email to a customer at their page is. One for each person.
ALTER TABLE "email" ADD COLUMN "sealed_file_id" UUID;
ALTER TABLE "email" ADD CONSTRAINT "email_sealed_file_fkey" FOREIGN KEY ("org_id", "sealed_file_id")
  REFERENCES "sealed_file"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "email" ADD CONSTRAINT "email_sealed_of_link"
  CHECK ("sealed_file_id" IS NULL OR ("link_id" IS NOT NULL AND "payment_request_id" IS NULL)) NOT VALID;
ALTER TABLE "email" VALIDATE CONSTRAINT "email_sealed_of_link";
CREATE UNIQUE INDEX "one_email_of_a_sealed_copy" ON "email"("org_id", "sealed_file_id", lower("to"))
  WHERE "sealed_file_id" IS NOT NULL;

-- Why a paper that everybody has signed isn't sealed yet: what kept the last try from it. Of no meaning once it's sealed.
CREATE TABLE "seal_delay" (
    "org_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "why" TEXT NOT NULL CHECK ("why" IN ('key', 'timestamp', 'photo', 'error')),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_delay_pkey" PRIMARY KEY ("org_id", "document_id", "version_number")
);
ALTER TABLE "seal_delay" ADD CONSTRAINT "seal_delay_version_fkey" FOREIGN KEY ("org_id", "document_id", "version_number")
  REFERENCES "document_version"("org_id", "document_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE seal_delay ENABLE ROW LEVEL SECURITY;
ALTER TABLE seal_delay FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON seal_delay USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());

-- Open pages of the company follow it.
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON seal_delay
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('document_id');
