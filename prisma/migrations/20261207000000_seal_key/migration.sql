-- What seals papers once they are signed: a key of the installation's own, made when it's first needed, or that of a file
-- (SEAL_P12_FILE). Certificates stay for good, so that what was sealed with an earlier one is still known; of a retired key
-- of our own nothing else does.
CREATE TABLE "seal_certificate" (
    "id" UUID NOT NULL,
    "is_own" BOOLEAN NOT NULL,
    "certificate" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL GENERATED ALWAYS AS (encode(sha256("certificate"), 'hex')) STORED,
    "key_sealed" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "seal_certificate_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "seal_certificate_sha256_key" ON "seal_certificate"("sha256");
-- Of processes that make one at the same time, one wins.
CREATE UNIQUE INDEX "seal_certificate_in_use" ON "seal_certificate"("is_own") WHERE "is_own" AND "retired_at" IS NULL;
ALTER TABLE "seal_certificate" ADD CONSTRAINT "seal_certificate_key"
  CHECK (("key_sealed" IS NOT NULL) = ("is_own" AND "retired_at" IS NULL));

ALTER TABLE seal_certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE seal_certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON seal_certificate USING (app_system()) WITH CHECK (app_system());
CREATE TRIGGER never_removed BEFORE DELETE ON seal_certificate FOR EACH ROW EXECUTE FUNCTION never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON seal_certificate FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

-- Sealed papers: of each version that everybody has signed one, with its bytes, because they are the record. A copy belongs
-- into the same backup as everything else.
CREATE TABLE "sealed_file" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "version_sha256" TEXT NOT NULL,
    "original_sha256" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "certificate_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealed_file_pkey" PRIMARY KEY ("org_id", "id")
);
ALTER TABLE "sealed_file" ALTER COLUMN "pdf" SET STORAGE EXTERNAL; -- a PDF is compressed already
CREATE UNIQUE INDEX "sealed_file_sha256_key" ON "sealed_file"("sha256");
CREATE UNIQUE INDEX "sealed_file_org_id_document_id_version_number_key"
  ON "sealed_file"("org_id", "document_id", "version_number");
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_version_fkey" FOREIGN KEY ("org_id", "document_id", "version_number")
  REFERENCES "document_version"("org_id", "document_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_certificate_fkey" FOREIGN KEY ("certificate_id")
  REFERENCES "seal_certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_hashes" CHECK (
  "sha256" = encode(sha256("pdf"), 'hex') AND "original_sha256" ~ '^[0-9a-f]{64}$' AND "version_sha256" ~ '^[0-9a-f]{64}$');

ALTER TABLE sealed_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_file FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sealed_file USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON sealed_file
  FOR EACH ROW EXECUTE FUNCTION never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON sealed_file FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

-- What anybody may know who has a sealed file in hand: when it was sealed, for which company, and which paper it is. Nothing
-- of a customer. The ids are for whoever looks further into it on the server. Forced row-level security binds the owner, too.
CREATE POLICY verify_reads ON sealed_file FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY verify_reads ON document_version FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION known_sealed_file(file_sha256 text)
  RETURNS TABLE (org_id uuid, document_id uuid, version_number int, kind text, number int, ordinal int, company text, at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT file.org_id, file.document_id, file.version_number, shown ->> 'kind', (shown ->> 'number')::int,
    coalesce((shown -> 'change' ->> 'ordinal')::int, 0), shown -> 'company' ->> 'name', file.at
  FROM public.sealed_file file
  JOIN public.document_version version ON version.org_id = file.org_id AND version.document_id = file.document_id
    AND version.number = file.version_number
  CROSS JOIN LATERAL (SELECT version.snapshot::jsonb AS shown) frozen
  WHERE file.sha256 = file_sha256
$$;
REVOKE ALL ON FUNCTION known_sealed_file(text) FROM PUBLIC;
