-- Photos that members have added, each by the SHA-256 of the picture that we drew. The bytes are files (lib/files/store.ts);
-- a row says whose they are. What a document shows names the hash, so a row stays for good.
CREATE TABLE "stored_file" (
    "org_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "small_sha256" TEXT NOT NULL,
    "small_bytes" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("org_id", "sha256")
);
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_hashes" CHECK ("sha256" ~ '^[0-9a-f]{64}$' AND "small_sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_kind" CHECK ("kind" = 'photo' AND "content_type" = 'image/jpeg');
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_sizes"
  CHECK ("bytes" > 0 AND "small_bytes" > 0 AND "width" BETWEEN 1 AND 2048 AND "height" BETWEEN 1 AND 2048);

ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON stored_file USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
