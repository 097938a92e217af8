-- Who signs a version that was sent, and what they did: consented to sign electronically, signed, or declined. All of it is
-- added and never changed: whether somebody still signs follows from what is there.
CREATE TABLE "signer" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('customer', 'company')),
    "name" TEXT NOT NULL,
    "email" TEXT,
    "position" INTEGER NOT NULL CHECK ("position" > 0),
    "turn" INTEGER NOT NULL CHECK ("turn" > 0),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signer_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "signer_email" CHECK ("email" IS NULL OR "role" = 'customer')
);
CREATE UNIQUE INDEX "signer_position" ON "signer"("org_id", "document_id", "version_number", "position");
CREATE UNIQUE INDEX "one_signer_of_an_email" ON "signer"("org_id", "document_id", "version_number", "email");
CREATE UNIQUE INDEX "one_signer_of_the_company" ON "signer"("org_id", "document_id", "version_number") WHERE "role" = 'company';
ALTER TABLE "signer" ADD CONSTRAINT "signer_version_fkey" FOREIGN KEY ("org_id", "document_id", "version_number")
  REFERENCES "document_version"("org_id", "document_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What 15 USC 7001(c) asks for, of one signer: which text they read, and that a paper of the same kind opened for them.
CREATE TABLE "consent" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "signer_id" UUID NOT NULL,
    "text_version" INTEGER NOT NULL,
    "text_sha256" TEXT NOT NULL,
    "opened_sample" BOOLEAN NOT NULL CHECK ("opened_sample"),
    "consented_at" TIMESTAMPTZ(3) NOT NULL,
    "link_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("org_id", "id")
);
CREATE UNIQUE INDEX "consent_of_signer" ON "consent"("org_id", "signer_id", "text_version");
ALTER TABLE "consent" ADD CONSTRAINT "consent_signer_fkey" FOREIGN KEY ("org_id", "signer_id")
  REFERENCES "signer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "consent" ADD CONSTRAINT "consent_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One per signer, of the version that they were shown. A customer signs by a link of theirs and after their consent, the
-- company by one of its members.
CREATE TABLE "signature" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "signer_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('drawn', 'typed')),
    "strokes" JSONB,
    "text" TEXT,
    "font" TEXT,
    "consent_id" UUID,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_by_name" TEXT NOT NULL,
    "link_id" UUID,
    "member_id" UUID,
    "address" TEXT,
    "user_agent" TEXT,
    "screen" TEXT,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "signature_drawn" CHECK (("kind" = 'drawn') = ("strokes" IS NOT NULL)),
    CONSTRAINT "signature_typed" CHECK (("kind" = 'typed') = ("text" IS NOT NULL) AND ("kind" = 'typed') = ("font" IS NOT NULL)),
    CONSTRAINT "signature_by" CHECK (num_nonnulls("link_id", "member_id") = 1 AND ("link_id" IS NULL) = ("consent_id" IS NULL))
);
CREATE UNIQUE INDEX "signature_of_signer" ON "signature"("org_id", "signer_id");
CREATE INDEX "signature_org_id_document_id_version_number_idx" ON "signature"("org_id", "document_id", "version_number");
ALTER TABLE "signature" ADD CONSTRAINT "signature_signer_fkey" FOREIGN KEY ("org_id", "signer_id")
  REFERENCES "signer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signature" ADD CONSTRAINT "signature_consent_fkey" FOREIGN KEY ("org_id", "consent_id")
  REFERENCES "consent"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signature" ADD CONSTRAINT "signature_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Somebody doesn't sign, and says why. Nobody else signs that version afterwards.
CREATE TABLE "signing_decline" (
    "org_id" UUID NOT NULL,
    "signer_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "declined_at" TIMESTAMPTZ(3) NOT NULL,
    "link_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "signing_decline_pkey" PRIMARY KEY ("org_id", "signer_id")
);
ALTER TABLE "signing_decline" ADD CONSTRAINT "signing_decline_signer_fkey" FOREIGN KEY ("org_id", "signer_id")
  REFERENCES "signer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signing_decline" ADD CONSTRAINT "signing_decline_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rights alone would leave these open to their owner (migration security_log).
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['signer', 'consent', 'signature', 'signing_decline'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION never_emptied()', t);
    EXECUTE format('CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION never_emptied()', t);
  END LOOP;
END $$;

-- The same in the chain of the document's events.
ALTER TYPE "document_act" ADD VALUE 'signing_asked';
ALTER TYPE "document_act" ADD VALUE 'consented';
ALTER TYPE "document_act" ADD VALUE 'signature_given';
ALTER TYPE "document_act" ADD VALUE 'signing_declined';
