-- A person's requests for an email, under the key of the form each came from. Append-only (prisma/grants.sql): an email
-- that is asked for again and again keeps all of its keys, and the same form pressed again, however late, does nothing.
CREATE TABLE "email_request" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email_id" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_request_pkey" PRIMARY KEY ("org_id","id")
);
CREATE INDEX "email_request_org_id_email_id_idx" ON "email_request"("org_id", "email_id");
ALTER TABLE "email_request" ADD CONSTRAINT "email_request_org_id_email_id_fkey" FOREIGN KEY ("org_id", "email_id") REFERENCES "email"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Each email has the last of its keys. Forced row-level security binds the owner as well, who sets no organization here.
ALTER TABLE "email" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "email_request" ("org_id", "id", "email_id", "requested_by_name")
  SELECT "org_id", "request_id", "id", coalesce("requested_by_name", '') FROM "email" WHERE "request_id" IS NOT NULL;
ALTER TABLE "email" FORCE ROW LEVEL SECURITY;
DROP INDEX "email_org_id_request_id_key";
ALTER TABLE "email" DROP COLUMN "request_id";

-- A tenant table.
ALTER TABLE "email_request" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "email_request" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "email_request" USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
